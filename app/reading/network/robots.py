"""What a site asks of programs in its robots.txt."""

from dataclasses import dataclass

from protego import Protego

from app.errors import NotFetched, NotReached

_ABSENT = frozenset(range(400, 500)) - {429}
"""Answers that say there is no such page, or none for us; 429 says "not now"."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site for one program."""

    parsed: Protego
    agent: str
    unread: NotFetched | None = None
    """Why nothing may be read: robots.txt itself could not be (RFC 9309)."""

    def check(self, url: str) -> None:
        """Raises NotFetched with the reason where `url` may not be read."""
        if self.unread is not None:
            raise self.unread.with_traceback(None)
        if not self.parsed.can_fetch(url, self.agent):
            raise NotFetched("robots.txt forbids it")

    @property
    def seconds(self) -> float:
        """How long they are believed: a site that was out of order is soon asked again."""
        return 3600 if self.unread is None else 60

    @property
    def delay(self) -> float:
        """The seconds that the site asks to be left alone for between two requests."""
        asked = self.parsed.crawl_delay(self.agent)
        return max(asked or 0, 0)


def stated(body: bytes, agent: str) -> Rules:
    """The rules of a robots.txt; lines that are none are passed over."""
    return Rules(Protego.parse(body.decode("utf-8", "replace")), agent)


def unreadable(error: NotFetched, agent: str) -> Rules:
    """The rules where robots.txt was not to be had: none where there is no such page, else "nothing"."""
    if isinstance(error, NotReached):
        return Rules(Protego(), agent, error)  # and so no page of it can be had
    if error.status in _ABSENT:
        return Rules(Protego(), agent)
    return Rules(Protego(), agent, error.further("robots.txt could not be read"))
