"""Figures of matching on pairs whose answer is known."""

import json
from pathlib import Path

import pytest

from app.errors import BadInput
from app.evaluate.matches import measure
from app.settings import place

SAID = "We sold the old bridge to the town for one euro."


def pair(a, b, relation):
    def one(words):
        return {"words": words, "speaker": "Anna Berg", "kind": "direct"}

    return json.dumps({"a": one(a), "b": one(b), "relation": relation, "trap": ""})


def test_pairs_are_counted_by_relation(tmp_path):
    path = tmp_path / "pairs.jsonl"
    lines = [
        pair(SAID, SAID.upper(), "equal"),
        pair(SAID, SAID + " Nobody knew.", "contained"),
        pair(SAID, "It will rain in the mountains.", "other wording"),
        pair(SAID, SAID.replace("sold", "never sold"), "none"),
        pair(SAID, SAID, "none"),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = measure([path], tmp_path)
    assert (found["same"].right, found["same"].predicted, found["same"].gold) == (2, 3, 3)
    assert (found["same, unseen"].right, found["same, unseen"].gold) == (1, 1)
    assert (found["contains"].right, found["contains"].predicted) == (1, 1)
    assert (found["equal"].right, found["equal"].predicted) == (1, 2)
    assert (found["other wording"].found, found["other wording"].gold) == (0, 1)


def test_the_seeds_hold_all_that_readers_found_the_same():
    found = measure([Path(__file__).parents[1] / "golden" / "matches.gold.json"], place("seeds"))[
        "same or possible"
    ]
    assert (found.found, found.gold) == (7, 7)
    assert found.predicted - found.right <= 2


def test_what_holds_no_pairs_is_bad_input(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(BadInput):
        measure([path], tmp_path)
