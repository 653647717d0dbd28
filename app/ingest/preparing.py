"""An article made ready in a worker, as far as it can be without the database.

What makes it ready loads the models' libraries, which takes seconds: it is imported when the first article is
new, here and nowhere else, so that a run that finds all as it was does not pay for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.records import Article, Extraction, Link, Span
from app.store.write import Linking


@dataclass(frozen=True, slots=True)
class Task:
    """An article to prepare."""

    article: Article
    published: date | None
    """The day from which "on Tuesday" is understood."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as far as it can be made ready without the database."""

    published: date | None
    """As the task had it."""
    extraction: Extraction
    links: tuple[Link, ...]
    named: tuple[Mapping[int, Span], ...]
    same_as: tuple[tuple[int, str], ...] | None
    vectors: Mapping[str, bytes]
    """Of the words of its statements and claims."""
    text_bands: frozenset[int]
    notes: tuple[str, ...]
    detected: str | None = None
    """The language that the words were taken for."""


def prepared(task: Task) -> Prepared | Exception:
    """Everything in an article, or why it cannot be had; nothing that a text can hold raises."""
    from app.ingest import extracting  # noqa: PLC0415 - see above

    return extracting.prepared(task)


def linking(ready: Sequence[tuple[Prepared, str]]) -> list[Linking]:
    """How articles with these texts are linked with others, without doing again what is ready."""
    from app.ingest import extracting  # noqa: PLC0415 - see above

    return extracting.linking(ready)
