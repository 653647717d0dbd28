"""Whether two people of different articles are one."""

from collections.abc import Collection, Iterable
from itertools import product

from app.link import names, roles
from app.link.names import Likeness, PersonName
from app.link.roles import Roles
from app.records import Evidence, Tie

_NAMED = {
    Likeness.EQUAL: "full-name",
    Likeness.SPELLING: "spelling",
    Likeness.FULLER: "middle-name",
    Likeness.LONGER: "further-surname",
    Likeness.SHORT: "given-name-form",
    Likeness.INITIAL: "initial",
    Likeness.ORDER: "name-order",
    Likeness.GENERATION: "generation",
    Likeness.SURNAME: "surname",
}
_FREE = {Likeness.EQUAL, Likeness.SPELLING, Likeness.FULLER}
"""These join where nothing speaks against it; the others only where something speaks for it."""
_TOLD = {Roles.SPECIFIC, Roles.OFFICE, Roles.SHARED}
_ONLY_BY_ROLE = {Likeness.GENERATION, Likeness.SURNAME, Likeness.INITIAL}


def same(a: Evidence, b: Evidence) -> Tie | None:
    """One person, perhaps one person, or (None) no reason to think so."""
    mine, theirs = full_names(a), full_names(b)
    found = [(names.compare(x, y), x, y) for x, y in product(mine, theirs)]
    liked = [(like, x, y) for like, x, y in found if like is not None]
    if not liked or len(liked) < len(found):
        return None  # of names that an article gives one person, one names another
    like, x, y = min(liked, key=lambda each: list(Likeness).index(each[0]))
    if like in _FREE and {n.generation for n in mine} - {""} != {n.generation for n in theirs} - {""}:
        like = Likeness.GENERATION
    common = names.is_common(x) or names.is_common(y)
    land, work = _countries(a, b), roles.compared(a.roles, b.roles)
    verdict = _verdict(like, common, land, work)
    if verdict is False and land and work is Roles.FIELD and like in _FREE and names.is_long(x):
        verdict = True
    if verdict is None:
        return None
    reasons = [f"{like.value}: “{_shown(a)}”, “{_shown(b)}”"]
    if work in {*_TOLD, Roles.FIELD}:
        reasons.append(f"{work.value}: “{_role(a)}”, “{_role(b)}”")
    elif work is Roles.DIFFER:
        reasons.append(f"but {work.value}: “{_role(a)}”, “{_role(b)}”")
    if land is not None:
        reasons.append("one country" if land else "but not one country")
    if not verdict and common and like in _FREE:
        reasons.append("a name that many bear")
    return Tie(verdict, _NAMED[like], tuple(reasons))


def full_names(known: Evidence) -> tuple[PersonName, ...]:
    """The full names of a person; the surname where no article prints more."""
    printed = sorted({form.name for form in known.forms} | {name for name in known.aliases if " " in name})
    parsed = list(dict.fromkeys(names.person(name) for name in printed))
    full = [name for name in parsed if name.is_full]
    return tuple(full or parsed)


def blocks(known: Evidence) -> frozenset[str]:
    """What it has in common with everybody it could be; nothing for a surname that nothing stands beside."""
    found = full_names(known)
    if is_bare(found, known.roles, _homes(known.forms)):
        return frozenset()
    return frozenset(block for name in found for block in names.blocks(name))


def is_bare(named: Iterable[PersonName], roles_: Collection[str], homes: Collection[str]) -> bool:
    """Whether a name has nothing beside it that could tell whose it is, and does not by itself."""
    if any(not names.is_common(name) for name in named):
        return False
    if any(name.is_full for name in named):
        return not roles_
    return not (roles_ and homes) and not any(roles.is_specific(role) for role in roles_)


def _verdict(like: Likeness, common: bool, land: bool | None, work: Roles) -> bool | None:  # noqa: FBT001
    """True: one person; False: perhaps; None: no reason to think so."""
    if like in _ONLY_BY_ROLE:
        return _by_role(like, land, work)
    if land is False:
        return None if common and work is Roles.DIFFER else False
    free = like in _FREE
    if work is Roles.DIFFER:
        return free and bool(land) and not common if free or land else None
    if common and not land:
        return work is Roles.SPECIFIC
    if work in _TOLD or (free and not common):
        return True
    return bool(land) and not common and like is not Likeness.LONGER


def _by_role(like: Likeness, land: bool | None, work: Roles) -> bool | None:  # noqa: FBT001
    if land is False or work is Roles.DIFFER:
        return None
    if like is Likeness.GENERATION:
        return False  # father and son hold one office
    if work in _TOLD and (land or like is Likeness.INITIAL or work is Roles.SPECIFIC):
        return True
    return None if like is Likeness.SURNAME and work is Roles.UNKNOWN else False


def _countries(a: Evidence, b: Evidence) -> bool | None:
    """Whether both speak from one country; None where an article does not say."""
    mine, theirs = _homes(a.forms), _homes(b.forms)
    return bool(mine & theirs) if mine and theirs else None


def _homes(forms: Iterable[object]) -> frozenset[str]:
    return frozenset(getattr(form, "country", None) for form in forms) - {None}  # type: ignore[return-value]


def _shown(known: Evidence) -> str:
    return max(known.forms, key=lambda form: (form.entities, len(form.name), form.name)).name


def _role(known: Evidence) -> str:
    return known.roles[0]
