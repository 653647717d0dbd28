"""What pages about the archive look up instead of going through it: where articles stand, what is hidden."""

from alembic import op
from sqlalchemy import text

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_REST = "substr(url, instr(url, '://') + 3)"
_HOST = f"substr({_REST}, 1, instr({_REST} || '/', '/') - 1)"
_DOMAIN = f"CASE WHEN url LIKE 'http%://%' THEN iif({_HOST} LIKE 'www.%', substr({_HOST}, 5), {_HOST}) END"


def upgrade() -> None:
    op.execute(f"ALTER TABLE articles ADD COLUMN domain VARCHAR GENERATED ALWAYS AS ({_DOMAIN}) VIRTUAL")
    live = text("state = 'live'")
    op.create_index("ix_articles_at_domain", "articles", ["domain", "outlet_id"], sqlite_where=live)
    op.create_index("ix_articles_of_outlet", "articles", ["outlet_id", "domain"], sqlite_where=live)
    op.create_index("ix_articles_hidden", "articles", ["url"], sqlite_where=text("state <> 'live'"))
    op.create_index(
        "ix_articles_unread",
        "articles",
        ["language", "detected_language"],
        sqlite_where=text("NOT extracted AND state = 'live'"),
    )
    op.create_index("ix_captures_captured", "captures", ["captured"])
    op.create_index("ix_origins_checked", "origins", ["checked"])
    op.create_index("ix_speaker_ties_same", "speaker_ties", ["same"])


def downgrade() -> None:
    op.drop_index("ix_speaker_ties_same", "speaker_ties")
    op.drop_index("ix_origins_checked", "origins")
    op.drop_index("ix_captures_captured", "captures")
    for name in ("unread", "hidden", "of_outlet", "at_domain"):
        op.drop_index(f"ix_articles_{name}", "articles")
    op.execute("ALTER TABLE articles DROP COLUMN domain")
