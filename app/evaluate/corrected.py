"""The extractor on what editors judged: what it had found then, and what it finds now.

Only what a judgement is about counts. Of the statements that are confirmed, or corrected in any way:

- **found**: its words are found, in the main; **speaker**, **words**, **kind**: what was judged is found
  so, the words exactly, and the speaker by one of the names in use. What is not found is not right.
- **kept out**: of those that an editor found to be none, how many are not found.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.evaluate.corpus import Reading, Statement
from app.evaluate.matching import MAINLY, Pair, letters, match
from app.evaluate.naming import same_words
from app.evaluate.scores import Share
from app.evaluate.written import led_in
from app.records import Extraction, Span, Verdict
from app.store.queries.views import VouchedArticle, VouchedView

Extract = Callable[[str, date | None], Extraction]
FIGURES = ("found", "speaker", "words", "kind", "kept out")


@dataclass(frozen=True, slots=True)
class Corrected:
    """One figure, of the statements when they were first judged and as they are extracted now."""

    then: Share
    now: Share


def measure(articles: Iterable[VouchedArticle], extract: Extract) -> dict[str, Corrected]:
    """The figures by name, in the order of `FIGURES`, of those for which anything was judged."""
    of, then, now = Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        for name, was, is_ in _compared(article, extract(article.text, article.published)):
            of[name] += 1
            then[name] += was
            now[name] += is_
    return {
        name: Corrected(Share(then[name], of[name]), Share(now[name], of[name]))
        for name in FIGURES
        if of[name]
    }


def gold(article: VouchedArticle) -> dict[str, Any]:
    """An article as a document of a corpus (see `corpus`), partly annotated: only what was judged is told.

    Beside what the format knows, each statement has ``judged``, the verdicts, and the document ``rejected``,
    the contents of what is no statement.
    """
    kept = [each for each in article.statements if not each.is_rejected]
    return {
        "id": f"{article.ident}.{article.capture}",
        "text": article.text,
        "partial": True,
        "statements": [_gold(article.text, each) for each in kept],
        "rejected": [_pairs(each.content) for each in article.statements if each.is_rejected],
    }


def _gold(text: str, each: VouchedView) -> dict[str, Any]:
    told: dict[str, Any] = {
        "content": _pairs(led_in(text, each.content)),
        "cue": _pairs(each.cue),
        # Words that led to the wrong speaker are no gold.
        "speaker": [] if Verdict.SPEAKER in each.judged else _pairs(each.source),
        "speech": True,
        "judged": sorted(each.judged),
    }
    if each.vouches(Verdict.SPEAKER):
        told["speaker_name"] = each.names[0] if each.names else None
    if each.vouches(Verdict.KIND):
        told["kind"] = each.kind.value
    return told


def _compared(article: VouchedArticle, extraction: Extraction) -> Iterator[tuple[str, bool, bool]]:
    """By figure, whether a statement was right then, and whether it is now."""
    judged = tuple(Statement(one.content, one.source, None, one.kind) for one in article.statements)
    found = tuple(
        Statement(
            one.content,
            one.source,
            None if one.entity is None else extraction.entities[one.entity].name,
            one.kind,
        )
        for one in extraction.attributions
    )
    readings = (Reading(article.ident, article.text, statements) for statements in (judged, found))
    hits = match(Pair(*readings), MAINLY).hits
    for place, each in enumerate(article.statements):
        now = found[hits[place]] if place in hits else None
        if each.is_rejected:
            yield "kept out", False, now is None
            continue
        yield "found", True, now is not None
        if each.vouches(Verdict.SPEAKER):
            yield "speaker", each.then.speaker == each.speaker, now is not None and _is_named(each, now)
        if each.vouches(Verdict.EXTENT):
            same = now is not None and letters(article.text, now.content) == letters(
                article.text, each.content
            )
            yield "words", each.then.words == each.words, same
        if each.vouches(Verdict.KIND):
            yield "kind", each.then.kind is each.kind, now is not None and now.kind is each.kind


def _is_named(each: VouchedView, now: Statement) -> bool:
    if now.speaker_name is None:
        return each.speaker is None
    return any(same_words(now.speaker_name, name) for name in each.names)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
