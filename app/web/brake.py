"""A brake on guessing: who was wrong too often has to wait."""

import threading
from collections import OrderedDict

TRIES, SECONDS = 5, 60
_CLIENTS = 10_000
"""Clients that are remembered; whoever has more addresses than that is not held up by any of this."""


class Brake:
    """Counts wrong tries by client; only in memory, and for a minute."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def waits(self, client: str, now: float) -> int:
        """Seconds until this client may try again; 0 where it may now."""
        with self._lock:
            lately = [at for at in self._wrong.get(client, ()) if now - at < SECONDS]
        return 0 if len(lately) < TRIES else int(SECONDS - (now - lately[0])) + 1

    def wrong(self, client: str, now: float) -> None:
        """Remember a wrong try."""
        with self._lock:
            lately = [at for at in self._wrong.pop(client, ()) if now - at < SECONDS]
            self._wrong[client] = [*lately, now][-TRIES:]
            if len(self._wrong) > _CLIENTS:
                self._wrong.popitem(last=False)
