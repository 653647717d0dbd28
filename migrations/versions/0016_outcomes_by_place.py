"""What became of a place when it was last read is found without reading every outcome."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outcomes_outcome_place", "outcomes", ["outcome", "place"])


def downgrade() -> None:
    op.drop_index("ix_outcomes_outcome_place", "outcomes")
