"""Figures of check-worthiness, on numbers small enough to reckon by hand, and beside plain models."""

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from app.errors import BadInput
from app.evaluate.plain_models import best_threshold, fitted
from app.evaluate.scores import Estimate
from app.evaluate.worth import average_precision, f1, measure
from app.reading.labelled import Labelled, load, without

HERE = Path(__file__).parent
FIGURES = [
    "It fell by {} percent in 2010.",
    "They spent {} million dollars on {} schools.",
    "He voted {} times.",
]
WISHES = ["I hope that {} comes.", "Thank you, {}.", "We should help {} now."]


def written(path: Path, rows) -> Path:
    path.write_text("".join(json.dumps({"text": text, "label": label}) + "\n" for text, label in rows))
    return path


def sentences(numbers):
    for number in numbers:
        yield from ((one.format(number, number), 1) for one in FIGURES)
        yield from ((one.format("x" * number), 0) for one in WISHES)


def test_average_precision_by_hand():
    labels, scores = np.array([1.0, 0, 1, 0]), np.array([0.9, 0.8, 0.7, 0.1])
    assert average_precision(labels, scores) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(labels, np.full(4, 0.5)) == pytest.approx(0.5)


def test_average_precision_is_scikit_learn_s():
    rng = np.random.default_rng(3)
    labels, scores = rng.integers(2, size=300).astype(float), rng.integers(40, size=300) / 40
    assert average_precision(labels, scores) == pytest.approx(average_precision_score(labels, scores))


def test_f1_by_hand():
    assert f1(np.array([1.0, 1, 0, 0]), np.array([1.0, 0, 1, 0])) == pytest.approx(0.5)
    assert f1(np.zeros(2), np.zeros(2)) == 0


def test_the_threshold_is_that_of_the_best_f1():
    assert best_threshold(np.array([1.0, 1, 0, 0]), np.array([0.9, 0.6, 0.5, 0.1])) == 0.6


def test_figures_have_ranges_and_stand_beside_plain_models(tmp_path):
    given = written(tmp_path / "given.jsonl", sentences(range(10, 40)))
    asked = written(tmp_path / "asked.jsonl", sentences(range(50, 58)))
    alone, beside = measure([asked], tmp_path), measure([given, asked], tmp_path)
    assert set(alone) == {"worth checking", "F1", "average precision", "calibration"}
    assert {"length: F1", "TF-IDF: average precision", "above TF-IDF with pairs: F1"} < set(beside)
    assert alone["worth checking"] == beside["worth checking"]
    assert alone["worth checking"].value == alone["F1"].value > 0.9
    for figure in beside.values():
        if isinstance(figure, Estimate) and figure.low is not None:
            assert figure.low <= figure.value + 1e-9
            assert figure.value <= figure.high + 1e-9


def test_the_difference_to_a_plain_model_is_that_of_both_figures(tmp_path):
    given = written(tmp_path / "given.jsonl", sentences(range(10, 40)))
    asked = written(tmp_path / "asked.jsonl", sentences(range(50, 58)))
    found = measure([given, asked], tmp_path)
    for name in ("F1", "average precision"):
        above = found[name].value - found[f"length: {name}"].value
        assert found[f"above length: {name}"].value == pytest.approx(above)


def test_a_plain_model_learns_what_tells_both_apart():
    given = [Labelled(text, bool(label)) for text, label in sentences(range(10, 40))]
    scores, threshold = fitted(given, ["It fell by 3 percent in 2010.", "I hope that he comes."])["TF-IDF"]
    assert scores[1] < threshold <= scores[0]


def test_a_sentence_counts_once_and_not_where_it_is_measured_on():
    some = [
        Labelled("Rain fell.", True),
        Labelled("rain fell", True),
        Labelled("No.", False),
        Labelled("Snow!", False),
    ]
    assert without(some, [Labelled("“Snow”", True)]) == [some[0], some[2]]


@pytest.mark.parametrize(
    "lines", ["", "{}", "oops", '{"text": "a", "label": 1}', "[1]", '{"text": "a", "label": "x"}']
)
def test_what_holds_no_labelled_sentences_is_told(tmp_path, lines):
    path = tmp_path / "odd.jsonl"
    path.write_text(lines)
    with pytest.raises(BadInput, match="odd"):
        load(path)
