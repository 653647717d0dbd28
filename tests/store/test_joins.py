"""Speakers joined by what two articles print, and parted again when one of the articles changes."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from app.records import SpeakerKind
from app.settings import Settings
from app.store import engine
from app.store import tables as t
from app.web.app import create_app
from store.building import LATER, Draft, save

SAID = "We sold the old bridge to the town of Kabul for one euro in 1996."
OTHER = "The ferry to the northern islands will sail on Fridays in winter too."


def printed(name, role, words, **facts):
    """An article of one statement, whose speaker it prints as `name` with a `role`."""
    draft = Draft(f"“{words}” said {name}, {role}.", **facts)
    by = draft.entity(name, roles=[role])
    draft.statement(words, by=by, cue=["said"], source=[name])
    return draft


@pytest.fixture
def written(path):
    opened = engine.writer(path)
    yield opened
    opened.dispose()


def speakers(db):
    return list(db.exec(select(t.Speaker).order_by(col(t.Speaker.id))))


def led(site, ident):
    """The identifier that a speaker's own address leads to, and the status there."""
    answer = site.get(f"/p/{ident}", follow_redirects=True)
    return answer.url.path.split("/")[2], answer.status_code


def test_a_join_that_dissolves_gives_its_identifier_back(path, written):
    with Session(written) as db, db.begin():
        save(db, printed("John Kennard", "trade minister", SAID, url="https://one.example/1"))
        save(db, printed("J. Kennard", "minister of trade", OTHER, url="https://two.example/2"))
        idents = [row.ident for row in speakers(db)]
    site = TestClient(create_app(Settings(database=path)))
    assert len(idents) == 2
    assert len({led(site, ident) for ident in idents}) == 1
    with Session(written) as db, db.begin():
        save(db, printed("J. Kennard", "pub landlord", OTHER, url="https://two.example/2"), LATER)
        assert [row.stands_for for row in speakers(db)] == [row.id for row in speakers(db)]
        assert db.exec(select(t.Redirect)).all() == []
        assert db.exec(select(t.Tombstone)).all() == []
    assert [led(site, ident) for ident in idents] == [(ident, 200) for ident in idents]


def found(db):
    return [(row.a_id, row.b_id, row.relation, row.certain) for row in db.exec(select(t.StatementMatch))]


CLIPPED = SAID[3:30]


def matched_in(new_database, drafts):
    """Matches by the articles' file names, and whether all speakers are one."""
    written = engine.writer(new_database())
    with Session(written) as db:
        for draft in drafts:
            save(db, draft)
        name = {row.id: db.get(t.Article, row.article_id).file_name for row in db.exec(select(t.Statement))}
        pairs = {(*sorted((name[a], name[b])), certain) for a, b, _, certain in found(db)}
        one = len({row.stands_for for row in speakers(db)}) == 1
    written.dispose()
    return pairs, one


def test_two_joined_speakers_are_one_to_matching(new_database):
    first = printed("John Kennard", "trade minister", SAID, file_name="1")
    joined = printed("J. Kennard", "minister of trade", CLIPPED, file_name="2")
    apart = printed("J. Kennard", "pub landlord", CLIPPED, file_name="2")
    assert matched_in(new_database, [first, joined]) == ({("1", "2", True)}, True)
    pairs, one = matched_in(new_database, [first, apart])
    assert not one
    assert ("1", "2", True) not in pairs


def test_a_join_that_a_third_article_brings_about_matches_what_the_two_said(new_database):
    def body(name, words, aliases=(), **facts):
        draft = Draft(f"“{words}” said {name}.", **facts)
        by = draft.entity(name, SpeakerKind.ORGANISATION, aliases=aliases)
        draft.statement(words, by=by, cue=["said"], source=[name])
        return draft

    drafts = [
        body("Baltic Ferry Watch", SAID, file_name="1"),
        body("BFWA", SAID[3:30], file_name="2"),
        body("Baltic Ferry Watch", OTHER, ["BFWA", "Baltic Ferry Watch Association"], file_name="3"),
    ]
    found = []
    for order in (drafts, drafts[::-1]):
        with Session(engine.writer(new_database())) as db:
            for draft in order:
                save(db, draft)
            found.append(
                db.connection()
                .exec_driver_sql(
                    "SELECT min(a.file_name, b.file_name), max(a.file_name, b.file_name), m.certain "
                    "FROM statement_matches AS m "
                    "JOIN statements AS s ON s.id = m.a_id JOIN articles AS a ON a.id = s.article_id "
                    "JOIN statements AS r ON r.id = m.b_id JOIN articles AS b ON b.id = r.article_id"
                )
                .all()
            )
    assert found == [[("1", "2", 1)]] * 2
