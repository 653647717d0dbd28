"""Gold becomes labelled pieces; windows and variations keep every label with its piece."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from app.extract.pieces import tokenizer
from app.train.examples import IGNORED, WINDOW, Example, Gold, fold, load, windows
from app.train.variation import varying

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[unused1]",
    "[MASK]",
    "ann",
    "lee",
    "said",
    "that",
    "rain",
    "fell",
    "it",
    "was",
]
MARKS = [".", ",", "?", "!", "“", "”", '"', "«", "»", "‘", "’", "•", "*", "-", ":"]
CUT = tokenizer([*WORDS, *MARKS])
TEXT = "Ann Lee said that rain fell.\n“It was rain.”"


def gold(tmp_path, **more) -> list[Example]:
    statement = {"content": [[13, 27]], "speaker": [[0, 7]], "cue": [[8, 12]], "speech": False}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "statements": [statement], **more}))
    return load(path, CUT, lambda _: True)


def test_labels_begin_and_go_on(tmp_path):
    (example,) = gold(tmp_path)
    words = [[*WORDS, *MARKS][piece] for piece in example.ids]
    assert words[:8] == ["ann", "lee", "said", "that", "rain", "fell", ".", "[unused1]"]
    assert example.labels[:8] == [3, 4, 5, 1, 2, 2, 0, 0]
    assert [(g.part, g.first, g.last, g.is_speech) for g in example.spans] == [
        (0, 3, 5, False),
        (1, 0, 1, False),
        (2, 2, 2, False),
    ]


def test_what_nobody_annotated_is_ignored(tmp_path):
    (example,) = gold(tmp_path, discard=[[29, 43]])
    assert set(example.labels[8:]) == {IGNORED}


def test_folds_are_settled_by_the_id():
    assert [fold(name) for name in ("a", "b", "c")] == [2, 0, 6]


def test_a_fold_not_wanted_is_left_out(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "statements": []}))
    assert load(path, CUT, lambda tenth: tenth != fold("a")) == []


def test_windows_cover_a_long_example_once_and_cut_spans_are_told():
    count = 3 * WINDOW
    labels = [1 if n % 10 == 0 else 2 if n % 10 < 4 else 0 for n in range(count)]
    spans = [Gold(0, n, n + 3, n // 10, True) for n in range(0, count, 10)]
    example = Example([5] * count, [0] * count, [n % 50 == 49 for n in range(count)], labels, spans)
    parts = list(windows(example, random.Random(3)))
    assert sum(len(part.ids) for part in parts) == count
    assert all(len(part.ids) <= WINDOW for part in parts)
    for part in parts:
        assert all(part.labels[g.first] == 1 for g in part.spans)
        assert not {g.statement for g in part.spans} & part.cut


@given(st.integers(0, 10_000))
def test_a_varied_example_keeps_labels_with_their_spans(seed):
    ids = CUT.encode('“ it was rain . ” ann lee said . it was " rain " . ann lee said that rain fell .').ids
    labels = [0] * len(ids)
    spans = [Gold(0, 0, 5, 0, True), Gold(1, 6, 7, 0, True), Gold(2, 8, 8, 0, True), Gold(0, 20, 22, 1, True)]
    for one in spans:
        for place in range(one.first, one.last + 1):
            labels[place] = 2 * one.part + (1 if place == one.first else 2)
    example = Example(ids, [1] * len(ids), [False] * len(ids), labels, spans)
    varied = varying(CUT).varied(example, random.Random(seed))
    assert len(varied.ids) == len(varied.labels) == len(varied.cases) == len(varied.breaks)
    for one in varied.spans:
        assert varied.labels[one.first] == 2 * one.part + 1
        assert set(varied.labels[one.first + 1 : one.last + 1]) <= {2 * one.part + 2}
