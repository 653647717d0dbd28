"""The vocabulary kept in step: each word of the articles as they stand, with the number of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from itertools import chain

from sqlmodel import Session

from app.records import Article
from app.store import tables as t
from app.store.saving import rows
from app.store.saving.articles import current_capture
from app.store.words import words_of

_MORE = (
    "INSERT INTO words (word, articles) VALUES (?, ?) "
    "ON CONFLICT (word) DO UPDATE SET articles = articles + excluded.articles"
)
_FEWER = "UPDATE words SET articles = articles - 1 WHERE word = ?"
_GONE = "DELETE FROM words WHERE word = ? AND articles = 0"


def of(db: Session, article: "t.Article | None") -> frozenset[str]:
    """The words of an article's title and text as they stand; none of one not stored yet, or removed."""
    if article is None or not article.capture or article.state != t.LIVE:
        return frozenset()
    return printed(article, current_capture(db, article).text)


def printed(article: "t.Article", text: str) -> frozenset[str]:
    """The words of an article, of which this is the text as it stands."""
    return _words(article.title, text) if article.state == t.LIVE else frozenset()


def keep(db: Session, had: Set[str], has: Set[str]) -> None:
    """Count an article, which `had` these words and `has` those now; nothing is written where none differ."""
    _more(db, dict.fromkeys(has - had, 1))
    for statement in (_FEWER, _GONE):
        rows.write(db, statement, [(word,) for word in sorted(had - has)])


def add(db: Session, new: Iterable[Article]) -> None:
    """Count articles not stored before."""
    _more(db, Counter(chain.from_iterable(_words(each.facts.title, each.text) for each in new)))


def _more(db: Session, words: Mapping[str, int]) -> None:
    rows.write(db, _MORE, sorted(words.items()))


def _words(title: str | None, text: str) -> frozenset[str]:
    return words_of(f"{title or ''}\n{text}")
