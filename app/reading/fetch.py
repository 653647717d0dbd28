"""The one network client: polite, bounded, and never led to a machine that is not public."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

import httpx2

from app.errors import BadInput, NotFetched
from app.reading.addresses import canonical
from app.reading.network import robots
from app.reading.network.asking import NAME, REDIRECTS, Asking, Manners, Validators
from app.reading.network.exchange import Answer, Exchange, Limits
from app.reading.network.guard import Network
from app.reading.network.pacing import Clock


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. With status 304 it is as it was, and has no body."""

    url: str
    """As asked for."""
    final_url: str
    """Where redirects led; the validators are this address's."""
    status: int
    body: bytes
    media_type: str | None
    charset: str | None
    etag: str | None
    modified: str | None
    """As the server wrote it (Last-Modified)."""
    moment: datetime
    """When the answer had come."""


Remembered = Callable[[str], Validators | None]
"""What was said of an address's state when it was last read to its end; None where nothing was."""


def _nothing(_url: str) -> Validators | None:
    return None


class Fetcher:
    """Reads addresses, one at a time; it keeps each site's rules, and when each host was last asked.

    What a robots.txt says is believed for an hour, and for a minute that it could not be read: one fetcher
    serves as long as a process reads.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        manners: Manners | None = None,
        network: Network | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._manners = manners or Manners()
        self._clock = clock or Clock()
        exchange = Exchange(network or Network(), limits or Limits())
        self._asking = Asking(exchange, self._manners, self._clock)
        self._rules: dict[str, tuple[float, robots.Rules]] = {}

    def get(self, url: str, remembered: Remembered = _nothing) -> Fetched:
        """What `url` gives, wherever it redirects to. Raises NotFetched with the reason."""
        final, answer = self._followed(address(url), remembered, ruled=True)
        told = answer.headers
        kind = Message()
        kind["content-type"] = told.get("content-type", "")
        return Fetched(
            url=url,
            final_url=str(final),
            status=answer.status,
            body=answer.body,
            media_type=kind.get_content_type() if "/" in kind["content-type"] else None,
            charset=kind.get_content_charset(),
            etag=told.get("etag"),
            modified=told.get("last-modified"),
            moment=self._clock.now(),
        )

    def _followed(self, hop: httpx2.URL, remembered: Remembered, *, ruled: bool) -> tuple[httpx2.URL, Answer]:
        passed: list[httpx2.URL] = []
        cookies = httpx2.Cookies()
        while True:
            try:
                delay = self._allowed(hop) if ruled else self._manners.delay
                answer = self._asking.get(hop, remembered(str(hop)), cookies, delay)
                if answer.status not in REDIRECTS:
                    return hop, answer
                target = _target(hop, answer)
            except NotFetched as error:
                raise error.further(f"redirects to {hop}") if passed else error from None
            passed.append(hop)
            # A page may well send back to itself once, after a cookie.
            if len(passed) > self._manners.redirects:
                how = "in a circle" if target in passed else f"more than {self._manners.redirects} times"
                raise NotFetched(f"redirects {how}, the last time to {target}")
            hop = target

    def _allowed(self, url: httpx2.URL) -> float:
        """The seconds between two requests to that site, once it is known that `url` may be read."""
        rules = self._rules_of(url)
        rules.check(str(url))
        return max(self._manners.delay, min(rules.delay, self._manners.longest_delay))

    def _rules_of(self, url: httpx2.URL) -> robots.Rules:
        site = str(url.join("/"))
        asked, rules = self._rules.get(site, (0.0, None))
        if rules is not None and self._clock.elapsed() - asked < rules.seconds:
            return rules
        try:
            _, answer = self._followed(url.join("/robots.txt"), _nothing, ruled=False)
            rules = robots.stated(answer.body, NAME)
        except NotFetched as error:
            rules = robots.unreadable(error, NAME)
        self._rules[site] = self._clock.elapsed(), rules
        return rules


def address(url: str) -> httpx2.URL:
    """`url` as it is asked for, without its fragment. Raises NotFetched on no http or https address."""
    try:
        parsed = httpx2.URL(url.strip()).copy_with(fragment=None)
        canonical(str(parsed))
        host = parsed.host  # raises, too, where it cannot be spelt out
    except (httpx2.InvalidURL, UnicodeError, BadInput) as error:
        why = str(error) if isinstance(error, BadInput) else "is no web address"
        raise NotFetched(why) from error
    if not host:
        raise NotFetched("names no host")
    return parsed


def _target(hop: httpx2.URL, answer: Answer) -> httpx2.URL:
    location = answer.headers.get("location", "")
    if not location:
        raise NotFetched(f"answered {answer.status} without saying where to", status=answer.status)
    try:
        return address(str(hop.join(location)))
    except httpx2.InvalidURL as error:
        raise NotFetched(f"redirects to {location[:200]!r}, which is no web address") from error
    except NotFetched as error:
        raise error.further(f"redirects to {location[:200]}") from error
