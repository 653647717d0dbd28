"""Which speakers are one across articles, from all that is printed of them and in any order.

Pairs are judged each on its own. A pair that would join, and with it two that are not one, stays apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from app.link import institutions, people
from app.records import Evidence, SpeakerKind, Tie

Pair = tuple[int, int]
"""Two speakers, the smaller number first."""

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


def decided(known: Mapping[int, Evidence], pairs: Iterable[Pair]) -> tuple[dict[Pair, Tie], dict[int, int]]:
    """The ties of `pairs`, and by speaker the one that stands for it; numbers decide nothing."""
    ties = {(a, b): tie for a, b in pairs if (tie := same(known[a], known[b])) is not None}
    ties |= {pair: _contested(tie) for pair, tie in ties.items() if _is_contested(pair, ties, known)}
    groups = _groups(known, [pair for pair, tie in ties.items() if tie.same])
    stands = {each: max(group, key=lambda one: _standing(known[one])) for group in groups for each in group}
    return ties, stands


def _kinds(known: Evidence) -> set[SpeakerKind]:
    return {form.kind for form in known.forms}


def _is_contested(pair: Pair, ties: Mapping[Pair, Tie], known: Mapping[int, Evidence]) -> bool:
    """Whether one of a pair belongs as well to a third that is not the other."""
    if not ties[pair].same:
        return False
    partners = _partners(ties)
    for one, other in (pair, pair[::-1]):
        for third in partners[one] - {other}:
            tie = ties.get((min(other, third), max(other, third)))
            outweighed = _named(known[other]) >= _OUTWEIGHS * _named(known[third])
            if not outweighed and (tie is None or not tie.same) and _are_two(known[other], known[third]):
                return True
    return False


def _are_two(a: Evidence, b: Evidence) -> bool:
    tie = same(a, b)
    return tie is None or not tie.same


def _contested(tie: Tie) -> Tie:
    return Tie(False, CONTESTED, (*tie.reasons, "but as well somebody else"))  # noqa: FBT003


def _partners(ties: Mapping[Pair, Tie]) -> defaultdict[int, set[int]]:
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for (a, b), tie in ties.items():
        if tie.same:
            partners[a].add(b)
            partners[b].add(a)
    return partners


def _groups(known: Iterable[int], pairs: Iterable[Pair]) -> list[set[int]]:
    group = {each: {each} for each in known}
    for a, b in pairs:
        if group[a] is not group[b]:
            group[a] |= group[b]
            for each in group[b]:
                group[each] = group[a]
    return list({id(members): members for members in group.values()}.values())


def _standing(known: Evidence) -> tuple[int, int, str]:
    """What the one that stands for a group has most of: entities, then letters of its name."""
    longest = max((form.name for form in known.forms), key=lambda name: (len(name), name))
    return _named(known), len(longest), known.key


def _named(known: Evidence) -> int:
    return sum(form.entities for form in known.forms)
