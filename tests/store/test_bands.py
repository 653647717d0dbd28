"""Who has a band, however many have it and whatever was taken back."""

from collections import defaultdict
from random import Random

import numpy as np
import pytest

from app.store.saving import bands, rows

BANDS = [-(1 << 31), -(1 << 31) + 1, -1, 0, 1, 1 << 15, (1 << 31) - 1]


def numbers(found):
    pairs = np.array(sorted(found), np.int64).reshape(-1, 2)
    return bands.pairs(pairs[:, 0], pairs[:, 1])


def first(db, asked=BANDS, new=()):
    told = bands.add(db, "claim", numbers(new), np.array(asked, np.int64))
    return {band: ids.tolist() for band, ids in told.items()}


def held(db):
    together = rows.tuples(db, "SELECT bucket, entries FROM claim_bands")
    beside = rows.tuples(db, "SELECT band, claim_id FROM claim_common_bands")
    return sorted([*(pair for row in together for pair in bands.unpacked(*row)), *beside])


@pytest.mark.parametrize("seed", range(6))
def test_the_first_of_each_band_are_told_after_any_changes(db, seed):
    chance, has = Random(seed), defaultdict(set)
    for _ in range(60):
        every = [(band, id_) for band in has for id_ in sorted(has[band])]
        gone = chance.sample(every, min(len(every), chance.randrange(80)))
        # The first of one band go all at once, and with them some of those beside.
        one = chance.choice(BANDS)
        few = [pair for pair in every if pair[0] == one][: chance.randrange(120)]
        gone = sorted({*gone, *few})
        bands.remove(db, "claim", numbers(gone))
        for band, id_ in gone:
            has[band].remove(id_)
        new = {
            (band, id_)
            for band in chance.sample(BANDS, 4)
            for id_ in chance.sample(range(1, 1000), chance.randrange(60))
            if id_ not in has[band]
        }
        for band, id_ in new:
            has[band].add(id_)
        expected = {band: sorted(has[band])[: bands.COMMONPLACE] for band in BANDS}
        assert first(db, new=new) == expected
        assert first(db) == expected
        assert held(db) == sorted((band, id_) for band in has for id_ in has[band])


def test_a_row_does_not_grow_with_all_that_have_a_band(db):
    for start in range(1, 1001, 10):
        first(db, [7], [(7, id_) for id_ in range(start, start + 10)])
    ((length,),) = rows.tuples(db, "SELECT length(entries) FROM claim_bands")
    assert length < 2 * bands.COMMONPLACE * bands.ENTRY.itemsize


def test_all_at_once_are_laid_as_they_come_to_lie_one_by_one(db):
    pairs = [(band, id_) for id_ in range(1, 101) for band in (-5, 7, 9)]
    for pair in pairs:
        first(db, [pair[0]], [pair])
    together, beside = bands.laid(numbers(pairs))
    kept = {bucket: sorted(bands.unpacked(bucket, entries)) for bucket, entries in together}
    found = rows.tuples(db, "SELECT bucket, entries FROM claim_bands")
    assert {bucket: sorted(bands.unpacked(bucket, entries)) for bucket, entries in found} == kept
    assert rows.tuples(db, "SELECT band, claim_id FROM claim_common_bands ORDER BY 1, 2") == beside
    assert len(beside) == 3 * (100 - bands.COMMONPLACE)
