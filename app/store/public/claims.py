"""Claims as the public may have them."""

# ruff: noqa: S608 - an allow-list of expressions of our own

from app.store.public.shape import CAUTIONS, PRINTED, Column, PublicTable, place, position, relation, span
from app.store.queries import conditions

_CLAIMS = """
    FROM claims AS c JOIN articles AS a ON a.id = c.article_id JOIN captures AS k ON k.id = c.capture_id
    LEFT JOIN statements AS s ON s.id = c.statement_id
    LEFT JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
"""
_LIVE = "WHERE c.state = 'live'"
_CLAIM = Column("claim", "c.ident", "The claim.", to="claims")
_STATEMENT = "The statement that makes it; empty: the article’s narration does."

TABLES = (
    PublicTable(
        "claims",
        "Propositions that could turn out true or false. Found by machine, and never judged here.",
        f"{_CLAIMS} {_LIVE}",
        (
            Column("id", "c.ident", "Its identifier, which never changes."),
            Column("path", "'/c/' || c.ident", "Its permalink on the site that made this file."),
            Column("type", "c.type", "figure, event, prediction, plan, denial, cause, …"),
            Column("words", "c.words", "Its words as printed."),
            Column("cautions", CAUTIONS, "What to say with the words wherever they are repeated."),
            Column("statement", "s.ident", _STATEMENT, to="statements"),
            Column("article", "a.ident", "The article it stands in.", to="articles"),
            Column("paragraph", "c.paragraph + 1", "The number of its paragraph, from 1.", "INTEGER"),
            *span("c", "its words"),
            Column("check_worthiness", "round(c.worth, 2)", "How much it asks to be checked, 0–1.", "REAL"),
            Column("confidence", "round(c.confidence, 2)", "How sure it is that it is a claim, 0–1.", "REAL"),
            Column("review", conditions.REVIEW_OF_CLAIM, "machine, checked (or corrected), disputed."),
        ),
        keyed=("id",),
        label="words",
    ),
    PublicTable(
        "claim_insertions",
        "Our insertions that make claims’ words stand alone, in place of the words they tell of.",
        f"FROM claim_glosses AS x JOIN claims AS c ON c.id = x.claim_id {_LIVE} AND NOT EXISTS (SELECT 1 "
        "FROM judgements AS j JOIN statements AS s ON s.ident = j.subject WHERE s.id = c.statement_id "
        "AND j.verdict = 'speaker' AND j.state IN ('applied', 'waiting'))",
        (_CLAIM, position(), *span("x", "the words replaced"), Column("words", "x.words", "Ours.")),
        keyed=("claim", "position"),
    ),
    PublicTable(
        "claim_countries",
        "Countries and blocs that claims are about.",
        f"{_CLAIMS} JOIN claim_places AS x ON x.claim_id = c.id {_LIVE}",
        (_CLAIM, *place()),
        keyed=("claim", "code"),
    ),
    PublicTable(
        "claim_quantities",
        "Numbers, amounts, shares and dates that claims state, as they were understood.",
        f"{_CLAIMS} JOIN claim_quantities AS x ON x.claim_id = c.id {_LIVE}",
        (
            *(_CLAIM, position()),
            Column("words", PRINTED, "The words as printed."),
            Column("value", "x.value", "The number, or the date as ISO 8601."),
            Column("unit", "x.unit", "Its unit; “date” for a date."),
            Column("bound", "x.bound", "exactly, at least, at most, …"),
        ),
        keyed=("claim", "position"),
    ),
    PublicTable(
        "claim_matches",
        "Claims that say the same: with the same words, part of them, or others.",
        "FROM claim_matches AS x JOIN claims AS c ON c.id = x.a_id JOIN claims AS z ON z.id = x.b_id "
        f"{_LIVE} AND z.state = 'live'",
        (_CLAIM, Column("other", "z.ident", "The other one.", to="claims"), *relation()),
        keyed=("claim", "other"),
    ),
)
