"""What the public may take away: an allow-list. A table or column that is not named here is in no snapshot.

Its words for readers are what the page about it and Datasette show: description and file cannot differ.
"""

from app.store.public import articles, claims, judgements, speakers, statements
from app.store.public.shape import Column, PublicTable

_MOVED = PublicTable(
    "moved",
    "Identifiers that lead to another now, because two things were one.",
    "FROM redirects AS r",
    (
        Column("id", "r.old", "The identifier that was."),
        Column("now", "r.new", "The one it leads to."),
        Column("reason", "r.reason", "Why."),
        Column("moved", "r.moved", "When, in UTC."),
    ),
    keyed=("id",),
)
_WITHDRAWN = PublicTable(
    "withdrawn",
    "Identifiers of what is no longer shown.",
    "FROM tombstones AS r WHERE r.id IN "
    "(SELECT max(id) FROM tombstones WHERE revived IS NULL GROUP BY ident)",
    (
        Column("id", "r.ident", "The identifier."),
        Column("reason", "r.reason", "Why."),
        Column("withdrawn", "r.withdrawn", "When, in UTC."),
    ),
    keyed=("id",),
)
_SNAPSHOT = PublicTable(
    "snapshot",
    "This file: when it was made, and as what.",
    "",
    (
        Column("made", ":made", "When, in UTC."),
        Column("full_text", ":full", "1 with whole articles, 0 with passages around statements.", "INTEGER"),
        Column("threshold", ":threshold", "The confidence below which no speaker is named.", "REAL"),
        Column("allow_list", ":allow_list", "Which tables and columns: changes when they do."),
    ),
    keyed=("made",),
)

TABLES: tuple[PublicTable, ...] = (
    *articles.TABLES,
    *speakers.TABLES,
    *statements.TABLES,
    *claims.TABLES,
    *judgements.TABLES,
    *(_MOVED, _WITHDRAWN, _SNAPSHOT),
)
"""Every public table; one that others point at comes before them."""

__all__ = ["TABLES", "Column", "PublicTable"]
