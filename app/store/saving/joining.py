"""Which stored speakers are one: compared anew where an article was saved, from all that is printed of them.

Only speakers that share a block are compared, and only with those that a save touched, so that the cost stays
near linear in the archive; whoever is joined to these, or contested with them, is decided again too.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.records import Evidence, Form, SpeakerKind, Tie
from app.store import tables as t
from app.store.saving import judged_ties, rows

Pair = tuple[int, int]

_UNTIED = "DELETE FROM speaker_ties WHERE a_id = ? AND b_id = ?"
_NEW_TIE = """
    INSERT INTO speaker_ties (a_id, b_id, same, rule, reasons) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (a_id, b_id) DO UPDATE
    SET same = excluded.same, rule = excluded.rule, reasons = excluded.reasons
"""
_OF = "speaker_id IN (SELECT value FROM json_each(:ids))"
_SHOWN = "JOIN articles AS a ON a.id = e.article_id AND a.state = 'live'"
"""What an article prints that was removed says nothing of anybody."""
# Counted by SQLite: a speaker of ten thousand articles has a handful of forms.
_FORMS = f"""
    SELECT e.speaker_id, e.name, e.kind, e.home, count(*) FROM entities AS e {_SHOWN} WHERE e.{_OF}
    GROUP BY e.speaker_id, e.name, e.kind, e.home ORDER BY e.speaker_id, e.name, e.kind, e.home
"""  # noqa: S608 - put together from expressions of our own
_ALIASES = f"""
    SELECT DISTINCT e.speaker_id, n.name FROM entities AS e {_SHOWN}
    JOIN entity_aliases AS n ON n.entity_id = e.id
    WHERE e.{_OF} ORDER BY 1, 2
"""  # noqa: S608
_ROLES = f"""
    SELECT DISTINCT e.speaker_id, r.words FROM entities AS e {_SHOWN}
    JOIN entity_roles AS r ON r.entity_id = e.id
    WHERE e.{_OF} ORDER BY 1, 2
"""  # noqa: S608
_KEYS = "SELECT id, key FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))"
_STANDING = "SELECT id, stands_for FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))"
_MATES = f"""
    SELECT DISTINCT x.speaker_id, y.speaker_id FROM speaker_blocks AS x
    JOIN speaker_blocks AS y ON y.block = x.block AND y.speaker_id <> x.speaker_id WHERE x.{_OF}
"""  # noqa: S608
_TIED = """
    SELECT a_id, b_id, same, rule, reasons FROM speaker_ties
    WHERE a_id IN (SELECT value FROM json_each(:ids)) OR b_id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class Joining:
    """How speakers are joined: what makes two worth comparing, how two compare, and what many make of it."""

    blocks: Callable[[Evidence], frozenset[str]]
    same: Callable[[Evidence, Evidence], Tie | None]
    decided: Callable[
        [Mapping[int, Evidence], Iterable[Pair], Mapping[Pair, Tie]],
        tuple[Mapping[Pair, Tie], Mapping[int, int]],
    ]
    """Ties of pairs, by what people decided too, and by speaker the one that stands for it."""
    contested: str
    """The rule of a pair that would be the same if there were no third."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining anew came to."""

    printed: Mapping[int, tuple[Evidence, ...]]
    """Of each speaker decided anew: first its own, then that of the others that it stands for; nothing of
    one that no article names."""
    moved: frozenset[int]
    """Those that another stands for than before."""


def join(db: Session, touched: Collection[int], joining: Joining) -> Joined:
    """Join the touched speakers to others, or part them."""
    touched = frozenset(touched)
    known = _evidence(db, touched)
    _save_blocks(db, touched, known, joining)
    fresh = _compared(db, known, joining)
    near = {each for pair, tie in fresh.items() if tie.same for each in pair}
    circle, stored, judged = _circle(db, {*touched, *near}, joining)
    had = {pair: tie for pair, tie in stored.items() if touched & {*pair} or circle.issuperset(pair)}
    known |= _evidence(db, circle.union(*fresh, *judged) - known.keys())
    untouched = {pair: tie for pair, tie in had.items() if not touched & {*pair}}
    kept = {pair for pair, tie in untouched.items() if _is_found(pair, tie, known, joining)}
    ties, stands_for = joining.decided(known, fresh.keys() | kept, judged)
    _save_ties(db, had, {pair: tie for pair, tie in ties.items() if known.keys() >= {*pair}})
    standing = {each: stands_for.get(each, each) for each in circle}
    moved = _save_standing(db, standing)
    groups = {each: [known[each]] if each in known else [] for each in circle}
    for each in sorted(circle & known.keys(), key=lambda each: known[each].key):
        if standing[each] != each:
            groups[standing[each]].append(known[each])
    return Joined({each: tuple(group) for each, group in groups.items()}, moved)


