"""Full-text search over what stands: statements, claims, speakers' names, articles with their titles.

External content: the indexes hold no words of their own, triggers keep them in step. Porter, because a
reader who types "negotiation" means "negotiations" too; exact phrases are checked against the words.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TOKENS = "tokenize = 'porter unicode61 remove_diacritics 2'"


def upgrade() -> None:
    for table, column in (("versions", "words"), ("claims", "words"), ("speaker_aliases", "name")):
        _index_a_column(table, column)
    _index_articles()


def downgrade() -> None:
    for event in ("standing", "retitled", "removed"):
        op.execute(f"DROP TRIGGER articles_fts_{event}")
    op.execute("DROP TABLE articles_fts")
    op.execute("DROP VIEW article_texts")
    for table in ("speaker_aliases", "claims", "versions"):
        for event in ("added", "changed", "removed"):
            op.execute(f"DROP TRIGGER {table}_fts_{event}")
        op.execute(f"DROP TABLE {table}_fts")


def _index_a_column(table: str, column: str) -> None:
    fts = f"{table}_fts"
    forget = f"INSERT INTO {fts}({fts}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column});"
    learn = f"INSERT INTO {fts}(rowid, {column}) VALUES (NEW.id, NEW.{column});"
    op.execute(
        f"CREATE VIRTUAL TABLE {fts} USING fts5("
        f"{column}, content = '{table}', content_rowid = 'id', {_TOKENS})"
    )
    op.execute(f"CREATE TRIGGER {fts}_added AFTER INSERT ON {table} BEGIN {learn} END")
    op.execute(f"CREATE TRIGGER {fts}_changed AFTER UPDATE OF {column} ON {table} BEGIN {forget} {learn} END")
    op.execute(f"CREATE TRIGGER {fts}_removed AFTER DELETE ON {table} BEGIN {forget} END")
    op.execute(f"INSERT INTO {fts}({fts}) VALUES ('rebuild')")


def _index_articles() -> None:
    # Only the capture that stands is searched; a new article stands once it points at its first capture.
    forget = (
        "INSERT INTO articles_fts(articles_fts, rowid, title, text) SELECT 'delete', OLD.id, OLD.title, text "
        "FROM captures WHERE article_id = OLD.id AND number = OLD.capture;"
    )
    learn = (
        "INSERT INTO articles_fts(rowid, title, text) SELECT NEW.id, NEW.title, text "
        "FROM captures WHERE article_id = NEW.id AND number = NEW.capture;"
    )
    op.execute(
        "CREATE VIEW article_texts AS SELECT a.id AS id, a.title AS title, k.text AS text "
        "FROM articles AS a JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture"
    )
    op.execute(
        "CREATE VIRTUAL TABLE articles_fts USING fts5("
        f"title, text, content = 'article_texts', content_rowid = 'id', {_TOKENS})"
    )
    op.execute(
        "CREATE TRIGGER articles_fts_standing AFTER UPDATE OF capture ON articles "
        f"WHEN OLD.capture <> NEW.capture BEGIN {forget} {learn} END"
    )
    op.execute(
        "CREATE TRIGGER articles_fts_retitled AFTER UPDATE OF title ON articles "
        f"WHEN OLD.capture = NEW.capture BEGIN {forget} {learn} END"
    )
    # An article's captures have to go before it can.
    op.execute(
        "CREATE TRIGGER articles_fts_removed BEFORE DELETE ON captures BEGIN "
        "INSERT INTO articles_fts(articles_fts, rowid, title, text) SELECT 'delete', id, title, OLD.text "
        "FROM articles WHERE id = OLD.article_id AND capture = OLD.number; END"
    )
    op.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
