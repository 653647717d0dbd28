"""A card as a PNG, in the faces and colours of the site's light pages."""

import io
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw, ImageFont, features

from app.web import fonts
from app.web.cards import setting
from app.web.cards.card import NOT_SETTLED, Card
from app.web.cards.setting import Box, Run

WIDTH, HEIGHT = 1200, 630
PAPER, INK, MUTED, RULE, UNCERTAINTY = "#F3F4F1", "#14171A", "#4A5157", "#C4C8C6", "#7A4B00"

_LEFT, _RIGHT = 72, WIDTH - 72
_TOP, _HEAD, _FOOT = 38, 92, 474
_SIZES = (72, 66, 60, 54, 48, 44, 40, 36, 32)
_LEADING = 1.28
_INDENT = 30
_LONGEST = 1500
"""More characters than fit at the smallest size in any face: the rest is not even measured."""
_UNDRAWN = "The words are in a script that this card cannot show. The page has them."
_LOCK = threading.Lock()


def png(card: Card) -> bytes:
    """The card, 1200 × 630. The same card gives the same bytes; what the faces lack shows as an empty box."""
    with _LOCK:  # a face is not for two threads at once, and drawing must not take the whole processor
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        draw = ImageDraw.Draw(image)
        card = _legible(card)
        _head(draw, card)
        _words(draw, card)
        _foot(draw, card)
        made = io.BytesIO()
        image.save(made, "PNG")
        return made.getvalue()


def _head(draw: ImageDraw.ImageDraw, card: Card) -> None:
    draw.text((_LEFT, _TOP), " · ".join(card.slug), MUTED, _font("mono", 24))
    mark = _font("sans", 30, 700)
    draw.text((_RIGHT - mark.getlength("Cuttings"), _TOP - 4), "Cuttings", INK, mark)
    draw.rectangle((_LEFT, _HEAD, _RIGHT, _HEAD + 5), INK)


def _words(draw: ImageDraw.ImageDraw, card: Card) -> None:
    ruled = card.style in ("indirect", "mixed")
    runs = _clipped(card.runs)
    backwards = _backwards("".join(text for text, _ in runs))
    hung = card.quoted and not backwards
    if card.quoted and backwards:
        runs = (("“", runs[0][1]), *runs)
    left = _LEFT + (_INDENT if ruled or hung else 0)
    above = 36 + 34 * len(_noted(card)) if card.notes else 22
    top, bottom = _HEAD + 32, _FOOT - above
    box = Box(
        _RIGHT - left,
        lambda size: int((bottom - top) // (size * _LEADING)),
        lambda size: lambda text, other: _face(card, size, other=other).getlength(text),
    )
    placed = setting.fit(runs, "”" if card.quoted else "", _SIZES, box)
    measure, step = box.measure(placed.size), placed.size * _LEADING
    if hung:
        mark = _face(card, placed.size, other=False)
        draw.text((left - mark.getlength("“"), top), "“", INK, mark)
    for number, line in enumerate(placed.lines):
        x = _RIGHT - sum(measure(*run) for run in line) if backwards else left
        # Both faces of a partly quoted line stand on one baseline.
        y = top + number * step + placed.size
        for text, other in reversed(line) if backwards else line:
            face = _face(card, placed.size, other=other)
            draw.text((x, y), text, INK, face, anchor="ls", direction=_direction(backwards=backwards))
            x += face.getlength(text)
    if ruled and placed.lines:
        draw.rectangle((_LEFT, top + 8, _LEFT + 2, top + len(placed.lines) * step), MUTED)


def _foot(draw: ImageDraw.ImageDraw, card: Card) -> None:
    noted = _noted(card)
    for number, line in enumerate(reversed(noted)):
        draw.text((_LEFT, _FOOT - 46 - 34 * number), line, UNCERTAINTY, _font("sans", 26, 600))
    draw.rectangle((_LEFT, _FOOT, _RIGHT, _FOOT + 1), RULE)
    name = _font("sans", 36, 600)
    named, colour = (card.named, INK) if card.named else (NOT_SETTLED, UNCERTAINTY)
    draw.text((_LEFT, _FOOT + 20), _cut(named, name), colour, name)
    small = _font("sans", 26)
    if card.aside:
        draw.text((_LEFT, _FOOT + 66), _cut(card.aside, small), MUTED, small)
    mono = _font("mono", 24)
    below = 106 if card.aside else 72
    draw.text((_LEFT, _FOOT + below), _cut(card.printed, mono), MUTED, mono)


def _noted(card: Card) -> list[str]:
    """What has to be known, on one line or two: each note whole where there is room."""
    face, width = _font("sans", 26, 600), _RIGHT - _LEFT - 30
    whole = " ".join(f"{note}." for note in card.notes)
    if not whole or face.getlength(whole) <= width:
        return [whole] if whole else []
    words = whole.split(" ")
    fits = (n for n in range(len(words), 1, -1) if face.getlength(" ".join(words[:n])) <= width)
    held = next(fits, 1)
    return [_cut(" ".join(part), face) for part in (words[:held], words[held:]) if part]


def _legible(card: Card) -> Card:
    """The card, or one that says so where its words are in a script that the faces do not have."""
    letters = [char for text, _ in card.runs for char in text if char.isalnum()]
    if sum(ord(char) in _characters() for char in letters) * 2 >= len(letters):
        return card
    return replace(card, runs=((_UNDRAWN, False),), style="site", quoted=False)


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow to load, and a filled cache never needs it

    serif = next(face for face in fonts.FACES if face.name == "serif")
    with fonts.opened(serif) as source:
        return frozenset(TTFont(io.BytesIO(source.read()), lazy=True).getBestCmap())


def _face(card: Card, size: int, *, other: bool) -> ImageFont.FreeTypeFont:
    """Words that somebody said are serif, reported ones sans italic, narration and ours sans."""
    if card.style == "direct" or other:
        return _font("serif", size)
    return _font("sans-italic" if card.style in ("indirect", "mixed") else "sans", size)


@cache
def _font(name: str, size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    face = next(face for face in fonts.FACES if face.name == name)
    with fonts.opened(face) as source:
        font = ImageFont.truetype(io.BytesIO(source.read()), size)
    if face.limits:
        at = {b"Weight": weight, b"Optical Size": min(size, 60)}
        font.set_variation_by_axes([at[axis["name"]] for axis in font.get_variation_axes()])
    return font


def _clipped(runs: Sequence[Run]) -> tuple[Run, ...]:
    made, left = [], _LONGEST
    for text, other in runs:
        if left > 0:
            made.append((text[:left], other))
        left -= len(text)
    return tuple(made)


def _cut(words: str, font: ImageFont.FreeTypeFont) -> str:
    """As much of one line as fits, cut between words."""
    width = _RIGHT - _LEFT - 30
    lines = setting.broken([(words[:200], False)], lambda text, _: font.getlength(text), width)
    told = "".join(text for text, _ in lines[0]) if lines else ""
    return f"{told}…" if len(lines) > 1 or len(words) > 200 else told


def _backwards(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    ways = (unicodedata.bidirectional(char) for char in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def _direction(*, backwards: bool) -> str | None:
    # Without the library that lays out such scripts, letters stand apart and in reading order.
    return "rtl" if backwards and features.check("raqm") else None