def _compared(db: Session, known: dict[int, Evidence], joining: Joining) -> dict[Pair, Tie]:
    """The ties of the speakers known with all that share a block with them, who are then known too."""
    pairs = {(min(a, b), max(a, b)) for a, b in _rows(db, _MATES, known)}
    known |= _evidence(db, {each for pair in pairs for each in pair} - known.keys())
    found = ((pair, joining.same(known[pair[0]], known[pair[1]])) for pair in sorted(pairs))
    return {pair: tie for pair, tie in found if tie is not None}


def _is_found(pair: Pair, tie: Tie, known: Mapping[int, Evidence], joining: Joining) -> bool:
    """Whether a stored tie is one that comparing came upon, or would have without a judgement."""
    if tie.rule != t.JUDGED:
        return True
    one, other = (joining.blocks(known[each]) for each in pair)
    return not one.isdisjoint(other)


def _circle(
    db: Session, some: Collection[int], joining: Joining
) -> tuple[set[int], dict[Pair, Tie], dict[Pair, Tie]]:
    """Some speakers with all that are joined to them or contested with them, their ties, and those judged.

    Of judged ones only those that bear on them: of two kept apart, both are there, or one is of the `some`.
    """
    circle: set[int] = set()
    stored: dict[Pair, Tie] = {}
    judged: dict[Pair, Tie] = {}
    further = set(some)
    while further:
        circle |= further
        for a, b, same, rule, reasons in _rows(db, _TIED, further):
            stored[a, b] = Tie(bool(same), rule, tuple(json.loads(reasons)))
        judged |= judged_ties.of(db, further)
        bound = (pair for pair, tie in stored.items() if tie.same or tie.rule == joining.contested)
        joined = (pair for pair, tie in judged.items() if tie.same)
        further = {each for pair in (*bound, *joined) for each in pair} - circle
    bears = {pair: tie for pair, tie in judged.items() if circle.issuperset(pair) or {*pair} & {*some}}
    return circle, stored, bears


def _evidence(db: Session, speakers: Collection[int]) -> dict[int, Evidence]:
    forms, aliases, roles = (defaultdict[int, list[Any]](list) for _ in range(3))
    for speaker, name, kind, home, entities in _rows(db, _FORMS, speakers):
        forms[speaker].append(Form(name, SpeakerKind(kind), home, entities))
    for values, sql in ((aliases, _ALIASES), (roles, _ROLES)):
        for speaker, words in _rows(db, sql, speakers):
            values[speaker].append(words)
    keys = dict[int, str](_rows(db, _KEYS, speakers))
    for speaker, form in judged_ties.named(db, keys).items():
        forms[speaker] = forms[speaker] or [form]
    return {
        each: Evidence(keys[each], tuple(forms[each]), tuple(aliases[each]), tuple(roles[each]))
        for each in forms
    }


def _save_blocks(
    db: Session, touched: Collection[int], known: Mapping[int, Evidence], joining: Joining
) -> None:
    wanted = ((each, block) for each in touched if each in known for block in joining.blocks(known[each]))
    rows.keep(db, t.SpeakerBlock, ("speaker_id", "block"), touched, wanted)


def _save_ties(db: Session, had: Mapping[Pair, Tie], wanted: Mapping[Pair, Tie]) -> None:
    changed = sorted(pair for pair in had.keys() | wanted.keys() if had.get(pair) != wanted.get(pair))
    rows.write(db, _UNTIED, [pair for pair in changed if pair not in wanted])
    ties = ((pair, wanted[pair]) for pair in changed if pair in wanted)
    rows.write(db, _NEW_TIE, [(*pair, tie.same, tie.rule, json.dumps(tie.reasons)) for pair, tie in ties])


def _save_standing(db: Session, standing: Mapping[int, int]) -> frozenset[int]:
    moved = frozenset(
        id_ for id_, stands_for in _rows(db, _STANDING, standing) if stands_for != standing[id_]
    )
    for each in moved:
        db.get_one(t.Speaker, each).stands_for = standing[each]
    db.flush()
    return moved


def _rows(db: Session, sql: str, ids: Collection[int]) -> list[tuple[Any, ...]]:
    return rows.tuples(db, sql, ids=rows.listed(ids)) if ids else []
