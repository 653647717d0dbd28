"""What keeps floods and machines from reporting: nothing of it asks a reader for anything."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from starlette.requests import Request

from app.web import posted
from app.web.brake import Brake
from app.web.reporting.moments import Moments

TRAP = "website"
"""A field that no reader sees: only a machine that fills in whatever it finds fills it in."""
SOONEST = 3.0
"""Seconds that anybody takes to read a form, choose and send it."""
_EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How often readers may report, and from how fresh a form."""

    moments: Moments = field(default_factory=Moments)
    each: Brake = field(default_factory=lambda: Brake(10, 600))
    """Ten in ten minutes: as many as somebody can find who reads a bad page carefully."""
    all: Brake = field(default_factory=lambda: Brake(300, 600))
    soonest: float = SOONEST

    def wait(self, request: Request) -> int:
        """Seconds until whoever asks may report again; 0 where they may now, which is remembered.

        Their address is kept in memory only, and for ten minutes.
        """
        client, now = posted.client(request), time.monotonic()
        return self.each.held(client, now) or self.all.held(_EVERYBODY, now)


def limits(request: Request) -> Limits:
    """Those of this app."""
    return cast(Limits, request.app.state.reporting)


def trapped(form: Mapping[str, str]) -> bool:
    """Whether a machine filled in what no reader sees."""
    return bool(form.get(TRAP, "").strip())
