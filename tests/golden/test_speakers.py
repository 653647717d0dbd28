"""The seeds, ingested: exactly the speakers that careful readers noted, each once."""

import json
from pathlib import Path

import pytest
from ingest.running import ingested
from sqlmodel import Session

from app.records import Article, Facts, Read
from app.settings import place
from app.store import engine
from app.store.queries.filters import Filter
from app.store.queries.profile import speaker
from app.store.queries.speakers import speakers

NOTES = [json.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("0*.gold.json"))]


@pytest.fixture(scope="module")
def gold():
    """Speakers of any statement, by name; the same speaker is noted the same in both seeds."""
    return {name: of for notes in NOTES for name, of in notes["speakers"].items()}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The speaker pages after the seeds were ingested."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    reads = [
        Read(seed.name, Article(seed.read_text("utf-8"), Facts(translated_from="ru", file_name=seed.name)))
        for seed in sorted(place("seeds").glob("*.txt"))
    ]
    summary, _ = ingested(reads, written)
    assert summary.failures == 0
    with Session(written) as db:
        views = [speaker(db, row.speaker.ident) for row in speakers(db, Filter(articles=()), limit=100).rows]
    written.dispose()
    return views


def test_exactly_the_speakers_noted_each_once(gold, found):
    required = {one["speaker"] for notes in NOTES for one in notes["statements"] if not one["optional"]}
    names = [view.speaker.name for view in found]
    assert len(names) == len(set(names))
    assert required <= set(names) <= set(gold)
    assert {view.speaker.name: view.speaker.kind.value for view in found} == {
        name: gold[name]["kind"] for name in names
    }


def test_no_country_is_wrong(gold, found):
    told = {view.speaker.name: view.speaker.country for view in found if view.speaker.country}
    assert told == {name: gold[name]["country"] for name in told}
    assert len(told) >= 10


def test_the_roles_are_those_printed(gold, found):
    printed = {view.speaker.name: {role.words.casefold() for role in view.roles} for view in found}
    for name, roles in printed.items():
        noted = " | ".join(gold[name]["roles"]).casefold()
        assert all(role in noted for role in roles), name
    assert sum(map(bool, printed.values())) >= 8


def test_a_speaker_of_both_seeds_has_one_page(found):
    (view,) = [view for view in found if view.speaker.name == "Sergei Naryshkin"]
    assert len(view.articles) == 2
    assert "Naryshkin" in view.aliases
    assert len({role.article.ident for role in view.roles}) == 2
    assert view.statements > len(view.articles)
