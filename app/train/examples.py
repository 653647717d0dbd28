"""Gold documents → labelled word pieces, and the windows that training sees of them."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from app.errors import BadInput
from app.extract.pieces import Pieces, pieces
from app.reading.folds import fold
from app.records import Span

PARTS = ("content", "speaker", "cue")
"""Label 0 is outside; part p begins with label 2p + 1 and goes on with 2p + 2."""
IGNORED = -100
WINDOW = 254


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated span, by its first and last piece."""

    part: int
    first: int
    last: int
    statement: int
    is_speech: bool


@dataclass(frozen=True, slots=True)
class Example:
    """Pieces with their labels and the spans that they make up; `cut` are statements not whole in it."""

    ids: list[int]
    cases: list[int]
    breaks: list[bool]
    labels: list[int]
    spans: list[Gold]
    cut: frozenset[int] = frozenset()


def load(path: Path, cut: Tokenizer, wanted: Callable[[int], bool]) -> list[Example]:
    """The documents of the wanted folds, labelled."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            fields = json.loads(line)
            try:
                if wanted(fold(fields["id"])):
                    found.append(_example(fields, cut))
            except KeyError as error:
                raise BadInput(f"{path}, line {number}: no {error}") from error
    return found


def windows(example: Example, rng: random.Random) -> Iterator[Example]:
    """An example cut into windows, at paragraph marks where it can be, from a random start."""
    count = len(example.ids)
    start = -rng.randrange(WINDOW // 2) if count > WINDOW else 0
    while start < count:
        first, last = max(start, 0), min(start + WINDOW, count)
        if last < count:
            marks = (k for k in range(last - 1, first + WINDOW // 2, -1) if example.breaks[k])
            last = next(marks, last)
        yield _window(example, first, last)
        start = last


def _window(example: Example, first: int, last: int) -> Example:
    labels = example.labels[first:last]
    if labels and labels[0] > 0 and labels[0] % 2 == 0:
        labels = [labels[0] - 1, *labels[1:]]  # a span cut in two begins anew
    whole = [one for one in example.spans if first <= one.first and one.last < last]
    return Example(
        example.ids[first:last],
        example.cases[first:last],
        example.breaks[first:last],
        labels,
        [Gold(g.part, g.first - first, g.last - first, g.statement, g.is_speech) for g in whole],
        frozenset(one.statement for one in example.spans if not first <= one.first <= one.last < last),
    )


def _example(fields: dict[str, Any], cut: Tokenizer) -> Example:
    text = fields["text"]
    read = pieces(text, _paragraphs(text), cut)
    labels = [0] * len(read.ids)
    spans: list[Gold] = []
    for number, statement in enumerate(fields["statements"]):
        for part, name in enumerate(PARTS):
            for start, end in statement[name]:
                places = _places(read, start, end)
                if not places or any(labels[place] for place in places):
                    continue
                for place in places:
                    labels[place] = 2 * part + 2
                labels[places[0]] = 2 * part + 1
                spans.append(Gold(part, places[0], places[-1], number, bool(statement.get("speech", True))))
    for start, end in fields.get("discard") or []:
        for place in _places(read, start, end):
            labels[place] = IGNORED
    return Example(read.ids, read.cases, read.breaks, labels, spans)


def _paragraphs(text: str) -> list[Span]:
    found, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(position, position + len(line)))
        position += len(line) + 1
    return found


def _places(read: Pieces, start: int, end: int) -> list[int]:
    return [n for n, span in enumerate(read.spans) if span.start < end and span.end > start]
