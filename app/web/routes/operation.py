"""For whoever runs the server: does it live, is it ready, how does it fare; beside all that readers do."""

from typing import cast

from anyio import CapacityLimiter, to_thread
from fastapi import HTTPException
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.settings import place
from app.store import readiness
from app.web.operating import asking
from app.web.operating.measures import Measures
from app.web.rooms import Room
from app.web.sessions import Chosen

router = Room(include_in_schema=False)

_NEVER_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_AGAIN = {"Retry-After": "5"}


@router.get("/healthz")
async def alive() -> Response:
    """Nothing but that the process answers: neither database nor thread is asked."""
    return JSONResponse({"status": "alive"}, headers=_NEVER_KEPT)


@router.get("/readyz")
async def ready(request: Request, chosen: Chosen) -> Response:
    """Whether pages can be shown: 503 with the reason where they cannot."""
    state = request.app.state
    asked = chosen.database, place("migrations"), state.engine
    why = await to_thread.run_sync(readiness.reason, *asked, limiter=_aside(request))
    if why:
        return JSONResponse({"status": "not ready", "reason": why}, 503, _NEVER_KEPT | _AGAIN)
    return JSONResponse({"status": "ready"}, headers=_NEVER_KEPT)


@router.get("/metrics")
async def metrics(request: Request, chosen: Chosen) -> Response:
    """What Prometheus reads; without a token, only on a machine that serves nobody but itself."""
    if chosen.metrics_token.get_secret_value():
        if not asking.knows(request, chosen):
            raise HTTPException(401, "This is not open to you.", {"WWW-Authenticate": "Bearer"})
    elif not asking.is_here(request, chosen):
        raise HTTPException(404)
    measures = cast(Measures, request.app.state.measures)
    told = await to_thread.run_sync(measures.told, limiter=_aside(request))
    return Response(told, media_type=CONTENT_TYPE_LATEST, headers=_NEVER_KEPT)


def _aside(request: Request) -> CapacityLimiter:
    """Threads of their own: an answer is due above all when those of the pages are all taken."""
    return cast(CapacityLimiter, request.app.state.aside)
