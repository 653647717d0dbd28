import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.records import ClaimType
from app.store import engine, search
from app.store.queries.articles import articles
from app.store.queries.claims import claims
from app.store.queries.filters import Filter
from app.store.queries.speakers import speakers
from app.store.queries.statements import statements
from store.building import Draft, save

SAID = (
    "The negotiations in Kabul went well.",
    "We negotiated about bases, not about a base.",
    "Élan vital — naïve, isn’t it?",
    "A military base is no military parade.",
)
LISTS = (statements, claims, speakers, articles)


@pytest.fixture(scope="module")
def archive(_empty, tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "search.db"
    path.write_bytes(_empty.read_bytes())
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        draft = Draft(*SAID, title="Words about words")
        by = draft.entity("Éva Ångström", aliases=["the minister"])
        for words in SAID:
            draft.statement(words, by=by)
            draft.claim(words, kind=ClaimType.EVENT)
        save(db, draft)
    return engine.reader(path)


@pytest.fixture
def find(archive):
    def found(q, match="all"):
        with Session(archive) as db:
            wanted = Filter(q=q, match=match, sort="relevance")
            return {row.pieces[0].words for row in statements(db, wanted).rows}

    return found


@pytest.mark.parametrize(
    ("q", "match", "expected"),
    [
        ("negotiation", "all", {0, 1}),
        ("kabul negotiations", "all", {0}),
        ("kabul bases", "all", set()),
        ("kabul bases", "any", {0, 1, 3}),
        ("elan NAIVE", "all", {2}),
        ('"military base"', "all", {3}),
        ('"military bases"', "all", set()),
        ("military bases", "all", {3}),
        ("military base is", "exact", {3}),
        ("base military", "exact", set()),
        ("“about bases” negotiated", "all", {1}),
        ("nego*", "all", {0, 1}),
        ("isn't", "all", {2}),
        ("AND OR NOT NEAR", "all", set()),
        ("words:kabul", "all", set()),
        ("???", "all", set()),
        ("?", "any", set()),
        ("  ", "all", {0, 1, 2, 3}),
    ],
)
def test_what_is_found(find, q, match, expected):
    assert find(q, match) == {SAID[i] for i in expected}


def test_every_list_is_searched(archive):
    with Session(archive) as db:
        assert speakers(db, Filter(q="angstrom")).total == 1
        assert speakers(db, Filter(q="minister", sort="relevance")).total == 1
        assert claims(db, Filter(q="parade")).rows[0].snippet.count(search.START) == 1
        assert articles(db, Filter(q="title words")).total == 0
        assert articles(db, Filter(q='"about words" kabul')).total == 1


def test_a_snippet_marks_the_matches_and_is_otherwise_the_words(archive):
    with Session(archive) as db:
        (row,) = statements(db, Filter(q="bases not")).rows
    assert row.snippet.count(search.START) == row.snippet.count(search.END) == 3
    assert row.snippet.replace(search.START, "").replace(search.END, "") == SAID[1]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    q=st.one_of(st.text(max_size=30), st.text(alphabet="ab\"*^():-+ ANDORNEAR{}\0'“”", max_size=30)),
    match=st.sampled_from(["all", "any", "exact", "unheard-of"]),
)
def test_no_text_is_an_error(archive, q, match):
    with Session(archive) as db:
        for listed in LISTS:
            page = listed(db, Filter(q=q, match=match, sort="relevance"))
            assert len(page.rows) == page.total


@given(words=st.text(max_size=40))
def test_a_text_holds_every_phrase_of_its_own(words):
    tokens = search.tokens(words)
    for start in range(len(tokens)):
        assert search.holds_phrases(words, " ".join(tokens[start : start + 3]))
