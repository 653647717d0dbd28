"""Time: until when one exchange may take, and how long a host is left alone between two."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpcore2


def _today() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """What tells the time and lets it pass; tests pass one that does not wait."""

    now: Callable[[], datetime] = _today
    elapsed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Deadline:
    """The moment by which something has to be over.

    It counts in real seconds: sockets know no other.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def is_over(self) -> bool:
        """Whether it has passed."""
        return time.monotonic() >= self._end

    def left(self, most: float | None) -> float:
        """Seconds until then, or `most` where that is less; a timeout once there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left if most is None else min(left, most)


@dataclass(frozen=True, slots=True)
class Turns:
    """When each host was last asked, so that none is asked again too soon."""

    clock: Clock
    _last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, delay: float) -> None:
        """Return once `delay` seconds have passed since the last exchange with `host` ended."""
        last = self._last.get(host)
        if last is not None:
            rest = last + delay - self.clock.elapsed()
            if rest > 0:
                self.clock.sleep(rest)

    def done(self, host: str) -> None:
        """An exchange with `host` is over."""
        self._last[host] = self.clock.elapsed()
