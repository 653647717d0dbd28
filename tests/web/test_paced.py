"""What is dear is answered only so often, by client; what is not, always."""

import asyncio

import pytest
from aside import ran
from fastapi.testclient import TestClient

from app.settings import Settings
from app.web.app import create_app
from app.web.paced import Paced
from web.reading_pages import parse


@pytest.fixture(scope="module")
def paced(database):
    """A function that makes a browser at an address, over one app with budgets of two at once."""
    kept = {}

    def browser(host, **chosen):
        settings = {"searches_per_minute": 5, "checks_per_minute": 5, "kept_answers": 0, **chosen}
        key = str(settings)
        if key not in kept:
            kept[key] = create_app(Settings(database=database, **settings))
        return TestClient(kept[key], client=(host, 1), follow_redirects=False)

    yield browser
    for made in kept.values():
        made.state.engine.dispose()


def _statuses(browser, *targets):
    return [browser.get(target).status_code for target in targets]


def test_searching_too_often_is_answered_later_and_says_when(paced):
    one = paced("203.0.113.1")
    assert _statuses(one, "/quotes?q=toll", "/claims?q=toll", "/speakers?q=lund") == [200, 200, 429]
    answer = one.get("/articles?q=toll")
    assert 1 <= int(answer.headers["Retry-After"]) <= 12
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = parse(answer.text)
    assert page.one("h1").text == "This is more than can be answered at once"
    assert f"The next answer is there in {answer.headers['Retry-After']} s." in page.one("main").text
    told = one.get("/quotes.json?q=toll")
    assert told.status_code == 429
    assert "asked for a lot" in told.json()["error"]
    assert _statuses(one, "/", "/quotes", "/quotes?about=NO", "/check", "/check.json") == [200] * 5
    assert _statuses(paced("203.0.113.2"), "/quotes?q=toll") == [200], "another address is not held up"


def test_every_way_to_search_is_counted(paced):
    ways = ("/search?q=a", "/suggest?q=a", "/suggest.json?q=a", "/compare?name=a", "/compare.json?p=a",
            "/country/NO?q=a", "/quotes?%71=a", "/quotes.atom?about=NO&q=a")  # fmt: skip
    for number, way in enumerate(ways):
        one = paced(f"203.0.113.{10 + number}")
        _statuses(one, "/quotes?q=a", "/quotes?q=a")
        assert one.get(way).status_code == 429, way


def test_checks_have_a_budget_of_their_own(paced):
    one = paced("203.0.113.20")
    ours = {"Sec-Fetch-Site": "same-origin"}
    assert _statuses(one, "/check?q=toll", "/check.json?q=toll", "/check?q=toll") == [200, 200, 429]
    assert one.post("/check", data={"q": "toll"}, headers=ours).status_code == 429
    assert _statuses(one, "/quotes?q=toll") == [200]


def test_somebody_with_a_network_of_addresses_is_one_client(paced):
    assert _statuses(paced("2001:db8:0:1::1"), "/quotes?q=a") == [200]
    assert _statuses(paced("2001:db8:0:1::2"), "/quotes?q=a") == [200]
    assert _statuses(paced("2001:db8:0:1:ffff::3"), "/quotes?q=a") == [429]
    assert _statuses(paced("2001:db8:0:2::1"), "/quotes?q=a") == [200]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "unix"])
def test_this_machine_and_who_cannot_be_told_from_others_may_always_ask(paced, host):
    assert _statuses(paced(host), *["/quotes?q=a"] * 4) == [200] * 4


def test_an_answer_that_is_given_again_is_not_counted(paced):
    one = paced("203.0.113.30", kept_answers=1_000_000)
    assert _statuses(one, *["/quotes?q=toll"] * 5) == [200] * 5


def test_nought_sets_no_limit(paced):
    one = paced("203.0.113.40", searches_per_minute=0)
    assert _statuses(one, *["/quotes?q=a"] * 9) == [200] * 9


def test_only_so_many_whole_lists_are_sent_at_once():
    async def asked():
        go, statuses = asyncio.Event(), []

        async def slow(_scope, _receive, send):
            await go.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})

        paced = Paced(slow, searches=0, checks=0, exports=1)

        async def ask(host, path="/quotes.csv"):
            async def send(message):
                if message["type"] == "http.response.start":
                    statuses.append((message["status"], b"retry-after" in dict(message["headers"])))

            scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [],
                     "client": (host, 1), "scheme": "http", "server": ("x", 80)}  # fmt: skip
            await paced(scope, None, send)

        tasks = [asyncio.create_task(ask(f"203.0.113.{number}")) for number in (1, 1, 2, 3, 4, 5)]
        tasks.append(asyncio.create_task(ask("203.0.113.1", "/s/00000000.csv")))
        await asyncio.sleep(0)
        assert statuses == [(429, True), (503, True)], "a second one of the first, and a fifth in all"
        go.set()
        await asyncio.gather(*tasks)
        await ask("203.0.113.1")
        return statuses

    assert ran(asked())[2:] == [(200, False)] * 6
