"""Asking again: a failure that may pass is waited out, as long as a server says or for a little."""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx2
import stamina

from app import __version__
from app.errors import NotFetched
from app.reading.network.exchange import WHOLE, Answer, Exchange
from app.reading.network.pacing import Clock, Turns

NAME = "Cuttings"
"""Who we say we are, and by which name robots.txt speaks to us."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})

_ACCEPTED = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"
_SERVER_ERRORS = 500
_STATUSES = frozenset(HTTPStatus)


@dataclass(frozen=True, slots=True)
class Manners:
    """How often a site is asked, and how it is told who asks."""

    contact: str = ""
    """An address of the web or of mail, where a site's keeper reaches whoever runs this."""
    delay: float = 1
    """Seconds between two requests to one host."""
    longest_delay: float = 30
    """More than this no robots.txt can ask for between two requests."""
    backoff: float = 0.5
    """Seconds before the second attempt; the third waits twice as long."""
    longest_wait: float = 60
    """A site that asks to be left alone for longer is not asked again in this run."""
    attempts: int = 3
    redirects: int = 5

    @property
    def agent(self) -> str:
        """The User-Agent header."""
        return f"{NAME}/{__version__}" + (f" (+{self.contact})" if self.contact else "")


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page's state, to ask next time whether it is still so."""

    etag: str | None = None
    modified: str | None = None


class Asking:
    """Asks politely and, where that may help, more than once."""

    def __init__(self, exchange: Exchange, manners: Manners, clock: Clock) -> None:
        self._exchange = exchange
        self._manners = manners
        self._clock = clock
        self._turns = Turns(clock)

    def get(self, url: httpx2.URL, known: Validators | None, cookies: httpx2.Cookies, delay: float) -> Answer:
        """An answer of use: a page, a redirect, or word that nothing has changed. Raises NotFetched."""
        headers = {"User-Agent": self._manners.agent, "Accept": _ACCEPTED, **_conditions(known)}
        again = stamina.retry_context(
            on=self._again,
            attempts=self._manners.attempts,
            timeout=None,
            wait_initial=self._manners.backoff,
            wait_jitter=self._manners.backoff,
            wait_max=self._manners.longest_wait,
        )
        for attempt in again:
            with attempt:
                self._turns.wait(url.host, delay)
                try:
                    answer = self._exchange.get(url, headers, cookies)
                finally:
                    self._turns.done(url.host)
                return self._usable(answer, known)
        raise AssertionError("an attempt returns or raises")

    def _usable(self, answer: Answer, known: Validators | None) -> Answer:
        if answer.status in WHOLE | REDIRECTS or (answer.status == HTTPStatus.NOT_MODIFIED and known):
            return answer
        phrase = HTTPStatus(answer.status).phrase if answer.status in _STATUSES else ""
        raise NotFetched(
            f"answered {answer.status}" + (f" ({phrase})" if phrase else ""),
            status=answer.status,
            passing=answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= _SERVER_ERRORS,
            after=self._after(answer.headers.get("retry-after", "")),
        )

    def _after(self, stated: str) -> float | None:
        """Seconds, from a Retry-After that is a number of them or a date."""
        if stated.isascii() and stated.isdecimal():
            return float(stated)
        try:
            return max(0.0, (parsedate_to_datetime(stated) - self._clock.now()).total_seconds())
        except (ValueError, TypeError, OverflowError):
            return None

    def _again(self, error: Exception) -> bool | float:
        """Whether to ask again: after as many seconds as the server said, or when backoff says so."""
        if not isinstance(error, NotFetched) or not error.passing:
            return False
        if error.after is None:
            return True
        return error.after if error.after <= self._manners.longest_wait else False


def _conditions(known: Validators | None) -> dict[str, str]:
    if known is None:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in stated.items() if value}
