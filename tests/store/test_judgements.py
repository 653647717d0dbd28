"""What editors decide: it stands at once, outlives what is read after it, and can be taken back."""

from dataclasses import replace

import pytest
from sqlmodel import select

from app.comparing import comparing
from app.errors import BadInput, Gone, NotFound
from app.records import Judgement, Kind, SpeakerKind, Verdict
from app.store import erased, erasing, identifiers, judgements, removal
from app.store import tables as t
from store.building import LATER, Draft, edited, save
from store.dumping import check_indexes, exact
from store.judging import editor

SAID = "We will talk to everybody in Kabul."


def story(*more):
    """An article in which one statement is said to be of the wrong one of two people."""
    filler = "They met. " + " ".join(f"On hour {n} somebody rose." for n in range(40))
    draft = Draft(
        f"“{SAID}” said Anna Berg of Norway.", f"Ben Okafor of Nigeria listened. {filler}", *more,
        file_name="talks.txt",
    )  # fmt: skip
    berg = draft.entity("Anna Berg", home=("NO", "Norway"))
    draft.entity("Ben Okafor", home=("NG", "Nigeria"))
    draft.statement(SAID, by=berg, cue=["said"], source=["Anna Berg"], about={"AF": "Kabul"})
    return draft


def misread(draft, **change):
    """The same as another extractor reads it."""
    fresh = edited(draft, "They met", "They met")
    fresh.extractor = "by-hand-2"
    fresh.attributions[0] = replace(fresh.attributions[0], **change)
    return fresh


def judge(db, verdict, subject, now=LATER, **more):
    return judgements.judge(
        db, Judgement(verdict, subject, "Read again.", **more), editor(db), now, comparing()
    )


def withdraw(db, ident, now=LATER):
    judgements.withdraw(db, ident, editor(db), "A mistake.", now, comparing())


def statement(db):
    return db.exec(select(t.Statement).order_by(t.Statement.id)).first()


def stands(db, row=None):
    """The state, review, words and speaker's name of a statement as it stands."""
    row = row or statement(db)
    version = current(db, row)
    speaker = version.speaker_id and db.get(t.Speaker, version.speaker_id).name
    return row.state, row.review, version.words, speaker


def current(db, row):
    own = select(t.Version).where(t.Version.statement_id == row.id, t.Version.number == row.version)
    return db.exec(own).one()


def speaker(db, name):
    return db.exec(select(t.Speaker).where(t.Speaker.name == name)).one().ident


def fared(db, ident):
    row = db.exec(select(t.JudgementRow).where(t.JudgementRow.ident == ident)).one()
    return row.state, row.waits


def test_a_corrected_speaker_stands_at_once_and_is_kept_by_every_later_reading(db):
    save(db, story())
    ident = judge(db, Verdict.SPEAKER, statement(db).ident, value={"speaker": speaker(db, "Ben Okafor")})
    row = statement(db)
    assert stands(db) == ("live", "checked", SAID, "Ben Okafor")
    assert (row.version, row.rule, row.confidence) == (2, "judged", 1.0)
    assert db.get(t.Reading, row.id).rule == "by-hand"
    assert current(db, row).judgement_id == db.exec(select(t.JudgementRow.id)).one()
    before = exact(db)
    assert save(db, story(), LATER).outcome == "unchanged"
    assert exact(db) == before
    save(db, misread(story(), entity=0, kind=Kind.MIXED, confidence=0.4), LATER)
    assert stands(db) == ("live", "checked", SAID, "Ben Okafor")
    assert fared(db, ident) == ("applied", None)
    save(db, edited(story(), "They met", "The two of them met"), LATER)
    assert stands(db) == ("live", "checked", SAID, "Ben Okafor")
    withdraw(db, ident)
    assert stands(db) == ("live", "machine", SAID, "Anna Berg")
    assert (row.rule, row.confidence, db.get(t.Reading, row.id)) == ("by-hand", 0.9, None)
    check_indexes(db)


