"""Every filter, order and gathering of a list against counting by hand."""

from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.store.queries.articles import articles
from app.store.queries.claims import claims
from app.store.queries.facets import claim_facets, statement_facets
from app.store.queries.filters import Filter
from app.store.queries.groups import EACH, claim_groups, statement_groups
from app.store.queries.speakers import speaker_ids, speaker_rows, speakers
from app.store.queries.statements import statements
from store import archive

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


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
    "review": ("review", ("machine", "checked", "disputed"), lambda s: [s.review]),
}
"""By facet: the field of a filter, what is chosen here, and what a statement or claim has of it."""
OF_ONE = ("p", "about", "bloc", "from", "kind", "type", "review")
"""Facets that are asked of an article's statements, not of the article."""
DAYS = st.none() | st.sampled_from([date(2024, 1, day) for day in (1, 4, 6, 9)])
EXCLUDABLE = [(name, value) for name, (_, some_, _) in FACETS.items() for value in some_]
CHOICES = st.fixed_dictionaries(
    {
        **{name: some(*values) for name, (_, values, _) in FACETS.items()},
        "not": st.lists(st.sampled_from(EXCLUDABLE), max_size=2),
        "since": DAYS,
        "until": DAYS,
        "dates": st.sampled_from(["published", "said"]),
    }
)  # fmt: skip
NONE = dict.fromkeys((*FACETS, "not"), ()) | {"since": None, "until": None, "dates": "published"}
FEW = st.tuples(CHOICES, st.sets(st.sampled_from(sorted(NONE)), max_size=3)).map(
    lambda drawn: NONE | {name: drawn[0][name] for name in drawn[1]}
)
"""Few choices, so that lists stay long."""
ORDERS = st.fixed_dictionaries(
    {
        "sort": st.sampled_from(["newest", "oldest", "relevance", "worth", "unheard-of"]),
        "q": st.sampled_from(["", "talk wait", "berg OR martin"]),
    }
)


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
    order=ORDERS,
    listed=st.sampled_from([statements, claims, speakers, articles, statement_groups, claim_groups]),
    choices=FEW,
)
def test_pages_both_ways_hold_the_list_once(filled, idents, limit, order, listed, choices):
    wanted = asked(choices, idents, **order, match="any")
    with Session(filled[0]) as db:
        whole = listed(db, wanted, limit=1000)
        assert walk(listed, db, wanted, limit) == list(whole.rows)
        assert len(whole.rows) == whole.total
        assert (whole.after, whole.before) == (None, None)


@SLOW
@given(choices=FEW, order=ORDERS)
def test_groups_are_the_list_by_speaker_in_its_order(filled, idents, choices, order):
    wanted = asked(choices, idents, **order, match="any")
    kinds = ((statements, statement_groups, "speaker"), (claims, claim_groups, "claimer"))
    with Session(filled[0]) as db:
        for listed, gathered, whose in kinds:
            by_hand = {}
            for row in listed(db, wanted, limit=1000).rows:
                by_hand.setdefault(getattr(row, whose), []).append(row)
            page = gathered(db, wanted, limit=1000)
            found = [(group.speaker, group.total, list(group.rows)) for group in page.rows]
            assert found == [(who, len(rows), rows[:EACH]) for who, rows in by_hand.items()]
            assert page.total == len(by_hand)


@SLOW
@given(choices=FEW, order=ORDERS)
def test_a_whole_list_of_speakers_is_that_of_its_pages(filled, idents, choices, order):
    wanted = asked(choices, idents, **order, match="any")
    with Session(filled[0]) as db:
        whole = speaker_rows(db, wanted, speaker_ids(db, wanted))
        assert list(whole) == walk(speakers, db, wanted, 2)
