"""Bands of four bytes, all that one statement, claim or article has in one value; vectors' keys in bytes."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter
from struct import pack
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_OF = (("statement", "statements"), ("claim", "claims"), ("article", "articles"))
_FOLDED = "(band << 32) >> 32"
"""The lower four bytes, as a signed number."""
_MANY = 10_000


def upgrade() -> None:
    for one, many in _OF:
        # Only the signature points at its owner: from bands, that would take an index.
        _bands_again(one, _FOLDED)
        op.create_table(
            f"{one}_signatures",
            sa.Column(f"{one}_id", sa.Integer(), nullable=False),
            sa.Column("bands", sa.LargeBinary(), nullable=False),
            _to(one, many, "signatures"),
            sa.PrimaryKeyConstraint(f"{one}_id", name=f"pk_{one}_signatures"),
        )
        found = op.get_bind().exec_driver_sql(f"SELECT {one}_id, band FROM {one}_bands ORDER BY 1, 2")
        signed = ((id_, [band for _, band in rows]) for id_, rows in groupby(found, itemgetter(0)))
        _insert(f"{one}_signatures", ((id_, pack(f"<{len(bands)}i", *bands)) for id_, bands in signed))
    _vectors_again(sa.LargeBinary(), bytes.fromhex)


def downgrade() -> None:
    _vectors_again(sa.String(), bytes.hex)
    for one, many in reversed(_OF):
        op.drop_table(f"{one}_signatures")
        _bands_again(one, "band", _to(one, many, "bands"))
        op.create_index(f"ix_{one}_bands_{one}_id", f"{one}_bands", [f"{one}_id"])


def _bands_again(one: str, band: str, *to: sa.ForeignKeyConstraint) -> None:
    op.rename_table(f"{one}_bands", "bands_before")
    op.create_table(
        f"{one}_bands",
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column(f"{one}_id", sa.Integer(), nullable=False),
        *to,
        sa.PrimaryKeyConstraint("band", f"{one}_id", name=f"pk_{one}_bands"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO {one}_bands SELECT DISTINCT {band}, {one}_id FROM bands_before ORDER BY 1, 2")
    op.drop_table("bands_before")


def _vectors_again(digest: Any, turned: Callable[[Any], Any]) -> None:  # noqa: ANN401 - a type and its values
    op.rename_table("passage_vectors", "vectors_before")
    op.create_table(
        "passage_vectors",
        sa.Column("digest", digest, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_passage_vectors"),
        sqlite_with_rowid=False,
    )
    found = op.get_bind().exec_driver_sql("SELECT digest, vector FROM vectors_before ORDER BY digest")
    _insert("passage_vectors", ((turned(digest), vector) for digest, vector in found))
    op.drop_table("vectors_before")


def _insert(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows of two columns, some at a time: there are more than memory should hold."""
    part = []
    for row in rows:
        part.append(row)
        if len(part) == _MANY:
            op.get_bind().exec_driver_sql(f"INSERT INTO {table} VALUES (?, ?)", part)
            part = []
    if part:
        op.get_bind().exec_driver_sql(f"INSERT INTO {table} VALUES (?, ?)", part)


def _to(one: str, many: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{one}_id"], [f"{many}.id"], name=f"fk_{one}_{of}_{one}_id_{many}")
