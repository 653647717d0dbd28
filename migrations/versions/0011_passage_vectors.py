"""What the words of statements and claims mean, as a sentence encoder has it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passage_vectors",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_passage_vectors"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("passage_vectors")
