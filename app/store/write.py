"""Writing one article: everything found in it, in the caller's one transaction."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
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


@dataclass(frozen=True, slots=True)
class Ready:
    """An article with all that saving it takes."""

    article: Article
    extraction: Extraction
    linking: Linking
    captured: datetime | None = None
    """When its text was taken from the publisher, where that is known."""


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
    if new(db, [article])[0]:
        return add(db, [Ready(article, extraction, linking, captured)], now)[0]
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
    if known is None:
        saved = add(db, [Ready(article, extraction, linking, captured)], now)[0]
    else:
        _again(db, known, Ready(article, extraction, linking, captured), now)
        outcome: Literal["changed", "unchanged"] = "changed" if _changes(db) > before else "unchanged"
        saved = Saved(outcome, known.ident, len(extraction.attributions), len(extraction.claims))
    if rest is None:
        return saved
    erased.remember(db, source, saved.article, now)
    places = (source.facts.url, source.facts.file_name)
    unnamed = places != (article.facts.url, article.facts.file_name)
    return replace(saved, notes=(arriving.NOTE,), unnamed=unnamed)


def new(db: Session, given: Sequence[Article]) -> list[bool]:
    """Of each article whether it is surely new: none that is stored, or was, or stands before it.

    Not so of any once something was erased: what comes then is looked at one by one.
    """
    return articles.unmet(db, given) if not erased.anything(db) else [False] * len(given)


def add(db: Session, ready: Sequence[Ready], now: datetime) -> list[Saved]:
    """Store articles that are `new`, all linked in the same way: it ends as if they were saved one by one.

    Raises as `save`; where one does not fit, none is stored once the caller has rolled back.
    """
    for each in ready:
        spans.check(each.article.text, each.extraction)
    how = ready[0].linking
    captures = articles.add(db, [(r.article, r.extraction, r.captured or now) for r in ready], now)
    words.add(db, [each.article for each in ready])
    every = list(zip(captures, ready, strict=True))
    casts = speakers.add(db, [(c, r.extraction.entities, r.linking.links) for c, r in every], now)
    entries = zip(casts, (r.linking.same_as or () for r in ready), strict=True)
    elsewhere.add(db, ((cast.entities[number], url) for cast, own in entries for number, url in own))
    said = [(c, r.extraction, cast.speakers) for (c, r), cast in zip(every, casts, strict=True)]
    stored = statements.add(db, said, now)
    named = (_named(*each) for each in zip(stored, casts, (r.linking.named for r in ready), strict=True))
    mentions.save(db, dict(chain.from_iterable(each.items() for each in named)), ())
    claims.add(db, [(c, r.extraction, ids) for (c, r), ids in zip(every, stored, strict=True)])
    touched = frozenset().union(*(cast.touched for cast in casts))
    moved = speakers.settle(db, touched, how.profile, how.joining, now)
    matches.save(db, [c.article_id for c in captures], how.matching, moved, new=True)
    return [
        Saved("new", c.article, len(r.extraction.attributions), len(r.extraction.claims)) for c, r in every
    ]


def _again(db: Session, row: "t.Article", ready: Ready, now: datetime) -> None:
    """Let a stored article be as it was read this time."""
    extraction, linking = ready.extraction, ready.linking
    had = words.of(db, row)
    articles.state(db, row, ready.article, is_extracted=extraction.is_extracted)
    capture = articles.capture(db, row, extraction, ready.captured or now)
    entries = elsewhere.stored(db, row.id)
    words.keep(db, had, words.printed(row, capture.text))
    cast = speakers.cast(db, row, extraction.entities, linking.links, now)
    stated = linking.same_as
    if entries or stated:
        kept = elsewhere.kept(entries, extraction.entities) if stated is None else stated
        elsewhere.save(db, cast.entities, kept)
    stored = statements.save(db, capture, extraction, cast.speakers, now)
    touched = cast.touched | judged.settle(db, row.id, now)
    named = _named(stored, cast, linking.named)
    mentions.save(db, named, named)
    claims.save(db, capture, extraction, stored, now)
    judged_claims.settle(db, row.id, now)
    moved = speakers.settle(db, touched, linking.profile, linking.joining, now)
    matches.save(db, [row.id], linking.matching, moved)
    db.flush()


def _named(
    stored: Sequence[int], cast: speakers.Cast, named: Sequence[Mapping[int, Span]]
) -> dict[int, dict[int, Span]]:
    """By statement the speakers that its words name, and where; nothing where nobody looked."""
    own = zip(stored, named, strict=False)
    return {id_: {cast.speakers[e]: span for e, span in held.items()} for id_, held in own}


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
