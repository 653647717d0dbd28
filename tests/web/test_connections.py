"""A real server and clients who are slow, too many, or somebody else than they say."""

import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from patience import PATIENCE, until
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from app.settings import Settings
from app.web import connections, errors
from app.web.connections import REASONS, Door, server
from app.web.operating.measures import Measures

PIECE = b"x" * 50_000


class Site:
    """Forms that are read, of which `asked` is told, and long answers, of whose end `ended` is told."""

    def __init__(self, pieces=10**9):
        self.asked, self.ended = threading.Event(), threading.Event()
        self._pieces = pieces
        self.app = Starlette(
            routes=[
                Route("/", self.who),
                Route("/long", self.long),
                Route("/form", self.form, methods=["POST"]),
            ]
        )
        errors.register(self.app)
        self.measures = self.app.state.measures = Measures()

    def refused(self):
        """How many connections were refused or cut, by why."""
        by_reason = {
            why: self.measures.registry.get_sample_value(
                "cuttings_connections_refused_total", {"reason": why}
            )
            for why in REASONS
        }
        return {why: times for why, times in by_reason.items() if times}

    async def who(self, request):
        return PlainTextResponse(f"{request.client.host} {request.url.scheme}")

    async def form(self, request):
        self.asked.set()
        return PlainTextResponse(str(len(await request.body())))

    def long(self, _request):
        def pieces():
            try:
                for _ in range(self._pieces):
                    yield PIECE
            finally:
                self.ended.set()

        return StreamingResponse(pieces())


