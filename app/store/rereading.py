"""Articles as they are stored, to be read again without their source."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from app.records import Article, Facts
from app.store import tables as t
from app.store.saving.articles import current_capture


@dataclass(frozen=True, slots=True)
class Current:
    """What extracts today."""

    extractor: str
    languages: Collection[str]
    """Those that it reads (ISO 639); an article of another is as it is, whatever extracts."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as last captured."""

    article: Article
    captured: datetime


def idents(db: Session, but: Current | None) -> list[str]:
    """The articles that are shown, oldest first; but for those that what extracts today has read."""
    wanted = select(t.Article).where(t.Article.state == t.LIVE).order_by(col(t.Article.id))
    if but is not None:
        wanted = wanted.where(or_(t.Article.extractor != but.extractor, col(t.Article.extracted).is_(False)))
    return [
        row.ident
        for row in db.exec(wanted).all()
        if but is None or row.extracted or _language(row) in but.languages
    ]


def stored(db: Session, ident: str) -> Stored | None:
    """The article as it would be read anew; None of one that is not shown."""
    row = db.exec(select(t.Article).where(t.Article.ident == ident, t.Article.state == t.LIVE)).first()
    if row is None:
        return None
    capture = current_capture(db, row)
    outlet = db.get(t.Outlet, row.outlet_id) if row.outlet_id is not None else None
    filed = select(t.ArticleTopic.topic).where(t.ArticleTopic.article_id == row.id)
    facts = Facts(
        title=row.title,
        outlet=None if outlet is None else outlet.name,
        outlet_country=row.outlet_country,
        url=row.url,
        published=row.published,
        author=row.author,
        language=row.language,
        translated_from=row.translated_from,
        file_name=row.file_name,
        topics=tuple(sorted(db.exec(filed).all())),
    )
    return Stored(Article(capture.text, facts), capture.captured)


def _language(row: "t.Article") -> str:
    return (row.language or row.detected_language or "").partition("-")[0].lower()
