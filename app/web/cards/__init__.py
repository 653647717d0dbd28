"""Pictures of statements and claims for previews elsewhere: what is on each, apart from how it is drawn."""

from app.web.cards.card import Card, of_claim, of_statement, site
from app.web.cards.shelf import key, picture, png

__all__ = ["Card", "key", "of_claim", "of_statement", "picture", "png", "site"]
