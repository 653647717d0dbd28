"""What editors decide of claims and of speakers on their pages, and what every reader is told of it then."""

import re
import shutil

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, text
from store.building import Draft, save

from app.records import ClaimType, Kind
from app.settings import Settings, place
from app.store import engine
from app.store.queries import tied
from app.web.app import create_app
from web.accounts import account, csrf, log_in
from web.reading_pages import parse

REASON = "The court’s record says so"


def ferry():
    """One who is quoted and reported, with a claim in each, and one outside of all statements."""
    draft = Draft(
        "“The ferry will sail on Fridays,” said Ole Lund, harbour master.",
        "Lund said that nobody in Paris had asked for it. The harbour is the oldest in Norway.",
        title="The ferry", outlet="Dagen", file_name="ferry", translated_from="ru",
    )  # fmt: skip
    lund = draft.entity("Ole Lund", aliases=["Lund"], roles=["harbour master"])
    sail = draft.statement("The ferry will sail on Fridays,", by=lund, cue=["said"], source=["Ole Lund"])
    asked = draft.statement("nobody in Paris had asked for it", by=lund, cue=["said that"], source=["Lund"],
                            kind=Kind.INDIRECT)  # fmt: skip
    draft.claim("The ferry will sail on Fridays", statement=sail, kind=ClaimType.PREDICTION)
    draft.claim("nobody in Paris had asked for it", statement=asked, about={"FR": "Paris"})
    draft.claim("The harbour is the oldest in Norway")
    return draft


def bridge():
    """Somebody else, in an article of another day."""
    draft = Draft("“The bridge is sold,” said Olaf Lunde, a clerk.", title="The bridge", file_name="bridge")
    lunde = draft.entity("Olaf Lunde", roles=["a clerk"])
    draft.statement("The bridge is sold,", by=lunde, cue=["said"], source=["Olaf Lunde"])
    return draft


def tolls():
    """The harbour master once more, by machine."""
    draft = Draft("“Tolls stay,” said Ole Lund, harbour master.", title="The tolls", file_name="tolls")
    lund = draft.entity("Ole Lund", roles=["harbour master"])
    draft.statement("Tolls stay,", by=lund, cue=["said"], source=["Ole Lund"])
    return draft


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("public") / "filled.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, ferry())
        save(db, bridge())
        save(db, tolls())
    written.dispose()
    return path


@pytest.fixture
def app(filled, tmp_path):
    made = create_app(Settings(database=shutil.copy(filled, tmp_path / "own.db")))
    account(made, "Edda")
    yield made
    made.state.engine.dispose()
    made.state.writer.dispose()


@pytest.fixture
def edda(app):
    return log_in(app, "Edda")


@pytest.fixture
def reader(app):
    """Somebody without an account."""
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False)


def ident(app, table, column, words):
    with Session(app.state.engine) as db:
        found = db.connection().execute(
            text(f"SELECT ident FROM {table} WHERE {column} LIKE :w"), {"w": f"%{words}%"}
        )
        return found.scalar_one()


def sent(browser, address, **chosen):
    """Send a bench's form as it is served, with what is chosen; the judgement's identifier."""
    page = parse(browser.get(address).raise_for_status().text)
    hidden = {each.attributes["name"]: each.attributes["value"] for each in page.all("input", type="hidden")}
    if "article" in chosen:
        hidden.pop("merge")  # of the two forms on a speaker's page it is the second
    answer = browser.post(address, data=hidden | {"reason": REASON, "apart-reason": REASON} | chosen)
    assert answer.status_code == 303, parse(answer.text).one("main").text
    return re.search(r"done=([0-9a-z]{8})", answer.headers["location"])[1]


def undone(browser, made):
    answer = browser.post(f"/review/undo/{made}", data={"csrf": csrf(browser), "reason": "Read again"})
    assert answer.status_code == 303
    return browser.get(answer.headers["location"]).raise_for_status().text


def flat(words):
    return " ".join(words.split())


def recorded(reader, made):
    """The list's newest entry, which is this decision, as a reader sees it; its own page says the same."""
    entry = next(parse(reader.get("/corrections").raise_for_status().text).with_class("correction"))
    assert made in str([link.attributes["href"] for link in entry.all("a")])
    return flat(entry.text)


def own(reader, made):
    return flat(parse(reader.get(f"/corrections/{made}").raise_for_status().text).one("main").text)


def counted(reader, address):
    """Where a speaker's page leads, and how many quotes are listed of whom it shows."""
    answer = reader.get(address)
    where = answer.headers["location"].split("/")[2]
    return answer.status_code, where, len(reader.get(f"/quotes.json?p={where}").json()["rows"])


