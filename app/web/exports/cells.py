"""One row of a list as named cells of text, the same for every format that has columns."""

from datetime import date, datetime
from functools import lru_cache

from app.records import Verdict
from app.store.queries.views import ArticleRef, Correction, SaidView, SpeakerRef
from app.web import judged, lines, links, wording
from app.web import words as shown
from app.web.exports.linked import LinkedArticle, LinkedClaim, LinkedSpeaker, LinkedStatement

Cells = dict[str, str]

_SPEAKER = ("speaker", "speaker_permalink", "from")
_SAID = ("said_first", "said_last", "said_as_printed")
_ARTICLE = (
    *(
        "via",
        "outlet",
        "article",
        "article_permalink",
        "address_at_outlet",
        "words_at_outlet",
        "author",
        "published",
        "captured",
    ),
    *("confidence", "confidence_in_words"),
)
STATEMENT = (
    *("permalink", "id", "version", "kind", "words", *_SPEAKER, "source_as_written", "role", "cautions"),
    *("about", *_SAID, *_ARTICLE, "review", "corrections"),
)
"""The columns of statements: those of `of_statement`, in its order; and so on for the others."""
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


def of_statement(row: LinkedStatement, threshold: float, origin: str) -> Cells:
    """A statement; below `threshold` it names no speaker."""
    row = lines.certain(row, threshold)
    return {
        "permalink": row.permalink,
        "id": row.ident,
        "version": str(row.version),
        "kind": row.kind.value,
        "words": shown.said(row),
        **_speaker(row.speaker, origin),
        "source_as_written": row.source,
        "role": row.role or "",
        "cautions": "; ".join(shown.noted(row)),
        "about": "; ".join(row.about),
        **_said(row.said),
        **_article(row),
        **_confidence(row.confidence, judged.speaker(row)),
        **_review(row),
    }


def of_claim(row: LinkedClaim, threshold: float, origin: str) -> Cells:
    """A claim; below `threshold` it names no claimer, and in narration the outlet is it."""
    row = lines.certain_claim(row, threshold)
    return {
        "permalink": row.permalink,
        "id": row.ident,
        "type": row.type.value,
        "kind": row.kind.value if row.kind else "narration",
        "words": row.words,
        "standing_alone": "".join(segment.words for segment in shown.worded(row)),
        "check_worthiness": "" if row.worth is None else f"{row.worth.score:.2f}",
        **_speaker(row.claimer, origin),
        "source_as_written": row.source,
        "statement": f"{origin}/s/{row.statement}" if row.statement else "",
        "cautions": "; ".join(shown.noted(row)),
        "about": "; ".join(row.about),
        **_said(row.said),
        **_article(row),
        **(_confidence(row.confidence, judged.speaker(row)) if row.statement else _confidence(None)),
        **_review(row),
    }


def of_speaker(row: LinkedSpeaker) -> Cells:
    """A speaker."""
    return {
        "permalink": row.permalink,
        "id": row.speaker.ident,
        "name": row.speaker.name,
        "kind": row.speaker.kind.value,
        "role": row.role or "",
        "from": row.speaker.country or "",
        "statements": str(row.statements),
        "articles": str(row.articles),
        "first_published": _day(row.first),
        "last_published": _day(row.last),
    }


def of_article(row: LinkedArticle) -> Cells:
    """An article."""
    article = row.article
    return {
        "permalink": row.permalink,
        "id": article.ident,
        "title": article.title or "",
        "outlet": article.outlet or "",
        "via": article.outlet_country or "",
        "address_at_outlet": links.outside(article.url) or "",
        "author": article.author or "",
        "published": _day(article.published),
        "captured": _day(article.captured),
        "language": article.language or "",
        "translated_from": article.translated_from or "",
        "cautions": wording.TRANSLATED if article.translated_from else "",
        "file_name": article.file_name or "",
        "topics": "; ".join(article.topics),
        "statements": str(row.statements),
        "claims": str(row.claims),
    }


def _speaker(ref: SpeakerRef | None, origin: str) -> Cells:
    return {
        "speaker": ref.name if ref else "",
        "speaker_permalink": origin + links.speaker(ref) if ref else "",
        "from": (ref.country or "") if ref else "",
    }


def _said(said: SaidView | None) -> Cells:
    """Empty cells where nothing printed tells when."""
    return {
        "said_first": _day(said.first) if said else "",
        "said_last": _day(said.last) if said else "",
        "said_as_printed": said.words if said else "",
    }


def _article(row: LinkedStatement | LinkedClaim) -> Cells:
    own = {"article_permalink": row.article_permalink, "words_at_outlet": row.words_at_outlet or ""}
    return _of_article(row.article) | own


@lru_cache(1024)  # worked out once, not for every row
def _of_article(article: ArticleRef) -> Cells:
    """What all rows of an article have alike, with places for what each has of its own."""
    return {
        "via": article.outlet_country or "",
        "outlet": article.outlet or "",
        "article": article.label,
        "article_permalink": "",
        "address_at_outlet": links.outside(article.url) or "",
        "words_at_outlet": "",
        "author": article.author or "",
        "published": _day(article.published),
        "captured": _day(article.captured),
    }


def _review(row: LinkedStatement | LinkedClaim) -> Cells:
    decided = [
        f"{each.verdict} {judged.date(each)}: {judged.reasoned(each)} ({each.id})" for each in row.corrections
    ]
    return {"review": row.review, "corrections": "; ".join(decided)}


def _confidence(value: float | None, decision: Correction | None = None) -> Cells:
    words = "" if value is None else wording.confidence(value)
    if decision and decision.verdict is Verdict.SPEAKER:
        words = "Decided by an editor"
    return {"confidence": "" if value is None else f"{value:.2f}", "confidence_in_words": words}


def _day(when: date | datetime | None) -> str:
    return wording.day(when).machine
