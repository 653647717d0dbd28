"""What a list's address says, checked, and as the `Filter` that queries understand."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from app.store.queries.filters import Filter
from app.web import choosing, wording

Value = Annotated[str, StringConstraints(max_length=200)]
Values = Annotated[list[Value], Field(max_length=50)]
Cursor = Annotated[str, StringConstraints(max_length=500)]


_FIELDS = {"from": "came_from"}
"""Parameters that no field can be named like."""
_WRITTEN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("about", "from", "via"), wording.country_code),
    **dict.fromkeys(("language", "outlet", "topic"), str),
}
"""How values are written; in lower case otherwise."""
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _day(asked: object, *, last: bool) -> object:
    """The first or last day of what a date names: a day, a month or a year; None for an empty field."""
    if not isinstance(asked, str) or not asked.strip():
        return None if isinstance(asked, str) else asked
    found = _DAY.fullmatch(asked.strip())
    try:
        year, month, day = (int(part) if part else None for part in found.groups()) if found else (0, 0, 0)
        month = month or (12 if last else 1)
        return date(year or 0, month, day or (monthrange(year or 0, month)[1] if last else 1))
    except ValueError as error:
        # Neither ignored nor asked for: both would answer another question.
        raise PydanticCustomError(
            "day", "“{asked}” is no date. Write it as 2024-03-31, 2024-03 or 2024.", {"asked": asked}
        ) from error


First = Annotated[date | None, BeforeValidator(partial(_day, last=False))]
Last = Annotated[date | None, BeforeValidator(partial(_day, last=True))]


class FilterQuery(BaseModel):
    """What a list is to hold. Repeats are alternatives; different parameters must all hold."""

    model_config = ConfigDict(populate_by_name=True)

    q: Annotated[str, Field(max_length=500, description="Words to look for.", examples=["toll rise"])] = ""
    match: Annotated[
        Literal["all", "any", "exact", "near"],
        Field(description="How the words of q combine; near also finds spellings near to them."),
    ] = "all"
    sort: Annotated[
        Literal["relevance", "newest", "oldest", "worth"],
        Field(description="Relevance needs words to look for; worth, what asks most to be checked, claims."),
    ] = "newest"
    p: Annotated[Values, Field(description="Speakers, by identifier.", examples=[["4h7k2m9p"]])] = []
    named: Annotated[
        Values, Field(description="Speakers named in the words of somebody else, by identifier.")
    ] = []
    about: Annotated[
        Values, Field(description="Countries spoken about, ISO 3166-1 alpha-2.", examples=[["TJ"]])
    ] = []
    bloc: Annotated[
        Values, Field(description="Blocs spoken about, by their slugs.", examples=[["nato"]])
    ] = []
    came_from: Annotated[
        Values, Field(alias="from", description="Countries spoken from.", examples=[["NO"]])
    ] = []
    via: Annotated[Values, Field(description="Countries of the outlets.", examples=[["GB"]])] = []
    outlet: Annotated[Values, Field(description="Outlets, by name.", examples=[["Dagen"]])] = []
    kind: Annotated[
        Values,
        Field(
            description="Kinds of statement (direct, mixed, indirect) or of speaker.",
            examples=[["direct", "mixed"]],
        ),
    ] = []
    type: Annotated[Values, Field(description="Types of claim.", examples=[["prediction"]])] = []
    topic: Annotated[
        Values, Field(description="Topics that articles state of themselves.", examples=[["Roads & Trade"]])
    ] = []
    language: Annotated[
        Values, Field(description="Languages of articles, as BCP 47 tags.", examples=[["en"]])
    ] = []
    lacking: Annotated[
        Values,
        Field(
            description="What articles do not state: address, country, date, language or outlet.",
            examples=[["date"]],
        ),
    ] = []
    review: Annotated[Values, Field(description="checked, machine or disputed.", examples=[["checked"]])] = []
    since: Annotated[
        First, Field(description="First day; 2024-03 and 2024 will do.", examples=["2024-03-01"])
    ] = None
    until: Annotated[Last, Field(description="Last day, itself included.", examples=["2024-03-31"])] = None
    date: Annotated[
        Literal["published", "said"],
        Field(description="What since and until go by; what states no such date is not found."),
    ] = "published"
    not_p: Annotated[
        Values, Field(alias="not.p", description="Speakers left out.", examples=[["4h7k2m9p"]])
    ] = []
    not_named: Annotated[Values, Field(alias="not.named", description="Speakers not to be named.")] = []
    not_about: Annotated[
        Values, Field(alias="not.about", description="Countries not spoken about.", examples=[["US"]])
    ] = []
    not_bloc: Annotated[Values, Field(alias="not.bloc", description="Blocs not spoken about.")] = []
    not_from: Annotated[Values, Field(alias="not.from", description="Countries not spoken from.")] = []
    not_via: Annotated[Values, Field(alias="not.via", description="Outlets' countries left out.")] = []
    not_outlet: Annotated[
        Values, Field(alias="not.outlet", description="Outlets left out.", examples=[["Dagen"]])
    ] = []
    not_kind: Annotated[
        Values, Field(alias="not.kind", description="Kinds left out.", examples=[["indirect"]])
    ] = []
    not_type: Annotated[
        Values, Field(alias="not.type", description="Types of claim left out.", examples=[["prediction"]])
    ] = []
    not_topic: Annotated[Values, Field(alias="not.topic", description="Topics left out.")] = []
    not_review: Annotated[
        Values,
        Field(alias="not.review", description="Left out by how far it is reviewed.", examples=[["disputed"]]),
    ] = []

    def filter(self) -> Filter:
        """The reader's choices, tidied: trimmed, upper-case countries, without repeats and empties."""
        chosen: dict[str, Any] = {
            field: _tidy(name, getattr(self, _FIELDS.get(name, name)))
            for name, field in choosing.FACETS.items()
        }
        left_out = {name: _tidy(name, getattr(self, f"not_{name}")) for name in choosing.EXCLUDABLE}
        return Filter(
            q=" ".join(self.q.split()),
            match=self.match,
            **chosen,
            without=tuple(sorted((name, value) for name, values in left_out.items() for value in values)),
            since=self.since,
            until=self.until,
            dates=self.date if self.since or self.until else "published",
            sort=self.sort if self.q.strip() or self.sort != "relevance" else "newest",
        )


class ListQuery(FilterQuery):
    """What a list is to hold, and which page of it."""

    after: Annotated[Cursor, Field(description="Cursor of the rows before the page wanted.")] = ""
    before: Annotated[Cursor, Field(description="Cursor of the rows after the page wanted.")] = ""


class PageQuery(ListQuery):
    """What a list is to hold, which page of it, and how the page shows it."""

    group: Annotated[
        Literal["", "p", "report"],
        Field(description="p gathers statements and claims by speaker, report articles by what they print."),
    ] = ""

    def filter(self) -> Filter:
        """The reader's choices with how they are to be shown."""
        return replace(super().filter(), group=self.group)


Asked = Annotated[PageQuery, Query()]
"""Of a page."""
AskedRows = Annotated[ListQuery, Query()]
"""Of a list for machines."""


def _tidy(parameter: str, values: Iterable[str]) -> tuple[str, ...]:
    written = _WRITTEN.get(parameter, str.lower)
    return tuple(sorted({written(value.strip()) for value in values if value.strip()}))
