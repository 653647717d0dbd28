"""Outlets: all of them, and one with what it has published."""

import calendar
import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import numpy as np
from pyroaring import BitMap
from sqlalchemy import TextClause
from sqlmodel import Session, text

from app.store.catalogue import bitmaps, keeping
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.holdings import Holdings
from app.store.catalogue.shelf import Shelf
from app.store.queries.coverage import published
from app.store.queries.views import Month, OutletRef, OutletRow, OutletView

_EPOCH = date(1970, 1, 1).toordinal()
_NEVER = np.iinfo(np.uint32).max
PAGE = 200
"""Outlets on a page of their list."""

# From one domain of an outlet, or one outlet at a domain, to the next: an index leads there, however many
# articles each has. They are counted where an outlet has several domains.
_AT = text("""
    WITH RECURSIVE found (id, domain) AS (
        SELECT o.id, (SELECT min(a.domain) FROM articles AS a WHERE a.outlet_id = o.id AND a.state = 'live')
        FROM outlets AS o WHERE o.name IN (SELECT value FROM json_each(:names))
        UNION ALL
        SELECT id, (SELECT min(a.domain) FROM articles AS a
            WHERE a.outlet_id = found.id AND a.state = 'live' AND a.domain > found.domain)
        FROM found WHERE domain IS NOT NULL
    ), held (id, domain, several) AS (
        SELECT id, domain, count(*) OVER (PARTITION BY id) > 1 FROM found WHERE domain IS NOT NULL
    )
    SELECT o.name, h.domain FROM held AS h JOIN outlets AS o ON o.id = h.id
    ORDER BY CASE WHEN h.several THEN (SELECT count(*) FROM articles AS a
        WHERE a.outlet_id = h.id AND a.state = 'live' AND a.domain = h.domain) END DESC, h.domain
""")
_AT_DOMAIN = text("""
    WITH RECURSIVE found (domain, id) AS (
        SELECT value, (SELECT min(a.outlet_id) FROM articles AS a
            WHERE a.domain = value AND a.state = 'live' AND a.outlet_id IS NOT NULL)
        FROM json_each(:domains)
        UNION ALL
        SELECT domain, (SELECT min(a.outlet_id) FROM articles AS a
            WHERE a.domain = found.domain AND a.state = 'live' AND a.outlet_id > found.id)
        FROM found WHERE id IS NOT NULL
    )
    SELECT domain, o.name FROM found JOIN outlets AS o ON o.id = found.id ORDER BY o.name
""")


def outlets(db: Session, after: str = "", limit: int = PAGE) -> tuple[OutletRow, ...]:
    """The outlets whose names follow `after`, by name, at most `limit` of them."""
    held = names(db)
    start = bisect_right(held, after)
    return _rows(db, held[start : start + limit])


def refs(db: Session, names: Sequence[str]) -> tuple[OutletRef, ...]:
    """What the outlets of these names, which have to be among `names`, are addressed by."""
    return tuple(OutletRef(*each) for each in _addressed(db, names))


def names(db: Session) -> tuple[str, ...]:
    """The name of every outlet with an article, in order."""
    holdings = keeping.current(db)
    return holdings.once("outlets", lambda: tuple(sorted(map(str, _values(holdings.articles, "outlet")))))


