"""The archive's own vocabulary, and an index of speakers' names by their letters.

Search is stemmed, so its index cannot tell which words are printed: "negotiat" is in it, "negotiation" is
not. Here every word that stands in an article is kept as printed, but for case and diacritics.
"""

import re
import unicodedata
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_WORD = re.compile(r"[^\W_]+")
_FORGET = "INSERT INTO speaker_names_fts(speaker_names_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);"
_LEARN = "INSERT INTO speaker_names_fts(rowid, name) VALUES (NEW.id, NEW.name);"


def upgrade() -> None:
    op.create_table(
        "words",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_words"),
        sqlite_with_rowid=False,
    )
    counts: Counter[str] = Counter()
    standing = "SELECT coalesce(title, '') || char(10) || text FROM article_texts"
    for (words,) in op.get_bind().execute(sa.text(standing)):
        counts.update(_words_of(words))
    rows = [{"word": word, "articles": articles} for word, articles in counts.items()]
    if rows:
        op.get_bind().execute(sa.text("INSERT INTO words (word, articles) VALUES (:word, :articles)"), rows)
    op.execute(
        "CREATE VIRTUAL TABLE speaker_names_fts USING fts5(name, content = 'speaker_aliases', "
        "content_rowid = 'id', detail = 'none', tokenize = 'unicode61 remove_diacritics 2')"
    )
    for event, when, work in (
        ("added", "INSERT", _LEARN),
        ("changed", "UPDATE OF name", f"{_FORGET} {_LEARN}"),
        ("removed", "DELETE", _FORGET),
    ):
        op.execute(
            f"CREATE TRIGGER speaker_names_fts_{event} AFTER {when} ON speaker_aliases BEGIN {work} END"
        )
    op.execute("INSERT INTO speaker_names_fts(speaker_names_fts) VALUES ('rebuild')")


def downgrade() -> None:
    for event in ("removed", "changed", "added"):
        op.execute(f"DROP TRIGGER speaker_names_fts_{event}")
    op.execute("DROP TABLE speaker_names_fts")
    op.drop_table("words")


def _words_of(text: str) -> set[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return {word for word in _WORD.findall(plain) if 3 <= len(word) <= 40 and any(map(str.isalpha, word))}
