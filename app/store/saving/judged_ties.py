"""What editors decided of speakers, as joining obeys it: ties with the rule "judged", whatever names tell.

Read anew from the judgements each time: withdrawing one leaves nothing behind.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.records import Form, SpeakerKind, Tie, Verdict
from app.store import tables as t
from app.store.saving import rows

Pair = tuple[int, int]
APART = "apart"
"""What stands in a key behind an article's identifier: that of a speaker from whom an editor told its owner
apart there follows."""

_LED = """
    WITH RECURSIVE led (ident, id) AS (
        SELECT ident, id FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))
        UNION SELECT r.old, led.id FROM led JOIN redirects AS r ON r.new = led.ident
    ) SELECT ident, id FROM led
"""
_DECIDED = "SELECT j.id, j.ident, j.subject, j.other, j.verdict, j.value, j.reason FROM judgements AS j"
_OF_TWO = "j.state = 'applied' AND j.verdict IN ('same', 'different', 'apart')"
_THESE = "IN (SELECT value FROM json_each(:idents))"
# One part each: SQLite uses an index for every one, and none for an OR. Few judgements are of two things.
ABOUT = f"""
    {_DECIDED} WHERE {_OF_TWO} AND j.subject {_THESE}
    UNION {_DECIDED} WHERE {_OF_TWO} AND j.other {_THESE}
    UNION {_DECIDED} INDEXED BY ix_judgements_other
        WHERE {_OF_TWO} AND j.other > '' AND json_extract(j.value, '$.speaker') {_THESE}
    ORDER BY id
"""
"""What was decided of two speakers, one of whom is called by any of `idents`."""
_LEADS = """
    WITH RECURSIVE led (old, ident) AS (
        SELECT value, value FROM json_each(:idents)
        UNION SELECT led.old, r.new FROM led JOIN redirects AS r ON r.old = led.ident
    ) SELECT led.old, p.id FROM led JOIN speakers AS p ON p.ident = led.ident
    WHERE NOT EXISTS (SELECT 1 FROM redirects AS r WHERE r.old = led.ident)
"""
_KEYS = "SELECT key FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))"
_OWN = "SELECT id FROM speakers WHERE key >= :prefix AND key < :beyond"
_NAMED = """
    SELECT p.id, (
        SELECT json_extract(j.value, '$.name') FROM judgements AS j
        WHERE j.verdict = 'speaker' AND json_extract(j.value, '$.speaker') = p.ident ORDER BY j.id LIMIT 1
    ) FROM speakers AS p
    WHERE p.id IN (SELECT value FROM json_each(:ids)) AND EXISTS (
        SELECT 1 FROM versions AS v JOIN statements AS s ON s.id = v.statement_id AND s.version = v.number
        WHERE v.speaker_id = p.id AND s.state = 'live'
    )
"""


@dataclass(frozen=True, slots=True)
class Decided:
    """Two speakers of whom an editor decided."""

    id: int
    judgement: str
    """Its identifier."""
    pair: Pair
    same: bool
    reason: str


def of(db: Session, speakers: Collection[int]) -> dict[Pair, Tie]:
    """Ties between any of these speakers and whomever they were judged to be, or not to be."""
    return {each.pair: Tie(each.same, t.JUDGED, _reasons(each)) for each in decided(db, speakers)}


def decided(db: Session, speakers: Collection[int]) -> list[Decided]:
    """What was decided of any of these speakers and another, oldest first.

    Whoever is told apart in an article is not whom they were taken for, and is whom they were said to be.
    """
    idents = {ident for ident, _ in _rows(db, _LED, ids=rows.listed(speakers))}
    keys = (key.split(":") for (key,) in _rows(db, _KEYS, ids=rows.listed(speakers)))
    idents |= {parts[2] for parts in keys if parts[1:2] == [APART] and len(parts) > 2}
    found = [
        (*ends, json.loads(value).get("speaker"), why)
        for *ends, value, why in _rows(db, ABOUT, idents=json.dumps(sorted(idents)))
    ]
    ends = {ident for _, _, subject, other, _, speaker, _ in found for ident in (subject, other, speaker)}
    if not found:
        return []
    led = dict[str, int](_rows(db, _LEADS, idents=json.dumps(sorted(ends - {None}))))
    ties: list[Decided] = []
    for id_, judgement, subject, other, verdict, speaker, reason in found:
        pairs = [(led.get(subject), led.get(other), verdict == Verdict.SAME)]
        if verdict == Verdict.APART:
            told = parted(db, other, subject)
            pairs = [(each, led.get(end), end is speaker) for each in told for end in (subject, speaker)]
        for a, b, same in pairs:
            if a is not None and b is not None and a != b and not {a, b}.isdisjoint(speakers):
                ties.append(Decided(id_, judgement, (min(a, b), max(a, b)), same, reason))
    return ties


def _reasons(made: Decided) -> tuple[str, ...]:
    return ("an editor found so", *([made.reason] if made.reason else []))


def parted(db: Session, article: str, speaker: str) -> list[int]:
    """Those whom an editor told apart from a speaker in an article."""
    prefix = own(article, speaker)
    return [id_ for (id_,) in _rows(db, _OWN, prefix=prefix, beyond=f"{prefix[:-1]};")]


def own(article: str, speaker: str) -> str:
    """How the key begins of whoever was told apart from a speaker in an article, by identifiers."""
    return f"{article}:{APART}:{speaker}:"


def named(db: Session, keys: Mapping[int, str]) -> dict[int, Form]:
    """How editors name those of the speakers, by their keys, whom they alone named, and whose words stand."""
    theirs = [each for each, key in keys.items() if key.startswith(f"{t.JUDGED}:")]
    found = _rows(db, _NAMED, ids=rows.listed(theirs)) if theirs else []
    return {each: Form(name, SpeakerKind(keys[each].split(":")[1]), None, 1) for each, name in found if name}


def _rows(db: Session, sql: str, **params: str) -> list[tuple[Any, ...]]:
    return rows.tuples(db, sql, **params)
