"""Feeds that are watched, and the pages that they told of."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watched_feeds",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("polled", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("url", name="pk_watched_feeds"),
    )
    op.create_table(
        "watched_pages",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("dated", sa.String(), nullable=True),
        sa.Column("looked", sa.String(), nullable=True),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_watched_pages"),
    )
    op.create_index("ix_watched_pages_feed_due", "watched_pages", ["feed", "due"])


def downgrade() -> None:
    op.drop_table("watched_pages")
    op.drop_table("watched_feeds")
