"""One document's gold and predictions → counts, from which all figures are worked out (see `scores`)."""

import re
from collections import Counter

from app.evaluate.corpus import Reading, Statement
from app.evaluate.matching import EXACTLY, MAINLY, Letters, Match, Pair, covering, letters, match
from app.evaluate.naming import same_name
from app.evaluate.speakers import is_resolved, right_name, verdict
from app.records import Span

Counts = Counter[str]
"""By figure, and by figure and kind: ``predicted``, ``gold``, ``right`` of the predictions and ``found`` of
the gold for precision and recall; ``right`` and ``of`` for shares."""

_WORD = re.compile(r"\w+")
_LEAST_PART, _LEAST_LETTERS = 0.25, 20
"""A sentence is reported as speech where a quarter of its letters, or so many, are part of a statement."""


def count(gold: Reading, found: Reading, threshold: float = 0.0) -> Counts:
    """The counts of one document; `threshold` is the confidence from which on readers see a name.

    Raises ValueError where the prediction is of another text.
    """
    if found.text not in ("", gold.text):
        raise ValueError(f"{gold.id}: the prediction is of another text")
    pair = Pair(gold, found)
    counts: Counts = Counter({"documents": 1})
    if gold.sentences is not None:
        _count_sentences(pair, gold.sentences, counts)
    elif gold.is_partial:
        _count_partial(pair, threshold, counts)
    else:
        _count_whole(pair, threshold, counts)
    return counts


def _count_whole(pair: Pair, threshold: float, counts: Counts) -> None:
    mainly, exactly = match(pair, MAINLY), match(pair, EXACTLY)
    _count_matches("overlap", pair, mainly, counts)
    _count_matches("exact", pair, exactly, counts)
    for i, j in mainly.hits.items():
        _count_speaker(pair, i, j, counts)
        _count_shown(pair, i, j, threshold, counts)
    _count_spans(pair, counts)
    _count_words(pair, counts)


def _count_matches(name: str, pair: Pair, found: Match, counts: Counts) -> None:
    alive = [j for j in range(len(pair.given)) if j not in found.skipped]
    for i in pair.required:
        _add(counts, name, pair.gold_kinds[i], "gold")
    for j in alive:
        _add(counts, name, pair.found_kinds[j], "predicted")
    for i, j in found.hits.items():
        _add(counts, name, pair.gold_kinds[i], "found")
        _add(counts, name, pair.found_kinds[j], "right")


def _count_speaker(pair: Pair, i: int, j: int, counts: Counts) -> None:
    gold, found, kind = pair.gold.statements[i], pair.found.statements[j], pair.gold_kinds[i]
    judged = verdict(pair.text, gold, found)
    if judged.right:
        _add(counts, "joint", kind, "found")
        _add(counts, "joint", pair.found_kinds[j], "right")
    _add(counts, f"speaker {judged.source}", kind, "of")
    if judged.right:
        _add(counts, f"speaker {judged.source}", kind, "right")
    if gold.speaker_name:
        counts["resolved of"] += 1
        counts["resolved right"] += is_resolved(pair.text, gold, found)
    if found.kind is not None:
        counts["kind of"] += 1
        counts["kind right"] += found.kind is kind


def _count_shown(pair: Pair, i: int, j: int, threshold: float, counts: Counts) -> None:
    """What a reader sees of a speaker whom gold names: the right name, a wrong one, or none."""
    gold, found = pair.gold.statements[i], pair.found.statements[j]
    if not gold.speaker_name:
        return
    right = right_name(gold, found)
    counts["shown of"] += 1
    if right is not None and (found.confidence is None or found.confidence >= threshold):
        counts["shown right"] += 1
        counts["shown names of"] += 1
        counts["shown names right"] += right


def _count_spans(pair: Pair, counts: Counts) -> None:
    """Every unbroken span of content on its own."""
    wanted: dict[Letters, bool] = {}
    for one in pair.gold.statements:
        for span in _spans(pair.text, one):
            wanted.setdefault(span, one.is_optional)
    given = {span for one in pair.found.statements for span in _spans(pair.text, one)}
    hits = sum(wanted.get(span) is False for span in given)
    counts["spans gold"] += sum(not optional for optional in wanted.values())
    counts["spans predicted"] += sum(
        not wanted[span] if span in wanted else not pair.is_free(span) for span in given
    )
    counts["spans right"] += hits
    counts["spans found"] += hits


def _spans(text: str, statement: Statement) -> list[Letters]:
    return [found for span in statement.content if (found := letters(text, (span,)))]


def _count_words(pair: Pair, counts: Counts) -> None:
    given = frozenset().union(*pair.given)
    for word in _WORD.finditer(pair.text):
        place = word.start()
        if place not in pair.optional and place not in pair.discarded:
            counts["words gold"] += place in pair.must
            counts["words predicted"] += place in given
            counts["words right"] += place in pair.must and place in given
    counts["words found"] = counts["words right"]


def _count_partial(pair: Pair, threshold: float, counts: Counts) -> None:
    hits = covering(pair)
    counts["partial of"] += len(pair.required)
    counts["partial right"] += len(hits)
    for i, j in hits.items():
        gold, found = pair.gold.statements[i], pair.found.statements[j]
        _count_shown(pair, i, j, threshold, counts)
        if gold.speaker_name:
            answers = (found.speaker_name or "", " ".join(span.of(pair.text) for span in found.speaker))
            counts["partial names of"] += 1
            counts["partial names right"] += any(same_name(gold.speaker_name, one) for one in answers)


def _count_sentences(pair: Pair, sentences: tuple[tuple[Span, bool], ...], counts: Counts) -> None:
    parts = [(*one.content, *one.cue, *one.speaker) for one in pair.found.statements if one.content]
    reported = letters(pair.text, (span for spans in parts for span in spans))
    for span, is_speech in sentences:
        whole = letters(pair.text, (span,))
        least = max(1.0, min(_LEAST_PART * len(whole), _LEAST_LETTERS))
        hit = len(whole & reported) >= least
        counts["sentences gold"] += is_speech
        counts["sentences predicted"] += hit
        counts["sentences right"] += hit and is_speech
    counts["sentences found"] = counts["sentences right"]


def _add(counts: Counts, name: str, kind: str, what: str) -> None:
    counts[f"{name} {what}"] += 1
    counts[f"{name} {kind} {what}"] += 1
