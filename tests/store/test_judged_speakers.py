"""Speakers and statements that an editor joins or parts, and all as before when that is taken back."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from app.comparing import comparing
from app.errors import BadInput, Gone
from app.records import Judgement, Verdict
from app.store import identifiers, judgements
from app.store import tables as t
from app.store.saving import judged_ties, renamed, rows
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
        judgement = Judgement(verdict, one.ident, "They told me.", other.ident, value)
        ident = judgements.judge(db, judgement, editor, NOW, comparing())
        return lambda: judgements.withdraw(db, ident, editor, "A mistake.", LATER, comparing())

    return made


def kept(db):
    """All rows but those that tell of judgements; in no order that anything depends on."""
    told = {"judgements", "identifiers", "acts", "versions", "version_spans", "tombstones"}
    found = {name: rows for name, rows in exact(db).items() if name not in told}
    aliases = sorted(tuple(row[1:]) for row in found["speaker_aliases"])
    return found | {"speaker_aliases": aliases, "speaker_ties": sorted(found["speaker_ties"])}


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
    assert (tie.same, tie.rule, tie.reasons) == (True, "judged", ["an editor found so", "They told me."])
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


def test_what_contradicts_an_earlier_judgement_is_refused_with_which(db, decide):
    for number, name in enumerate(["Anna Berg", "Mother Superior", "Lars Holm"]):
        save(db, printed(name, "nun", [SAID, OTHER, THIRD][number], file_name=str(number)))
    one, other, third = speakers(db)
    decide(Verdict.SAME, one, other)
    withdraw = decide(Verdict.SAME, other, third)
    assert groups(db) == [[1, 2, 3]]
    (last,) = [row.ident for row in db.exec(select(t.JudgementRow)) if row.other == third.ident]
    with pytest.raises(BadInput, match=last):
        decide(Verdict.DIFFERENT, one, third)
    withdraw()
    decide(Verdict.DIFFERENT, one, third)
    with pytest.raises(BadInput, match="are different"):
        decide(Verdict.SAME, third, other)
    with pytest.raises(BadInput, match="are one speaker already"):
        decide(Verdict.SAME, one, one)
    assert groups(db) == [[1, 2], [3]]


def test_the_newest_judgement_of_two_applies_and_the_one_before_it_when_that_is_withdrawn(db, decide):
    save(db, printed("John Kennard", "trade minister", SAID, file_name="1"))
    save(db, printed("Mother Superior", "nun", OTHER, file_name="2"))
    one, other = speakers(db)
    decide(Verdict.SAME, one, other)
    withdraw = decide(Verdict.DIFFERENT, other, one)
    assert groups(db) == [[1], [2]]
    withdraw()
    assert groups(db) == [[1, 2]]
    assert [row.state for row in db.exec(select(t.JudgementRow))] == ["applied", "withdrawn"]


@pytest.mark.parametrize("earlier", [Verdict.SAME, Verdict.DIFFERENT])
def test_what_held_before_waits_while_it_contradicts_what_was_judged_since(db, decide, earlier):
    later = Verdict.DIFFERENT if earlier is Verdict.SAME else Verdict.SAME
    for number, name in enumerate(["Anna Berg", "Mother Superior", "Lars Holm"]):
        save(db, printed(name, "nun", [SAID, OTHER, THIRD][number], file_name=str(number)))
    one, other, third = speakers(db)
    decide(earlier, one, other)
    withdraw = decide(later, other, one)
    decide(Verdict.SAME, one, third)
    free = decide(later, other, third)

    def states():
        return [row.state for row in db.exec(select(t.JudgementRow).order_by(col(t.JudgementRow.id)))]

    withdraw()
    waiting = db.exec(select(t.JudgementRow)).first()
    assert states() == ["waiting", "withdrawn", "applied", "applied"]
    last = db.exec(select(t.JudgementRow).order_by(col(t.JudgementRow.id).desc())).first().ident
    assert last in waiting.waits
    assert groups(db) == ([[1, 3], [2]] if earlier is Verdict.SAME else [[1, 2, 3]])
    free()
    assert (states(), waiting.waits) == (["applied", "withdrawn", "applied", "withdrawn"], None)
    assert groups(db) == ([[1, 2, 3]] if earlier is Verdict.SAME else [[1, 3], [2]])


def test_a_judgement_outlives_whom_no_article_names_for_a_while(db, decide):
    site = "https://one.example/"
    named = [printed(name, "nun", SAID, url=site + name) for name in ("Anna", "Lars Holm", "Olga Ruud")]
    for draft in named:
        save(db, draft)
    one, other, third = speakers(db)
    decide(Verdict.SAME, one, other)
    decide(Verdict.SAME, other, third)
    before = kept(db)
    save(db, printed("Zoe Quist", "nun", OTHER, url=site + "Lars Holm"), LATER)
    assert [each for each in groups(db) if len(each) > 1] == [[1, 3]]
    save(db, named[1], LATER)
    assert kept(db)["speaker_ties"] == before["speaker_ties"]


def told(db):
    """Who says what, as pages show it."""
    shown = {row.id: row for row in speakers(db)}
    current = select(t.Version).join(t.Statement).where(t.Version.number == t.Statement.version)
    return {row.words: shown[row.speaker_id].stands_for for row in db.exec(current)}


@pytest.mark.parametrize("known", [True, False])
def test_a_namesake_told_apart_in_one_article_is_another_there_alone(db, decide, known):
    drafts = [
        printed("John Kennard", "trade minister", SAID, file_name="1"),
        printed("John Kennard", "trade minister", OTHER, file_name="2"),
        printed("Jack Kennard", "nun", THIRD, file_name="3"),
    ]
    for draft in drafts:
        save(db, draft)
    before, said = comparable(db), told(db)
    one, nun = speakers(db)
    article = db.exec(select(t.Article).where(t.Article.file_name == "2")).one()
    withdraw = decide(Verdict.APART, one, article, **({"speaker": nun.ident} if known else {}))
    after = told(db)
    assert after[SAID] == one.id
    assert after[OTHER] not in (one.id, said[OTHER])
    assert (after[OTHER] == after[THIRD]) == known
    parted = kept(db)
    for draft in reversed(drafts):
        save(db, draft, LATER)
    assert kept(db) == parted
    assert told(db) == after
    withdraw()
    assert told(db) == said
    assert comparable(db) == before
    if not known:
        leads = db.exec(select(t.Redirect).where(t.Redirect.new == one.ident)).one()
        assert leads.reason == renamed.UNITED


def matched(db):
    return [(m.a_id, m.b_id, m.relation, m.certain, m.method) for m in db.exec(select(t.StatementMatch))]


def test_statements_judged_the_same_match_and_those_judged_different_never_do(db, decide):
    drafts = [
        printed("Anna Berg", "nun", words, url=f"https://one.example/{n}")
        for n, words in enumerate([SAID, SAID, OTHER])
    ]
    for draft in drafts:
        save(db, draft)
    before = matched(db)
    one, other, third = db.exec(select(t.Statement)).all()
    parting = decide(Verdict.DIFFERENT, other, one)
    joining = decide(Verdict.SAME, third, one)
    judged = [(1, 3, "other wording", True, "judged")]
    for draft in [None, *drafts]:
        if draft is not None:
            save(db, draft, LATER)
        assert matched(db) == judged
    parting()
    joining()
    assert matched(db) == before == [(1, 2, "equal", True, "same-words")]


NAMES = [
    *(("John Kennard", "trade minister"), ("J. Kennard", "minister of trade"), ("Kennard", "minister")),
    *(("John F. Kennard", "senator"), ("John B. Kennard", "nurse"), ("Anna Berg", "nun")),
]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["same", "different", "apart", "withdraw", "save", "edit"]),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    max_size=10,
)


@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(chosen=st.lists(st.sampled_from(NAMES), min_size=2, max_size=6), steps=STEPS)
def test_whatever_was_joined_and_parted_all_is_as_before_once_it_is_taken_back(
    identifier_sandbox, chosen, steps
):
    # Of two words each, so that nothing is encoded.
    drafts = [
        printed(name, role, f"Word{n} spoken", url=f"https://one.example/{n}")
        for n, (name, role) in enumerate(chosen)
    ]
    with identifier_sandbox() as db:
        db.add(t.EditorRow(name="Ed", role="editor", password="-", added=NOW))
        db.flush()
        for draft in drafts:
            save(db, draft)
        before, said, standing = comparable(db), told(db), []
        for what, a, b in steps:
            draft = drafts[a % len(drafts)]
            if what == "withdraw" and standing:
                ident, *_ = standing.pop(a % len(standing))
                judgements.withdraw(db, ident, 1, "", LATER, comparing())
            elif what == "save":
                save(db, draft, LATER)
            elif what == "edit":
                save(db, printed("Olga Ruud", "cook", "Word spoken", url=draft.facts.url), LATER)
                save(db, draft, LATER)
            elif what != "withdraw":
                standing += decided(db, Verdict(what), a, b)
            obeyed(db, standing)
        stood = comparable(db)
        for draft in reversed(drafts):
            save(db, draft, LATER)
        assert comparable(db) == stood
        for ident, *_ in standing:
            judgements.withdraw(db, ident, 1, "", LATER, comparing())
        assert comparable(db) == before
        assert told(db) == said


def decided(db, verdict, a, b):
    """The judgement on the speakers or articles with these numbers, unless it is refused."""
    ones = speakers(db)
    others = db.exec(select(t.Article)).all() if verdict is Verdict.APART else ones
    one, other = ones[a % len(ones)], others[b % len(others)]
    try:
        made = judgements.judge(db, Judgement(verdict, one.ident, "", other.ident), 1, LATER, comparing())
    except (BadInput, Gone):
        return []
    return [(made, verdict, one.ident, other.ident)]


def obeyed(db, standing):
    """Whoever was judged one is one while both are named, and whoever was judged two is not."""
    for ident, verdict, one, other in standing:
        row = db.exec(select(t.JudgementRow).where(t.JudgementRow.ident == ident)).one()
        if row.state != "applied" or verdict is Verdict.APART:
            continue
        ends = [identifiers.led(db, each) for each in (one, other)]
        found = db.exec(
            select(t.Speaker).where(col(t.Speaker.ident).in_(ends), t.Speaker.state == t.LIVE)
        ).all()
        if len(found) == 2:
            assert (found[0].stands_for == found[1].stands_for) == (verdict is Verdict.SAME)


def comparable(db):
    """What is kept, but for speakers who are gone, and for how many versions a statement has."""
    gone = {row.id for row in speakers(db) if row.state == "withdrawn"}
    now = kept(db)
    for name in ("speakers", "speaker_aliases"):
        now[name] = sorted(row for row in now[name] if row[0] not in gone)
    for name in ("redirects", "statements", "captures", "articles", "paragraphs"):
        del now[name]
    # An article that prints another name for a while has other rows then.
    article = {row.id: (row.article_id, row.number) for row in db.exec(select(t.EntityRow))}
    now["entities"] = sorted(row[1:] for row in now["entities"])
    now["entity_roles"] = sorted((article[row[0]], *row[1:]) for row in now["entity_roles"])
    return now


def test_what_was_decided_of_speakers_is_looked_up_however_much_was_judged(db):
    plan = rows.tuples(db, f"EXPLAIN QUERY PLAN {judged_ties.ABOUT}", idents="[]")
    of_judgements = [step.split()[0] for *_, step in plan if " j " in f"{step} "]
    assert of_judgements == ["SEARCH"] * 3
