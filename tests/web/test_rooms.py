"""Routes whose signatures are looked at when first needed."""

import subprocess
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.web.rooms import Room

BEGUN = """
import sys
from pathlib import Path
from fastapi.routing import APIRoute
from app.settings import Settings
from app.web.app import create_app
routes = create_app(Settings(database=Path(sys.argv[1]))).routes
own = [route for route in routes if isinstance(route, APIRoute)]
print(len(own) > 50, [route.path for route in own if "app" in vars(route)])
"""


def test_a_server_begins_without_a_look_at_any_signature(database):
    # In a process of its own: the routes are the same ones for all apps of a process.
    begun = subprocess.run(
        [sys.executable, "-c", BEGUN, str(database)], capture_output=True, text=True, check=True
    )
    assert begun.stdout.split(maxsplit=1) == ["True", "[]\n"]


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
