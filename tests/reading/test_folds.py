"""Tenths of a corpus."""

from app.reading.folds import fold


def test_a_document_is_always_in_the_same_tenth():
    assert [fold(name) for name in ("a", "b", "c")] == [2, 0, 6]


def test_tenths_are_about_equal():
    counts = [0] * 10
    for number in range(5000):
        counts[fold(f"document {number}")] += 1
    assert min(counts) > 400
    assert max(counts) < 600
