"""What changed since when: articles and speakers whose rows the catalogue in memory has to read again.

Triggers keep it, so that no writer can forget to. An article stands once in it, by its newest change: that
takes the next number, and the one before is gone. What no list goes by is not watched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_OF_STATEMENT = "article_id FROM statements WHERE id = {row}.statement_id"
_OF_CLAIM = "article_id FROM claims WHERE id = {row}.claim_id"
WATCHED = {
    "articles": ("{row}.id", "state, capture, title, url, outlet_id, outlet_country, published, language"),
    "article_topics": ("{row}.article_id", "article_id, topic"),
    "statements": (
        "{row}.article_id",
        "article_id, version, position, state, confidence, said_first, said_last, review",
    ),
    "versions": (_OF_STATEMENT, "statement_id, number, kind, speaker_id, words"),
    "statement_places": (_OF_STATEMENT, "statement_id, code, kind"),
    "statement_mentions": (_OF_STATEMENT, "statement_id, speaker_id"),
    "claims": ("{row}.article_id", "article_id, statement_id, position, state, words, type, worth, review"),
    "claim_places": (_OF_CLAIM, "claim_id, code, kind"),
}
"""The article that a row is of, and the columns that matter."""


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_changes")),
        sa.UniqueConstraint("kind", "id", name=op.f("uq_changes_kind_id")),
    )
    for table, (article, columns) in WATCHED.items():
        old, new = (_noted("article", article.format(row=row)) for row in ("OLD", "NEW"))
        # A version stands from the moment its statement names it: the row itself changes nothing yet.
        if table != "versions":
            _watch(table, "added", "INSERT", new)
        _watch(table, "changed", f"UPDATE OF {columns}", new)
        _watch(table, "removed", "DELETE", old)
    _watch("speakers", "added", "INSERT", _noted("speaker", "NEW.id"))
    _watch("speakers", "changed", "UPDATE OF stands_for, country, kind", _noted("speaker", "NEW.id"))
    _watch("speakers", "removed", "DELETE", _noted("speaker", "OLD.id"))
    named = _noted("article", "id FROM articles WHERE outlet_id = NEW.id")
    _watch("outlets", "changed", "UPDATE OF name", named)


def downgrade() -> None:
    for table in (*WATCHED, "speakers", "outlets"):
        for event in ("added", "changed", "removed"):
            op.execute(f"DROP TRIGGER IF EXISTS changes_of_{table}_{event}")
    op.drop_table("changes")


def _noted(kind: str, which: str) -> str:
    # A SELECT, not VALUES: what hangs on a row that is gone already notes nothing, as that row did.
    return f"INSERT OR REPLACE INTO changes (kind, id) SELECT '{kind}', {which};"


def _watch(table: str, name: str, event: str, noted: str) -> None:
    op.execute(f"CREATE TRIGGER changes_of_{table}_{name} AFTER {event} ON {table} BEGIN {noted} END")
