"""The requests: every address of the app, with the commonest and the rarest of what can be chosen there."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import quote, urlencode

from app.evaluate.requests.samples import Samples

LISTS = ("quotes", "claims", "speakers", "articles")
STREAMED = ("csv", "txt", "jsonl", "jsonld")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request."""

    kind: str
    """"page", "block", "machine" (JSON and the like), "export" (all rows of a list) or "file"."""
    target: str
    """Path and query."""
    block: str = ""
    """The element that htmx asks to replace."""

    @property
    def name(self) -> str:
        """What tells it from others."""
        return f"{self.target} #{self.block}" if self.block else self.target


def every(known: Samples) -> tuple[Ask, ...]:
    """All requests, in an order that is the same for every archive."""
    found = (
        *_lists(known),
        *_records(known),
        *_places(known),
        *_search(known),
        *_site(known),
        *_exports(known),
    )
    return found  # noqa: RET504 - so that each is seen to be a part


def _lists(known: Samples) -> Iterator[Ask]:
    choices = _choices(known)
    for name in LISTS:
        yield Ask("page", f"/{name}")
        yield Ask("block", f"/{name}", "results")
        yield Ask("machine", f"/{name}.json")
        yield Ask("machine", f"/{name}.atom")
        yield Ask("page", f"/{name}?sort=oldest")
        for choice in choices:
            yield Ask("page", _to(f"/{name}", choice))
        for word in known.words:
            for sort in ("newest", "relevance"):
                yield Ask("page", _to(f"/{name}", [("q", word), ("sort", sort)]))
        yield Ask("block", _to(f"/{name}", [("q", known.words[1])]), "results")
        yield Ask("machine", _to(f"/{name}.json", [("q", known.words[0])]))
        for match in ("any", "exact", "near"):
            yield Ask("page", _to(f"/{name}", [("q", " ".join(known.words[:2])), ("match", match)]))
    for one, other in combinations(choices[:7], 2):
        yield Ask("page", _to("/quotes", [*one, *other]))
    for three in (choices[:3], choices[1:4], choices[2:5]):
        yield Ask("page", _to("/claims", [pair for choice in three for pair in choice]))
    yield Ask("page", _to("/quotes", [("q", known.words[0]), *choices[0], *choices[1]]))
    yield Ask("page", _to("/quotes", [("not.p", known.speakers[0]), ("not.about", known.about[0])]))
    for name in ("quotes", "claims"):
        yield Ask("page", f"/{name}?group=p")
        yield Ask("page", _to(f"/{name}", [*choices[1], ("group", "p")]))
    yield Ask("page", "/articles?group=report")
    yield Ask("page", "/claims?sort=worth")


def _choices(known: Samples) -> list[list[tuple[str, str]]]:
    """What can be chosen in a list, the commonest first."""
    return [
        [("p", known.speakers[0])],
        [("about", known.about[0])],
        [("via", known.via[0])],
        [("outlet", known.outlets[0])],
        [("kind", "direct")],
        [("topic", known.topics[0])],
        [("since", known.day), ("until", known.day)],
        [("from", known.about[0])],
        [("named", known.named)],
        [("bloc", known.bloc)],
        [("type", "event")],
        [("language", "en")],
        [("lacking", "date")],
        [("review", "checked")],
        [("review", "machine")],
        [("date", "said"), ("since", "2020-01-01")],
        [("p", "none")],
        [("p", known.speakers[1])],
        [("about", known.about[1])],
        [("via", known.via[1])],
        [("outlet", known.outlets[1])],
        [("topic", known.topics[1])],
    ]


