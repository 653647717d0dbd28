"""Speakers, and the entities of each article that are linked to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "speakers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ident"], ["identifiers.ident"], name="fk_speakers_ident_identifiers"),
        sa.PrimaryKeyConstraint("id", name="pk_speakers"),
        sa.UniqueConstraint("ident", name="uq_speakers_ident"),
        sa.UniqueConstraint("key", name="uq_speakers_key"),
    )
    op.create_index("ix_speakers_country", "speakers", ["country"])
    op.create_table(
        "speaker_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name="fk_speaker_aliases_speaker_id_speakers"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_aliases"),
        sa.UniqueConstraint("speaker_id", "name", name="uq_speaker_aliases_speaker_id_name"),
    )
    op.create_table(
        "entities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("home", sa.String(), nullable=True),
        sa.Column("home_start", sa.Integer(), nullable=True),
        sa.Column("home_end", sa.Integer(), nullable=True),
        sa.Column("home_rule", sa.String(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_entities_article_id_articles"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speakers.id"], name="fk_entities_speaker_id_speakers"),
        sa.PrimaryKeyConstraint("id", name="pk_entities"),
        sa.UniqueConstraint("article_id", "number", name="uq_entities_article_id_number"),
    )
    op.create_index("ix_entities_speaker_id", "entities", ["speaker_id"])
    op.create_table(
        "entity_aliases",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.id"], name="fk_entity_aliases_entity_id_entities", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entity_id", "name", name="pk_entity_aliases"),
    )
    op.create_table(
        "entity_roles",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.id"], name="fk_entity_roles_entity_id_entities", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entity_id", "position", name="pk_entity_roles"),
    )


def downgrade() -> None:
    op.drop_table("entity_roles")
    op.drop_table("entity_aliases")
    op.drop_table("entities")
    op.drop_table("speaker_aliases")
    op.drop_table("speakers")