def test_what_is_no_statement_stays_withdrawn_however_often_it_is_found(db):
    save(db, story())
    ident = judge(db, Verdict.REJECTED, statement(db).ident)
    for draft in (story(), misread(story(), confidence=0.95), edited(story(), "They met", "All met")):
        save(db, draft, LATER)
        with pytest.raises(Gone, match="An editor found that this is no statement: Read again"):
            identifiers.resolve(db, statement(db).ident, "statement")
    assert len(db.exec(select(t.Tombstone)).all()) == 1
    withdraw(db, ident)
    assert stands(db) == ("live", "machine", SAID, "Anna Berg")
    assert identifiers.resolve(db, statement(db).ident, "statement").ident == statement(db).ident


def test_what_a_person_vouched_for_outlives_an_extractor_that_misses_it(db):
    save(db, story())
    ident = judge(db, Verdict.CONFIRMED, statement(db).ident)
    missed = edited(story(), "They met", "The two of them met at length")
    missed.text = "A first line.\n\n" + missed.text
    missed = Draft(*missed.text.split("\n\n"), file_name="talks.txt")
    missed.entity("Anna Berg")
    assert save(db, missed, LATER).outcome == "changed"
    assert stands(db) == ("live", "checked", SAID, "Anna Berg")
    before = exact(db)
    assert save(db, missed, LATER).outcome == "unchanged"
    assert exact(db) == before
    withdraw(db, ident)
    assert stands(db)[0] == "withdrawn"
    with pytest.raises(Gone, match="still stand in the article"):
        identifiers.resolve(db, statement(db).ident, "statement")


def test_changed_words_make_a_correction_wait_and_the_wrong_speaker_is_not_named_again(db):
    save(db, story())
    ident = judge(db, Verdict.SPEAKER, statement(db).ident, value={"speaker": speaker(db, "Ben Okafor")})
    save(db, edited(story(), "everybody", "everyone"), LATER)
    assert stands(db) == ("live", "disputed", SAID.replace("everybody", "everyone"), None)
    assert fared(db, ident) == ("waiting", "The words have changed in the article since this was decided.")
    save(db, story(), LATER)
    assert stands(db) == ("live", "checked", SAID, "Ben Okafor")
    assert fared(db, ident) == ("applied", None)


def test_a_speaker_whom_nobody_named_before_is_kept_as_long_as_a_judgement_names_them(db):
    save(db, story())
    wanted = {"name": "Carla  Diaz", "kind": SpeakerKind.PERSON.value}
    ident = judge(db, Verdict.SPEAKER, statement(db).ident, value=wanted)
    assert stands(db)[3] == "Carla Diaz"
    assert current(db, statement(db)).kind == Kind.DIRECT, "the kind told is the speaker's"
    save(db, story(), LATER)
    save(db, edited(story(), "They met", "All met"), LATER)
    assert stands(db)[3] == "Carla Diaz"
    withdraw(db, ident)
    assert stands(db)[3] == "Anna Berg"


def test_other_words_are_found_again_in_a_text_that_moved(db):
    save(db, story())
    text = story().text
    end = text.index("Kabul") + len("Kabul")
    value = {"spans": [[text.index("talk"), end]]}
    judge(db, Verdict.EXTENT, statement(db).ident, value=value)
    judge(db, Verdict.KIND, statement(db).ident, value={"kind": "mixed"})
    judge(db, Verdict.COUNTRIES, statement(db).ident, value={"codes": ["fr", "AF"]})
    assert stands(db) == ("live", "checked", "talk to everybody in Kabul", "Anna Berg")
    places = db.exec(select(t.StatementPlace.code, t.StatementPlace.rule)).all()
    assert places == [("AF", "name"), ("FR", "judged")]
    moved = edited(story(), "Ben Okafor of Nigeria listened", "Ben Okafor of Nigeria only listened")
    moved = edited(moved, "“We will", "“Then we will")
    moved.attributions[0] = replace(
        story().attributions[0], content=(moved.span("Then we will talk to everybody in Kabul."),)
    )
    save(db, moved, LATER)
    assert stands(db) == ("live", "checked", "talk to everybody in Kabul", "Anna Berg")
    of = (t.VersionSpan.version_id == current(db, statement(db)).id, t.VersionSpan.part == "content")
    span = db.exec(select(t.VersionSpan).where(*of)).one()
    assert moved.text[span.start : span.end] == "talk to everybody in Kabul"
    save(db, edited(moved, "in Kabul", "in Tashkent"), LATER)
    assert stands(db)[:3] == ("live", "disputed", "Then we will talk to everybody in Tashkent.")


