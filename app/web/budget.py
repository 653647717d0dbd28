"""How often one client may ask for what is dear: so often a minute, and some of that at once."""

import math
from collections import OrderedDict

_CLIENTS = 10_000
"""Clients that are remembered; whoever has more addresses than that is not held up by any of this."""


class Budget:
    """What each client has left, in memory only: one number for each, until all is there again.

    It is asked by one thread, the one that requests come in by.
    """

    def __init__(self, per_minute: int, at_once: int) -> None:
        """Allow so many a minute, and so many of them at once; with 0 a minute there is no limit."""
        self._each = 60 / per_minute if per_minute else 0.0
        self._ahead = self._each * (max(1, at_once) - 1)
        # By client, the moment at which all that it asked for is made up for; the longest unseen first.
        self._until: OrderedDict[str, float] = OrderedDict()

    def held(self, client: str, now: float) -> int:
        """Seconds until this client may ask; where it may now, that is remembered, and 0."""
        if not self._each:
            return 0
        until = max(self._until.get(client, now), now)
        wait = until - now - self._ahead
        if wait > 0:
            return math.ceil(wait)
        self._until[client] = until + self._each
        self._until.move_to_end(client)
        if len(self._until) > _CLIENTS:
            self._until.popitem(last=False)
        return 0
