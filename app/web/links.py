"""Every address the pages link to: permalinks with their slugs, and lists with their parameters."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlsplit

from app.store.queries import outlets
from app.store.queries.filters import Filter
from app.store.queries.views import (
    ArticleRef,
    ClaimRow,
    OutletRef,
    SpeakerRef,
    StatementRow,
    StatementView,
)
from app.web import choosing
from app.web.ranges import Range

_SLUG_LENGTH = 60
_ENOUGH = _SLUG_LENGTH + 20
"""Characters that nearly always have a slug's words in them: statements are much longer."""
_PLAIN = bytes(ord(chr(code).lower() if chr(code).isalnum() and code < 128 else "-") for code in range(256))
"""By its code, what a character becomes: a small letter, a digit or a hyphen."""
_RESERVED = re.compile(r"v\d+|embed|captures|report")
"""What stands in a slug's place for something else than a record's own page."""
_PLAINLY_OUTSIDE = re.compile(r"https?://[a-z0-9.-]+(?:[/?#][!-~]*)?")
"""What nearly every address of an article is, and of which parsing would tell no more."""
_DEFAULTS = {"match": "all", "sort": "newest", "date": "published"}


def _slugged(words: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 60 characters, cut between words; maybe ""."""
    made = _hyphened(words[:_ENOUGH])
    if len(made) <= _SLUG_LENGTH < len(words):
        made = _hyphened(words)
    if len(made) <= _SLUG_LENGTH:
        return made
    # With one more character, a word that ends just there is seen to end.
    return made[: _SLUG_LENGTH + 1].rpartition("-")[0] or made[:_SLUG_LENGTH]


slug = lru_cache(512)(_slugged)
"""The same: a page links to the same few things many times."""


def _hyphened(words: str) -> str:
    plain = words if words.isascii() else unicodedata.normalize("NFKD", words)
    # As bytes these are changed all at once, as characters one after the other.
    made = plain.encode("ascii", "ignore").translate(_PLAIN, b"'`").strip(b"-")
    while b"--" in made:
        made = made.replace(b"--", b"-")
    return made.decode()


def record(letter: str, ident: str, words: str) -> str:
    """The permalink of a record by the letter of its kind; the slug is of `words`."""
    return _at(letter, ident, slug(words))


def record_once(letter: str, ident: str, words: str) -> str:
    """The same for words that are hardly met again: those of a whole list would push out all that is kept."""
    return _at(letter, ident, _slugged(words))


def _at(letter: str, ident: str, tail: str) -> str:
    if "-" not in tail and _RESERVED.fullmatch(tail):
        tail += "-"
    return f"/{letter}/{ident}/{tail}" if tail else f"/{letter}/{ident}"


def statement(row: StatementRow) -> str:
    """A statement's permalink; its slug is of its words, never of a name that may be in doubt."""
    return record("s", row.ident, " ".join(piece.words for piece in row.pieces))


def standing(view: StatementView) -> str:
    """The permalink of a statement of which any version is shown: that of the version that stands."""
    return statement(view.row) if view.stands else record("s", view.row.ident, view.versions[-1].words)


def version(row: StatementRow, chosen: Range | None = None, part: str = "") -> str:
    """The address of a statement's version, for ever the same words, or of some of these.

    `part` is what follows the number, as in ``/v1.bib`` and ``/v1/embed``.
    """
    return f"/s/{row.ident}/v{row.version}{part}" + (f"?w={chosen.parameter}" if chosen else "")


def claim(row: ClaimRow) -> str:
    """A claim's permalink."""
    return record("c", row.ident, row.words)


def report(letter: str, ident: str, version: int | None = None) -> str:
    """Where readers report a problem with a record, or with a version of it that need not stand."""
    return f"/{letter}/{ident}/report" + (f"?v={version}" if version else "")


def speaker(ref: SpeakerRef) -> str:
    """A speaker's permalink."""
    return record("p", ref.ident, ref.name)


def article(ref: ArticleRef, paragraph: int | None = None) -> str:
    """An article's permalink, at a paragraph counted from 0 where one is given."""
    anchor = "" if paragraph is None else f"#p{paragraph + 1}"
    return record("a", ref.ident, ref.label) + anchor


def captures(ref: ArticleRef) -> str:
    """The list of an article's captures."""
    return f"/a/{ref.ident}/captures"


def capture(ref: ArticleRef, number: int, paragraph: int | None = None) -> str:
    """One capture of an article, at a paragraph counted from 0 where one is given."""
    return f"{captures(ref)}/{number}" + ("" if paragraph is None else f"#p{paragraph + 1}")


def beside(one: ArticleRef, other: ArticleRef) -> str:
    """Two articles side by side."""
    return f"/a/{one.ident}/beside/{other.ident}"


@lru_cache(1024)
def country(code: str) -> str:
    """The page of a country, by its ISO 3166-1 alpha-2 code."""
    return f"/country/{quote(code, safe='')}"


def outlet(article: ArticleRef) -> str:
    """The page of an article's outlet, "" where none is stated; it may lead on to the one right address."""
    if not article.outlet:
        return ""
    domain = outlets.domain(article.url)
    return f"/outlet/{quote(domain, safe='')}" if domain else outlet_named(article.outlet)


def outlet_named(name: str, *, namesakes: bool = False) -> str:
    """The page of the outlet of a name; with `namesakes`, which have the same slug, by the very name."""
    key = "" if namesakes else slug(name)
    return f"/outlet/{key or '~' + quote(name, safe='')}"


def outlet_page(row: OutletRef, *, namesakes: bool) -> str:
    """The one right address of an outlet: by its domain, unless others have that, too."""
    if row.domain and not row.shared:
        return f"/outlet/{quote(row.domain, safe='')}"
    return outlet_named(row.name, namesakes=namesakes)


def query(pairs: Iterable[tuple[str, str]]) -> str:
    """Parameters sorted by name, then value, without empties and repeats; "" where none are left."""
    kept = sorted({(name, value) for name, value in pairs if value})
    return "&".join([f"{_encoded(name)}={_encoded(value)}" for name, value in kept])


def listing(path: str, wanted: Filter, *, after: str = "", before: str = "") -> str:
    """The address of a list with a reader's choices; defaults are left out."""
    parameters = query([*_choices(wanted), ("after", after), ("before", before)])
    return f"{path}?{parameters}" if parameters else path


def with_one_more(path: str, wanted: Filter, parameter: str) -> Callable[[str], str]:
    """By value, the address of a list with that for a parameter that has none so far.

    A page has hundreds of such addresses: what they have in common is put together once.
    """
    pairs = list(_choices(wanted))
    before = query(pair for pair in pairs if pair[0] < parameter)
    after = query(pair for pair in pairs if pair[0] > parameter)
    start = f"{path}?{before}{'&' if before else ''}{parameter}="
    end = f"{'&' if after else ''}{after}"
    return lambda value: f"{start}{_encoded(value)}{end}"


_encoded = lru_cache(4096)(quote_plus)
"""A name or value as it stands in an address: the facets of one list have the same as those of the next."""


def _choices(wanted: Filter) -> Iterator[tuple[str, str]]:
    manner = {"match": wanted.match, "sort": wanted.sort, "group": wanted.group}
    if wanted.since or wanted.until:
        manner["date"] = wanted.dates
    yield from (pair for pair in manner.items() if pair[1] != _DEFAULTS.get(pair[0]))
    yield from choosing.pairs(wanted)


@lru_cache(2048)
def outside(url: str | None) -> str | None:
    """`url` where it is safe to link to (http or https with a host), else None."""
    if not url or _PLAINLY_OUTSIDE.fullmatch(url):
        return url or None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    # With a line break or the like in it, it would end the line that it is told in.
    return url if parts.scheme in ("http", "https") and parts.hostname and url.isprintable() else None
