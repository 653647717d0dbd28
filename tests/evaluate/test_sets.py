"""Which files make up which set, and which documents of it are read."""

import json
from pathlib import Path

import pytest

from app.errors import BadInput
from app.evaluate.sets import Choice, gold_sets, readings
from app.reading.folds import fold

GOLDEN = Path(__file__).parents[1] / "golden"
MARKED = "=== one\n⟨1:Ann Lee⟩ said that ⟦1:it rained⟧.\n\n--- statements\n1: Ann Lee\n"


def corpus(path: Path, count: int) -> Path:
    statement = {"content": [[0, 1]], "speaker": [], "speech": False}
    lines = (json.dumps({"id": str(n), "text": "t", "statements": [statement]}) for n in range(count))
    path.write_text("\n".join(lines))
    return path


def test_corpora_stand_alone_and_notes_and_marked_articles_together(tmp_path: Path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(MARKED)
    notes = sorted(GOLDEN.glob("0*.gold.json"))
    paths = [corpus(tmp_path / "c.jsonl", 1), tmp_path / "b.txt", *notes, tmp_path / "a.txt"]
    sets = gold_sets(paths)
    assert [one.name for one in sets] == ["c.jsonl", tmp_path.name, "readers' notes"]
    assert [path.name for path in sets[1].files] == ["a.txt", "b.txt"]
    assert [one.is_by_style for one in sets] == [False, True, False]
    assert set(sets[1].digests) == {"a.txt", "b.txt"}
    assert len(set(sets[1].digests.values())) == 1
    assert not gold_sets([tmp_path / "a.txt"])[0].is_by_style


def test_the_leading_conjunction_is_content_as_in_corpora(tmp_path: Path):
    (tmp_path / "a.txt").write_text(MARKED)
    (gold,) = gold_sets([tmp_path / "a.txt"])
    (one,) = readings(gold, Choice(tmp_path))
    assert one.statements[0].content[0].of(one.text) == "that it rained"


def test_a_fold_is_a_tenth_and_a_limit_the_first(tmp_path: Path):
    (gold,) = gold_sets([corpus(tmp_path / "c.jsonl", 200)])
    folds = [[one.id for one in readings(gold, Choice(tmp_path, fold=k))] for k in range(10)]
    assert sorted(id_ for tenth in folds for id_ in tenth) == sorted(str(n) for n in range(200))
    assert all(fold(id_) == 1 for id_ in folds[1])
    assert [one.id for one in readings(gold, Choice(tmp_path, fold=1, limit=3))] == folds[1][:3]
    assert Choice(tmp_path).is_everything
    assert not Choice(tmp_path, fold=1).is_everything


def test_beliefs_are_asked_for_only_on_demand(tmp_path: Path):
    (gold,) = gold_sets([corpus(tmp_path / "c.jsonl", 1)])
    assert next(readings(gold, Choice(tmp_path))).statements[0].is_optional
    assert not next(readings(gold, Choice(tmp_path, speech_only=False))).statements[0].is_optional


def test_what_is_not_there_or_no_gold_is_refused(tmp_path: Path):
    with pytest.raises(BadInput, match=r"no\.jsonl"):
        gold_sets([tmp_path / "no.jsonl"])
    (tmp_path / "a.csv").touch()
    with pytest.raises(BadInput, match=r"a\.csv is no gold"):
        gold_sets([tmp_path / "a.csv"])
    (tmp_path / "lost.gold.json").write_text("{}")
    with pytest.raises(BadInput, match=r"lost\.txt is not there"):
        list(readings(gold_sets([tmp_path / "lost.gold.json"])[0], Choice(tmp_path)))
