"""Fitted weights tell right from wrong as often as the rows do."""

import math
import random

from app.evaluate.fitting import fitted


def likely(weights, row) -> float:
    return 1 / (1 + math.exp(-sum(weights.get(name, 0) * value for name, value in row.items())))


def test_what_is_right_three_times_in_four_is_given_three_quarters():
    rng = random.Random(5)
    rows = [{"bias": 1.0, "good": float(n % 2)} for n in range(2000)]
    right = [rng.random() < (0.75 if row["good"] else 0.2) for row in rows]
    weights = fitted(rows, right)
    assert abs(likely(weights, {"bias": 1.0, "good": 1.0}) - 0.75) < 0.03
    assert abs(likely(weights, {"bias": 1.0, "good": 0.0}) - 0.2) < 0.03


def test_what_was_hardly_seen_counts_nothing():
    rows = [{"bias": 1.0}] * 50 + [{"bias": 1.0, "rare": 1.0}]
    assert "rare" not in fitted(rows, [True] * 50 + [False])
