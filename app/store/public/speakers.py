"""Speakers as the public may have them: whoever says something, or is named by somebody who does."""

from app.store.public.shape import Column, PublicTable

_SPEAKING = """
    p.id IN (SELECT w.stands_for FROM statements AS s
        JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
        JOIN speakers AS w ON w.id = v.speaker_id WHERE s.state = 'live' AND s.confidence >= :threshold
    UNION SELECT w.stands_for FROM statements AS s JOIN statement_mentions AS m ON m.statement_id = s.id
        JOIN speakers AS w ON w.id = m.speaker_id WHERE s.state = 'live')
"""
_IN_ARTICLES = f"""
    JOIN entities AS e ON e.id = x.entity_id JOIN articles AS a ON a.id = e.article_id AND a.state = 'live'
    JOIN speakers AS w ON w.id = e.speaker_id JOIN speakers AS p ON p.id = w.stands_for WHERE {_SPEAKING}
"""
_SPEAKER = Column("speaker", "p.ident", "The speaker.", to="speakers")

TABLES = (
    PublicTable(
        "speakers",
        "Whoever is quoted or reported, or named by somebody who is.",
        f"FROM speakers AS p WHERE {_SPEAKING}",
        (
            Column("id", "p.ident", "The identifier, which never changes."),
            Column("path", "'/p/' || p.ident", "The permalink on the site that made this file."),
            Column("name", "p.name", "The fullest name in use."),
            Column("kind", "p.kind", "person, organisation, publication or unnamed."),
            Column("country", "p.country", "Where the speaker speaks from, ISO 3166-1 alpha-2."),
        ),
        keyed=("id",),
        label="name",
    ),
    PublicTable(
        "speaker_names",
        "Every name in use for a speaker.",
        f"FROM speaker_aliases AS x JOIN speakers AS p ON p.id = x.speaker_id WHERE {_SPEAKING}",
        (_SPEAKER, Column("name", "x.name", "A name as printed.")),
        keyed=("speaker", "name"),
    ),
    PublicTable(
        "speaker_roles",
        "Titles and affiliations of speakers, as articles print them.",
        f"FROM entity_roles AS x {_IN_ARTICLES} GROUP BY p.ident, a.ident, x.words",
        (
            _SPEAKER,
            Column("article", "a.ident", "The article that prints it.", to="articles"),
            Column("words", "x.words", "The words as printed."),
        ),
        keyed=("speaker", "article", "words"),
    ),
    PublicTable(
        "speaker_entries",
        "Entries of speakers elsewhere, such as in Wikidata, as articles’ own metadata states them.",
        f"FROM entity_same_as AS x {_IN_ARTICLES} GROUP BY p.ident, x.url",
        (_SPEAKER, Column("url", "x.url", "The address of the entry.")),
        keyed=("speaker", "url"),
    ),
)
