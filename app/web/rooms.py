"""Rooms of routes: those that only read take turns, and signatures are looked at late, as they are dear."""

from collections.abc import Callable, Iterable
from functools import partial
from inspect import iscoroutinefunction
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, compile_path

from app.web.turns import by_turns


class _Route(APIRoute):
    """A route that knows which requests are its own, and no more of itself until one comes."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401 - as FastAPI has them
        self.methods = {method.upper() for method in options["methods"] or ["GET"]}
        if self.methods == {"GET"} and not iscoroutinefunction(endpoint):
            endpoint = by_turns(endpoint)
        self.path, self.endpoint = path, endpoint
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self._look = partial(super().__init__, path, endpoint, **options)
        self._looked = False

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of a route, anything
        if self.__dict__.get("_looked", True):
            raise AttributeError(name)
        # Two threads may do so at once: what they find is the same.
        self._look()
        self._looked = True
        return getattr(self, name)


class Room(APIRouter):
    """The routes of one module."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as FastAPI has them
        super().__init__(route_class=_Route, **options)


def look(routes: Iterable[BaseRoute]) -> None:
    """Look at every signature that nobody has asked for yet, lest a reader wait for it."""
    for route in routes:
        if isinstance(route, _Route):
            _ = route.app
