"""A citation as the template ``{{cite news}}``, followed by what that template has no place for."""

import re

from app.web.citing.cited import Cited, notes
from app.web.wording import day

_MARKUP = re.compile(r"[{}\[\]|=<>&'~]")


def write(cited: Cited) -> str:
    """The article as the source, its words as the quote where they stand in quotation marks; then a note."""
    published = day(cited.published).words if cited.published else "n.d."
    parameters = {
        "title": escaped(cited.title),
        "author": escaped(cited.author),
        "newspaper": escaped(cited.outlet),
        "date": published,
        "url": _address(cited.outside or cited.permalink),
        "access-date": day(cited.captured).words,
        "language": escaped(cited.language),
        # The template sets its quotation marks around this: only for words that have them here.
        "quote": escaped(cited.words.removeprefix("“").removesuffix("”")) if cited.verbatim else "",
    }
    written = " ".join(f"|{name}={value}" for name, value in parameters.items() if value)
    by = f" {escaped(cited.by)}." if cited.by else ""
    note = escaped(notes(cited))
    return f"{{{{cite news {written}}}}}{by} {note} [{_address(cited.permalink)} {cited.name}].\n".replace(
        "  ", " "
    )


def escaped(words: str) -> str:
    """The words with everything that wiki text could take for markup as character references."""
    return _MARKUP.sub(lambda found: f"&#{ord(found.group())};", words)


def _address(url: str) -> str:
    """An address that neither a template nor a link ends early."""
    return re.sub(r"[\s{}\[\]|<>\"']", lambda found: f"%{ord(found.group()):02X}", url)
