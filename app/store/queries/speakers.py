"""Speakers: the list of those who say something."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlmodel import Session, text

from app.errors import BadInput
from app.store import identifiers, search
from app.store.catalogue import choosing, keeping, speaking
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.choosing import Chosen
from app.store.catalogue.voices import LAST, SILENT
from app.store.queries import choices, keyset, rows
from app.store.queries.filters import Filter
from app.store.queries.views import Page, SpeakerRef, SpeakerRow

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
    WHERE j.stands_for = p.id
    ORDER BY {choices.NEWEST} DESC, a.id DESC, e.number, f.position LIMIT 1
"""
"""The newest role printed of the speaker `p.id`, in the fifty articles read last that have it by a name."""
_IDS = "(SELECT value FROM json_each(:ids))"
_REF = text(f"SELECT {rows.SPEAKER} FROM speakers AS p WHERE p.ident = :ident")
_SHOWN = f"SELECT p.id, {rows.SPEAKER}, ({NEWEST_ROLE}) AS role FROM speakers AS p WHERE p.id IN {_IDS}"
_ROLE = text(f"SELECT p.id, ({NEWEST_ROLE}) AS role FROM speakers AS p WHERE p.ident = :ident")
_NAMES = f"SELECT id, lower(name) AS sorted FROM speakers WHERE id IN {_IDS}"
_NEXT = {
    backwards: text(
        f"{_NAMES} AND (sorted, id) {sign} (:name, :id) ORDER BY sorted {order}, id {order} LIMIT :limit"
    )
    for backwards, sign, order in ((False, ">", "ASC"), (True, "<", "DESC"))
}
_LONG = 200
"""So many speakers of one day are put in order by the database: no more of them are read than are shown."""
_ENDS = {False: ("", 0), True: (chr(0x10FFFF), 2**62)}
"""Name and id before or, backwards, after those of all."""
_BY_NAME = text("SELECT id FROM speakers ORDER BY lower(name), id")
_LATEST = date.max.isoformat()
_Place = tuple[int, str, int]
"""Where a speaker stands in the list: by a day, then by name, then by id."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The speakers of some rows by the day that the list goes by, those of one day by their ids."""

    name: str
    ids: Numbers
    days: Numbers
    """Rising: what is newest first is counted backwards."""

    def day_of(self, place: _Place) -> str:
        """The day of a place as its cursor has it."""
        day = abs(place[0])
        if day in (0, LAST):
            return "" if self.name == "newest" else _LATEST
        return date.fromordinal(day).isoformat()

    def place(self, values: tuple[str, str, int]) -> _Place:
        """The place that a cursor's values tell. Raises BadInput."""
        try:
            day = date.fromisoformat(values[0]).toordinal() if values[0] else 0
        except ValueError as error:
            raise BadInput(keyset.DAMAGED) from error
        if self.name == "newest":
            return (-day, *values[1:])
        return (LAST if values[0] == _LATEST else day, *values[1:])


def speakers(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 25
) -> Page[SpeakerRow]:
    """One page of the speakers of the statements `wanted` asks for, its text query being one for names.

    Kinds asked for are kinds of speaker. The newest are those who said something last; counts are of the
    statements asked for. Raises BadInput for a damaged cursor.
    """
    keyset.one_way(after, before)
    chosen, ranks = choosing.speakers(db, wanted), _ranks(db, wanted)
    if ranks is None:
        page = _walked(db, _line(chosen, wanted), after=after, before=before, limit=limit)
    else:
        page = _ranked(_by_rank(chosen, ranks), after=after, before=before, limit=limit)
    return Page(_rows(db, chosen, page.ids), page.total, page.after, page.before)


def speaker_ids(db: Session, wanted: Filter) -> Sequence[int]:
    """The row ids of all the speakers `wanted` asks for, in order, for `speaker_rows`."""
    chosen, ranks = choosing.speakers(db, wanted), _ranks(db, wanted)
    if ranks is not None:
        return array("q", [id_ for _, id_ in _by_rank(chosen, ranks)])
    line = _line(chosen, wanted)
    by_name = array("q", db.connection().scalars(_BY_NAME))
    place = np.zeros(max(by_name, default=0) + 1, np.int64)
    place[np.asarray(by_name, np.int64)] = np.arange(len(by_name))
    return array("q", line.ids[np.lexsort((place[line.ids], line.days))].tolist())


def speaker_rows(db: Session, wanted: Filter, ids: Sequence[int]) -> tuple[SpeakerRow, ...]:
    """The speakers with these row ids, in that order, counting the statements `wanted` asks for."""
    return _rows(db, choosing.speakers(db, wanted), ids)


def ref(db: Session, ident: str) -> SpeakerRef:
    """A speaker as named on other pages. Raises NotFound, and Gone for a speaker withdrawn."""
    ident = identifiers.resolve(db, ident, "speaker").ident
    return rows.speaker_of(db.connection().execute(_REF, {"ident": ident}).one())


def role(db: Session, ident: str) -> str:
    """The newest role printed of a speaker; "" where none is, or nothing is said by them here."""
    row = db.connection().execute(_ROLE, {"ident": ident}).one()
    said = speaking.statements(keeping.current(db))
    return row.role or "" if row.id < len(said) and said[row.id] else ""


