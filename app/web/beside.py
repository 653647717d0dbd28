"""Articles that print the same report: in a list, and two of them side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.store.queries.views import ArticleRef, BesideView, Copied
from app.web import captures, lines, links, wording
from app.web.elsewhere import Run
from app.web.pages import Link
from app.web.wording import Day


@dataclass(frozen=True, slots=True)
class CopyLine:
    """Another article with the same report."""

    article: Link
    outlet: Link
    published: Day
    shared: str
    beside: Link


@dataclass(frozen=True, slots=True)
class Copies:
    """Every other article with the same report: what is a copy apart from what only may be."""

    same: tuple[CopyLine, ...]
    possible: tuple[CopyLine, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph of one of the two."""

    number: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Paragraphs side by side; `both` is one that the two have alike."""

    both: Cell | None
    one: Cell | None
    other: Cell | None


def copies(ref: ArticleRef, found: Iterable[Copied]) -> Copies:
    """Where else the report of an article is printed."""
    made: dict[bool, list[CopyLine]] = {True: [], False: []}
    for each in found:
        made[each.certain].append(
            CopyLine(
                Link(wording.clipped(each.article.label, 140), links.article(each.article)),
                lines.outlet(each.article),
                wording.day(each.article.published),
                shared(each),
                Link("Side by side", links.beside(ref, each.article)),
            )
        )
    return Copies(tuple(made[True]), tuple(made[False]))


def shared(copied: Copied) -> str:
    """How much two articles share."""
    return f"{copied.score:.0%} of the shorter text word for word"


def pairs(view: BesideView) -> tuple[Pair, ...]:
    """The paragraphs of both, as far as readers may see them."""
    one, other = view.texts
    made = []
    for edit, state, runs in captures.compared(one, other):
        left = None if edit.old is None else one.paragraphs[edit.old].number
        right = None if edit.new is None else other.paragraphs[edit.new].number
        seen = (left in one.shown, right in other.shown)
        if state == "same" and any(seen):
            numbers = dict.fromkeys((_number(left), _number(right)))
            made.append(Pair(Cell(" | ".join(numbers), runs), None, None))
        elif any(seen):
            # Beside words that readers may not see, there is no telling which of them differ.
            told = runs if all(seen) or None in (left, right) else None
            made.append(
                Pair(
                    None,
                    _cell(left, told or one.paragraphs[edit.old or 0].words, "removed") if seen[0] else None,
                    _cell(right, told or other.paragraphs[edit.new or 0].words, "added") if seen[1] else None,
                )
            )
    return tuple(made)


def _cell(number: int | None, told: Sequence[Run] | str, own: str) -> Cell | None:
    if number is None:
        return None
    runs = (Run(told, "same"),) if isinstance(told, str) else told
    return Cell(_number(number), tuple(run for run in runs if run.kind in ("same", own)))


def _number(number: int | None) -> str:
    return "" if number is None else str(number + 1)
