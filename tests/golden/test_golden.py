"""The seeds against what a careful reader finds in them, and GUM's news, which nobody tunes on."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from app.evaluate import floors
from app.evaluate.corpus import Reading
from app.evaluate.golden import load as load_notes
from app.evaluate.measures import MEASURES, STORED
from app.evaluate.scores import Scores, compare
from app.evaluate.sets import Choice, GoldSet, gold_sets
from app.evaluate.sets import readings as readings_of
from app.evaluate.written import read
from app.extract.documents import document
from app.extract.extraction import extract
from app.extract.pipeline import Models
from app.records import Extraction, Role, Span
from app.settings import Settings, place

pytestmark = pytest.mark.dear

HERE = Path(__file__).parent
README = HERE.parents[1] / "README.md"
NOTES = sorted(HERE.glob("0*.gold.json"))
SETS = {
    one.name: one for one in gold_sets([HERE / "gum_news.jsonl", *NOTES, *sorted(HERE.glob("styles/*.txt"))])
}
ALL_FLOORS = floors.load(HERE / floors.FILE)
FLOORS = {name: floor for name, floor in ALL_FLOORS.items() if name not in {*MEASURES, *STORED}}


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
    wrong = []
    for _, gold, extraction in readings:
        for statement in gold.statements:
            found = found_for(statement, extraction)
            name = None if found is None or found.entity is None else extraction.entities[found.entity].name
            good = name in (statement.speaker_name, *statement.aliases) and found.kind is statement.kind
            if not statement.is_optional and not good:
                wrong.append((statement.speaker_name, name, statement.content[0].of(gold.text)[:60]))
    assert wrong == []


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
def measured(models: Models) -> dict[str, Scores]:
    threshold = Settings().display_threshold

    def scores(gold: GoldSet) -> Scores:
        return compare(
            ((one, read(models, one)) for one in readings_of(gold, Choice(place("seeds")))), threshold
        )

    return {name: scores(SETS[name]) for name in FLOORS}


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_is_below_its_floor(name: str, measured: dict[str, Scores]):
    # Where a figure has risen, so may its floor: cuttings evaluate GOLD --raise.
    assert list(floors.breaches(FLOORS[name], SETS[name].digests, measured[name].figures)) == []


def test_the_readme_tells_the_measured_figures(measured: dict[str, Scores]):
    table = [line.split("|") for line in README.read_text("utf-8").splitlines() if line.startswith("|")]
    told = {
        cells[1].strip(): tuple(cell.strip() for cell in cells[2:4]) for cells in table if len(cells) == 5
    }
    for row, name in {
        "the words, in the main": "overlap",
        "the words, exactly": "exact",
        "words in the main, and the right speaker": "joint",
        "– direct speech": "joint direct",
        "– partly quoted": "joint mixed",
        "– reported in other words": "joint indirect",
        "share of speakers": "resolved",
    }.items():
        (figures,) = (figures for label, figures in told.items() if label.startswith(row))
        columns = (measured["gum_news.jsonl"], measured["readers' notes"])
        assert figures == tuple(f"{100 * scores[name]:.1f}" for scores in columns), row


def test_the_methods_page_tells_the_measured_figures(measured: dict[str, Scores]):
    page = (place("templates") / "methods.html").read_text("utf-8")
    told = dict(re.findall(r'data-figure="(\w+)">(\d+)<', page))
    gum = measured["gum_news.jsonl"]
    shares = {
        "recall": gum.figures["overlap"].recall,
        "precision": gum.figures["overlap"].precision,
        "speaker": gum["speaker"],
        "resolved": gum["resolved"],
    }
    assert told == {name: f"{100 * share:.0f}" for name, share in shares.items()}
