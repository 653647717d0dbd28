"""How many articles of an origin failed when it was last read, to try those again."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("origins", sa.Column("failed", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("origins", "failed")
