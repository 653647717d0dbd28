"""The public record of corrections: the list, and each with a page of its own."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.records import Verdict
from app.store.queries import judged
from app.store.queries.views import JudgementView, TalliesView
from app.web import corrections, links, records, wording
from app.web.corrections import PATH, CorrectionLine
from app.web.journal import Counted
from app.web.pages import Format, Head, Link
from app.web.params import Cursor
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates

router = Room(include_in_schema=False)


class CorrectionsQuery(BaseModel):
    """Which of the corrections; without a verdict, all but confirmations."""

    verdict: Literal[
        "", "speaker", "extent", "kind", "countries", "type", "rejected", "disputed", "same", "different",
        "apart", "confirmed",
    ] = ""  # fmt: skip
    year: Annotated[int | None, Field(ge=1900, le=9999)] = None

    @property
    def chosen(self) -> tuple[Verdict | None, int | None]:
        """The same as queries take it."""
        return Verdict(self.verdict) if self.verdict else None, self.year

    def address(self, path: str, **cursor: str) -> str:
        """Where these corrections are."""
        year = str(self.year) if self.year else ""
        query = links.query([("verdict", self.verdict), ("year", year), *cursor.items()])
        return f"{path}?{query}" if query else path


class CorrectionsPageQuery(CorrectionsQuery):
    """Which page of them."""

    after: Cursor = ""
    before: Cursor = ""


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """What was corrected."""

    head: Head
    standfirst: str
    count: str
    lines: tuple[CorrectionLine, ...]
    verdicts: tuple[Counted, ...]
    years: tuple[Counted, ...]
    checked: Link | None
    """Confirmations, which are no corrections."""
    formats: tuple[Link, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """One decision."""

    head: Head
    line: CorrectionLine
    versions: tuple[Link, ...]
    """The version that was judged and the one that came of it."""
    reports: str
    """How many readers had reported it; "" where none had."""
    others: tuple[CorrectionLine, ...]
    """All else that was decided about the same."""


@router.get(PATH)
def corrected(
    request: Request,
    db: Db,
    pages: Templates,
    chosen: Chosen,
    asked: Annotated[CorrectionsPageQuery, Query()],
) -> Response:
    """The public list of corrections."""
    found = judged.page(db, *asked.chosen, after=asked.after, before=asked.before, limit=chosen.page_size)
    tallies = judged.tallies(db)
    formats = tuple(
        Format(label, media_type, asked.address(f"{PATH}.{suffix}"))
        for label, media_type, suffix in (
            ("Atom", "application/atom+xml", "atom"), ("CSV", "text/csv", "csv"),
            ("JSON", "application/json", "json"),
        )
    )  # fmt: skip
    head = Head(
        "Corrections",
        "Every correction of what a machine found: what it was, what it is now, why, when and by whom.",
        asked.address(PATH, after=asked.after, before=asked.before),
        json=asked.address(f"{PATH}.json", after=asked.after, before=asked.before),
        formats=formats,
    )
    corrections_ = sum(number for verdict, number in tallies.verdicts if verdict is not Verdict.CONFIRMED)
    confirmed = dict(tallies.verdicts).get(Verdict.CONFIRMED, 0)
    page = CorrectionsPage(
        head=head,
        standfirst=_standfirst(corrections_, confirmed),
        count=wording.count(found.total, *_noun(asked)),
        lines=tuple(map(corrections.line, found.rows)),
        verdicts=_verdicts(asked, tallies, corrections_),
        years=_years(asked, tallies),
        checked=(
            Link(f"{wording.count(confirmed, 'check')} that found nothing wrong", f"{PATH}?verdict=confirmed")
            if confirmed and asked.chosen[0] is not Verdict.CONFIRMED
            else None
        ),
        formats=tuple(Link(each.label, each.href) for each in formats),
        previous=asked.address(PATH, before=found.before) if found.before else "",
        next=asked.address(PATH, after=found.after) if found.after else "",
    )
    return pages.render(request, "corrections.html", page)


@router.get(f"{PATH}/{{ident}}")
def one(request: Request, db: Db, pages: Templates, ident: str) -> Response:
    """One decision, for good: also when it was withdrawn."""
    view = judged.one(db, ident)
    line = corrections.line(view, whole=True)
    head = Head(
        f"{line.heading}, {line.made.words}",
        wording.clipped(f"{corrections.plain(line)}. {line.reason}", 240),
        line.href,
        kind="article",
        json=f"{line.href}.json",
    )
    about = judged.of_subject(db, view.subject.ident)
    page = CorrectionPage(
        head=head,
        line=line,
        versions=_versions(view),
        reports=wording.count(view.reports, "report") if view.reports else "",
        others=tuple(corrections.line(each) for each in about if each.ident != view.ident),
    )
    return records.moved(request, line.href) or pages.render(request, "correction.html", page)


def _standfirst(number: int, confirmed: int) -> str:
    if not number and not confirmed:
        return "No corrections have been made yet."
    return (
        "Machines misattribute. This is every decision by which a person set one right: what was shown, what "
        "is shown instead, why, and who says so. Nothing is taken out of this list, not even a mistake in it."
    )


def _noun(asked: CorrectionsQuery) -> tuple[str, str]:
    return ("check", "checks") if asked.chosen[0] is Verdict.CONFIRMED else ("correction", "corrections")


def _verdicts(asked: CorrectionsQuery, tallies: TalliesView, total: int) -> tuple[Counted, ...]:
    to = partial(_counted, asked)
    return (
        to("All corrections", total, {"verdict": ""}),
        *(
            to(corrections.VERDICTS[verdict], number, {"verdict": verdict.value})
            for verdict, number in tallies.verdicts
            # What was found right is no correction: another link leads there.
            if verdict is not Verdict.CONFIRMED
        ),
    )


def _years(asked: CorrectionsQuery, tallies: TalliesView) -> tuple[Counted, ...]:
    if len(tallies.years) < 2:
        return ()
    to = partial(_counted, asked)
    return (
        to("Any year", sum(number for _, number in tallies.years), {"year": None}),
        *(to(str(year), number, {"year": year}) for year, number in tallies.years),
    )


def _counted(
    asked: CorrectionsQuery, words: str, number: int, change: dict[str, str | int | None]
) -> Counted:
    there = CorrectionsQuery.model_validate({"verdict": asked.verdict, "year": asked.year, **change})
    here = CorrectionsQuery(verdict=asked.verdict, year=asked.year)
    return Counted(words, f"{number:,}", there.address(PATH), there == here)


def _versions(view: JudgementView) -> tuple[Link, ...]:
    if view.subject.kind != "statement" or not view.subject.shown or view.subject.state == "withdrawn":
        return ()
    numbers = dict.fromkeys(number for number in (view.version, view.new_version) if number)
    return tuple(Link(f"version {number}", f"/s/{view.subject.ident}/v{number}") for number in numbers)
