"""The queue and its bench: what an editor sees, what each form decides, and what is not taken."""

import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import Session, text
from store.building import NOW, Draft, save

from app.records import Kind
from app.settings import Settings, place
from app.store import engine, reports
from app.web.app import create_app
from app.web.reviewing.sent import Wrong, codes
from web.accounts import account, csrf, log_in
from web.reading_pages import parse

REASON = "The clause after it names Danyuk"


def bases():
    """Two people, three statements; one names the wrong one, another is unsure."""
    draft = Draft(
        "“They will close the bases in Kabul,” said Nikita Danyuk, an analyst. So did Anna Berg.",
        "“Nobody asked us,” the clerk said.",
        "Berg said that it would rain in Oslo.",
    )
    berg = draft.entity("Anna Berg", aliases=["Berg"])
    draft.entity("Nikita Danyuk", roles=["an analyst"])
    first = draft.statement("They will close the bases in Kabul,", by=berg, cue=["said"],
                            source=["Nikita Danyuk"], about={"AF": "Kabul"}, confidence=0.9)  # fmt: skip
    draft.statement("Nobody asked us,", by=berg, cue=["the clerk said"], source=["the clerk"], confidence=0.3)
    draft.statement("it would rain in Oslo", by=berg, cue=["said that"], source=["Berg"], kind=Kind.INDIRECT)
    draft.claim("They will close the bases in Kabul", statement=first)
    return draft


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database of one article."""
    path = tmp_path_factory.mktemp("reviewing") / "filled.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, bases())
    written.dispose()
    return path


@pytest.fixture
def app(filled, tmp_path):
    """A site over it, with an editor."""
    made = create_app(Settings(database=shutil.copy(filled, tmp_path / "own.db"), display_threshold=0.5))
    account(made, "Edda")
    yield made
    made.state.engine.dispose()
    made.state.writer.dispose()


@pytest.fixture
def edda(app):
    return log_in(app, "Edda")


def ident(app, words, table="statements"):
    sql = {
        "statements": "SELECT s.ident FROM statements AS s JOIN versions AS v ON v.statement_id = s.id "
        "WHERE v.words LIKE :w",
        "claims": "SELECT ident FROM claims WHERE words LIKE :w",
        "speakers": "SELECT ident FROM speakers WHERE name LIKE :w",
    }[table]
    with Session(app.state.engine) as db:
        return db.connection().execute(text(sql), {"w": f"%{words}%"}).scalar()


def fields(browser, address):
    """What the form of a decision sends before anything is chosen."""
    page = parse(browser.get(address).text)
    hidden = {name: next(page.all("input", name=name)).attributes["value"] for name in ("csrf", "basis")}
    typed = {
        each.attributes["name"]: each.attributes["value"]
        for each in page.all("input", type="text")
        if re.fullmatch(r"(first|last)\d|codes", each.attributes["name"])
    }
    return hidden | typed


def decide(browser, address, **chosen):
    return browser.post(address, data=fields(browser, address) | {"reason": REASON, **chosen})


def shown(browser, ident):
    return browser.get(f"/s/{ident}.json").json()["statement"]


def test_the_queue_tells_why_and_leads_through(app, edda):
    first, unsure = ident(app, "close the bases"), ident(app, "Nobody asked")
    with Session(app.state.writer) as db, db.begin():
        reports.report(db, first, 1, "speaker", "It was <b>Danyuk</b>.", NOW)
    page = edda.get("/review").text
    assert page.index("1 report") < page.index("unsure (0.30)")
    assert [int(n) for n in re.findall(r'class="count">(\d+)', page)] == [4, 1, 0, 0, 1]
    assert unsure in edda.get("/review?why=unsure&what=statement").text
    assert first not in edda.get("/review?why=unsure").text
    bench = edda.get(f"/review/s/{first}?what=statement").text
    assert "It was &lt;b&gt;Danyuk" in bench
    assert f"/review/s/{unsure}?what=statement" in bench
    assert edda.get("/review?after=nonsense").status_code == 400
    assert edda.get("/review?why=nonsense").status_code == 400
    for unknown in ("/review/s/nothing0", "/review/x/nothing0"):
        assert edda.get(unknown).status_code == 404


def test_a_wrong_speaker_is_put_right_taken_back_and_put_right_again(app, edda):
    first, danyuk = ident(app, "close the bases"), ident(app, "Danyuk", "speakers")
    with Session(app.state.writer) as db, db.begin():
        reports.report(db, first, 1, "speaker", "", NOW)
    address = f"/review/s/{first}"
    answer = decide(edda, address, verdict="speaker", speaker=danyuk)
    assert answer.status_code == 303
    assert shown(edda, first)["row"]["speaker"]["name"] == "Nikita Danyuk"
    onward = urlsplit(answer.headers["location"])
    assert onward.path == f"/review/s/{ident(app, 'Nobody asked')}"
    (made,) = parse_qs(onward.query)["done"]
    notice = edda.get(answer.headers["location"]).text
    assert "Recorded: Speaker corrected: was Anna Berg; now Nikita Danyuk" in notice
    assert f"/review/undo/{made}" in notice
    assert "Readers’ reports" not in edda.get(address).text
    undone = edda.post(f"/review/undo/{made}", data={"csrf": csrf(edda)})
    assert undone.headers["location"] == f"{address}?done={made}"
    assert shown(edda, first)["row"]["speaker"]["name"] == "Anna Berg"
    assert "Taken back" in edda.get(undone.headers["location"]).text
    # By name, in whatever case; and by identifier, as the suggestions write it.
    for typed in ("nikita danyuk", f"Nikita Danyuk ({danyuk})"):
        again = decide(edda, address, verdict="speaker", speaker="other", other=typed)
        if typed.islower():
            assert again.status_code == 422  # nobody finds those who say nothing by name alone
        else:
            assert again.status_code == 303
    assert shown(edda, first)["row"]["speaker"]["ident"] == danyuk


def test_every_verdict(app, edda):
    first, rain = ident(app, "close the bases"), ident(app, "it would rain")
    address = f"/review/s/{first}"
    # The words are counted over all paragraphs shown: the first seven of them, then without "They will".
    held = fields(edda, address)
    assert (held["first1"], held["last1"]) == ("1", "7")
    assert decide(edda, address, verdict="extent", first1="3").status_code == 303
    assert (
        "".join(each["words"] for each in shown(edda, first)["row"]["pieces"]) == "close the bases in Kabul,"
    )
    assert decide(edda, address, verdict="kind", kind="mixed").status_code == 303
    assert shown(edda, first)["row"]["kind"] == "mixed"
    assert decide(edda, address, verdict="countries", codes="France, de").status_code == 303
    assert sorted(shown(edda, first)["row"]["about"]) == ["DE", "FR"]
    assert decide(edda, address, verdict="speaker", speaker="new", name="Otto Neu").status_code == 303
    assert shown(edda, first)["row"]["speaker"]["name"] == "Otto Neu"
    assert decide(edda, address, verdict="speaker", speaker="nobody").status_code == 303
    assert shown(edda, first)["row"]["speaker"] is None
    assert decide(edda, address, verdict="disputed").status_code == 303
    assert first in edda.get("/review?why=disputed").text
    assert decide(edda, address, verdict="confirmed", reason="").status_code == 303
    gone = decide(edda, f"/review/s/{rain}", verdict="rejected", reason="", **{"usual-rejected": "A title"})
    assert gone.status_code == 303
    assert edda.get(f"/s/{rain}").status_code == 410
    # An editor still sees it, and can take that back.
    bench = edda.get(f"/review/s/{rain}")
    assert bench.status_code == 200
    assert "Withdrawn:" in bench.text
    back = re.search(r"/review/undo/[0-9a-z]{8}", bench.text)[0]
    assert edda.post(back, data={"csrf": csrf(edda), "reason": "It is one"}).status_code == 303
    assert edda.get(f"/s/{rain}", follow_redirects=True).status_code == 200


WRONG = [
    ({}, "Choose what you decide"),
    ({"verdict": "same"}, "not made here"),
    ({"verdict": "speaker", "speaker": "nobody", "reason": ""}, "Give the reason"),
    ({"verdict": "disputed", "reason": "x" * 301}, "may have 300"),
    ({"verdict": "speaker"}, "Choose who said it"),
    ({"verdict": "speaker", "speaker": "other", "other": "Xy"}, "Nobody called “Xy” is filed"),
    ({"verdict": "speaker", "speaker": "new"}, "Give the name"),
    ({"verdict": "extent", "first1": "0"}, "only 1 to"),
    ({"verdict": "extent", "first1": "some"}, "not two numbers"),
    ({"verdict": "extent", "first2": "7", "last2": "9"}, "words in common"),
    ({"verdict": "kind"}, "Choose one of"),
    ({"verdict": "countries", "codes": "Nowhere"}, "no country"),
]


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(app, edda):
    address = f"/review/s/{ident(app, 'close the bases')}"
    held = fields(edda, address)
    for chosen, told in WRONG:
        answer = edda.post(address, data=held | {"reason": REASON, **chosen})
        assert answer.status_code == 422
        assert told in answer.text
        typed = next(parse(answer.text).all("input", id="reason")).attributes["value"]
        assert typed == chosen.get("reason", REASON)


def test_only_plain_letters_are_a_code():
    assert codes("no, Germany") == ["NO", "DE"]
    for typed in ("ß", "ıt"):  # their capitals are those of South Sudan and of Italy
        with pytest.raises(Wrong):
            codes(typed)


def test_who_was_overtaken_is_told_and_loses_nothing(app, edda):
    first, danyuk = ident(app, "close the bases"), ident(app, "Danyuk", "speakers")
    address = f"/review/s/{first}"
    held = fields(edda, address)
    account(app, "Otto")
    other = log_in(app, "Otto")
    assert decide(other, address, verdict="speaker", speaker=danyuk).status_code == 303
    mine = held | {"verdict": "countries", "codes": "France", "reason": "It is about France"}
    answer = edda.post(address, data=mine)
    assert answer.status_code == 409
    assert "Speaker corrected: was Anna Berg; now Nikita Danyuk, by Otto" in answer.text
    page = parse(answer.text)
    assert next(page.all("input", id="codes")).attributes["value"] == "France"
    assert shown(edda, first)["row"]["about"] == ["AF"]
    # Sent anew, knowing that, it is taken.
    again = mine | {"basis": next(page.all("input", name="basis")).attributes["value"]}
    assert edda.post(address, data=again).status_code == 303
    assert shown(edda, first)["row"]["about"] == ["FR"]


def test_reports_are_dismissed(app, edda):
    first = ident(app, "close the bases")
    with Session(app.state.writer) as db, db.begin():
        reports.report(db, first, 1, "speaker", "", NOW)
        reports.report(db, first, 1, "kind", "", NOW)
    answer = edda.post(f"/review/s/{first}/dismiss", data={"csrf": csrf(edda)})
    assert "2 reports dismissed" in edda.get(answer.headers["location"]).text
    assert first not in edda.get("/review?why=reported").text


def test_only_editors_with_a_form_of_their_own_decide(app, edda):
    first = ident(app, "close the bases")
    account(app, "Rita", "reader")
    rita = log_in(app, "Rita")
    assert "needs the role “editor”" in rita.get(f"/review/s/{first}").text
    for path in (f"/review/s/{first}", f"/review/s/{first}/dismiss", "/review/speakers", f"/review/p/{first}",
                 f"/review/undo/{first}", f"/review/c/{first}"):  # fmt: skip
        sent = {"verdict": "confirmed"}
        assert rita.post(path, data=sent | {"csrf": csrf(rita)}).status_code == 403
        assert edda.post(path, data=sent).status_code == 403
        assert edda.post(path, data=sent | {"csrf": csrf(rita)}).status_code == 403
    with Session(app.state.engine) as db:
        assert db.connection().execute(text("SELECT count(*) FROM judgements")).scalar() == 0
