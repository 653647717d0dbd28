"""One speaker, with everything that stands beside its statements.

However often a speaker is named, what articles print of it is taken from a bounded number of them.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import Kind
from app.store import identifiers
from app.store.catalogue import bitmaps, choosing, counting
from app.store.catalogue.choosing import Chosen
from app.store.queries import choices, corrected, rows
from app.store.queries.filters import Filter
from app.store.queries.views import (
    ArticleRef,
    FormerView,
    Option,
    RoleView,
    SameAsView,
    SpeakerView,
    SuggestionView,
    TieView,
)

LOOKED_THROUGH = 200
"""Articles whose roles, home and entries elsewhere are told: those read last that name the speaker."""
ARTICLES = 20
"""Articles named beside the statements: the newest."""

_JOINED = "(SELECT j.id FROM speakers AS j WHERE j.stands_for = :id)"
_ONE = text(f"""
    SELECT p.id, {rows.SPEAKER}, (SELECT json_group_array(name) FROM (SELECT name FROM speaker_aliases
        WHERE speaker_id = p.id AND name <> p.name ORDER BY name)) AS aliases
    FROM speakers AS p WHERE p.ident = :ident
""")
# What is joined is walked name by name: an index leads to the last of each. One over tells of more.
_MOST = LOOKED_THROUGH + 1
_LATEST = text(f"""
    SELECT e.id FROM speakers AS j JOIN entities AS e ON e.id IN (
        SELECT n.id FROM entities AS n WHERE n.speaker_id = j.id ORDER BY n.id DESC LIMIT {_MOST})
    WHERE j.stands_for = :id ORDER BY e.id DESC LIMIT {_MOST}
""")
_THEIRS = "(SELECT value FROM json_each(:entities))"
_LIVE = "JOIN articles AS a ON a.id = e.article_id AND a.state = 'live'"
_ROLES = text(f"""
    SELECT f.words, a.id AS article, a.published FROM entities AS e {_LIVE}
    JOIN entity_roles AS f ON f.entity_id = e.id
    WHERE e.id IN {_THEIRS} ORDER BY {choices.OLDEST}, a.id, e.number, f.position
""")
_HOME = text(f"""
    SELECT substr(k.text, e.home_start + 1, e.home_end - e.home_start) FROM entities AS e {_LIVE}
    JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    WHERE e.id IN {_THEIRS} AND e.home = :country
    ORDER BY {choices.NEWEST} DESC, a.id DESC, e.number LIMIT 1
""")
_SAME_AS = text(f"""
    SELECT x.url, a.id AS article FROM entities AS e {_LIVE}
    JOIN entity_same_as AS x ON x.entity_id = e.id
    WHERE e.id IN {_THEIRS} ORDER BY x.url, {choices.OLDEST}, a.id
""")
_THESE = f"SELECT a.id, {rows.ARTICLE} {choices.ARTICLES} WHERE a.id IN (SELECT value FROM json_each(:ids))"
_TIES = text(f"""
    SELECT x.name, y.name AS other, t.rule, t.reasons FROM speaker_ties AS t
    JOIN speakers AS x ON x.id = t.a_id JOIN speakers AS y ON y.id = t.b_id
    WHERE t.same AND x.id IN {_JOINED} ORDER BY x.name, y.name, t.rule, t.reasons
""")
# Nobody is suggested whom an editor keeps apart.
_SUGGESTIONS = text(f"""
    SELECT DISTINCT t.rule, t.reasons, {rows.SPEAKER} FROM speaker_ties AS t
    JOIN speakers AS w ON w.id = iif(t.a_id IN {_JOINED}, t.b_id, t.a_id)
    JOIN speakers AS p ON p.id = w.stands_for
    WHERE NOT t.same AND (t.a_id IN {_JOINED} OR t.b_id IN {_JOINED}) AND p.id <> :id AND NOT EXISTS (
        SELECT 1 FROM speaker_ties AS d JOIN speakers AS y ON y.id = iif(d.a_id IN {_JOINED}, d.b_id, d.a_id)
        WHERE d.rule = 'judged' AND NOT d.same AND (d.a_id IN {_JOINED} OR d.b_id IN {_JOINED})
        AND y.stands_for = p.id
    )
    ORDER BY p.name, p.id, t.rule, t.reasons
""")
_FORMERLY = text(f"""
    SELECT {corrected.TOLD}, {rows.ARTICLE}, i.words AS said, i.kind AS said_as {corrected.JUDGED}
    JOIN versions AS i ON i.statement_id = g.id AND i.number = g.version
    JOIN articles AS a ON a.id = g.article_id JOIN captures AS k ON k.id = i.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN speakers AS w ON w.id = i.speaker_id LEFT JOIN speakers AS m ON m.id = n.speaker_id
    WHERE j.verdict = 'speaker' AND j.state <> 'withdrawn' AND g.state = 'live'
        AND ((f.stands_for = :id AND sure) OR (m.stands_for = :id AND n.confidence >= (SELECT shown_from())))
        AND w.stands_for IS NOT :id
    ORDER BY j.id DESC
