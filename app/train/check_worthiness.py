"""Fitting check-worthiness: labelled sentences → the weights of `app.extract.check_worthiness`."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import FunctionTransformer

from app.extract.check_worthiness import grams, signs, tokens
from app.reading.labelled import Labelled, without

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


def fitted(given: Sequence[Labelled], measured_on: Iterable[Labelled], tell: Callable[[str], None]) -> str:
    """The lines of the weights' file, fitted to `given` without what `measured_on` has too.

    The threshold is that of the best F1 over the folds of a cross-validation.
    """
    kept = without(given, measured_on)
    texts, labels = [one.text for one in kept], np.array([one.is_worth for one in kept])
    tell(f"{len(texts)} sentences, {labels.sum()} of them worth checking; {len(given) - len(texts)} left out")
    model = _model(_vocabulary(texts))
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    likely = cross_val_predict(model, texts, labels, cv=folds, method="predict_proba")[:, 1]
    threshold, f1 = _best(labels, likely)
    average = average_precision_score(labels, likely)
    tell(f"over {_FOLDS} folds average precision {average:.4f}, F1 {f1:.4f} from a score of {threshold:.3f}")
    return _stored(model.fit(texts, labels), threshold)


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


def _grams(text: str) -> tuple[str, ...]:
    return grams(tokens(text))


def _signs(texts: Sequence[str]) -> list[dict[str, float]]:
    return [signs(tokens(text)) for text in texts]
