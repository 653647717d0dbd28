"""What editors decided of two statements: it overrules what matching makes of their words."""

from collections.abc import Callable, Collection
from dataclasses import replace

from sqlmodel import Session

from app.records import Match, Passage, Verdict, Voice
from app.store import tables as t
from app.store.saving import rows

Pair = tuple[int, int]

_ABOUT = """
    SELECT a.id, b.id, j.verdict, j.id AS judgement FROM judgements AS j
    JOIN statements AS a ON a.ident = j.subject JOIN statements AS b ON b.ident = j.other
    WHERE j.state = 'applied' AND j.verdict IN ('same', 'different')
"""
_OF = "(SELECT ident FROM statements WHERE id IN (SELECT value FROM json_each(:ids)))"
# One half a side: SQLite uses an index for each, and none for an OR.
_PAIRS = f"{_ABOUT} AND j.subject IN {_OF} UNION {_ABOUT} AND j.other IN {_OF} ORDER BY judgement"


def of(db: Session, statements: Collection[int]) -> dict[Pair, bool]:
    """By pair that one of the statements is in, whether an editor found that the two say the same."""
    found = rows.read(db, _PAIRS, ids=rows.listed(statements))
    return {(min(row[:2]), max(row[:2])): row.verdict == Verdict.SAME for row in found}


def match(relation: Callable[[Passage, Passage], Match | None], a: Passage, b: Passage) -> Match:
    """The match of two that say the same because an editor found so: their words alone tell in which way."""
    voice = Voice("", "", settled=True)
    found = relation(replace(a, voice=voice), replace(b, voice=voice))
    return Match(found.relation if found else "other wording", certain=True, method=t.JUDGED, score=1.0)
