"""Claims, and what stands beside them."""

from typing import ClassVar

from sqlalchemy import JSON, Index, Text, text
from sqlmodel import Field

from app.store.tables.shape import COUNTRY, LIVE, MACHINE, Table, key, to


class ClaimRow(Table, table=True):
    """A proposition; `words` are exactly its capture's `text[start:end]`."""

    __tablename__: ClassVar[str] = "claims"
    __table_args__ = (
        Index("ix_claims_queue", "confidence", sqlite_where=text("review = 'machine' AND state = 'live'")),
        Index("ix_claims_disputed", "ident", sqlite_where=text("review = 'disputed' AND state = 'live'")),
    )
    id: int = key()
    ident: str = to("identifiers.ident", index=False, unique=True)
    article_id: int = to("articles.id")
    capture_id: int = to("captures.id", index=False)
    statement_id: int | None = to("statements.id", default=None)
    position: int
    state: str = LIVE
    start: int
    end: int
    paragraph: int
    words: str = Field(sa_type=Text)
    type: str
    rule: str
    confidence: float
    worth: float | None = None
    """Check-worthiness, 0 to 1."""
    worth_reasons: list[str] | None = Field(default=None, sa_type=JSON)
    review: str = Field(default=MACHINE, sa_column_kwargs={"server_default": MACHINE})
    """As a statement's."""


class ClaimQuantity(Table, table=True):
    """A number, amount, share or date that a claim states."""

    __tablename__: ClassVar[str] = "claim_quantities"
    __table_args__ = ({"sqlite_with_rowid": False},)
    claim_id: int = to("claims.id", index=False, primary_key=True)
    position: int = Field(primary_key=True)
    start: int
    end: int
    value: str
    unit: str
    bound: str


class ClaimGloss(Table, table=True):
    """Our insertion in a claim's wording: `words` in brackets, in place of its words `[start, end)`."""

    __tablename__: ClassVar[str] = "claim_glosses"
    __table_args__ = ({"sqlite_with_rowid": False},)
    claim_id: int = to("claims.id", index=False, primary_key=True)
    position: int = Field(primary_key=True)
    start: int
    end: int
    words: str
    antecedent_start: int
    antecedent_end: int


class ClaimPlace(Table, table=True):
    """A country a claim is about, and the words that say so."""

    __tablename__: ClassVar[str] = "claim_places"
    __table_args__ = ({"sqlite_with_rowid": False},)
    claim_id: int = Field(primary_key=True, foreign_key="claims.id")
    code: str = Field(primary_key=True)
    start: int
    end: int
    rule: str
    kind: str = Field(default=COUNTRY, sa_column_kwargs={"server_default": COUNTRY})
    """"country" or "bloc": a bloc is never its members."""
    antecedent_start: int | None = None
    """Where the words stand that an inferred place was inferred from."""
    antecedent_end: int | None = None


class ClaimMatch(Table, table=True):
    """Two claims, `a_id` < `b_id`, that say the same; `relation` is that of a to b."""

    __tablename__: ClassVar[str] = "claim_matches"
    __table_args__ = ({"sqlite_with_rowid": False},)
    a_id: int = to("claims.id", index=False, primary_key=True)
    b_id: int = to("claims.id", primary_key=True)
    relation: str
    certain: bool
    """False is "possibly the same"."""
    method: str
    score: float


class ClaimBands(Table, table=True):
    """Who has bands of one bucket: two that share a band are compared."""

    __tablename__: ClassVar[str] = "claim_bands"
    bucket: int = key()
    entries: bytes
    """The lower part of a band and a claim, six bytes each.

    That there is one is looked after by the signature: here it would take an index."""


class ClaimCommonBand(Table, table=True):
    """Who has a band that many have, where it is no candidate while the first of them stand."""

    __tablename__: ClassVar[str] = "claim_common_bands"
    __table_args__ = ({"sqlite_with_rowid": False},)
    band: int = Field(primary_key=True)
    claim_id: int = Field(primary_key=True)


class ClaimSignature(Table, table=True):
    """All bands of one claim, four bytes each: the entries that are its own."""

    __tablename__: ClassVar[str] = "claim_signatures"
    claim_id: int = to("claims.id", index=False, primary_key=True)
    bands: bytes