@contextmanager
def served(site, **chosen):
    """Serve, and give the server and its port; at the end it has to stop."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = server(site.app, Settings(**chosen))
        running = threading.Thread(target=made.run, kwargs={"sockets": [listener]})
        running.start()
        try:
            yield made, listener.getsockname()[1]
        finally:
            made.should_exit = True
            running.join(PATIENCE)
            assert not running.is_alive()


@pytest.fixture
def hasty(monkeypatch):
    """As little patience as a test has, looked at each tick."""
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "WRITE_SECONDS"):
        monkeypatch.setattr(connections, name, 1.0)
    monkeypatch.setattr(connections, "_LOOKED_AT", 1)


def _connected(port):
    made = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    made.settimeout(PATIENCE)
    return made


def _is_cut(client, byte=b"a"):
    """Whether the connection is cut although another byte is sent ten times a second."""
    end = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end:
            client.sendall(byte)
            client.settimeout(0.1)
            try:
                if client.recv(100) == b"":
                    return True
            except TimeoutError:
                continue
    except OSError:
        return True
    return False


def test_a_request_that_comes_a_byte_at_a_time_is_cut(hasty):
    site = Site()
    with served(site) as (_, port), _connected(port) as silent, _connected(port) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        with _connected(port) as again:
            again.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b"200 OK" in again.recv(1000)
            time.sleep(0.2)
            assert _is_cut(again, b"G"), "a second request on a connection is no different"
        assert _is_cut(slow)
        assert silent.recv(1) == b"", "nor is who says nothing at all"
        assert httpx.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE).status_code == 200
    assert site.refused() == {"slow request": 2, "nothing asked": 1}


def test_a_form_that_comes_a_byte_at_a_time_is_cut_and_nothing_has_failed(hasty, capsys, caplog):
    site = Site()
    with served(site) as (_, port), _connected(port) as slow:
        slow.sendall(b"POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
        assert _is_cut(slow)
        assert httpx.post(f"http://127.0.0.1:{port}/form", content=b"a" * 9, timeout=PATIENCE).text == "9"
    assert site.refused() == {"slow form": 1}
    assert "failed" not in capsys.readouterr().out
    assert "Exception" not in caplog.text


def test_who_does_not_take_what_is_sent_is_cut_and_nothing_more_is_made(hasty):
    site = Site()
    with served(site) as (made, port), _connected(port) as deaf:
        deaf.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
        assert deaf.recv(1), "it is being answered"
        until(lambda: not made.server_state.connections and not made.server_state.tasks)
    assert site.refused() == {"slow reader": 1}


def test_who_takes_a_long_answer_as_it_comes_gets_all_of_it(hasty):
    site = Site(pieces=100)
    with (
        served(site) as (_, port),
        httpx.stream("GET", f"http://127.0.0.1:{port}/long", timeout=PATIENCE) as answer,
    ):
        taken = 0
        for piece in answer.iter_raw():
            taken += len(piece)
            time.sleep(0.005)
    assert taken == 100 * len(PIECE)
    assert site.refused() == {}


def test_who_comes_when_all_places_are_taken_is_asked_to_come_again():
    site = Site()
    with served(site, connections=2) as (_, port), ExitStack() as held:
        address = f"http://127.0.0.1:{port}/"
        first, _second = (held.enter_context(_connected(port)) for _ in range(2))
        answer = httpx.get(address, timeout=PATIENCE)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert site.refused() == {"all places taken": 1}
        first.close()
        until(lambda: httpx.get(address, timeout=PATIENCE).status_code == 200)


def test_who_has_too_many_connections_is_told_so_and_counted(monkeypatch):
    monkeypatch.setattr(connections.posted, "apart", bool)  # as if it came from another machine
    site = Site()
    with served(site, connections_of_one=2, trusted_proxies="") as (_, port), ExitStack() as held:
        for _ in range(2):
            held.enter_context(_connected(port))
        answer = httpx.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")
    assert site.refused() == {"many of one client": 1}


def test_one_client_has_only_so_many_connections_and_a_proxy_any_number():
    site = Site()
    made = server(site.app, Settings(connections=8, connections_of_one=2, trusted_proxies="198.51.100.0/24"))
    door = made.config.http.keywords["door"]
    assert isinstance(door, Door)
    answers = [door.enter(f"2001:db8::{number}") for number in range(3)]
    assert [answer and answer.status_code for answer in answers] == [None, None, 429]
    assert [door.enter("198.51.100.7") for _ in range(3)] == [None] * 3
    assert [door.enter("127.0.0.1") for _ in range(2)] == [None] * 2
    full = door.enter("203.0.113.1")
    assert full is not None
    assert full.status_code == 503
    for host in ("2001:db8::1",) * 3 + ("198.51.100.7",) * 3 + ("127.0.0.1",) * 2 + ("203.0.113.1",):
        door.leave(host)
    assert not door.inside, "who has gone takes no memory"


@pytest.mark.parametrize(
    ("trusted", "told", "seen"),
    [
        ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
        # What a client claims stands before what the proxy adds.
        ("127.0.0.1", "192.0.2.66, 203.0.113.5", "203.0.113.5"),
        ("127.0.0.1, 10.0.0.0/8", "192.0.2.66, 203.0.113.5, 10.1.2.3", "203.0.113.5"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.1", "203.0.113.5", "127.0.0.1"),
        ("", "203.0.113.5", "127.0.0.1"),
    ],
)
def test_whom_a_proxy_asks_for_is_believed_only_of_a_trusted_one(trusted, told, seen):
    with served(Site(), trusted_proxies=trusted) as (_, port):
        headers = {"X-Forwarded-For": told, "X-Forwarded-Proto": "https"}
        scheme = "http" if seen == "127.0.0.1" else "https"
        assert (
            httpx.get(f"http://127.0.0.1:{port}/", headers=headers, timeout=PATIENCE).text
            == f"{seen} {scheme}"
        )


@pytest.mark.parametrize("told", ["*", "everybody", "10.0.0.1/8", "127.0.0.1 10.0.0.1"])
def test_proxies_are_named_by_their_addresses(told):
    with pytest.raises(ValueError, match="has to be addresses or networks"):
        Settings(trusted_proxies=told)


@pytest.mark.parametrize(
    ("sent", "status", "why"),
    [
        (b"GET /?" + b"a" * 700_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"431", "long headers"),
        (b"\x16\x03\x01\x02\r\n\r\n", b"400", "no request"),
    ],
)
def test_what_is_no_request_is_refused_with_the_headers_of_all_answers(sent, status, why):
    site = Site()
    with served(site) as (_, port), _connected(port) as client:
        client.sendall(sent)
        answer = client.recv(5000)
        assert answer.startswith(b"HTTP/1.1 " + status)
        assert b"nosniff" in answer
        assert b"uvicorn" not in answer
    assert site.refused() == {why: 1}


def test_what_stops_being_a_request_while_it_is_answered_is_cut_quietly(caplog):
    site = Site()
    with served(site) as (_, port), _connected(port) as client:
        client.sendall(b"POST /form HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert site.asked.wait(PATIENCE)
        client.sendall(b"no number\r\n")
        assert _is_cut(client)
        assert httpx.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE).status_code == 200
    assert not [record for record in caplog.records if record.exc_info]
    assert site.refused() == {"no request": 1}


def test_an_answer_that_is_being_sent_ends_before_the_server_does():
    site = Site(pieces=200)
    with (
        served(site) as (made, port),
        httpx.stream("GET", f"http://127.0.0.1:{port}/long", timeout=PATIENCE) as answer,
    ):
        made.should_exit = True
        until(lambda: not made.servers[0].is_serving())
        assert sum(map(len, answer.iter_raw())) == 200 * len(PIECE)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE)


def test_who_takes_nothing_cannot_keep_the_server_from_stopping():
    site, begun = Site(), time.monotonic()
    with served(site, stop_seconds=1) as (_, port):
        deaf = _connected(port)
        deaf.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
        assert deaf.recv(1), "it is being answered"
    deaf.close()
    assert site.ended.wait(PATIENCE)
    assert time.monotonic() - begun < Settings().stop_seconds
