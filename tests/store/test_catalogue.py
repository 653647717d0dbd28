"""The catalogue lists what plain SQL over the tables lists, whatever is asked and whatever has changed."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from app.comparing import comparing
from app.records import ClaimType, Judgement, Kind, SpeakerKind, Verdict
from app.store import engine, erasing, judgements, removal
from app.store.catalogue import choosing, keeping
from app.store.queries.filters import NOBODY, Filter
from store import archive, judging, oracle
from store.building import LATER, save, talks

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
            order = shelf.oldest() if sort == "oldest" else shelf.order(sort)
            assert oracle.numbers(db, name, Filter(sort=sort)) == order[:].tolist(), (name, sort)


def test_it_lists_what_sql_lists(filled):
    reader, _, _ = filled
    with Session(reader) as db:
        found = [agree(db, wanted) for wanted in filters(db, random.Random(8), 150)]
        in_order(db)
    assert found.count(True) > 50


def told(holdings):
    """All that holdings say, as plain values."""
    made = {}
    for shelf in (holdings.statements, holdings.claims, holdings.articles):
        live = list(shelf.live)
        made[shelf.name] = {
            "live": live,
            **{name: shelf.columns.at(name, live).tolist() for name in (*shelf.columns, "day")},
            **{
                name: {value: list(rows) for value, rows in sets.items()} for name, sets in shelf.bits.items()
            },
            "newest": shelf.order("newest")[:].tolist(),
            "oldest": shelf.oldest()[:].tolist(),
        }
    people, voices = holdings.people, holdings.statements.voices()
    each = enumerate(zip(voices.articles.tolist(), voices.first.tolist(), voices.last.tolist(), strict=True))
    made["voices"] = [(id_, *counted) for id_, counted in each if counted[0]], voices.speaking
    known = [id_ for id_, standing in enumerate(people.standing.tolist()) if standing]
    made["people"] = [
        (id_, people.standing[id_], people.countries[people.country[id_]], people.kinds[people.kind[id_]])
        for id_ in known
    ]
    return made


@dataclass
class Desk:
    """Whoever changes the archive, one transaction each."""

    db: Session

    def one(self, sql, *params):
        return self.db.connection().exec_driver_sql(sql, params).scalars().first()

    def judge(self, verdict, subject, other=None, **value):
        judgement = Judgement(verdict, subject, "Read again.", other, value)
        return judgements.judge(self.db, judgement, judging.editor(self.db), LATER, comparing())

    def statement(self, nth=0):
        return self.one("SELECT ident FROM statements WHERE state = 'live' LIMIT 1 OFFSET ?", nth)

    def speaker(self, name):
        return self.one("SELECT ident FROM speakers WHERE name = ? AND state = 'live'", name)

    def article(self, nth=0):
        return self.one("SELECT ident FROM articles WHERE state = 'live' LIMIT 1 OFFSET ?", nth)


CHANGES = {
    "statements name speakers": lambda desk: desk.db.connection().exec_driver_sql(
        "INSERT INTO statement_mentions (statement_id, speaker_id, start, end) "
        "SELECT s.id, p.id, 0, 1 FROM statements AS s JOIN speakers AS p ON (s.id + p.id) % 3 = 0"
    ),
    "an article comes": lambda desk: save(desk.db, talks(outlet="Post", published=date(2024, 1, 2))),
    "it comes again with other words": lambda desk: save(
        desk.db, talks(said="We will talk to nobody in Kabul.", outlet="Gazette"), LATER
    ),
    "a speaker is judged": lambda desk: desk.judge(
        Verdict.SPEAKER, desk.statement(2), speaker=desk.speaker("Ben Okafor")
    ),
    "one is disputed": lambda desk: desk.judge(Verdict.DISPUTED, desk.statement(3)),
    "one is rejected": lambda desk: desk.judge(Verdict.REJECTED, desk.statement(4)),
    "countries are judged": lambda desk: desk.judge(Verdict.COUNTRIES, desk.statement(1), codes=["KZ"]),
    "a kind is judged": lambda desk: desk.judge(Verdict.KIND, desk.statement(5), kind="direct"),
    "two speakers are one": lambda desk: desk.judge(
        Verdict.SAME, desk.speaker("Ben Okafor"), desk.speaker("Chloé Martin")
    ),
    "they are two again": lambda desk: judgements.withdraw(
        desk.db,
        desk.one("SELECT ident FROM judgements WHERE verdict = 'same'"),
        judging.editor(desk.db),
        "",
        LATER,
        comparing(),
    ),
    "an article is removed": lambda desk: removal.remove(desk.db, desk.article(3), "", comparing(), LATER),
    "it is restored": lambda desk: removal.restore(
        desk.db, desk.one("SELECT ident FROM articles WHERE state = 'removed'"), comparing(), LATER
    ),
    "an outlet is renamed": lambda desk: desk.db.connection().exec_driver_sql(
        "UPDATE outlets SET name = 'Post and Times' WHERE name = 'Post'"
    ),
    "an article is erased": lambda desk: erasing.erase_article(desk.db, desk.article(1), comparing(), LATER),
    "a speaker is erased": lambda desk: erasing.erase_speaker(
        desk.db, desk.speaker("Anna Berg"), comparing(), LATER
    ),
}


def test_whatever_changes_it_lists_what_sql_lists_and_what_was_read_before_stays(path):
    """Brought up to date it is as made whole; a page that began before goes on with its own."""
    written, reader = engine.writer(path), engine.reader(path, shown_from=archive.SHOWN_FROM)
    with Session(written) as db, db.begin():
        archive.fill(db, articles=8, doubted=True)
    chance = random.Random(4)
    for what, change in CHANGES.items():
        with Session(reader) as before, Session(reader) as after:
            began = keeping.current(before)
            seen = told(began)
            with Session(written) as db, db.begin():
                change(Desk(db))
            held = keeping.current(after)
            assert held.seq > began.seq, what
            whole = engine.reader(path, shown_from=archive.SHOWN_FROM)
            with Session(whole) as db:
                assert told(held) == told(keeping.current(db)), what
            whole.dispose()
            for wanted in filters(after, chance, 4):
                agree(after, wanted)
            in_order(after)
            assert keeping.current(before) is began
            assert told(began) == seen, what
    written.dispose()
    reader.dispose()


def test_a_session_that_writes_lists_what_it_has_written(path):
    written = engine.writer(path)
    with Session(written) as db:
        assert not choosing.statements(db, Filter()).rows()
        save(db, talks())
        assert len(choosing.statements(db, Filter()).rows()) == 2
        db.rollback()
        assert not choosing.statements(db, Filter()).rows()
    written.dispose()
