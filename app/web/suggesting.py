"""What the reader may be looking for, group by group, while the words are still being typed."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from app.store.queries import suggestions, vocabulary
from app.store.queries.filters import Filter
from app.store.queries.views import Counted, NamedSpeaker
from app.web import links, wording

LONGEST = 100
"""Characters looked at; nobody waits for the end of more."""
_SPEAKERS, _COUNTRIES, _OUTLETS, _TOPICS, _WORDS = 5, 3, 2, 2, 4
_LAST = re.compile(r"[^\W_]+$")
_NOT_PLAIN = re.compile(r'["“”„«»*]')


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something in the archive that begins as typed."""

    label: str
    note: str
    """What tells it from others of its name."""
    count: str
    href: str
    words: str = ""
    """What to search for, where it is words of the archive."""


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one sort."""

    title: str
    suggestions: tuple[Suggestion, ...]


def groups(db: Session, typed: str, *, only: str = "all") -> tuple[Group, ...]:
    """The groups that hold something that begins as `typed`: all, or `only` "names" or "speakers"."""
    q = " ".join(typed.replace("\0", " ").split())[:LONGEST].encode(errors="ignore").decode()
    speakers = tuple(_speaker(q, each) for each in suggestions.speakers(db, q, _SPEAKERS))
    found = [Group("Speakers", speakers)]
    if only != "speakers":
        found += [
            Group("Countries", _countries(db, q)),
            Group("Outlets", tuple(_outlet(each) for each in suggestions.outlets(db, q, _OUTLETS))),
            Group("Topics", tuple(_topic(each) for each in suggestions.topics(db, q, _TOPICS))),
        ]
    if only == "all":
        found.append(Group("Words", _words(db, q)))
    return tuple(group for group in found if group.suggestions)


def _speaker(q: str, found: NamedSpeaker) -> Suggestion:
    ref = found.speaker
    other = "" if suggestions.begun_by(q, [ref.name]) else f"also {found.alias}"
    country = wording.country(ref.country) if ref.country else ""
    note = ", ".join(part for part in (other, found.role or "", country) if part)
    return Suggestion(ref.name, note, wording.count(found.statements, "statement"), links.speaker(ref))


def _countries(db: Session, q: str) -> tuple[Suggestion, ...]:
    names = wording.countries()
    begun = set(suggestions.begun_by(q, names.values()))
    codes = [code for code, name in names.items() if name in begun or code == wording.country_code(q)]
    found = suggestions.countries(db, codes)[:_COUNTRIES]
    return tuple(
        Suggestion(names[each.value], "", wording.count(each.count, "claim"), links.country(each.value))
        for each in found
    )


def _outlet(found: Counted) -> Suggestion:
    count = wording.count(found.count, "statement")
    return Suggestion(found.value, "", count, links.outlet_named(found.value))


def _topic(found: Counted) -> Suggestion:
    href = links.listing("/quotes", Filter(topics=(found.value,)))
    return Suggestion(found.value, "", wording.count(found.count, "statement"), href)


def _words(db: Session, q: str) -> tuple[Suggestion, ...]:
    last = _LAST.search(q)
    if last is None or _NOT_PLAIN.search(q):
        return ()
    made = []
    begun = suggestions.words(db, last[0], _WORDS)
    for word in vocabulary.printed(db, begun).values():
        words = q[: last.start()] + word
        held = suggestions.articles_holding(db, words)
        if held:
            href = links.listing("/search", Filter(q=words))
            made.append(Suggestion(words, "", wording.count(held, "article"), href, words))
    return tuple(made)
