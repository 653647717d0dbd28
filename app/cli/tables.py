"""Figures as tables for a terminal, in percent."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from app.records import Kind

if TYPE_CHECKING:
    from app.evaluate.comparing import Result
    from app.evaluate.corrected import Corrected
    from app.evaluate.reliability import Bin
    from app.evaluate.scores import Figure, Figures, Scores
    from app.evaluate.speed import Speed

_LABELS = {
    "overlap": "the words, in the main",
    "exact": "the words, exactly",
    "spans": "unbroken passages, exactly",
    "words": "every word by itself",
    "joint": "words and speaker",
    **{f"joint {kind}": f"  {kind}" for kind in Kind},
    "sentences": "sentences that report speech",
    "speaker": "speaker (share right)",
    "resolved": "speaker's resolved name (share right)",
    "partial": "quotations found (share)",
    "partial names": "their speaker's name (share right)",
    "wrong": "shown names wrong (share)",
    "withheld": "names withheld (share)",
}
"""The summary's rows, by figure; the last two say of shown names what is not as it should be."""
_OPPOSITES = {"wrong": "shown names", "withheld": "shown"}
_CORRECTED = {
    "found": "statements found",
    "words": "the words, exactly",
    "kept out": "rejected, and not found",
}
_PARTS = {
    "parser": "spaCy: parser, tags, names",
    "network": "the tagger's network",
    "rules": "marks, rules, links",
    "speakers": "who is meant",
    "claims": "claims",
    "countries": "countries",
}


def summary(results: Sequence["Result"]) -> Table:
    """One column a set and reader."""
    table = _table("F1 in percent, where nothing else is said", ("", *(_column(one) for one in results)))
    columns = [one.scores for one in results]
    table.add_row("documents", *(str(scores.documents) for scores in columns))
    for name, label in _LABELS.items():
        cells = [_cell(scores, name) for scores in columns]
        if any(cells):
            table.add_row(label, *(cell or "–" for cell in cells))
    return table


def details(result: "Result") -> Table:
    """Every figure of one result with its counts, and the range that holds 95 % of it by chance."""
    from app.evaluate.intervals import intervals

    heads = ("", "precision", "recall", "F1 or share", "95 % within", "counts")
    table = _table(f"{_column(result)}: every figure", heads)
    scores = result.scores
    ranges = intervals(scores.tallies)
    for name, figure in sorted(scores.figures.items(), key=_order):
        low, high = ranges.get(name, (0.0, 0.0))
        within = f"{_percent(low)}–{_percent(high)}" if name in ranges else "–"
        table.add_row(name, *_numbers(figure)[:-1], within, _numbers(figure)[-1])
    return table


def figures(title: str, found: "Figures") -> Table:
    """Figures that belong to no result, one a row."""
    table = _table(title, ("", "precision", "recall", "F1 or share", "counts"))
    for name, figure in found.items():
        table.add_row(name, *_numbers(figure))
    return table


def corrected(found: "Mapping[str, Corrected]") -> Table:
    """Of what editors judged, how much was right when it was judged, and is now."""
    table = _table("What editors judged, and the share of it that is right", ("", "then", "now", "judged"))
    for name, figure in found.items():
        label = _CORRECTED.get(name, name)
        table.add_row(label, _percent(figure.then.value), _percent(figure.now.value), str(figure.now.of))
    return table


def styles(result: "Result") -> Table:
    """One row a file of marked articles."""
    heads = ("", "articles", "statements", "words", "words and speaker", "resolved name")
    table = _table(f"{_column(result)}: by style", heads)
    for style, scores in result.by_style.items():
        overlap = scores.figures.get("overlap")
        cells = (_cell(scores, name) or "–" for name in ("overlap", "joint", "resolved"))
        table.add_row(style, str(scores.documents), str(getattr(overlap, "gold", 0)), *cells)
    return table


def reliability(result: "Result") -> Table:
    """How often predictions are right, by their confidence."""
    from app.evaluate.reliability import calibration_error, curve

    bins = curve(result.outcomes)
    error = _percent(calibration_error(bins))
    title = f"{_column(result)}: confidence; its error is {error} %"
    table = _table(title, ("confidence", "statements", "their mean", "words and speaker right"))
    for one in bins:
        table.add_row(*_bin(one))
    return table


def displays(result: "Result") -> Table:
    """What readers would see, by the confidence from which on names are shown."""
    from app.evaluate.reliability import displays as at_thresholds

    heads = ("names shown from", "shown", "of them wrong", "withheld")
    table = _table(f"{_column(result)}: names shown", heads)
    for one in at_thresholds(result.namings):
        table.add_row(f"{one.threshold:.2f}", str(one.shown), _percent(one.wrong), _percent(one.withheld))
    return table


def speed(name: str, measured: "Speed") -> Table:
    """Words a second of processor time, and where the time goes."""
    table = _table(f"{name}: words a second of processor time, {measured.words:,} words", ("", ""))
    table.add_row("spaCy alone, with its parser and names", f"{measured.bare:,.0f}")
    table.add_row("extraction", f"{measured.ours:,.0f}")
    table.add_row("extraction by spaCy", f"{measured.ratio:.2f}")
    for part, share in measured.shares.items():
        table.add_row(f"  share of {_PARTS[part]}", f"{_percent(share)} %")
    return table


def _table(title: str, heads: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    return table


def _column(result: "Result") -> str:
    from app.evaluate.comparing import OURS

    return result.gold.name if result.reader == OURS else f"{result.gold.name}, {result.reader}"


def _cell(scores: "Scores", name: str) -> str:
    figure = scores.figures.get(_OPPOSITES.get(name, name))
    if figure is None:
        return ""
    return _percent(1 - figure.value if name in _OPPOSITES else figure.value)


def _numbers(figure: "Figure") -> tuple[str, str, str, str]:
    from app.evaluate.scores import Cubed, Estimate, Score

    if isinstance(figure, Estimate):
        low, high = figure.low, figure.high
        within = "" if low is None or high is None else f"95 % within {_percent(low)}–{_percent(high)}"
        return "", "", _percent(figure.value), within
    if isinstance(figure, Cubed):
        counts = f"{figure.mentions} mentions of {figure.gold} speakers, {figure.found} in ours"
        return _percent(figure.precision), _percent(figure.recall), _percent(figure.value), counts
    if isinstance(figure, Score):
        counts = f"{figure.right} of {figure.predicted}, {figure.found} of {figure.gold}"
        return _percent(figure.precision), _percent(figure.recall), _percent(figure.value), counts
    return "", "", _percent(figure.value), f"{figure.right} of {figure.of}"


def _order(named: tuple[str, object]) -> tuple[int, str]:
    """The summary's order, and beneath each figure its parts."""
    first = named[0].partition(" ")[0]
    names = list(_LABELS)
    return (names.index(first) if first in names else len(names), named[0])


def _bin(one: "Bin") -> tuple[str, str, str, str]:
    between = f"{100 * one.low:.0f}–{100 * one.high:.0f}"
    return between, str(one.count), _percent(one.confidence), _percent(one.right)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
