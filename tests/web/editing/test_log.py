"""The audit log: every act is in it, and nothing that it should not know."""

import re
from datetime import UTC, datetime

from sqlmodel import Session

from app.store import acts, attempts, editors, identifiers
from app.web.brake import Brake
from app.web.routes.acts import COMMAND, STRANGER
from web.accounts import PASSWORD, csrf, log_in
from web.reading_pages import parse

SECRETS = ("owls", "dogs", "Mallory", "testclient", "127.0.0.1")
"""Passwords, the name that was typed of nobody's account, and where it was typed."""


def entries(page):
    rows = parse(page.text).one("tbody").all("tr")
    cells = ([cell.text for cell in row.children if not isinstance(cell, str)] for row in rows)
    return [tuple(re.sub(r"\s+", " ", text).strip() for text in row) for row in cells]


def test_every_act_is_written_down(app, stranger, edda, dump):
    stranger.post("/login", data={"name": "Mallory", "password": "three small dogs"})
    for _ in range(attempts.TRIES):
        app.state.logins_brake = Brake()
        stranger.post("/login", data={"name": "rita", "password": "three small dogs"})
    app.state.logins_brake = Brake()
    stranger.post("/login", data={"name": "rita", "password": PASSWORD})
    new = {"csrf": csrf(edda), "password": PASSWORD, "new": "four larger owls", "again": "four larger owls"}
    assert edda.post("/review/account", data=new).status_code == 303
    assert edda.post("/logout", data={"csrf": csrf(edda)}).status_code == 303
    now = datetime.now(UTC)
    with Session(app.state.writer) as db, db.begin():
        editors.unlock(db, "Rita", now)
        editors.set_role(db, "Rita", "editor", now)
        editors.disable(db, "Rita", now)
        editors.enable(db, "Rita", now)
        editors.log_out(db, "Rita", now)
        editors.set_password(db, "Rita", "$argon2id$", now)
    ada, found, address = log_in(app, "Ada"), [], "/review/log"
    while address:
        page = ada.get(address)
        found += entries(page)
        older = list(parse(page.text).all("a", rel="next"))
        address = older[0].attributes["href"] if older else None
    assert [each[1:] for each in reversed(found)] == [
        *((COMMAND, "added account", name, role) for name, role in
          (("Rita", "reader"), ("Edda", "editor"), ("Ada", "admin"))),
        ("Edda", "logged in", "", ""),
        (STRANGER, "unknown name", "", ""),
        *[(STRANGER, "wrong password", "Rita", "")] * attempts.TRIES,
        (STRANGER, "locked account", "Rita", ""),
        (STRANGER, "refused", "Rita", "locked"),
        ("Edda", "changed password", "Edda", ""),
        ("Edda", "logged out", "", ""),
        (COMMAND, "unlocked account", "Rita", ""),
        (COMMAND, "changed role", "Rita", "editor"),
        (COMMAND, "disabled account", "Rita", ""),
        (COMMAND, "enabled account", "Rita", ""),
        (COMMAND, "logged out by command", "Rita", ""),
        (COMMAND, "changed password", "Rita", ""),
        ("Ada", "logged in", "", ""),
    ]  # fmt: skip
    held = dump()
    assert not [each for each in SECRETS if each in held]


def test_a_part_of_it_can_be_asked_for(app):
    ada, now = log_in(app, "Ada"), datetime.now(UTC)
    with Session(app.state.writer) as db, db.begin():
        ident = identifiers.mint(db, "statement")
        acts.record(db, now, 2, "judged", ident, "speaker <b>")
    assert [each[1:3] for each in entries(ada.get("/review/log?editor=Edda"))] == [
        ("Edda", "judged"), (COMMAND, "added account"),
    ]  # fmt: skip
    judged = ada.get("/review/log?editor=Edda&action=judged")
    assert parse(judged.text).one("a", href=f"/s/{ident}").text == ident
    assert "speaker &lt;b&gt;" in judged.text
    assert "Nothing of the kind" in ada.get("/review/log?action=x").text
    assert ada.get("/review/log?after=x").status_code == 400
