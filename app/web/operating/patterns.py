"""Which route an address belongs to: told and counted in its stead, as it may hold what was asked for."""

from collections.abc import Sequence
from functools import lru_cache

from starlette.routing import BaseRoute, Match
from starlette.types import Scope

NOWHERE = "none"
"""Stands for the route of an address that leads nowhere."""
_REMEMBERED = 1_000
_LONGEST = 200
"""Characters of an address that is worth remembering."""


class Patterns:
    """The patterns of an app's routes, found again without the app: kept answers were never routed."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        """Look among `routes` as they are when asked: an app adds to them."""
        self._routes = routes
        self._known = lru_cache(_REMEMBERED)(self._found)

    def of(self, method: str, path: str) -> str:
        """The pattern of a request's route, such as ``/s/{ident}/{slug}``."""
        return (self._known if len(path) <= _LONGEST else self._found)(method, path)

    def _found(self, method: str, path: str) -> str:
        scope: Scope = {"type": "http", "method": "GET" if method == "HEAD" else method, "path": path}
        partly = NOWHERE
        for route in self._routes:
            match, _ = route.matches(scope)
            if match is Match.FULL:
                return _pattern(route)
            if match is Match.PARTIAL and partly == NOWHERE:
                partly = _pattern(route)
        return partly


def _pattern(route: BaseRoute) -> str:
    return str(getattr(route, "path", NOWHERE))
