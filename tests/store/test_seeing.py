"""Timelines and countries against counting by hand."""

from collections import Counter
from datetime import date

import pytest
from sqlmodel import Session

from app.store import engine
from app.store.queries import countries, timelines
from app.store.queries.articles import articles
from app.store.queries.claims import claims
from app.store.queries.filters import Filter
from app.store.queries.speakers import speakers
from app.store.queries.statements import statements
from store import archive


@pytest.fixture(scope="module")
def filled(_empty, tmp_path_factory):
    """An engine that reads the archive, some of it doubted, and all that its readers are shown."""
    path = tmp_path_factory.mktemp("seeing") / "archive.db"
    path.write_bytes(_empty.read_bytes())
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        said, claimed = archive.fill(db, doubted=True)
    return engine.reader(path, shown_from=archive.SHOWN_FROM), said, claimed


@pytest.fixture
def db(filled):
    with Session(filled[0]) as opened:
        yield opened


WANTED = [
    Filter(),
    Filter(about=("TJ",)),
    Filter(kinds=("direct", "mixed"), came_from=("NO",)),
    Filter(outlets=("Post",), dates="said"),
    Filter(about=("KZ",), dates="said"),
    Filter(q="talk"),
    Filter(q="nothing at all"),
]


def told(found):
    """The days of a timeline, each with its count."""
    days = zip(found.days.firsts, found.days.lasts, found.days.counts, strict=True)
    return [(date.fromordinal(first), date.fromordinal(last), count) for first, last, count in days]


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize(
    ("timeline", "rows"), [(timelines.statements, statements), (timelines.claims, claims)]
)
def test_each_day_counts_what_its_list_holds(db, wanted, timeline, rows):
    found = timeline(db, wanted)
    total = rows(db, wanted, limit=1).total
    days = told(found)
    assert sum(count for _, _, count in days) + found.undated == total
    for first, last, _ in days:
        on = Filter(**{**_fields(wanted), "since": first, "until": last})
        meeting = sum(count for begins, ends, count in days if begins <= last and ends >= first)
        assert rows(db, on, limit=1).total == meeting


def test_articles_by_day_of_publication(db):
    found = timelines.articles(db, Filter(dates="said", outlets=("Post",)))
    assert sum(found.days.counts) + found.undated == articles(db, Filter(outlets=("Post",))).total
    assert found.undated > 0
    for first, _, count in told(found):
        on = Filter(outlets=("Post",), since=first, until=first)
        assert articles(db, on).total == count


def test_a_timeline_leaves_aside_the_days_asked_for(db):
    asked = Filter(about=("TJ",), since=date(2024, 1, 3), until=date(2024, 1, 4))
    assert timelines.statements(db, asked) == timelines.statements(db, Filter(about=("TJ",)))


def test_countries_are_counted_as_their_lists_count(filled, db):
    _, said, claimed = filled
    found = {row.code: row for row in countries.countries(db)}
    about = Counter(code for each in said for code in each.about)
    claimed_about = Counter(code for each in claimed for code in each.about)
    assert {code: row.statements for code, row in found.items() if row.statements} == about
    assert {code: row.claims for code, row in found.items() if row.claims} == claimed_about
    for code, row in found.items():
        assert row.speakers == speakers(db, Filter(came_from=(code,))).total
        assert row.articles == articles(db, Filter(via=(code,))).total
    assert {code for code, row in found.items() if row.articles} == {"NO", "GB"}


def test_who_speaks_about_where(filled, db):
    _, said, _ = filled
    pairs = Counter((each.came_from or "", code) for each in said for code in each.about)
    spoken, speaking = tuple(archive.COUNTRIES), ("NO", "NG", "GB")
    whole = {(e.came_from, e.about): e.statements for e in countries.matrix(db, speaking, spoken)}
    assert whole == pairs
    some = {(e.came_from, e.about): e.statements for e in countries.matrix(db, ("NO",), ("TJ",))}
    others = sum(1 for each in said if each.came_from in ("NG", "GB") and each.about - {"TJ"})
    assert some["*", "*"] == others
    assert some["NO", "TJ"] == pairs["NO", "TJ"]
    assert some["", "TJ"] == pairs["", "TJ"]
    assert {e.came_from: e.statements for e in countries.speaking_about(db, "TJ")} == {
        come_from: count for (come_from, about), count in pairs.items() if about == "TJ"
    }
    assert {e.about: e.statements for e in countries.spoken_about_from(db, "NO")} == {
        about: count for (come_from, about), count in pairs.items() if come_from == "NO"
    }


def test_the_most_come_first(filled, db):
    _, said, _ = filled
    about = Counter(code for each in said for code in each.about)
    spoken = countries.most_spoken_of(db, 3)
    assert [about[code] for code in spoken] == sorted(about.values(), reverse=True)[:3]
    assert set(countries.most_speaking(db, 9)) == {"NO", "NG", "GB"}


def _fields(wanted):
    return {name: getattr(wanted, name) for name in wanted.__dataclass_fields__}
