"""Speakers and statements that an editor joins or parts, and all as before when that is taken back."""

import pytest
from sqlmodel import col, select

from app.comparing import comparing
from app.records import Verdict
from app.store import identifiers
from app.store import tables as t
from app.store.saving import judged_speakers
from store.building import LATER, NOW, Draft, save
from store.dumping import exact

SAID = "We sold the old bridge to the town of Kabul for one euro in 1996."
OTHER = "The ferry to the northern islands will sail on Fridays in winter too."
THIRD = "Nobody in this house has ever paid for a bridge with a cheque."


def printed(name, role, words, **facts):
    """An article of one statement, whose speaker it prints as `name` with a `role`."""
    draft = Draft(f"“{words}” said {name}, {role}.", **facts)
    by = draft.entity(name, roles=[role])
    draft.statement(words, by=by, cue=["said"], source=[name])
    return draft


def speakers(db):
    return list(db.exec(select(t.Speaker).order_by(col(t.Speaker.id))))


def groups(db):
    """Who is together, by the names of row ids in order."""
    found = {}
    for row in speakers(db):
        found.setdefault(row.stands_for, set()).add(row.id)
    return sorted(map(sorted, found.values()))


@pytest.fixture
def editor(db):
    row = t.EditorRow(name="Ed", role="editor", password="-", added=NOW)
    db.add(row)
    db.flush()
    return row.id


@pytest.fixture
def decide(db, editor):
    """A function that makes a judgement, and gives one that takes it back."""

    def made(verdict, one, other, **value):
        row = t.JudgementRow(
            ident=identifiers.mint(db, "judgement", NOW),
            subject=one.ident,
            other=other.ident,
            verdict=verdict.value,
            value=value,
            was={},
            reason="They told me.",
            editor_id=editor,
            made=NOW,
        )
        db.add(row)
        judged_speakers.settle(db, row, comparing(), NOW)

        def withdrawn():
            row.state = "withdrawn"
            judged_speakers.settle(db, row, comparing(), LATER)

        return withdrawn

    return made


def kept(db):
    """All rows but those that tell of judgements; aliases without their row ids, which nothing points at."""
    told = {"judgements", "identifiers", "acts", "versions", "version_spans", "tombstones"}
    found = {name: rows for name, rows in exact(db).items() if name not in told}
    return found | {"speaker_aliases": sorted(tuple(row[1:]) for row in found["speaker_aliases"])}


def test_two_judged_the_same_are_one_and_two_again_when_that_is_withdrawn(db, decide):
    save(db, printed("John Kennard", "trade minister", SAID, file_name="1"))
    save(db, printed("Mother Superior", "nun", SAID[3:30], file_name="2"))
    before = kept(db)
    one, other = speakers(db)
    withdraw = decide(Verdict.SAME, one, other)
    assert groups(db) == [[1, 2]]
    assert (
        identifiers.resolve(db, one.ident, "speaker").ident
        == identifiers.resolve(db, other.ident, "speaker").ident
    )
    assert [row.certain for row in db.exec(select(t.StatementMatch))] == [True]
    tie = db.exec(select(t.SpeakerTie)).one()
    assert (tie.same, tie.rule, tie.reasons) == (True, "judged", ["They told me."])
    again = kept(db)
    assert (
        save(db, printed("Mother Superior", "nun", SAID[3:30], file_name="2"), LATER).outcome == "unchanged"
    )
    assert kept(db) == again
    withdraw()
    assert kept(db) == before


def test_two_judged_different_are_never_in_one_group_also_not_through_thirds(db, decide):
    for number, (name, role) in enumerate(
        [
            ("John Kennard", "trade minister"),
            ("J. Kennard", "minister of trade"),
            ("John A. Kennard", "minister for trade"),
        ]
    ):
        save(db, printed(name, role, [SAID, OTHER, THIRD][number], file_name=str(number)))
    before = kept(db)
    assert groups(db) == [[1, 2, 3]]
    one, _, third = speakers(db)
    withdraw = decide(Verdict.DIFFERENT, third, one)
    assert groups(db) == [[1], [2], [3]]  # the second could be either
    parted = kept(db)
    save(db, printed("J. Kennard", "minister of trade", OTHER, file_name="1"), LATER)
    assert kept(db) == parted
    withdraw()
    assert kept(db) == before
