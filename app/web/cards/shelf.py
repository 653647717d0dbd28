"""Cards that were drawn, kept by what stands on them: as many as have room."""

import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from app.web import fonts, wording
from app.web.cards.card import Card
from app.web.pages import Picture

LOOK = 2
"""One more with every change of how cards look."""
KEPT = 500
"""So many cards, 40 MB or so, are kept; then the older half makes room."""


def key(card: Card) -> str:
    """Tells a picture from every other: its card and the way of drawing."""
    return sha256(repr((card, recipe())).encode(errors="replace")).hexdigest()[:12]


@cache
def recipe() -> tuple[object, ...]:
    """What a picture depends on beside its card."""
    return LOOK, version("pillow"), *sorted(version(face.package) for face in fonts.FACES)


def picture(card: Card, path: str) -> Picture:
    """A card for the head of a page; the address, which may have a query, names this picture for ever."""
    return Picture(f"{path}{'&' if '?' in path else '?'}k={key(card)}", wording.clipped(card.alt, 400))


def png(card: Card, folder: Path) -> bytes:
    """The picture of a card, from `folder` where it is there, else drawn now and left there."""
    place = folder / f"{key(card)}.png"
    try:
        return place.read_bytes()
    except OSError:
        from app.web.cards import drawing  # noqa: PLC0415 - every page names a card, few are drawn

        made = drawing.png(card)
    with suppress(OSError):  # a full or read-only disk costs time, not the picture
        _keep(made, place)
    return made


def _keep(made: bytes, place: Path) -> None:
    # A whole file or none, whoever else draws the same.
    with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".draft", delete=False) as draft:
        draft.write(made)
    Path(draft.name).replace(place)
    kept = sorted(place.parent.glob("*.png"), key=lambda each: each.stat().st_mtime)
    if len(kept) > KEPT:
        for old in kept[: KEPT // 2]:
            old.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Throw all cards away: they are drawn again when somebody asks for them."""
    for each in (*folder.glob("*.png"), *folder.glob("*.draft")):
        each.unlink(missing_ok=True)
