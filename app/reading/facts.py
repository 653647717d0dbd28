"""What is stated about an article, checked: front matter, sidecars and JSON Lines all come through here."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

import pycountry

from app.errors import BadInput
from app.reading.addresses import canonical
from app.records import Facts

_LONGEST = 500
LONGEST_TOPIC = 100
MOST = 50
"""Topics of an article, and people or bodies whose entries it states: more is a mistake, not a fact."""
_TAG = re.compile(
    r"([a-z]{2,3})(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?((?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)",
    # Of other alphabets, the capitals of plain letters would match, and their digits.
    re.IGNORECASE | re.ASCII,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].+)?")


def facts(stated: Mapping[str, object], file_name: str | None = None) -> Facts:
    """The facts that `stated` holds; a key without a value, or not there, is "not stated".

    Raises BadInput that names every key that is unknown or whose value is wrong.
    """
    known: dict[str, object] = {}
    wrong: list[str] = []
    unknown = [repr(key[:40]) for key in stated if key not in KEYS]
    if unknown:
        wrong.append(f"unknown {', '.join(unknown[:5])}: what can be stated is {', '.join(KEYS)}")
    for key, check in KEYS.items():
        value = stated.get(key)
        if value is None or value in ([], {}) or (isinstance(value, str) and not value.strip()):
            continue
        try:
            known[key] = check(value)
        except BadInput as error:
            wrong.append(f"{key} {error}")
    if wrong:
        raise BadInput("; ".join(wrong))
    return Facts(**known, file_name=file_name)  # type: ignore[arg-type]  # KEYS says which check makes which field


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(f"has to be text, not {type(value).__name__}")
    words = " ".join(value.split())
    if len(words) > _LONGEST:
        raise BadInput(f"is longer than {_LONGEST} characters")
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", words):
        raise BadInput("holds a control character")
    return words


def _country(value: object) -> str:
    words = _words(value)
    # Before they are capitals: those of other letters, such as ß, may be a country's.
    code = words.upper() if words.isascii() else ""
    if len(code) != 2 or pycountry.countries.get(alpha_2=code) is None:
        raise BadInput(f"{value!r} is no two-letter code of a country (ISO 3166-1), such as KZ")
    return code


def _language(value: object) -> str:
    tag = _TAG.fullmatch(_words(value))
    name = tag and tag[1].lower()
    if not tag or not name or pycountry.languages.get(**{f"alpha_{len(name)}": name}) is None:
        raise BadInput(f"{value!r} is no language tag (BCP 47), such as en or pt-BR")
    return name + (tag[2] or "").title() + (tag[3] or "").upper() + tag[4].lower()


def _published(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = _words(value)
    try:
        if _DATE.fullmatch(words):
            # The day as printed: no time zone moves a publication to the day before.
            return datetime.fromisoformat(words).date()
    except ValueError as error:
        raise BadInput(f"{value!r} is no day of the calendar ({error})") from error
    raise BadInput(f"{value!r} is no date in the form 2021-05-04")


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(f"has to be text, not {type(value).__name__}")
    return canonical(value.strip())


def _topics(value: object) -> tuple[str, ...]:
    """Topics from a list, or from text with commas between them: each once, whatever its capitals."""
    stated = value.split(",") if isinstance(value, str) else value
    if not isinstance(stated, list):
        raise BadInput(f"has to be a list, or text with commas, not {type(value).__name__}")
    topics = {topic.casefold(): topic for topic in reversed([_words(each) for each in stated]) if topic}
    if len(topics) > MOST:
        raise BadInput(f"has {len(topics):,} topics, more than {MOST}")
    if any(len(topic) > LONGEST_TOPIC for topic in topics):
        raise BadInput(f"has a topic longer than {LONGEST_TOPIC} characters")
    return tuple(reversed(topics.values()))


def _same_as(value: object) -> tuple[tuple[str, str], ...]:
    """Names, each with the address of its entry elsewhere."""
    if not isinstance(value, dict):
        raise BadInput(f"has to be names with an address each, not {type(value).__name__}")
    if len(value) > MOST:
        raise BadInput(f"has {len(value):,} names, more than {MOST}")
    return tuple(_entry(name, address) for name, address in value.items())


def _entry(name: object, address: object) -> tuple[str, str]:
    named = _words(name)
    if not named:
        raise BadInput("has an address without a name")
    try:
        return named, _address(address)
    except BadInput as error:
        raise BadInput(f"of {named[:40]!r} {error}") from error


KEYS: Mapping[str, Callable[[object], object]] = {
    "title": _words,
    "outlet": _words,
    "outlet_country": _country,
    "url": _address,
    "published": _published,
    "author": _words,
    "language": _language,
    "translated_from": _language,
    "topics": _topics,
    "same_as": _same_as,
}
"""Every key that can be stated, with the check that makes its value."""
