"""Only who knows the token adds anything, only from a page of this site; without a token there is none."""

import re

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.settings import Settings
from app.web import brake
from app.web.adding import proofs
from app.web.app import create_app
from web.adding.conftest import HERE, TOKEN
from web.reading_pages import parse

PASTED = {"way": (None, "text"), "text": (None, "“Yes,” said Anna Berg.")}


def test_without_a_token_there_is_no_such_page(empty):
    site = TestClient(create_app(Settings(database=empty)), follow_redirects=False)
    for method, path in (("GET", "/add"), ("POST", "/add"), ("POST", "/add/token"), ("GET", "/add/00000000")):
        assert site.request(method, path, headers=HERE).status_code == 404
    assert "/add" not in re.findall(r'(?:href|action)="([^"]*)"', site.get("/").text)


def test_a_short_token_is_refused_and_not_told(monkeypatch):
    monkeypatch.setenv("CUTTINGS_ADD_TOKEN", "hunter2")
    with pytest.raises(ValidationError, match="at least 16 characters") as refused:
        Settings()
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in repr(Settings(add_token="hunter2 hunter2 hunter2"))


def test_with_a_token_the_foot_leads_there_and_no_sitemap(closed):
    assert 'href="/add"' in closed.get("/").text
    sitemap = closed.get("/sitemap.xml").text
    assert "/add" not in sitemap + "".join(
        closed.get(path).text for path in re.findall(r"<loc>[^<]*?(/sitemap/[^<]*)", sitemap)
    )


def test_the_page_asks_for_the_token_and_takes_nothing_without(closed, waiting):
    asked = closed.get("/add")
    assert parse(asked.text).one("input", id="token").attributes["type"] == "password"
    for path in ("/add", "/add/leave"):
        refused = closed.post(path, files=PASTED, headers=HERE)
        assert refused.status_code == 403
        assert parse(refused.text).one("input", id="token")
    assert closed.get("/add/00000000").status_code == 200  # the token is asked for, whatever is there
    assert waiting() == []


def test_a_wrong_token_is_refused_with_the_form_again(closed):
    refused = closed.post(
        "/add/token", data={"token": TOKEN + "!", "back": "//elsewhere.example"}, headers=HERE
    )
    assert refused.status_code == 403
    assert "This is not the token." in refused.text
    assert "elsewhere" not in refused.text
    assert "set-cookie" not in refused.headers


def test_guessing_is_braked_for_a_client_and_for_a_while(closed):
    for _ in range(brake.TRIES):
        assert closed.post("/add/token", data={"token": "wrong"}, headers=HERE).status_code == 403
    held = closed.post("/add/token", data={"token": TOKEN}, headers=HERE)
    assert held.status_code == 429
    assert 0 < int(held.headers["Retry-After"]) <= brake.SECONDS + 1
    one = brake.Brake()
    for at in range(brake.TRIES):
        one.wrong("a", at)
    assert one.waits("a", brake.TRIES)
    assert not one.waits("b", brake.TRIES)
    assert not one.waits("a", brake.SECONDS + brake.TRIES)


def test_the_cookie_proves_the_token_and_is_not_it(site):
    cookie = next(each for each in site.cookies.jar if each.name == "adding")
    assert TOKEN not in cookie.value
    assert cookie.path == "/add"
    made = proofs.proofs(TOKEN)
    assert made.holds(cookie.value)
    assert not proofs.proofs(TOKEN + "!").holds(cookie.value)
    for forged in ("", ".", "9999999999.aa.", "x" + cookie.value, cookie.value[:-1], "ü.ü"):
        assert not made.holds(forged)


def test_a_proof_ends(monkeypatch):
    made = proofs.proofs(TOKEN)
    proof = made.made()
    now = proofs.time.time()
    monkeypatch.setattr(proofs.time, "time", lambda: now + proofs.LASTS + 1)
    assert not made.holds(proof)


def test_the_cookie_is_kept_from_scripts_other_sites_and_plain_connections(empty):
    for base, secure in (("http://testserver", False), ("https://testserver", True)):
        site = TestClient(
            create_app(Settings(database=empty, add_token=TOKEN)), base_url=base, follow_redirects=False
        )
        told = site.post("/add/token", data={"token": TOKEN}, headers=HERE).headers["set-cookie"].lower()
        assert "httponly" in told
        assert "samesite=strict" in told
        assert ("; secure" in told) == secure


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
def test_only_forms_of_this_site_are_taken(site, form, waiting, headers, status):
    sent = site.post("/add", files={**PASTED, "form": (None, form)}, headers=headers)
    assert sent.status_code == status
    assert len(waiting()) == (status == 303)
    if status == 403:
        assert site.post("/add/token", data={"token": TOKEN}, headers=headers).status_code == 403


def test_a_form_made_for_another_is_not_taken(site, send, waiting):
    other = proofs.proofs(TOKEN)
    for form in ("", "0" * 64, other.form(other.made())):
        refused = send("text", form=form, text="Words.")
        assert refused.status_code == 403
        assert "out of date" in refused.text
    assert waiting() == []


def test_signing_out_forgets(site, form):
    assert site.post("/add/leave", data={"form": "wrong"}, headers=HERE).status_code == 403
    left = site.post("/add/leave", data={"form": form}, headers=HERE)
    assert left.status_code == 303
    assert parse(site.get("/add").text).one("input", id="token")


def test_nothing_of_it_is_kept_and_the_rest_is_as_before(site, send):
    answers = [
        site.get("/add"),
        site.get("/add/00000000"),
        send("text", text=""),
        site.post("/add"),
        site.put("/add"),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 422, 403, 405]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for path in ("/", "/address"):
        assert site.get(path).headers["Cache-Control"] == "no-cache"
