"""Results → plain values for a JSON file."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.evaluate.comparing import Result
from app.evaluate.intervals import Interval, intervals
from app.evaluate.reliability import calibration_error, curve, displays
from app.evaluate.scores import Cubed, Estimate, Figure, Score, Scores


def report(results: Sequence[Result]) -> dict[str, Any]:
    """By set and reader: documents, every figure with its counts and range, styles, and reliability."""
    found: dict[str, Any] = {}
    for result in results:
        bins = curve(result.outcomes)
        one = _figures(result.scores)
        one["styles"] = {style: _figures(scores) for style, scores in result.by_style.items()}
        if bins:
            one["reliability"] = {
                "calibration_error": calibration_error(bins),
                "bins": [asdict(members) for members in bins],
            }
        if result.namings:
            one["names_shown"] = [asdict(display) for display in displays(result.namings)]
        found.setdefault(result.gold.name, {})[result.reader] = one
    return found


def _figures(scores: Scores) -> dict[str, Any]:
    ranges = intervals(scores.tallies)
    return {
        "documents": scores.documents,
        "figures": {name: _figure(figure, ranges.get(name)) for name, figure in scores.figures.items()},
    }


def _figure(figure: Figure, within: Interval | None) -> dict[str, Any]:
    if isinstance(figure, Score):
        shown: dict[str, Any] = {"precision": figure.precision, "recall": figure.recall, "f1": figure.value}
        shown |= {"right": figure.right, "predicted": figure.predicted}
        shown |= {"found": figure.found, "gold": figure.gold}
    elif isinstance(figure, Estimate | Cubed):
        shown = {"value": figure.value}
    else:
        shown = {"share": figure.value, "right": figure.right, "of": figure.of}
    return shown | ({"interval95": list(within)} if within else {})
