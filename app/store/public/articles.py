"""Articles and outlets as the public may have them."""

from app.store.public.shape import Column, PublicTable, span
from app.store.queries import reading

_CURRENT = (
    "FROM articles AS a JOIN captures AS k "
    "ON k.article_id = a.id AND k.number = a.capture AND a.state = 'live'"
)

TABLES = (
    PublicTable(
        "outlets",
        "Who published, by the names that articles state.",
        "FROM outlets AS o WHERE o.id IN (SELECT outlet_id FROM articles WHERE state = 'live')",
        (Column("name", "o.name", "The name as stated."),),
        keyed=("name",),
        label="name",
    ),
    PublicTable(
        "articles",
        "Every article that was read, and what is stated about it.",
        f"{_CURRENT} LEFT JOIN outlets AS o ON o.id = a.outlet_id",
        (
            Column("id", "a.ident", "Its identifier, which never changes."),
            Column("path", "'/a/' || a.ident", "Its permalink on the site that made this file."),
            Column("title", "a.title", "Its title."),
            Column("outlet", "o.name", "Who published it.", to="outlets"),
            Column("outlet_country", "a.outlet_country", "The outlet’s country, ISO 3166-1 alpha-2."),
            Column("url", "a.url", "Its address at the outlet."),
            Column("published", "a.published", "The day it was published on, as stated."),
            Column("captured", "k.captured", "When its text was read, in UTC."),
            Column("author", "a.author", "Its author."),
            Column("language", "a.language", "The language of the text, as a BCP 47 tag."),
            Column("translated_from", "a.translated_from", "If stated, none of its words are verbatim."),
            Column("file_name", "a.file_name", "The name of the file it was read from."),
        ),
        keyed=("id",),
        label="title",
    ),
    PublicTable(
        "article_topics",
        "Topics that articles’ own metadata states.",
        "FROM article_topics AS x JOIN articles AS a ON a.id = x.article_id AND a.state = 'live'",
        (
            Column("article", "a.ident", "The article.", to="articles"),
            Column("topic", "x.topic", "The topic."),
        ),
        keyed=("article", "topic"),
    ),
    PublicTable(
        "paragraphs",
        "The text of articles, as far as the site shows it to readers.",
        f"{_CURRENT} JOIN paragraphs AS g ON g.capture_id = k.id WHERE :full OR {reading.SHOWN}",
        (
            Column("article", "a.ident", "The article.", to="articles"),
            Column("number", "g.number + 1", "The paragraph’s number, from 1.", "INTEGER"),
            Column("role", "g.role", "body, heading, caption, credit, footnote or insert."),
            *span("g", "its words"),
            Column("words", "substr(k.text, g.start + 1, g.end - g.start)", "Its words."),
        ),
        keyed=("article", "number"),
    ),
)
