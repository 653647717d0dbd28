"""Claims, and the countries they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_claims_article_id_articles"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_claims_capture_id_captures"),
        sa.ForeignKeyConstraint(["ident"], ["identifiers.ident"], name="fk_claims_ident_identifiers"),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name="fk_claims_statement_id_statements"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.UniqueConstraint("ident", name="uq_claims_ident"),
    )
    op.create_index("ix_claims_article_id", "claims", ["article_id"])
    op.create_index("ix_claims_capture_id", "claims", ["capture_id"])
    op.create_index("ix_claims_statement_id", "claims", ["statement_id"])
    op.create_table(
        "claim_places",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_claim_places_claim_id_claims"),
        sa.PrimaryKeyConstraint("claim_id", "code", name="pk_claim_places"),
    )
    op.create_index("ix_claim_places_code", "claim_places", ["code"])


def downgrade() -> None:
    op.drop_table("claim_places")
    op.drop_table("claims")
