"""What stands on a card; a name only where the attribution is sure enough."""

import re
import unicodedata
from dataclasses import dataclass

from app.store.queries.views import ClaimRow, StatementView
from app.web import lines
from app.web.ranges import Range
from app.web.words import Words

_SPACES = re.compile(" +")
_JOINERS = "\u200c\u200d"
"""Of the characters that are not seen, those that change how others look."""
NOT_SETTLED = "Who said it is not settled"


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a card shows; two that are equal are the same picture."""

    slug: tuple[str, ...]
    """Which statement or claim it is, and of what kind."""
    runs: tuple[tuple[str, bool], ...]
    """The words in order; True for those that an article that partly quotes has in quotation marks."""
    style: str
    """As in `Words.style`."""
    quoted: bool
    notes: tuple[str, ...]
    named: str
    """The speaker or claimer; "" where that is not settled."""
    aside: str
    """What to know of the name, or the role as printed."""
    printed: str

    @property
    def alt(self) -> str:
        """The card in words."""
        words = "".join(words for words, _ in self.runs)
        said = f"“{words}”" if self.quoted else words
        told = [f"{said} — {self.named or NOT_SETTLED}", self.aside, self.printed]
        return ", ".join(part for part in told if part) + "".join(f". {note}" for note in self.notes)


def of_statement(view: StatementView, threshold: float, chosen: Range | None = None) -> Card:
    """The card of a statement's version, or of the words `chosen`.

    A version that was superseded says so, and names nobody whom the one that stands does not name; what is
    disputed names nobody either.
    """
    row = view.row
    line = lines.statement_line(row, threshold, chosen)
    unsure = (
        row.confidence < threshold
        or row.review == "disputed"
        or not (view.stands or row.speaker == view.versions[-1].speaker)
    )
    return Card(
        slug=(row.ident, f"version {row.version}", line.kind.lower()),
        runs=_runs(line.words),
        style=line.words.style,
        quoted=line.words.quoted,
        notes=line.words.notes,
        named="" if unsure else _line(line.speaker.words),
        aside="" if unsure else _line(line.role or line.speaker.note),
        printed=_printed(line.printed),
    )


def of_claim(row: ClaimRow, threshold: float) -> Card:
    """The card of a claim."""
    line = lines.claim_line(row, threshold)
    unsure = row.confidence < threshold or row.review == "disputed"
    return Card(
        slug=(row.ident, "claim", line.type.lower()),
        runs=_runs(line.words),
        style=line.words.style,
        quoted=line.words.quoted,
        notes=line.words.notes,
        named="" if unsure else _line(line.claimer.words),
        aside="" if unsure else _line(line.claimer.note),
        printed=_printed(line.printed),
    )


def site() -> Card:
    """The card of every other page: what this is, and nobody's words."""
    return Card(
        slug=(),
        runs=(("Who said what, exactly, and where.", False),),
        style="site",
        quoted=False,
        notes=(),
        named="Cuttings",
        aside="Quotes and claims of news articles, each linked to its source paragraph",
        printed="",
    )


def _runs(words: Words) -> tuple[tuple[str, bool], ...]:
    made: list[tuple[str, bool]] = []
    for paragraph in words.paragraphs:
        for fragment in paragraph:
            if fragment.gap:
                made.append(("[…] ", False))
            made += [(segment.words, "verbatim" in segment.styles) for segment in fragment.segments]
            made.append((" ", False))
    made.append(("[…]" if words.more else "", False))
    return _tidied(made)


def _tidied(runs: list[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    """On one line, one space between words whatever stands between them, and nothing that cannot be drawn."""
    made: list[tuple[str, bool]] = []
    spaced = True
    for words, verbatim in runs:
        if words.isprintable():
            # Of such words only spaces are blank, and nothing is left out.
            plain = _SPACES.sub(" ", words)
            plain = plain.removeprefix(" ") if spaced else plain
            if plain:
                made.append((plain, verbatim))
            spaced = words.endswith(" ") if words else spaced
            continue
        kept = []
        for char in words:
            if unicodedata.category(char) == "Cf" and char not in _JOINERS:
                continue
            blank = char.isspace() or not (char.isprintable() or char in _JOINERS)
            if not (blank and spaced):
                kept.append(" " if blank else char)
            spaced = blank
        if kept:
            made.append(("".join(kept), verbatim))
    if made and made[-1][0].endswith(" "):
        made[-1] = (made[-1][0].rstrip(), made[-1][1])
    return tuple(run for run in made if run[0]) or (("", False),)


def _line(words: str) -> str:
    return "".join(words for words, _ in _tidied([(words, False)]))


def _printed(printed: lines.Printed) -> str:
    when = printed.published.words if printed.published.machine else "date not stated"
    return _line(f"{printed.outlet.words}, {when}, {printed.paragraph.words}")
