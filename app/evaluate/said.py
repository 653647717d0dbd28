"""When statements were said, against ``said.jsonl``.

tests/golden/README.md has its fields. A statement that is not found at all has no date.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.errors import BadInput
from app.evaluate.scores import Figures, Score, Share
from app.extract.extraction import extract
from app.extract.pipeline import Models, load
from app.records import Span

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Row:
    """A short article, and when a careful reader says that some words of it were said."""

    text: str
    published: date | None
    of: Span
    """Words inside the statement that is asked about."""
    days: Days | None
    trap: str


def measure(gold: Sequence[Path], articles: Path) -> Figures:
    """Precision and recall of dates, in all and by trap, and how often nothing is said where nothing tells.

    `articles` is not needed. Raises BadInput for a file that has other fields.
    """
    del articles
    rows, models = [row for file in gold for row in rows_of(file)], load()
    return figures((row, found(row, models)) for row in rows)


def rows_of(file: Path) -> list[Row]:
    """The rows of a gold file; raises BadInput where it has other fields."""
    try:
        return [_row(json.loads(line)) for line in file.read_text("utf-8").splitlines()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{file} holds no dated statements: {error}") from error


def found(row: Row, models: Models) -> Days | None:
    """When extraction finds that a row's statement was said."""
    for one in extract(row.text, models, row.published).attributions:
        if any(span.overlaps(row.of) for span in one.content):
            return None if one.said is None else (one.said.first, one.said.last)
    return None


def figures(answers: Iterable[tuple[Row, Days | None]]) -> Figures:
    """The figures of rows with what was found in each."""
    counts: Counter[tuple[str, str]] = Counter()
    for row, days in answers:
        for name in ("said", f"said, {row.trap}"):
            counts[name, "right"] += days is not None and days == row.days
            counts[name, "given"] += days is not None
            counts[name, "told"] += row.days is not None
        counts["silent", "of"] += row.days is None
        counts["silent", "right"] += row.days is None and days is None
    names = sorted({name for name, _ in counts} - {"silent"})
    dated: Figures = {
        name: Score(counts[name, "right"], counts[name, "given"], counts[name, "right"], counts[name, "told"])
        for name in names
        if counts[name, "given"] or counts[name, "told"]
    }
    return {**dated, "not stated": Share(counts["silent", "right"], counts["silent", "of"])}


def _row(fields: dict[str, str | None]) -> Row:
    text, words = str(fields["text"]), str(fields["of"])
    start = text.index(words)
    first, last = _day(fields["first"]), _day(fields["last"])
    return Row(
        text=text,
        published=_day(fields["published"]),
        of=Span(start, start + len(words)),
        days=(first, last) if first and last else None,
        trap=str(fields["trap"]),
    )


def _day(stated: str | None) -> date | None:
    return None if stated is None else date.fromisoformat(stated)
