"""Statements and claims as citations: one record of what is cited, a module for each way of writing it."""

from dataclasses import dataclass

from app.web.citing import bibtex, csl, line, ris, wikipedia
from app.web.citing.cited import Cited, of_claim, of_statement

__all__ = ["Citation", "Cited", "citations", "of_claim", "of_statement"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation written out in one format."""

    name: str
    """An HTML id, and what follows the dot of its own address; Wikipedia's has none."""
    label: str
    text: str
    href: str
    rows: int
    """How many lines of a text box show it whole, more or less."""


_WRITTEN = (
    ("txt", "AP style", line.write, True),
    ("wikipedia", "Wikipedia", wikipedia.write, False),
    ("bib", "BibTeX", bibtex.write, True),
    ("ris", "RIS", ris.write, True),
    ("csl.json", "CSL JSON", csl.write, True),
)
_COLUMNS = 76


def citations(cited: Cited, path: str, query: str = "") -> tuple[Citation, ...]:
    """Every citation of one thing, whose address without a slug is `path` and `query`."""
    made = []
    for name, label, write, addressed in _WRITTEN:
        text = write(cited)
        rows = sum(1 + len(each) // _COLUMNS for each in text.rstrip("\n").split("\n"))
        href = f"{path}.{name}{query}" if addressed else ""
        made.append(Citation(f"cite-{name.partition('.')[0]}", label, text, href, min(rows, 12)))
    return tuple(made)
