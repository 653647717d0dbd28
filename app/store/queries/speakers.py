"""Speakers: the list of those who say something."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.store import identifiers, search
from app.store.queries import choices, keyset, rows
from app.store.queries.filters import Filter
from app.store.queries.keyset import Key, Listing
from app.store.queries.views import Page, SpeakerRef, SpeakerRow

_GROUPED = f"""
    SELECT p.id, lower(p.name) AS sorted, {rows.SPEAKER},
        count(*) AS statements, count(DISTINCT a.id) AS articles,
        min(a.published) AS first, max(a.published) AS last,
        min({choices.OLDEST}) AS oldest, max({choices.NEWEST}) AS newest
"""
CURRENT = """
    JOIN articles AS a ON a.id = e.article_id AND a.state = 'live'
    JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
"""
"""The article of an entity `e`, its capture that stands, and its outlet."""
NEWEST_ROLE = f"""
    SELECT f.words FROM speakers AS j JOIN entities AS e ON e.id IN (
        SELECT n.id FROM entities AS n WHERE n.speaker_id = j.id ORDER BY n.id DESC LIMIT 50)
    JOIN entity_roles AS f ON f.entity_id = e.id
    JOIN articles AS a ON a.id = e.article_id AND a.state = 'live'
    WHERE j.stands_for = g.id
    ORDER BY {choices.NEWEST} DESC, a.id DESC, e.number, f.position LIMIT 1
"""
"""The newest role printed of the speaker `g.id`, in the fifty articles read last that have it by a name."""
_REF = text(f"SELECT {rows.SPEAKER} FROM speakers AS p WHERE p.ident = :ident")


def speakers(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 25
) -> Page[SpeakerRow]:
    """One page of the speakers of the statements `wanted` asks for, its text query being one for names.

    Kinds asked for are kinds of speaker. The newest are those who said something last; counts are of the
    statements asked for. Raises BadInput for a damaged cursor.
    """
    page = keyset.walk(db, _listing(wanted), after=after, before=before, limit=limit)
    return Page(speaker_rows(db, wanted, page.ids), page.total, page.after, page.before)


def speaker_ids(db: Session, wanted: Filter) -> Sequence[int]:
    """The row ids of all the speakers `wanted` asks for, in order, for `speaker_rows`."""
    return keyset.ids(db, _listing(wanted))


def speaker_rows(db: Session, wanted: Filter, ids: Sequence[int]) -> tuple[SpeakerRow, ...]:
    """The speakers with these row ids, in that order, counting the statements `wanted` asks for."""
    where = choices.of_speakers(wanted)
    grouped = f"{_GROUPED} {where.sql()} AND p.id IN (SELECT value FROM json_each(:ids)) GROUP BY p.id"
    sql = text(f"SELECT g.*, ({NEWEST_ROLE}) AS role FROM ({grouped}) AS g")
    found = db.connection().execute(sql, {**where.params, "ids": json.dumps(list(ids))})
    by_id = {row.id: _row(row) for row in found}
    return tuple(by_id[id_] for id_ in ids)


def ref(db: Session, ident: str) -> SpeakerRef:
    """A speaker as named on other pages. Raises NotFound, and Gone for a speaker withdrawn."""
    ident = identifiers.resolve(db, ident, "speaker").ident
    return rows.speaker_of(db.connection().execute(_REF, {"ident": ident}).one())


def _listing(wanted: Filter) -> Listing:
    where = choices.of_speakers(wanted)
    source, params = f"FROM ({_GROUPED} {where.sql()} GROUP BY p.id) AS g", dict(where.params)
    day = Key("g.oldest", str) if wanted.sort == "oldest" else Key("g.newest", str, descending=True)
    keys: tuple[Key, ...] = (day, Key("g.sorted", str), Key("g.id", int))
    name = "oldest" if wanted.sort == "oldest" else "newest"
    found = search.found_in("speaker_aliases", "n.id", "n.name", wanted.q, wanted.match, wanted.spellings)
    if found is not None and wanted.sort == "relevance":
        params |= found.params
        source += (
            f" JOIN (SELECT n.speaker_id AS id, min(h.rank) AS rank FROM speaker_aliases AS n {found.join}"
            f" WHERE {found.holds} GROUP BY n.speaker_id) AS h ON h.id = g.id"
        )
        name, keys = "relevance", (Key("h.rank", float), Key("g.id", int))
    return Listing(rows=source, id="g.id", keys=keys, params=params, name=name)


def _row(row: Row[Any]) -> SpeakerRow:
    return SpeakerRow(
        speaker=rows.speaker_of(row),
        role=row.role,
        statements=row.statements,
        articles=row.articles,
        first=rows.day(row.first),
        last=rows.day(row.last),
    )
