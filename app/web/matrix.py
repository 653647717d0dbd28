"""Who speaks about where: statements by the speakers' country and by the country they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.store.queries.views import SpokenAbout
from app.web import links, wording

OTHERS = "*"
NOWHERE = ""
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A count that leads to its statements; without `href` it is only told."""

    count: str
    href: str
    label: str
    """What a screen reader says of the link."""
    own: bool = False
    """Whether a country speaks about itself."""


@dataclass(frozen=True, slots=True)
class End:
    """One country that is spoken from or about, and what there is of it."""

    words: str
    count: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Ends:
    """The countries at the other end of what is said; the rarer ones fold away."""

    title: str
    lead: str
    first: tuple[End, ...]
    more: tuple[End, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A country at the edge of the table, or what stands for several."""

    words: str
    href: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table: a row for each country spoken from, a column for each spoken about."""

    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]


def matrix(speaking: Sequence[str], spoken: Sequence[str], found: Iterable[SpokenAbout]) -> Matrix:
    """The table of these countries, all others together and, where any are, the speakers of none stated."""
    counts = {(each.came_from, each.about): each.statements for each in found}
    about = [*spoken, *_if_any(OTHERS, (column for _, column in counts))]
    come_from = [*speaking, *(key for key in (OTHERS, NOWHERE) if any(row == key for row, _ in counts))]
    return Matrix(
        tuple(Heading(_about(code), _page(code)) for code in about),
        tuple(
            Heading(
                came_from(code),
                _page(code),
                tuple(cell(code, column, counts.get((code, column), 0)) for column in about),
            )
            for code in come_from
        ),
    )


def cell(code: str, about: str, statements: int) -> Cell:
    """Statements from one country about another."""
    speaking, spoken = came_from(code), _about(about)
    label = f"{speaking} about {spoken}: {wording.count(statements, 'statement')}"
    exact = statements and not {code, about} & {OTHERS, NOWHERE}
    href = _spoken(code, about) if exact else ""
    return Cell(f"{statements:,}" if statements else "", href, label, code == about)


def _spoken(code: str, about: str) -> str:
    # As `links.listing` has it: hundreds on a page, each with these two choices and no other.
    return f"/quotes?{links.query([('about', about), ('from', code)])}"


def ends(title: str, lead: str, found: Sequence[End]) -> Ends:
    """The countries, the most frequent shown first."""
    shown = len(found) if len(found) <= _SHOWN + 2 else _SHOWN
    return Ends(title, lead, tuple(found[:shown]), tuple(found[shown:]))


def came_from_end(each: SpokenAbout) -> End:
    """From where it is spoken about somewhere."""
    return _end(came_from(each.came_from), each)


def about_end(each: SpokenAbout) -> End:
    """About where it is spoken from somewhere."""
    return _end(_about(each.about), each)


def _end(words: str, each: SpokenAbout) -> End:
    found = cell(each.came_from, each.about, each.statements)
    return End(words, found.count, found.href, found.label)


def came_from(code: str) -> str:
    """Whose country, where there is one."""
    return {OTHERS: "Other countries", NOWHERE: "Country not stated"}.get(code) or wording.country(code)


def _about(code: str) -> str:
    return "Others" if code == OTHERS else wording.country(code)


def _page(code: str) -> str:
    return "" if code in (OTHERS, NOWHERE) else links.country(code)


def _if_any(key: str, keys: Iterable[str]) -> tuple[str, ...]:
    return (key,) if key in keys else ()
