"""What may be asked for again soon: so many things, and what was not asked for longest goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Lately:
    """Things by a name that tells all that each is made of."""

    __slots__ = ("_kept", "_most")

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, name: Hashable, make: Callable[[], T]) -> T:
        """What has this name: made where it is not kept."""
        found: T | None = self._kept.pop(name, None)
        if found is None:
            found = make()
        # Put last again. No step here needs another thread to wait: at worst a thing is made twice.
        self._kept[name] = found
        while len(self._kept) > self._most:
            self._kept.pop(next(iter(tuple(self._kept)), None), None)
        return found
