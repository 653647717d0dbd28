"""Sets read by us and by others, into results and a report."""

import json
from pathlib import Path

import pytest

from app.evaluate.comparing import OURS, already_extracted, extracted
from app.evaluate.report import report
from app.evaluate.sets import Choice, gold_sets

WORDS = "“We will go,” said Ann Lee."


@pytest.fixture
def gold(tmp_path: Path) -> list[Path]:
    for name in ("wire", "blog"):
        marked = WORDS.replace("“We will go,”", "⟦1:“We will go,”⟧").replace("Ann Lee", "⟨1:Ann Lee⟩")
        (tmp_path / f"{name}.txt").write_text(f"=== one\n{marked}\n\n--- statements\n1: Ann Lee\n")
    statement = {"content": [[1, 12]], "speaker": [[19, 26]], "speaker_name": "Ann Lee"}
    documents = [{"id": str(n), "text": WORDS, "statements": [statement]} for n in range(2)]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, documents)))
    return [tmp_path / "gold.jsonl", tmp_path / "wire.txt", tmp_path / "blog.txt"]


def test_each_set_is_read_by_each_reader(gold: list[Path], tmp_path: Path):
    sets = gold_sets(gold)
    results = list(extracted(sets, Choice(tmp_path), 0.5, beside=["marks"]))
    assert [(one.gold.name, one.reader) for one in results] == [
        (name, reader) for name in ("gold.jsonl", tmp_path.name) for reader in (OURS, "marks")
    ]
    ours, marks, styles, _ = results
    assert (ours.scores["joint"], marks.scores["joint"], marks.scores["exact"]) == (1, 0, 1)
    assert list(styles.by_style) == ["blog", "wire"]
    assert ours.by_style == {}
    assert len(ours.outcomes) == 2
    assert marks.outcomes == []
    told = report(results)
    assert told["gold.jsonl"][OURS]["figures"]["joint"] == {
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "right": 2,
        "predicted": 2,
        "found": 2,
        "gold": 2,
        "interval95": [1.0, 1.0],
    }
    assert told["gold.jsonl"][OURS]["figures"]["resolved"]["share"] == 1
    assert told["gold.jsonl"][OURS]["reliability"]["bins"][0]["count"] == 2
    assert told["gold.jsonl"][OURS]["names_shown"][0]["shown"] == 2
    assert told[tmp_path.name][OURS]["styles"]["wire"]["documents"] == 1
    assert json.loads(json.dumps(told)) == told


def test_what_is_extracted_already_is_not_read_again(gold: list[Path], tmp_path: Path):
    (tmp_path / "found.jsonl").write_text(gold[0].read_text().partition("\n")[0])
    (result,) = already_extracted(gold_sets(gold[:1]), Choice(tmp_path), 0.5, tmp_path / "found.jsonl")
    # The second document is not in the file, so nothing was found in it.
    assert result.reader == "found.jsonl"
    assert (result.scores.figures["joint"].recall, result.scores.figures["joint"].precision) == (0.5, 1)
