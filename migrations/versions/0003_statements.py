"""Statements with their append-only versions, and the countries they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_statements_article_id_articles"),
        sa.ForeignKeyConstraint(["ident"], ["identifiers.ident"], name="fk_statements_ident_identifiers"),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
        sa.UniqueConstraint("ident", name="uq_statements_ident"),
    )
    op.create_index("ix_statements_article_id", "statements", ["article_id"])
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_versions_capture_id_captures"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speakers.id"], name="fk_versions_speaker_id_speakers"),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name="fk_versions_statement_id_statements"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("statement_id", "number", name="uq_versions_statement_id_number"),
    )
    op.create_index("ix_versions_capture_id", "versions", ["capture_id"])
    op.create_index("ix_versions_speaker_id", "versions", ["speaker_id"])
    op.create_table(
        "version_spans",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_version_spans_version_id_versions"),
        sa.PrimaryKeyConstraint("version_id", "part", "position", name="pk_version_spans"),
    )
    op.create_table(
        "statement_places",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name="fk_statement_places_statement_id_statements"
        ),
        sa.PrimaryKeyConstraint("statement_id", "code", name="pk_statement_places"),
    )
    op.create_index("ix_statement_places_code", "statement_places", ["code"])
    for table in ("versions", "version_spans"):
        op.execute(
            f"CREATE TRIGGER {table}_stand BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END"
        )


def downgrade() -> None:
    op.drop_table("statement_places")
    op.drop_table("version_spans")
    op.drop_table("versions")
    op.drop_table("statements")
