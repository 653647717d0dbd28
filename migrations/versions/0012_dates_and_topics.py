"""When something was said, where words tell it; topics of articles and addresses of people, as stated."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_SAID = (
    ("said_first", sa.Date()),
    ("said_last", sa.Date()),
    ("said_start", sa.Integer()),
    ("said_end", sa.Integer()),
    ("said_rule", sa.String()),
)


def upgrade() -> None:
    for name, kind in _SAID:
        op.add_column("statements", sa.Column(name, kind, nullable=True))
    op.create_index("ix_statements_said_first", "statements", ["said_first"])
    op.create_table(
        "article_topics",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_article_topics_article_id_articles"
        ),
        sa.PrimaryKeyConstraint("article_id", "topic", name="pk_article_topics"),
    )
    op.create_index("ix_article_topics_topic", "article_topics", ["topic"])
    op.create_table(
        "entity_same_as",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.id"], name="fk_entity_same_as_entity_id_entities", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entity_id", "url", name="pk_entity_same_as"),
    )


def downgrade() -> None:
    op.drop_table("entity_same_as")
    op.drop_table("article_topics")
    op.drop_index("ix_statements_said_first", "statements")
    for name, _ in reversed(_SAID):
        op.drop_column("statements", name)
