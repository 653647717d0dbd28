"""What people decided of speakers, followed through thirds: which of the machine's ties give way to it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

Pair = tuple[int, int]
"""Two speakers, the smaller number first."""


class Judged:
    """Pairs that were judged one (True) or two, and all that follows from them."""

    def __init__(self, pairs: Mapping[Pair, bool]) -> None:
        self._one = {pair for pair, same in pairs.items() if same}
        two = [pair for pair, same in pairs.items() if not same]
        # Judgements are checked when made; yet speakers may turn out to be one later on. A wrong join is
        # worse than a missing one.
        torn = [group for group in grouped(self._one) if any(group.issuperset(pair) for pair in two)]
        self._one -= {pair for pair in self._one if any(group.issuperset(pair) for group in torn)}
        self._whose = {each: min(group) for group in grouped(self._one) for each in group}
        self._two = {self._pair(*pair) for pair in two}

    def verdict(self, one: int, other: int) -> bool | None:
        """Whether two are one, as far as people decided, through thirds too; None is nothing decided."""
        a, b = self._pair(one, other)
        return True if a == b else False if (a, b) in self._two else None

    def given_way(self, joined: Collection[Pair]) -> set[Pair]:
        """Those of the pairs `joined` that would bring together two that are not to be one.

        Whoever lies between the two stays with the nearer of them, and with neither where both are as near:
        so no order and no number decides, and doubt parts. What people joined is no distance at all.
        """
        ends = {pair: self._pair(*pair) for pair in joined}
        near = defaultdict[int, set[int]](set)
        for a, b in ends.values():
            near[a].add(b)
            near[b].add(a)
        gone = {pair for pair in joined if self.verdict(*pair) is False}
        for one, other in self._two:
            to_one, to_other = _distances(near, one), _distances(near, other)
            if other in to_one:
                side = {each: (far > to_other[each]) - (far < to_other[each]) for each, far in to_one.items()}
                gone |= {pair for pair, (a, b) in ends.items() if side.get(a) != side.get(b)}
        return gone

    def _pair(self, one: int, other: int) -> Pair:
        a, b = self._whose.get(one, one), self._whose.get(other, other)
        return (a, b) if a < b else (b, a)


def grouped(pairs: Iterable[Pair]) -> list[set[int]]:
    """Who is together by way of any of the pairs."""
    group: dict[int, set[int]] = {}
    for a, b in pairs:
        mine, theirs = group.setdefault(a, {a}), group.setdefault(b, {b})
        if mine is not theirs:
            mine |= theirs
            group |= dict.fromkeys(theirs, mine)
    return list({id(members): members for members in group.values()}.values())


def _distances(near: Mapping[int, Collection[int]], start: int) -> dict[int, int]:
    """How many ties away from `start` everybody is who is bound to it."""
    far = {start: 0}
    edge, steps = {start}, 0
    while edge:
        steps += 1
        edge = {other for each in edge for other in near.get(each, ())} - far.keys()
        far |= dict.fromkeys(edge, steps)
    return far
