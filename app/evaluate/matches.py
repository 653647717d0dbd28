"""Matches against what careful readers find the same: pairs written for it, and pairs of whole articles.

- **same**: pairs that we call certainly the same, in whatever relation, against those that readers do.
- **same or possible**: the same with what either side calls possible.
- **same, unseen**: as "same", of every second pair of a file alone: the others were looked at in tuning.
- **equal**, **contains**, **overlaps**, **other wording**: certain ones in this relation, either way round.
- **candidates**: pairs that share a band, so that they are compared at all, against all that are the same.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.evaluate.scores import Figures, Score
from app.extract.extraction import extract
from app.extract.pipeline import load
from app.link import encoder, matching, signatures
from app.records import Extraction, Match, Passage, Voice

_TURNED = {"contained": "contains"}
_RELATIONS = ("equal", "contains", "overlaps", "other wording")
_POSSIBLE, _NONE = "possibly", "none"
_NAMES = ("same", "same or possible", "same, unseen", *_RELATIONS, "candidates")
Counts = Counter[tuple[str, str]]
"""By figure and side: "right" of "predicted", "found" of "gold"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair of passages, what a reader says of it and what we do."""

    gold: str
    """A relation, "possibly" or "none"."""
    found: Match | None
    candidate: bool
    """Whether the two share a band."""
    unseen: bool


def measure(gold: Sequence[Path], articles: Path) -> Figures:
    """The figures of all `gold` together: pairs (.jsonl), and notes on the articles in a folder (.json)."""
    return figures(pair for path in gold for pair in _judged(path, articles))


def figures(pairs: Iterable[Judged]) -> Figures:
    """The figures that judged pairs make."""
    counts: Counts = Counter()
    for pair in pairs:
        said = _TURNED.get(pair.gold, pair.gold)
        ours = None if pair.found is None else _TURNED.get(pair.found.relation, pair.found.relation)
        certain = pair.found is not None and pair.found.certain
        same = said in _RELATIONS
        _count(counts, "same", gold=same, found=certain)
        _count(counts, "same or possible", gold=said != _NONE, found=pair.found is not None)
        _count(counts, "candidates", gold=same, found=pair.candidate and same)
        if pair.unseen:
            _count(counts, "same, unseen", gold=same, found=certain)
        for relation in _RELATIONS:
            _count(counts, relation, gold=said == relation, found=certain and ours == relation)
    sides = ("right", "predicted", "found", "gold")
    return {name: Score(*(counts[name, side] for side in sides)) for name in _NAMES}


def _count(counts: Counts, name: str, *, gold: bool, found: bool) -> None:
    counts[name, "predicted"] += found
    counts[name, "gold"] += gold
    counts[name, "right"] += found and gold
    counts[name, "found"] += found and gold


def _judged(path: Path, articles: Path) -> Iterator[Judged]:
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in text.splitlines() if line.strip()]
            yield from (_pair(row, unseen=number % 2 == 1) for number, row in enumerate(rows))
        else:
            yield from _between_articles(json.loads(text)["same_statement"], articles)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path} holds no pairs that can be read: {error!r}") from error


def _pair(row: dict[str, Any], *, unseen: bool) -> Judged:
    a, b = (passage(one["words"], one["speaker"]) for one in (row["a"], row["b"]))
    return Judged(row["relation"], matching.relation(a, b), _share(a, b), unseen)


def passage(words: str, name: str | None, article: str | None = None) -> Passage:
    """A passage as matching gets it; a name without a capital is nobody's in particular."""
    voice = None if name is None else Voice(name, name, settled=any(c.isupper() for c in name))
    return Passage(words, voice, article=article, vector=encoder.encode(words))


def _share(a: Passage, b: Passage) -> bool:
    return not signatures.bands(a).isdisjoint(signatures.bands(b))


def _between_articles(pairs: Sequence[dict[str, Any]], articles: Path) -> Iterator[Judged]:
    """Every pair of statements of two articles that is a match to us; then the pairs that none of them is."""
    models = load()
    names = sorted({pair[side]["article"] for pair in pairs for side in ("a", "b")})
    read = {
        name: list(_passages(name, extract((articles / name).read_text("utf-8"), models))) for name in names
    }
    wanted = {
        tuple((pair[side]["article"], pair[side]["paragraph"]) for side in ("a", "b")) for pair in pairs
    }
    met = set()
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            for a, in_a in read[one]:
                for b, in_b in read[other]:
                    found = matching.relation(a, b) if _share(a, b) else None
                    here = {pair for pair in wanted if _holds(pair, (one, in_a), (other, in_b))}
                    if found is not None:
                        met |= here
                        yield Judged(found.relation if here else _NONE, found, candidate=True, unseen=False)
    yield from (Judged("equal", None, candidate=False, unseen=False) for _ in wanted - met)


def _holds(pair: tuple[Any, ...], a: tuple[str, set[int]], b: tuple[str, set[int]]) -> bool:
    return all(
        any(name == article and paragraph in paragraphs for name, paragraphs in (a, b))
        for article, paragraph in pair
    )


def _passages(article: str, found: Extraction) -> Iterator[tuple[Passage, set[int]]]:
    text = found.document.text
    for one in found.attributions:
        name = None if one.entity is None else found.entities[one.entity].name
        words = " […] ".join(span.of(text) for span in one.content)
        within = {p.number for p in found.document.paragraphs if any(p.span.overlaps(s) for s in one.content)}
        yield passage(words, name, article), within
