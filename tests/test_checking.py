"""Whose words a quotation is: the answer by what is stored, and nobody contradicted by doubt."""

import pytest
from sqlmodel import Session
from store.building import Draft, save

from app.checking import Question, checked
from app.settings import place
from app.store import engine

WORDS = "The bridge will be opened in spring, and nobody will pay a toll."


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "checking.db"
    engine.migrate(path, place("migrations"))
    return path


@pytest.fixture
def db(path):
    """A session that writes."""
    written = engine.writer(path)
    with Session(written) as opened:
        yield opened
    written.dispose()


@pytest.fixture
def archive(db, path):
    """Ole Lund and Eva Lund, a spokesman of the Harbour Office, and a clerk whom nobody can name for sure."""
    draft = Draft(
        f"“{WORDS}” said Ole Lund.",
        "“We never asked for a bridge of that sort,” said Eva Lund.",
        "“Ships will wait for an hour,” said Jan Moe, spokesman of the Harbour Office.",
        "“Nobody called us in the morning,” a clerk said.",
        "It rained on the day that the bridge was to be opened.",
    )
    ole, eva = draft.entity("Ole Lund", aliases=["Lund"]), draft.entity("Eva Lund")
    moe = draft.entity("Jan Moe", roles=["spokesman of the Harbour Office"])
    clerk = draft.entity("Mona Doubtful")
    draft.statement(WORDS, by=ole)
    draft.statement("We never asked for a bridge of that sort,", by=eva)
    draft.statement("Ships will wait for an hour,", by=moe)
    draft.statement("Nobody called us in the morning,", by=clerk, confidence=0.2)
    save(db, draft)
    db.commit()
    shown = engine.reader(path, shown_from=0.5)
    with Session(shown) as opened:
        yield opened
    shown.dispose()


def answer(archive, words, name="", **more):
    return checked(archive, Question(words, name, **more))


def test_by_whom_it_is(archive):
    assert answer(archive, WORDS, "Ole Lund").answer == "exact"
    assert answer(archive, WORDS, "Captain Ole Lund").answer == "exact"
    assert answer(archive, WORDS, "Lund, Ole").answer == "exact"
    assert answer(archive, WORDS, "Jan Moe").answer == "somebody else"
    assert answer(archive, WORDS).answer == "exact"


def test_a_surname_of_two_is_either_of_them(archive):
    found = answer(archive, WORDS, "Lund")
    assert (found.answer, {each.name for each in found.speakers}) == ("exact", {"Ole Lund", "Eva Lund"})
    assert answer(archive, "Ships will wait for an hour", "Lund").answer == "somebody else"


def test_an_identifier_is_one_of_them(archive):
    eva = next(each for each in answer(archive, WORDS, "Eva Lund").speakers)
    found = answer(archive, WORDS, idents=(eva.ident,))
    assert (found.answer, found.places[0].row.speaker.name) == ("somebody else", "Ole Lund")


def test_nobody_is_contradicted_by_a_speaker_in_doubt(archive):
    assert answer(archive, "Nobody called us in the morning", "Ole Lund").answer == "exact"


def test_a_body_speaks_through_its_people(archive):
    assert answer(archive, "Ships will wait for an hour", "Harbour Office").answer == "exact"
    assert answer(archive, "Ships will wait for an hour", "Ministry of Ships").answer == "somebody else"


def test_other_wording_is_nobodys_but_the_speakers(archive):
    reworded = "In spring the bridge will open, and nobody pays any toll"
    assert answer(archive, reworded, "Ole Lund").answer == "other wording"
    assert answer(archive, reworded).answer == "other wording"
    assert answer(archive, reworded, "Jan Moe").answer in ("somebody else", "not here")
    assert (
        answer(archive, "In spring the bridge will open, and everybody will pay a toll").answer == "not here"
    )


def test_words_of_the_narration_are_nobodys(archive):
    found = answer(archive, "It rained on the day", "Ole Lund")
    assert (found.answer, found.narrated.paragraph.number) == ("narration", 4)


def test_words_that_run_over_the_cue_are_the_statements_all_the_same(archive):
    found = answer(archive, "and nobody will pay a toll … We never asked for a bridge")
    assert found.answer == "narration"


def test_of_many_who_say_it_the_one_asked_about_is_found(db):
    for number in range(70):
        draft = Draft(f"“Time will tell us all of it,” said Speaker Number{chr(65 + number % 26)}{number}.")
        who = draft.entity("Zoe Last" if number == 69 else f"Speaker Number{chr(65 + number % 26)}{number}")
        draft.statement("Time will tell us all of it,", by=who)
        save(db, draft)
    assert checked(db, Question("Time will tell us all of it", "Zoe Last")).answer == "exact"
