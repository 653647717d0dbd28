"""Indexes that the review queue is walked by: the least sure first, and what waits."""

from alembic import op
from sqlalchemy import text

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    live = text("state = 'live'")
    op.create_index("ix_statements_queue", "statements", ["review", "confidence"], sqlite_where=live)
    op.create_index("ix_claims_queue", "claims", ["review", "confidence"], sqlite_where=live)
    waiting = text("state = 'waiting'")
    op.create_index("ix_judgements_waiting", "judgements", ["subject"], sqlite_where=waiting)


def downgrade() -> None:
    op.drop_index("ix_judgements_waiting", "judgements")
    op.drop_index("ix_claims_queue", "claims")
    op.drop_index("ix_statements_queue", "statements")
