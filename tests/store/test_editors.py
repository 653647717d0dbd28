"""Accounts, passwords, waiting after wrong ones, and sessions that end."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from patience import PATIENCE
from sqlmodel import Session

from app.errors import BadInput, NotFound, Refused
from app.settings import place
from app.store import attempts, editors, engine, logins
from app.store.attempts import Attempt
from app.store.passwords import Passwords, require_good

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("editors") / "editors.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    yield written
    written.dispose()


@pytest.fixture
def db(written):
    """A transaction of which nothing is kept."""
    with Session(written) as db:
        yield db
        db.rollback()


def test_a_name_is_one_persons_in_whatever_case(db):
    assert editors.add(db, "  Änne   Berg ", "editor", "x", NOW)
    assert [each.name for each in editors.accounts(db, NOW)] == ["Änne Berg"]
    with pytest.raises(BadInput, match="Änne Berg already"):
        editors.add(db, "A\u0308NNE berg", "reader", "x", NOW)
    for name in ("", " \t", "a\u0000b", "x" * 61, "a\u202eb"):
        with pytest.raises(BadInput):
            editors.add(db, name, "reader", "x", NOW)
    with pytest.raises(BadInput, match="'king'"):
        editors.add(db, "Bo", "king", "x", NOW)
    with pytest.raises(NotFound, match="cuttings editor list"):
        editors.disable(db, "Bo", NOW)


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        ("eleven char", "has 11"),
        ("x" * 1_001, "at most 1,000"),
        ("ababababababab", "different characters"),
        ("Anna-Berg Anna Berg", "little else"),
        ("annaberg2026", "little else"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password, wrong):
    with pytest.raises(BadInput, match=wrong):
        require_good(password, "Anna Berg")


def test_a_password_that_is_long_enough_is_taken():
    for password in ("%$#@!^&*()_+", "three small owls", "Anna Berg has three small owls", "дванадцять слів"):
        require_good(password, "Anna Berg")


def test_a_password_holds_however_its_letters_were_put_together():
    kept = CHEAP.kept("A\u0308nne's three owls")
    assert kept.startswith("$argon2id$")
    assert CHEAP.holds(kept, "Änne's three owls")
    assert not CHEAP.holds(kept, "Anne's three owls")
    assert not CHEAP.holds(None, "nobody")
    assert not CHEAP.holds("damaged", "nobody")


def test_a_password_kept_with_other_parameters_holds_and_is_kept_anew(db):
    kept = CHEAP.kept("three small owls")
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    assert dearer.holds(kept, "three small owls")
    assert dearer.stale(kept)
    assert not CHEAP.stale(kept)
    editors.add(db, "Anna", "editor", kept, NOW)
    assert attempts.judge(db, Attempt("Anna", kept, right=True, renewed="anew"), NOW)
    assert attempts.kept(db, "anna") == "anew"


def test_no_more_are_tried_at_once_than_readers_can_spare_threads_for():
    entered, leave = threading.Event(), threading.Event()

    class Slow(PasswordHasher):
        def verify(self, kept, password):
            entered.set()
            return leave.wait(PATIENCE)

    passwords = Passwords(Slow(time_cost=1, memory_cost=8, parallelism=1), waiting=1)
    other = threading.Thread(target=passwords.holds, args=("kept", "x"))
    other.start()
    assert entered.wait(PATIENCE)
    with pytest.raises(Refused, match="just now"):
        passwords.holds("kept", "x")
    leave.set()
    other.join(PATIENCE)
    assert passwords.holds("kept", "x")


def test_wrong_passwords_make_an_account_wait_for_longer_each_time(db):
    number = editors.add(db, "Anna", "editor", "kept", NOW)
    right, wrong = Attempt("anna", "kept", right=True), Attempt("anna", "kept", right=False)
    now = NOW
    for _ in range(attempts.TRIES - 1):
        assert attempts.judge(db, wrong, now) is None
    assert attempts.judge(db, right, now) == number
    # None of these counts any more.
    for _ in range(attempts.TRIES):
        attempts.judge(db, wrong, now)
    for minutes in (1, 2, 4, 8, 15, 15):
        # What is tried while it waits neither opens it nor makes it wait for longer.
        assert attempts.judge(db, wrong, now + MINUTE / 2) is None
        assert attempts.judge(db, right, now + minutes * MINUTE - timedelta(seconds=1)) is None
        now += minutes * MINUTE
        assert attempts.judge(db, wrong, now) is None
    editors.unlock(db, "Anna", now)
    assert attempts.judge(db, right, now) == number


def test_a_password_that_was_changed_meanwhile_opens_nothing(db):
    editors.add(db, "Anna", "editor", "old", NOW)
    editors.set_password(db, "Anna", "new", NOW)
    assert attempts.judge(db, Attempt("Anna", "old", right=True), NOW) is None


def test_a_session_ends(db):
    number = editors.add(db, "Anna", "editor", "kept", NOW)
    secret = logins.begin(db, number, NOW)
    assert not logins.find(db, secret, NOW + 4 * MINUTE).late
    assert logins.find(db, secret, NOW + 6 * MINUTE).late
    assert logins.find(db, secret, NOW + logins.IDLE) is None
    now = NOW
    while now + logins.IDLE / 2 < NOW + logins.LONGEST:
        now += logins.IDLE / 2
        assert logins.find(db, secret, now).name == "Anna"
        logins.see(db, secret, now)
    assert logins.find(db, secret, NOW + logins.LONGEST) is None
    assert logins.find(db, "", NOW) is None
    fresh = logins.begin(db, number, NOW + logins.LONGEST)
    assert [each.name for each in logins.lasting(db, NOW + logins.LONGEST)] == [
        "Anna"
    ]  # the one that was over is forgotten
    assert editors.log_out(db, "Anna", NOW + logins.LONGEST) == 1
    assert logins.find(db, fresh, NOW + logins.LONGEST) is None
