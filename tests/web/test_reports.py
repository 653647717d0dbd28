import re

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select
from store.building import NOW, save

from app.settings import Settings, place
from app.store import engine, identifiers
from app.store import tables as t
from app.web.app import create_app
from app.web.brake import Brake
from app.web.reporting import limits
from app.web.reporting.limits import Limits
from web.conftest import harbour
from web.reading_pages import parse

OURS = {"Origin": "http://testserver"}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An app of its own: something is written to its database."""
    path = tmp_path_factory.mktemp("reports") / "reports.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, harbour())
        identifiers.mint(db, "statement", lambda: "g0ne0000")
        identifiers.withdraw(db, "g0ne0000", "It was a heading.", NOW)
    written.dispose()
    return create_app(Settings(database=path))


@pytest.fixture
def reader(app):
    """A reader without a cookie, who may send as soon as they like."""
    app.state.reporting = Limits(soonest=0)
    with Session(app.state.writer) as db, db.begin():
        db.connection().exec_driver_sql("DELETE FROM reports")
    return TestClient(app, follow_redirects=False, headers=OURS)


@pytest.fixture(scope="module")
def statement(app):
    return _first(app, "statements")


@pytest.fixture(scope="module")
def claim(app):
    return _first(app, "claims")


def _first(app, table):
    with Session(app.state.engine) as db:
        return db.connection().exec_driver_sql(f"SELECT ident FROM {table} ORDER BY id").scalar()


def _open(reader, path):
    """The form's address and its hidden field."""
    form = parse(reader.get(path).text).one("form", method="post")
    return form.attributes["action"], {"moment": form.one("input", name="moment").attributes["value"]}


def _kept(app):
    with Session(app.state.engine) as db:
        return [(row.subject, row.version, row.problem, row.note) for row in db.exec(select(t.Report))]


def test_every_statement_and_claim_leads_to_a_form_that_needs_no_account(app, reader, statement, claim):
    for path, kind in ((f"/s/{statement}", "statement"), (f"/c/{claim}", "claim")):
        page = parse(reader.get(reader.get(path).headers["location"]).text)
        href = next(a.attributes["href"] for a in page.all("a") if a.text == "Report a problem")
        form = parse(reader.get(href).text)
        assert "The toll will rise" in form.one("main").text
        assert "Ole Lund" in form.one("main").text
        assert list(form.all("mark")), "the source paragraph, with the words in it"
        assert "Translated, not verbatim" in form.one("main").text
        action, carried = _open(reader, href)
        answer = reader.post(action, data={**carried, "problem": "words", "note": "Too short."})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{href}/sent")
        assert "set-cookie" not in answer.headers
        thanks = parse(reader.get(answer.headers["location"]).text)
        assert f"1 open report on this {kind} now" in thanks.one("main").text
    assert _kept(app) == [(statement, 1, "words", "Too short."), (claim, None, "words", "Too short.")]


def test_what_is_wrong_with_a_report_is_said_and_nothing_typed_is_lost(app, reader, statement):
    action, carried = _open(reader, f"/s/{statement}/report")
    for fields, told in (
        ({"note": "Lund said it."}, "Choose what is wrong."),
        ({"problem": "claim", "note": "Lund said it."}, "Choose what is wrong."),
        ({"problem": "other", "note": " "}, "Say in a few words"),
        ({"problem": "words", "note": "é" * 1001}, "there are 1 too many"),
    ):
        answer = reader.post(action, data={**carried, **fields})
        page = parse(answer.text)
        assert answer.status_code == 422
        assert told in page.one("div", id="problems").text
        assert page.one("textarea").text.strip() == fields["note"].strip()
        for link in page.one("div", id="problems").all("a"):
            assert f'id="{link.attributes["href"].removeprefix("#")}"' in answer.text
    assert _kept(app) == []


