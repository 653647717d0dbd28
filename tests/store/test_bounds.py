"""What is done in another way where there is much of it gives what is done where there is little."""

import base64
from collections import Counter

import pytest
from sqlmodel import Session

from app.store.catalogue import bitmaps, choosing, counting, gathering, spans, speaking, walking
from app.store.queries import groups, speakers
from app.store.queries.filters import Filter

WANTED = [
    Filter(),
    Filter(sort="oldest"),
    Filter(about=("KZ",)),
    Filter(q="talk", sort="relevance"),
    Filter(lacking=("date",)),
    Filter(dates="said"),
]


@pytest.fixture
def db(filled):
    with Session(filled[0]) as opened:
        yield opened


def pages(list_, db, wanted, limit):
    """Every page, there and back again."""
    found = [list_(db, wanted, limit=limit)]
    while found[-1].after:
        found.append(list_(db, wanted, after=found[-1].after, limit=limit))
    while found[-1].before:
        found.append(list_(db, wanted, before=found[-1].before, limit=limit))
    return found


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("list_", [groups.statement_groups, groups.claim_groups])
def test_groups_are_met_along_the_list_as_among_all_of_it(db, monkeypatch, wanted, list_):
    whole = pages(list_, db, wanted, 3)
    monkeypatch.setattr(gathering, "_LOOKED_AT", 2)
    monkeypatch.setattr(walking, "FEW", 0)
    assert pages(list_, db, wanted, 3) == whole


@pytest.mark.parametrize("wanted", WANTED)
def test_speakers_of_a_long_day_come_in_the_same_order(db, monkeypatch, wanted):
    short = pages(speakers.speakers, db, wanted, 2)
    monkeypatch.setattr(speakers, "_LONG", 1)
    monkeypatch.setattr(speaking, "_MARKED", 0)
    assert pages(speakers.speakers, db, wanted, 2) == short


def test_a_cursor_of_no_text_leads_to_a_page(db, monkeypatch):
    monkeypatch.setattr(speakers, "_LONG", 1)
    cursor = base64.urlsafe_b64encode(rb'["newest","","\ud800",1]').decode().rstrip("=")
    assert speakers.speakers(db, Filter(lacking=("date",)), after=cursor).total > 0


@pytest.mark.parametrize("about", [(), ("KZ",), ("none",)])
def test_days_are_counted_together_as_they_are_one_by_one(db, about):
    found = choosing.statements(db, Filter(dates="said", about=about))
    said = found.shelf.columns.at("said", bitmaps.numbers_of(found.rows()))
    each = list(zip(spans.first(said).tolist(), spans.last(said).tolist(), strict=True))
    counts = sorted(Counter(days for days in each if days[0]).items())
    firsts, lasts, many, undated = counting.days(found, "said")
    assert list(zip(zip(firsts, lasts, strict=True), many, strict=True)) == counts
    assert undated == sum(1 for days in each if not days[0])
