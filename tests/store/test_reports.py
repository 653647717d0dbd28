import sys
from subprocess import run

import pytest
from sqlmodel import select

from app.errors import BadInput, Gone, NotFound
from app.store import identifiers, reports
from app.store import tables as t
from store.building import LATER, NOW, save, talks
from store.judging import editor


@pytest.fixture
def subjects(db):
    """A statement and a claim."""
    save(db, talks())
    sql = db.connection().exec_driver_sql
    return sql("SELECT ident FROM statements").scalar(), sql("SELECT ident FROM claims").scalar()


def test_the_same_problem_reported_again_counts_and_changes_nothing_that_stands(db, subjects):
    statement, claim = subjects
    for _ in range(3):
        assert reports.report(db, statement, 1, "speaker", "", NOW)
    assert reports.report(db, claim, None, "claim", "It is an opinion.", LATER)
    assert reports.counts(db, [statement, claim, "n0thing0"]) == {statement: 3, claim: 1}
    assert reports.waiting(db) == 2
    (one,) = reports.of(db, claim)
    assert (one.problem, one.note, one.sent, one.version) == ("claim", "It is an opinion.", LATER, None)
    assert set(db.exec(select(t.Statement.review))) == {"machine"}


def test_what_a_reader_is_told_of_reports_loads_no_table(path):
    told = (
        "import sys; from pathlib import Path; from sqlmodel import Session\n"
        "from app.store import engine, reports\n"
        "with Session(engine.reader(Path(sys.argv[1]))) as db:\n"
        "    print(reports.counts(db, ['a']), reports.waiting(db))\n"
        "print([name for name in sys.modules if name.startswith('app.store.tables.j')])"
    )
    asked = run([sys.executable, "-c", told, str(path)], capture_output=True, text=True, check=True)
    assert asked.stdout == "{} 0\n[]\n"


def test_a_flood_on_one_subject_is_not_kept(db, subjects, monkeypatch):
    monkeypatch.setattr(reports, "MOST_OPEN", 4)
    kept = [reports.report(db, subjects[0], 1, "words", f"{n}", NOW) for n in range(7)]
    assert kept == [True] * 4 + [False] * 3
    assert reports.report(db, subjects[1], None, "words", "", NOW)


def test_a_report_is_dismissed_once_and_that_is_in_the_log(db, subjects):
    reports.report(db, subjects[0], 1, "kind", "", NOW)
    (one,) = reports.of(db, subjects[0])
    reports.dismiss(db, one.id, editor(db), LATER)
    assert reports.of(db, subjects[0]) == ()
    (act,) = db.exec(select(t.Act))
    assert (act.action, act.subject, act.note) == ("dismissed", subjects[0], None)
    with pytest.raises(NotFound):
        reports.dismiss(db, one.id, editor(db), LATER)


def test_what_cannot_be_said_of_a_subject_is_refused(db, subjects):
    statement, claim = subjects
    for subject, problem, note in (
        (statement, "claim", ""), (claim, "kind", ""), (statement, "rude", ""),
        (statement, "words", "x" * 1001), (statement, "other", " \n"),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            reports.report(db, subject, 1, problem, note, NOW)
    speaker = db.connection().exec_driver_sql("SELECT ident FROM speakers").scalar()
    for unknown in ("n0thing0", speaker, "x'; --"):
        with pytest.raises(NotFound):
            reports.report(db, unknown, 1, "speaker", "", NOW)
    identifiers.withdraw(db, statement, "It was a heading.", NOW)
    db.flush()
    with pytest.raises(Gone):
        reports.report(db, statement, 1, "speaker", "", NOW)


def test_a_note_is_kept_as_plain_lines(db, subjects):
    reports.report(db, subjects[0], 1, "other", "\u202eA \x07 B\r\n\r\n\tC\u200b <b>", NOW)
    assert reports.of(db, subjects[0])[0].note == "A B\nC <b>"
