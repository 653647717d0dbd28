"""Bands stand many in one row, six bytes for each who has one: a row for each took twice the room.

Of a band that very many share, all but the first who have it have a row each beside.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from struct import Struct
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_OF = ("statement", "claim", "article")
_FIRST = 64
_LOW, _LEAST = 15, -(1 << 31)
_ENTRY = Struct("<HI")
_MANY = 1000


def upgrade() -> None:
    for of in _OF:
        op.rename_table(f"{of}_bands", "bands_before")
        op.create_table(
            f"{of}_bands",
            sa.Column("bucket", sa.Integer(), nullable=False),
            sa.Column("entries", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("bucket", name=f"pk_{of}_bands"),
        )
        _create(f"{of}_common_bands", of)
        found = op.get_bind().exec_driver_sql(f"SELECT band, {of}_id FROM bands_before ORDER BY 1, 2")
        beside: list[Any] = []
        for some in _some(_packed(found, beside)):
            op.get_bind().exec_driver_sql(f"INSERT INTO {of}_bands VALUES (?, ?)", some)
            if beside:
                op.get_bind().exec_driver_sql(f"INSERT INTO {of}_common_bands VALUES (?, ?)", beside)
                beside.clear()
        op.drop_table("bands_before")


def downgrade() -> None:
    for of in reversed(_OF):
        op.rename_table(f"{of}_bands", "bands_before")
        _create(f"{of}_bands", of)
        found = op.get_bind().exec_driver_sql("SELECT bucket, entries FROM bands_before ORDER BY 1")
        for some in _some(chain.from_iterable(_unpacked(*row) for row in found)):
            op.get_bind().exec_driver_sql(f"INSERT INTO {of}_bands VALUES (?, ?)", some)
        op.execute(f"INSERT INTO {of}_bands SELECT * FROM {of}_common_bands")
        op.drop_table("bands_before")
        op.drop_table(f"{of}_common_bands")


def _packed(found: Iterable[Any], beside: list[Any]) -> Iterator[tuple[int, bytes]]:
    """The row of each bucket; what stands in none goes `beside`."""
    for bucket, rows in groupby(found, lambda row: (row[0] - _LEAST) >> _LOW):
        entries = []
        for band, each in groupby(rows, itemgetter(0)):
            low = band & (1 << _LOW) - 1
            entries += [_ENTRY.pack(low, id_) for _, id_ in islice(each, _FIRST)]
            beside += map(tuple, each)
        yield bucket, b"".join(entries)


def _unpacked(bucket: int, entries: bytes) -> list[tuple[int, int]]:
    first = (bucket << _LOW) + _LEAST
    return sorted((first + low, id_) for low, id_ in _ENTRY.iter_unpack(entries))


def _some(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows some at a time: there are more than memory should hold."""
    left = iter(rows)
    while some := list(islice(left, _MANY)):
        yield some


def _create(table: str, of: str) -> None:
    op.create_table(
        table,
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column(f"{of}_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("band", f"{of}_id", name=f"pk_{table}"),
        sqlite_with_rowid=False,
    )
