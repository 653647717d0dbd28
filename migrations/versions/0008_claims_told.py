"""What a claim states in figures, its wording, and how much it asks to be checked."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("claims", sa.Column("worth", sa.Float(), nullable=True))
    op.add_column("claims", sa.Column("worth_reasons", sa.JSON(), nullable=True))
    op.create_table(
        "claim_quantities",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("bound", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_claim_quantities_claim_id_claims"),
        sa.PrimaryKeyConstraint("claim_id", "position", name="pk_claim_quantities"),
    )
    op.create_table(
        "claim_glosses",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("antecedent_start", sa.Integer(), nullable=False),
        sa.Column("antecedent_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_claim_glosses_claim_id_claims"),
        sa.PrimaryKeyConstraint("claim_id", "position", name="pk_claim_glosses"),
    )


def downgrade() -> None:
    op.drop_table("claim_glosses")
    op.drop_table("claim_quantities")
    op.drop_column("claims", "worth_reasons")
    op.drop_column("claims", "worth")
