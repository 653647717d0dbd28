"""Vectors stand in the order in which they came, with an index of their digests beside them.

Sorted by digest each was put into a page of its own, and pages were a sixth empty: as they come they are half
as much to write.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _made_again(rowid=True)


def downgrade() -> None:
    _made_again(rowid=False)


def _made_again(*, rowid: bool) -> None:
    op.rename_table("passage_vectors", "vectors_before")
    op.create_table(
        "passage_vectors",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_passage_vectors"),
        sqlite_with_rowid=rowid,
    )
    op.execute("INSERT INTO passage_vectors SELECT digest, vector FROM vectors_before ORDER BY digest")
    op.drop_table("vectors_before")
