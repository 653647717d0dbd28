"""The seeds against what a careful reader finds in them, and GUM's news, which nobody tunes on."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from app.evaluate.corpus import Reading, load, predicted
from app.evaluate.golden import load as load_notes
from app.evaluate.scores import Scores, compare
from app.extract.documents import document
from app.extract.extraction import extract
from app.extract.pipeline import Models
from app.records import Extraction, Kind, Role, Span
from app.settings import place

HERE = Path(__file__).parent
README = HERE.parents[1] / "README.md"
NOTES = sorted(HERE.glob("0*.gold.json"))

# Floors only rise.
RIGHT_OF_41 = 41
GUM_JOINT = 0.81
GUM_OVERLAP = 0.855


@pytest.fixture(scope="module")
def readings(models: Models) -> list[tuple[dict, Reading, Extraction]]:
    found = []
    for notes in NOTES:
        text = article(notes)
        found.append((json.loads(notes.read_text()), load_notes(notes, text), extract(text, models)))
    return found


def article(notes: Path) -> str:
    return (place("seeds") / notes.name.replace(".gold.json", ".txt")).read_bytes().decode()


def letters(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end) if text[i].isalnum()}


def overlap(text: str, one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    a, b = letters(text, one), letters(text, other)
    return len(a & b) / len(a | b)


def found_for(gold, extraction: Extraction):
    text = extraction.document.text
    best = max(extraction.attributions, key=lambda a: overlap(text, gold.content, a.content))
    return best if overlap(text, gold.content, best.content) >= 0.8 else None


def test_two_seeds_have_notes():
    assert len(NOTES) == 2


@pytest.mark.parametrize("notes", NOTES, ids=lambda path: path.stem[:3])
def test_every_paragraph_has_its_role(notes: Path):
    wanted = json.loads(notes.read_text())
    roles = {number: role for role, numbers in wanted["paragraph_roles"].items() for number in numbers}
    found = document(article(notes)).paragraphs
    assert len(found) == wanted["paragraphs"]
    assert [p.role for p in found] == [Role(roles.get(p.number, "body")) for p in found]


def test_statements_have_the_right_words_speaker_and_kind(readings):
    wrong, right = [], 0
    for _, gold, extraction in readings:
        for statement in gold.statements:
            found = found_for(statement, extraction)
            name = None if found is None or found.entity is None else extraction.entities[found.entity].name
            good = name in (statement.speaker_name, *statement.aliases) and found.kind is statement.kind
            if not statement.is_optional:
                right += good
                wrong += (
                    [] if good else [(statement.speaker_name, name, statement.content[0].of(gold.text)[:60])]
                )
    assert right >= RIGHT_OF_41, wrong


def test_nothing_is_reported_that_is_not_there(readings):
    for notes, gold, extraction in readings:
        extra = [
            a.content[0].of(gold.text)
            for a in extraction.attributions
            if max(overlap(gold.text, a.content, s.content) for s in gold.statements) < 0.5
        ]
        assert extra == []
        for words in notes["not_statements"]:
            start = gold.text.index(words.strip('"'))
            span = Span(start, start + len(words.strip('"')))
            assert not any(c == span or span.holds(c) for a in extraction.attributions for c in a.content)


def test_editors_inserts_are_left_out_of_what_was_said(readings):
    _, gold, extraction = readings[1]
    for attribution in extraction.attributions:
        assert not any("RT" in piece.of(gold.text) for piece in attribution.content)
    assert sum(len(a.inserts) for a in extraction.attributions) == 3


def test_media_are_the_ones_printed(readings):
    for notes, gold, extraction in readings:
        for wanted, statement in zip(notes["statements"], gold.statements, strict=True):
            found = found_for(statement, extraction)
            if wanted["medium"] and found is not None:
                assert found.medium is not None
                assert found.medium.of(gold.text) == wanted["medium"]


def test_countries_about(readings):
    counts: Counter[str] = Counter()
    for notes, gold, extraction in readings:
        for wanted, statement in zip(notes["statements"], gold.statements, strict=True):
            found = found_for(statement, extraction)
            if found is None or wanted["optional"]:
                continue
            codes = {place_.code for place_ in found.about} - set(wanted["countries_optional"])
            counts["right"] += len(codes & set(wanted["countries"]))
            counts["found"] += len(codes)
            counts["wanted"] += len(wanted["countries"])
    assert 2 * counts["right"] / (counts["found"] + counts["wanted"]) >= 0.95


def test_one_person_is_one_entity(readings):
    for notes, _, extraction in readings:
        names = [entity.name for entity in extraction.entities]
        assert len(names) == len(set(names))
        for name, known in notes["speakers"].items():
            entity = next((e for e in extraction.entities if e.name == name), None)
            assert entity is not None, name
            assert entity.kind == known["kind"]


@pytest.fixture(scope="module")
def gum(models: Models) -> Scores:
    gold = load(HERE / "gum_news.jsonl")
    return compare((one, predicted(one.id, extract(one.text, models))) for one in gold)


def test_articles_that_nobody_tunes_on(gum: Scores):
    assert gum.documents == 10
    assert gum.joint.f1 >= GUM_JOINT
    assert gum.overlap.f1 >= GUM_OVERLAP


def test_the_readme_tells_the_measured_figures(gum: Scores, readings):
    seeds = compare((gold, predicted(gold.id, extraction)) for _, gold, extraction in readings)
    table = [line.split("|") for line in README.read_text("utf-8").splitlines() if line.startswith("|")]
    told = {
        cells[1].strip(): tuple(cell.strip() for cell in cells[2:4]) for cells in table if len(cells) == 5
    }
    for row, figure in {
        "the words, in the main": lambda s: s.overlap.f1,
        "the words, exactly": lambda s: s.exact.f1,
        "words in the main, and the right speaker": lambda s: s.joint.f1,
        "– direct speech": lambda s: s.by_kind[Kind.DIRECT].f1,
        "– partly quoted": lambda s: s.by_kind[Kind.MIXED].f1,
        "– reported in other words": lambda s: s.by_kind[Kind.INDIRECT].f1,
        "share of speakers": lambda s: s.resolved,
    }.items():
        (figures,) = (figures for label, figures in told.items() if label.startswith(row))
        assert figures == tuple(f"{100 * figure(scores):.1f}" for scores in (gum, seeds)), row


def test_the_methods_page_tells_the_measured_figures(gum: Scores):
    page = (place("templates") / "methods.html").read_text("utf-8")
    told = dict(re.findall(r'data-figure="(\w+)">(\d+)<', page))
    measured = {
        "recall": gum.overlap.recall,
        "precision": gum.overlap.precision,
        "speaker": gum.speaker,
        "resolved": gum.resolved,
    }
    assert told == {name: f"{100 * share:.0f}" for name, share in measured.items()}
