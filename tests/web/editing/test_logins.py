"""Logging in and out: what the browser gets, what is left of it, and what a stranger learns by trying."""

from web.accounts import PASSWORD


def test_a_login_opens_what_was_asked_for(stranger):
    asked = stranger.get("/review/account?action=x&editor=y")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/login?next=%2Freview%2Faccount%3Faction%3Dx%26editor%3Dy"
    sent = {"name": "Ada", "password": PASSWORD, "next": "/review/account?action=x&editor=y"}
    entered = stranger.post("/login", data=sent)
    assert (entered.status_code, entered.headers["location"]) == (303, "/review/account?action=x&editor=y")
