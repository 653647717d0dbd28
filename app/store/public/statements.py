"""Statements as the public may have them: below the display threshold they name no speaker."""

# ruff: noqa: S608 - an allow-list of expressions of our own

from app.store.public.shape import CAUTIONS, PRINTED, Column, PublicTable, place, position, relation, span

_STATEMENTS = """
    FROM statements AS s JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    JOIN articles AS a ON a.id = s.article_id JOIN captures AS k ON k.id = v.capture_id
    LEFT JOIN speakers AS w ON w.id = v.speaker_id AND s.confidence >= :threshold
    LEFT JOIN speakers AS p ON p.id = w.stands_for
"""
_LIVE = "WHERE s.state = 'live'"
_SOURCE = f"""(SELECT group_concat(words, ' … ') FROM (SELECT {PRINTED} AS words FROM version_spans AS x
    WHERE x.version_id = v.id AND x.part = 'source' ORDER BY x.position))"""
_ROLE = """(SELECT f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id
    WHERE e.article_id = s.article_id AND e.speaker_id = w.id ORDER BY e.number, f.position LIMIT 1)"""
_PARAGRAPH = """(SELECT x.paragraph + 1 FROM version_spans AS x
    WHERE x.version_id = v.id AND x.part = 'content' ORDER BY x.position LIMIT 1)"""
_STATEMENT = Column("statement", "s.ident", "The statement.", to="statements")

TABLES = (
    PublicTable(
        "statements",
        "What speakers are quoted or reported as saying, in the articles’ own words. Found by machine.",
        f"{_STATEMENTS} {_LIVE}",
        (
            Column("id", "s.ident", "Its identifier, which never changes."),
            Column("path", "'/s/' || s.ident", "Its permalink on the site that made this file."),
            Column("version", "v.number", "Which version of it these words are.", "INTEGER"),
            Column("kind", "v.kind", "direct: all words quoted; mixed: some; indirect: none, reported."),
            Column("words", "v.words", "Its words; […] stands for words of the article left out."),
            Column("cautions", CAUTIONS, "What to say with the words wherever they are repeated."),
            Column("speaker", "p.ident", "Who; empty where that is too unsure to be told.", to="speakers"),
            Column("source_as_written", _SOURCE, "The article’s own words for who."),
            Column("role", _ROLE, "The speaker’s title or affiliation as this article prints it."),
            Column("said_first", "s.said_first", "The first day it may have been said on, if stated."),
            Column("said_last", "s.said_last", "The last such day."),
            Column("article", "a.ident", "The article it stands in.", to="articles"),
            Column("paragraph", _PARAGRAPH, "The number of the paragraph it begins in, from 1.", "INTEGER"),
            Column("confidence", "round(s.confidence, 2)", "How sure words and speaker are, 0–1.", "REAL"),
            Column("review", "s.review", "machine: nobody looked at it; checked or corrected; disputed."),
        ),
        keyed=("id",),
        label="words",
    ),
    PublicTable(
        "statement_spans",
        "Where the words of statements stand in their article.",
        f"{_STATEMENTS} JOIN version_spans AS x ON x.version_id = v.id {_LIVE} AND x.part = 'content'",
        (_STATEMENT, position(), *span("x", "the words"), Column("words", PRINTED, "The words.")),
        keyed=("statement", "position"),
    ),
    PublicTable(
        "statement_countries",
        "Countries and blocs that statements are about.",
        f"{_STATEMENTS} JOIN statement_places AS x ON x.statement_id = s.id {_LIVE}",
        (_STATEMENT, *place()),
        keyed=("statement", "code"),
    ),
    PublicTable(
        "statement_names",
        "Speakers whom the words of statements name.",
        "FROM statements AS s JOIN statement_mentions AS x ON x.statement_id = s.id "
        "JOIN speakers AS w ON w.id = x.speaker_id JOIN speakers AS p ON p.id = w.stands_for "
        f"{_LIVE} GROUP BY s.ident, p.ident",
        (_STATEMENT, Column("speaker", "p.ident", "Whom its words name.", to="speakers")),
        keyed=("statement", "speaker"),
    ),
    PublicTable(
        "statement_matches",
        "Statements that say the same: with the same words, part of them, or others.",
        "FROM statement_matches AS x JOIN statements AS s ON s.id = x.a_id "
        f"JOIN statements AS z ON z.id = x.b_id {_LIVE} AND z.state = 'live'",
        (_STATEMENT, Column("other", "z.ident", "The other one.", to="statements"), *relation()),
        keyed=("statement", "other"),
    ),
)
