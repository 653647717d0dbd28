"""What stands beside statements, claims, entities and articles is known by its key alone, as spans are: an
index of the key beside the table said again what stands in it, and was a second place to write to.
"""

import re

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_KEYS = {
    **{f"{of}_places": f"{of}_id, code" for of in ("statement", "claim")},
    **{f"{of}_matches": "a_id, b_id" for of in ("statement", "claim", "article")},
    "statement_mentions": "statement_id, speaker_id",
    "claim_quantities": "claim_id, position",
    "claim_glosses": "claim_id, position",
    "article_topics": "article_id, topic",
    "entity_aliases": "entity_id, name",
    "entity_same_as": "entity_id, url",
}
_WITHOUT = " WITHOUT ROWID"


def upgrade() -> None:
    for table, key in _KEYS.items():
        _made_again(table, key, _WITHOUT)


def downgrade() -> None:
    for table, key in _KEYS.items():
        _made_again(table, key, "")


def _made_again(table: str, key: str, option: str) -> None:
    """A table with the same rows, and with what hangs on it."""
    connection = op.get_bind()
    wanted = "SELECT type, sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL"
    made = [(kind, sql) for kind, sql in connection.exec_driver_sql(wanted, (table,))]
    (own,) = (sql for kind, sql in made if kind == "table")
    again = re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_again", own.rstrip())
    connection.exec_driver_sql(again.removesuffix(_WITHOUT).rstrip() + option)
    connection.exec_driver_sql(f"INSERT INTO {table}_again SELECT * FROM {table} ORDER BY {key}")
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE {table}_again RENAME TO {table}")
    for kind, sql in made:
        if kind != "table":
            connection.exec_driver_sql(sql)