def test_a_form_is_refused_from_elsewhere_and_read_only_so_far(app, reader, statement):
    action, carried = _open(reader, f"/s/{statement}/report")
    fields = {**carried, "problem": "speaker"}
    for foreign in ({"Origin": "https://evil.example"}, {"Origin": ""}, {"Sec-Fetch-Site": "cross-site"}):
        assert reader.post(action, data=fields, headers=foreign).status_code == 403
    assert reader.post(action, data={**fields, "note": "x" * 60_000}).status_code == 413
    for nothing in ("/s/n0thing0/report", f"/c/{statement}/report", f"/s/{statement}/report?v=9"):
        assert reader.post(nothing, data=fields).status_code == 404
    assert reader.get("/s/g0ne0000/report").status_code == 410
    assert reader.post("/s/g0ne0000/report", data=fields).status_code == 410
    assert _kept(app) == []


def test_a_machine_is_thanked_and_not_heard(app, reader, statement):
    action, carried = _open(reader, f"/s/{statement}/report")
    answer = reader.post(action, data={**carried, "problem": "speaker", limits.TRAP: "https://buy.example"})
    assert answer.status_code == 303
    page = parse(reader.get(f"/s/{statement}/report").text)
    assert page.one("input", name=limits.TRAP).attributes["tabindex"] == "-1"
    assert not re.search(r"style\s*=", reader.get(f"/s/{statement}/report").text)
    assert _kept(app) == []


def test_a_form_sent_too_soon_or_too_late_or_made_elsewhere_can_be_sent_again(app, reader, statement, claim):
    action, carried = _open(reader, f"/s/{statement}/report")
    fields = {**carried, "problem": "speaker", "note": "Lund."}
    app.state.reporting = Limits(moments=app.state.reporting.moments, soonest=60)
    again = reader.post(action, data=fields)
    assert (again.status_code, "faster" in again.text, "Lund." in again.text) == (422, True, True)
    assert carried["moment"] in again.text, "whoever waits need not wait from anew"
    app.state.reporting = Limits(soonest=0)
    other = _open(reader, f"/c/{claim}/report")[1]["moment"]
    for moment in (carried["moment"], other, "", "9.ü", "nan." + "0" * 32):
        again = reader.post(action, data={**fields, "moment": moment})
        assert (again.status_code, "once more" in again.text) == (422, True)
    action, carried = parse(again.text).one("form", method="post").attributes["action"], again.text
    moment = parse(carried).one("input", name="moment").attributes["value"]
    assert reader.post(action, data={**fields, "moment": moment}).status_code == 303
    assert len(_kept(app)) == 1


def test_a_flood_has_to_wait_and_keeps_what_it_wrote(app, reader, statement):
    action, carried = _open(reader, f"/s/{statement}/report")
    app.state.reporting = Limits(app.state.reporting.moments, Brake(2, 600), soonest=0)
    fields = {**carried, "problem": "speaker", "note": "Lund said it."}
    answers = [reader.post(action, data=fields) for _ in range(3)]
    assert [each.status_code for each in answers] == [303, 303, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 601
    assert "Lund said it." in parse(answers[2].text).one("textarea").text
    assert "10 minutes" in answers[2].text
    app.state.reporting = Limits(app.state.reporting.moments, Brake(9, 600), Brake(1, 600), soonest=0)
    answers = [reader.post(action, data=fields) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 429], "all clients together, too"
    assert len(_kept(app)) == 3


def test_nothing_readers_see_changes_and_nothing_of_them_is_kept(app, reader, statement):
    before = reader.get(f"/s/{statement}.json").text
    action, carried = _open(reader, f"/s/{statement}/report")
    sent = {**carried, "problem": "other", "note": "Wrong."}
    reader.post(action, data=sent, headers={"User-Agent": "Mosaic 1993"})
    assert reader.get(f"/s/{statement}.json").text == before
    with Session(app.state.engine) as db:
        row = str(db.exec(select(t.Report)).one().model_dump())
    assert "Mosaic" not in row
    assert "testclient" not in row
