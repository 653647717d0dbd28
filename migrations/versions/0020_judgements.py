"""Judgements on top of what the machine wrote, reports, editors, and articles taken out of sight."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("added", sa.String(), nullable=False),
        sa.Column("disabled", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editors")),
        sa.UniqueConstraint("name", name=op.f("uq_editors_name")),
    )
    op.create_table(
        "editor_sessions",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("begun", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_editor_sessions")),
        sa.ForeignKeyConstraint(
            ["editor_id"], ["editors.id"], name=op.f("fk_editor_sessions_editor_id_editors")
        ),
    )
    op.create_index(op.f("ix_editor_sessions_editor_id"), "editor_sessions", ["editor_id"])
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
        sa.ForeignKeyConstraint(["editor_id"], ["editors.id"], name=op.f("fk_acts_editor_id_editors")),
    )
    op.create_index("ix_acts_at", "acts", ["at"])
    op.create_index(op.f("ix_acts_editor_id"), "acts", ["editor_id"])
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("waits", sa.String(), nullable=True),
        sa.Column("withdrawn", sa.String(), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
        sa.UniqueConstraint("ident", name=op.f("uq_judgements_ident")),
        *(
            sa.ForeignKeyConstraint(
                [column], ["identifiers.ident"], name=op.f(f"fk_judgements_{column}_identifiers")
            )
            for column in ("ident", "subject", "other")
        ),
        *(
            sa.ForeignKeyConstraint([column], ["editors.id"], name=op.f(f"fk_judgements_{column}_editors"))
            for column in ("editor_id", "withdrawn_by")
        ),
    )
    for column in ("subject", "other", "editor_id"):
        op.create_index(op.f(f"ix_judgements_{column}"), "judgements", [column])
    op.create_table(
        "readings",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_readings")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_readings_statement_id_statements")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_readings_capture_id_captures")
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_readings_speaker_id_speakers")
        ),
    )
    op.create_index(op.f("ix_readings_speaker_id"), "readings", ["speaker_id"])
    op.create_table(
        "claim_readings",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim_readings")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_readings_claim_id_claims")),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=True),
        sa.Column("settled", sa.String(), nullable=True),
        sa.Column("editor_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.ForeignKeyConstraint(
            ["subject"], ["identifiers.ident"], name=op.f("fk_reports_subject_identifiers")
        ),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgements.id"], name=op.f("fk_reports_judgement_id_judgements")
        ),
        sa.ForeignKeyConstraint(["editor_id"], ["editors.id"], name=op.f("fk_reports_editor_id_editors")),
    )
    op.create_index(op.f("ix_reports_subject"), "reports", ["subject"])
    op.create_index("ix_reports_state_subject", "reports", ["state", "subject"])
    op.create_table(
        "erasures",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("ident", sa.String(), nullable=False),
        sa.Column("erased", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_erasures")),
        sa.ForeignKeyConstraint(["ident"], ["identifiers.ident"], name=op.f("fk_erasures_ident_identifiers")),
    )
    op.create_index(op.f("ix_erasures_ident"), "erasures", ["ident"])
    op.add_column("statements", sa.Column("review", sa.String(), nullable=False, server_default="machine"))
    op.add_column("claims", sa.Column("review", sa.String(), nullable=False, server_default="machine"))
    op.add_column("articles", sa.Column("state", sa.String(), nullable=False, server_default="live"))
    op.add_column("versions", sa.Column("judgement_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("versions", "judgement_id")
    op.drop_column("articles", "state")
    op.drop_column("claims", "review")
    op.drop_column("statements", "review")
    for table in (
        "erasures",
        "reports",
        "claim_readings",
        "readings",
        "judgements",
        "acts",
        "editor_sessions",
        "editors",
    ):
        op.drop_table(table)
