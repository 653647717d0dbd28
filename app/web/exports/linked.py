"""Rows as they are taken away: with their permalinks and, where words are printed, the way to these words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, TypeVar

from sqlmodel import Session

from app.records import Span
from app.store.queries import reading
from app.store.queries.views import ArticleRef, ArticleRow, ClaimRow, SpeakerRow, StatementRow
from app.web import fragments, links

Linked = TypeVar("Linked")

_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    of: attrgetter(*(field.name for field in fields(of)))
    for of in (StatementRow, ClaimRow, SpeakerRow, ArticleRow)
}
"""By the class of a row, all that it has, in order: a linked one begins with the same."""


@dataclass(frozen=True, slots=True)
class LinkedStatement(StatementRow):
    """A statement in a list, with its addresses."""

    permalink: str = ""
    article_permalink: str = ""
    """The article as read here, at the paragraph that the words begin in."""
    words_at_outlet: str | None = None
    """The article at its outlet, opened where the words stand; None where that cannot be told for sure."""


@dataclass(frozen=True, slots=True)
class LinkedClaim(ClaimRow):
    """A claim in a list, with its addresses."""

    permalink: str = ""
    article_permalink: str = ""
    """The article as read here, at the paragraph that the words begin in."""
    words_at_outlet: str | None = None
    """The article at its outlet, opened where the words stand; None where that cannot be told for sure."""


@dataclass(frozen=True, slots=True)
class LinkedSpeaker(SpeakerRow):
    """A speaker in a list, with their permalink."""

    permalink: str = ""


@dataclass(frozen=True, slots=True)
class LinkedArticle(ArticleRow):
    """An article in a list, with its permalink."""

    permalink: str = ""


def statements(db: Session, rows: Sequence[StatementRow], origin: str) -> tuple[LinkedStatement, ...]:
    """Statements that stand, with their addresses; the articles' texts are read in one query."""
    spans = {row.ident: (row.article, row.pieces[0].span) for row in rows}
    outside = dict(_outside(db, "statement", spans))
    return tuple(
        _linked(
            LinkedStatement,
            row,
            origin + links.statement(row),
            origin + links.article(row.article, row.pieces[0].paragraph),
            outside.get(row.ident),
        )
        for row in rows
    )


def claims(db: Session, rows: Sequence[ClaimRow], origin: str) -> tuple[LinkedClaim, ...]:
    """Claims with their addresses; the articles' texts are read in one query."""
    outside = dict(_outside(db, "claim", {row.ident: (row.article, row.span) for row in rows}))
    return tuple(
        _linked(
            LinkedClaim,
            row,
            origin + links.claim(row),
            origin + links.article(row.article, row.paragraph),
            outside.get(row.ident),
        )
        for row in rows
    )


def speakers(_: Session, rows: Sequence[SpeakerRow], origin: str) -> tuple[LinkedSpeaker, ...]:
    """Speakers with their permalinks."""
    return tuple(_linked(LinkedSpeaker, row, origin + links.speaker(row.speaker)) for row in rows)


def articles(_: Session, rows: Sequence[ArticleRow], origin: str) -> tuple[LinkedArticle, ...]:
    """Articles with their permalinks."""
    return tuple(_linked(LinkedArticle, row, origin + links.article(row.article)) for row in rows)


def _linked(of: Callable[..., Linked], row: Any, *addresses: str | None) -> Linked:  # noqa: ANN401 - any row
    return of(*_VALUES[type(row)](row), *addresses)


def _outside(db: Session, of: str, placed: dict[str, tuple[ArticleRef, Span]]) -> Iterator[tuple[str, str]]:
    """By identifier, the address at the outlet that opens at the words, where one is sure to."""
    # In a translation these are not the words that the outlet printed.
    printed: Iterable[str] = (
        ident
        for ident, (article, _) in placed.items()
        if links.outside(article.url) and not article.translated_from
    )
    for text, idents in reading.texts(db, of, tuple(printed)):
        for ident in idents:
            article, span = placed[ident]
            address = fragments.address(str(article.url), text, span)
            if address != article.url:
                yield ident, address
