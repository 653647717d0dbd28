"""What a reader asks of a list: one frozen record, parsed by the web and understood by every query."""

from dataclasses import dataclass
from datetime import date

NOBODY = "none"
"""Among speakers: no speaker at all. No identifier is this short."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Choices within a facet are alternatives; facets, and the text query, all have to hold."""

    q: str = ""
    match: str = "all"
    """"all", "any", "exact" or "near": how the words of `q` combine."""
    spellings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Words of `q`, folded, with what "near" finds as well; `vocabulary.widened` looks that up."""
    speakers: tuple[str, ...] = ()
    """Speaker identifiers."""
    named: tuple[str, ...] = ()
    """Identifiers of speakers whom the words name, said by somebody else."""
    about: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    """Blocs spoken about, by their slugs."""
    came_from: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """Kinds of statement; in the list of speakers, of speaker."""
    types: tuple[str, ...] = ()
    """Claim types."""
    articles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """Topics that the articles' own metadata states."""
    languages: tuple[str, ...] = ()
    """Languages of articles, as BCP 47 tags."""
    lacking: tuple[str, ...] = ()
    """What articles do not state: "address", "country", "date", "language" or "outlet"."""
    review: tuple[str, ...] = ()
    """"checked", "machine" or "disputed"."""
    without: tuple[tuple[str, str], ...] = ()
    """Values to leave out, each with the parameter of its facet: ("about", "US").

    Every one has to be absent; what states no value at all is not left out.
    """
    since: date | None = None
    until: date | None = None
    """The last day, itself included."""
    dates: str = "published"
    """What `since` and `until` go by: "published" or "said"; what states no such date is not found."""
    sort: str = "newest"
    """"relevance", "newest", "oldest" or, of claims, "worth"."""
    group: str = ""
    """"p" gathers a list by speaker, "report" shows of articles that print one report the first."""
