"""Speakers that are one across articles, and pairs that may be."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Native, as a batch would make the table anew. Every row is written with it: itself, where it is alone.
    op.execute(
        "ALTER TABLE speakers ADD COLUMN stands_for INTEGER "
        "CONSTRAINT fk_speakers_stands_for_speakers REFERENCES speakers (id)"
    )
    op.execute("UPDATE speakers SET stands_for = id")
    op.create_index("ix_speakers_stands_for", "speakers", ["stands_for"])
    op.create_table(
        "speaker_ties",
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("b_id", sa.Integer(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["a_id"], ["speakers.id"], name="fk_speaker_ties_a_id_speakers"),
        sa.ForeignKeyConstraint(["b_id"], ["speakers.id"], name="fk_speaker_ties_b_id_speakers"),
        sa.PrimaryKeyConstraint("a_id", "b_id", name="pk_speaker_ties"),
    )
    op.create_index("ix_speaker_ties_b_id", "speaker_ties", ["b_id"])


def downgrade() -> None:
    op.drop_table("speaker_ties")
    op.drop_index("ix_speakers_stands_for", "speakers")
    op.execute("ALTER TABLE speakers DROP COLUMN stands_for")
