"""Writing one article: everything found in it, in the caller's one transaction."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from sqlmodel import Session, func, select

from app.records import Article, Extraction, Form, Link, Profile, Span
from app.store import erased
from app.store import tables as t
from app.store.erasing import arriving
from app.store.saving import (
    articles,
    claims,
    elsewhere,
    joining,
    judged,
    judged_claims,
    matches,
    mentions,
    spans,
    speakers,
    statements,
    words,
)

REMOVED = "not taken: the article was removed from this archive"


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did."""

    outcome: Literal["new", "changed", "unchanged"]
    article: str
    """The article's identifier."""
    statements: int
    claims: int
    notes: tuple[str, ...] = ()
    """What a person should know of it."""
    unnamed: bool = False
    """Whether not even the place it was read from may be written down: a name is in it that was erased."""


@dataclass(frozen=True, slots=True)
class Linking:
    """What linking decided: a link for each entity, how profiles follow, and how matches are found."""

    links: Sequence[Link]
    profile: Callable[[Collection[Form], Collection[str]], Profile]
    matching: matches.Matching
    joining: joining.Joining
    named: Sequence[Mapping[int, Span]] = ()
    """By attribution, the entities that its words name; none where nobody looked."""
    same_as: Sequence[tuple[int, str]] | None = None
    """Entities with the addresses of their entries elsewhere; None keeps those stated before."""


def save(
    db: Session,
    article: Article,
    extraction: Extraction,
    linking: Linking,
    now: datetime,
    captured: datetime | None = None,
) -> Saved:
    """Store `article` with what was extracted from it; the same article keeps all its identifiers.

    `captured` is when its text was taken from the publisher, where that is known, else it is `now`. A text
    taken before the one that stands is not taken: of two captures the later one tells what the article says.

    Writes only what differs, so that an article read again unchanged leaves no trace. Raises ValueError for
    an extraction that does not fit the text; the caller's transaction then leaves nothing behind.
    """
    spans.check(article.text, extraction)
    before = _changes(db)
    known = articles.find(db, article)
    if (refused := _refused(db, article, known)) is not None:
        return refused
    source = article
    arrived = arriving.Left(article, extraction, linking.links, linking.named, linking.same_as)
    if (rest := arriving.left(db, arrived)) is not None:
        article, extraction = rest.article, rest.extraction
        linking = replace(linking, links=rest.links, named=rest.named, same_as=rest.same_as)
        known = articles.find(db, article)
    if known is not None and (stands := articles.superseded(db, known, article.text, captured)):
        return _not_taken(db, known, stands)
    had = words.of(db, known)
    is_extracted = extraction.is_extracted
    if known is None:
        row = articles.new(db, article, extraction.extractor, now, is_extracted=is_extracted)
    else:
        row = known
        articles.state(db, row, article, is_extracted=is_extracted)
    capture = articles.capture(db, row, extraction.document, extraction.extractor, captured or now)
    entries = elsewhere.stored(db, row.id) if known else frozenset()
    words.keep(db, had, words.printed(row, capture.text))
    cast = speakers.cast(db, row, extraction.entities, linking.links, now)
    stated = linking.same_as
    if entries or stated:
        elsewhere.save(db, row.id, elsewhere.kept(entries, extraction.entities) if stated is None else stated)
    stored = statements.save(db, capture, extraction, cast.speakers, now)
    # Of what is new nothing is judged yet.
    touched = cast.touched | (judged.settle(db, row.id, now) if known else frozenset())
    named = zip(stored, linking.named, strict=False)
    mentions.save(db, {id_: {cast.speakers[e]: span for e, span in held.items()} for id_, held in named})
    claims.save(db, capture, extraction, stored, now)
    if known:
        judged_claims.settle(db, row.id, now)
    moved = speakers.settle(db, touched, linking.profile, linking.joining, now)
    matches.save(db, row.id, linking.matching, moved)
    db.flush()
    outcome: Literal["new", "changed", "unchanged"] = "new"
    if known is not None:
        outcome = "changed" if _changes(db) > before else "unchanged"
    if rest is not None:
        erased.remember(db, source, row.ident, now)
    places = (source.facts.url, source.facts.file_name)
    return Saved(
        outcome=outcome,
        article=row.ident,
        statements=len(extraction.attributions),
        claims=len(extraction.claims),
        notes=(arriving.NOTE,) if rest is not None else (),
        unnamed=places != (article.facts.url, article.facts.file_name),
    )


def _not_taken(db: Session, known: "t.Article", stands: "t.Capture") -> Saved:
    def live(table: type[t.Statement] | type[t.ClaimRow]) -> int:
        wanted = select(func.count()).where(table.article_id == known.id, table.state == t.LIVE)
        return db.exec(wanted).one()

    note = f"not taken: an older text than the one captured on {stands.captured.date()}, which stands"
    return Saved("unchanged", known.ident, live(t.Statement), live(t.ClaimRow), (note,))


def not_taken(db: Session, article: Article) -> Saved | None:
    """What saving an article comes to that was removed or erased: nothing; None of any other."""
    return _refused(db, article, articles.find(db, article))


def _refused(db: Session, article: Article, known: "t.Article | None") -> Saved | None:
    if (ident := erased.again(db, article)) is not None:
        return Saved("unchanged", ident, 0, 0, (erased.NOTE,))
    if known is None or known.state == t.LIVE:
        return None
    return Saved("unchanged", known.ident, 0, 0, (REMOVED,))


def published(db: Session, article: Article) -> date | None:
    """The day of publication that an earlier reading of the same article stated."""
    known = articles.find(db, article)
    return known.published if known else None


def foreseen(db: Session, article: Article) -> tuple[Literal["new", "changed", "unchanged"], str | None]:
    """What saving an article would come to, as far as its text tells, and the identifier of a known one."""
    if (refused := not_taken(db, article)) is not None:
        return "unchanged", refused.article
    known = articles.find(db, article)
    if known is None:
        return "new", None
    same = articles.current_capture(db, known).text == article.text
    return "unchanged" if same else "changed", known.ident


def _changes(db: Session) -> int:
    return db.connection().connection.driver_connection.total_changes  # type: ignore[union-attr, no-any-return]