def _records(known: Samples) -> Iterator[Ask]:
    for ident in known.statements:
        at = f"/s/{ident}"
        yield from (
            Ask("page", at),
            Ask("page", f"{at}/v1"),
            Ask("page", f"{at}/embed"),
            Ask("page", f"{at}/v1/embed"),
        )
        for suffix in ("json", "jsonld", "csl.json", "bib", "ris", "txt", "csv", "atom"):
            yield Ask("machine", f"{at}.{suffix}")
        yield from (
            Ask("machine", f"{at}/v1.{suffix}") for suffix in ("json", "csl.json", "bib", "ris", "txt")
        )
        yield from (Ask("file", f"{at}/card.png"), Ask("file", f"{at}/v1/card.png"))
        yield from (
            Ask("page", f"{at}/report"),
            Ask("page", f"{at}/report/sent"),
            Ask("page", f"{at}/words-of-a-link"),
        )
    yield Ask("machine", f"/oembed?url={quote(f'http://bench/s/{known.statements[0]}', safe='')}")
    at = f"/c/{known.claim}"
    yield from (Ask("page", at), Ask("page", f"{at}/words-of-a-link"), Ask("page", f"{at}/report"))
    yield from (Ask("page", f"{at}/report/sent"), Ask("file", f"{at}/card.png"))
    for suffix in ("json", "jsonld", "csl.json", "bib", "ris", "txt", "csv", "atom"):
        yield Ask("machine", f"{at}.{suffix}")
    for ident in (*known.speakers, known.second):
        at = f"/p/{ident}"
        yield from (Ask("page", at), Ask("block", at, "results"), Ask("page", f"{at}/words-of-a-link"))
        yield from (
            Ask("page", _to(at, [("about", known.about[0])])),
            Ask("page", _to(at, [("q", known.words[1])])),
        )
        yield from (Ask("machine", f"{at}.{suffix}") for suffix in ("json", "jsonld", "atom"))
        yield from (Ask("export", f"{at}.{suffix}") for suffix in ("csv", "txt", "jsonl"))
    for ident in (*known.articles, known.edited):
        at = f"/a/{ident}"
        yield from (Ask("page", at), Ask("page", f"{at}/words-of-a-link"), Ask("page", f"{at}/captures"))
        yield Ask("page", f"{at}/captures/1")
        for suffix in ("json", "jsonld", "csv", "txt", "jsonl", "atom"):
            yield Ask("machine", f"{at}.{suffix}")
    yield Ask("page", f"/a/{known.pair[0]}/beside/{known.pair[1]}")


def _places(known: Samples) -> Iterator[Ask]:
    yield from (Ask("page", "/countries"), Ask("page", "/outlets"))
    for path in (
        *(f"/country/{code}" for code in known.about),
        *(f"/outlet/{quote(_slug(name))}" for name in known.outlets),
    ):
        yield from (Ask("page", path), Ask("machine", f"{path}.json"), Ask("machine", f"{path}.atom"))
        yield Ask("page", _to(path, [("q", known.words[1])]))
        yield from (Ask("export", f"{path}.{suffix}") for suffix in STREAMED)
    yield Ask("block", f"/country/{known.about[0]}", "results")


def _search(known: Samples) -> Iterator[Ask]:
    for typed in ("a", known.words[1][:3], known.words[2], known.about[0]):
        yield from (
            Ask("page", _to("/suggest", [("q", typed)])),
            Ask("machine", _to("/suggest.json", [("q", typed)])),
        )
        yield Ask("block", _to("/suggest", [("q", typed)]), "suggestions")
    for word in known.words:
        yield Ask("page", _to("/search", [("q", word)]))
    asked = [("q", known.quotation)]
    yield from (
        Ask("page", "/check"),
        Ask("page", _to("/check", asked)),
        Ask("machine", _to("/check.json", asked)),
    )
    both = [("p", known.speakers[0]), ("p", known.second)]
    yield from (
        Ask("page", "/compare"),
        Ask("page", _to("/compare", both)),
        Ask("machine", _to("/compare.json", both)),
    )
    yield Ask("page", _to("/compare", [("about", known.about[0]), *both]))


def _site(known: Samples) -> Iterator[Ask]:
    for path in (
        "/",
        "/methods",
        "/display",
        "/coverage",
        "/coverage/runs",
        "/coverage/runs/1",
        "/corrections",
        "/data",
    ):
        yield Ask("page", path)
    yield Ask("page", f"/corrections/{known.corrected}")
    for path in (
        "/corrections.json", "/corrections.csv", "/corrections.atom", f"/corrections/{known.corrected}.json",
        "/coverage/runs.json", "/coverage/runs/1.json", "/data/metadata.json", "/openapi.json", "/robots.txt",
        "/sitemap.xml", "/sitemap/pages.xml",
    ):  # fmt: skip
        yield Ask("machine", path)
    for path in (
        "/favicon.ico",
        "/card.png",
        "/static/fonts/none/none.woff2",
        "/static/none.css",
        "/data/cuttings.db",
    ):
        yield Ask("file", path)
    # Of an editor nothing is asked: what is measured is how they are sent to log in.
    for path in (
        "/login", "/review", "/review/speakers", f"/review/p/{known.speakers[0]}",
        f"/review/s/{known.statements[0]}", "/review/account", "/review/log",
    ):  # fmt: skip
        yield Ask("page", path)


def _exports(known: Samples) -> Iterator[Ask]:
    """Whole lists, and parts of them; measured once, by what they give a second."""
    for name in LISTS:
        for suffix in STREAMED:
            yield Ask("export", _to(f"/{name}.{suffix}", [("about", known.about[1])]))
    yield from (
        Ask("export", f"/sitemap/{kind}-1.xml") for kind in ("statements", "claims", "speakers", "articles")
    )


def _to(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}"


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
