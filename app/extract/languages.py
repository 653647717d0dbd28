"""Which extractor reads which language: the place where another language's one is put in."""

from collections.abc import Callable, Mapping
from datetime import date

from app.extract import extraction
from app.extract.documents import document
from app.extract.pipeline import Models
from app.extract.version import UNREAD
from app.records import Extraction

Extractor = Callable[[str, date | None, Callable[[], Models]], Extraction]
"""From a text and its day; models are asked for by whoever needs them, as they take time to load."""


def _english(text: str, published: date | None, models: Callable[[], Models]) -> Extraction:
    return extraction.extract(text, models(), published)


EXTRACTORS: Mapping[str, Extractor] = {"en": _english}
"""By language (ISO 639): those that `version.LANGUAGES` tells of."""


def extract(
    text: str, language: str | None, published: date | None, models: Callable[[], Models]
) -> Extraction:
    """Everything in an article in `language` (BCP 47): as English where it is not known.

    In a language that nothing here extracts from, that is its paragraphs alone.
    """
    extractor = EXTRACTORS.get(primary(language) or "en")
    if extractor is not None:
        return extractor(text, published, models)
    return Extraction(document(text), (), (), (), (), UNREAD, is_extracted=False)


def primary(tag: str | None) -> str | None:
    """The language of a tag, without its script and region."""
    return tag.partition("-")[0].lower() if tag else None
