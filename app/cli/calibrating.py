"""Fitting how sure extraction is of itself."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from app.cli.extracting import one_thread_each


def calibrated(gold: Sequence[Path], articles: Path, target: Path, fold: int) -> None:
    """Fit the weights of confidence to tenth `fold` of corpora and to all other gold, into `target`."""
    one_thread_each()
    from app.evaluate import calibration
    from app.evaluate.sets import CORPUS, Choice, gold_sets, readings
    from app.extract import pipeline

    sets = gold_sets(gold)
    with Console(stderr=True).status("Reading"):
        models = pipeline.load()
        every = (
            one
            for some in sets
            for one in readings(some, Choice(articles, fold=fold if _is_corpus(some.files, CORPUS) else None))
        )
        weights = calibration.calibrated(every, models)
    target.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", "utf-8")


def _is_corpus(files: Sequence[Path], suffix: str) -> bool:
    return any(path.name.endswith(suffix) for path in files)
