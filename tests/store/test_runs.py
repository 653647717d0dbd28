"""The journal as queries tell it."""

from datetime import timedelta

import pytest

from app.errors import NotFound
from app.store.queries import runs
from store import archive, journalling
from store.building import NOW


@pytest.fixture
def kept(db):
    archive.fill(db, articles=7)
    journalling.keep(db)
    return db


def test_runs_are_the_newest_first_and_walked_page_by_page(kept):
    first = runs.runs(kept, limit=2)
    assert [row.number for row in first.rows] == [3, 2]
    assert first.total == 3
    rest = runs.runs(kept, after=first.after, limit=2)
    assert [row.number for row in rest.rows] == [1]
    assert rest.after is None
    assert [row.number for row in runs.runs(kept, before=rest.before, limit=2).rows] == [3, 2]
    assert [row.ended for row in first.rows] == [None, "interrupted"]
    assert runs.run(kept, 1).failed == len(journalling.FAILED)
    assert runs.run(kept, 1).finished - runs.run(kept, 1).started == timedelta(minutes=4, seconds=12)


@pytest.mark.parametrize("number", [0, 4, -1, 2**63, 10**30])
def test_a_run_that_never_was_is_not_found(kept, number):
    with pytest.raises(NotFound):
        runs.run(kept, number)


def test_outcomes_are_in_order_and_lead_to_their_articles(kept):
    assert runs.counts(kept, 1) == {"new": 7, "changed": 0, "unchanged": 0, "failed": 4}
    every = list(runs.every_outcome(kept, 1))
    page = runs.outcomes(kept, 1, limit=3)
    assert [row.number for row in every][:3] == [row.number for row in page.rows]
    assert page.total == len(every) == 11
    assert all(row.ident and row.label for row in every if row.outcome == "new")
    failed = runs.outcomes(kept, 1, "failed")
    assert [(row.place, row.error) for row in failed.rows] == list(journalling.FAILED)
    assert {row.ident for row in failed.rows} == {None}
    assert runs.outcomes(kept, 3).rows == ()


def test_reasons_are_of_what_was_not_read_since(kept):
    told = [(each.words, each.places, each.run) for each in runs.reasons(kept)]
    assert told == [("is not UTF-8", 2, 1), ("answered 404", 1, 1)]


def test_origins_say_when_they_were_looked_at(kept):
    found = runs.checked(kept)
    assert (found.origins, found.first, found.last) == (2, NOW, NOW + timedelta(hours=1))


def test_an_empty_journal_is_no_error(db):
    assert runs.runs(db).rows == ()
    assert runs.reasons(db) == ()
    assert runs.checked(db).last is None
