from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session

from app.errors import BadInput, NotFound
from app.records import Kind, Verdict
from app.store import engine
from app.store.queries import judged as queries
from store.building import NOW, Draft, save, talks
from store.judging import judged

WORDS = "We will talk to everybody in Kabul."


@pytest.fixture
def archive(db):
    """The statement, its speaker, and another speaker."""
    save(db, talks(title="Talks"))
    sql = db.connection().exec_driver_sql
    statement = sql("SELECT ident FROM statements ORDER BY id").scalar()
    speaker = sql("SELECT ident FROM speakers").scalar_one()
    other = Draft("“Nobody called,” Ole Lund said.")
    other.statement("Nobody called,", by=other.entity("Ole Lund"))
    save(db, other)
    return statement, speaker, sql("SELECT ident FROM speakers WHERE name = 'Ole Lund'").scalar_one()


def was(speaker=None, name="Anna Berg", **more):
    told = {"ident": speaker, "name": name} if speaker else None
    return {"version": 1, "speaker": told, "kind": "direct", "countries": ["AF"], **more}


def test_a_new_speaker_stands_beside_the_one_shown_before(db, archive):
    statement, berg, lund = archive
    ident = judged(db, "speaker", statement, value={"speaker": lund}, was=was(berg), words=WORDS)
    view = queries.one(db, ident)
    assert (view.before.speaker.name, view.after.speaker.name) == ("Anna Berg", "Ole Lund")
    assert (view.after.speaker.ident, view.before.words, view.after.words) == (lund, WORDS, WORDS)
    assert (view.subject.kind, view.subject.label, view.editor) == ("statement", WORDS, "Ada Reed")
    assert (view.stands, view.verdict) == (True, Verdict.SPEAKER)
    assert view.subject.article.label


def test_each_verdict_changes_only_what_it_is_about(db, archive):
    statement, berg, _ = archive
    made = [
        judged(db, verdict, statement, value=value, was=was(berg))
        for verdict, value in (
            ("speaker", {}), ("speaker", {"name": "Nina Moe", "kind": "person"}),
            ("kind", {"kind": "indirect"}), ("countries", {"codes": ["NO", "SE"]}),
            ("extent", {"spans": [[1, 8]]}), ("confirmed", {}),
        )
    ]  # fmt: skip
    nobody, unknown, kind, countries, extent, confirmed = (queries.one(db, each) for each in made)
    assert nobody.after.speaker is None
    assert (unknown.after.speaker.name, unknown.after.speaker.ident) == ("Nina Moe", None)
    assert (kind.before.kind, kind.after.kind) == (Kind.DIRECT, Kind.INDIRECT)
    assert (countries.before.countries, countries.after.countries) == (("AF",), ("NO", "SE"))
    assert (extent.before.words, extent.after.words) == (WORDS, "")
    assert confirmed.before == confirmed.after


def test_a_name_too_unsure_to_be_shown_is_not_shown_as_what_was_corrected(path, db, archive):
    statement, berg, lund = archive
    doubted = judged(db, "speaker", statement, value={"speaker": lund}, was=was(berg, confidence=0.2))
    shown = judged(db, "speaker", statement, value={"speaker": lund}, was=was(berg, confidence=0.9))
    db.commit()
    with Session(engine.reader(path, shown_from=0.5)) as public:
        assert queries.one(public, doubted).before.speaker is None
        assert queries.one(public, doubted).after.speaker.name == "Ole Lund"
        assert queries.one(public, shown).before.speaker.name == "Anna Berg"


@pytest.mark.parametrize("state", ["removed", "erased"])
def test_of_what_was_removed_nothing_is_told_but_that_it_was_judged(db, archive, state):
    statement, berg, lund = archive
    ident = judged(db, "speaker", statement, value={"speaker": lund}, was=was(berg), words=WORDS)
    article = "id = (SELECT article_id FROM statements WHERE ident = ?)"
    db.connection().exec_driver_sql(f"UPDATE articles SET state = '{state}' WHERE {article}", (statement,))
    view = queries.one(db, ident)
    assert (view.subject.shown, view.subject.state, view.editor) == (False, state, "Ada Reed")
    for told in (WORDS, "Anna Berg", "Ole Lund", "Read again", "talks"):
        assert told not in repr(view)


def test_an_erased_speaker_has_no_name_in_what_was(db, archive):
    statement, berg, lund = archive
    judged(db, "speaker", statement, value={"speaker": lund}, was=was(berg))
    judged(db, "same", lund, other=berg)
    db.connection().exec_driver_sql("UPDATE speakers SET state = 'erased' WHERE ident = ?", (berg,))
    for view in queries.page(db).rows:
        assert "Anna Berg" not in repr(view)


def test_pairs_are_found_from_both_sides_in_one_statement(db, archive):
    statement, berg, lund = archive
    ident = judged(db, "same", berg, other=lund, made=NOW)
    judged(db, "confirmed", statement)
    asked = []
    event.listen(db.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2]))
    found = queries.of_subjects(db, [berg, lund, statement, "n0thing0"])
    assert len(asked) == 1
    assert [view.ident for view in found[berg]] == [view.ident for view in found[lund]] == [ident]
    assert (found[lund][0].subject.label, found[lund][0].other.label) == ("Anna Berg", "Ole Lund")
    assert set(found) == {statement, berg, lund}
    assert queries.of_subjects(db, []) == {}


def test_pages_walk_both_ways_and_leave_confirmations_out(db, archive):
    statement, berg, _ = archive
    made = [
        judged(db, "kind" if n % 2 else "disputed", statement, value={"kind": "mixed"}, was=was(berg),
               made=NOW + timedelta(days=200 * n))
        for n in range(5)
    ]  # fmt: skip
    judged(db, "confirmed", statement)
    first = queries.page(db, limit=2)
    second = queries.page(db, limit=2, after=first.after)
    assert [row.ident for row in (*first.rows, *second.rows)] == made[::-1][:4]
    assert queries.page(db, limit=2, before=second.before).rows == first.rows
    assert (first.total, len(queries.ids(db))) == (5, 5)
    assert [row.ident for row in queries.page(db, Verdict.KIND, 2024).rows] == [made[1]]
    tallies = queries.tallies(db)
    assert dict(tallies.verdicts)[Verdict.CONFIRMED] == 1
    assert tallies.years == ((2026, 1), (2025, 2), (2024, 2))
    with pytest.raises(BadInput):
        queries.page(db, after="x")
    with pytest.raises(NotFound):
        queries.one(db, statement)


def test_a_judgement_outlives_the_rows_of_what_was_erased(db, archive):
    statement, berg, lund = archive
    judged(db, "kind", statement, value={"kind": "mixed"}, was=was(berg))
    judged(db, "speaker", statement, value={"speaker": lund, "name": "Ole Lund"}, was=was(berg), words=WORDS)
    sql = db.connection().exec_driver_sql
    sql("PRAGMA defer_foreign_keys = ON")
    sql("DELETE FROM speakers WHERE ident IN (?, ?)", (berg, lund))
    (told, _) = queries.page(db).rows
    assert (told.before.speaker.name, told.after.speaker.name) == ("", "")
    sql("DELETE FROM statements WHERE ident = ?", (statement,))
    sql("UPDATE judgements SET value = '{}', was = '{}', words = NULL, reason = ''")
    for view in queries.page(db).rows:
        assert (view.subject.state, view.subject.shown, view.reason) == ("erased", False, "")
