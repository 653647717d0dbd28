"""What a page states about its article: read off its markup, never guessed from its words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from app.errors import BadInput
from app.reading import linked_data
from app.reading.facts import KEYS, LONGEST_TOPIC, MOST
from app.reading.linked_data import listed, part, words
from app.reading.markup import Element

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "citation_publication_date",
    "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "date",
)  # fmt: skip
_AUTHOR = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
)
_OUTLET = (
    "og:site_name",
    "citation_journal_title",
    "application-name",
    "publisher",
    "dc.publisher",
    "al:android:app_name",
)
_SITE = re.compile(r"^(www|m|mobile|amp)\.")
_BY = re.compile(r"by\s+", re.IGNORECASE)
_RULE = r"\s*(?:[|·•«»:—–-]|::)+\s*"


def stated(root: Element, address: str | None) -> tuple[dict[str, object], tuple[str, ...]]:
    """Facts by their keys, and a note for each that is stated in a form that cannot be used.

    Where several places state a fact, JSON-LD is believed before OpenGraph and other meta
    elements, and those before the markup of the text: the first is written for machines and
    says whose title or day it is. A title is without the site's name only where the page states
    that name. A canonical address counts on the host that the page came from: any other could
    claim somebody else's article.
    """
    data, metas = linked_data.article(root), _metas(root)
    outlet = words(data.get("publisher")) or _first(metas, _OUTLET)
    candidates: dict[str, Iterable[object]] = {
        "title": (_without(title, outlet) for title in _titles(root, data, metas)),
        "outlet": (outlet,),
        "outlet_country": (words(part(part(data.get("publisher"), "address"), "addressCountry")),),
        "url": _addresses(root, data, metas, address),
        "published": _days(root, data, metas),
        "author": _authors(root, data, metas),
        "language": _languages(root, data, metas),
        "translated_from": (
            words(part(data.get(key), "inLanguage")) for key in ("translationOfWork", "isBasedOn")
        ),
        "topics": _topics(data, metas),
    }
    known: dict[str, object] = {}
    notes: list[str] = []
    for key, values in candidates.items():
        value, note = _usable(key, values)
        if value is not None:
            known[key] = value
        elif note:
            notes.append(note)
    return known, tuple(notes)


def _usable(key: str, values: Iterable[object]) -> tuple[object, str | None]:
    note = None
    for value in values:
        if not value:
            continue
        try:
            KEYS[key](value)
        except BadInput as error:
            note = note or f"the page's {key} {error}"
        else:
            return value, None
    return None, note


def _metas(root: Element) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        value = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and value:
                found.setdefault(name, []).append(value)
    return found


def _first(metas: Mapping[str, list[str]], names: Iterable[str]) -> str | None:
    return next(_all(metas, names), None)


def _all(metas: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from metas.get(name, ())


def _titles(root: Element, data: linked_data.Stated, metas: Mapping[str, list[str]]) -> Iterator[str | None]:
    yield words(data.get("headline"))
    yield from _all(metas, ("og:title", "citation_title", "dc.title", "twitter:title"))
    headings = list(root.iter("h1"))
    if len(headings) == 1:
        yield _text(headings[0])
    for title in root.iter("title"):
        yield _text(title)


def _without(title: str | None, outlet: str | None) -> str | None:
    """The title without the site's name behind or before it."""
    title = " ".join((title or "").split())
    if outlet and title.casefold() != outlet.casefold():
        name = re.escape(" ".join(outlet.split()))
        title = re.sub(f"{_RULE}{name}$|^{name}{_RULE}", "", title, flags=re.IGNORECASE)
    return title or None


def _addresses(
    root: Element, data: linked_data.Stated, metas: Mapping[str, list[str]], address: str | None
) -> Iterator[str | None]:
    page = data.get("mainEntityOfPage")
    claimed = [
        link.get("href")
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    claimed += [*metas.get("og:url", ()), part(page, "@id") or page, data.get("url")]
    for one in claimed:
        if isinstance(one, str) and one.strip():
            yield _trusted(one.strip(), address)
    yield address


def _trusted(claimed: str, address: str | None) -> str | None:
    try:
        whole = urlsplit(urljoin(address or "", claimed))
        host, path = _SITE.sub("", whole.hostname or ""), whole.path.strip("/")
        if address is None:
            return whole.geturl() if host and path else None
        known = urlsplit(address)
        # Some sites name their front page on every page.
        is_front = not path and not whole.query and bool(known.path.strip("/"))
        return whole.geturl() if host == _SITE.sub("", known.hostname or "") and not is_front else None
    except ValueError:
        return None


def _days(root: Element, data: linked_data.Stated, metas: Mapping[str, list[str]]) -> Iterator[str | None]:
    yield words(data.get("datePublished"))
    yield from _all(metas, _PUBLISHED)
    times = [time for time in root.iter("time") if time.get("datetime")]
    for time in times:
        if "datepublished" in (time.get("itemprop") or "").lower() or time.get("pubdate") is not None:
            yield time.get("datetime").strip()
    own = [
        time.get("datetime").strip()
        for time in times
        if next(time.iterancestors("article", "main"), None) is not None
    ]
    if len({day[:10] for day in own}) == 1:
        yield own[0]


def _authors(root: Element, data: linked_data.Stated, metas: Mapping[str, list[str]]) -> Iterator[str | None]:
    yield _people(words(one) for one in listed(data.get("author")))
    for name in _AUTHOR:
        yield _people(metas.get(name, ()))
    named = [one for one in root.iter() if _is_author(one)]
    yield _people(_text(one) for one in named)


def _is_author(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("link", "meta"):
        return False
    return "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author"


def _people(names: Iterable[str | None]) -> str | None:
    each = dict.fromkeys(
        _BY.sub("", " ".join(name.split()), count=1) if _BY.match(name.strip()) else " ".join(name.split())
        for name in names
        if name
    )
    return ", ".join(name for name in each if name and "://" not in name) or None


def _languages(
    root: Element, data: linked_data.Stated, metas: Mapping[str, list[str]]
) -> Iterator[str | None]:
    found: list[str | None] = [
        words(data.get("inLanguage")),
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
    ]
    found += _all(metas, ("content-language", "dc.language", "og:locale"))
    yield from (one.strip().replace("_", "-") if one else None for one in found)


def _topics(data: linked_data.Stated, metas: Mapping[str, list[str]]) -> Iterator[list[str]]:
    found = (
        data.get("keywords"),
        metas.get("news_keywords"),
        metas.get("article:tag"),
        metas.get("keywords"),
    )
    for value in found:
        each = [topic.strip() for one in listed(value) for topic in (words(one) or "").split(",")]
        yield [topic for topic in each if topic and len(topic) <= LONGEST_TOPIC][:MOST]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
