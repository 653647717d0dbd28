"""The catalogue lists what plain SQL over the tables lists, whatever is asked and whatever has changed."""

import random
from datetime import date, timedelta

from sqlmodel import Session

from app.records import ClaimType, Kind, SpeakerKind
from app.store.catalogue import choosing
from app.store.queries.filters import NOBODY, Filter
from store import oracle

FACETS = {
    "about": ["AF", "us", "KZ", "XX"],
    "blocs": ["nato", "Central-Asia", "none"],
    "came_from": ["NO", "gb", "FR"],
    "via": ["NO", "gb"],
    "outlets": ["Post", "Times", "post"],
    "topics": ["Borders", "Trade", "nothing"],
    "languages": ["en", "EN"],
    "lacking": ["address", "country", "date", "language", "outlet"],
    "kinds": [*map(str, Kind), *map(str, SpeakerKind)],
    "types": list(map(str, ClaimType)),
    "review": ["machine", "checked", "disputed"],
}
NAMES = {
    "blocs": "bloc",
    "came_from": "from",
    "outlets": "outlet",
    "topics": "topic",
    "languages": "language",
}
NAMES |= {"kinds": "kind", "types": "type", "speakers": "p", "articles": "article"}
WORDS = [
    "talk",
    "Kabul Washington",
    "anna",
    '"talk in"',
    "rained",
    "no such words",
    "ta* in",
    '"talks in" kabul',
]


def filters(db, chance, number):
    """So many filters, most of them of one or two choices."""
    ask = db.connection().exec_driver_sql
    people = [*ask("SELECT ident FROM speakers").scalars(), NOBODY, "nobody00"]
    people = [*people, *ask("SELECT old FROM redirects").scalars()]
    articles = [*ask("SELECT ident FROM articles").scalars()]
    facets = FACETS | {"speakers": people, "named": people, "articles": articles}
    for _ in range(number):
        chosen = {
            facet: tuple(chance.sample(facets[facet], chance.choice([1, 1, min(3, len(facets[facet]))])))
            for facet in chance.sample(list(facets), chance.choice([0, 1, 1, 2]))
        }
        left_out = chance.sample(list(facets), chance.choice([0, 0, 1, 2]))
        without = tuple((NAMES.get(facet, facet), chance.choice(facets[facet])) for facet in left_out)
        days = [None, None, *(date(2023, 12, 28) + timedelta(days=chance.randint(0, 15)) for _ in range(2))]
        yield Filter(
            **chosen,
            without=without,
            q=chance.choice(["", "", "", *WORDS]),
            match=chance.choice(["all", "all", "any", "exact"]),
            since=chance.choice(days),
            until=chance.choice(days),
            dates=chance.choice(["published", "said"]),
        )


def agree(db, wanted):
    """Assert that the catalogue lists what the oracle does; returns whether it was anything."""
    found = False
    for name in oracle.LISTS:
        chosen = getattr(choosing, name)(db, wanted)
        rows = oracle.numbers(db, name, wanted)
        assert sorted(rows) == list(chosen.rows()), (name, wanted)
        found = found or bool(rows)
        for without in chosen.held:
            assert chosen.rows().issubset(chosen.rows([without]))
    return found


def in_order(db):
    for name in ("statements", "claims", "articles"):
        shelf = getattr(choosing, name)(db, Filter()).shelf
        for sort in ("newest", "oldest", *(["worth"] if name == "claims" else [])):
            assert oracle.numbers(db, name, Filter(sort=sort)) == shelf.order(sort).tolist(), (name, sort)


def test_it_lists_what_sql_lists(filled):
    reader, _, _ = filled
    with Session(reader) as db:
        found = [agree(db, wanted) for wanted in filters(db, random.Random(8), 150)]
        in_order(db)
    assert found.count(True) > 50
