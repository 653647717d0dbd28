"""Lists, filters, facets and single pages against counting by hand."""

import base64
import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import Session

from app.errors import BadInput, NotFound
from app.store.queries.articles import article, articles
from app.store.queries.claims import claim, claims
from app.store.queries.coverage import coverage
from app.store.queries.facets import claim_facets, statement_facets
from app.store.queries.filters import Filter
from app.store.queries.profile import speaker
from app.store.queries.speakers import speakers
from app.store.queries.statements import statement, statements
from store.building import Draft, save, talks

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(
    ("kinds", "bodies", "people"), [((), 1, 3), (("organisation",), 1, 0), (("person",), 0, 3)]
)
def test_speakers_are_asked_for_by_their_own_kind(filled, kinds, bodies, people):
    with Session(filled[0]) as db:
        found = Counter(row.speaker.kind.value for row in speakers(db, Filter(kinds=kinds)).rows)
    assert (found["organisation"], found["person"]) == (bodies, people)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
FORGED = st.lists(st.just("newest") | SCALARS | st.lists(SCALARS), max_size=6).map(
    lambda values: base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
)


@pytest.mark.parametrize("listed", [statements, claims, articles])
def test_newest_and_oldest_go_by_publication_and_end_with_what_has_no_date(filled, listed):
    with Session(filled[0]) as db:
        rows = listed(db, Filter(), limit=1000).rows
        back = listed(db, Filter(sort="oldest"), limit=1000).rows
    falling, rising = ([row.article.published for row in each] for each in (rows, back))
    dated = sorted(day for day in rising if day)
    undated = [None] * (len(rising) - len(dated))
    assert undated
    assert dated
    assert (falling, rising) == (dated[::-1] + undated, dated + undated)
    for order in (rows, back):
        starts = {}
        for row in order:
            span = getattr(row, "span", None) or (row.pieces[0].span if hasattr(row, "pieces") else None)
            if span is not None:
                assert starts.get(row.article.ident, -1) <= span.start
                starts[row.article.ident] = span.start


@pytest.mark.parametrize("listed", [statements, claims, speakers, articles])
@given(cursor=st.text(min_size=1, max_size=40) | FORGED)
@SLOW
def test_a_cursor_nobody_made_is_bad_input_at_worst(filled, listed, cursor):
    with Session(filled[0]) as db:
        for side in ("after", "before"):
            try:
                listed(db, Filter(), **{side: cursor})
            except BadInput:
                continue
            assert _fits(cursor), "only a well-formed cursor may pass"


def _fits(cursor):
    name, *values = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    return name == "newest" and {type(value) for value in values} <= {int, str}


def test_a_cursor_of_another_list_is_bad_input(filled):
    with Session(filled[0]) as db:
        cursor = statements(db, Filter(), limit=1).after
        with pytest.raises(BadInput, match="another list"):
            statements(db, Filter(sort="oldest"), after=cursor)
        with pytest.raises(BadInput, match="another list"):
            speakers(db, Filter(), after=cursor)
        with pytest.raises(BadInput, match="not both"):
            statements(db, Filter(), after=cursor, before=cursor)


def counted(reader, ask):
    """How many statements a question sends."""
    sent = []
    with Session(reader) as db:
        db.connection()

        def note(_conn, _cursor, sql, *_):
            sent.append(sql)

        event.listen(reader, "before_cursor_execute", note)
        try:
            ask(db)
        finally:
            event.remove(reader, "before_cursor_execute", note)
    return len(sent)


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda db, n: statements(db, Filter(q="talk wait", match="any"), limit=n), 4),
        (lambda db, n: claims(db, Filter(q="talk rained", match="any"), limit=n), 4),
        (lambda db, n: speakers(db, Filter(), limit=n), 3),
        (lambda db, n: articles(db, Filter(q="talk rained", match="any"), limit=n), 4),
    ],
)
def test_a_page_costs_the_same_however_long(filled, ask, most):
    counted(filled[0], lambda db: ask(db, 1))  # which rows hold the words is remembered from then on
    costs = {counted(filled[0], lambda db, n=n: ask(db, n)) for n in (1, 5, 200)}
    assert len(costs) == 1
    assert max(costs) <= most


