"""Which key or column states what: chosen by a person, called as here, or beyond doubt in common exports."""

import re
from collections.abc import Mapping, Sequence

from app.errors import BadInput
from app.reading.facts import KEYS

NAMES: tuple[str, ...] = ("text", "html", *KEYS)
"""What a row can state: the article's words, as text or as a page, and each fact."""

# As exports call it, without blanks, marks and capitals. Left out on purpose, since nobody can tell which
# they mean: "date" (published, changed or crawled), "source" (outlet, agency or address), "publisher"
# (a newspaper or the company that owns it), "byline" (more than an author's name).
_ALSO: Mapping[str, tuple[str, ...]] = {
    "text": ("body", "content", "fulltext", "articletext", "articlebody", "maintext"),
    "title": ("headline",),
    "outlet": ("publication", "sitename"),
    "url": ("link", "permalink", "canonicalurl", "articleurl", "weburl"),
    "published": (
        *("datepublished", "publishedat", "publisheddate", "publicationdate"),
        *("publishdate", "datepublish", "pubdate"),
    ),
    "author": ("authors",),
    "language": ("lang",),
}
# What exports carry besides and nothing here asks for; any other key may be a fact misspelt.
_PASSED = frozenset(
    (
        *("id", "uuid", "guid", "index", "unnamed0", "fingerprint", "filename", "localpath", "license"),
        *("image", "images", "imageurl", "urltoimage", "topimage", "thumbnail"),
        *("description", "summary", "excerpt", "abstract", "comments", "rawtext", "wordcount"),
        *("section", "category", "categories", "keywords", "tags"),
        *("year", "month", "day", "hostname", "domain", "sourcedomain", "titlerss", "titlepage"),
        *("datedownload", "datemodify", "retrievedat", "crawledat", "scrapedat", "downloadedat"),
    )
)
_MARKUP = re.compile(r"</(?:p|div|span|a|h\d|ul|ol|figure)>|<br\s*/?>|<p>", re.IGNORECASE)
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d{1,6})\]")


def fields(pairs: Sequence[str]) -> dict[str, str]:
    """The mapping that pairs such as "title=headline" spell. Raises BadInput."""
    chosen: dict[str, str] = {}
    for pair in pairs:
        name, equals, key = (part.strip() for part in pair.partition("="))
        if not equals or not key:
            raise BadInput(f"{pair!r} does not have the form FACT=COLUMN, such as title=headline")
        if name in chosen:
            raise BadInput(f"{name} is given two columns, {chosen[name]!r} and {key!r}")
        chosen[name] = key
    checked(chosen)
    return chosen


def checked(chosen: Mapping[str, str]) -> None:
    """Raises BadInput where a mapping names what no article states."""
    unknown = [repr(name[:40]) for name in chosen if name not in NAMES]
    if unknown:
        raise BadInput(f"unknown {', '.join(unknown)}: what can be stated is {', '.join(NAMES)}")


def arranged(row: Mapping[str, object], chosen: Mapping[str, str]) -> dict[str, object]:
    """What a row states, under our names.

    Raises BadInput on keys that may mean something unknown; once a person has chosen keys, all others are
    passed over.
    """
    plain = {_plain(key): key for key in reversed(list(row))}
    stated: dict[str, object] = {}
    used = set[str]()
    for name in NAMES:
        key = name if name in row else _also(name, plain)
        if name in chosen:
            stated[name] = _at(row, chosen[name])
        elif key is not None:
            stated[name] = row[key]
            used.add(key)
            if name == "text" and key != name and isinstance(row[key], str) and _MARKUP.search(str(row[key])):
                stated["html"] = stated.pop("text")
    foreign = [key for key in row if key not in used and key not in NAMES and not _passed(key)]
    if foreign and not chosen:
        raise BadInput(
            f"unknown {', '.join(repr(key[:40]) for key in foreign[:5])}: what can be stated is "
            f"{', '.join(NAMES)}; say which key or column states what (--field published=date), "
            "and all others are passed over"
        )
    authors = stated.get("author")
    if isinstance(authors, list) and all(isinstance(one, str) for one in authors):
        stated["author"] = ", ".join(authors)
    return {name: value for name, value in stated.items() if value is not None}


def states_text(names: Sequence[str], chosen: Mapping[str, str]) -> bool:
    """Whether columns of these names give an article's words."""
    plain = {_plain(name): name for name in names}
    wanted = [chosen[name] for name in ("text", "html") if name in chosen]
    return (
        any(key in names for key in wanted) if wanted else bool(_also("text", plain) or _also("html", plain))
    )


def _also(name: str, plain: Mapping[str, str]) -> str | None:
    names = (name.replace("_", ""), *_ALSO.get(name, ()))
    return next((plain[other] for other in names if other in plain), None)


def _passed(key: str) -> bool:
    plain = _plain(key)
    # What goes by another name of something stated under its own is that once more.
    return not plain or plain in _PASSED or any(plain in others for others in _ALSO.values())


def _plain(key: str) -> str:
    return "".join(letter for letter in key.casefold() if letter.isalnum())


def _at(row: Mapping[str, object], key: str) -> object:
    """The value under a key, or at the end of a way such as "meta.authors[0].name"; else None."""
    if key in row:
        return row[key]
    value: object = row
    for step in _STEP.finditer(key):
        if isinstance(value, Mapping) and step[1]:
            value = value.get(step[1])
        elif isinstance(value, list) and step[2] and int(step[2]) < len(value):
            value = value[int(step[2])]
        else:
            return None
    return value
