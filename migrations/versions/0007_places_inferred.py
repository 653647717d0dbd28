"""Blocs beside countries, and the words that a country was inferred from."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = ("statement_places", "claim_places")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("kind", sa.String(), nullable=False, server_default="country"))
        op.add_column(table, sa.Column("antecedent_start", sa.Integer(), nullable=True))
        op.add_column(table, sa.Column("antecedent_end", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in _TABLES:
        op.execute(f"DELETE FROM {table} WHERE kind <> 'country'")
        for column in ("antecedent_end", "antecedent_start", "kind"):
            op.drop_column(table, column)
