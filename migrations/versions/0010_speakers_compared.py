"""What speakers are compared by, and whom statements name in their words."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "speaker_blocks",
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name="fk_speaker_blocks_speaker_id_speakers"
        ),
        sa.PrimaryKeyConstraint("block", "speaker_id", name="pk_speaker_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_speaker_blocks_speaker_id", "speaker_blocks", ["speaker_id"])
    op.create_table(
        "statement_mentions",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name="fk_statement_mentions_statement_id_statements"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name="fk_statement_mentions_speaker_id_speakers"
        ),
        sa.PrimaryKeyConstraint("statement_id", "speaker_id", name="pk_statement_mentions"),
    )
    op.create_index("ix_statement_mentions_speaker_id", "statement_mentions", ["speaker_id"])


def downgrade() -> None:
    op.drop_table("statement_mentions")
    op.drop_table("speaker_blocks")
