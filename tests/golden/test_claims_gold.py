"""Claims against what careful readers found claimed, before anything was tuned on them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.evaluate.claims import compare, figures, readings
from app.evaluate.scores import Score
from app.extract.extraction import extract
from app.extract.pipeline import Models
from app.settings import place

HERE = Path(__file__).parent
Measure = Callable[[str], Mapping[str, Score]]


@pytest.fixture(scope="module")
def measured(models: Models) -> Measure:
    def scores(name: str) -> Mapping[str, Score]:
        gold = readings([HERE / name], place("seeds"))
        return figures(compare(claims, extract(text, models)) for text, claims in gold)

    return scores


def test_claims_of_the_seeds(measured: Measure):
    scores = measured("claims.gold.json")
    assert scores["claims"].recall >= 0.9
    assert scores["claims"].precision >= 0.85


@pytest.mark.parametrize("name", ["first", "second"])
def test_claims_of_articles_whose_readers_never_saw_the_extractor(measured: Measure, name: str):
    scores = measured(f"claims/{name}.json")
    assert scores["claims"].recall >= 0.8
    assert scores["claims"].precision >= 0.9
    assert scores["narration"].recall >= 0.9
    assert scores["with claimer"].precision >= 0.8
