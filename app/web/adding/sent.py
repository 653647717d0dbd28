"""What a form for adding articles says, checked before anything of it is queued."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from starlette.datastructures import FormData, UploadFile

from app.errors import BadInput
from app.reading import formats
from app.reading.addresses import canonical
from app.reading.facts import KEYS
from app.store.submissions import Added
from app.web import wording

ADDRESSES = 100
"""Addresses that can be given at a time."""
FACTS = ("title", "outlet", "outlet_country", "url", "published", "author", "language", "translated_from")
"""Those that can be stated of a pasted text, as `app.reading.facts` calls them."""
_NAME = 200
_TITLE = 80


@dataclass(frozen=True, slots=True)
class Sent:
    """What can be queued, or what is wrong with it by the field that it stands in."""

    added: tuple[Added, ...] = ()
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    """By field, to be shown again."""


def pasted(form: FormData) -> Sent:
    """A text, and the facts stated with it."""
    typed = {name: _words(form, name) for name in ("text", *FACTS)}
    problems: dict[str, tuple[str, ...]] = {}
    if not typed["text"].strip():
        problems["text"] = ("is empty: paste the text of an article",)
    stated = {name: typed[name] for name in FACTS if typed[name].strip()}
    for name, value in stated.items():
        try:
            KEYS[name](value)
        except BadInput as error:
            problems[name] = (str(error),)
    if problems:
        return Sent(problems=problems, typed=typed)
    opening = wording.clipped(" ".join(typed["text"][: 4 * _TITLE].split()), _TITLE)
    name = " ".join(typed["title"].split()) or opening
    body = typed["text"].encode("utf-8", "replace")
    return Sent((Added("text", name, body, stated),))


def addresses(form: FormData) -> Sent:
    """Addresses, one a line; one that stands there twice is asked once."""
    typed = {"addresses": _words(form, "addresses")}
    found: dict[str, Added] = {}
    wrong: list[str] = []
    for number, line in enumerate(typed["addresses"].splitlines(), 1):
        if not line.strip():
            continue
        try:
            address = canonical(line.strip())
            found[address] = Added("url", address)
        except BadInput as error:
            wrong.append(f"line {number} {error}")
    if not found and not wrong:
        wrong.append("is empty: give the address of an article")
    if len(found) > ADDRESSES:
        wrong.append(f"has {len(found):,} addresses: at most {ADDRESSES} can be given at a time")
    if wrong:
        return Sent(problems={"addresses": tuple(wrong)}, typed=typed)
    return Sent(tuple(found.values()))


async def uploaded(form: FormData) -> Sent:
    """Files, each of a kind that can be read; where one is not, none is taken."""
    # A browser sends one without a name where none was chosen.
    files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
    named = [(file_name(each.filename or ""), each) for each in files]
    wrong = [f"{name!r} {why}" for name, each in named if (why := _unread(name, each))]
    if not files:
        wrong.append("were not chosen")
    if wrong:
        return Sent(problems={"files": tuple(wrong)})
    return Sent(tuple([Added("file", name, await each.read()) for name, each in named]))


def file_name(told: str) -> str:
    """The last part of the name that a browser told, as it can be stored and shown; never a path."""
    name = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", "", told.replace("\\", "/"))
    last = PurePosixPath(name).name
    end = formats.ending(last)
    return last if len(last) <= _NAME else last[: _NAME - len(end)] + end


def _unread(name: str, file: UploadFile) -> str:
    if formats.ending(name) not in formats.FORMATS:
        return f"is of an unknown kind; known are {formats.KNOWN}"
    return "" if file.size else "is empty"


def _words(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
