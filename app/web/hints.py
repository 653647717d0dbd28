"""Help with the words of a search: what was meant, how else it is spelt, what stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlmodel import Session

from app.store.catalogue.relevance import RANKED
from app.store.queries import related, vocabulary
from app.store.queries.filters import Filter
from app.web import choosing, links, wording
from app.web.pages import Link

FEW = 3
"""So few results, and the reader may have meant something else."""


@dataclass(frozen=True, slots=True)
class Instead:
    """Another search, and what it finds."""

    words: str
    result: str
    href: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What stands beside a list's results to help with its words."""

    also: tuple[str, ...] = ()
    """Near spellings that were looked for as well."""
    meant: Instead | None = None
    """The words as the archive spells them."""
    near: Instead | None = None
    """The same words with near spellings."""
    related: tuple[Link, ...] = ()
    """What often stands in the same statements; each adds itself to the search."""
    ranked: str = ""
    """How many of the results are in order of relevance, where not all are."""


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Search:
    """A search as it was asked, and how to ask another."""

    path: str
    noun: str
    wanted: Filter
    total: int
    """What it found."""
    count: Callable[[Filter], int]
    """What another would find."""


def of(db: Session, search: Search) -> Hints:
    """What helps with the words of a search; what is offered instead does find more."""
    wanted = search.wanted
    few = bool(wanted.q) and search.total <= FEW
    meant = _meant(db, search) if few else None
    near = _near(db, search) if few and meant is None and wanted.match == "all" else None
    return Hints(_spellings(db, wanted), meant, near, ranked=_ranked(search))


def beside(db: Session, path: str, wanted: Filter, real: Filter) -> tuple[Link, ...]:
    """Words and names often in the statements that `real` finds, as links at `path` that add to `wanted`."""
    if wanted.match == "any":
        return ()  # one word more would find more, not fewer
    made = []
    for each in related.related(db, real):
        more = replace(wanted, q=f"{wanted.q} {each.label}")
        if wanted.match == "exact":
            more = replace(wanted, q=f'"{wanted.q}" {each.label}', match="all")
        if each.speaker:
            more = choosing.choosing(wanted, "named", (*wanted.named, each.speaker))
        made.append(Link(each.label, links.listing(path, more)))
    return tuple(made)


def _meant(db: Session, search: Search) -> Instead | None:
    for words in vocabulary.meant(db, search.wanted.q):
        other = replace(search.wanted, q=words, spellings=())
        found = search.count(other)
        if found > search.total:
            return Instead(words, wording.count(found, search.noun), links.listing(search.path, other))
    return None


def _near(db: Session, search: Search) -> Instead | None:
    other = vocabulary.widened(db, replace(search.wanted, match="near"))
    found = search.count(other) if other.spellings else 0
    if found <= search.total:
        return None
    words = ", ".join(_spellings(db, other))
    return Instead(words, wording.count(found, search.noun), links.listing(search.path, other))


def _ranked(search: Search) -> str:
    if search.wanted.sort != "relevance" or search.noun == "speaker" or search.total <= RANKED:
        return ""
    return (
        f"Best match first among the newest {RANKED:,} that hold these words; all others come after them, "
        "newest first. A word that stands in more than half of all weighs nothing."
    )


def _spellings(db: Session, wanted: Filter) -> tuple[str, ...]:
    found = vocabulary.printed(db, [word for _, near in wanted.spellings for word in near])
    return tuple(found.values())
