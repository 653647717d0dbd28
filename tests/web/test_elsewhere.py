"""What pages tell of the same words elsewhere, over two papers that print one quotation."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import Draft, save

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from web.reading_pages import parse

LONG = "The harbour at Stavik will be closed to all ships of more than forty metres from next Monday"


def printed(outlet, words, *, extra="", **speaker):
    draft = Draft(
        f"“{words},” said harbour master Ole Lund of Norway.{extra}",
        f"{outlet} learned on day {len(outlet)} that nobody objected.",
        outlet=outlet,
        title=f"Harbour, by {outlet}",
    )
    lund = draft.entity("Ole Lund", roles=["harbour master"], home=("NO", "Norway"))
    said = draft.statement(words, by=lund, cue=["said"], source=["Ole Lund"], **speaker)
    draft.claim(words, statement=said)
    return draft


@pytest.fixture(scope="module")
def two_papers(tmp_path_factory):
    path = tmp_path_factory.mktemp("papers") / "papers.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, printed("Dagen", LONG))
        save(db, printed("Posten", f"{LONG} because its cranes are too old", confidence=0.2))
    written.dispose()
    return TestClient(create_app(Settings(database=path)), follow_redirects=True)


def page_of(site, name, word):
    rows = site.get(f"/{name}.json").json()["rows"]
    letter = {"quotes": "s", "claims": "c"}[name]
    [ident] = [row["ident"] for row in rows if word in str(row["article"]["outlet"])]
    return parse(site.get(f"/{letter}/{ident}").text)


@pytest.mark.parametrize("name", ["quotes", "claims"])
def test_both_pages_show_the_other_with_its_difference(two_papers, name):
    shorter, longer = page_of(two_papers, name, "Dagen"), page_of(two_papers, name, "Posten")
    assert "These words and more" in shorter.one("main").text
    assert "Part of these words" in longer.one("main").text
    [added] = [ins for ins in shorter.all("ins") if "cranes" in ins.text]
    assert "because its cranes are too old" in " ".join(added.text.split())
    assert any("because its cranes" in removed.text for removed in longer.all("del"))
    assert "Printed by 2 outlets independently" in shorter.one("main").text


def test_a_doubted_speaker_is_not_named_elsewhere_either(two_papers):
    page = page_of(two_papers, "quotes", "Dagen")
    [other] = page.with_class("elsewhere")
    assert "source as written" in other.text


def test_who_names_a_speaker_is_asked_for_by_a_parameter(two_papers):
    [row] = two_papers.get("/speakers.json").json()["rows"]
    ident = row["speaker"]["ident"]
    assert "No statement in this archive fits" in two_papers.get(f"/quotes?named={ident}").text
    assert "Naming" in two_papers.get(f"/quotes?named={ident}").text
