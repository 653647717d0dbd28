from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import NOW, Draft, save, talks

from app.records import ClaimType, Gloss, Kind, Place, Quantity, Said, Span, SpeakerKind, Worth
from app.settings import Settings, place
from app.store import engine, identifiers
from app.web.app import create_app

HOSTILE = "<script>alert('title')</script> & “Co”"
HOSTILE_NAME = "Eve <img src=x onerror=alert(1)>"
HOSTILE_CAPTION = '"><svg onload=alert(2)> A square at night'


def harbour():
    """A translated article: quoted over a gap, partly quoted, reported, and one whose speaker is in doubt."""
    draft = Draft(
        "“The toll will rise in Norway,” said harbour master Ole Lund, “by twelve per cent.”",
        "He called the plan “a gift” to Sweden.",
        "Lund said that nobody in Paris had asked for talks.",
        "“Nobody called us,” the clerk whispered.",
        translated_from="ru",
        file_name="harbour.txt",
    )
    lund = draft.entity("Ole Lund", aliases=["Lund"], roles=["harbour master"], home=("NO", "Norway"))
    doubted = draft.entity("Mona Doubtful")
    rise = draft.statement(
        "The toll will rise in Norway,", "by twelve per cent.", by=lund, cue=["said"], source=["Ole Lund"],
        about={"NO": "Norway"}, reasons=("harbour master → Ole Lund",),
        said=Said(date(2021, 5, 1), date(2021, 5, 31), draft.span("by twelve"), "absolute"),
    )  # fmt: skip
    draft.statement("the plan “a gift” to Sweden", by=lund, cue=["called"], source=["He"], kind=Kind.MIXED,
                    about={"SE": "Sweden"})  # fmt: skip
    draft.statement("nobody in Paris had asked for talks", by=lund, cue=["said that"], source=["Lund"],
                    kind=Kind.INDIRECT, about={"FR": "Paris"})  # fmt: skip
    draft.statement("Nobody called us,", by=doubted, cue=["whispered"], source=["the clerk"], confidence=0.2,
                    reasons=("the clerk → Mona Doubtful",))  # fmt: skip
    draft.claim(
        "The toll will rise in Norway", statement=rise, kind=ClaimType.PREDICTION, about={"NO": "Norway"}
    )
    draft.claim(
        "nobody in Paris had asked for talks", statement=2, kind=ClaimType.DENIAL, about={"FR": "Paris"}
    )
    he = draft.span("He called").start
    draft.claim("He called the plan “a gift” to Sweden", kind=ClaimType.EVALUATION)
    draft.claims[-1] = replace(
        draft.claims[-1],
        about=(Place("NO", draft.span("the plan"), "inferred", draft.span("Norway")),),
        blocs=(Place("nato", draft.span("Sweden"), "bloc"),),
        quantities=(Quantity(draft.span("a gift"), "240000000", "USD", "at least"),),
        glosses=(Gloss(Span(he, he + 2), "Ole Lund", draft.span("Ole Lund")),),
        worth=Worth(0.71, ("states an amount", "about the past")),
    )
    return draft


def hostile():
    """An article in which everything that can be is written to break out of a page."""
    draft = Draft(
        f"“Mind the & <b>gap</b>,” said {HOSTILE_NAME}.",
        HOSTILE_CAPTION,
        title=HOSTILE,
        outlet="The <i>Gazette</i>",
        outlet_country="GB",
        url="javascript:alert(3)",
        author="A <u>writer</u>",
    )
    eve = draft.entity(HOSTILE_NAME, SpeakerKind.UNNAMED)
    draft.statement("Mind the & <b>gap</b>,", by=eve, cue=["said"], source=[HOSTILE_NAME])
    return draft


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    """A database of three articles, a speaker merged into another and a statement withdrawn."""
    path = tmp_path_factory.mktemp("web") / "web.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks(title="Talks in Oslo", outlet="Dagen", outlet_country="NO", url="https://dagen.example/talks",
                       language="en", topics=("Roads & Trade", "asia"),
                       same_as=(("Anna Berg", "https://www.example.org/wiki/Q1"),)))  # fmt: skip
        save(db, harbour())
        save(db, hostile())
        berg = _ident(db, "SELECT ident FROM speakers WHERE name = 'Anna Berg'")
        merged, withdrawn = "merged00", "g0ne0000"
        identifiers.mint(db, "speaker", lambda: merged)
        identifiers.redirect(db, merged, berg, "the same person", NOW)
        identifiers.mint(db, "statement", lambda: withdrawn)
        identifiers.withdraw(db, withdrawn, "The passage turned out to be a heading.", NOW)
    written.dispose()
    return path


@pytest.fixture(scope="session")
def app(database):
    # No answer is kept: some tests change how much is read at a time, others count queries.
    return create_app(Settings(database=database, page_size=3, kept_answers=0))


@pytest.fixture(scope="session")
def site(app):
    """A browser without redirects followed and without errors raised."""
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def rows(site):
    """Every statement, claim, speaker and article as the JSON lists give them, by list."""
    found = {}
    for name in ("quotes", "claims", "speakers", "articles"):
        found[name], address = [], f"/{name}.json"
        while address:
            page = site.get(address).raise_for_status().json()
            found[name] += page["rows"]
            address = f"/{name}.json?after={page['after']}" if page["after"] else None
    return found


@pytest.fixture(scope="session")
def permalink(site, rows):
    """A function from a list's name and a word of a row to the path of that row's page."""
    letters = {"quotes": "s", "claims": "c", "speakers": "p", "articles": "a"}

    def find(name, word):
        for row in rows[name]:
            ident = (
                row.get("ident") or next(row[key] for key in ("speaker", "article") if key in row)["ident"]
            )
            if word in str(row):
                return site.get(f"/{letters[name]}/{ident}").headers["location"]
        raise AssertionError(f"no row of {name} with {word}")

    return find


def _ident(db, sql):
    return db.connection().exec_driver_sql(sql).scalar_one()
