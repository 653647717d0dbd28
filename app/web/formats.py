"""Where the same list or record is to be had in other forms."""

from app.store.queries.filters import Filter
from app.web import links
from app.web.pages import Format

_TYPES = {
    "csv": ("CSV", "text/csv"),
    "atom": ("Atom", "application/atom+xml"),
    "json": ("JSON", "application/json"),
    "jsonl": ("JSON lines", "application/jsonl"),
    "txt": ("text", "text/plain"),
    "jsonld": ("JSON-LD", "application/ld+json"),
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
}


def of_list(path: str, wanted: Filter) -> tuple[Format, ...]:
    """The addresses of a whole list, as filtered, in each format."""
    return tuple(
        Format(*_TYPES[suffix], links.listing(f"{path}.{suffix}", wanted))
        for suffix in ("csv", "atom", "json", "jsonl", "jsonld", "txt")
    )


def of_record(path: str) -> tuple[Format, ...]:
    """The addresses of one record, whose address without a slug is `path`, in each format but JSON."""
    cited = ("bib", "ris") if path.startswith(("/s/", "/c/")) else ()
    return tuple(
        Format(*_TYPES[suffix], f"{path}.{suffix}") for suffix in ("jsonld", "csv", "atom", "txt", *cited)
    )
