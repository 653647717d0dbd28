"""The tagger on texts of our own: what it proposes, and what the rules make of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.documents import document
from app.extract.extraction import extract
from app.extract.tagger import _likeliest, _more_central

RAIN = (
    "The harbour master, Ines Alder, said the storm would reach the coast by noon and that every ferry would"
    " stay in port.\n\nFishermen had been told to tie up their boats."
)


def test_reported_speech_is_proposed_with_its_cue_and_source(models):
    found = models.tagger.proposals(document(RAIN))
    best = max(found, key=lambda one: one.speech)
    assert "storm would reach the coast" in " ".join(span.of(RAIN) for span in best.content)
    assert best.cue is not None
    assert best.cue.of(RAIN) == "said"
    assert best.source is not None
    assert "Alder" in best.source.of(RAIN)


def test_captions_and_footnotes_are_not_read(models):
    text = "A plain line about rain*.\n\n* Mara Voss said the rain was over."
    found = models.tagger.proposals(document(text))
    assert not any(
        "Voss" in span.of(text) or "over" in span.of(text) for one in found for span in one.content
    )


def test_nothing_is_proposed_where_there_is_nothing(models):
    assert models.tagger.proposals(document("")) == ()


def test_a_belief_is_less_likely_speech_than_a_saying(models):
    said = "Mayor Ruth Okoro said the bridge would be closed for a year."
    thought = "Mayor Ruth Okoro hoped the bridge would be closed for a year."
    likely = [
        max((one.speech for one in models.tagger.proposals(document(t))), default=0.0)
        for t in (said, thought)
    ]
    assert likely[0] > 0.9
    assert likely[1] < 0.5


def test_a_long_text_is_read_in_windows_to_its_end(models):
    filler = "The road runs along the river past the mill and the old brickworks. " * 120
    text = f"{filler}\n\nWarden Tom Ashby said the river had risen by a metre in one night."
    found = models.tagger.proposals(document(text))
    assert any("river had risen" in span.of(text) for one in found for span in one.content)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mira Sand discussed the budget with the council.", []),
        ("Mira Sand commented on the new tram line.", []),
        ("Mira Sand said the tram was late.", ["the tram was late"]),
        ("Mira Sand told reporters that the tram was late.", ["the tram was late"]),
    ],
)
def test_a_topic_alone_is_no_statement(models, text, said):
    found = extract(text, models)
    assert [span.of(text).rstrip(".") for one in found.attributions for span in one.content] == said


@given(st.lists(st.lists(st.floats(-9, 9), min_size=7, max_size=7), min_size=1, max_size=12))
def test_labels_never_go_on_with_what_has_not_begun(scores):
    labels = _likeliest(np.array(scores, np.float32))
    for before, label in zip([0, *labels], labels, strict=False):
        assert label == 0 or label % 2 == 1 or before in (label, label - 1)


@given(st.integers(1, 900))
def test_windows_cover_every_piece(count):
    starts = [0]
    while starts[-1] + 254 < count:
        starts.append(min(starts[-1] + 160, count - 254))
    central, found = np.full(count, -1), np.full(count, -1)
    for start in starts:
        better = _more_central(central, start)
        found[start : start + 254][better] = np.arange(start, min(start + 254, count))[better]
    assert found.tolist() == list(range(count))
