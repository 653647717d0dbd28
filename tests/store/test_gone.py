"""An article read again with another text: what is kept, edited, gone, back, and what is only not found."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlmodel import Session, select

from app.errors import Gone
from app.store import engine, identifiers
from app.store import tables as t
from app.store.queries.claims import claim, claims
from app.store.queries.coverage import coverage
from app.store.queries.filters import Filter
from app.store.queries.profile import speaker
from app.store.queries.speakers import speakers
from app.store.queries.statements import statement, statements
from store.building import LATER, NOW, Draft, edited, save, talks
from store.dumping import check_indexes

URL = "https://example.org/1"


def said(*words, also=(), url=URL):
    """An article in which somebody says each of `words`, each a claim too, and `also` stands unmarked."""
    draft = Draft(*(f"“{each},” said Anna Berg." for each in words), "They met.", *also, url=url)
    berg = draft.entity("Anna Berg") if words else None
    for each in words:
        draft.claim(each, statement=draft.statement(f"{each},", by=berg))
    return draft


def states(db):
    held = {}
    for row in db.exec(select(t.Statement)):
        held[statement_words(db, row)] = row.state
    return held


def statement_words(db, row):
    wanted = select(t.Version.words).where(t.Version.statement_id == row.id, t.Version.number == row.version)
    return db.exec(wanted).one().rstrip(",")


def test_words_the_article_no_longer_has_are_gone_and_their_pages_stay(db):
    save(db, said("We go home", "It is late"))
    late = next(row for row in statements(db, Filter()).rows if "late" in row.pieces[0].words)
    claimed = next(row for row in claims(db, Filter()).rows if "late" in row.words)
    save(db, said("We go home"), LATER)
    assert states(db) == {"We go home": "live", "It is late": "gone"}
    assert db.exec(select(t.Tombstone)).all() == []
    view = statement(db, late.ident)
    assert view.row.pieces[0].words == "It is late,"
    assert (view.row.gone, view.row.article.captured) == (LATER, NOW)
    assert view.row.speaker.name == "Anna Berg"
    assert [each.words for each in view.paragraphs if each.number in view.source_paragraphs] == [
        "“It is late,” said Anna Berg."
    ]
    assert claim(db, claimed.ident).row.gone == LATER
    assert [row.pieces[0].words for row in statements(db, Filter()).rows] == ["We go home,"]
    assert coverage(db).statements == coverage(db).claims == 1
    check_indexes(db)
    save(db, said("We go home", "It is late"), LATER)
    assert statement(db, late.ident).row.gone is None
    assert set(states(db).values()) == {"live"}
    check_indexes(db)


def test_a_speaker_of_nothing_but_gone_words_has_a_page_and_is_not_listed(db):
    save(db, said("It is late"))
    berg = statements(db, Filter()).rows[0].speaker.ident
    save(db, said(), LATER)
    assert speaker(db, berg).speaker.name == "Anna Berg"
    assert speakers(db, Filter()).rows == ()


def test_words_that_still_stand_but_are_not_found_are_withdrawn(db):
    save(db, said("We go home", "It is late"))
    late = next(row.ident for row in statements(db, Filter()).rows if "late" in row.pieces[0].words)
    save(db, said("We go home", also=["IT IS late, people thought."]), LATER)
    with pytest.raises(Gone, match="still stand in the article"):
        identifiers.resolve(db, late, "statement")


def test_gone_words_that_return_and_are_not_found_are_withdrawn(db):
    save(db, said("We go home", "It is late"))
    save(db, said("We go home"), LATER)
    save(db, said("We go home", also=["It is late."]), LATER)
    assert states(db)["It is late"] == "withdrawn"


def test_one_of_two_equal_statements_may_be_gone(db):
    save(db, said("It is late", "It is late"))
    save(db, said("It is late"), LATER)
    assert sorted(row.state for row in db.exec(select(t.Statement))) == ["gone", "live"]


def test_a_part_of_a_word_is_not_the_word(db):
    save(db, said("We go home", "go"))
    save(db, said("We go home", also=["Undergone."]), LATER)
    # "go" stands within what is found, so it may still be read there.
    assert states(db)["go"] == "withdrawn"
    save(db, said("We went home", also=["Undergone."], url="https://example.org/2"))
    save(db, said("Nothing", also=["Undergone."], url="https://example.org/2"), LATER)
    assert states(db)["We went home"] == "gone"


def test_edited_words_keep_the_identifier_and_are_not_gone(db):
    save(db, talks())
    save(db, edited(talks(), "everybody", "everyone"), LATER)
    assert {row.state for row in db.exec(select(t.Statement))} == {"live"}


SENTENCES = ["We go home tonight", "It is late", "We go home", "Taxes will rise in May", "Nobody called"]
TEXTS = some.lists(
    some.tuples(
        some.lists(some.sampled_from(SENTENCES), max_size=4),
        some.lists(some.sampled_from(SENTENCES), max_size=2),
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=TEXTS)
def test_whatever_is_edited_every_identifier_answers(new_database, texts):
    written = engine.writer(new_database())
    with Session(written) as db:
        before = {}
        for words, also in texts:
            save(db, said(*words, also=[f"{each}." for each in also]))
            rows = {}
            for row in statements(db, Filter(), limit=100).rows:
                rows.setdefault(row.pieces[0].words, set()).add(row.ident)
            for each in rows.keys() & before.keys():
                fewer = min(len(rows[each]), len(before[each]))
                assert len(rows[each] & before[each]) == fewer, "surviving words keep their identifiers"
            before = rows
        for known in db.exec(select(t.Identifier)).all():
            try:
                found = identifiers.resolve(db, known.ident, known.kind)
            except Gone as error:
                assert "still stand" in str(error) or known.kind == "speaker"
                continue
            if known.kind == "statement":
                live = any(found.ident in idents for idents in before.values())
                assert (statement(db, found.ident).row.gone is None) is live
            elif known.kind == "claim":
                claim(db, found.ident)
    written.dispose()
