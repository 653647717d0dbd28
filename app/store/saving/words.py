"""The vocabulary kept in step: each word of the articles as they stand, with the number of them."""

from collections.abc import Set

from sqlmodel import Session, text

from app.store import tables as t
from app.store.saving.articles import current_capture
from app.store.words import words_of

_MORE = text(
    "INSERT INTO words (word, articles) VALUES (:word, 1) "
    "ON CONFLICT (word) DO UPDATE SET articles = articles + 1"
)
_FEWER = text("UPDATE words SET articles = articles - 1 WHERE word = :word")
_GONE = text("DELETE FROM words WHERE word = :word AND articles = 0")


def of(db: Session, article: t.Article | None) -> frozenset[str]:
    """The words of an article's title and text as they stand; none of one not stored yet, or removed."""
    if article is None or not article.capture or article.state != t.LIVE:
        return frozenset()
    return words_of(f"{article.title or ''}\n{current_capture(db, article).text}")


def keep(db: Session, had: Set[str], has: Set[str]) -> None:
    """Count an article, which `had` these words and `has` those now; nothing is written where none differ."""
    for statement, words in ((_MORE, has - had), (_FEWER, had - has), (_GONE, had - has)):
        if words:
            db.connection().execute(statement, [{"word": word} for word in sorted(words)])
