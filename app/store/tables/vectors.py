"""What words mean, kept once however many statements and claims have them."""

from typing import ClassVar

from sqlmodel import Field

from app.store.tables.shape import Table


class PassageVector(Table, table=True):
    """A sentence encoder's vector of some words; put down as they come, in an order that no key has."""

    __tablename__: ClassVar[str] = "passage_vectors"
    digest: bytes = Field(primary_key=True)
    """Of the encoder's name and the words."""
    vector: bytes
