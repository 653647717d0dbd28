"""What there is to do about each origin: nothing where it is as before, else its articles that are not."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from sqlalchemy import Engine
from sqlmodel import Session

from app.extract.version import VERSION
from app.ingest.preparing import Task
from app.link.version import ENCODER
from app.reading import READING
from app.reading.origins import Origin
from app.records import Article, Facts, Outcome, Read
from app.store import erased, write
from app.store import origins as stored

READERS = f"{READING} {VERSION} {ENCODER}"
"""All that decides what becomes of the same bytes: another version reads them again."""


@dataclass(slots=True)
class Opened:
    """An origin while it is read."""

    place: str
    digest: str | None
    """Of its bytes, before they were read; None where that cannot be told."""
    gone: set[str] = field(default_factory=set)
    """Digests of articles that it gave when it was last read and did not give again so far."""
    failed: int = 0
    written: bool = False
    """Whether the database knows that it is being read."""
    remembered: bool = True
    """Whether anything of it is put down."""
    erased: bool = False
    """Whether it gave something that was erased: then not even its name may be written down for that."""


@dataclass(frozen=True, slots=True)
class Same:
    """Articles that are as they were."""

    outcomes: list[Outcome]


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of an origin that gave no article."""

    of: Opened
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Fresh:
    """An article that has to be prepared and saved."""

    of: Opened
    read: Read
    article: Article
    digest: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of an origin, read or not."""

    of: Opened


Step = Same | Unread | Fresh | Ended


def steps(origins: Iterable[Origin], seen: Engine) -> Iterator[tuple[Step, Task | None]]:
    """All that is to do, in order, with the task of each article that is not as before.

    Looks at what is stored through `seen` and writes nothing. No origin raises.
    """
    for origin in origins:
        digest = _digest(origin)
        with Session(seen) as db:
            same = None if digest is None else stored.same(db, origin.place, digest, READERS)
        opened = Opened(origin.place, digest, remembered=origin.remembered)
        if same is None:
            yield from _read(origin, opened, seen)
        else:
            yield from ((each, None) for each in _unread(same, seen))
        yield Ended(opened), None


def _digest(origin: Origin) -> str | None:
    try:
        return origin.digest()
    except Exception:  # noqa: BLE001 - reading tells what is wrong with it
        return None


def _unread(origin: int, seen: Engine) -> Iterator[Same]:
    after: str | None = ""
    while after is not None:
        with Session(seen) as db:
            outcomes, after = stored.page(db, origin, after)
        yield Same(outcomes)


def _read(origin: Origin, opened: Opened, seen: Engine) -> Iterator[tuple[Step, Task | None]]:
    with Session(seen) as db:
        opened.gone.update(stored.given(db, origin.place))
    try:
        for read in origin.reads():
            try:
                step = _step(read, opened, seen)
            except Exception as error:  # noqa: BLE001 - one bad article must not take the others with it
                step = Unread(opened, Outcome(read.place, "failed", error=str(error))), None
            yield step
    except Exception as error:  # noqa: BLE001 - one bad origin must not take the others with it
        reason = f"reading broke off ({type(error).__name__}: {error})"
        yield Unread(opened, Outcome(origin.place, "failed", error=reason)), None


def _step(read: Read, opened: Opened, seen: Engine) -> tuple[Step, Task | None]:
    if read.article is None:
        return Unread(opened, Outcome(read.place, "failed", error=read.error or "nothing was read")), None
    digest = digest_of(read.article)
    opened.gone.discard(digest)
    with Session(seen) as db:
        known = stored.one(db, opened.place, digest, READERS, read.place)
        if known is not None:
            return Same([known]), None
        refused = write.not_taken(db, read.article)
        if refused is not None:
            gone = refused.notes == (erased.NOTE,)
            opened.erased |= gone
            place = erased.PLACE if gone else read.place
            return Same([Outcome(place, "unchanged", refused.article, notes=refused.notes)]), None
        published = read.article.facts.published or write.published(db, read.article)
    return Fresh(opened, read, read.article, digest), Task(read.article, published)


def digest_of(article: Article) -> str:
    """What articles with the same text and the same facts have in common."""
    nothing = Facts()
    stated = [
        (each.name, value)
        for each in fields(Facts)
        if (value := getattr(article.facts, each.name)) != getattr(nothing, each.name)
    ]
    # What is not stated is left out, so that facts that are new to this program leave digests as they are.
    whole = f"{stated!r}\n{article.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=16).hexdigest()
