"""What speakers say of some rows: how much, in how many articles, and from when until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.choosing import Chosen
from app.store.catalogue.holdings import Holdings
from app.store.catalogue.people import People
from app.store.catalogue.shelf import Shelf
from app.store.catalogue.voices import LAST, SILENT

_MARKED = 1 << 23
"""So many marks take less time than sorting, and few megabytes."""
_SOME = 4
"""Where there are so many rows for each of those chosen, who says these is looked up one by one."""
_FEW = 64
"""Where there are so many places for each number, sorting takes less than looking through them."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one speaker says of some rows; days are ordinals, 0 where none is stated."""

    statements: int
    articles: int
    first: int
    last: int


def statements(holdings: Holdings) -> Numbers:
    """By the id of a speaker as shown, how many statements here are theirs; at 0 those of nobody."""
    return holdings.once("said", lambda: holdings.people.gathered(holdings.statements.counts("speaker")))


def newest(chosen: Chosen) -> Numbers:
    """By the id of a speaker as shown, the last day that one of the rows chosen of theirs was published on.

    0 where none states its day, `SILENT` where no row is theirs; nobody is never among them.
    """
    return chosen.once("spoken newest", lambda: _newest(chosen))


def oldest(chosen: Chosen) -> Numbers:
    """The same of the first day; `LAST` where none states its day."""
    return chosen.once("spoken oldest", lambda: _oldest(chosen))


def of_each(chosen: Chosen, ids: Sequence[int]) -> Mapping[int, Spoken]:
    """What each of the speakers with these ids says of the rows chosen."""
    if not chosen.everything():
        return _of_some(chosen, ids)
    # What is told of each name is told of whoever has no other.
    told, counts = chosen.shelf.voices(), chosen.shelf.counts("speaker")
    one = np.array(ids, np.int64)
    alone = chosen.holdings.once("alone", chosen.holdings.people.alone)[one] & (
        one < min(len(told.articles), len(counts))
    )
    some = one.compress(alone)
    first = told.first[some]
    columns = counts[some], told.articles[some], np.where(first < LAST, first, 0), told.last[some]
    found = {
        id_: Spoken(*spoken)
        for id_, *spoken in zip(some.tolist(), *(column.tolist() for column in columns), strict=True)
        if spoken[0]
    }
    joined = one.compress(~alone).tolist()
    return found | _of_some(chosen, joined) if joined else found


def _of_some(chosen: Chosen, ids: Sequence[int]) -> dict[int, Spoken]:
    return chosen.lately(("spoken", tuple(ids)), lambda: _counted(chosen, ids))


def _counted(chosen: Chosen, ids: Sequence[int]) -> dict[int, Spoken]:
    shelf, people = chosen.shelf, chosen.holdings.people
    shown, speaker, rows = people.shown_as(ids), shelf.columns["speaker"], chosen.rows()
    if _SOME * len(rows) < len(speaker):
        numbers = bitmaps.numbers_of(rows)
        numbers = numbers.compress(shown.take(speaker.take(numbers)))
    else:
        numbers = bitmaps.numbers_of(bitmaps.having(speaker, np.flatnonzero(shown)) & rows)
    published = chosen.holdings.articles.columns["day"]
    end = max(1, len(ids)) * len(published)
    # No wider than the numbers of pairs are: four bytes are sorted in half the time of eight.
    places = np.zeros(len(people.standing), np.min_scalar_type(end))
    places[list(ids)] = np.arange(len(ids))
    by = places.take(people.standing).take(speaker.take(numbers))
    # Each article of each speaker once: that tells the days, too, as rows were published when it was.
    pairs = _once_each(by * len(published) + shelf.columns["article"].take(numbers), end)
    of_pair, article = np.divmod(pairs, len(published))
    days = published.take(article).astype(np.int64)
    first, last = np.full(len(ids), LAST, np.int64), np.zeros(len(ids), np.int64)
    np.minimum.at(first, of_pair, np.where(days > 0, days, LAST))
    np.maximum.at(last, of_pair, days)
    first[first == LAST] = 0
    held, printed = np.bincount(by, minlength=len(ids)), np.bincount(of_pair, minlength=len(ids))
    told = zip(ids, held.tolist(), printed.tolist(), first.tolist(), last.tolist(), strict=True)
    return {id_: Spoken(*spoken) for id_, *spoken in told if spoken[0]}


def _once_each(numbers: Numbers, end: int) -> Numbers:
    """These numbers, which are below `end`, rising and without repeats."""
    if end > min(_MARKED, _FEW * len(numbers)):
        # As numpy does it, but without a table of all that were met: that takes five times as long.
        risen = np.sort(numbers)
        first = np.ones(len(risen), bool)
        first[1:] = risen[1:] != risen[:-1]
        return risen.compress(first)
    # A mark for each is set sooner than they are sorted.
    marks = np.zeros(end, bool)
    marks[numbers] = True
    return np.flatnonzero(marks)


def _days(shelf: Shelf, people: People, rows: BitMap) -> tuple[Numbers, Numbers]:
    """Who says each of the rows, as shown, and when it was published."""
    numbers = bitmaps.numbers_of(rows)
    by = people.standing.take(shelf.columns.at("speaker", numbers))
    return by, shelf.columns.at("day", numbers).astype(np.int32)


def _newest(chosen: Chosen) -> Numbers:
    if chosen.everything():
        return _as_shown(chosen, chosen.shelf.voices().last, np.maximum, SILENT)
    by, days = _days(chosen.shelf, chosen.holdings.people, chosen.rows())
    found = np.full(len(chosen.holdings.people.standing), SILENT, np.int32)
    np.maximum.at(found, by, days)
    found[0] = SILENT
    return found


def _oldest(chosen: Chosen) -> Numbers:
    if chosen.everything():
        found = _as_shown(chosen, chosen.shelf.voices().first, np.minimum, LAST + 1)
        found[found > LAST] = SILENT
        return found
    by, days = _days(chosen.shelf, chosen.holdings.people, chosen.rows())
    days[days == 0] = LAST
    found = np.full(len(chosen.holdings.people.standing), LAST + 1, np.int32)
    np.minimum.at(found, by, days)
    found[found > LAST] = SILENT
    found[0] = SILENT
    return found


def _as_shown(chosen: Chosen, days: Numbers, which: np.ufunc, silent: int) -> Numbers:
    """By id as shown, the first or last of the days that are told by id as linked."""
    standing = chosen.holdings.people.standing
    found = np.full(len(standing), silent, np.int32)
    which.at(found, standing[: len(days)], days[: len(standing)])
    found[0] = silent
    return found
