"""Tables known by their key alone: an index of it beside them said again what stands in them."""

import re

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_KEYS = {
    "identifiers": "ident",
    "paragraphs": "capture_id, number",
    "version_spans": "version_id, part, position",
}
_WITHOUT = " WITHOUT ROWID"


def upgrade() -> None:
    for table, key in _KEYS.items():
        _made_again(table, key, _WITHOUT)


def downgrade() -> None:
    for table, key in _KEYS.items():
        _made_again(table, key, "")


def _made_again(table: str, key: str, option: str) -> None:
    """A table with the same rows, and with what hangs on it; those that point at it go on doing so."""
    connection = op.get_bind()
    wanted = "SELECT type, sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL"
    made = [(kind, sql) for kind, sql in connection.exec_driver_sql(wanted, (table,))]
    (own,) = (sql for kind, sql in made if kind == "table")
    # Renaming the old one would make others point at that.
    again = re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_again", own.rstrip())
    connection.exec_driver_sql(again.removesuffix(_WITHOUT).rstrip() + option)
    connection.exec_driver_sql(f"INSERT INTO {table}_again SELECT * FROM {table} ORDER BY {key}")
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE {table}_again RENAME TO {table}")
    for kind, sql in made:
        if kind != "table":
            connection.exec_driver_sql(sql)
