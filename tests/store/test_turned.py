"""The oldest first out of the newest first: the same as rows sorted so, read from anywhere to anywhere."""

import random

import numpy as np
import pytest
from pyroaring import BitMap

from app.store.catalogue import orders, turned
from app.store.catalogue.columns import Columns
from app.store.catalogue.turned import Turned


def archive(chance, articles, most):
    """Columns of that many articles of at most so many rows, in any order; and the rows that are listed."""
    rows = [
        (article, chance.randrange(most), 3 * article % 7)
        for article in range(1, articles + 1)
        for _ in range(chance.randrange(most + 1))
    ]
    chance.shuffle(rows)
    article, position, day = np.array(rows, "u4").reshape(-1, 3).T
    numbers = np.arange(1, len(rows) + 1, dtype="u4")
    stated = {"article": article, "position": position, "day": day}
    listed = BitMap(number for number in numbers.tolist() if chance.random() < 0.9)
    return Columns({}, 1, [1], {}).written(numbers, stated), listed


@pytest.mark.parametrize(("articles", "most"), [(0, 1), (1, 30), (12, 1), (25, 9)])
def test_it_reads_as_rows_sorted_by_the_oldest(articles, most, monkeypatch):
    monkeypatch.setattr(turned, "_MARGIN", 1)
    columns, listed = archive(random.Random(articles), articles, most)
    newest = orders.in_parts(orders.ordered(columns, "newest", listed))
    told = orders.ordered(columns, "oldest", listed).tolist()
    for numbers in (newest, newest[:]):
        oldest = Turned(columns, numbers)
        assert [len(oldest), *(oldest[at] for at in range(len(told)))] == [len(told), *told]
        for start in range(0, len(told) + 2, 3):
            for end in range(0, len(told) + 4, 5):
                assert oldest[start:end].tolist() == told[start:end], (start, end)


def test_those_among_some_rows_keep_their_order():
    columns, listed = archive(random.Random(4), 40, 5)
    newest = orders.in_parts(orders.ordered(columns, "newest", listed))
    some = BitMap(number for number in listed if number % 3)
    found = Turned(columns, newest).among(np.array(some, "u4"))
    assert found[:].tolist() == orders.ordered(columns, "oldest", some).tolist()
