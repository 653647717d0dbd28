"""Lengths of time as people write them: 15m, 2h, 7d."""

import re
from datetime import timedelta

from app.errors import BadInput

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_LENGTH = re.compile(r"(\d{1,6})\s*([smhd])")


def length(words: object) -> timedelta:
    """The length of time that `words` say. Raises BadInput."""
    found = _LENGTH.fullmatch(words.strip().lower()) if isinstance(words, str) else None
    if found is None:
        raise BadInput(f"{words!r} is no length of time, such as 15m, 2h or 7d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def written(time: timedelta) -> str:
    """`time` in the largest unit that goes into it without a rest."""
    seconds = int(time.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"
