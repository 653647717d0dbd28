"""Whether a quotation that is looked for gets the right answer: gold quotations against articles as stored.

- **answers**: the right one of exact, other wording, somebody else and not here, and where words are here,
  the right speaker named beside them; what is marked "hard" apart.
- each kind of quotation by itself, **hard** among them: other wordings that share few words.
- **hard, nearest**: hard ones whose speaker's words are at least shown, as the answer or the nearest to it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlmodel import Session

from app.checking import Checked, Question, checked
from app.errors import AppError, BadInput
from app.evaluate.scores import Figures, Share
from app.reading.files import origins
from app.reading.given import Choices
from app.reading.origins import Origin
from app.settings import Settings, place
from app.store import engine

HARD, NEAREST = "hard", "hard, nearest"
Job = Callable[[Iterable[Origin], Engine], Sequence[str | None]]
"""Ingestion into a database: the identifier of each article read, None where it failed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation, and what a reader who knows the articles answers."""

    kind: str
    quote: str
    by: str
    answer: str
    speaker: str
    """Who says it, as pages name them; "" where nobody is named, or the words are not here."""


def measure(gold: Sequence[Path], articles: Path, job: Job) -> Figures:
    """The figures of all `gold`, asked of the articles in a folder or file, saved by `job`."""
    asked = [one for path in gold for one in load(path)]
    settings = Settings()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "check.db"
        engine.migrate(path, place("migrations"))
        written = engine.writer(path)
        try:
            if None in job(origins([articles], Choices(settings.article_limit)), written):
                raise AppError(f"Not every article of {articles} could be saved.")
        finally:
            written.dispose()
        shown = engine.reader(path, shown_from=settings.display_threshold)
        try:
            with Session(shown) as db:
                return figures(db, asked)
        finally:
            shown.dispose()


def figures(db: Session, asked: Iterable[Asked]) -> Figures:
    """How many questions get the right answer from what is stored, all together and by kind."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for one in asked:
        found = checked(db, Question(one.quote, one.by))
        for name in (one.kind, *(() if one.kind == HARD else ("answers",))):
            of[name] += 1
            right[name] += is_right(one, found)
        if one.kind == HARD:
            of[NEAREST] += 1
            right[NEAREST] += one.speaker in _shown(found)
    return {name: Share(right[name], of[name]) for name in ("answers", *sorted(of.keys() - {"answers"}))}


def is_right(one: Asked, found: Checked) -> bool:
    """Whether an answer is the right one, with the right speaker beside the words."""
    if found.answer != one.answer or not found.places:
        return found.answer == one.answer
    return _shown(found)[0] == one.speaker


def _shown(found: Checked) -> list[str]:
    """Who is named beside the words shown, "" where nobody is."""
    rows = [place.row for place in (*found.places, *found.others)]
    return [row.speaker.name if row.speaker else "" for row in rows]


def load(path: Path) -> list[Asked]:
    """The questions of a file; BadInput where it holds none that can be read."""
    try:
        return [
            Asked(row["kind"], row["quote"], row["by"] or "", row["answer"], row["speaker"] or "")
            for row in json.loads(path.read_text("utf-8"))
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path} holds no quotations that can be read: {error!r}") from error
