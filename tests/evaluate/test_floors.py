"""Floors only rise, and are not met by changing the gold."""

from pathlib import Path

import pytest

from app.errors import BadInput
from app.evaluate.floors import Floor, breaches, dump, load, nearest, raised
from app.evaluate.scores import Figures, Score, Share

DIGESTS = {"gold one.jsonl": "ab", "b.txt": "cd"}


def figures(joint: int, resolved: int) -> Figures:
    return {"joint": Score(joint, 1000, joint, 1000), "resolved": Share(resolved, 1000), "kind": Share(1, 1)}


FLOOR = raised(None, DIGESTS, figures(816, 700))


def test_floors_are_whole_hundredths_of_the_figures_that_have_them():
    assert Floor(DIGESTS, {"joint": 0.81, "resolved": 0.7}) == FLOOR


def test_held_floors_have_no_breach():
    assert list(breaches(FLOOR, DIGESTS, figures(810, 1000))) == []


def test_a_planted_regression_is_a_breach_with_both_numbers():
    (line,) = breaches(FLOOR, DIGESTS, figures(809, 700))
    assert line == "joint is 0.8090, below its floor of 0.81"


def test_a_figure_that_is_gone_is_a_breach():
    (line,) = breaches(FLOOR, DIGESTS, {"joint": figures(900, 0)["joint"]})
    assert "resolved is not measured any more" in line


@pytest.mark.parametrize(
    "digests", [{**DIGESTS, "b.txt": "other"}, {**DIGESTS, "more.txt": "ef"}, {"gold one.jsonl": "ab"}]
)
def test_changed_gold_is_a_breach_and_raises_nothing(digests: dict[str, str]):
    (line,) = breaches(FLOOR, digests, figures(990, 990))
    assert "not the gold" in line
    with pytest.raises(BadInput, match="gold has changed"):
        raised(FLOOR, digests, figures(990, 990))


def test_no_floor_is_a_breach():
    assert len(list(breaches(None, DIGESTS, figures(1000, 1000)))) == 1


def test_floors_rise_and_never_fall():
    higher = raised(FLOOR, DIGESTS, figures(900, 100))
    assert higher.figures == {"joint": 0.9, "resolved": 0.7}
    assert raised(higher, DIGESTS, figures(0, 0)) == higher
    # A floor set by hand for a figure that raising does not know stays as well.
    by_hand = Floor(DIGESTS, {"joint": 0.815, "kind": 1.0})
    assert raised(by_hand, DIGESTS, figures(814, 0)).figures == {"joint": 0.815, "resolved": 0.0, "kind": 1.0}


def test_what_is_written_is_read_again(tmp_path: Path):
    floors = {"readers' notes": FLOOR, 'odd "name"': Floor({"ä.txt": "1"}, {"joint direct": 0.855})}
    path = tmp_path / "floors.toml"
    dump(path, floors)
    assert load(path) == floors
    first = path.read_text("utf-8")
    dump(path, load(path))
    assert path.read_text("utf-8") == first


@pytest.mark.parametrize("words", ["[oops", '["a"]\nfloors = 3', "a = 1", '["a".floors]\njoint = "x"'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, words: str):
    path = tmp_path / "floors.toml"
    path.write_text(words)
    with pytest.raises(BadInput, match=r"floors\.toml holds no floors"):
        load(path)


def test_the_nearest_file_above_the_gold_is_taken(tmp_path: Path):
    gold = tmp_path / "styles" / "wire.txt"
    gold.parent.mkdir()
    assert nearest(gold) == gold.with_name("floors.toml")
    (tmp_path / "floors.toml").touch()
    assert nearest(gold) == tmp_path / "floors.toml"
