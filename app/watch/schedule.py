"""When to look again: pure reckoning, from what is chosen and what was seen."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

LONGEST_WAIT = timedelta(days=1)
"""However often a feed has failed, it is asked once in this time."""
TRIES = 6
"""So often a page that cannot be read is asked for; then it is given up."""


def after_success(url: str, every: timedelta, now: datetime) -> datetime:
    """When an address is due next: within `every`, by up to a tenth earlier.

    How much earlier is different for each address, so that those that began together come apart; and
    the same whenever it is reckoned.
    """
    spread = int(hashlib.sha256(url.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    return now + every * (1 - spread / 10)


def after_failure(failures: int, every: timedelta, now: datetime, asked: float | None = None) -> datetime:
    """When an address that failed `failures` times running is due next: each time after twice as long.

    The wait is at most a day, or as long as `every` where that is longer; a server may ask for more
    seconds than we would wait, up to the same.
    """
    longest = max(LONGEST_WAIT, every)
    # Beyond this power every wait is the longest: a feed may have failed for years.
    wait = min(longest, every * (1 << min(failures, 20)))
    return now + max(wait, min(longest, timedelta(seconds=asked or 0)))


def look_again(seen: datetime, looked: datetime, again: Sequence[timedelta]) -> datetime | None:
    """When a page first `seen` and last `looked` at is looked at next; None for never again.

    Looks that were missed are not made up for: one look sees all that was changed.
    """
    return min((seen + after for after in again if seen + after > looked), default=None)
