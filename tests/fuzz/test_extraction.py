"""Extraction of what no newsroom would print: nothing raises, and every span is of the text."""

import os
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

import pytest

from app.extract.documents import document
from app.extract.entities import gather
from app.extract.extraction import extract
from app.extract.mentions import Named
from app.extract.pipeline import Models
from app.extract.salience import Standing
from app.extract.utterances import utterances
from app.records import Extraction, Span
from app.settings import place
from app.store.saving import spans
from fuzz.damage import damaged
from fuzz.shapes import SHAPES, called
from fuzz.steps import steps

_KEPT = re.compile(r"[^\0\ud800-\udfff]*")
_TRIED = int(os.environ.get("CUTTINGS_FUZZ", "600")) // 50
"""Damaged articles: reading one with the models takes as long as fifty inputs of a parser."""
_ARTICLES = [
    path.read_text(encoding="utf-8")
    for folder in (place("seeds"), place("seeds").parent / "tests" / "golden" / "styles")
    for path in sorted(folder.glob("*.txt"))
]
pytestmark = pytest.mark.fuzz


def _spans(found: Extraction) -> Iterator[Span]:
    yield from (paragraph.span for paragraph in found.document.paragraphs)
    yield from (mention.span for mention in found.mentions)
    for one in found.attributions:
        yield from (*one.content, *one.cue, *one.source, *one.inserts, *(each.span for each in one.about))
    for claim in found.claims:
        yield from (claim.span, *(gloss.span for gloss in claim.glosses), *(q.span for q in claim.quantities))


def _is_sound(found: Extraction, text: str) -> bool:
    assert found.document.text == text
    for span in _spans(found):
        assert 0 <= span.start < span.end <= len(text), span
    for one in found.attributions:
        assert all(a.end <= b.start for a, b in pairwise(one.content)), one
        assert one.entity is None or 0 <= one.entity < len(found.entities)
    if found.document.paragraphs and _KEPT.fullmatch(text):
        spans.check(text, found)
    return True


@pytest.mark.parametrize("part", range(4))
def test_a_damaged_article_is_read_and_every_span_is_of_it(models: Models, part: int):
    for seed in range(part, _TRIED, 4):
        text = damaged(_ARTICLES, Random(seed))
        with models.language.memory_zone():
            assert _is_sound(extract(text, models), text), seed


@pytest.mark.parametrize("name", SHAPES)
def test_twice_as_long_a_text_takes_twice_the_steps_to_be_set_apart(name: str):
    once, twice = (SHAPES[name](size) for size in (500, 1000))
    for text in (once, twice):
        utterances(document(text))  # lists of words are read once
    first, second = (steps(lambda text=text: utterances(document(text))) for text in (once, twice))
    assert second < 2.5 * first + 2000


def _people_named(number: int) -> list[Named]:
    return [_named(f"{a} {b}", at) for at, (a, b) in enumerate(_pairs(number))]


def _bodies_named(number: int) -> list[Named]:
    return [_named(f"{a} {b} Ministry", at, is_person=False) for at, (a, b) in enumerate(_pairs(number))]


def _pairs(number: int) -> list[tuple[str, str]]:
    return [(called(n * 7 + 1), called(n)) for n in range(number)]


def _named(name: str, at: int, *, is_person: bool = True) -> Named:
    span = Span(at * 50, at * 50 + len(name))
    return Named(name, span, at, is_person, Standing.TOPIC)


@pytest.mark.parametrize("names", [_people_named, _bodies_named])
def test_twice_as_many_names_take_twice_the_steps_to_be_told_apart(names: Callable[[int], list[Named]]):
    gather(names(10), "")  # lists of words are read once
    first, second = (steps(lambda n=n: gather(names(n), "x" * n * 50)) for n in (300, 600))
    assert len(gather(names(600), "x" * 30_000).known) == 600
    assert second < 2.5 * first


@pytest.mark.parametrize(
    "name", ["spaces", "spaces in a quotation", "spaces in narration", "one word of brackets"]
)
def test_what_has_neither_words_nor_sentences_is_no_trap(models: Models, name: str):
    text = SHAPES[name](4000)
    assert _is_sound(extract(text, models), text)


@pytest.mark.parametrize(
    "name", ["nothing", "halves of pairs", "turned around", "combining characters", "nested marks"]
)
def test_every_span_is_of_the_text_whatever_its_characters(models: Models, name: str):
    text = SHAPES[name](600)
    assert _is_sound(extract(text, models), text)
