"""What is cited: the words, whose they are, the article they are printed in, and what to know about them."""

from dataclasses import dataclass, replace
from datetime import date

from app.records import Verdict
from app.store.queries.views import ArticleRef, ClaimRow, StatementRow
from app.web import judged, lines, links, wording
from app.web import words as shown
from app.web.ranges import Range


@dataclass(frozen=True, slots=True)
class Cited:
    """One statement or claim and what is stated about it; None and "" are "not stated", never a guess."""

    key: str
    """Begins with a letter, one for each version and range: for reference managers."""
    ident: str
    name: str
    """What it is and which one: “Statement 4h7k2m9p, version 1, words 3–9”."""
    words: str
    """On one line, inside quotation marks where pages set them so."""
    verbatim: bool
    """Whether `words` stand inside quotation marks."""
    by: str
    """The speaker or claimer, else the source as written."""
    title: str
    """In brackets where the article has none."""
    outlet: str
    author: str
    published: date | None
    captured: date
    language: str
    permalink: str
    outside: str
    """The article's address at its outlet."""
    cautions: tuple[str, ...]
    """Each a sentence without its full stop."""
    version: int | None


def of_statement(row: StatementRow, threshold: float, origin: str, chosen: Range | None = None) -> Cited:
    """A statement as it is cited, or the words `chosen`; below `threshold` it names the source as written.

    A citation is for ever, so it leads to the version that its words are those of.
    """
    line = lines.statement_line(row, threshold, chosen)
    sure = _sure(row, named=row.confidence >= threshold and row.speaker is not None)
    made = _cited(
        row.article,
        line,
        by=line.speaker.words,
        cautions=(*line.words.notes, sure),
        permalink=origin + links.version(row, chosen),
    )
    key, name = f"{made.key}-v{row.version}", f"Statement {row.ident}, version {row.version}"
    if chosen:
        key, name = f"{key}-{chosen.parameter}", f"{name}, {chosen.label}"
    return replace(made, key=key, name=name, version=row.version)


def of_claim(row: ClaimRow, threshold: float, origin: str) -> Cited:
    """A claim as it is cited; its claimer is the outlet where the article's narration makes it."""
    line = lines.claim_line(row, threshold)
    sure = _sure(row, named=row.confidence >= threshold and row.claimer is not None)
    return _cited(
        row.article,
        line,
        by=line.claimer.words if row.statement or row.article.outlet else "",
        cautions=(*line.words.notes, *([sure] if row.statement else [])),
        permalink=origin + line.href,
    )


def _sure(row: StatementRow | ClaimRow, *, named: bool) -> str:
    if isinstance(row, StatementRow) and row.misattributed:
        return "Attributed so by machine, and judged wrong by an editor"
    if not named:
        return "Speaker not settled, the source is given as written"
    by = judged.speaker(row)
    if by and by.verdict is Verdict.SPEAKER:
        return f"Attributed to the speaker by an editor on {judged.date(by)}"
    checked = f", checked by an editor on {judged.date(by)}" if by else ""
    return f"Attributed to the speaker by machine, {wording.confidence(row.confidence).lower()}{checked}"


def _cited(
    article: ArticleRef,
    line: lines.StatementLine | lines.ClaimLine,
    *,
    by: str,
    cautions: tuple[str, ...],
    permalink: str,
) -> Cited:
    return Cited(
        key=f"cuttings-{line.ident}",
        ident=line.ident,
        name=f"Claim {line.ident}",
        words=_line(shown.plain(line.words)),
        verbatim=line.words.quoted,
        by=_line(by),
        title=_line(article.title or "") or f"[Untitled, begins: {_line(article.label)}]",
        outlet=_line(article.outlet or ""),
        author=_line(article.author or ""),
        published=article.published,
        captured=article.captured.date(),
        language=article.language or "",
        permalink=permalink,
        outside=links.outside(article.url) or "",
        cautions=cautions,
        version=None,
    )


def _line(words: str) -> str:
    """On one line and without what no format can carry."""
    if not words.isprintable():
        words = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(words.split())


def notes(cited: Cited) -> str:
    """What to know about the words, as sentences."""
    return " ".join(f"{caution}." for caution in cited.cautions)
