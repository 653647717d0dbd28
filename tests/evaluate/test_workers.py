"""Tasks spread over processes: in order, few at a time, and nothing left behind."""

import json
import multiprocessing

import pytest

from app.errors import AppError
from app.evaluate.workers import in_order
from app.evaluate.written import Asked, answer

COUNT = 20


def lines(taken: list[int]):
    for number in range(COUNT):
        taken.append(number)
        # Every other text takes longer to read: results become ready out of order.
        text = "“We will go,” said Ann Lee. " * (1 if number % 2 else 8)
        yield Asked(number, json.dumps({"id": str(number), "text": text}).encode())


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_tasks_are_not_taken_far_ahead(workers: int):
    taken: list[int] = []
    results = []
    for asked, answered in in_order(answer, lines(taken), workers):
        assert len(taken) - len(results) <= 4 * workers + 1
        results.append(asked.number)
        assert json.loads(answered.line)["id"] == str(asked.number)
    assert results == list(range(COUNT))
    assert multiprocessing.active_children() == []


def test_a_worker_that_dies_is_told_and_one_that_is_left_ends():
    results = in_order(answer, lines([]), 2)
    next(results)
    for child in multiprocessing.active_children():
        child.kill()
    with pytest.raises(AppError, match="worker"):
        list(results)
    results = in_order(answer, lines([]), 2)
    next(results)
    results.close()
    assert multiprocessing.active_children() == []
