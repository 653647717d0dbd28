"""One question and its answer: read as far as the limits allow, and no longer than until the deadline."""

import functools
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus

import httpcore2
import httpx2

from app.errors import NotFetched, NotReached
from app.reading.network.guard import Guarded, Network
from app.reading.network.pacing import Deadline

WHOLE = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})
"""The answers that give a page, all of it."""
_ACCEPTED = {"Accept-Encoding": "gzip, deflate, br", "Connection": "close"}
_PACKINGS = frozenset({"", "gzip", "deflate", "br", "identity"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one exchange may take, in seconds, and how much it may bring, in bytes."""

    connect: float = 10
    silence: float = 15
    """Between two pieces of an answer."""
    total: float = 30
    """From the first look-up of the name to the last byte."""
    size: int = 20_000_000
    """Counted as sent, and again once unpacked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. Only one that gives the page itself (200) has a body."""

    status: int
    headers: httpx2.Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Exchange:
    """Asks one question: of whom, for how long and for how much is settled here."""

    network: Network
    limits: Limits

    def get(self, url: httpx2.URL, headers: Mapping[str, str], cookies: httpx2.Cookies) -> Answer:
        """The answer to GET; raises NotFetched where there is none, or more of it than allowed.

        Cookies that are set are added to `cookies`.
        """
        deadline = Deadline(self.limits.total)
        timeout = httpx2.Timeout(self.limits.silence, connect=self.limits.connect)
        # No httpx2.Client: it would take proxies and passwords from the environment, and prepare
        # for redirects, cookies and all, before they are judged.
        asked = httpx2.Request(
            "GET",
            url,
            headers={**_ACCEPTED, **headers},
            cookies=cookies,
            extensions={"timeout": timeout.as_dict()},
        )
        pool = httpcore2.ConnectionPool(
            ssl_context=trusted() if url.scheme == "https" else None,
            network_backend=Guarded(self.network, deadline),
        )
        try:
            with pool, closing(_sent(pool, asked, self.limits.size)) as response:
                body = _body(response, self.limits.size) if response.status_code in WHOLE else b""
                _keep(response, cookies)
                return Answer(response.status_code, response.headers, body)
        except httpcore2.TimeoutException as error:
            raise self._too_slow(error, deadline) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.HTTPError) as error:
            raise _failure(error) from error

    def _too_slow(self, error: Exception, deadline: Deadline) -> NotFetched:
        if deadline.is_over():
            return NotFetched(f"took longer than {self.limits.total:g} s")
        if isinstance(error, httpcore2.ConnectTimeout):
            return NotReached(f"could not be reached within {self.limits.connect:g} s", passing=True)
        return NotFetched(f"was silent for {self.limits.silence:g} s")


@functools.cache
def trusted() -> ssl.SSLContext:
    """Whose certificates are believed; reading that list takes its time."""
    return httpx2.create_ssl_context()


def _sent(pool: httpcore2.ConnectionPool, asked: httpx2.Request, most: int) -> httpx2.Response:
    url = asked.url
    said = pool.handle_request(
        httpcore2.Request(
            asked.method,
            httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=asked.headers.raw,
            extensions=asked.extensions,
        )
    )
    return httpx2.Response(said.status, headers=said.headers, stream=_Counted(said, most), request=asked)


class _Counted(httpx2.SyncByteStream):
    """An answer as sent, which ends with an error once it is longer than allowed.

    Counting what is unpacked would not do alone: a packed stream can go on for ever and hold nothing.
    """

    def __init__(self, said: httpcore2.Response, most: int) -> None:
        self._said = said
        self._most = most

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        for piece in self._said.iter_stream():
            sent += len(piece)
            if sent > self._most:
                raise _too_large(self._most)
            yield piece

    def close(self) -> None:
        self._said.close()


def _keep(response: httpx2.Response, cookies: httpx2.Cookies) -> None:
    said = httpx2.Cookies()
    said.extract_cookies(response)
    for cookie in said.jar:
        if f"{cookie.name}{cookie.value}".isascii():  # no other can be sent back
            cookies.jar.set_cookie(cookie)


def _body(response: httpx2.Response, most: int) -> bytes:
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in _PACKINGS:  # nor in several at once: each could swell what the next unpacks
        raise NotFetched(f"is packed in a way that nobody asked for ({packing[:40]})")
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise _too_large(most)
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():  # unpacked, a bounded piece at a time
        size += len(piece)
        if size > most:
            raise _too_large(most)
        pieces.append(piece)
    return b"".join(pieces)


def _too_large(most: int) -> NotFetched:
    return NotFetched(f"is larger than the limit for one address, {most:,} bytes")


def _failure(error: Exception) -> NotFetched:
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return NotReached(f"has a certificate that is not trusted ({cause.verify_message})")
    if isinstance(cause, ssl.SSLError):
        return NotReached(f"cannot be talked to in confidence ({cause.reason})")
    if isinstance(error, httpx2.DecodingError):
        return NotFetched("is packed in a way that cannot be read")
    if isinstance(error, httpcore2.ConnectError):
        return NotReached(f"cannot be connected to ({_words(cause)})", passing=True)
    if isinstance(error, httpcore2.NetworkError | httpcore2.RemoteProtocolError):
        return NotFetched(f"broke off or garbled its answer ({_words(cause)})", passing=True)
    return NotFetched(f"cannot be asked for ({error})")


def _words(cause: object) -> str:
    words = cause.strerror or str(cause) if isinstance(cause, OSError) else str(cause)
    return words.rstrip(".")
