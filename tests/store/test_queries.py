"""Lists, filters, facets and single pages against counting by hand."""

import base64
import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import Session

from app.errors import BadInput, NotFound
from app.store import engine
from app.store.queries.articles import article, articles
from app.store.queries.claims import claim, claims
from app.store.queries.coverage import coverage
from app.store.queries.facets import claim_facets, statement_facets
from app.store.queries.filters import Filter
from app.store.queries.speakers import speaker, speakers
from app.store.queries.statements import statement, statements
from store import archive
from store.building import Draft, save, talks

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def filled(_empty, tmp_path_factory):
    """An engine that reads the archive, and all that is in it."""
    path = tmp_path_factory.mktemp("archive") / "archive.db"
    path.write_bytes(_empty.read_bytes())
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        said, claimed = archive.fill(db)
    return engine.reader(path), said, claimed


@pytest.fixture(scope="module")
def idents(filled):
    """By name, a speaker's identifier; unknown ones are themselves."""
    with Session(filled[0]) as db:
        return {row.speaker.name: row.speaker.ident for row in speakers(db, Filter()).rows}


def some(*values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


CHOICES = st.fixed_dictionaries(
    {
        "speakers": some(*archive.PEOPLE, "nobody"),
        "about": some(*archive.COUNTRIES, "XX"),
        "blocs": some(*archive.BLOCS, "eu"),
        "came_from": some("NO", "NG", "GB"),
        "via": some("NO", "GB", "XX"),
        "outlets": some("Post", "Times", "Herald", "None"),
        "kinds": some("direct", "mixed", "indirect"),
        "types": some("event", "plan", "figure", "denial"),
    }
)


def asked(choices, idents, **more):
    named = tuple(idents.get(name, name) for name in choices["speakers"])
    return Filter(**{**choices, "speakers": named}, **more)


def holds(said, choices, without=""):
    """Whether a statement or claim meets every facet chosen, by hand."""
    tests = {
        "speakers": said.speaker in choices["speakers"],
        "about": bool(said.about & set(choices["about"])),
        "blocs": bool(said.blocs & set(choices["blocs"])),
        "came_from": said.came_from in choices["came_from"],
        "via": said.via in choices["via"],
        "outlets": said.outlet in choices["outlets"],
        "kinds": said.kind in choices["kinds"],
        "types": bool(said.types & set(choices["types"])),
    }
    return all(met for name, met in tests.items() if choices[name] and name != without)


@SLOW
@given(choices=CHOICES)
def test_filters_find_what_counting_by_hand_finds(filled, idents, choices):
    reader, said, claimed = filled
    wanted = asked(choices, idents)
    with Session(reader) as db:
        found = statements(db, wanted, limit=1000)
        assert Counter(r.pieces[0].words for r in found.rows) == Counter(
            s.words for s in said if holds(s, choices)
        )
        assert found.total == len(found.rows)
        found = claims(db, wanted, limit=1000)
        assert Counter(r.words for r in found.rows) == Counter(c.words for c in claimed if holds(c, choices))
        of = {s.article for s in said if holds(s, choices)}
        if any(choices[name] for name in ("speakers", "about", "blocs", "came_from", "kinds", "types")):
            assert articles(db, wanted, limit=1000).total == len(of)
        by = {s.speaker for s in said if holds(s, choices, without="kinds")} - {None}
        of_any_kind = replace(wanted, kinds=())
        assert {row.speaker.name for row in speakers(db, of_any_kind, limit=1000).rows} == by


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
NAMES = {
    "p": ("speakers", lambda s: [s.speaker]),
    "about": ("about", lambda s: s.about),
    "bloc": ("blocs", lambda s: s.blocs),
    "from": ("came_from", lambda s: [s.came_from]),
    "via": ("via", lambda s: [s.via]),
    "outlet": ("outlets", lambda s: [s.outlet]),
    "kind": ("kinds", lambda s: [s.kind]),
    "type": ("types", lambda s: s.types),
}


@SLOW
@given(choices=CHOICES)
def test_facets_count_what_choosing_would_leave(filled, idents, choices):
    reader, said, claimed = filled
    wanted = asked(choices, idents)
    with Session(reader) as db:
        both = ((statement_facets(db, wanted), said), (claim_facets(db, wanted), claimed))
    for facets, everything in both:
        assert [facet.name for facet in facets] == list(NAMES)
        for facet in facets:
            name, values = NAMES[facet.name]
            left = [s for s in everything if holds(s, choices, without=name)]
            expected = Counter(value for s in left for value in values(s) if value is not None)
            labels = Counter({option.label: option.count for option in facet.options if option.count})
            assert labels == expected
            chosen = {option.label for option in facet.options if option.chosen}
            assert chosen == set(choices[name])
            counts = [option.count for option in facet.options]
            assert counts == sorted(counts, reverse=True)


def walk(listed, db, wanted, limit):
    """Every page forwards, then backwards from the last."""
    pages, cursor = [], ""
    while True:
        page = listed(db, wanted, after=cursor, limit=limit)
        pages.append(page.rows)
        if page.after is None:
            break
        cursor = page.after
    back = [page.rows]
    while page.before is not None:
        page = listed(db, wanted, before=page.before, limit=limit)
        back.append(page.rows)
    assert page.after is not None or len(pages) == 1
    assert back[::-1] == pages
    return [row for rows in pages for row in rows]


@SLOW
@given(
    limit=st.integers(1, 40),
    sort=st.sampled_from(["newest", "oldest", "relevance", "worth", "unheard-of"]),
    q=st.sampled_from(["", "talk wait", "berg OR martin"]),
    listed=st.sampled_from([statements, claims, speakers, articles]),
)
def test_pages_both_ways_hold_the_list_once(filled, limit, sort, q, listed):
    wanted = Filter(sort=sort, q=q, match="any")
    with Session(filled[0]) as db:
        whole = listed(db, wanted, limit=1000)
        assert walk(listed, db, wanted, limit) == list(whole.rows)
        assert len(whole.rows) == whole.total
        assert (whole.after, whole.before) == (None, None)


@pytest.mark.parametrize("listed", [statements, claims, articles])
def test_newest_goes_by_publication_or_else_capture_and_reads_downwards(filled, listed):
    with Session(filled[0]) as db:
        rows = listed(db, Filter(), limit=1000).rows
        back = listed(db, Filter(sort="oldest"), limit=1000).rows
    days = [row.article.published or row.article.captured.date() for row in rows]
    assert days == sorted(days, reverse=True)
    assert [row.article.published or row.article.captured.date() for row in back] == sorted(days)
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
        (lambda db, n: statements(db, Filter(q="talk wait", match="any"), limit=n), 6),
        (lambda db, n: claims(db, Filter(q="talk rained", match="any"), limit=n), 7),
        (lambda db, n: speakers(db, Filter(), limit=n), 3),
        (lambda db, n: articles(db, Filter(q="talk rained", match="any"), limit=n), 4),
    ],
)
def test_a_page_costs_the_same_however_long(filled, ask, most):
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
        (statement, found, 19),
        (claim, claimed, 19),
        (article, read, 15),
        (speaker, who, 15),
    ):
        costs = {counted(reader, lambda db, ident=ident, ask=ask: ask(db, ident)) for ident in some_idents}
        assert max(costs) <= most
    assert counted(reader, lambda db: statement_facets(db, Filter())) == 8
    assert counted(reader, lambda db: claim_facets(db, Filter(speakers=("x",)))) == 9


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
