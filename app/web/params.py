"""What a list's address says, checked, and as the `Filter` that queries understand."""

from collections.abc import Iterable
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.store.queries.filters import Filter

Value = Annotated[str, StringConstraints(max_length=200)]
Values = Annotated[list[Value], Field(max_length=50)]
Cursor = Annotated[str, StringConstraints(max_length=500)]


class FilterQuery(BaseModel):
    """What a list is to hold. Repeats are alternatives; different parameters must all hold."""

    model_config = ConfigDict(populate_by_name=True)

    q: Annotated[str, Field(max_length=500, description="Words to look for.")] = ""
    match: Annotated[Literal["all", "any", "exact"], Field(description="How the words of q combine.")] = "all"
    sort: Annotated[
        Literal["relevance", "newest", "oldest", "worth"],
        Field(description="Relevance needs words to look for; worth, what asks most to be checked, claims."),
    ] = "newest"
    p: Annotated[Values, Field(description="Speakers, by identifier.")] = []
    named: Annotated[
        Values, Field(description="Speakers named in the words of somebody else, by identifier.")
    ] = []
    about: Annotated[Values, Field(description="Countries spoken about, ISO 3166-1 alpha-2.")] = []
    bloc: Annotated[Values, Field(description="Blocs spoken about, by their slugs.")] = []
    came_from: Annotated[Values, Field(alias="from", description="Countries spoken from.")] = []
    via: Annotated[Values, Field(description="Countries of the outlets.")] = []
    outlet: Annotated[Values, Field(description="Outlets, by name.")] = []
    kind: Annotated[
        Values, Field(description="Kinds of statement (direct, mixed, indirect) or of speaker.")
    ] = []
    type: Annotated[Values, Field(description="Types of claim.")] = []

    def filter(self) -> Filter:
        """The reader's choices, tidied: trimmed, upper-case countries, without repeats and empties."""
        return Filter(
            q=" ".join(self.q.split()),
            match=self.match,
            speakers=_tidy(value.lower() for value in self.p),
            named=_tidy(value.lower() for value in self.named),
            about=_tidy(value.upper() for value in self.about),
            blocs=_tidy(value.lower() for value in self.bloc),
            came_from=_tidy(value.upper() for value in self.came_from),
            via=_tidy(value.upper() for value in self.via),
            outlets=_tidy(self.outlet),
            kinds=_tidy(value.lower() for value in self.kind),
            types=_tidy(value.lower() for value in self.type),
            sort=self.sort if self.q.strip() or self.sort != "relevance" else "newest",
        )


class ListQuery(FilterQuery):
    """What a list is to hold, and which page of it."""

    after: Annotated[Cursor, Field(description="Cursor of the rows before the page wanted.")] = ""
    before: Annotated[Cursor, Field(description="Cursor of the rows after the page wanted.")] = ""


Asked = Annotated[ListQuery, Query()]


def _tidy(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value.strip() for value in values if value.strip()}))
