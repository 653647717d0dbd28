"""Lists, filters, facets and single pages against counting by hand."""

import base64
import json
from collections import Counter
from datetime import date

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


FACETS = {
    "p": ("speakers", (*archive.PEOPLE, "none", "nobody"), lambda s: [s.speaker or "none"]),
    "about": ("about", (*archive.COUNTRIES, "XX"), lambda s: s.about),
    "bloc": ("blocs", (*archive.BLOCS, "eu"), lambda s: s.blocs),
    "from": ("came_from", ("NO", "NG", "GB"), lambda s: [s.came_from]),
    "via": ("via", ("NO", "GB", "XX"), lambda s: [s.via]),
    "outlet": ("outlets", ("Post", "Times", "Herald", "None"), lambda s: [s.outlet]),
    "topic": ("topics", (*archive.TOPICS[:2], "Sport"), lambda s: s.topics),
    "kind": ("kinds", ("direct", "mixed", "indirect"), lambda s: [s.kind]),
    "type": ("types", ("event", "plan", "figure", "denial"), lambda s: s.types),
    "review": ("review", ("machine", "checked"), lambda s: ["machine"]),
}
"""By facet: the field of a filter, what is chosen here, and what a statement or claim has of it."""
OF_ONE = ("p", "about", "bloc", "from", "kind", "type", "review")
"""Facets that are asked of an article's statements, not of the article."""
DAYS = st.none() | st.sampled_from([date(2024, 1, day) for day in (1, 4, 6, 9)])
EXCLUDABLE = [(name, value) for name, (_, some_, _) in FACETS.items() if name != "review" for value in some_]
CHOICES = st.fixed_dictionaries(
    {
        **{name: some(*values) for name, (_, values, _) in FACETS.items()},
        "not": st.lists(st.sampled_from(EXCLUDABLE), max_size=2),
        "since": DAYS,
        "until": DAYS,
        "dates": st.sampled_from(["published", "said"]),
    }
)  # fmt: skip
NONE_CHOSEN = dict.fromkeys((*FACETS, "not"), ()) | {"since": None, "until": None, "dates": "published"}


def asked(choices, idents, **more):
    def known(name, value):
        return idents.get(value, value) if name == "p" else value

    chosen = {
        field: tuple(known(name, value) for value in choices[name]) for name, (field, *_) in FACETS.items()
    }
    left_out = tuple(sorted({(name, known(name, value)) for name, value in choices["not"]}))
    when = {name: choices[name] for name in ("since", "until", "dates")}
    return Filter(**chosen, without=left_out, **when, **more)


def holds(said, choices, without=(), only=None):
    """Whether a statement or claim meets every choice, by hand; `only` these facets and dates, if given."""
    for name, (_, _, values) in FACETS.items():
        has = set(values(said))
        if only is not None and name not in only:
            continue
        if choices[name] and name not in without and not has & set(choices[name]):
            return False
        left_out = {value for other, value in choices["not"] if other == name}
        if "not." + name not in without and has & left_out:
            return False
    if only is not None and choices["dates"] not in only:
        return True
    days = said.said if choices["dates"] == "said" else said.published and (said.published, said.published)
    if choices["since"] and not (days and days[1] >= choices["since"]):
        return False
    return not choices["until"] or bool(days and days[0] <= choices["until"])


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
        of_any_kind = {**choices, "kind": (), "not": [pair for pair in choices["not"] if pair[0] != "kind"]}
        by = {s.speaker for s in said if holds(s, of_any_kind)} - {None}
        found = speakers(db, asked(of_any_kind, idents), limit=1000)
        assert {row.speaker.name for row in found.rows} == by
        for row in found.rows:
            said_by = [s for s in said if s.speaker == row.speaker.name and holds(s, of_any_kind)]
            assert row.statements == len(said_by)


@SLOW
@given(choices=CHOICES)
def test_articles_meet_what_is_asked_of_them_and_of_one_of_their_statements(filled, idents, choices):
    reader, said, claimed = filled
    of_one = (*OF_ONE, *(["said"] if choices["dates"] == "said" else []))
    own = set(FACETS) - set(OF_ONE) | {"published"}
    # Narration has every article: in it, what is asked of articles is as it is.
    found = {c.article for c in claimed if holds(c, choices, only=own)}
    dated = choices["dates"] == "said" and (choices["since"] or choices["until"])
    if dated or any(choices[name] for name in OF_ONE) or any(name in OF_ONE for name, _ in choices["not"]):
        found &= {s.article for s in said if holds(s, choices, only=of_one)}
    with Session(reader) as db:
        assert articles(db, asked(choices, idents), limit=1000).total == len(found)


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


@SLOW
@given(choices=CHOICES)
def test_facets_count_what_choosing_would_leave(filled, idents, choices):
    reader, said, claimed = filled
    wanted = asked(choices, idents)
    names = {ident: name for name, ident in idents.items()}
    with Session(reader) as db:
        both = ((statement_facets(db, wanted), said), (claim_facets(db, wanted), claimed))
    for facets, everything in both:
        assert [facet.name for facet in facets] == list(FACETS)
        for facet in facets:
            values = FACETS[facet.name][2]
            left_out = {value for name, value in choices["not"] if name == facet.name}
            left = [s for s in everything if holds(s, choices, without=[facet.name])]
            whole = [s for s in everything if holds(s, choices, without=[facet.name, "not." + facet.name])]
            expected = Counter(v for s in left for v in values(s) if v is not None and v not in left_out)
            expected += Counter(v for s in whole for v in values(s) if v in left_out)
            told = {names.get(option.value, option.value): option for option in facet.options}
            assert (
                Counter({value: option.count for value, option in told.items() if option.count}) == expected
            )
            assert {value for value, option in told.items() if option.chosen} == set(choices[facet.name])
            assert {value for value, option in told.items() if option.excluded} == left_out
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
    assert counted(reader, lambda db: statement_facets(db, Filter())) == 10
    assert counted(reader, lambda db: claim_facets(db, Filter(speakers=("x",)))) == 11


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
