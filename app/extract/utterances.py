"""Everything that an article sets off as somebody's own words: by labels, dashes, layout, marks."""

from bisect import bisect_right

from app.extract.dialogue import dialogue
from app.extract.interviews import interview
from app.extract.marks import Quotation, quotations
from app.extract.turns import turns
from app.records import Document


def utterances(document: Document) -> tuple[Quotation, ...]:
    """Quotations of every kind in reading order; what is quoted within another's words stays part of them."""
    laid_out = turns(document) or dialogue(document) or interview(document)
    starts = [one.outer.start for one in laid_out]

    def stands_apart(quotation: Quotation) -> bool:
        before = bisect_right(starts, quotation.outer.end - 1) - 1
        return before < 0 or laid_out[before].outer.end <= quotation.outer.start

    marked = (one for one in quotations(document) if stands_apart(one))
    return tuple(sorted([*laid_out, *marked], key=lambda one: one.outer))
