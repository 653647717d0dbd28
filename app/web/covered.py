"""What is in this archive, in one phrase."""

from app.store.queries.views import Coverage
from app.web import wording


def words(held: Coverage) -> str:
    """What is in here, since when: what an answer can be about."""
    articles = wording.count(held.articles, "article")
    if held.first_published and held.last_published:
        first, last = wording.day(held.first_published).words, wording.day(held.last_published).words
        return f"{articles}, published {f'from {first} to {last}' if first != last else f'on {first}'}"
    captured = wording.day(held.last_captured).words
    return (
        f"{articles}, whose dates of publication are not stated, last added to on {captured}"
        if held.articles
        else articles
    )
