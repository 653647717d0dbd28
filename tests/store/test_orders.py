"""Orders in parts: the same as all rows sorted, whatever comes and goes; parts are shared."""

import random

import numpy as np
import pytest
from pyroaring import BitMap

from app.store.catalogue import bitmaps, orders
from app.store.catalogue.columns import Columns


@pytest.fixture(autouse=True)
def short_parts(monkeypatch):
    monkeypatch.setattr(orders, "_PART", 4)


def test_an_order_is_read_as_the_list_of_its_numbers_is():
    numbers = np.random.default_rng(3).permutation(57).astype("u4")
    order, told = orders.in_parts(numbers), numbers.tolist()
    assert (len(order), len(order.parts), order[:].tolist()) == (57, 14, told)
    assert [order[at] for at in range(57)] == told
    for start in range(0, 60, 3):
        for end in range(0, 60, 5):
            assert order[start:end].tolist() == told[start:end], (start, end)
    assert order.among(np.array([70, 3, 8], "u4")).tolist() == [each for each in told if each in (3, 8)]


def test_an_order_of_nothing_is_read_as_one():
    nothing = orders.in_parts(np.zeros(0, "u4"))
    assert (len(nothing), nothing[:4].tolist()) == (0, [])
    assert nothing.among(np.array([3], "u4")).tolist() == []


@pytest.mark.parametrize("name", ["newest", "worth"])
def test_brought_up_to_date_it_is_as_sorted_anew_and_those_before_stay(name):
    chance = random.Random(7)
    columns, held, articles = Columns({}, 1, [1], {}), {}, 0
    live, order = BitMap(), orders.in_parts(np.zeros(0, "u4"))
    seen = []
    for _ in range(60):
        left = set(chance.sample(range(1, articles + 1), articles // 20))
        gone = BitMap(number for number in live if held[number] in left)
        fresh, rows = [], []
        for _ in range(chance.choice((0, 1, 1, 9))):
            articles += 1
            for position in range(chance.randrange(4)):
                fresh.append(len(held) + 1)
                held[fresh[-1]] = articles
                rows.append((articles, position, 7 * articles % 5))
        before, numbers = columns, np.array(fresh, "u4")
        article, position, day = np.array(rows, "u4").reshape(-1, 3).T
        stated = {"article": article, "position": position, "day": day, "worth": position / 4}
        columns = columns.written(numbers, stated)
        live = (live - gone) | bitmaps.of_numbers(numbers)
        order = orders.changed(before, columns, name, order, gone, numbers)
        assert order[:].tolist() == orders.ordered(columns, name, live).tolist()
        assert all(0 < len(part) <= 8 for part in order.parts)
        seen.append((order, order[:].tolist()))
    assert len(live) > 60
    assert all(each[:].tolist() == told for each, told in seen)


def test_only_the_parts_that_rows_come_to_are_copied():
    columns = Columns({}, 1, [1], {}).written(
        np.arange(1, 101, dtype="u4"),
        {"article": np.arange(1, 101, dtype="u4"), "day": np.full(100, 5, "u4")},
    )
    before = orders.in_parts(orders.ordered(columns, "newest", BitMap(range(1, 101))))
    after = orders.changed(columns, columns, "newest", before, BitMap([50]), np.zeros(0, "u4"))
    same = {id(part) for part in before.parts} & {id(part) for part in after.parts}
    assert (len(before.parts), len(same)) == (25, 24)
