"""How pages are shown: chosen on a page, kept in one cookie, and no way to anywhere else."""

import pytest
from fastapi.testclient import TestClient

from app.web import display
from web.reading_pages import parse


@pytest.fixture
def reader(app):
    return TestClient(app, follow_redirects=False)


def html(reader, path="/quotes"):
    return parse(reader.get(path).text).one("html").attributes


def test_nothing_chosen_leaves_the_choice_to_the_browser(reader):
    assert html(reader) == {"lang": "en", "data-keys": "on"}
    assert "display" not in reader.get("/quotes").headers.get("set-cookie", "")


def test_choices_are_kept_and_shown_on_every_page(reader):
    answer = reader.post(
        "/display", data={"theme": "dark", "size": "large", "keys": "nokeys", "back": "/quotes?q=x"}
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/quotes?q=x"
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("display=dark.large.nokeys;")
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}
    for path in ("/", "/quotes", "/nothing", "/methods"):
        assert html(reader, path) == {
            "lang": "en", "data-theme": "dark", "data-size": "large", "data-keys": "off",
        }  # fmt: skip
    page = parse(reader.get("/display").text)
    chosen = [each.attributes["value"] for each in page.all("input") if "checked" in each.attributes]
    assert chosen == ["dark", "large", "nokeys"]
    assert page.one("meta", name="color-scheme").attributes["content"] == "dark"


def test_taking_every_choice_back_leaves_no_cookie(reader):
    reader.post("/display", data={"theme": "dark"})
    assert html(reader)["data-theme"] == "dark"
    reader.post("/display", data={"theme": "", "size": "", "keys": ""})
    assert dict(reader.cookies) == {}
    assert "data-theme" not in html(reader)


@pytest.mark.parametrize("cookie", ["purple", "dark.<script>", "...", '"', "light.huge", "darklight"])
def test_a_cookie_of_somebody_elses_making_does_no_harm(app, cookie):
    answer = TestClient(app).get("/quotes", headers={"Cookie": f"display={cookie}"})
    assert answer.status_code == 200
    attributes = parse(answer.text).one("html").attributes
    assert attributes.get("data-theme", "dark") in display.THEMES
    assert "data-size" not in attributes


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\/evil.example", "javascript:alert(1)",
     "/\t/evil.example", "/ok\r\nSet-Cookie: a=b", "quotes", "/a\\b", ""],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(reader, back):
    assert reader.post("/display", data={"back": back}).headers["location"] == "/display"
    assert display.on_this_site(back) == ""


def test_the_way_back_is_the_page_one_came_from(reader):
    def offered(referer):
        page = parse(reader.get("/display", headers={"Referer": referer}).text)
        return page.one("input", name="back").attributes["value"]

    assert offered("http://testserver/claims?about=TJ&q=a+b") == "/claims?about=TJ&q=a+b"
    assert offered("http://evil.example/claims") == ""
    assert offered("http://testserver//evil.example") == ""


def test_pages_are_kept_apart_by_what_was_chosen(reader):
    answer = reader.get("/quotes")
    assert "Cookie" in answer.headers["vary"].split(", ")
    assert answer.headers["cache-control"] == "no-cache"


def test_a_form_too_long_to_be_ours_is_refused(reader):
    assert reader.post("/display", data={"back": "/" + "x" * 5_000}).status_code == 400


@pytest.mark.parametrize("referer", ["http://[::1", "http://x:zz/", "//", "http://testserver//evil.example/"])
def test_a_referer_of_somebody_elses_making_does_no_harm(reader, referer):
    page = parse(reader.get("/display", headers={"Referer": referer}).raise_for_status().text)
    assert [each.attributes["value"] for each in page.all("input", name="back")] in ([], [""])
