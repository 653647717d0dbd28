"""Reading gold and predictions."""

import json
from pathlib import Path

import pytest

from app.errors import BadInput
from app.evaluate.corpus import load, load_predicted
from app.records import Kind, Span

WISH = {"content": [[0, 2]], "speaker": [], "cue": [[3, 4]], "speech": False, "kind": "direct"}


def written(path: Path, *documents: object) -> Path:
    path.write_text("\n".join(json.dumps(one) for one in documents) + "\n")
    return path


def test_a_gold_document_has_all_that_the_format_has(tmp_path: Path):
    path = written(
        tmp_path / "a.jsonl",
        {"id": "a", "text": "text", "statements": [WISH], "discard": [[1, 2]], "partial": True},
        {"id": "b", "text": "text", "sentences": [[0, 4, True]]},
    )
    first, second = load(path)
    assert first.statements[0].is_optional
    assert first.statements[0].kind is Kind.DIRECT
    assert first.statements[0].cue == (Span(3, 4),)
    assert (first.discarded, first.is_partial, first.sentences) == ((Span(1, 2),), True, None)
    assert second.sentences == ((Span(0, 4), True),)
    assert not next(load(path, speech_only=False)).statements[0].is_optional


def test_predictions_are_found_by_document_and_may_be_bare(tmp_path: Path):
    bare = {"id": "b", "statements": [{"content": [[0, 1]]}]}
    sure = {"id": "a", "text": "t", "statements": [{**WISH, "confidence": 0.5, "speaker_name": "Ann"}]}
    found = load_predicted(written(tmp_path / "a.jsonl", bare, sure))
    assert found["b"].statements[0].content == (Span(0, 1),)
    assert (found["a"].statements[0].confidence, found["a"].statements[0].is_optional) == (0.5, False)


@pytest.mark.parametrize("line", ["{oops", "[]", "{}", '{"id": "a", "text": "t", "statements": [{}]}'])
def test_bad_line_is_named(tmp_path: Path, line: str):
    path = written(tmp_path / "gold.jsonl", {"id": "a", "text": "t", "statements": []})
    with path.open("a") as file:
        file.write(line)
    with pytest.raises(BadInput, match=r"gold\.jsonl, line 2"):
        list(load(path))
    with pytest.raises(BadInput, match=r"gold\.jsonl, line 2"):
        load_predicted(path)
