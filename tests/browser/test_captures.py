"""Pages of captures, of what was edited and gone, and of copies: for everyone, as all others."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlmodel import Session, text
from store.building import LATER, NOW, Draft, save

from app.settings import place
from app.store import engine
from browser.conftest import opened, serving
from browser.test_everyone import COLOURS, NARROW, STANDARDS, WIDE

pytestmark = pytest.mark.browser

FILLER = " ".join(f"On hour {n} of the second day somebody rose and spoke of cranes." for n in range(9))


def printed(*words, outlet="Dagen"):
    draft = Draft(
        *(f"“{each},” said Anna Berg." for each in words), FILLER, title=f"Talks in {outlet}", outlet=outlet,
        url=f"https://{outlet}.example/1",
    )  # fmt: skip
    berg = draft.entity("Anna Berg")
    for each in words:
        draft.claim(each, statement=draft.statement(f"{each},", by=berg))
    return draft


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    path = tmp_path_factory.mktemp("captures") / "captures.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        article = save(db, printed("The toll will rise in May", "Nobody called us")).article
        save(db, printed("The toll will rise in June"), LATER)
        copy = save(db, printed("The toll will rise in July", outlet="Posten"), NOW).article
        wanted = text("SELECT state, ident FROM statements WHERE article_id = 1")
        said = dict(db.connection().execute(wanted).tuples().all())
    written.dispose()
    with serving(path) as at:
        yield [
            f"{at}{address}"
            for address in (
                *(f"/a/{article}", f"/a/{article}/captures", f"/a/{article}/captures/2"),
                *(f"/s/{said['gone']}", f"/s/{said['live']}"),
                *(f"/a/{article}/beside/{copy}", "/articles?group=report"),
            )
        ]


@pytest.fixture
def page(chromium):
    with opened(chromium, bypass_csp=True) as reader:
        yield reader.new_page()


def test_no_violations_and_no_sideways_scroll(page, pages):
    axe, found = Axe(), []
    ways = ((WIDE, "light", STANDARDS), (NARROW, "dark", STANDARDS), (WIDE, "dark", COLOURS))
    for address in pages:
        page.goto(address)
        for size, scheme, options in ways:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            found += [
                (address, scheme, each["id"], [node["html"][:120] for node in each["nodes"][:3]])
                for each in axe.run(page, options=options).response["violations"]
            ]
        page.set_viewport_size({"width": 320, "height": 700})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append((address, "wider than 320"))
    assert found == []
