"""Walking a list: the rows met along its whole order are those of the rows put in order by themselves."""

import random

import numpy as np
import pytest
from pyroaring import BitMap

from app.store.catalogue import orders, walking
from app.store.queries import keyset

ALL = range(1, 300)


@pytest.fixture
def line(monkeypatch):
    monkeypatch.setattr(orders, "_PART", 16)
    monkeypatch.setattr(walking, "FEW", 8)
    whole = orders.in_parts(np.array(ALL[::-1], "u4"))
    return walking.Line(
        name="greatest",
        types=(int,),
        values=lambda number: (number,),
        key=lambda values: (-values[0],),
        sort=lambda numbers: numbers[::-1],
        whole=lambda: whole,
    )


@pytest.mark.parametrize("spread", ["evenly", "at the beginning", "at the end"])
@pytest.mark.parametrize("many", [3, 9, 40, 299])
def test_the_nearest_are_met_however_many_and_wherever_they_are(line, many, spread):
    chance = random.Random(many)
    among = {"evenly": ALL, "at the beginning": ALL[-many:], "at the end": ALL[:many]}[spread]
    rows = BitMap(chance.sample(among, many))
    told = sorted(rows, reverse=True)
    for most in (1, 5, 26, many):
        assert walking.nearest(line, rows, most=most).tolist() == told[:most]
        for edge in chance.sample(ALL, 30):
            at = keyset.cursor(line.name, (edge,))
            after, before = [n for n in told if n < edge], [n for n in reversed(told) if n > edge]
            assert walking.nearest(line, rows, after=at, most=most).tolist() == after[:most]
            assert walking.nearest(line, rows, before=at, most=most).tolist() == before[:most]
