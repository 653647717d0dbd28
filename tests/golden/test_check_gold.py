"""Forty quotations prepared from the seeds, and ten hard ones, asked of the seeds as they are stored."""

from pathlib import Path

from ingest.running import ingested

from app.evaluate import check, floors
from app.evaluate.sets import GoldSet
from app.settings import place

HERE = Path(__file__).parent


def test_quotations_get_the_right_answer():
    def job(origins, written):
        return [one.article for one in ingested(origins, written)[1]]

    gold = GoldSet("check", (HERE / "check.json",))
    floor = floors.load(HERE / floors.FILE)[gold.name]
    figures = check.measure(gold.files, place("seeds"), job)
    assert list(floors.breaches(floor, gold.digests, figures)) == []
    assert figures["answers"].of == 40
    assert figures["answers"].right >= 38
