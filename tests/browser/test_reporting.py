"""Reporting without JavaScript and by keyboard, and the public record, for everyone."""

from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlmodel import Session
from store.building import LATER, save
from store.judging import editor
from web.conftest import harbour

from app.comparing import comparing
from app.records import Judgement, Verdict
from app.settings import place
from app.store import engine, judgements
from app.web.reporting.limits import Limits
from browser.conftest import serving
from browser.test_everyone import NARROW, STANDARDS, WIDE, unfold

pytestmark = [pytest.mark.browser, pytest.mark.dear]


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """Where an archive answers in which three things were decided, with a statement of it and a decision."""
    path = tmp_path_factory.mktemp("record") / "record.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, harbour())
        rise, gift, talks = (
            db.connection().exec_driver_sql("SELECT ident FROM statements ORDER BY id").scalars().all()[:3]
        )
        moe, by = {"name": "Nina Moe", "kind": "person"}, editor(db)
        text = db.connection().exec_driver_sql("SELECT text FROM captures").scalar()
        start, together = text.index("had asked"), comparing()
        decided = judgements.judge(
            db, Judgement(Verdict.SPEAKER, rise, "She is named.", None, moe), by, LATER, together
        )
        extent = {"spans": [[start, start + len("had asked for talks")]]}
        judgements.judge(db, Judgement(Verdict.EXTENT, talks, "", None, extent), by, LATER, together)
        wrong = judgements.judge(
            db, Judgement(Verdict.REJECTED, gift, "A heading.", None, {}), by, LATER, together
        )
        judgements.withdraw(db, wrong, by, "No heading.", LATER, together)
    written.dispose()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("app.web.app.Limits", partial(Limits, soonest=0))
        with serving(path) as at:
            yield at, rise, decided


@pytest.fixture
def address(record):
    """Where that archive answers."""
    return record[0]


def test_a_report_is_sent_by_keyboard_without_javascript(context, record):
    _, statement, _ = record
    page = context(java_script_enabled=False).new_page()
    page.goto(f"/s/{statement}")
    page.get_by_role("link", name="Report a problem").press("Enter")
    page.wait_for_url("**/report")
    assert "The toll will rise" in page.locator(".shown .words").inner_text()
    assert "The toll will rise" in page.locator(".shown mark").first.inner_text()
    assert page.get_by_label("Leave this field empty").is_hidden()
    page.get_by_role("button", name="Send report").press("Enter")
    assert page.url.endswith("/report"), "the browser itself asks for what is wrong"
    page.get_by_label("Wrong speaker").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Wrong words or extent").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("It ends too early.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/sent")
    assert "Thank you" in page.locator("h1").inner_text()
    assert page.context.cookies() == []


def test_the_record_and_the_form_have_no_violations_and_no_sideways_scroll(context, record):
    _, statement, decided = record
    page, axe, found = context(bypass_csp=True).new_page(), Axe(), []
    for path in (
        "/corrections",
        f"/corrections/{decided}",
        f"/s/{statement}/report",
        f"/s/{statement}/report/sent",
    ):
        page.goto(path)
        unfold(page)
        for size, scheme in ((WIDE, "light"), (NARROW, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            told = axe.run(page, options=STANDARDS).response["violations"]
            found += [(path, scheme, each["id"], each["nodes"][0]["html"][:120]) for each in told]
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert found == []
    page.goto("/corrections")
    assert "nobody in Paris [end]" in page.locator(".variant del").first.text_content().replace("  ", " ")
