"""The seeds, ingested: each mention of a speaker on the page of that speaker and of no other."""

from pathlib import Path

from ingest.running import ingested

from app.evaluate import floors
from app.evaluate.clusters import speakers
from app.evaluate.sets import GoldSet
from app.settings import place

HERE = Path(__file__).parent


def test_speakers_of_the_seeds_hold_their_floors():
    def job(origins, written):
        return [one.article for one in ingested(origins, written)[1]]

    gold = GoldSet("speakers", tuple(sorted(HERE.glob("0*.gold.json"))))
    floor = floors.load(HERE / floors.FILE)[gold.name]
    figures = speakers(gold.files, place("seeds"), job)
    assert list(floors.breaches(floor, gold.digests, figures)) == []
    assert figures["across articles"].mentions >= 8
