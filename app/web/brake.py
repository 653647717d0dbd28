"""A brake on guessing and on floods: who did something too often lately has to wait."""

import threading
from collections import OrderedDict

TRIES, SECONDS = 5, 60
_CLIENTS = 10_000
"""Clients that are remembered; whoever has more addresses than that is not held up by any of this."""


class Brake:
    """Counts tries by client; only in memory, and for some seconds."""

    def __init__(self, tries: int = TRIES, seconds: int = SECONDS) -> None:
        self._tries, self._seconds = tries, seconds
        self._counted: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def waits(self, client: str, now: float) -> int:
        """Seconds until this client may try again; 0 where it may now."""
        with self._lock:
            return self._waits(client, now)

    def wrong(self, client: str, now: float) -> None:
        """Remember a wrong try."""
        with self._lock:
            self._count(client, now)

    def held(self, client: str, now: float) -> int:
        """Seconds until this client may do it again; where it may now, remember that it did, and 0."""
        with self._lock:
            wait = self._waits(client, now)
            if not wait:
                self._count(client, now)
            return wait

    def _waits(self, client: str, now: float) -> int:
        lately = [at for at in self._counted.get(client, ()) if now - at < self._seconds]
        return 0 if len(lately) < self._tries else int(self._seconds - (now - lately[0])) + 1

    def _count(self, client: str, now: float) -> None:
        lately = [at for at in self._counted.pop(client, ()) if now - at < self._seconds]
        self._counted[client] = [*lately, now][-self._tries :]
        if len(self._counted) > _CLIENTS:
            self._counted.popitem(last=False)
