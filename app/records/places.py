"""Where words point."""

from dataclasses import dataclass

from app.records.texts import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a bloc of them, that words point at, and the words that do."""

    code: str
    """ISO 3166-1 alpha-2; of a bloc its slug, e.g. ``central-asia``."""
    span: Span
    rule: str
    """"name", "demonym", "capital", "city", "region", "institution", "bloc", or "inferred"."""
    antecedent: Span | None = None
    """The words elsewhere in the article that an inferred place was inferred from."""
