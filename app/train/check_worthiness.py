"""Fitting check-worthiness: labelled sentences → the weights of `app.extract.check_worthiness`."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import FunctionTransformer

from app.errors import BadInput
from app.extract.check_worthiness import grams, signs, tokens

_FEWEST = 5
"""Sentences that must have a word, or a pair, for it to count."""
_SIGNS_FREER = 0.2
"""Signs are held back less than words: each stands for many."""
_LEAST_HELD = 2.0
_FOLDS, _SEED = 5, 0
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HEAD = """\
# Weights of check-worthiness, written by `cuttings train-worth`; the model card is README.md.
# Part, feature, weight and, for words, rarity (inverse document frequency), parted by tabs.
"""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Texts with whether each was worth checking."""

    texts: list[str]
    labels: list[int]


@dataclass(frozen=True, slots=True)
class Fit:
    """A file's lines, and what cross-validation says of them."""

    stored: str
    sentences: int
    left_out: int
    average_precision: float
    f1: float
    threshold: float


def load(path: Path) -> Sentences:
    """The sentences of a file of lines with "text" and "label" (1 is worth checking)."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return Sentences([str(row["text"]) for row in rows], [int(row["label"]) for row in rows])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path} holds no labelled sentences: {error}") from error


def without(some: Sentences, others: Iterable[str]) -> Sentences:
    """Each sentence once, and none whose words are those of one of `others`."""
    seen = {_plain(other) for other in others}
    kept: list[tuple[str, int]] = []
    for text, label in zip(some.texts, some.labels, strict=True):
        if (plain := _plain(text)) not in seen:
            seen.add(plain)
            kept.append((text, label))
    return Sentences([text for text, _ in kept], [label for _, label in kept])


def fitted(given: Sentences, measured_on: Iterable[str], tell: Callable[[str], None]) -> Fit:
    """Fit to `given`, leaving out what `measured_on` has too; the threshold is that of the folds' best F1."""
    kept = without(given, measured_on)
    labels = np.array(kept.labels)
    model = _model(_vocabulary(kept.texts))
    tell(f"{len(kept.texts)} sentences, {labels.sum()} of them worth checking")
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    likely = cross_val_predict(model, kept.texts, labels, cv=folds, method="predict_proba")[:, 1]
    threshold, f1 = _best(labels, likely)
    model.fit(kept.texts, labels)
    found = Fit(
        _stored(model, threshold),
        len(kept.texts),
        len(given.texts) - len(kept.texts),
        float(average_precision_score(labels, likely)),
        f1,
        threshold,
    )
    tell(
        f"over {_FOLDS} folds AP {found.average_precision:.4f}, F1 {f1:.4f} from a score of {threshold:.3f}"
    )
    return found


def _model(vocabulary: Sequence[str]) -> Pipeline:
    words = TfidfVectorizer(analyzer=_grams, vocabulary=vocabulary, binary=True)
    named = Pipeline([("signs", FunctionTransformer(_signs)), ("rows", DictVectorizer())])
    both = FeatureUnion([("words", words), ("signs", named)], transformer_weights={"signs": _SIGNS_FREER})
    return Pipeline([("features", both), ("fit", LogisticRegression(C=_LEAST_HELD, max_iter=2000))])


def _vocabulary(texts: Sequence[str]) -> list[str]:
    """What enough sentences have and holds no name: no word that mostly has a capital within a sentence."""
    counts = Counter(gram for text in texts for gram in _grams(text))
    capital, plain = Counter[str](), Counter[str]()
    for text in texts:
        for number, word in enumerate(_WORD.findall(text)):
            if number:
                (capital if word[0].isupper() else plain)[word.lower()] += 1
    names_ = {word for word, count in capital.items() if count > plain[word]} - set(
        tokens("I'm I'd I'll I've I")
    )
    return sorted(
        gram for gram, count in counts.items() if count >= _FEWEST and not names_.intersection(gram.split())
    )


def _stored(model: Pipeline, threshold: float) -> str:
    union, fit = model["features"], model["fit"]
    words, rows = union.transformer_list[0][1], union.transformer_list[1][1]["rows"]
    weights = fit.coef_[0]
    of_signs = weights[len(words.idf_) :] * _SIGNS_FREER
    lines = [f"fit\tbias\t{fit.intercept_[0]:.4f}", f"fit\tthreshold\t{threshold:.3f}"]
    lines += [f"sign\t{name}\t{w:.3f}" for name, w in zip(rows.feature_names_, of_signs, strict=True)]
    named = zip(words.get_feature_names_out(), weights, words.idf_, strict=False)
    lines += [f"words\t{gram}\t{weight:.2f}\t{rarity:.2f}" for gram, weight, rarity in named]
    return _HEAD + "\n".join(lines) + "\n"


def _best(labels: np.ndarray, likely: np.ndarray) -> tuple[float, float]:
    precision, recall, thresholds = precision_recall_curve(labels, likely)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1[:-1].argmax())
    return float(thresholds[best]), float(f1[best])


def _grams(text: str) -> set[str]:
    return grams(tokens(text))


def _signs(texts: Sequence[str]) -> list[dict[str, float]]:
    return [signs(tokens(text)) for text in texts]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