def test_single_pages_and_facets_cost_the_same_whatever_they_hold(filled):
    reader = filled[0]
    with Session(reader) as db:
        found = [row.ident for row in statements(db, Filter(), limit=1000).rows]
        claimed = [row.ident for row in claims(db, Filter(), limit=1000).rows]
        read = [row.article.ident for row in articles(db, Filter(), limit=1000).rows]
        who = [row.speaker.ident for row in speakers(db, Filter()).rows]
    for ask, some_idents, most in (
        (statement, found, 6),  # what became of it at its source, among them
        (claim, claimed, 7),
        (article, read, 7),
        (speaker, who, 12),  # what was once attributed to them, too
    ):
        costs = {counted(reader, lambda db, ident=ident, ask=ask: ask(db, ident)) for ident in some_idents}
        assert max(costs) <= most
    # The moment that the session sees, names of the speakers shown and, where some are chosen, who they are.
    assert counted(reader, lambda db: statement_facets(db, Filter())) == 2
    assert counted(reader, lambda db: claim_facets(db, Filter(speakers=("x",)))) == 4


def test_statement_page(db):
    save(db, talks(title="Talks", language="en", translated_from="no"))
    first, second = statements(db, Filter()).rows
    view = statement(db, first.ident)
    assert view.row == first
    assert (view.latest, view.previous, view.next) == (1, None, second.ident)
    assert (view.evidence.cue, view.evidence.source) == (("said Minister",), ("Anna Berg",))
    assert [(place.code, place.words) for place in view.places] == [("AF", "Kabul")]
    assert [p.number for p in view.paragraphs] == [0, 1]
    assert view.source_paragraphs == {0}
    assert [row.statement for row in view.claims] == [first.ident]
    assert statement(db, second.ident).previous == first.ident
    with pytest.raises(NotFound, match="version 2"):
        statement(db, first.ident, 2)


def test_claim_article_and_speaker_pages(db):
    save(db, talks(title="Talks", outlet="Post"))
    rows = claims(db, Filter(sort="oldest")).rows
    said, narrated = rows
    view = claim(db, said.ident)
    assert (view.row, view.next, view.statement.ident) == (said, narrated.ident, said.statement)
    assert view.row.claimer.name == "Anna Berg"
    view = claim(db, narrated.ident)
    assert (view.statement, view.row.claimer, view.row.kind, view.row.confidence) == (None, None, None, 1.0)
    whole = article(db, said.article.ident)
    assert "\n\n".join(p.words for p in whole.paragraphs) == talks().text
    assert (len(whole.statements), whole.claims) == (2, rows)
    person = speaker(db, said.claimer.ident)
    assert (person.aliases, person.country_words) == (("Berg",), "Norway")
    assert [(role.words, role.article) for role in person.roles] == [("Minister", said.article)]
    assert (person.statements, person.claims, person.articles) == (2, 1, (said.article,))
    assert [(option.value, option.count) for option in person.about] == [("AF", 1)]


def test_an_article_without_a_title_is_called_by_its_opening_words(db):
    save(db, Draft("Opening words " * 20))
    (row,) = articles(db, Filter()).rows
    assert row.article.label.startswith("Opening words Opening words")
    assert row.article.label.endswith("…")
    assert len(row.article.label) <= 80


def test_coverage(filled, db):
    empty = coverage(db)
    assert (empty.articles, empty.speakers, empty.last_captured) == (0, 0, None)
    with Session(filled[0]) as full:
        found = coverage(full)
    assert (found.articles, found.statements, found.claims) == (30, len(filled[1]), len(filled[2]))
    assert (found.speakers, found.outlets) == (4, 3)
    assert found.first_published < found.last_published


def test_withdrawn_things_are_listed_nowhere(db):
    save(db, talks())
    cut = talks()
    del cut.attributions[1], cut.claims[1]
    save(db, cut)
    assert (statements(db, Filter(q="late")).total, claims(db, Filter(q="delegations")).total) == (0, 0)
    assert coverage(db).statements == coverage(db).claims == 1
    facets = {facet.name: facet.options for facet in statement_facets(db, Filter())}
    assert [option.count for option in facets["kind"]] == [1]


def test_a_speaker_s_countries_are_no_blocs(filled):
    with Session(filled[0]) as db:
        for row in speakers(db, Filter(), limit=100).rows:
            told = {option.value: option.count for option in speaker(db, row.speaker.ident).about}
            said = [each for each in filled[1] if each.speaker == row.speaker.name]
            assert told == Counter(code for each in said for code in each.about)
