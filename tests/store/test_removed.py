"""Removing an article and restoring it: exact, and not undone by reading it again."""

import pytest

from app.errors import BadInput
from app.ingest.linked import comparing
from app.store import removal
from app.store.saving import articles
from store.building import LATER, NOW, save, talks
from store.dumping import natural

TOLD = {"tombstones", "acts"}
"""Tables that remember what was done and taken back."""


def kept(db):
    return {table: rows for table, rows in natural(db).items() if table not in TOLD}


def another(said="We will talk to nobody in Kabul.", name="other.txt"):
    draft = talks(said=said, file_name=name, extra=["“Not so,” said Eve Dahl."])
    eve = draft.entity("Eve Dahl")
    draft.statement("Not so,", by=eve)
    return draft


@pytest.fixture
def two(db):
    save(db, talks())
    return save(db, another()).article


def test_restoring_undoes_it_exactly(db, two):
    save(db, another(), LATER)
    before = kept(db)
    gone = removal.remove(db, two, "", comparing(), LATER)
    assert gone.speakers == 1
    assert kept(db) != before
    assert removal.restore(db, two, comparing(), LATER) == gone
    assert kept(db) == before


def test_of_two_removed_each_comes_back_by_itself(db, two):
    before = kept(db)
    one = articles.find(db, talks().article()).ident
    removal.remove(db, one, "One.", comparing(), NOW)
    alone = kept(db)
    removal.remove(db, two, "Two.", comparing(), NOW)
    assert [(each.ident, each.reason) for each in removal.listed(db)] == [(one, "One."), (two, "Two.")]
    removal.restore(db, two, comparing(), LATER)
    assert kept(db) == alone
    removal.restore(db, one, comparing(), LATER)
    assert kept(db) == before


def test_what_was_removed_is_not_taken_in_again(db, two):
    removal.remove(db, two, "", comparing(), NOW)
    before = kept(db)
    again = save(db, another(), LATER)
    assert (again.outcome, again.article, again.statements) == ("unchanged", two, 0)
    assert "removed" in again.notes[0]
    assert kept(db) == before


def test_a_speaker_of_it_lives_again_where_another_article_names_them(db, two):
    removal.remove(db, two, "", comparing(), NOW)
    save(db, another("We shall see whom we meet in Kabul.", "third.txt"), LATER)
    speakers = (
        db.connection().exec_driver_sql("SELECT name, state FROM speakers WHERE name = 'Eve Dahl'").all()
    )
    assert speakers == [("Eve Dahl", "live")]
    removal.restore(db, two, comparing(), LATER)


def test_what_cannot_be_is_said(db, two):
    with pytest.raises(BadInput, match="not removed"):
        removal.restore(db, two, comparing(), NOW)
    removal.remove(db, two, "", comparing(), NOW)
    with pytest.raises(BadInput, match="already"):
        removal.remove(db, two, "", comparing(), NOW)
