"""Lists and records to take away: exactly what was asked for, each row with its permalink."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.web import lines, links, lists
from app.web.exports import atom, cells


@dataclass(frozen=True, slots=True)
class Export:
    """What tells the export of one list from another's."""

    kind: lists.Kind
    address: Callable[[Any], str]
    columns: tuple[str, ...]
    cells: Callable[[Any, float, str], cells.Cells]
    entry: Callable[[Any, float, str], atom.Entry]
    certain: Callable[[Any, float], Any]
    """The row without a speaker that is too unsure to be shown."""


STATEMENTS = Export(
    lists.STATEMENTS, links.statement, cells.STATEMENT, cells.of_statement, atom.of_statement, lines.certain
)
CLAIMS = Export(lists.CLAIMS, links.claim, cells.CLAIM, cells.of_claim, atom.of_claim, lines.certain_claim)
SPEAKERS = Export(
    lists.SPEAKERS,
    lambda row: links.speaker(row.speaker),
    cells.SPEAKER,
    lambda row, _, origin: cells.of_speaker(row, origin),
    lambda row, _, origin: atom.of_speaker(row, origin),
    lambda row, _: row,
)
ARTICLES = Export(
    lists.ARTICLES,
    lambda row: links.article(row.article),
    cells.ARTICLE,
    lambda row, _, origin: cells.of_article(row, origin),
    lambda row, _, origin: atom.of_article(row, origin),
    lambda row, _: row,
)
ALL = (STATEMENTS, CLAIMS, SPEAKERS, ARTICLES)
