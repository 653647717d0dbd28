"""`cuttings editor`: accounts made and changed, with passwords that no command line ever holds."""

import sqlite3
from contextlib import closing

OWLS = b"three small owls\n"


def test_accounts_are_made_listed_and_changed(folder, run):
    assert "no account yet" in run("editor", "list").stdout
    added = run("editor", "add", "Anna  Berg", given=OWLS)
    assert added.stdout == "Added Anna Berg (editor), to log in at /login.\n"
    run("editor", "add", "Ada", "--role", "admin", given=OWLS)
    run("editor", "disable", "anna berg")
    listed = run("editor", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["Name", "Ada", "Anna"]
    assert ["disabled" in line for line in listed] == [False, False, True]
    assert "Anna Berg may log in" in run("editor", "enable", "ANNA berg").stdout
    assert run("editor", "role", "ada", "reader").stdout == "Ada is reader now.\n"
    assert "waits no longer" in run("editor", "unlock", "Ada").stdout
    assert "another password" in run("editor", "password", "Ada", given=b"four larger owls\n").stdout
    assert "0 times" in run("editor", "logout", "Ada").stdout
    assert run("editor", "sessions").stdout == "Nobody is logged in.\n"
    with closing(sqlite3.connect(folder / "cuttings.db")) as db:
        kept = db.execute("SELECT name, role, substr(password, 1, 29) FROM editors ORDER BY name").fetchall()
    assert kept == [
        ("Ada", "reader", "$argon2id$v=19$m=65536,t=3,p="),
        ("Anna Berg", "editor", "$argon2id$v=19$m=65536,t=3,p="),
    ]


def test_what_is_wrong_is_told_before_a_password_is_asked_for(folder, run):
    run("editor", "add", "Anna", given=OWLS)
    for words, given, told in (
        (("add", "anna"), OWLS, "There is an account of the name Anna already."),
        (("add", "Bo", "--role", "king"), OWLS, "There is no role 'king'"),
        (("add", "Bo"), b"short\n", "at least 12 characters; this one has 5"),
        (("add", "Bo"), b"", "at least 12 characters; this one has 0"),
        (("password", "Bo"), OWLS, "There is no account of the name Bo"),
        (("role", "Anna", "king"), b"", "There is no role 'king'"),
        (("list", "--database", "none.db"), b"", "cuttings migrate"),
    ):
        done = run("editor", *words, code=1, given=given)
        assert told in done.stderr
        assert done.stderr.count("\n") == 1
    assert not (folder / "none.db").exists()
