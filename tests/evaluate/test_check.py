"""Gold quotations: read, asked, and right only with the right speaker beside the words."""

import json

import pytest
from sqlmodel import Session
from store.building import Draft, save

from app.errors import BadInput
from app.evaluate.check import Asked, figures, load
from app.settings import place
from app.store import engine

WORDS = "The bridge will be opened in spring."


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "check.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as opened:
        draft = Draft(f"“{WORDS}” said Ole Lund.")
        draft.statement(WORDS, by=draft.entity("Ole Lund"))
        save(opened, draft)
        yield opened
    written.dispose()


def test_an_answer_with_the_wrong_speaker_beside_it_is_wrong(db):
    right = Asked("exact", WORDS, "Ole Lund", "exact", "Ole Lund")
    wrong = Asked("exact", WORDS, "", "exact", "Eva Lund")
    found = figures(db, [right, wrong, Asked("invented", "Nobody asked us to swim", "", "not here", "")])
    assert (found["answers"].right, found["answers"].of) == (2, 3)
    assert (found["invented"].right, found["invented"].of) == (1, 1)


def test_hard_ones_are_apart(db):
    found = figures(db, [Asked("hard", "They open the crossing in April", "", "other wording", "Ole Lund")])
    assert found["answers"].of == 0
    assert (found["hard"].of, found["hard, nearest"].of) == (1, 1)


def test_a_file_that_is_none_is_told(tmp_path):
    path = tmp_path / "check.json"
    with pytest.raises(BadInput, match="no quotations"):
        load(path)
    path.write_text(json.dumps([{"kind": "exact"}]))
    with pytest.raises(BadInput, match="no quotations"):
        load(path)