@pytest.mark.parametrize(
    ("verdict", "value", "says"),
    [
        (Verdict.SPEAKER, {"speaker": "zzzzzzzz"}, "There is no speaker zzzzzzzz"),
        (Verdict.SPEAKER, {"name": "  "}, "has to have a name"),
        (Verdict.SPEAKER, {"name": "Ann Lee", "kind": "cat"}, "one of person, organisation"),
        (Verdict.EXTENT, {"spans": [[0, 100_000]]}, "not in the article's text, which ends at"),
        (Verdict.EXTENT, {"spans": []}, "No words were chosen"),
        (Verdict.EXTENT, {"spans": [[5, 9], [0, 4]]}, "in the order of the text"),
        (Verdict.KIND, {"kind": "loud"}, "one of direct, mixed, indirect"),
        (Verdict.COUNTRIES, {"codes": ["Norway"]}, "no code of a country"),
        (Verdict.COUNTRIES, {"codes": ["ß"]}, "no code of a country"),  # its capitals are South Sudan's
        (Verdict.TYPE, {"type": "plan"}, "no verdict about a statement"),
    ],
)  # fmt: skip
def test_wrong_values_are_refused_with_what_would_be_right(db, verdict, value, says):
    save(db, story())
    before = db.exec(select(t.JudgementRow)).all()
    with pytest.raises(BadInput, match=says):
        judge(db, verdict, statement(db).ident, value=value)
    assert db.exec(select(t.JudgementRow)).all() == before == []


def test_what_never_was_is_not_found(db):
    with pytest.raises(NotFound):
        judge(db, Verdict.CONFIRMED, "zzzzzzzz")


def claims_of(db):
    return {row.words: row for row in db.exec(select(t.ClaimRow))}


def test_claims_are_judged_by_themselves_and_with_their_statement(db):
    draft = story()
    draft.claim(SAID, statement=0, about={"AF": "Kabul"})
    draft.claim("Ben Okafor of Nigeria listened")
    save(db, draft)
    inside, outside = claims_of(db)[SAID], claims_of(db)["Ben Okafor of Nigeria listened"]
    typed = judge(db, Verdict.TYPE, inside.ident, value={"type": "plan"})
    judge(db, Verdict.COUNTRIES, inside.ident, value={"codes": []})
    none = judge(db, Verdict.REJECTED, outside.ident)
    for later in (draft, misread(draft, confidence=0.5), edited(draft, "They met", "All met")):
        save(db, later, LATER)
        assert (inside.type, inside.confidence, inside.review) == ("plan", 1.0, "checked")
        assert db.exec(select(t.ClaimPlace)).all() == []
        with pytest.raises(Gone, match="no claim: Read again"):
            identifiers.resolve(db, outside.ident, "claim")
    before = exact(db)
    assert save(db, edited(draft, "They met", "All met"), LATER).outcome == "unchanged"
    assert exact(db) == before
    rejected = judge(db, Verdict.REJECTED, statement(db).ident)
    with pytest.raises(Gone, match="found in is no statement"):
        identifiers.resolve(db, inside.ident, "claim")
    for ident in (rejected, typed, none):
        withdraw(db, ident)
    assert (inside.state, inside.type, outside.state) == ("live", "event", "live")
    missed = edited(draft, "They met", "Everybody met")
    missed.claims, missed.attributions = [], []
    judge(db, Verdict.CONFIRMED, inside.ident)
    save(db, missed, LATER)
    assert (inside.state, outside.state, statement(db).state) == ("live", "withdrawn", "withdrawn")
    assert missed.text[inside.start : inside.end] == SAID


