"""Ranges by drawing documents again."""

from collections import Counter

from evaluate.readings import BOB, COAT, RAIN, TEXT, gold

from app.evaluate.corpus import Reading
from app.evaluate.counting import count
from app.evaluate.intervals import intervals

RIGHT = count(gold(RAIN, COAT), Reading("a", TEXT, (RAIN, COAT)))
WRONG = count(gold(RAIN, COAT), Reading("a", TEXT, (BOB,)))


def test_documents_that_agree_leave_no_doubt():
    assert intervals([RIGHT] * 5)["joint"] == (1, 1)


def test_a_range_holds_the_figure_and_narrows_with_more_documents():
    few, many = (intervals([RIGHT, WRONG] * n)["overlap"] for n in (4, 100))
    value = 4 / 7  # 2 right of 3 predicted, 2 found of 4
    for low, high in (few, many):
        assert 0 < low < value < high < 1
    assert many[1] - many[0] < (few[1] - few[0]) / 3


def test_the_same_documents_always_give_the_same_range():
    assert intervals([RIGHT, WRONG, RIGHT]) == intervals([RIGHT, WRONG, RIGHT])


def test_one_document_tells_nothing_of_others():
    assert intervals([RIGHT]) == {}
    assert intervals([]) == {}


def test_documents_that_count_nothing_are_drawn_too():
    low, high = intervals([RIGHT, Counter({"documents": 1})])["overlap"]
    assert (low, high) == (1, 1)