""")
"""Statements that were this speaker's, or are by the machine, until a person found otherwise."""


def speaker(db: Session, ident: str) -> SpeakerView:
    """A speaker. Raises NotFound for an identifier there never was, Gone for a speaker withdrawn."""
    return standing(db, identifiers.resolve(db, ident, "speaker").ident)


def standing(db: Session, ident: str) -> SpeakerView:
    """The speaker that stands for itself under this identifier."""
    connection = db.connection()
    one = connection.execute(_ONE, {"ident": ident}).one()
    theirs = Filter(speakers=(ident,))
    # The list of them stands on the same page: what was found for it is found again.
    chosen = choosing.statements(db, theirs)
    printed, newest = chosen.once("printed in", lambda: _printed_in(chosen))
    latest = connection.scalars(_LATEST, {"id": one.id}).all()
    entities = {"entities": json.dumps(latest[:LOOKED_THROUGH])}
    roles, entries = (connection.execute(sql, entities).all() for sql in (_ROLES, _SAME_AS))
    named = {*newest, *(row.article for row in (*_first_of_each(roles), *entries))}
    articles = {row.id: rows.article_ref(row) for row in rows.fetch(db, _THESE, sorted(named))}
    return SpeakerView(
        speaker=rows.speaker_of(one),
        aliases=tuple(json.loads(one.aliases)),
        roles=_roles(roles, articles),
        country_words=connection.scalar(_HOME, {**entities, "country": one.country}) if one.country else None,
        statements=len(chosen.rows()),
        claims=len(choosing.claims(db, theirs).rows()),
        article_count=printed,
        articles=tuple(articles[id_] for id_ in newest),
        about=_about(counting.by_value(chosen, "about")),
        said_about=chosen.once(("said about", one.id), lambda: _said_about(chosen, one.id)),
        ties=tuple(_tie(row) for row in connection.execute(_TIES, {"id": one.id})),
        suggestions=_suggestions(connection.execute(_SUGGESTIONS, {"id": one.id})),
        looked_through=LOOKED_THROUGH if len(latest) > LOOKED_THROUGH else None,
        same_as=tuple(dict.fromkeys(SameAsView(row.url, articles[row.article]) for row in entries)),
        formerly=_formerly(connection.execute(_FORMERLY, {"id": one.id})),
    )


def _printed_in(said: Chosen) -> tuple[int, Sequence[int]]:
    """How many articles print what is said, and the newest of them."""
    shelf = said.holdings.articles
    numbers = bitmaps.numbers_of(choosing.articles_of(said.shelf, said.rows()))
    keys = shelf.keys("newest", numbers)
    first = np.argpartition(keys, ARTICLES)[:ARTICLES] if len(keys) > ARTICLES else np.arange(len(keys))
    newest: list[int] = numbers[first[np.argsort(keys[first])]].tolist()
    return len(numbers), newest


def _said_about(said: Chosen, standing: int) -> int:
    """How many statements name the speaker who says these, and are not among them."""
    shelf = said.shelf
    named_in = said.holdings.people.named_in(shelf.bits.get("named", {}), standing)
    return len((named_in & shelf.live) - said.rows())


def _about(counts: Mapping[str, int]) -> tuple[Option, ...]:
    """The countries that statements are about, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Option(code, code, number) for code, number in ordered)


def _first_of_each(roles: Iterable[Row[Any]]) -> Iterable[Row[Any]]:
    """Of every role, the oldest that prints it."""
    first: dict[str, Row[Any]] = {}
    for row in roles:
        first.setdefault(row.words, row)
    return first.values()


def _roles(printed: Iterable[Row[Any]], articles: Mapping[int, ArticleRef]) -> tuple[RoleView, ...]:
    """Each role once, however many articles print it: a minister's would bury the page."""
    found: dict[str, dict[int, date | None]] = {}
    for row in printed:
        found.setdefault(row.words, {}).setdefault(row.article, rows.day(row.published))
    views = []
    for words, days in found.items():
        stated = [day for day in days.values() if day]
        first, last = (min(stated), max(stated)) if stated else (None, None)
        views.append(RoleView(words, articles[next(iter(days))], len(days), first, last))
    return tuple(views)


def _formerly(found: Iterable[Row[Any]]) -> tuple[FormerView, ...]:
    """One a statement, by the newest decision."""
    newest: dict[str, FormerView] = {}
    for row in found:
        told = FormerView(
            row.subject, row.said, Kind(row.said_as), corrected.correction(row), rows.article_ref(row)
        )
        newest.setdefault(row.subject, told)
    return tuple(newest.values())


def _tie(row: Row[Any]) -> TieView:
    return TieView(row.name, row.other, row.rule, tuple(json.loads(row.reasons)))


def _suggestions(found: Iterable[Row[Any]]) -> tuple[SuggestionView, ...]:
    """One a speaker, however many of its names may be the same."""
    first: dict[str, SuggestionView] = {}
    for row in found:
        view = SuggestionView(rows.speaker_of(row), row.rule, tuple(json.loads(row.reasons)))
        first.setdefault(view.speaker.ident, view)
    return tuple(first.values())
