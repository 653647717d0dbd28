"""Check-worthiness on sentences of news, written and labelled before its score was seen on them."""

from pathlib import Path

from app.evaluate import floors
from app.evaluate.sets import GoldSet
from app.evaluate.worth import measure

HERE = Path(__file__).parent


def test_check_worthiness_holds_its_floors_on_news():
    gold = GoldSet("worth", (HERE / "worth.jsonl",))
    floor = floors.load(HERE / floors.FILE)[gold.name]
    assert list(floors.breaches(floor, gold.digests, measure(gold.files, HERE))) == []
