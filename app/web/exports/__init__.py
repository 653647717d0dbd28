"""Lists and records to take away: exactly what was asked for, each row with its permalink."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.store.queries import taken
from app.store.queries.filters import Filter
from app.web import jsonld, lines, lists
from app.web.exports import atom, cells, linked


@dataclass(frozen=True, slots=True)
class Export:
    """What tells the export of one list from another's."""

    kind: lists.Kind
    linked: Callable[[Session, Sequence[Any], str], tuple[Any, ...]]
    """Rows as they are taken away, with their addresses."""
    columns: tuple[str, ...]
    taken: Callable[[Session, Filter, Sequence[int]], Sequence[Any]]
    """Rows by their ids, as `cells` tells them."""
    cells: Callable[[Any, cells.Manner], Iterator[cells.Cells]]
    entry: Callable[[Any, float, str], atom.Entry]
    node: Callable[[Any, float, str], jsonld.Node]
    certain: Callable[[Any, float], Any]
    """The row without a speaker that is too unsure to be shown."""


STATEMENTS = Export(
    lists.STATEMENTS,
    linked.statements,
    cells.STATEMENT,
    lambda db, _, ids: taken.statements(db, ids),
    cells.of_statements,
    atom.of_statement,
    lambda row, threshold, origin: jsonld.of_statement_row(row, threshold, origin, row.words_at_outlet),
    lines.certain,
)
CLAIMS = Export(
    lists.CLAIMS,
    linked.claims,
    cells.CLAIM,
    lambda db, _, ids: taken.claims(db, ids),
    cells.of_claims,
    atom.of_claim,
    lambda row, threshold, origin: jsonld.of_claim_row(row, threshold, origin, row.words_at_outlet),
    lines.certain_claim,
)
SPEAKERS = Export(
    lists.SPEAKERS,
    linked.speakers,
    cells.SPEAKER,
    lists.SPEAKERS.of_ids,
    cells.of_speakers,
    lambda row, _, origin: atom.of_speaker(row, origin),
    lambda row, _, origin: jsonld.of_speaker_row(row, origin),
    lambda row, _: row,
)
ARTICLES = Export(
    lists.ARTICLES,
    linked.articles,
    cells.ARTICLE,
    lists.ARTICLES.of_ids,
    cells.of_articles,
    lambda row, _, origin: atom.of_article(row, origin),
    lambda row, _, origin: jsonld.of_article_row(row, origin),
    lambda row, _: row,
)
ALL = (STATEMENTS, CLAIMS, SPEAKERS, ARTICLES)
