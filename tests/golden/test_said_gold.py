"""When statements were said, on short articles that were written before the code was."""

from pathlib import Path

from app.evaluate import floors
from app.evaluate.said import measure
from app.evaluate.sets import GoldSet

HERE = Path(__file__).parent


def test_dates_of_saying_hold_their_floors():
    gold = GoldSet("said", (HERE / "said.jsonl",))
    floor = floors.load(HERE / floors.FILE)[gold.name]
    assert list(floors.breaches(floor, gold.digests, measure(gold.files, HERE))) == []
