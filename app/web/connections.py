"""Connections that wait for nobody for ever, and a server that lets no more of them in than it can hold.

uvicorn closes a connection on which nothing comes after an answer; it waits without end for the rest of a
request that comes a byte at a time, and for who takes an answer a byte at a time. Each connection is looked
at once a second instead of being timed, so that none of this costs an answer anything.
"""

import asyncio
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any, cast

import h11
import uvicorn
from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.settings import UNIX, Settings
from app.web import posted
from app.web.operating.measures import Measures
from app.web.security import HEADERS

HEAD_SECONDS = 15.0
"""From the first byte of a request to the end of its headers."""
BODY_SECONDS, BODY_RATE = 20.0, 1_000
"""For a form: so long, and a second more for so many bytes."""
WRITE_SECONDS = 60.0
"""For the next piece of an answer to be taken: some hundred kilobytes at most."""
HEAD_BYTES = 65_536
"""Of a request's line and headers."""
SPARE = 100
"""Connections beside those that are served: they are told to come again."""
_BUFFERED = 256 * 1024
"""Bytes of an answer that the system holds for a connection: a slow reader shows as one, and costs little."""
_LOOKED_AT = 10
"""Ticks of the server, of which a second has ten, from one look at all connections to the next."""
_REFUSED = {**HEADERS, "Retry-After": "5", "Connection": "close"}
_FULL = PlainTextResponse("Too many readers are here just now. Try again in a moment.\n", 503, _REFUSED)
_MANY = PlainTextResponse("Too many connections come from this address. Try with fewer.\n", 429, _REFUSED)
_WHY = {503: "all places taken", 429: "many of one client", 400: "no request", 431: "long headers"}
"""What a connection that is refused is counted as, by what it is answered."""
_SILENT = "nothing asked"
"""Browsers connect ahead, too: that one of these is cut tells of no slowness."""
_SLOW_REQUEST, _SLOW_FORM, _SLOW_READER = "slow request", "slow form", "slow reader"
REASONS = (*_WHY.values(), _SILENT, _SLOW_REQUEST, _SLOW_FORM, _SLOW_READER)
"""Why connections are refused or cut."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who is connected: so many in all, and so many of one client that is neither proxy nor this machine."""

    most: int
    of_one: int
    proxies: tuple[IPv4Network | IPv6Network, ...]
    inside: Counter[str] = field(default_factory=Counter)

    def enter(self, host: str) -> PlainTextResponse | None:
        """Count a connection; what to answer it, whatever it asks, where it is one too many."""
        client = posted.network(host)
        self.inside[client] += 1
        if posted.apart(host) and self.inside[client] > self.of_one and not self._is_proxy(host):
            return _MANY
        return _FULL if self.inside.total() > self.most else None

    def leave(self, host: str) -> None:
        """One connection less."""
        client = posted.network(host)
        self.inside[client] -= 1
        if not self.inside[client]:
            del self.inside[client]

    def _is_proxy(self, host: str) -> bool:
        address = ip_address(host)
        return any(address in proxies for proxies in self.proxies)


class Connection(H11Protocol):
    """A connection that is cut where a request or its reader takes too long."""

    def __init__(self, *, door: Door, measures: Measures, **given: Any) -> None:  # noqa: ANN401 - as uvicorn gives it
        super().__init__(**given)
        self._door = door
        self._measures = measures
        self._host = ""
        self._asking: float | None = None
        """Since when the headers of a request are coming."""
        self._sending = 0.0
        self._sent = 0
        self._unread: float | None = None
        """Since when what is to be sent is not taken."""
        self._seen: object = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count whoever comes, and answer them only that they should go where they are too many."""
        super().connection_made(cast(asyncio.Transport, transport))
        opened: socket.socket = transport.get_extra_info("socket")
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFERED)
        host, port = self.client or (UNIX, 0)
        # Where both kinds of addresses are listened at, those of the older kind come as one of the newer.
        self._host = host.removeprefix("::ffff:") if "." in host else host
        self.client = self._host, port
        self._asking = time.monotonic()
        if refused := self._door.enter(self._host):
            self.app = refused
            self._measures.refused(_WHY[refused.status_code])
        if len(self.connections) > self._door.most + SPARE:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count who goes."""
        self._door.leave(self._host)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Note when a request begins, and how much of it came."""
        self._sent += len(data)
        if self._asking is None and not self._answering():
            self._asking = time.monotonic()
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Wait for another request."""
        self._asking = None
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Note since when."""
        self._unread = time.monotonic()
        super().pause_writing()

    def resume_writing(self) -> None:
        """All is well again."""
        self._unread = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request; of one that is being answered already, only cut the connection."""
        long = len(self.conn.trailing_data[0]) >= HEAD_BYTES
        status = 431 if long else 400
        self._measures.refused(_WHY[status])
        if self.conn.our_state is not h11.IDLE:
            self.transport.abort()
            return
        told = b"Address and headers of this request are too long.\n" if long else f"{msg}\n".encode()
        headers = {**HEADERS, "Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
        begun = h11.Response(
            status_code=status,
            headers=[(name.encode(), value.encode()) for name, value in headers.items()],
        )
        for event in (begun, h11.Data(data=told), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def look(self, now: float) -> None:
        """Cut the connection where its client is late."""
        if late := self._late(now):
            self._measures.refused(late)
            self.transport.abort()

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _late(self, now: float) -> str:
        """What its client is late with, "" where it is not."""
        answering = self._answering()
        left = self.transport.get_write_buffer_size()
        if not self.flow.write_paused and (answering or not left):
            self._unread = None
        elif self._unread is None:
            self._unread = now
        if self._unread is not None:
            return _SLOW_READER if now - self._unread > WRITE_SECONDS else ""
        if not answering:
            slow = self._asking is not None and now - self._asking > HEAD_SECONDS
            return (_SLOW_REQUEST if self._sent else _SILENT) if slow else ""
        if self.cycle is not self._seen or self.flow.read_paused:
            # Another request, or one whose body waits for us.
            self._seen, self._sending, self._sent = self.cycle, now, 0
        slow = self.cycle.more_body and now - self._sending > BODY_SECONDS + self._sent / BODY_RATE
        return _SLOW_FORM if slow else ""


class Server(uvicorn.Server):
    """uvicorn's, which also looks at how its connections go."""

    async def on_tick(self, counter: int) -> bool:
        """Look at all of them now and then."""
        if counter % _LOOKED_AT == 0:
            now = time.monotonic()
            for connection in list(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.look(now)
        return await super().on_tick(counter)


def server(web: FastAPI, settings: Settings) -> Server:
    """The server of the app, with the limits that are chosen; in one process, as it counts by itself.

    Whom it refuses or cuts off, no app hears of: that is counted among the app's measures.
    """
    measures = cast(Measures, web.state.measures)
    for reason in REASONS:
        measures.refused(reason, 0)  # else the first of a kind would be no rise
    proxies = tuple(ip_network(each) for each in settings.proxies if each != UNIX)
    door = Door(settings.connections, settings.connections_of_one, proxies)
    chosen = uvicorn.Config(
        web,
        http=cast(type[asyncio.Protocol], partial(Connection, door=door, measures=measures)),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
        h11_max_incomplete_event_size=HEAD_BYTES,
        timeout_graceful_shutdown=settings.stop_seconds,
    )
    return Server(chosen)
