"""One row of a list as cells of text, the same for every format that has columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from app.records import Kind, Span, Verdict
from app.store.queries.taken import Said, TakenArticle, TakenClaim, TakenStatement
from app.store.queries.views import ArticleRow, ClaimRow, Piece, SpeakerRef, SpeakerRow, StatementRow
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
    paragraph: str
    """Its permalink, up to the number of a paragraph."""
    address: str
    outside: tuple[Cells, Cells] | None
    """Its address at its outlet before and after a fragment that has no comma, and before and after one that
    has; None where no words are to be looked for there."""
    whole: bytes
    """Its text as `fragments` look for words in it."""
    when: Cells
    """Author, published, captured."""
    cautions: dict[str | None, str]
    """By kind, what is to be known of words that nobody decided anything of."""


class _Shared:
    """What rows of a chunk have in common, worked out once for all of them."""

    def __init__(self, manner: Manner) -> None:
        self._origin, self._written = manner.origin, manner.written
        self.own = _as_it_is if manner.written(manner.origin) == manner.origin else manner.written
        """How addresses here are written: what follows `origin` is letters, digits, hyphens and slashes."""
        self._speakers: dict[str, Cells] = {}
        self._printed: dict[TakenArticle, _Printed] = {}
        self._cautions: dict[bool, dict[str | None, str]] = {}
        """By whether an article is translated, those of its rows."""

    def speaker(self, ref: SpeakerRef | None) -> Cells:
        """The cells of `_SPEAKER`."""
        if ref is None:
            return _NOTHING
        found = self._speakers.get(ref.ident)
        if found is None:
            told = (ref.name, self._origin + links.speaker(ref), ref.country or "")
            found = self._speakers[ref.ident] = tuple(map(self._written, told))
        return found

    def printed(self, read: TakenArticle) -> _Printed:
        """Where and when it was printed."""
        found = self._printed.get(read)
        if found is None:
            written, address = self._written, links.outside(read.url)
            where = (read.outlet_country or "", read.outlet or "", read.label)
            # In a translation these are not the words that the outlet printed.
            opening = fragments.opening(address) if address and not read.translated_from else ""
            found = self._printed[read] = _Printed(
                where=tuple(map(written, where)),
                paragraph=f"{self._origin}{links.record('a', read.ident, read.label)}#p",
                address=written(address or ""),
                outside=(_around(opening, "x", written), _around(opening, ",", written)) if opening else None,
                whole=fragments.whole(read.text) if opening else b"",
                when=(written(read.author or ""), read.published or "", read.captured),
                cautions=self._cautions_of(read),
            )
        return found

    def _cautions_of(self, article: TakenArticle) -> dict[str | None, str]:
        translated = bool(article.translated_from)
        if translated not in self._cautions:
            self._cautions[translated] = {
                kind: self._written("; ".join(shown.notes(kind, article))) for kind in (*Kind, None)
            }
        return self._cautions[translated]


def _around(opening: str, told: str, written: Callable[[str], str]) -> Cells:
    """What a cell has before and after what follows the `opening`, if there is a `told` in that."""
    before, _, after = written(opening + told).rpartition(told)
    return before, after


def _outside(printed: _Printed, words: str) -> str:
    """The address at the outlet that opens at the words, where one is sure to."""
    directive = fragments.fragment_of(words, printed.whole) if printed.outside else ""
    if not directive or not printed.outside:
        return ""
    before, after = printed.outside["," in directive]
    return f"{before}{directive}{after}"


def of_statements(found: Sequence[TakenStatement], manner: Manner) -> Iterator[Cells]:
    """Statements; where it is less sure than the threshold, no speaker is named."""
    shared, written, origin, threshold = _Shared(manner), manner.written, manner.origin, manner.threshold
    own = shared.own
    for (
        ident,
        version,
        kind,
        places,
        speaker,
        role,
        source,
        about,
        said,
        confidence,
        article,
        record,
    ) in found:
        start, end, paragraph = places[0]
        told = words = first = article.text[start:end]
        if len(places) > 1:
            pieces = [Piece(article.text[at:to], Span(at, to), number) for at, to, number in places]
            told, words = shown.said(pieces), " ".join(piece.words for piece in pieces)
        sure = confidence >= threshold
        printed = shared.printed(article)
        yield (
            own(origin + links.record_once("s", ident, words)),
            ident,
            str(version),
            kind,
            written(told),
            *shared.speaker(speaker if sure else None),
            written(source),
            written(role) if role and sure else "",
            _cautions(record, written) if record else printed.cautions[kind],
            written("; ".join(about)) if about else "",
            *(_said(said, written) if said else _NOTHING),
            *printed.where,
            own(f"{printed.paragraph}{paragraph + 1}"),
            printed.address,
            _outside(printed, first),
            *printed.when,
            *(_decided(confidence, record, written) if record else _undecided(confidence)),
        )


def of_claims(found: Sequence[TakenClaim], manner: Manner) -> Iterator[Cells]:
    """Claims; where it is less sure than the threshold, no claimer is named, and in narration never."""
    shared, written, origin, threshold = _Shared(manner), manner.written, manner.origin, manner.threshold
    own = shared.own
    for row in found:
        (start, end, paragraph), article, record = row.place, row.article, row.record
        sure = row.confidence is None or row.confidence >= threshold
        printed = shared.printed(article)
        yield (
            own(origin + links.record_once("c", row.ident, row.words)),
            row.ident,
            row.type,
            row.kind or "narration",
            written(row.words),
            written("".join([segment.words for segment in shown.worded(record)])) if record else "",
            "" if row.worth is None else f"{row.worth:.2f}",
            *shared.speaker(row.claimer if sure else None),
            written(row.source),
            own(f"{origin}/s/{row.statement}") if row.statement else "",
            _cautions(record, written) if record else printed.cautions[row.kind],
            written("; ".join(row.about)) if row.about else "",
            *(_said(row.said, written) if row.said else _NOTHING),
            *printed.where,
            own(f"{printed.paragraph}{paragraph + 1}"),
            printed.address,
            _outside(printed, article.text[start:end]),
            *printed.when,
            *(_decided(row.confidence, record, written) if record else _undecided(row.confidence)),
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


def _as_it_is(cell: str) -> str:
    return cell


def _said(said: Said, written: Callable[[str], str]) -> Cells:
    """The cells of `_SAID`."""
    first, last, words = said
    return first, last, written(words)


def _cautions(record: StatementRow | ClaimRow, written: Callable[[str], str]) -> str:
    return written("; ".join(shown.noted(record)))


def _decided(
    confidence: float | None, record: StatementRow | ClaimRow, written: Callable[[str], str]
) -> Cells:
    """Confidence, confidence in words, review and corrections, where there may have been any."""
    sure = _undecided(confidence)[:2]
    decision = judged.speaker(record)
    if confidence is not None and decision and decision.verdict is Verdict.SPEAKER:
        sure = (sure[0], "Decided by an editor")
    decided = [
        f"{each.verdict} {judged.date(each)}: {judged.reasoned(each)} ({each.id})"
        for each in record.corrections
    ]
    return *sure, record.review, written("; ".join(decided))


@lru_cache(1024)
def _undecided(confidence: float | None) -> Cells:
    """The same where nobody decided anything."""
    told = ("", "") if confidence is None else (f"{confidence:.2f}", wording.confidence(confidence))
    return *told, "machine", ""


def _day(when: date | datetime | None) -> str:
    return wording.day(when).machine
