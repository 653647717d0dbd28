"""Help from the archive's own words: what was meant, near spellings, and what stands beside."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.records import SpeakerKind
from app.store import engine, search
from app.store.queries import related, suggestions, vocabulary
from app.store.queries.filters import Filter
from app.store.queries.statements import statements
from store import archive
from store.building import Draft, save

SAID = (
    "Tajikistan will not lend us military bases.",
    "Tadjikistan agreed.",
    "Nobody will speak of neighbouring bases.",
    "Neighboring bases are none of ours.",
    "Taliban envoys spoke in Doha and took the bait.",
)


@pytest.fixture(scope="module")
def reader(_empty, tmp_path_factory):
    path = tmp_path_factory.mktemp("vocabulary") / "words.db"
    path.write_bytes(_empty.read_bytes())
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        archive.fill(db, articles=12)
        draft = Draft(*SAID, "So Chloé Naryshkin said.", title="Bases abroad", outlet="Base Weekly")
        speaker = draft.entity("Chloé Naryshkin", SpeakerKind.PERSON, aliases=["the envoy"])
        for words in SAID:
            draft.statement(words, by=speaker)
        save(db, draft)
    return engine.reader(path)


@pytest.fixture
def db(reader):
    with Session(reader) as opened:
        yield opened


@pytest.mark.parametrize(
    ("q", "meant"),
    [
        ("miltary bases", "military bases"),
        ("Talibn in Dhoa", "Taliban in Doha"),
        ('"miltary bases"', '"military bases"'),
        ("Narishkyn", "Naryshkin"),
    ],
)
def test_unknown_words_are_put_right_as_printed(db, q, meant):
    assert vocabulary.meant(db, q)[0] == meant


def test_of_two_as_near_the_more_frequent_comes_first(db):
    assert vocabulary.meant(db, "jait")[:2] == ("wait", "bait")


@pytest.mark.parametrize("q", ["military bases", "bases 2024", "mil*", "xyz", "zzzzzzzzz", ""])
def test_known_short_and_far_words_are_left_alone(db, q):
    assert vocabulary.meant(db, q) == ()


def test_near_finds_both_spellings_and_all_does_not(db):
    def found(match, q):
        wanted = vocabulary.widened(db, Filter(q=q, match=match))
        return {row.pieces[0].words for row in statements(db, wanted).rows}, wanted.spellings

    assert found("all", "tadjikistan") == ({SAID[1]}, ())
    assert found("near", "tadjikistan") == ({SAID[0], SAID[1]}, (("tadjikistan", ("tajikistan",)),))
    assert found("near", "neighboring bases")[0] == {SAID[2], SAID[3]}
    assert found("near", '"neighboring bases"')[0] == {SAID[3]}, "a phrase is taken as written"


def test_words_are_printed_small_where_they_ever_are(db):
    assert vocabulary.printed(db, ["bases", "taliban", "chloe"]) == {
        "bases": "bases", "taliban": "Taliban", "chloe": "Chloé",
    }  # fmt: skip


def test_related_words_are_frequent_here_and_rare_elsewhere(db):
    labels = [each.label for each in related.related(db, Filter(q="Kabul"))]
    assert "Kabul" not in labels
    assert len(labels) <= related.MOST
    assert related.related(db, Filter(q="doha")) == ()


@given(
    here=st.integers(0, 50),
    more=st.integers(0, 50),
    everywhere=st.integers(0, 500),
    rest=st.integers(0, 5000),
)
def test_likelihood_is_never_negative_and_nothing_where_usual(here, more, everywhere, rest):
    found = here + more
    total = found + rest
    score = related.likelihood(here, found, min(here + everywhere, total), total)
    assert score >= 0
    if found and rest and here * rest <= min(everywhere, rest) * found:
        assert score == 0


def test_names_are_found_without_their_diacritics(db):
    (found,) = suggestions.speakers(db, "nary chlo", 5)
    assert (found.speaker.name, found.statements) == ("Chloé Naryshkin", len(SAID))
    assert suggestions.speakers(db, "the env", 5)[0].alias == "the envoy"
    assert suggestions.outlets(db, "week", 5)[0].count == len(SAID)
    assert suggestions.words(db, "milit", 5) == ("military",)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    q=st.one_of(st.text(max_size=40), st.text(alphabet="abs\"*^():-+ ANDORNEAR{}\0'“”é😀", max_size=40)),
    match=st.sampled_from(["all", "any", "exact", "near"]),
)
def test_no_text_is_an_error(reader, q, match):
    with Session(reader) as db:
        wanted = vocabulary.widened(db, Filter(q=q.encode(errors="replace").decode(), match=match))
        assert statements(db, wanted).total >= 0
        vocabulary.meant(db, wanted.q)
        related.related(db, wanted)
        search.query(q, match, wanted.spellings)
