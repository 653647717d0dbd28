"""Countries: what is claimed and said about each, who speaks from there, and who speaks about where."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from pyroaring import BitMap
from sqlmodel import Session

from app.store.catalogue import bitmaps, choosing, keeping
from app.store.catalogue import speaking as said
from app.store.catalogue.holdings import Holdings
from app.store.catalogue.shelf import Shelf
from app.store.queries.filters import Filter
from app.store.queries.views import CountryRow, SpokenAbout

OTHERS = "*"
"""All other countries together."""


def countries(db: Session) -> tuple[CountryRow, ...]:
    """Every country that anything here is about, from or via, by its code."""
    holdings = keeping.current(db)
    counts = {
        "claims": _lengths(holdings.claims, "about"),
        "statements": _lengths(holdings.statements, "about"),
        "speakers": _speakers(holdings),
        "articles": _lengths(holdings.articles, "via"),
    }
    codes = sorted({code for found in counts.values() for code in found})
    return tuple(
        CountryRow(code, **{name: found.get(code, 0) for name, found in counts.items()}) for code in codes
    )


def country(db: Session, code: str) -> CountryRow:
    """One country, which may be one that nothing here is about, from or via."""
    holdings = keeping.current(db)
    by_code = holdings.once("by country", lambda: {row.code: row for row in countries(db)})
    return by_code.get(code, CountryRow(code, 0, 0, 0, 0))


def most_speaking(db: Session, limit: int) -> tuple[str, ...]:
    """The countries from which the most is said about countries."""
    holdings = keeping.current(db)
    found = holdings.once(
        "spoken from",
        lambda: _from(holdings, bitmaps.union(list(holdings.statements.bits.get("about", {}).values()))),
    )
    return tuple(code for code, _ in _most(found) if code)[:limit]


def most_spoken_of(db: Session, limit: int) -> tuple[str, ...]:
    """The countries about which the most is said."""
    found = _most(_lengths(keeping.current(db).statements, "about"))
    return tuple(code for code, _ in found[:limit])


def matrix(db: Session, speaking: Sequence[str], spoken: Sequence[str]) -> tuple[SpokenAbout, ...]:
    """Statements by where from and about where; all other countries together are "*"."""
    holdings = keeping.current(db)
    return holdings.once(
        ("matrix", tuple(speaking), tuple(spoken)), lambda: _matrix(holdings, speaking, spoken)
    )


def speaking_about(db: Session, code: str) -> tuple[SpokenAbout, ...]:
    """From where a country is spoken about, the most first; `came_from` is "" where that is not stated."""
    holdings = keeping.current(db)
    rows = holdings.statements.bits.get("about", {}).get(code)

    def count() -> tuple[SpokenAbout, ...]:
        found = _from(holdings, rows) if rows else {}
        return tuple(SpokenAbout(came_from, code, number) for came_from, number in _most(found))

    return holdings.once(("speaking about", code), count)


def spoken_about_from(db: Session, code: str) -> tuple[SpokenAbout, ...]:
    """What countries speakers from one country speak about, the most first."""
    holdings = keeping.current(db)

    def count() -> tuple[SpokenAbout, ...]:
        # The same that its speakers are listed by, on the same page.
        said = choosing.speakers(db, Filter(came_from=(code,)))
        return tuple(SpokenAbout(code, to, number) for to, number in _most(about(said.shelf, said.rows())))

    return holdings.once(("spoken about from", code), count)


def about(shelf: Shelf, rows: BitMap) -> Mapping[str, int]:
    """How many of these statements or claims are about each country, where any is."""
    held = shelf.bits.get("about", {}).items()
    found = {str(code): rows.intersection_cardinality(having) for code, having in held}
    return {code: number for code, number in found.items() if number}


def _matrix(holdings: Holdings, speaking: Sequence[str], spoken: Sequence[str]) -> tuple[SpokenAbout, ...]:
    held = holdings.statements.bits.get("about", {})
    columns = {code: held[code] for code in spoken if code in held}
    if others := [rows for code, rows in held.items() if code not in columns]:
        columns[OTHERS] = bitmaps.union(others)
    cells: Counter[tuple[str, str]] = Counter()
    for code, rows in columns.items():
        for came_from, number in _from(holdings, rows).items():
            cells[came_from if not came_from or came_from in speaking else OTHERS, str(code)] += number
    return tuple(SpokenAbout(came_from, code, number) for (came_from, code), number in cells.items())


def _from(holdings: Holdings, rows: BitMap) -> Mapping[str, int]:
    """How many of these statements are from each country; "" where none is stated, or nobody speaks."""
    people, shelf = holdings.people, holdings.statements
    # By the id of a speaker as linked: one look-up a row.
    places = holdings.once("countries as linked", lambda: people.country[people.standing])
    counts = np.bincount(places[shelf.columns["speaker"][bitmaps.numbers_of(rows)]])
    found: Counter[str] = Counter()
    for place in np.flatnonzero(counts).tolist():
        found[people.countries[place] or ""] += int(counts[place])
    return found


def _speakers(holdings: Holdings) -> Mapping[str, int]:
    """How many speakers with a statement are from each country."""
    people = holdings.people
    speak = np.flatnonzero(said.statements(holdings)[1:]) + 1
    counts = np.bincount(people.country[speak], minlength=len(people.countries))
    return {code: int(counts[place]) for place, code in enumerate(people.countries) if code and counts[place]}


def _lengths(shelf: Shelf, facet: str) -> Mapping[str, int]:
    return {str(value): len(rows) for value, rows in shelf.bits.get(facet, {}).items()}


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent first, then by code."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
