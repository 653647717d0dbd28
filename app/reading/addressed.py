"""Addresses to articles: a page, a file, or all that a feed or a sitemap leads to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from app.errors import BadInput, NotFetched
from app.reading import feeds, sitemaps
from app.reading.addresses import canonical
from app.reading.fetch import Fetched, Fetcher
from app.reading.formats import format_of
from app.reading.given import Choices, Given
from app.reading.leads import Lead, is_feed, is_map, is_page
from app.reading.origins import Origin
from app.records import Read

_DEEPEST = 3
"""Indexes of sitemaps, each within another."""
_MOST_MAPS = 500


def origin(url: str, fetcher: Fetcher, choices: Choices) -> Origin:
    """What can be read at `url`; nothing is fetched before it is read."""
    return Origin(url, partial(reads, url, fetcher, choices))


def reads(url: str, fetcher: Fetcher, choices: Choices) -> Iterator[Read]:
    """Every article at `url` or that it leads to, each page fetched when its turn comes.

    Nothing raises: what cannot be read is a Read with an error.
    """
    try:
        fetched = fetcher.get(url)
    except NotFetched as error:
        yield Read(url, None, str(error))
        return
    yield from led(fetched, fetcher, choices)


def led(fetched: Fetched, fetcher: Fetcher, choices: Choices) -> Iterator[Read]:
    """Every article in what was fetched or that it leads to."""
    found = leads(fetched, fetcher, choices)
    if found is None:
        yield from articles(fetched, choices)
        return
    empty = True
    for lead in found:
        empty = False
        yield from (lead,) if isinstance(lead, Read) else followed(lead, fetched.url, fetcher, choices)
    if empty:
        yield Read(fetched.url, None, "leads to no page")


def leads(fetched: Fetched, fetcher: Fetcher, choices: Choices) -> Iterator[Lead | Read] | None:
    """What a feed or sitemap leads to, each page once; None where it is neither, but a page or a file.

    A sitemap that cannot be had or read is a Read with an error.
    """
    try:
        body = sitemaps.unpacked(fetched.body, choices.page_limit)
    except BadInput:
        return None  # whatever else it is, its format's module will say what is wrong
    if is_feed(body):
        return _once(_fed(fetched))
    return _once(_mapped(fetched, fetcher, choices)) if is_map(body) else None


def followed(lead: Lead, origin_place: str, fetcher: Fetcher, choices: Choices) -> Iterator[Read]:
    """The articles that a lead leads to, or why there is none."""
    if lead.url is None:
        place = f"{origin_place}, entry {lead.key or lead.stated.get('title') or 'without a name'}"
        stream, told = BytesIO((lead.content or "").encode()), {**choices.stated, **lead.stated}
        yield from _formatted(
            Given(place, "entry.html", stream, media_type="text/html", charset="utf-8", stated=told),
            choices,
        )
        return
    try:
        fetched = fetcher.get(lead.url)
    except NotFetched as error:
        yield Read(lead.url, None, str(error))
        return
    yield from articles(fetched, choices, lead.stated)


def articles(
    fetched: Fetched, choices: Choices, stated: Mapping[str, object] | None = None
) -> Iterator[Read]:
    """The articles of a page or a file that was fetched; `stated` is what led there said of it."""
    given = Given(
        fetched.url,
        PurePosixPath(unquote(urlsplit(fetched.final_url).path)).name or "index.html",
        BytesIO(fetched.body),
        url=canonical(fetched.final_url),
        media_type="text/html" if is_page(fetched.body) else fetched.media_type,
        charset=fetched.charset,
        captured=fetched.moment,
        stated={**choices.stated, **(stated or {})},
    )
    yield from _formatted(given, choices)


def _formatted(given: Given, choices: Choices) -> Iterator[Read]:
    reading = format_of(given)
    if reading is None:
        kind = given.media_type or "its kind is not stated"
        yield Read(given.place, None, f"is nothing that can be read ({kind})")
        return
    for read in reading(given, choices):
        article = read.article
        # What is at the address as a whole is known by it; a line or a member of it is not.
        if article and given.url and read.place == given.place:
            known = replace(article.facts, url=article.facts.url or given.url)
            article = replace(article, facts=known)
        yield replace(read, article=article, captured=read.captured or given.captured)


def _fed(fetched: Fetched) -> Iterator[Lead | Read]:
    try:
        yield from feeds.leads(fetched.body, fetched.final_url, fetched.media_type)
    except BadInput as error:
        yield Read(fetched.url, None, str(error))


def _mapped(fetched: Fetched, fetcher: Fetcher, choices: Choices) -> Iterator[Lead | Read]:
    """The pages of a sitemap and of the sitemaps it names, each fetched when its turn comes."""
    known = {fetched.url, fetched.final_url}
    waiting = [(fetched.url, 0)]
    while waiting:
        url, depth = waiting.pop(0)
        try:
            here = fetcher.get(url) if depth else fetched
            found = sitemaps.read(sitemaps.unpacked(here.body, choices.page_limit))
        except (NotFetched, BadInput) as error:
            yield Read(url, None, str(error))
            continue
        yield from found.pages
        for named in found.maps:
            try:
                further = urljoin(here.final_url, named)
            except ValueError:
                yield Read(named, None, "is no web address")
                continue
            if further in known:
                continue
            if depth == _DEEPEST:
                yield Read(further, None, f"is a sitemap within more than {_DEEPEST} others")
                continue
            if len(known) > _MOST_MAPS:
                yield Read(further, None, f"comes after {_MOST_MAPS} other sitemaps, and no more are read")
                break
            known.add(further)
            waiting.append((further, depth + 1))


def _once(found: Iterator[Lead | Read]) -> Iterator[Lead | Read]:
    """Each page once, however often it is named."""
    seen: set[str] = set()
    for lead in found:
        if isinstance(lead, Read) or lead.url is None:
            yield lead
            continue
        try:
            address = canonical(lead.url)
        except BadInput as error:
            yield Read(lead.url, None, str(error))
            continue
        if address not in seen:
            seen.add(address)
            yield lead
