"""Imagined articles: news that nobody printed, with outlets, dates, countries and known statements.

For trying an archive at any size without anybody's texts. The same seed imagines the same articles.
"""

import json
import random
import tomllib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from app.records import Article, Facts, Kind

_FIRST_DAY = date(2024, 1, 2)
_DAYS = 720
_UNDATED, _UNNAMED, _TRANSLATED, _COPIED, _REPEATED = 0.05, 0.05, 0.08, 0.06, 0.12
"""Shares of articles without date, without outlet, translated, printed before by another outlet, and in which
words of an earlier one are said again."""


@dataclass(frozen=True, slots=True)
class Known:
    """A statement that an imagined article was given."""

    words: str
    speaker: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Imagined:
    """An article and what is said in it."""

    article: Article
    statements: tuple[Known, ...]


def articles(number: int, seed: int = 1) -> Iterator[Imagined]:
    """`number` articles of some eighty words, in no order of date."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    earlier: deque[Imagined] = deque(maxlen=40)
    for index in range(number):
        copied = bool(earlier) and chance.random() < _COPIED
        if copied:
            printed = chance.choice(earlier)
            text, topic, said = printed.article.text, printed.article.facts.topics[0], printed.statements
        else:
            again = chance.choice(earlier) if earlier and chance.random() < _REPEATED else None
            text, topic, said = _written(chance, again)
        made = Imagined(Article(text, _facts(chance, index, topic, copied=copied)), said)
        earlier.append(made)
        yield made


def line(imagined: Imagined) -> str:
    """The article as a line of JSON that `cuttings ingest` reads."""
    facts = imagined.article.facts
    stated = {
        "title": facts.title,
        "outlet": facts.outlet,
        "outlet_country": facts.outlet_country,
        "url": facts.url,
        "published": facts.published and facts.published.isoformat(),
        "language": facts.language,
        "translated_from": facts.translated_from,
        "topics": list(facts.topics),
        "text": imagined.article.text,
    }
    return json.dumps({name: value for name, value in stated.items() if value}, ensure_ascii=False)


def _facts(chance: random.Random, index: int, topic: str, *, copied: bool) -> Facts:
    outlet = chance.choice(_stock()["outlets"])
    # Without an address, the same text would be the same article.
    named = copied or chance.random() >= _UNNAMED
    dated = chance.random() >= _UNDATED
    return Facts(
        title=f"On {topic}, number {index + 1}",
        outlet=outlet["name"] if named else None,
        outlet_country=outlet["country"] if named else None,
        url=f"https://{outlet['domain']}/{index + 1}" if named else None,
        published=_FIRST_DAY + timedelta(days=chance.randrange(_DAYS)) if dated else None,
        language="en",
        translated_from="es" if chance.random() < _TRANSLATED else None,
        topics=(topic,),
    )


def _written(chance: random.Random, repeated: Imagined | None) -> tuple[str, str, tuple[Known, ...]]:
    """A text, its topic, and what is said in it."""
    stock = _stock()
    subject, lead = chance.choice(stock["subjects"]), stock["lead"]
    first, second = _two_people(chance)
    slots = _slots(chance)
    about = _filled(subject["about"], slots)
    paragraphs = [_filled(chance.choice(lead["with_place"]), slots | first | {"about": about})]
    said: list[Known] = []
    clauses = chance.sample(subject["clauses"], 3)
    for speaker, clause in ((first, clauses[0]), (first, clauses[1]), (second, clauses[2])):
        if speaker is second:
            paragraphs.append(_filled(chance.choice(lead["second"]), second))
        figures = {name: value for name, value in _slots(chance).items() if name not in ("country", "city")}
        known, printed = _statement(chance, _filled(clause, slots | figures), speaker, slots)
        said.append(known)
        paragraphs.append(printed)
    if repeated:
        again = repeated.statements[0]
        words = _opened(again.words.translate({ord("“"): "‘", ord("”"): "’"}))
        said.append(Known(words, again.speaker, Kind.DIRECT))
        paragraphs.append(f"“{words},” {again.speaker} had said before.")
    paragraphs.append(_filled(chance.choice(lead["closing"]), slots))
    return "\n\n".join(paragraphs) + "\n", subject["topic"], tuple(said)


def _statement(
    chance: random.Random, clause: str, speaker: Mapping[str, str], slots: Mapping[str, str]
) -> tuple[Known, str]:
    """What is said, and the sentence that says it."""
    name, surname = speaker["name"], speaker["name"].split(" ", 1)[1]
    kind = chance.choices(list(Kind), weights=(5, 2, 3))[0]
    if kind is Kind.DIRECT:
        verb = _filled(chance.choice(_stock()["verbs"]), slots)
        return Known(_opened(clause), name, kind), f"“{_opened(clause)},” {surname} {verb}."
    if kind is Kind.MIXED:
        one, two, rest = clause.split(" ", 2)
        clause = f"{one} {two} “{rest}”"
    return Known(clause, name, kind), f"{surname} {chance.choice(_stock()['bearing'])} that {clause}."


def _two_people(chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    people = _stock()["people"]
    weights = [1 / (rank + 1) for rank in range(len(people))]
    first = chance.choices(people, weights)[0]
    second = chance.choice([person for person in people if person is not first])
    return first | {"a_role": _article(first["role"])}, second | {"a_role": _article(second["role"])}


def _slots(chance: random.Random) -> dict[str, str]:
    return {
        **chance.choice(_stock()["places"]),
        "n": str(chance.randrange(2, 90)),
        "year": str(chance.randrange(2027, 2036)),
        "month": chance.choice(("January", "March", "April", "June", "September", "October", "December")),
        "weekday": chance.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    }


def _article(role: str) -> str:
    """The role as it follows a name: offices take "the", posts nothing, other callings "a" or "an"."""
    if role.startswith(("head", "director", "spokesman")):
        return role
    if any(office in role for office in ("Minister", "Secretary", "President")):
        return f"the {role}"
    return f"an {role}" if role[0] in "AEIOaeio" else f"a {role}"


def _opened(clause: str) -> str:
    return clause[0].upper() + clause[1:]


def _filled(words: str, slots: Mapping[str, str]) -> str:
    filled = words.format_map(slots)
    return _opened(filled) if words.startswith("{role}") else filled


@cache
def _stock() -> dict[str, Any]:
    return tomllib.loads((files("app.evaluate") / "imagined.toml").read_text("utf-8"))
