"""What articles state of themselves and their people, and when words were said: stored, kept and replaced."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from app.records import Said
from app.store import engine
from app.store import tables as t
from app.store.queries.articles import article, articles
from app.store.queries.claims import claims
from app.store.queries.filters import Filter
from app.store.queries.profile import speaker
from app.store.queries.speakers import speakers
from app.store.queries.statements import statement, statements
from store.building import LATER, edited, save, talks
from store.dumping import exact, natural

ONE, OTHER = "https://wikidata.example/wiki/Q1", "https://wikidata.example/wiki/Q2"


def topics(db):
    return articles(db, Filter()).rows[0].article.topics


def entries(db):
    (known,) = speakers(db, Filter()).rows
    return [(each.url, each.article.label) for each in speaker(db, known.speaker.ident).same_as]


def dated(draft, first=date(2021, 5, 4), last=date(2021, 5, 4), words="two days"):
    """The draft with its first statement said on some day."""
    said = Said(first, last, draft.span(words), "by-hand")
    draft.attributions[0] = replace(draft.attributions[0], said=said)
    return draft


def test_topics_are_the_articles_own_until_others_are_stated(db):
    ident = save(db, talks(topics=("Energy", "asia"))).article
    assert topics(db) == article(db, ident).article.topics == ("asia", "Energy")
    assert statements(db, Filter()).rows[0].article.topics == ("asia", "Energy")
    before = exact(db)
    assert save(db, talks(topics=("asia", "Energy")), LATER).outcome == "unchanged"
    assert save(db, talks(), LATER).outcome == "unchanged"  # what is not stated stays
    assert exact(db) == before
    assert save(db, talks(topics=("energy",)), LATER).outcome == "changed"
    assert topics(db) == ("energy",)


def test_entries_elsewhere_are_the_speakers_with_the_article_that_states_them(db):
    save(db, talks(title="Talks", same_as=(("Berg", ONE), ("anna berg", OTHER), ("Nobody", ONE))))
    assert entries(db) == [(ONE, "Talks"), (OTHER, "Talks")]
    before = exact(db)
    for again in (talks(), talks(same_as=(("Anna Berg", OTHER), ("Berg", ONE)))):
        assert save(db, again, LATER).outcome == "unchanged"
        assert exact(db) == before
    assert save(db, talks(same_as=(("Anna Berg", OTHER),)), LATER).outcome == "changed"
    assert entries(db) == [(OTHER, "Talks")]
    save(db, talks(same_as=(("Nobody", OTHER),)), LATER)
    assert entries(db) == []


def test_articles_that_contradict_each_other_are_both_shown(db):
    save(db, talks(title="Talks", same_as=(("Anna Berg", ONE),)))
    save(
        db,
        talks(said="I will write to Kabul.", title="More", file_name="more.txt", same_as=(("Berg", OTHER),)),
    )
    assert entries(db) == [(ONE, "Talks"), (OTHER, "More")]


def test_an_entry_outlives_a_change_of_the_entity(db):
    save(db, talks(same_as=(("Anna Berg", ONE),)))
    draft = talks()
    draft.entities[0] = replace(draft.entities[0], roles=())
    assert save(db, draft, LATER).outcome == "changed"
    assert [url for url, _ in entries(db)] == [ONE]


def test_when_words_were_said_stands_beside_their_versions(db):
    save(db, dated(talks()))
    one, other = statements(db, Filter()).rows
    assert (one.said.first, one.said.last, one.said.words) == (date(2021, 5, 4), date(2021, 5, 4), "two days")
    assert other.said is None
    assert {row.said and row.said.words for row in claims(db, Filter()).rows} == {"two days", None}
    before = exact(db)
    assert save(db, dated(talks()), LATER).outcome == "unchanged"
    assert exact(db) == before
    assert save(db, dated(talks(), last=date(2021, 5, 9)), LATER).outcome == "changed"
    (one, _) = statements(db, Filter()).rows
    assert (one.version, one.said.last) == (1, date(2021, 5, 9))
    save(db, talks(), LATER)
    assert {row.said for row in statements(db, Filter()).rows} == {None}
    assert db.exec(select(t.Statement.said_start).where(t.Statement.said_start.is_not(None))).all() == []


def test_the_day_follows_the_text_and_an_earlier_version_shows_none(db):
    save(db, dated(talks()))
    save(db, edited(dated(talks()), "The delegations", "All the delegations"), LATER)
    (one, _) = statements(db, Filter()).rows
    assert (one.version, one.said.words) == (2, "two days")
    assert statement(db, one.ident, 1).row.said is None


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_articles_changes_nothing(new_database, turned):
    drafts = [
        dated(talks(topics=("a", "b"), same_as=(("Berg", ONE),))),
        talks(
            said="I will write to Kabul.",
            file_name="more.txt",
            topics=("b",),
            same_as=(("Anna Berg", OTHER),),
        ),
    ]
    dumps = []
    for order in (drafts, drafts[::-1] if turned else [*drafts, drafts[0]]):
        with Session(engine.writer(new_database())) as db:
            for draft in order:
                save(db, draft)
            dumps.append(natural(db))
    assert dumps[0] == dumps[1]
    assert sum(dumps[0]["article_topics"].values()) == 3
    assert sum(dumps[0]["entity_same_as"].values()) == 2
