"""Routes whose signatures are looked at when first needed."""

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from app.settings import Settings
from app.web.app import create_app
from app.web.rooms import Room


def test_a_server_begins_without_a_look_at_any_signature(database):
    web = create_app(Settings(database=database))
    looked_at = {route.path for route in web.routes if isinstance(route, APIRoute) and "app" in vars(route)}
    assert looked_at == set()


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
