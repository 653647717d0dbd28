"""Passwords: which are good enough, and how they are kept. Each costs time and memory to try, on purpose."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import BadInput, Refused

SHORTEST = 12
LONGEST = 1_000
_DIFFERENT = 5
"""Characters that differ, at least: the same one over and over is guessed first."""
_AT_ONCE = 2
"""Passwords that are tried at the same time: each takes as much memory as its parameters say."""


class Passwords:
    """Passwords by argon2id; with other parameters, those kept before still hold and are told to be stale."""

    def __init__(self, hasher: PasswordHasher | None = None, *, waiting: int = 8) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobodys = ""
        self._room = threading.Semaphore(_AT_ONCE)
        self._queue = threading.Semaphore(waiting)

    def kept(self, password: str) -> str:
        """What to keep of a password."""
        with self._turn():
            return self._hasher.hash(_plain(password))

    def holds(self, kept: str | None, password: str) -> bool:
        """Whether this is the password that `kept` was made of.

        None, of somebody who has no account, costs the time of a wrong password. Raises Refused where too
        many are tried at once.
        """
        with self._turn():
            # Made before any is looked at: the first name that is unknown costs no more than one that is not.
            self._nobodys = self._nobodys or self._hasher.hash("nobody")
            try:
                right = self._hasher.verify(kept or self._nobodys, _plain(password))
            except (VerificationError, InvalidHashError):
                return False
        return right and kept is not None

    def stale(self, kept: str) -> bool:
        """Whether what is kept was made with other parameters than these."""
        return self._hasher.check_needs_rehash(kept)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        # Whoever waits here holds up one of the threads that pages are made by: readers need those, too.
        if not self._queue.acquire(blocking=False):
            raise Refused("Too many passwords are tried just now: try again in a moment.")
        try:
            with self._room:
                yield
        finally:
            self._queue.release()


def require_good(password: str, name: str) -> None:
    """Raise BadInput where a password of the account `name` is guessed too easily."""
    if len(password) < SHORTEST:
        raise BadInput(f"A password has at least {SHORTEST} characters; this one has {len(password)}.")
    if len(password) > LONGEST:
        raise BadInput(f"A password has at most {LONGEST:,} characters; this one has {len(password):,}.")
    if len(set(password)) < _DIFFERENT:
        raise BadInput(f"A password has at least {_DIFFERENT} different characters, not the same few.")
    own, letters = _letters(name), _letters(password)
    if own and own in letters and len(letters.replace(own, "")) < SHORTEST // 2:
        raise BadInput("A password is not the name of its account, with little else: that is guessed first.")


def _plain(password: str) -> bytes:
    # The same characters are typed in more than one way on different keyboards.
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
