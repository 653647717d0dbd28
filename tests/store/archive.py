"""An archive of thirty articles in which every filter has something to find, and the same as plain values."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.records import ClaimType, Kind, Place, Span, SpeakerKind
from store.building import NOW, Draft, save

PEOPLE = {"Anna Berg": "NO", "Ben Okafor": "NG", "Chloé Martin": None, "Post Office": "GB"}
COUNTRIES = {"AF": "Kabul", "TJ": "Dushanbe", "US": "Washington", "KZ": "Astana"}
BLOCS = {"nato": "NATO", "central-asia": "Central Asia"}
OUTLETS = {"Post": "NO", "Times": "GB", "Herald": None, None: None}
TOPICS = ["Borders", "Trade", "Weather"]
SHOWN_FROM = 0.5
"""The confidence from which readers are told who speaks."""
REVIEWS = ("machine", "checked", "machine", "disputed")
VERBS = ["leave", "talk", "wait", "return", "agree"]


@dataclass(frozen=True)
class Said:
    """What is known of one statement or claim, to count by hand."""

    words: str
    article: int
    speaker: str | None
    about: frozenset[str]
    blocs: frozenset[str]
    kind: str | None
    types: frozenset[str]
    outlet: str | None
    via: str | None
    came_from: str | None
    topics: frozenset[str]
    published: date | None
    said: tuple[date, date] | None
    review: str = "machine"


def fill(db, articles=30, seed=7, *, doubted=False):
    """Save the archive; returns its statements and claims as `Said`, in the order they were made.

    Where some are `doubted`, those have no speaker in what is returned, and one in what is saved.
    """
    chance, doubt = random.Random(seed), random.Random(seed)
    statements, claims = [], []
    for number in range(articles):
        outlet = chance.choice(list(OUTLETS))
        home = {name: code for name, code in PEOPLE.items() if code}
        lines = [" ".join(f"{name} of {code}." for name, code in home.items())]
        plans = []
        for line in range(chance.randint(1, 5)):
            about = frozenset(chance.sample(list(COUNTRIES), chance.randint(0, 2)))
            places = " and ".join(COUNTRIES[code] for code in sorted(about)) or "nowhere"
            blocs = frozenset(chance.sample(list(BLOCS), chance.choice([0, 0, 1, 2])))
            with_whom = " and ".join(BLOCS[code] for code in sorted(blocs)) or "nobody"
            words = f"They {chance.choice(VERBS)} in {places} with {with_whom} {number}-{line}"
            lines.append(f"“{words}.” And it rained on day {number}-{line}.")
            plans.append(
                (words, (about, blocs), chance.choice([*PEOPLE, None]), chance.choice(list(Kind)), line)
            )
        published = date(2024, 1, 1) + timedelta(days=number // 3) if number % 4 else None
        topics = frozenset(TOPICS[: number % 3]) if number % 5 else frozenset()
        draft = Draft(
            *lines,
            outlet=outlet,
            outlet_country=OUTLETS[outlet],
            published=published,
            topics=tuple(sorted(topics)),
        )
        entities = {
            name: draft.entity(
                name,
                SpeakerKind.PERSON if name != "Post Office" else SpeakerKind.ORGANISATION,
                home=(code, f"{name} of {code}") if code else None,
            )
            for name, code in PEOPLE.items()
        }
        for words, (about, blocs), speaker, kind, line in plans:
            by = entities.get(speaker)
            sure = doubt.choice([0.1, 0.49, SHOWN_FROM, 0.51, 0.9]) if doubted else 0.9
            index = draft.statement(words, by=by, kind=kind, source=["it rained"], confidence=sure)
            at = draft.span(words).start
            found = tuple(Place(code, _from(draft, COUNTRIES[code], at), "name") for code in sorted(about))
            of = tuple(Place(code, _from(draft, BLOCS[code], at), "bloc") for code in sorted(blocs))
            when = _when(chance, published)
            draft.attributions[index] = replace(draft.attributions[index], about=found, blocs=of)
            types = chance.sample(list(ClaimType), chance.randint(0, 2))
            shared = (number, about, blocs, outlet, OUTLETS[outlet], topics, published, when)
            shown = speaker if sure >= SHOWN_FROM else None
            came_from = PEOPLE.get(shown)
            review = REVIEWS[(number + line) % 4]
            own = "machine" if number % 3 else "checked"
            statements.append(_said(words, shared, shown, kind.value, types, came_from, review))
            for claim_type in types:
                draft.claim(words, statement=index, kind=claim_type)
                draft.claims[-1] = replace(draft.claims[-1], about=found, blocs=of)
                of_both = review if review == "disputed" else own
                claims.append(_said(words, shared, shown, kind.value, [claim_type], came_from, of_both))
            draft.claim(f"it rained on day {number}-{line}", kind=ClaimType.EVENT)
            bare = (number, frozenset(), frozenset(), outlet, OUTLETS[outlet], topics, published, None)
            claims.append(
                _said(f"it rained on day {number}-{line}", bare, None, None, [ClaimType.EVENT], None, own)
            )
        save(db, draft, NOW + timedelta(days=number % 5))
        _state(db, topics, [said for said in statements if said.article == number], own)
    return statements, claims


def _said(words, shared, speaker, kind, types, *more):
    came_from, review = more
    article, about, blocs, outlet, via, topics, published, when = shared
    return Said(
        words, article, speaker, about, blocs, kind, frozenset(map(str, types)), outlet, via, came_from,
        topics, published, when, review,
    )  # fmt: skip


def _when(chance, published):
    """The days on one of which something was said, for two in three of what is published on a known day."""
    if published is None or not chance.randint(0, 2):
        return None
    first = published - timedelta(days=chance.randint(0, 3))
    return first, min(published, first + timedelta(days=chance.randint(0, 2)))


def _state(db, topics, said, review):
    """Store the article's topics, when each of its statements was said, and how far it is reviewed."""
    sql = db.connection().exec_driver_sql
    (article,) = sql("SELECT max(id) FROM articles").one()
    for topic in topics:
        sql("INSERT OR IGNORE INTO article_topics (article_id, topic) VALUES (?, ?)", (article, topic))
    sql("UPDATE claims SET review = ? WHERE article_id = ?", (review, article))
    for position, one in enumerate(said):
        sql(
            "UPDATE statements SET review = ? WHERE article_id = ? AND position = ?",
            (one.review, article, position),
        )
        if one.said:
            first, last = (day.isoformat() for day in one.said)
            sql(
                "UPDATE statements SET said_first = ?, said_last = ? WHERE article_id = ? AND position = ?",
                (first, last, article, position),
            )


def _from(draft, words, at):
    start = draft.text.index(words, at)
    return Span(start, start + len(words))
