"""What no page is sooner than: a route that only renders it, and an empty one that gives as many bytes."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from app.evaluate.requests.asked import Ask
from app.evaluate.requests.calling import Caller

Route = Callable[[Request], Response]
RENDERED, EMPTY = "/rendered", "/empty"


class Heard:
    """The app's pages, remembering what was last rendered."""

    def __init__(self, pages: Any) -> None:  # noqa: ANN401 - the web's own, which is not known here
        self._pages = pages
        self.last: Callable[[], Response] | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as above
        return getattr(self._pages, name)

    def render(self, *arguments: Any, **options: Any) -> Response:  # noqa: ANN401 - as above
        """Render, and be able to do so again."""
        self.last = lambda: self._pages.render(*arguments, **options)
        answer: Response = self._pages.render(*arguments, **options)
        return answer


def routes(web: FastAPI, target: str, made: Callable[[Route], Any]) -> FastAPI:
    """An app of two routes for the page that `web` has at `target`; `made` is how pages are made there."""
    pages = web.state.pages = Heard(web.state.pages)
    caller = Caller(web)
    size = caller.ask(Ask("page", target)).size
    caller.close()
    again, bare = pages.last, FastAPI(openapi_url=None)
    if again is None:
        raise ValueError(f"{target} renders nothing")

    def rendered(request: Request) -> Response:  # noqa: ARG001 - as the app's own routes have it
        return again()

    def empty(request: Request) -> Response:  # noqa: ARG001 - as above
        return Response(b" " * size)

    bare.get(RENDERED, response_model=None)(made(rendered))
    bare.get(EMPTY, response_model=None)(made(empty))
    return bare
