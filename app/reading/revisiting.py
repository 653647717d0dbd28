"""Addresses that were read before: their servers are asked only for what is new since."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus

from app.errors import NotFetched
from app.reading.addressed import leads, led, reads
from app.reading.fetch import Fetched, Fetcher, Remembered
from app.reading.given import Choices
from app.reading.network.asking import Validators
from app.reading.origins import Origin
from app.records import Read


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of addresses from run to run: passed in, as reading opens no database."""

    digest: Callable[[str], str | None]
    """Of the origin at that place, when it was last read to its end."""
    said: Remembered
    keep: Callable[[str, str, Fetched], None]
    """Told an origin's place, its digest and what it gave: to be remembered once all of it is stored."""


def digest(told: object, body: bytes) -> str:
    """Of bytes and of all else that decides what is read from them."""
    return f"{_mark(told)}-{sha256(body).hexdigest()}"


def is_of(before: str | None, told: object) -> bool:
    """Whether a digest is one of bytes of which the same was told: only then "as before" means anything."""
    return before is not None and before.startswith(f"{_mark(told)}-")


def origin(url: str, fetcher: Fetcher, choices: Choices, memory: Memory) -> Origin:
    """What can be read at `url`: fetched when its digest is asked for, in full only where it is new."""
    visit = _Visit(url, fetcher, choices, memory)
    return Origin(url, visit.reads, visit.digest)


@dataclass(slots=True)
class _Visit:
    """One address in one run."""

    url: str
    fetcher: Fetcher
    choices: Choices
    memory: Memory
    before: str | None = None
    fetched: Fetched | None = None
    error: str | None = None

    def digest(self) -> str | None:
        """Of the page; None of what only leads to pages, which may be new where it is not."""
        before = self.memory.digest(self.url)
        self.before = before if is_of(before, self.choices) else None
        try:
            fetched = self.fetcher.get(self.url, self._known)
        except NotFetched as error:
            self.error = str(error)
            return None
        if fetched.status == HTTPStatus.NOT_MODIFIED:
            return self.before
        self.fetched = fetched
        if leads(fetched, self.fetcher, self.choices) is not None:
            return None
        found = digest(self.choices, fetched.body)
        self.memory.keep(self.url, found, fetched)
        return found

    def reads(self) -> Iterator[Read]:
        """Its articles, or those that it leads to, or why there are none."""
        fetched, self.fetched = self.fetched, None
        if self.error is not None:
            return iter((Read(self.url, None, self.error),))
        if fetched is None:
            # Its bytes are as before, and what reads them is not.
            return reads(self.url, self.fetcher, self.choices)
        return led(fetched, self.fetcher, self.choices)

    def _known(self, url: str) -> Validators | None:
        return self.memory.said(url) if self.before is not None else None


def _mark(told: object) -> str:
    return sha256(repr(told).encode()).hexdigest()[:16]
