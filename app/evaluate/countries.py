"""Countries and blocs that sentences are about, against ``countries.tsv``.

tests/golden/README.md has its columns.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadInput
from app.evaluate.scores import Figures, Score
from app.extract.countries import pointed
from app.extract.documents import document
from app.records import Span

_COLUMNS = ("trap", "context", "sentence", "about", "blocs")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and what a careful reader says it is about."""

    trap: str
    context: str
    sentence: str
    about: frozenset[str]
    about_optional: frozenset[str]
    blocs: frozenset[str]
    blocs_optional: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in a sentence."""

    about: frozenset[str]
    blocs: frozenset[str]


def measure(gold: Sequence[Path], articles: Path) -> Figures:
    """Micro-F1 of countries, of blocs, and of countries by trap; `articles` is not needed.

    Raises BadInput for a file that has other columns or none.
    """
    del articles
    rows = [row for file in gold for row in load(file)]
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        found = read(row)
        about = _counted(found.about, row.about, row.about_optional)
        blocs = _counted(found.blocs, row.blocs, row.blocs_optional)
        for name, tally in (("countries", about), ("blocs", blocs), (f"countries {row.trap}", about)):
            counts[name] = [a + b for a, b in zip(counts[name], tally, strict=True)]
    names = ["countries", "blocs", *sorted(name for name in counts if " " in name)]
    scores = {
        name: Score(right, found_, right, wanted)
        for name in names
        for right, found_, wanted in [counts[name]]
    }
    return {name: score for name, score in scores.items() if score.gold or score.predicted}


def load(file: Path) -> list[Row]:
    """The rows of a gold file; raises BadInput where it has other columns."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file}: {error}") from error
    if not rows or tuple(rows[0]) != _COLUMNS or any(len(row) != len(_COLUMNS) for row in rows):
        raise BadInput(f"{file}: needs the columns {', '.join(_COLUMNS)}, tab-separated")
    return [
        Row(trap, context, sentence, *_codes(about), *_codes(blocs))
        for trap, context, sentence, about, blocs in rows[1:]
    ]


def read(row: Row) -> Answer:
    """What extraction finds in a row's sentence, behind its context."""
    start = len(row.context) + 1 if row.context else 0
    text = f"{row.context} {row.sentence}" if row.context else row.sentence
    about, blocs = pointed(document(text), [Span(start, len(text))])
    return Answer(frozenset(one.code for one in about), frozenset(one.code for one in blocs))


def _codes(cell: str) -> Iterator[frozenset[str]]:
    codes = [code for code in cell.replace(",", " ").split() if code != "-"]
    yield frozenset(code for code in codes if not code.startswith("?"))
    yield frozenset(code[1:] for code in codes if code.startswith("?"))


def _counted(found: frozenset[str], wanted: frozenset[str], optional: frozenset[str]) -> list[int]:
    kept = found - (optional - wanted)
    return [len(kept & wanted), len(kept), len(wanted)]
