"""FEEDS.toml: which addresses are watched, how often, and what is known of their pages beforehand."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, cast, get_args

from app.errors import BadInput
from app.reading.addresses import canonical
from app.reading.decoding import decode
from app.reading.facts import facts
from app.watch.lengths import length, written

LARGEST = 1_000_000
"""Bytes of a list."""

Kind = Literal["feed", "sitemap", "page"]

_SHORTEST, _LONGEST = timedelta(seconds=30), timedelta(days=30)
_MOST = 1_000
_MOST_LOOKS = 10
_MOST_WRONG = 20
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*feed[ \t]*\]\]")
_STATABLE = ("outlet", "outlet_country", "language", "translated_from", "topics", "author")
"""What can be true of all pages of a feed."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An address that is looked at again and again for articles that are new."""

    url: str
    kind: Kind | None
    """None where the first look shall tell."""
    every: timedelta
    most: int
    """New articles that are read each time; the others wait for the next."""
    since: date | timedelta | None
    """Nothing that says it is older is read: than a day, or than so long ago."""
    again: tuple[timedelta, ...]
    """How long after it was first seen an article is looked at again, for edits."""
    stated: Mapping[str, object]
    """Facts of all its articles that do not state them themselves."""


def watchlist(raw: bytes) -> tuple[Watched, ...]:
    """Every address that the bytes of a FEEDS.toml name. Raises BadInput that names every mistake in it."""
    if len(raw) > LARGEST:
        raise BadInput(f"is larger than the limit for a list of feeds, {LARGEST:,} bytes")
    text = decode(raw)
    try:
        top = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"is not TOML: {error}") from error
    feeds = top.pop("feed", [])
    if not isinstance(feeds, list) or not feeds or not all(isinstance(feed, dict) for feed in feeds):
        raise BadInput("names no feed: each begins with a line [[feed]] and has a url")
    wrong = list(_mistakes("above the feeds", top, _DEFAULTS))
    found: dict[str, str] = {}
    for name, feed in zip(_names(text, len(feeds)), feeds, strict=True):
        mistakes = list(_mistakes(name, feed, _KEYS))
        if "url" not in feed:
            mistakes.append(f"{name}: url is missing")
        elif not mistakes:
            first = found.setdefault(canonical(feed["url"].strip()), name)
            if first != name:
                mistakes.append(f"{name}: has the address of {first}")
        wrong += mistakes
    if wrong:
        more = f"; and {len(wrong) - _MOST_WRONG} more" if len(wrong) > _MOST_WRONG else ""
        raise BadInput("; ".join(wrong[:_MOST_WRONG]) + more)
    return tuple(_watched({**top, **feed}) for feed in feeds)


def _names(text: str, feeds: int) -> Iterator[str]:
    """What to call each feed: its number, and the line where it begins if that is sure."""
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if _HEADER.match(line)]
    for number in range(feeds):
        line = f" (line {lines[number]})" if len(lines) == feeds else ""
        yield f"feed {number + 1}{line}"


def _mistakes(
    name: str, table: Mapping[str, object], keys: Mapping[str, Callable[[object], object]]
) -> Iterator[str]:
    unknown = [repr(key[:40]) for key in table if key not in keys]
    if unknown:
        yield f"{name}: unknown {', '.join(unknown[:5])}: what can be said is {', '.join(keys)}"
    for key in table.keys() & keys.keys():
        try:
            keys[key](table[key])
        except BadInput as error:
            yield f"{name}: {key} {error}"


def _watched(told: Mapping[str, object]) -> Watched:
    """What checked keys say; a key that is not there has its usual value."""
    return Watched(
        url=cast("str", told["url"]).strip(),
        kind=_kind(told["kind"]) if "kind" in told else None,
        every=_every(told.get("every", "30m")),
        most=_most(told.get("most", 50)),
        since=_since(told["since"]) if "since" in told else None,
        again=_again(told.get("again", ["1h", "6h", "1d", "7d"])),
        stated={key: told[key] for key in _STATABLE if key in told},
    )


def _url(value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(f"has to be text, not {type(value).__name__}")
    canonical(value.strip())
    return value.strip()


def _kind(value: object) -> Kind:
    if value not in get_args(Kind):
        raise BadInput(f"{value!r} is none of {', '.join(get_args(Kind))}")
    return cast("Kind", value)


def _every(value: object) -> timedelta:
    every = length(value)
    if not _SHORTEST <= every <= _LONGEST:
        raise BadInput(f"{value!r} is not between {written(_SHORTEST)} and {written(_LONGEST)}")
    return every


def _most(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST:
        raise BadInput(f"{value!r} is no number between 1 and {_MOST:,}")
    return value


def _since(value: object) -> date | timedelta:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and "-" in value else length(value)
    except (ValueError, BadInput) as error:
        raise BadInput(
            f"{value!r} is neither a date such as 2026-05-04 nor a length of time such as 30d"
        ) from error


def _again(value: object) -> tuple[timedelta, ...]:
    if not isinstance(value, list) or len(value) > _MOST_LOOKS:
        raise BadInput(f"has to be a list of at most {_MOST_LOOKS} lengths of time")
    looks = sorted({length(each) for each in value})
    if looks and not (timedelta() < looks[0] and looks[-1] <= timedelta(days=365)):
        raise BadInput("has a length of time that is none, or longer than 365d")
    return tuple(looks)


def _fact(key: str) -> Callable[[object], object]:
    def check(value: object) -> object:
        try:
            return facts({key: value})
        except BadInput as error:
            raise BadInput(str(error).removeprefix(f"{key} ")) from error

    return check


_DEFAULTS: Mapping[str, Callable[[object], object]] = {
    "every": _every,
    "most": _most,
    "since": _since,
    "again": _again,
    **{key: _fact(key) for key in _STATABLE},
}
_KEYS: Mapping[str, Callable[[object], object]] = {"url": _url, "kind": _kind, **_DEFAULTS}


def urls(watched: Iterable[Watched]) -> list[str]:
    """Their addresses, in order."""
    return [each.url for each in watched]
