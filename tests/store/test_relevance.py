import numpy as np
from pyroaring import BitMap

from app.store.catalogue.relevance import Ranks
from app.store.catalogue.remembered import Hits, Remembered

RANKS = Ranks(3, np.array([4, 7, 9, 12], np.uint32), np.array([-1.0, -2.5, -1.0, -3.0]))


def test_the_best_come_first_then_the_newest():
    assert RANKS.in_order(np.array([2, 4, 7, 8, 9, 30], np.uint32)).tolist() == [7, 9, 4, 30, 8, 2]
    assert RANKS.in_order(np.array([], np.uint32)).tolist() == []
    assert [RANKS.get(7), RANKS.get(8), RANKS.get(99)] == [-2.5, 0.0, 0.0]


def test_what_was_not_asked_for_longest_makes_room():
    kept = Remembered(most_bytes=2_000)
    for word in ("one", "two", "three"):
        kept.keep(word, Hits(1, 9, BitMap([1, 5])))
        kept.get("one")
    kept.keep("four", Hits(1, 9, BitMap([1])))
    assert [kept.get(word) is None for word in ("one", "two", "three", "four")] == [False, True, False, False]


def test_what_is_known_of_a_later_moment_stays():
    kept = Remembered()
    kept.keep("word", Hits(2, 9, BitMap([1, 5])))
    kept.keep("word", Hits(1, 7, BitMap([1])))
    assert kept.get("word").rows == BitMap([1, 5])
