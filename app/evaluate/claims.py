"""Claims against what careful readers find claimed.

A claim is found when one of ours shares half of the shorter of the two and names the claimer. Ours are right
when they share so much with any claim of the gold, required or not:

- **claims**: precision whoever the claimer, recall of the required ones.
- **narration**, **statements**: the same of the article's own claims, and of those in what somebody said.
- **every claim**: recall of the optional ones as well.
- **with claimer**: as claims, but ours are right only where they name the claimer of what they share.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.evaluate import corpus, marked
from app.evaluate.naming import same_name
from app.evaluate.scores import Figures, Score
from app.extract.extraction import extract
from app.extract.pipeline import load
from app.records import Claim, Extraction, Span

_ARTICLE = "the article"
_SHARE = 0.5

Counts = Counter[tuple[str, str]]
"""By figure and side: "right" of "predicted", "found" of "gold"."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim that a reader found."""

    span: Span
    claimer: str | None
    """None is the article itself."""
    required: bool


def measure(gold: Sequence[Path], articles: Path) -> Figures:
    """The figures of all `gold` together; `articles` is the folder of the articles that are files."""
    models = load()
    return figures(compare(claims, extract(text, models)) for text, claims in readings(gold, articles))


def figures(counts: Iterable[Counts]) -> Figures:
    """The figures that the counts of several articles make."""
    total: Counts = Counter()
    for one in counts:
        total.update(one)
    sides = ("right", "predicted", "found", "gold")
    names = ("claims", "narration", "statements", "every claim", "with claimer")
    return {name: Score(*(total[name, side] for side in sides)) for name in names}


def compare(gold: Sequence[GoldClaim], found: Extraction) -> Counts:
    """What of one article's claims is found, and what of ours is right."""
    counts: Counts = Counter()
    for wanted in gold:
        good = any(_shares(wanted.span, ours.span) and names(wanted, ours, found) for ours in found.claims)
        sort = "narration" if wanted.claimer is None else "statements"
        for name in ("claims", sort, "with claimer") if wanted.required else ():
            counts[name, "gold"] += 1
            counts[name, "found"] += good
        counts["every claim", "gold"] += 1
        counts["every claim", "found"] += good
    for ours in found.claims:
        shared = [one for one in gold if _shares(one.span, ours.span)]
        sort = "narration" if ours.statement is None else "statements"
        for name in ("claims", sort, "every claim"):
            counts[name, "predicted"] += 1
            counts[name, "right"] += bool(shared)
        counts["with claimer", "predicted"] += 1
        counts["with claimer", "right"] += any(names(one, ours, found) for one in shared)
    return counts


def names(wanted: GoldClaim, ours: Claim, found: Extraction) -> bool:
    """Whether our claim is of the gold's claimer."""
    if ours.statement is None or wanted.claimer is None:
        return ours.statement is None and wanted.claimer is None
    said = found.attributions[ours.statement]
    if said.entity is None:
        forms = [span.of(found.document.text) for span in said.source]
    else:
        entity = found.entities[said.entity]
        forms = [entity.name, *entity.aliases]
    return any(same_name(wanted.claimer, form) for form in forms)


def readings(gold: Sequence[Path], articles: Path) -> Iterator[tuple[str, list[GoldClaim]]]:
    """Each article's text with its claims; BadInput where they do not fit together."""
    for path in gold:
        try:
            fields = json.loads(path.read_text("utf-8"))["claims"]
            names_ = dict.fromkeys(str(one["article"]) for one in fields)
            for name in names_:
                text = _text(name, path, articles)
                yield text, [_claim(path, text, one) for one in fields if one["article"] == name]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadInput(f"{path} holds no claims: {error}") from error


def _text(name: str, gold: Path, articles: Path) -> str:
    """The text of an article: a file's own, or `FILE#ID` of gold beside the folder of the claims."""
    file, _, id_ = name.partition("#")
    if not id_:
        return (articles / file).read_bytes().decode()
    path = gold.parent.parent / file
    many = marked.load(path) if path.suffix == ".txt" else corpus.load(path)
    for one in many:
        if one.id in (id_, f"{path.stem}/{id_}"):
            return one.text.strip() if path.suffix == ".txt" else one.text
    raise BadInput(f"{gold}: {path} has no article “{id_}”")


def _claim(path: Path, text: str, fields: Mapping[str, Any]) -> GoldClaim:
    lines = [line for line in _lines(text) if line.of(text).strip()]
    within = lines[fields["paragraph"]] if fields["paragraph"] < len(lines) else Span(0, 0)
    start = text.find(fields["text"], within.start, within.end)
    if start < 0:
        raise BadInput(f"{path}: paragraph {fields['paragraph']} does not hold “{fields['text'][:60]}”")
    claimer = None if fields["claimer"] == _ARTICLE else str(fields["claimer"])
    return GoldClaim(Span(start, start + len(fields["text"])), claimer, bool(fields["required"]))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield Span(start, start + len(line))
        start += len(line)


def _shares(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= _SHARE * min(len(one), len(other))
