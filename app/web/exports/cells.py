"""One row of a list as cells of text, the same for every format that has columns."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from app.records import Kind, Span, Verdict
from app.store.queries.taken import Place, TakenClaim, TakenStatement
from app.store.queries.views import (
    ArticleRef,
    ArticleRow,
    ClaimRow,
    Piece,
    SaidView,
    SpeakerRef,
    SpeakerRow,
    StatementRow,
)
from app.web import fragments, judged, links, wording
from app.web import words as shown

Cells = tuple[str, ...]

_SPEAKER = ("speaker", "speaker_permalink", "from")
_SAID = ("said_first", "said_last", "said_as_printed")
_ARTICLE = (
    *("via", "outlet", "article", "article_permalink", "address_at_outlet", "words_at_outlet", "author"),
    *("published", "captured", "confidence", "confidence_in_words"),
)
STATEMENT = (
    *("permalink", "id", "version", "kind", "words", *_SPEAKER, "source_as_written", "role", "cautions"),
    *("about", *_SAID, *_ARTICLE, "review", "corrections"),
)
"""The columns of statements: those of `of_statements`, in its order; and so on for the others."""
CLAIM = (
    *("permalink", "id", "type", "kind", "words", "standing_alone", "check_worthiness", *_SPEAKER),
    *("source_as_written", "statement", "cautions", "about", *_SAID, *_ARTICLE, "review", "corrections"),
)
SPEAKER = (
    *("permalink", "id", "name", "kind", "role", "from", "statements", "articles"),
    *("first_published", "last_published"),
)
ARTICLE = (
    *("permalink", "id", "title", "outlet", "via", "address_at_outlet", "author", "published", "captured"),
    *("language", "translated_from", "cautions", "file_name", "topics", "statements", "claims"),
)
_NOTHING = ("", "", "")


@dataclass(frozen=True, slots=True)
class Manner:
    """How cells are told."""

    origin: str
    """What stands before the paths of permalinks."""
    threshold: float
    """How sure it has to be who speaks for anybody to be named."""
    written: Callable[[str], str]
    """A cell as its format has it: done once for what many rows have in common, and not at all to what no
    format changes, such as identifiers, days and numbers."""


class _Printed(NamedTuple):
    """What all rows of an article have in common."""

    where: Cells
    """Via, outlet, article."""
    permalink: str
    address: str
    url: str | None
    """Where words of its rows may be found at its outlet."""
    when: Cells
    """Author, published, captured."""


class _Shared:
    """What rows of a chunk have in common, worked out once for all of them."""

    def __init__(self, manner: Manner) -> None:
        self._origin, self._written = manner.origin, manner.written
        self._speakers: dict[str, Cells] = {}
        self._articles: dict[str, _Printed] = {}
        self._cautions: dict[tuple[Kind | None, bool], str] = {}

    def speaker(self, ref: SpeakerRef | None) -> Cells:
        """The cells of `_SPEAKER`."""
        if ref is None:
            return _NOTHING
        if ref.ident not in self._speakers:
            told = (ref.name, self._origin + links.speaker(ref), ref.country or "")
            self._speakers[ref.ident] = tuple(map(self._written, told))
        return self._speakers[ref.ident]

    def article(self, ref: ArticleRef) -> _Printed:
        """Where and when it was printed."""
        found = self._articles.get(ref.ident)
        if found is None:
            written, address = self._written, links.outside(ref.url)
            where = (ref.outlet_country or "", ref.outlet or "", ref.label)
            found = self._articles[ref.ident] = _Printed(
                where=tuple(map(written, where)),
                permalink=self._origin + links.article(ref),
                address=written(address or ""),
                # In a translation these are not the words that the outlet printed.
                url=None if ref.translated_from else address,
                when=(written(ref.author or ""), _day(ref.published), _day(ref.captured)),
            )
        return found

    def cautions(self, kind: Kind | None, article: ArticleRef) -> str:
        """What is to be known of words that nobody decided anything of."""
        key = (kind, bool(article.translated_from))
        if key not in self._cautions:
            self._cautions[key] = self._written("; ".join(shown.notes(kind, article)))
        return self._cautions[key]


def of_statements(found: Sequence[TakenStatement], manner: Manner) -> Iterator[Cells]:
    """Statements; where it is less sure than the threshold, no speaker is named."""
    shared, written, origin, threshold = _Shared(manner), manner.written, manner.origin, manner.threshold
    outside = _outside(shared, ((row.ident, row.article, row.text, row.places[0]) for row in found))
    for row in found:
        start, end, paragraph = row.places[0]
        told = words = row.text[start:end]
        if len(row.places) > 1:
            pieces = [Piece(row.text[at:to], Span(at, to), number) for at, to, number in row.places]
            told, words = shown.said(pieces), " ".join(piece.words for piece in pieces)
        sure = row.confidence >= threshold
        printed = shared.article(row.article)
        yield (
            written(origin + links.record("s", row.ident, words)),
            row.ident,
            str(row.version),
            row.kind,
            written(told),
            *shared.speaker(row.speaker if sure else None),
            written(row.source),
            written(row.role) if row.role and sure else "",
            _cautions(row.record, written) if row.record else shared.cautions(row.kind, row.article),
            written("; ".join(row.about)),
            *_said(row.said, written),
            *printed.where,
            written(f"{printed.permalink}#p{paragraph + 1}"),
            printed.address,
            written(outside.get(row.ident, "")),
            *printed.when,
            *_confidence(row.confidence, row.record),
            *_review(row.record, written),
        )


def of_claims(found: Sequence[TakenClaim], manner: Manner) -> Iterator[Cells]:
    """Claims; where it is less sure than the threshold, no claimer is named, and in narration never."""
    shared, written, origin, threshold = _Shared(manner), manner.written, manner.origin, manner.threshold
    outside = _outside(shared, ((row.ident, row.article, row.text, row.place) for row in found))
    for row in found:
        sure = row.confidence is None or row.confidence >= threshold
        printed = shared.article(row.article)
        alone = "".join([segment.words for segment in shown.worded(row.record)]) if row.record else ""
        yield (
            written(origin + links.record("c", row.ident, row.words)),
            row.ident,
            row.type,
            row.kind or "narration",
            written(row.words),
            written(alone),
            "" if row.worth is None else f"{row.worth:.2f}",
            *shared.speaker(row.claimer if sure else None),
            written(row.source),
            written(f"{origin}/s/{row.statement}") if row.statement else "",
            _cautions(row.record, written) if row.record else shared.cautions(row.kind, row.article),
            written("; ".join(row.about)),
            *_said(row.said, written),
            *printed.where,
            written(f"{printed.permalink}#p{row.place[2] + 1}"),
            printed.address,
            written(outside.get(row.ident, "")),
            *printed.when,
            *(("", "") if row.confidence is None else _confidence(row.confidence, row.record)),
            *_review(row.record, written),
        )


def of_speakers(found: Iterable[SpeakerRow], manner: Manner) -> Iterator[Cells]:
    """Speakers."""
    for row in found:
        told = (
            manner.origin + links.speaker(row.speaker),
            row.speaker.ident,
            row.speaker.name,
            row.speaker.kind,
            row.role or "",
            row.speaker.country or "",
            str(row.statements),
            str(row.articles),
            _day(row.first),
            _day(row.last),
        )
        yield tuple(map(manner.written, told))


def of_articles(found: Iterable[ArticleRow], manner: Manner) -> Iterator[Cells]:
    """Articles."""
    for row in found:
        article = row.article
        told = (
            manner.origin + links.article(article),
            article.ident,
            article.title or "",
            article.outlet or "",
            article.outlet_country or "",
            links.outside(article.url) or "",
            article.author or "",
            _day(article.published),
            _day(article.captured),
            article.language or "",
            article.translated_from or "",
            wording.TRANSLATED if article.translated_from else "",
            article.file_name or "",
            "; ".join(article.topics),
            str(row.statements),
            str(row.claims),
        )
        yield tuple(map(manner.written, told))


def _outside(shared: _Shared, placed: Iterable[tuple[str, ArticleRef, str, Place]]) -> dict[str, str]:
    """By identifier, the address at the outlet that opens at the words, where one is sure to.

    One text after the other, in whatever order its rows are: it is made ready to be looked through once.
    """
    by_article: defaultdict[str, list[tuple[str, ArticleRef, str, Place]]] = defaultdict(list)
    for each in placed:
        by_article[each[1].ident].append(each)
    found = {}
    for rows in by_article.values():
        url = shared.article(rows[0][1]).url
        if url is None:
            continue
        for ident, _, text, (start, end, _) in rows:
            directive = fragments.fragment(text, Span(start, end))
            if directive:
                found[ident] = fragments.joined(url, directive)
    return found


def _said(said: SaidView | None, written: Callable[[str], str]) -> Cells:
    """The cells of `_SAID`, empty where nothing printed tells when."""
    return (_day(said.first), _day(said.last), written(said.words)) if said else _NOTHING


def _cautions(record: StatementRow | ClaimRow, written: Callable[[str], str]) -> str:
    return written("; ".join(shown.noted(record)))


def _review(record: StatementRow | ClaimRow | None, written: Callable[[str], str]) -> Cells:
    if record is None:
        return "machine", ""
    decided = [
        f"{each.verdict} {judged.date(each)}: {judged.reasoned(each)} ({each.id})"
        for each in record.corrections
    ]
    return record.review, written("; ".join(decided))


def _confidence(value: float, record: StatementRow | ClaimRow | None) -> Cells:
    decision = judged.speaker(record) if record else None
    if decision and decision.verdict is Verdict.SPEAKER:
        return f"{value:.2f}", "Decided by an editor"
    return _sure(value)


@lru_cache(1024)
def _sure(value: float) -> Cells:
    return f"{value:.2f}", wording.confidence(value)


def _day(when: date | datetime | None) -> str:
    return wording.day(when).machine
