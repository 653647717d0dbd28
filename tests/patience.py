"""How long tests wait for what comes in its own time: a busy machine is slow, and that is no failure."""

import time
from collections.abc import Callable

PATIENCE = 120
"""Seconds after which what did not come will not."""


def until(came: Callable[[], object], why: str = "it does not come") -> None:
    """Look again and again, until it is so."""
    end = time.monotonic() + PATIENCE
    while not came():
        assert time.monotonic() < end, why
        time.sleep(0.02)