def _rows(db: Session, chosen: Chosen, ids: Sequence[int]) -> tuple[SpeakerRow, ...]:
    spoken = speaking.of_each(chosen, ids)
    shown = {row.id: row for row in rows.fetch(db, _SHOWN, ids)}
    return tuple(
        SpeakerRow(
            speaker=rows.speaker_of(shown[id_]),
            role=shown[id_].role,
            statements=spoken[id_].statements,
            articles=spoken[id_].articles,
            first=_day(spoken[id_].first),
            last=_day(spoken[id_].last),
        )
        for id_ in ids
    )


def _line(chosen: Chosen, wanted: Filter) -> _Line:
    oldest = wanted.sort == "oldest"

    def put_in_order() -> _Line:
        by_id = (speaking.oldest if oldest else speaking.newest)(chosen)
        ids = np.flatnonzero(by_id != SILENT)
        days = by_id[ids] if oldest else -by_id[ids]
        order = np.argsort(days, kind="stable")
        return _Line("oldest" if oldest else "newest", ids[order].astype(np.int32), days[order])

    return chosen.once(("in order", oldest), put_in_order)


def _walked(db: Session, line: _Line, *, after: str, before: str, limit: int) -> keyset.Walk:
    """By day, then by name: names are read of the days that the page comes to, a whole day at a time."""
    edge = None
    if after or before:
        edge = line.place(keyset.read(after or before, line.name, (str, str, int)))
    found: list[_Place] = []
    start, end = 0, len(line.ids)
    if edge and after:
        start = int(np.searchsorted(line.days, edge[0], "left"))
    elif edge:
        end = int(np.searchsorted(line.days, edge[0], "right"))
    while len(found) <= limit and start < end:
        if before:
            turn = int(np.searchsorted(line.days, line.days[max(end - 1 - limit, start)], "left"))
            places = _places(db, line, (turn, end), edge, limit, backwards=True)
            end = turn
        else:
            turn = int(np.searchsorted(line.days, line.days[min(start + limit, end - 1)], "right"))
            places = _places(db, line, (start, turn), edge, limit, backwards=False)
            start = turn
        found += places
    by_id = {place[-1]: place for place in found[: limit + 1]}
    return keyset.turned(
        list(by_id),
        len(line.ids),
        lambda id_: keyset.cursor(line.name, (line.day_of(by_id[id_]), *by_id[id_][1:])),
        after=after,
        before=before,
        limit=limit,
    )


def _places(
    db: Session, line: _Line, part: tuple[int, int], edge: _Place | None, limit: int, *, backwards: bool
) -> list[_Place]:
    """The places of a part of the line beyond the edge, in order or backwards; of a long day the first."""
    ids, days = line.ids[slice(*part)].tolist(), line.days[slice(*part)].tolist()
    if len(ids) > _LONG and days[0] == days[-1]:
        name, id_ = edge[1:] if edge and edge[0] == days[0] else _ENDS[backwards]
        # A cursor may be made by anybody, of what is no text.
        bounds = {"name": name.encode(errors="replace").decode(), "id": id_, "limit": limit + 1}
        found = db.connection().execute(_NEXT[backwards], {"ids": json.dumps(ids), **bounds})
        return [(days[0], row.sorted, row.id) for row in found]
    names = {row.id: row.sorted for row in rows.fetch(db, _NAMES, ids)}
    places = sorted((day, names[id_], id_) for id_, day in zip(ids, days, strict=True))
    if backwards:
        return [place for place in reversed(places) if edge is None or place < edge]
    return [place for place in places if edge is None or place > edge]


def _ranked(places: Sequence[tuple[float, int]], *, after: str, before: str, limit: int) -> keyset.Walk:
    """By how well a name holds the words."""
    found = list(places)
    if after or before:
        edge = keyset.read(after or before, "relevance", (float, int))
        found = [each for each in places if (each > edge if after else each < edge)]
    by_id = {id_: rank for rank, id_ in (found[::-1] if before else found)[: limit + 1]}
    return keyset.turned(
        list(by_id),
        len(places),
        lambda id_: keyset.cursor("relevance", (by_id[id_], id_)),
        after=after,
        before=before,
        limit=limit,
    )


def _by_rank(chosen: Chosen, ranks: Mapping[int, float]) -> list[tuple[float, int]]:
    days = speaking.newest(chosen)
    return sorted((rank, id_) for id_, rank in ranks.items() if days[id_] != SILENT)


def _ranks(db: Session, wanted: Filter) -> Mapping[int, float] | None:
    """How well the names of speakers hold the words, the smaller the better; None where that is not asked."""
    found = search.found_in("speaker_aliases", "n.id", "n.name", wanted.q, wanted.match, wanted.spellings)
    if found is None or wanted.sort != "relevance":
        return None
    sql = f"SELECT n.speaker_id AS id, min(h.rank) AS rank FROM speaker_aliases AS n {found.join} "
    ranked = db.connection().execute(text(f"{sql} WHERE {found.holds} GROUP BY 1"), dict(found.params))
    return {row.id: row.rank for row in ranked}


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
