"""Routes whose signatures are looked at when first needed."""

import subprocess
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.web.rooms import Room

BEGUN = """
import sys, time
from pathlib import Path
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from app.settings import Settings
from app.web.app import create_app

web = create_app(Settings(database=Path(sys.argv[1])))
own = [route for route in web.routes if isinstance(route, APIRoute)]
assert len(own) > 50
assert not [route.path for route in own if "app" in vars(route)], "looked at before anybody asked"
with TestClient(web):
    until = time.monotonic() + 60
    while time.monotonic() < until and not all("app" in vars(route) for route in own):
        time.sleep(0.05)
assert not [route.path for route in own if "app" not in vars(route)], "left to the first who asks"
"""


def test_signatures_are_looked_at_after_a_server_began_and_before_anybody_asks(database):
    # In a process of its own: the routes are the same ones for all apps of a process.
    subprocess.run([sys.executable, "-c", BEGUN, str(database)], check=True)


def test_a_route_is_looked_at_when_it_is_asked_and_does_what_any_does():
    room, web = Room(prefix="/room"), FastAPI()

    @room.post("/{number}", name="counted")
    def counted(number: int, more: int = 1) -> dict[str, int]:
        return {"number": number + more}

    web.router.routes.extend(room.routes)
    (route,) = room.routes
    with TestClient(web) as asked:
        assert asked.get("/room/1").headers["Allow"] == "POST"
        assert asked.post("/other/1").status_code == 404
        assert "app" not in vars(route)
        assert asked.post("/room/1?more=2").json() == {"number": 3}
        assert asked.post("/room/one").status_code == 422
    assert (route.name, hasattr(route, "nothing")) == ("counted", False)
    assert web.openapi()["paths"]["/room/{number}"]["post"]["summary"] == "Counted"
