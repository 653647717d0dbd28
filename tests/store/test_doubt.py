"""Who is in doubt has said nothing: what is counted of speakers against counting by hand.

Lists, facets, groups, timelines and countries are counted so, over the same archive, in tests of their own.
"""

from collections import Counter
from datetime import date

import pytest
from sqlmodel import Session

from app.store import engine
from app.store.queries import check, compared, coverage, permalinks, profile, speakers, suggestions, timelines
from app.store.queries.claims import claims
from app.store.queries.filters import NOBODY, Filter
from app.store.queries.statements import statement, statements
from store import archive
from store.archive import SHOWN_FROM
from store.building import Draft, save


@pytest.fixture
def db(filled):
    with Session(filled[0]) as opened:
        yield opened


@pytest.mark.parametrize("name", archive.PEOPLE)
def test_a_speaker_is_counted_as_readers_are_shown(filled, idents, db, name):
    _, said, claimed = filled
    theirs = [one for one in said if one.speaker == name]
    view, of_them = profile.speaker(db, idents[name]), Filter(speakers=(idents[name],))
    assert view.statements == len(theirs)
    assert len(view.articles) == len({one.article for one in theirs})
    assert view.claims == sum(one.speaker == name for one in claimed)
    assert {option.value: option.count for option in view.about} == Counter(
        c for s in theirs for c in s.about
    )
    extent = compared.extent(db, of_them)
    assert (extent.statements, extent.claims, extent.about) == (view.statements, view.claims, view.about)
    assert extent.articles == len({one.article for one in theirs})
    when = timelines.statements(db, of_them)
    assert when.undated == sum(one.published is None for one in theirs)
    assert dict(zip(when.days.firsts, when.days.counts, strict=True)) == Counter(
        one.published.toordinal() for one in theirs if one.published
    )
    [suggested] = suggestions.speakers(db, name, 5)
    assert suggested.statements == len(theirs)


def test_who_is_in_doubt_is_nobody_in_every_row(filled, db):
    _, said, claimed = filled
    shown = {one.words: one.speaker for one in (*claimed, *said)}
    rows = statements(db, Filter(), limit=1000).rows
    assert {row.pieces[0].words: row.speaker and row.speaker.name for row in rows} == {
        one.words: one.speaker for one in said
    }
    assert all((row.speaker is None) or row.confidence >= SHOWN_FROM for row in rows)
    assert any(row.speaker and row.confidence == SHOWN_FROM for row in rows)
    assert all(
        shown[row.words] == (row.claimer and row.claimer.name)
        for row in claims(db, Filter(), limit=1000).rows
    )
    nobodys = statements(db, Filter(speakers=(NOBODY,)), limit=1000).rows
    assert {row.ident for row in nobodys} == {row.ident for row in rows if row.speaker is None}
    doubted = next(row for row in nobodys if row.confidence < SHOWN_FROM)
    assert (statement(db, doubted.ident).row.speaker, doubted.source) == (None, "it rained")


def test_a_quotation_is_nobodys_where_its_speaker_is_in_doubt(filled, idents, db):
    by_words = {one.words: idents.get(one.speaker) for one in filled[1]}
    found = check.spoken(db, ["They"], [])
    assert {one.words: one.speaker for one in found} == {one.words: by_words[one.words] for one in found}
    assert {one.speaker is None for one in found} == {True, False}


@pytest.fixture
def doubted(new_database):
    """A function that opens what is said by one who is in doubt wherever she is quoted."""
    path = new_database()
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        draft = Draft("“We go,” said the clerk.", published=date(2024, 1, 1))
        draft.statement(
            "We go,", by=draft.entity("Mona Doubtful"), source=["the clerk"], confidence=0.49,
        )  # fmt: skip
        save(db, draft)
    return lambda **settings: Session(engine.reader(path, **settings))


def test_one_who_is_always_in_doubt_is_a_page_and_nothing_else(doubted):
    with doubted() as everything:
        [row] = speakers.speakers(everything, Filter()).rows
        assert coverage.coverage(everything).speakers == permalinks.parts(everything)["speakers"] == 1
    with doubted(shown_from=SHOWN_FROM) as db:
        assert speakers.speakers(db, Filter()).rows == ()
        assert statements(db, Filter(speakers=(row.speaker.ident,))).total == 0
        assert suggestions.speakers(db, "mona", 5) == ()
        assert coverage.coverage(db).speakers == permalinks.parts(db)["speakers"] == 0
        assert list(permalinks.permalinks(db, "speakers", 0)) == []
        view = profile.speaker(db, row.speaker.ident)
        assert (view.speaker.name, view.statements, view.articles, view.about) == ("Mona Doubtful", 0, (), ())
