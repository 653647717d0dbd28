"""The vocabulary kept in step: each word of the articles as they stand, with the number of them."""

from collections.abc import Set

from sqlmodel import Session, text

from app.store import search
from app.store import tables as t
from app.store.saving.articles import current_capture

SHORTEST, LONGEST = 3, 40
"""Characters of the words kept: shorter ones are no help, longer ones no words."""

_MORE = text(
    "INSERT INTO words (word, articles) VALUES (:word, 1) "
    "ON CONFLICT (word) DO UPDATE SET articles = articles + 1"
)
_FEWER = text("UPDATE words SET articles = articles - 1 WHERE word = :word")
_GONE = text("DELETE FROM words WHERE word = :word AND articles = 0")


def of(db: Session, article: t.Article | None) -> frozenset[str]:
    """The words of an article's title and text as they stand in the store; none of one not stored yet."""
    if article is None or not article.capture:
        return frozenset()
    return words_of(f"{article.title or ''}\n{current_capture(db, article).text}")


def words_of(printed: str) -> frozenset[str]:
    """The words in what is printed that are worth suggesting; numbers are not."""
    return frozenset(
        word
        for word in search.tokens(printed)
        if SHORTEST <= len(word) <= LONGEST and any(map(str.isalpha, word))
    )


def keep(db: Session, had: Set[str], has: Set[str]) -> None:
    """Count an article, which `had` these words and `has` those now; nothing is written where none differ."""
    for statement, words in ((_MORE, has - had), (_FEWER, had - has), (_GONE, had - has)):
        if words:
            db.connection().execute(statement, [{"word": word} for word in sorted(words)])