def alike(db: Session, key: Callable[[str], str]) -> Mapping[str, Sequence[str]]:
    """The names of outlets by what `key` makes of each, in order."""

    def gather() -> Mapping[str, Sequence[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in names(db):
            found[key(name)].append(name)
        return dict(found)

    return keeping.current(db).once(("outlets alike", key), gather)


def at_domain(db: Session, domain: str) -> tuple[str, ...]:
    """The names of the outlets whose articles stand at a domain, with “www.” or without."""
    return tuple(_at_domains(db, [domain]).get(domain, ()))


def outlet(db: Session, name: str) -> OutletView:
    """The outlet of a name, which has to be one of `names`."""
    holdings = keeping.current(db)
    articles = holdings.articles.bits["outlet"][name]
    domains = _domains(db, [name]).get(name, [])
    days = holdings.articles.columns.at("day", bitmaps.numbers_of(articles))
    return OutletView(
        row=_rows(db, [name])[0],
        claims=len(_of(holdings.claims, name)),
        undated=int(np.count_nonzero(days == 0)),
        domains=tuple(domains),
        languages=_among(holdings.articles, "language", articles),
        months=_months(holdings, articles),
    )


def months(db: Session) -> tuple[Month, ...]:
    """The months in which articles were published, the newest first."""
    holdings = keeping.current(db)
    return holdings.once("months", lambda: _months(holdings, holdings.articles.live))


def domain(url: str | None) -> str | None:
    """The host of a web address, without “www.”; None where it is none."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return parts.netloc.removeprefix("www.") or None if parts.scheme in ("http", "https") else None


def _rows(db: Session, names: Sequence[str]) -> tuple[OutletRow, ...]:
    holdings = keeping.current(db)

    def counted(name: str) -> OutletRow:
        return holdings.once(("outlet", name), lambda: _row(holdings, name))

    return tuple(
        replace(counted(name), domain=domain, shared=shared) for name, domain, shared in _addressed(db, names)
    )


def _addressed(db: Session, names: Sequence[str]) -> Iterator[tuple[str, str | None, bool]]:
    """Each outlet, the domain that most of its articles stand at, and whether others' do, too."""
    domains = {name: found[0] for name, found in _domains(db, names).items()}
    at = _at_domains(db, list(domains.values()))
    for name in names:
        domain = domains.get(name)
        yield name, domain, domain is not None and len(at[domain]) > 1


def _row(holdings: Holdings, name: str) -> OutletRow:
    """What an outlet has, wherever it is."""
    articles = holdings.articles.bits["outlet"][name]
    first, last = published(holdings.articles.columns.at("day", bitmaps.numbers_of(articles)))
    return OutletRow(
        name=name,
        domain=None,
        shared=False,
        articles=len(articles),
        statements=len(_of(holdings.statements, name)),
        first=first,
        last=last,
        countries=_among(holdings.articles, "via", articles),
    )


def _domains(db: Session, names: Sequence[str]) -> Mapping[str, list[str]]:
    """By outlet, the domains that its articles stand at, the most frequent first."""
    return _listed(db, _AT, "names", names)


def _at_domains(db: Session, domains: Sequence[str]) -> Mapping[str, list[str]]:
    """By domain, the outlets whose articles stand there, by name."""
    return _listed(db, _AT_DOMAIN, "domains", sorted(set(domains)))


def _listed(db: Session, sql: TextClause, name: str, values: Sequence[str]) -> Mapping[str, list[str]]:
    """By the first of two columns the values of the second; a page asks for the same several times."""
    asked = json.dumps(list(values))

    def ask() -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for of, value in db.connection().execute(sql, {name: asked}):
            found[of].append(value)
        return dict(found)

    return keeping.once(db, (sql, asked), ask)


def _of(shelf: Shelf, name: str) -> BitMap:
    return _values(shelf, "outlet").get(name, BitMap())


def _among(articles: Shelf, facet: str, rows: BitMap) -> tuple[str, ...]:
    """The values of a facet that some of these articles have, in order."""
    held = _values(articles, facet)
    return tuple(sorted(str(value) for value, having in held.items() if rows.intersect(having)))


def _values(shelf: Shelf, facet: str) -> Mapping[Hashable, BitMap]:
    return shelf.bits.get(facet, {})


def _months(holdings: Holdings, articles: BitMap) -> tuple[Month, ...]:
    """The months of these articles, with them and the statements in them."""
    numbers = bitmaps.numbers_of(articles)
    days, each = holdings.articles.columns.at("day", numbers), holdings.statements.counts("article")
    # An article that came last may have no statement, and so be beyond what is counted.
    has = np.append(each, 0).take(np.minimum(numbers, len(each)))
    published, said = _by_month(days, np.ones(len(days))), _by_month(days, has)
    return tuple(
        Month(
            date(year, month, 1),
            date(year, month, calendar.monthrange(year, month)[1]),
            published[year, month],
            said[year, month],
        )
        for year, month in sorted(published, reverse=True)
    )


def _by_month(days: Numbers, numbers: Numbers) -> Counter[tuple[int, int]]:
    """How many there are in each month by day, so many on each; what states no day is in none."""
    dated = days > 0
    days, numbers = days.compress(dated), numbers.compress(dated)
    start = int(days.min(initial=_NEVER))
    counts = np.bincount(days - np.uint32(start), numbers).astype(np.int64)
    stated = np.flatnonzero(counts)
    # Thousands of days, in a hundred months: by themselves they are made quickly, as dates they are not.
    months = (stated + (start - _EPOCH)).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    found: Counter[tuple[int, int]] = Counter()
    for month, count in zip(months.tolist(), counts[stated].tolist(), strict=True):
        found[1970 + month // 12, month % 12 + 1] += count
    return found
