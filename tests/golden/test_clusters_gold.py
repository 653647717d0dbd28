"""The seeds, ingested: each mention of a speaker on the page of that speaker and of no other."""

from datetime import UTC, datetime
from pathlib import Path

from app import ingest
from app.evaluate import floors
from app.evaluate.clusters import speakers
from app.evaluate.sets import GoldSet
from app.settings import place

HERE = Path(__file__).parent


def test_speakers_of_the_seeds_hold_their_floors(models):
    def job(reads, written):
        outcomes = []
        ingest.run(reads, written, models, datetime(2024, 5, 1, tzinfo=UTC), outcomes.append)
        return [one.article for one in outcomes]

    gold = GoldSet("speakers", tuple(sorted(HERE.glob("0*.gold.json"))))
    floor = floors.load(HERE / floors.FILE)[gold.name]
    figures = speakers(gold.files, place("seeds"), job)
    assert list(floors.breaches(floor, gold.digests, figures)) == []
    assert figures["across articles"].mentions >= 8
