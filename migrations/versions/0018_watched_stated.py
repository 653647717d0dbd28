"""Of pages that feeds told of: what the feed stated, and what it held itself."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("watched_pages", sa.Column("stated", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("watched_pages", sa.Column("content", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("watched_pages", "content")
    op.drop_column("watched_pages", "stated")
