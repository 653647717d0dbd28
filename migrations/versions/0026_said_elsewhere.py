"""Nothing is kept that another row says: what a version's digest was of are its own words, which its spans
and the text tell, and when an identifier was minted, its article and versions do.
"""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_GUARD = "SELECT sql FROM sqlite_schema WHERE name = 'versions_stand'"


def upgrade() -> None:
    op.drop_column("versions", "digest")
    op.drop_column("identifiers", "minted")


def downgrade() -> None:
    connection = op.get_bind()
    op.add_column("identifiers", sa.Column("minted", sa.String(), nullable=False, server_default=""))
    op.add_column("versions", sa.Column("digest", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE identifiers SET minted = strftime('%Y-%m-%dT%H:%M:%S+00:00')")
    guard = connection.exec_driver_sql(_GUARD).scalar_one()
    op.execute("DROP TRIGGER versions_stand")
    connection.connection.driver_connection.create_function("digest_of", 1, _digest, deterministic=True)
    op.execute("UPDATE versions SET digest = digest_of(words)")
    connection.exec_driver_sql(guard)


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()
