"""Runs and outcomes of the job, origins and what they gave, fetches, submissions; articles not extracted."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("detected_language", sa.String(), nullable=True))
    op.add_column("articles", sa.Column("extracted", sa.Boolean(), nullable=False, server_default="1"))
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=True),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("new", "changed", "unchanged", "failed", "statements", "claims")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("finished", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_outcomes_run_id_runs"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_outcomes_article_id_articles"),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
    )
    op.create_index("ix_outcomes_run_id_outcome", "outcomes", ["run_id", "outcome"])
    op.create_index("ix_outcomes_article_id", "outcomes", ["article_id"])
    op.create_table(
        "origins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("readers", sa.String(), nullable=False),
        sa.Column("checked", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_origins"),
        sa.UniqueConstraint("place", name="uq_origins_place"),
    )
    op.create_table(
        "origin_articles",
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("readers", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["origin_id"], ["origins.id"], name="fk_origin_articles_origin_id_origins"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_origin_articles_article_id_articles"
        ),
        sa.PrimaryKeyConstraint("origin_id", "digest", name="pk_origin_articles"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_origin_articles_article_id", "origin_articles", ["article_id"])
    op.create_table(
        "fetches",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("modified", sa.String(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_fetches"),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("stated", sa.JSON(), nullable=False),
        sa.Column("received", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=True),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("ident", name="uq_submissions_ident"),
    )
    op.create_index("ix_submissions_state", "submissions", ["state"])


def downgrade() -> None:
    for name in ("submissions", "fetches", "origin_articles", "origins", "outcomes", "runs"):
        op.drop_table(name)
    op.drop_column("articles", "extracted")
    op.drop_column("articles", "detected_language")
