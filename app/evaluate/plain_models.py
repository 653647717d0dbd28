"""What anybody can fit to labelled sentences in a minute; needs scikit-learn."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from app.reading.labelled import Labelled

Array = NDArray[np.float64]
_FOLDS = 5


def fitted(given: Sequence[Labelled], asked: Sequence[str]) -> dict[str, tuple[Array, float]]:
    """By name: a plain model's scores of the texts `asked`, and its threshold by cross-validation."""
    texts, labels = [one.text for one in given], np.array([one.is_worth for one in given], float)
    found = {}
    for name, features in {
        "length": FunctionTransformer(_lengths),
        "TF-IDF": TfidfVectorizer(),
        "TF-IDF with pairs": TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
    }.items():
        model = make_pipeline(features, LogisticRegression(max_iter=1000))
        likely = cross_val_predict(model, texts, labels, cv=_FOLDS, method="predict_proba")[:, 1]
        scores = model.fit(texts, labels).predict_proba(list(asked))[:, 1]
        found[name] = (scores, best_threshold(labels, likely))
    return found


def best_threshold(labels: Array, given: Array) -> float:
    """The score from which on F1 is best."""
    order = np.argsort(-given)
    right = np.cumsum(labels[order])
    by_count = 2 * right / (np.arange(1, len(labels) + 1) + labels.sum())
    return float(given[order][by_count.argmax()])


def _lengths(texts: Sequence[str]) -> Array:
    found: Array = np.log1p([[len(text.split())] for text in texts])
    return found
