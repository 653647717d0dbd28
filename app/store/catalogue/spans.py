"""Days from one to another as one number each, so that a column has both: most are of the same day."""

import numpy as np

from app.store.catalogue.bitmaps import Numbers

_BITS, _LAST = np.uint64(32), np.uint64(0xFFFFFFFF)


def of(first: Numbers, last: Numbers) -> Numbers:
    """Spans in order by their first day, then their last, from proleptic ordinals; 0 for none stated."""
    made: Numbers = first.astype(np.uint64) << _BITS | last.astype(np.uint64)
    return made


def first(spans: Numbers) -> Numbers:
    """The first day of each."""
    return (spans >> _BITS).astype(np.uint32)


def last(spans: Numbers) -> Numbers:
    """The last day of each."""
    return (spans & _LAST).astype(np.uint32)
