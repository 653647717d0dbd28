"""Statements, claims and articles that say the same, and the bands by which candidates are found."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MATCHED = (("statement", "statements"), ("claim", "claims"), ("article", "articles"))


def upgrade() -> None:
    for one, many in _MATCHED:
        op.create_table(
            f"{one}_matches",
            sa.Column("a_id", sa.Integer(), nullable=False),
            sa.Column("b_id", sa.Integer(), nullable=False),
            sa.Column("relation", sa.String(), nullable=False),
            sa.Column("certain", sa.Boolean(), nullable=False),
            sa.Column("method", sa.String(), nullable=False),
            sa.Column("score", sa.Float(), nullable=False),
            sa.ForeignKeyConstraint(["a_id"], [f"{many}.id"], name=f"fk_{one}_matches_a_id_{many}"),
            sa.ForeignKeyConstraint(["b_id"], [f"{many}.id"], name=f"fk_{one}_matches_b_id_{many}"),
            sa.PrimaryKeyConstraint("a_id", "b_id", name=f"pk_{one}_matches"),
        )
        op.create_index(f"ix_{one}_matches_b_id", f"{one}_matches", ["b_id"])
        op.create_table(
            f"{one}_bands",
            sa.Column("band", sa.Integer(), nullable=False),
            sa.Column(f"{one}_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint([f"{one}_id"], [f"{many}.id"], name=f"fk_{one}_bands_{one}_id_{many}"),
            sa.PrimaryKeyConstraint("band", f"{one}_id", name=f"pk_{one}_bands"),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{one}_bands_{one}_id", f"{one}_bands", [f"{one}_id"])


def downgrade() -> None:
    for one, _ in reversed(_MATCHED):
        op.drop_table(f"{one}_bands")
        op.drop_table(f"{one}_matches")
