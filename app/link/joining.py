"""Which speakers are one across articles, from all that is printed of them and in any order.

Pairs are judged each on its own. A pair that would join, and with it two that are not one, stays apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.link import institutions, people
from app.link.parting import Judged, Pair, grouped
from app.records import Evidence, SpeakerKind, Tie

CONTESTED = "contested"
"""The rule of a pair that two people who are not one have a claim on."""
_OUTWEIGHS = 4
"""So many times as often has one to be named as another to be meant where either could be."""
_BODIES = {SpeakerKind.ORGANISATION, SpeakerKind.PUBLICATION}


def same(a: Evidence, b: Evidence) -> Tie | None:
    """Whether two speakers are one, as far as the two of them tell; None is no reason to think so."""
    a, b = sorted((a, b), key=lambda each: ([form.name for form in each.forms], each.roles, each.key))
    one, other = _kinds(a), _kinds(b)
    if one == other == {SpeakerKind.PERSON}:
        return people.same(a, b)
    return institutions.same(a, b) if one <= _BODIES and other <= _BODIES else None


def blocks(known: Evidence) -> frozenset[str]:
    """What speakers that may be one have in common: only those that share a block are compared."""
    kinds = _kinds(known)
    if kinds == {SpeakerKind.PERSON}:
        return people.blocks(known)
    return institutions.blocks(known) if kinds <= _BODIES else frozenset()


def decided(
    known: Mapping[int, Evidence], pairs: Iterable[Pair], judged: Mapping[Pair, Tie] = MappingProxyType({})
) -> tuple[dict[Pair, Tie], dict[int, int]]:
    """The ties of `pairs`, and by speaker the one that stands for it; numbers decide nothing.

    `judged` is what people decided, of speakers that no article names now too: it stands whatever their names
    tell, and what would join two that are to be kept apart gives way.
    """
    ties = {(a, b): tie for a, b in pairs if (tie := same(known[a], known[b])) is not None}
    decisions = Judged({pair: tie.same for pair, tie in judged.items()})
    ties.update({pair: _contested(ties[pair]) for pair in _claimed(ties, decisions, known)})
    ties.update(judged)
    for pair in decisions.given_way(_joined(ties)):
        ties[pair] = _given_way(ties[pair])
    groups = grouped([*((each, each) for each in known), *_joined(ties)])
    present = [[each for each in group if each in known] for group in groups]
    stands = {each: max(group, key=lambda one: _standing(known[one])) for group in present for each in group}
    return ties, stands


def _kinds(known: Evidence) -> set[SpeakerKind]:
    return {form.kind for form in known.forms}


def _claimed(ties: Mapping[Pair, Tie], judged: Judged, known: Mapping[int, Evidence]) -> set[Pair]:
    """The pairs that would join, but where one belongs as well to a third that is not the other."""
    joined = [pair for pair in _joined(ties) if judged.verdict(*pair) is not False]
    partners = defaultdict[int, set[int]](set)
    for a, b in joined:
        partners[a].add(b)
        partners[b].add(a)

    def is_one(one: int, other: int) -> bool:
        verdict = judged.verdict(one, other)
        return _is_one(known[one], known[other]) if verdict is None else verdict

    def has_a_claim(third: int, one: int, other: int) -> bool:
        outweighed = _named(known[other]) >= _OUTWEIGHS * _named(known[third])
        return (not outweighed or bool(judged.verdict(one, third))) and not is_one(other, third)

    open_ = (pair for pair in joined if judged.verdict(*pair) is None)
    return {
        (a, b)
        for a, b in open_
        if any(has_a_claim(third, a, b) for third in partners[a] - {b})
        or any(has_a_claim(third, b, a) for third in partners[b] - {a})
    }


def _is_one(a: Evidence, b: Evidence) -> bool:
    tie = same(a, b)
    return tie is not None and tie.same


def _joined(ties: Mapping[Pair, Tie]) -> list[Pair]:
    return [pair for pair, tie in ties.items() if tie.same]


def _contested(tie: Tie) -> Tie:
    return Tie(False, CONTESTED, (*tie.reasons, "but as well somebody else"))  # noqa: FBT003


def _given_way(tie: Tie) -> Tie:
    reason = "but that would join two whom an editor keeps apart"
    return Tie(False, CONTESTED, (*tie.reasons, reason))  # noqa: FBT003


def _standing(known: Evidence) -> tuple[int, int, str]:
    """What the one that stands for a group has most of: entities, then letters of its name."""
    longest = max((form.name for form in known.forms), key=lambda name: (len(name), name))
    return _named(known), len(longest), known.key


def _named(known: Evidence) -> int:
    return sum(form.entities for form in known.forms)