def test_what_is_decided_of_a_claim_is_shown_recorded_and_taken_back(app, edda, reader):
    claim = ident(app, "claims", "words", "nobody in Paris")
    bench, page = f"/review/c/{claim}", f"/c/{claim}"

    def row():
        return reader.get(f"{page}.json").raise_for_status().json()["claim"]["row"]

    typed = sent(edda, bench, verdict="type", type="plan")
    assert row()["type"] == "plan"
    told = recorded(reader, typed)
    assert told.startswith("Type corrected was Event →, now Plan nobody in Paris had asked for it")
    for note in ("Reported, not verbatim", "Translated, not verbatim"):
        assert note in told
    feed = reader.get("/corrections.atom").text
    assert "About: nobody in Paris had asked for it — Reported, not verbatim — Translated, not" in feed
    placed = sent(edda, bench, verdict="countries", codes="France, Germany")
    assert row()["about"] == ["DE", "FR"]
    assert "was France →, now Germany, France" in recorded(reader, placed)
    desk = flat(parse(edda.get(bench).text).text)
    assert "Type, as judgedPlan Countries, as judgedGermany, France" in desk
    lead = flat(next(parse(reader.get(page, follow_redirects=True).text).with_class("lead")).text)
    assert f"type was event. Why: {REASON}. The correction" in lead
    assert f"countries it is about were France. Why: {REASON}. The correction" in lead

    doubted = sent(edda, bench, verdict="disputed")
    assert row()["review"] == "disputed"
    assert "in doubt whether this is right" in recorded(reader, doubted)
    confirmed = sent(edda, bench, verdict="confirmed", reason="")
    assert row()["review"] == "checked"
    assert "Right as it stands" in own(reader, confirmed)
    assert "A later decision stands in its place" in own(reader, doubted)

    rejected = sent(edda, bench, verdict="rejected")
    gone = reader.get(page)
    assert gone.status_code == 410
    assert f"An editor found that this is no claim: {REASON}" in gone.text
    assert "Not a claim This is no claim" in recorded(reader, rejected)
    assert claim not in reader.get("/claims.json").text
    assert "Taken back: Not a claim" in undone(edda, rejected)
    assert "Withdrawn by Edda" in recorded(reader, rejected)
    assert (row()["type"], row()["about"], row()["review"]) == ("plan", ["DE", "FR"], "checked")


def test_two_speakers_are_one_and_two_again(app, edda, reader):
    lund, lunde = (ident(app, "speakers", "name", name) for name in ("Ole Lund", "Olaf Lunde"))
    before = [counted(reader, f"/p/{who}")[1:] for who in (lund, lunde)]
    assert before == [(lund, 3), (lunde, 1)]
    made = sent(edda, f"/review/p/{lund}", merge="1", other=f"Olaf Lunde ({lunde})")
    after = [counted(reader, f"/p/{who}") for who in (lund, lunde)]
    assert after[0][1:] == after[1][1:] == (after[0][1], 4)
    other = lund if after[0][1] == lunde else lunde
    assert reader.get(f"/p/{other}").status_code == 301
    assert recorded(reader, made).startswith(
        "One speaker, not two Ole Lund and Olaf Lunde are one and the same"
    )
    # On the bench of either it is told so that it says the same on both.
    assert "Ole Lund and Olaf Lunde are one and the same" in flat(
        parse(edda.get(f"/review/p/{lunde}").text).one("main").text
    )
    undone(edda, made)
    assert [counted(reader, f"/p/{who}")[1:] for who in (lund, lunde)] == before
    assert "Withdrawn by Edda" in recorded(reader, made)
    with Session(app.state.engine) as db:
        basis = tied.basis(db, lund, lunde)
    parted = sent(edda, "/review/speakers", a=lund, b=lunde, verdict="different", basis=basis)
    assert recorded(reader, parted).startswith(
        "Two speakers, not one Ole Lund and Olaf Lunde are not the same"
    )


def test_in_one_article_somebody_is_another(app, edda, reader):
    lund, lunde = (ident(app, "speakers", "name", name) for name in ("Ole Lund", "Olaf Lunde"))
    tolls_, bench = ident(app, "articles", "title", "tolls"), f"/review/p/{lund}"
    made = sent(edda, bench, article=tolls_, **{"apart-other": f"Olaf Lunde ({lunde})"})
    assert [counted(reader, f"/p/{who}")[1:] for who in (lund, lunde)] == [(lund, 2), (lunde, 2)]
    told = recorded(reader, made)
    assert told.startswith("Speaker told apart In “The tolls”, Ole Lund is Olaf Lunde"), told
    undone(edda, made)
    assert [counted(reader, f"/p/{who}")[1:] for who in (lund, lunde)] == [(lund, 3), (lunde, 1)]
    alone = sent(edda, bench, article=tolls_)
    assert counted(reader, f"/p/{lund}")[1:] == (lund, 2)
    told = recorded(reader, alone)
    assert told.startswith("Speaker told apart In “The tolls”, Ole Lund is somebody else of that name"), told
