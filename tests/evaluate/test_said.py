"""Dates of saying against gold: what counts, and what a damaged file gets."""

from datetime import date

import pytest

from app.errors import BadInput
from app.evaluate.said import Row, figures, rows_of
from app.records import Span

DAY, OTHER = (date(2021, 5, 4), date(2021, 5, 4)), (date(2021, 5, 4), date(2021, 5, 5))


def row(days, trap="day"):
    return Row("Words.", None, Span(0, 5), days, trap)


def test_only_both_ends_right_is_right():
    found = figures(
        [(row(DAY), DAY), (row(DAY), OTHER), (row(DAY), None), (row(None), DAY), (row(None), None)]
    )
    said, silent = found["said"], found["not stated"]
    assert (said.right, said.predicted, said.gold) == (1, 3, 3)
    assert (silent.right, silent.of) == (1, 2)


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a", "of": "b"}', '{"text": "a", "of": "a"}'])
def test_a_file_of_something_else_is_refused(tmp_path, line):
    path = tmp_path / "said.jsonl"
    path.write_text(line)
    with pytest.raises(BadInput):
        rows_of(path)
