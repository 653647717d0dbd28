"""Indexes that nobody asks any more: lists, and what is counted of them, are told from memory.

Those of the review queue hold only what is walked or told from them.
"""

from alembic import op
from sqlalchemy import text

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_UNASKED = (
    ("articles", "outlet_country"),
    ("articles", "outlet_id"),
    ("article_topics", "topic"),
    ("claim_places", "code"),
    ("claims", "capture_id"),
    ("speakers", "country"),
    ("statement_places", "code"),
    ("statements", "said_first"),
)


def upgrade() -> None:
    for table, column in _UNASKED:
        op.drop_index(f"ix_{table}_{column}", table)
    for table in ("statements", "claims"):
        op.drop_index(f"ix_{table}_queue", table)
        unseen = text("review = 'machine' AND state = 'live'")
        op.create_index(f"ix_{table}_queue", table, ["confidence"], sqlite_where=unseen)
        disputed = text("review = 'disputed' AND state = 'live'")
        op.create_index(f"ix_{table}_disputed", table, ["ident"], sqlite_where=disputed)


def downgrade() -> None:
    live = text("state = 'live'")
    for table in ("statements", "claims"):
        op.drop_index(f"ix_{table}_disputed", table)
        op.drop_index(f"ix_{table}_queue", table)
        op.create_index(f"ix_{table}_queue", table, ["review", "confidence"], sqlite_where=live)
    for table, column in _UNASKED:
        op.create_index(f"ix_{table}_{column}", table, [column])
