"""The words of the archive."""

from typing import ClassVar

from sqlmodel import Field

from app.store.tables.shape import Table


class Word(Table, table=True):
    """A word as printed, without case and diacritics, and how many articles it stands in.

    Beside the full-text indexes, which know stems only: what is suggested has to be a word.
    """

    __tablename__: ClassVar[str] = "words"
    __table_args__ = ({"sqlite_with_rowid": False},)
    word: str = Field(primary_key=True)
    articles: int