def test_a_claim_in_words_that_a_person_vouched_for_is_not_the_articles_own(db):
    draft = story()
    draft.claim(SAID, statement=0)
    save(db, draft)
    row, claim = statement(db), claims_of(db)[SAID]
    ident = judge(db, Verdict.CONFIRMED, row.ident)
    missed = story()
    missed.attributions = []
    missed.claim(SAID)
    save(db, missed, LATER)
    assert (row.state, claim.statement_id) == ("live", row.id)
    withdraw(db, ident)
    assert (row.state, claim.state, claim.statement_id) == ("withdrawn", "live", None)


def test_a_claim_outside_of_the_right_words_is_not_the_speakers(db):
    draft = story()
    draft.claim("in Kabul", statement=0)
    save(db, draft)
    claim, text = claims_of(db)["in Kabul"], draft.text
    value = {"spans": [[text.index("We will"), text.index(" in Kabul")]]}
    ident = judge(db, Verdict.EXTENT, statement(db).ident, value=value)
    with pytest.raises(Gone, match="no part of the statement"):
        identifiers.resolve(db, claim.ident, "claim")
    withdraw(db, ident)
    assert claim.state == "live"
    assert not db.exec(select(t.ClaimReading)).all()


def test_words_that_were_moved_twice_stay_where_they_were_moved_to(db):
    save(db, story())
    text = story().text
    middle = text.index("everybody")
    for start, end in ((middle, text.index("said")), (text.index("Kabul"), text.index("Norway"))):
        last = judge(db, Verdict.EXTENT, statement(db).ident, value={"spans": [[start, end]]})
    assert fared(db, last) == ("applied", None)
    save(db, edited(story(), "They met", "All met"), LATER)
    assert stands(db)[:3] == ("live", "checked", "Kabul.” said Anna Berg of")


def test_what_is_out_of_sight_comes_back_as_it_was_judged_meanwhile(db):
    article = save(db, story()).article
    ident = judge(db, Verdict.REJECTED, statement(db).ident)
    removal.remove(db, article, "", comparing(), LATER)
    with pytest.raises(Gone):
        judge(db, Verdict.CONFIRMED, statement(db).ident)
    withdraw(db, ident)
    with pytest.raises(Gone, match=removal.UNSAID):
        identifiers.resolve(db, statement(db).ident, "statement")
    removal.restore(db, article, comparing(), LATER)
    assert stands(db) == ("live", "machine", SAID, "Anna Berg")
    assert identifiers.resolve(db, statement(db).ident, "statement").ident == statement(db).ident


def test_of_an_article_out_of_sight_nothing_can_be_judged_and_all_is_told_so(db):
    draft = story()
    draft.claim(SAID, statement=0)
    article = save(db, draft).article
    save(db, Draft("Nobody said a word."), LATER)
    subject, claim = statement(db).ident, db.exec(select(t.ClaimRow)).one().ident
    made = judge(db, Verdict.CONFIRMED, subject)
    removal.remove(db, article, "It was a hoax.", comparing(), LATER)
    for ident in (subject, claim):
        for verdict in (Verdict.CONFIRMED, Verdict.REJECTED):
            with pytest.raises(Gone, match="It was a hoax"):
                judge(db, verdict, ident)
    erasing.erase_article(db, article, comparing(), LATER)
    for ident in (subject, claim):
        with pytest.raises(Gone, match=erased.REASON):
            judge(db, Verdict.CONFIRMED, ident)
    withdraw(db, made)
    assert fared(db, made) == ("withdrawn", None)


def test_gone_words_of_a_removed_article_cannot_be_judged(db):
    draft = story()
    save(db, draft)
    subject = statement(db).ident
    fresh = edited(story(), SAID, "It will be so, and nobody knows why.")
    fresh.attributions = []
    article = save(db, fresh, LATER).article
    assert statement(db).state == t.GONE
    removal.remove(db, article, "It was a hoax.", comparing(), LATER)
    with pytest.raises(Gone, match="It was a hoax"):
        judge(db, Verdict.CONFIRMED, subject)
