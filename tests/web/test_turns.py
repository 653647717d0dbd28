"""Pages take turns: how many are made at once, how long answers are made, and what is held meanwhile."""

import asyncio
import threading
import time

import httpx
from aside import ran
from fastapi import FastAPI
from patience import PATIENCE

from app.web import turns
from app.web.rooms import Room

READERS = 40


class Counting:
    """How many are at work at once, at most; nobody is done before there were `wanted`."""

    def __init__(self, wanted: int) -> None:
        self.most = self._now = 0
        self._wanted = wanted
        self._changed = threading.Condition()

    def work(self) -> str:
        """Be at it for a while, as one who waits."""
        with self._changed:
            self._now += 1
            self.most = max(self.most, self._now)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.most >= self._wanted, PATIENCE)
        time.sleep(0.02)
        with self._changed:
            self._now -= 1
        return "done"


def _asked(method, wanted: int) -> Counting:
    counting, room, web = Counting(wanted), Room(), FastAPI()
    room.add_api_route("/", counting.work, methods=[method])
    web.router.routes.extend(room.routes)

    async def ask() -> None:
        transport = httpx.ASGITransport(web)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as reader:
            answers = await asyncio.gather(*(reader.request(method, "/") for _ in range(READERS)))
        assert [each.text for each in answers] == ['"done"'] * READERS

    ran(ask())
    return counting


def test_so_many_pages_are_made_at_once_and_no_more() -> None:
    assert _asked("GET", turns.THREADS).most == turns.THREADS


def test_forms_do_not_wait_for_pages() -> None:
    assert _asked("POST", turns.THREADS + 1).most > turns.THREADS


def test_a_long_answer_is_whole_and_takes_few_turns() -> None:
    made, seen = [], []

    async def take() -> list[int]:
        taken = []
        async for piece in turns.pieces(made.append(number) or number for number in range(100)):
            taken.append(piece)
            seen.append(len(made))
        return taken

    assert ran(take()) == list(range(100))
    # The first is sent as soon as it is there, and of none are more held than a turn makes.
    assert sorted(set(seen)) == [1, 3, 7, 15, 31, 47, 63, 79, 95, 100]


def test_an_answer_that_fails_midway_fails() -> None:
    def made():
        yield b"one"
        raise ZeroDivisionError

    async def take() -> list[bytes]:
        return [piece async for piece in turns.pieces(made())]

    try:
        ran(take())
    except ZeroDivisionError:
        return
    raise AssertionError


def test_no_connection_is_held_while_an_answer_is_sent(app) -> None:
    """Who takes a page slowly would keep a connection for as long, and what it reads from being tidied up."""
    held = []

    async def ask(path) -> None:
        async def receive():
            await asyncio.Event().wait()  # nothing more comes, and nobody goes

        async def send(message) -> None:
            if message["type"] == "http.response.body":
                held.append((path, app.state.engine.pool.checkedout()))

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"host", b"127.0.0.1")],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "root_path": "",
        }
        await app(scope, receive, send)

    async def all_of_them() -> None:
        for path in ("/quotes", "/speakers", "/quotes.json", "/quotes.csv", "/sitemap/statements-1.xml"):
            await ask(path)

    ran(all_of_them())
    assert held
    assert [each for each in held if each[1]] == []
