"""Sentences about countries, with traps, written before the code was tuned to them."""

from pathlib import Path

import pytest

from app.evaluate.countries import measure

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", ["countries", "blocs"])
def test_countries_and_blocs_are_the_right_ones(name: str):
    figures = measure([HERE / "countries.tsv"], HERE)
    assert figures[name].value >= 0.97
