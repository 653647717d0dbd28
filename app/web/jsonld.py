"""What pages are about as JSON-LD: schema.org for what things are, Web Annotation for where words stand."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from app.records import Span, SpeakerKind
from app.store.queries.views import (
    ArticleRef,
    ArticleRow,
    ArticleView,
    ClaimRow,
    ClaimView,
    ParagraphView,
    SpeakerRef,
    SpeakerRow,
    SpeakerView,
    StatementRow,
    StatementView,
)
from app.web import judged, lines, links, wording
from app.web import words as shown

SCHEMA = "https://schema.org"
ANNOTATION = "http://www.w3.org/ns/anno.jsonld"
Node = dict[str, Any]

_TYPES = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organization",
    SpeakerKind.PUBLICATION: "Organization",
    # A source without a name may be one person or several.
    SpeakerKind.UNNAMED: "Thing",
}
_AROUND = 32
"""Characters of context on each side of quoted words."""

_HIDDEN = "\0"
"""Stands for what is not shown: no text has this character."""


def of_statement(view: StatementView, text: str, threshold: float, origin: str) -> list[Node]:
    """A quotation, and an annotation of its words in `text`, which their positions are of."""
    row = lines.certain(view.row, threshold)
    spans = [piece.span for piece in row.pieces]
    return [
        _kept({"@context": SCHEMA, **_quotation(row, origin), "isPartOf": _article(row.article, origin)}),
        _annotation(
            origin + links.statement(row),
            origin + _read_at(view),
            _shown(text, view.paragraphs, spans),
            spans,
            row.judged,
        ),
    ]


def of_claim(view: ClaimView, text: str, threshold: float, origin: str) -> list[Node]:
    """A claim with where it appears, and an annotation of its words in `text`."""
    row = lines.certain_claim(view.row, threshold)
    article = _article(row.article, origin)
    said = lines.certain(view.statement, threshold) if view.statement else None
    claim = {
        "@context": SCHEMA,
        **_claim(row, origin),
        "appearance": _kept({**_quotation(said, origin), "isPartOf": article}) if said else article,
    }
    return [
        _kept(claim),
        _annotation(
            origin + links.claim(row),
            origin + _read_at(view),
            _shown(text, view.paragraphs, [row.span]),
            [row.span],
            row.judged,
        ),
    ]


def of_statement_row(row: StatementRow, threshold: float, origin: str, at_outlet: str | None) -> Node:
    """A quotation in a list; `at_outlet` opens its words there."""
    node = _quotation(lines.certain(row, threshold), origin)
    cited = {"citation": at_outlet} if at_outlet else {}
    return {**node, **cited, "isPartOf": _article(row.article, origin)}


def of_claim_row(row: ClaimRow, threshold: float, origin: str, at_outlet: str | None) -> Node:
    """A claim in a list; `at_outlet` opens its words there."""
    return _kept({
        **_claim(lines.certain_claim(row, threshold), origin),
        "isBasedOn": f"{origin}/s/{row.statement}" if row.statement else None,
        "citation": at_outlet or links.outside(row.article.url),
        "appearance": _article(row.article, origin),
    })  # fmt: skip


def of_speaker_row(row: SpeakerRow, origin: str) -> Node:
    """A speaker in a list, with the newest printed role."""
    person = row.speaker.kind is SpeakerKind.PERSON
    node = {**_speaker(row.speaker, origin), "identifier": row.speaker.ident}
    return _kept({**node, "jobTitle": row.role if person else None})


def of_article_row(row: ArticleRow, origin: str) -> Node:
    """An article in a list."""
    return {**_article(row.article, origin), "identifier": row.article.ident}


def of_speaker(view: SpeakerView, origin: str) -> list[Node]:
    """A person or body: names, and titles as articles print them."""
    person = view.speaker.kind is SpeakerKind.PERSON
    node = {
        "@context": SCHEMA,
        **_speaker(view.speaker, origin),
        "identifier": view.speaker.ident,
        "alternateName": list(view.aliases),
        "jobTitle": [role.words for role in view.roles] if person else [],
        "sameAs": list(dict.fromkeys(each.url for each in view.same_as if links.outside(each.url))),
        "subjectOf": [_article(article, origin) for article in view.articles],
    }
    return [_kept(node)]


def of_article(view: ArticleView, threshold: float, origin: str) -> list[Node]:
    """A news article with the quotations found in it."""
    certain = (lines.certain(row, threshold) for row in view.statements)
    node = {
        "@context": SCHEMA,
        **_article(view.article, origin),
        "hasPart": [_kept(_quotation(row, origin)) for row in certain],
    }
    return [_kept(node)]


def written(nodes: Iterable[Node]) -> str:
    """The nodes as a JSON-LD document."""
    return json.dumps(list(nodes), ensure_ascii=False)


def embedded(nodes: Iterable[Node]) -> Markup:
    """The nodes as they may stand inside a script element: nothing in them ends it or opens another."""
    text = json.dumps(list(nodes), ensure_ascii=True)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 -- no character of HTML's is left in it


def _quotation(row: StatementRow, origin: str) -> Node:
    address = origin + links.statement(row)
    return _kept({
        "@type": "Quotation",
        "@id": address,
        "url": address,
        "identifier": row.ident,
        "version": row.version,
        "text": shown.said(row.pieces),
        "creator": _speaker(row.speaker, origin) if row.speaker else None,
        "dateCreated": wording.days(row.said.first, row.said.last).machine if row.said else None,
        "citation": links.outside(row.article.url),
        "about": _countries(row.about),
        "inLanguage": row.article.language,
        "disambiguatingDescription": _notes(shown.noted(row)),
        **_reviewed(row, origin),
    })  # fmt: skip


def _claim(row: ClaimRow, origin: str) -> Node:
    outlet = {"@type": "Organization", "name": row.article.outlet} if row.article.outlet else None
    return _kept({
        "@type": "Claim",
        "@id": origin + links.claim(row),
        "url": origin + links.claim(row),
        "identifier": row.ident,
        "text": row.words,
        "author": (_speaker(row.claimer, origin) if row.claimer else None) if row.statement else outlet,
        "about": _countries(row.about),
        "inLanguage": row.article.language,
        "disambiguatingDescription": _notes(shown.noted(row)),
        **_reviewed(row, origin),
    })  # fmt: skip


def _speaker(ref: SpeakerRef, origin: str) -> Node:
    address = origin + links.speaker(ref)
    return {"@type": _TYPES[ref.kind], "@id": address, "url": address, "name": ref.name}


@lru_cache(1024)  # what stands in one article is told of in a row
def _article(ref: ArticleRef, origin: str) -> Node:
    address = origin + links.article(ref)
    return _kept({
        "@type": "NewsArticle",
        "@id": address,
        "url": links.outside(ref.url) or address,
        "mainEntityOfPage": address,
        "headline": ref.title,
        "datePublished": ref.published.isoformat() if ref.published else None,
        "author": {"@type": "Thing", "name": ref.author} if ref.author else None,
        "publisher": {"@type": "Organization", "name": ref.outlet} if ref.outlet else None,
        "inLanguage": ref.language,
        "keywords": list(ref.topics),
    })  # fmt: skip


def _read_at(view: StatementView | ClaimView) -> str:
    """Where the text stands that positions are of: what is gone stands in an earlier capture."""
    if view.row.gone and view.standing:
        return links.capture(view.row.article, view.standing.capture)
    return links.article(view.row.article)


def _reviewed(row: StatementRow | ClaimRow, origin: str) -> Node:
    """How far people have looked at it, and what they decided."""
    return {
        "creativeWorkStatus": judged.slug(row).capitalize(),
        "dateModified": row.judged.isoformat() if row.judged else None,
        "correction": [
            _kept({
                "@type": "CorrectionComment",
                "@id": f"{origin}/corrections/{each.id}",
                "url": f"{origin}/corrections/{each.id}",
                "text": judged.sentence(each),
                "datePublished": each.made.isoformat(),
            })
            for each in row.corrections
            if judged.corrects(each)
        ],
    }  # fmt: skip


def _annotation(body: str, source: str, text: str, spans: Iterable[Span], modified: datetime | None) -> Node:
    """Positions count code points of the article as read here, which is therefore the source."""
    return {
        "@context": ANNOTATION,
        "id": f"{body}#annotation",
        "type": "Annotation",
        **({"modified": modified.isoformat()} if modified else {}),
        "motivation": "identifying",
        "body": body,
        "target": [
            {
                "source": source,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": span.of(text),
                        "prefix": text[max(0, span.start - _AROUND) : span.start].rpartition(_HIDDEN)[2],
                        "suffix": text[span.end : span.end + _AROUND].partition(_HIDDEN)[0],
                    },
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                ],
            }
            for span in spans
        ],
    }


def _shown(text: str, paragraphs: Iterable[ParagraphView], spans: Sequence[Span]) -> str:
    """`text` as far as `spans` and their context go, `_HIDDEN` for what stands in none of `paragraphs`."""
    first = max(0, min(span.start for span in spans) - _AROUND)
    last = max(span.end for span in spans) + _AROUND
    shown = [char if char.isspace() else _HIDDEN for char in text[first:last]]
    for paragraph in paragraphs:
        start, end = max(paragraph.span.start, first), min(paragraph.span.end, last)
        if start < end:
            shown[start - first : end - first] = text[start:end]
    return _HIDDEN * first + "".join(shown)


def _countries(codes: Iterable[str]) -> list[Node]:
    return [{"@type": "Country", "name": wording.country(code), "identifier": code} for code in codes]


def _notes(notes: tuple[str, ...]) -> str:
    return " ".join(f"{note}." for note in notes)


def _kept(node: Node) -> Node:
    """Without what is not stated."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
