"""What was erased for good, known again by digests alone when it comes another time."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import PurePath

from sqlmodel import Session

from app.errors import BadInput
from app.records import Article
from app.store import tables as t
from app.store.saving import rows
from app.store.saving.articles import digest

NOTE = "not taken: it was erased on a legal demand"
REASON = "Erased on a legal demand."
"""All that is said in place of what was erased."""
PLACE = "(erased on a legal demand)"
"""Stands where the journal had an address or the name of a file."""


def of(what: str, words: str) -> str:
    """The digest of a "url", "text", "file" or "speaker"; addresses are alike at http and https."""
    if what == "url":
        words = words.partition("://")[2] or words
    return hashlib.sha256(f"{what} {words}".encode(errors="surrogatepass")).hexdigest()


def anything(db: Session) -> bool:
    """Whether anything was ever erased."""
    return rows.any_of(db, "SELECT 1 FROM erasures")


def known(db: Session, digests: Iterable[str]) -> Mapping[str, str]:
    """Of these digests, those of what was erased, with the identifier of each."""
    # As JSON: SQLite binds a limited number of values, and a sitemap tells of many pages.
    sql = "SELECT digest, ident FROM erasures WHERE digest IN (SELECT value FROM json_each(:digests))"
    found = rows.read(db, sql, digests=json.dumps(list(digests)))
    return {row.digest: row.ident for row in found}


def again(db: Session, article: Article) -> str | None:
    """The identifier of the erased article that this one is; None where it is none.

    As of an article stored: its address tells, or its text, or without an address the name of its file. No
    text is left to compare, so that the name is enough.
    """
    facts = article.facts
    digests = [of("text", digest(article.text))]
    if facts.url is not None:
        digests.append(of("url", facts.url))
    elif facts.file_name is not None:
        digests.append(of("file", facts.file_name))
    return next(iter(known(db, digests).values()), None)


def remember(db: Session, article: Article, ident: str, now: datetime) -> None:
    """Let this article be known another time, as it is read from its source."""
    forget(db, "text", [digest(article.text)], ident, now)
    if article.facts.url is not None:
        forget(db, "url", [article.facts.url], ident, now)
    elif article.facts.file_name is not None:
        forget(db, "file", [article.facts.file_name], ident, now)


def masked(db: Session, names: Sequence[str], canonical: Callable[[str], str]) -> list[str]:
    """Names of places as they may be written down: addresses and files of what was erased are not."""

    def digests(name: str) -> set[str]:
        if "://" not in name:
            return {of("file", PurePath(name).name)}
        with suppress(BadInput):
            return {of("url", name), of("url", canonical(name))}
        return {of("url", name)}

    kinds = {name: digests(name) for name in names}
    gone = known(db, {each for kind in kinds.values() for each in kind})
    return [PLACE if kinds[name] & gone.keys() else name for name in names]


def forget(db: Session, what: str, words: Iterable[str], ident: str, now: datetime) -> None:
    """Let this be known as erased from now on."""
    for each in words:
        db.merge(t.Erasure(digest=of(what, each), what=what, ident=ident, erased=now))
    db.flush()
