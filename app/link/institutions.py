"""Whether two organisations or publications of different articles are one."""

from dataclasses import replace
from itertools import product

from app.link import bodies
from app.link.bodies import BodyName
from app.records import Evidence, Tie

_SURE = 4
"""Letters from which on an acronym that one article spells out is the other's, whatever their countries."""


def same(a: Evidence, b: Evidence) -> Tie | None:
    """One body, perhaps one body, or (None) no reason to think so."""
    mine, theirs = named(a), named(b)
    homes = _country(a, mine), _country(b, theirs)
    land = None if None in homes else homes[0] == homes[1]
    pairs = list(product(mine, theirs))
    if all(any(len(name.words) > 1 for name in each) for each in (mine, theirs)):
        # Where both are spelt out, a shared acronym is chance.
        pairs = [(x, y) for x, y in pairs if not (x.letters or y.letters)]
    found = [tie for x, y in pairs if (tie := _compared(x, y, land)) is not None]
    if {form.kind for form in a.forms}.isdisjoint(form.kind for form in b.forms):
        # A publication and some other body may have an acronym in common.
        found = [replace(tie, same=tie.same and tie.rule != "acronym") for tie in found]
    return min(found, key=lambda tie: (not tie.same, tie.rule, tie.reasons), default=None)


def named(known: Evidence) -> tuple[BodyName, ...]:
    """Every name of a body; a known body's only where it is of that body's country."""
    printed = sorted({form.name for form in known.forms} | set(known.aliases))
    parsed = dict.fromkeys(bodies.body(name) for name in printed)
    homes = {form.country for form in known.forms} - {None}
    spelt_out = any(len(name.words) > 1 and not name.listed for name in parsed)

    def is_another(name: BodyName) -> bool:
        """Whether an article uses a known body's name for one of its own."""
        abroad = bool(name.country and homes) and name.country not in homes
        return bool(name.listed) and (abroad or bool(name.letters and spelt_out))

    return tuple(replace(name, listed="", country=None) if is_another(name) else name for name in parsed)


def blocks(known: Evidence) -> frozenset[str]:
    """What it has in common with every body it could be."""
    return frozenset(block for name in named(known) for block in bodies.blocks(name))


def _compared(x: BodyName, y: BodyName, land: bool | None) -> Tie | None:  # noqa: FBT001
    if x.listed and x.listed == y.listed:
        return None if land is False else Tie(True, "known-body", (f"both are names of {x.listed}",))  # noqa: FBT003
    if x.listed and y.listed:
        return None
    alike = x.words == y.words or (x.office and x.office == y.office)
    if alike:
        return _alike(x, y, land)
    for short, long in ((x, y), (y, x)):
        if short.letters and short.letters in long.initials and land is not False:
            reason = f"{short.letters.upper()} may stand for {' '.join(long.words)}"
            return Tie(False, "acronym", (reason,))  # noqa: FBT003
    return None


def _alike(x: BodyName, y: BodyName, land: bool | None) -> Tie | None:  # noqa: FBT001
    rule = "name" if x.words == y.words else "order-of-words"
    reasons = [f"the name {' '.join(x.words)}"] if rule == "name" else ["the same words in another order"]
    if x.letters and y.letters:
        rule = "acronym"
    if land is False:
        return None
    branch = x.branch != y.branch or (not land and x.told != y.told)
    if land and not branch:
        return Tie(True, rule, (*reasons, "one country"))  # noqa: FBT003
    if x.is_common or y.is_common or branch:
        return Tie(False, rule, tuple(reasons))  # noqa: FBT003
    return Tie(not x.letters or len(x.letters) >= _SURE, rule, tuple(reasons))


def _country(known: Evidence, names: tuple[BodyName, ...]) -> str | None:
    """The country that its names tell, or else its articles, where they agree."""
    told = {name.country for name in names if name.country} or {f.country for f in known.forms if f.country}
    return told.pop() if len(told) == 1 else None
