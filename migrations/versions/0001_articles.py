"""Articles as read: identifiers, captures of their text and its paragraphs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identifiers",
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minted", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("ident", name="pk_identifiers"),
    )
    op.create_table(
        "redirects",
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("moved", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["new"], ["identifiers.ident"], name="fk_redirects_new_identifiers"),
        sa.ForeignKeyConstraint(["old"], ["identifiers.ident"], name="fk_redirects_old_identifiers"),
        sa.PrimaryKeyConstraint("old", name="pk_redirects"),
    )
    op.create_index("ix_redirects_new", "redirects", ["new"])
    op.create_table(
        "tombstones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.String(), nullable=False),
        sa.Column("revived", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["ident"], ["identifiers.ident"], name="fk_tombstones_ident_identifiers"),
        sa.PrimaryKeyConstraint("id", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_ident", "tombstones", ["ident"])
    op.create_table(
        "outlets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outlets"),
        sa.UniqueConstraint("name", name="uq_outlets_name"),
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("outlet_country", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("translated_from", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("capture", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column("added", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ident"], ["identifiers.ident"], name="fk_articles_ident_identifiers"),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name="fk_articles_outlet_id_outlets"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("ident", name="uq_articles_ident"),
        sa.UniqueConstraint("url", name="uq_articles_url"),
    )
    op.create_index("ix_articles_digest", "articles", ["digest"])
    op.create_index("ix_articles_file_name", "articles", ["file_name"])
    op.create_index("ix_articles_outlet_country", "articles", ["outlet_country"])
    op.create_index("ix_articles_outlet_id", "articles", ["outlet_id"])
    op.create_index("ix_articles_published", "articles", ["published"])
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("captured", sa.String(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_captures_article_id_articles"),
        sa.PrimaryKeyConstraint("id", name="pk_captures"),
        sa.UniqueConstraint("article_id", "number", name="uq_captures_article_id_number"),
    )
    op.create_table(
        "paragraphs",
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_paragraphs_capture_id_captures"),
        sa.PrimaryKeyConstraint("capture_id", "number", name="pk_paragraphs"),
    )
    op.execute(
        "CREATE TRIGGER captures_stand BEFORE UPDATE OF article_id, number, text, digest, captured "
        "ON captures BEGIN SELECT RAISE(ABORT, 'a capture is never changed'); END"
    )


def downgrade() -> None:
    op.drop_table("paragraphs")
    op.drop_table("captures")
    op.drop_table("articles")
    op.drop_table("outlets")
    op.drop_table("tombstones")
    op.drop_table("redirects")
    op.drop_table("identifiers")
