"""Forty quotations prepared from the seeds, and ten hard ones, asked of the seeds as they are stored."""

from datetime import UTC, datetime
from pathlib import Path

from app import ingest
from app.evaluate import check, floors
from app.evaluate.sets import GoldSet
from app.settings import place

HERE = Path(__file__).parent


def test_quotations_get_the_right_answer(models):
    def job(reads, written):
        outcomes = []
        ingest.run(reads, written, models, datetime(2024, 5, 1, tzinfo=UTC), outcomes.append)
        return [one.article for one in outcomes]

    gold = GoldSet("check", (HERE / "check.json",))
    floor = floors.load(HERE / floors.FILE)[gold.name]
    figures = check.measure(gold.files, place("seeds"), job)
    assert list(floors.breaches(floor, gold.digests, figures)) == []
    assert figures["answers"].of == 40
    assert figures["answers"].right >= 38
