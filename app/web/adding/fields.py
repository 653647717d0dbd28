"""The fields of the page for adding articles, with what was typed in them and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.web import wording
from app.web.adding.sent import Sent


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field that offers several."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its label; `id` is its name."""

    id: str
    label: str
    hint: str
    kind: str
    """"text", "date", "select", "area" or "files"."""
    value: str
    errors: tuple[str, ...]
    described: str
    """The elements that describe it, by their ids."""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the summary of what is wrong."""

    href: str
    words: str


_LABELS: Mapping[str, tuple[str, str, str]] = {
    "text": ("Text of the article", "Empty lines between paragraphs.", "area"),
    "title": ("Title", "", "text"),
    "outlet": ("Outlet", "", "text"),
    "outlet_country": ("Country of the outlet", "", "select"),
    "url": ("Address at the outlet", "", "text"),
    "published": ("Date of publication", "", "date"),
    "author": ("Author", "", "text"),
    "language": ("Language of the text", "A tag such as en.", "text"),
    "translated_from": ("Translated from", "A tag such as ru, where the text is a translation.", "text"),
    "addresses": ("Addresses", "One a line, beginning with https:// or http://.", "area"),
    "files": ("Files", "", "files"),
}


def fields(sent: Sent, *names: str, hint: str = "") -> tuple[Field, ...]:
    """The fields of these names; `hint` stands in place of their own."""
    return tuple(_field(name, sent, hint) for name in names)


def problems(sent: Sent) -> tuple[Problem, ...]:
    """What is wrong, in the order of the fields, each with a link to where."""
    return tuple(
        Problem(f"#{name}", f"{_LABELS[name][0]}: {wrong}.")
        for name in _LABELS
        for wrong in sent.problems.get(name, ())
    )


def _field(name: str, sent: Sent, hint: str) -> Field:
    label, own, kind = _LABELS[name]
    value, errors = sent.typed.get(name, ""), sent.problems.get(name, ())
    described = [f"{name}-hint"] * bool(hint or own) + [f"{name}-errors"] * bool(errors)
    choices: tuple[Choice, ...] = ()
    if kind == "select":
        named = sorted(wording.countries().items(), key=lambda each: each[1])
        choices = (
            Choice("", wording.NOT_STATED, not value),
            *(Choice(code, words, code == value) for code, words in named),
        )
    return Field(name, label, hint or own, kind, value, errors, " ".join(described), choices)
