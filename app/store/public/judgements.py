"""What editors decided, as the public may have it: nothing of what was removed, no unsure name."""

from app.store.public.shape import Column, PublicTable

_SURE = "coalesce(j.was ->> '$.confidence', 1.0) >= :threshold AND f.state <> 'erased'"
_BY = "(SELECT e.name FROM editors AS e WHERE e.id = j.editor_id)"

TABLES = (
    PublicTable(
        "judgements",
        "What editors decided of statements, claims and speakers; other tables follow it.",
        "FROM judgements AS j LEFT JOIN statements AS s ON s.ident = j.subject "
        "LEFT JOIN claims AS c ON c.ident = j.subject LEFT JOIN speakers AS p ON p.ident = j.subject "
        "LEFT JOIN articles AS a ON a.id = coalesce(s.article_id, c.article_id) "
        "LEFT JOIN speakers AS f ON f.ident = j.was ->> '$.speaker.ident' "
        "WHERE coalesce(s.state, c.state, p.state, 'erased') NOT IN ('removed', 'erased') "
        "AND coalesce(a.state, 'live') = 'live'",
        (
            Column("id", "j.ident", "Its identifier, which never changes."),
            Column("path", "'/corrections/' || j.ident", "Its page on the site that made this file."),
            Column("subject", "j.subject", "The statement, claim or speaker it is about."),
            Column("other", "j.other", "The second of two; the article in which a speaker is another."),
            Column("verdict", "j.verdict", "confirmed, disputed, rejected, speaker, extent, kind, same, …"),
            Column("state", "j.state", "applied, waiting for an editor, superseded or withdrawn."),
            Column("made", "j.made", "When, in UTC."),
            Column("editor", _BY, "Who made it."),
            Column("reason", "j.reason", "Why."),
            Column(
                "version", "j.was ->> '$.version'", "The statement’s version it was made about.", "INTEGER"
            ),
            Column(
                "speaker_before", f"iif({_SURE}, j.was ->> '$.speaker.name', NULL)", "Who was named before."
            ),
            Column("kind_before", "j.was ->> '$.kind'", "The kind shown before."),
            Column("withdrawn", "j.withdrawn", "When it was taken back, in UTC."),
            Column("withdrawn_reason", "j.withdrawn_reason", "Why."),
        ),
        keyed=("id",),
    ),
)
