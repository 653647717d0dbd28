"""How often a job began to read what was added: what ends every job is not taken for ever."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submissions", sa.Column("taken", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("submissions", "taken")
