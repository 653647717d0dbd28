"""The three typefaces, cut down to the characters that pages need, as WOFF2 in a cache folder."""

import io
import os
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO, cast

_FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "tnum"]
_CHARACTERS = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2BC, 0x2BC), (0x2C6, 0x2DD), (0x300, 0x304)),  # Latin
    *((0x1E80, 0x1E85), (0x1EF2, 0x1EF3)),
    *((0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044)),  # dashes and quotation marks
    *((0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)),
)
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Face:
    """One file that the style sheet asks for, and how to cut it from its package."""

    name: str
    family: str
    style: str
    weight: str
    """CSS weight or range of weights that the file covers."""
    package: str
    file: str
    limits: Mapping[str, float | tuple[float, float]]
    """Variation axes: kept as a range, or pinned and so left out."""


FACES = (
    Face("serif", "Source Serif 4", "normal", "400", "fontpkg-source-serif-4", "SourceSerif4[opsz,wght].ttf",
         {"opsz": (14, 40), "wght": 400}),
    Face("sans", "Libre Franklin", "normal", "400 700", "fontpkg-libre-franklin", "LibreFranklin[wght].ttf",
         {"wght": (400, 700)}),
    Face("sans-italic", "Libre Franklin", "italic", "400", "fontpkg-libre-franklin",
         "LibreFranklin-Italic[wght].ttf", {"wght": 400}),
    Face("mono", "IBM Plex Mono", "normal", "400", "fontpkg-ibm-plex-mono", "IBMPlexMono-Regular.ttf", {}),
)  # fmt: skip


def key(face: Face) -> str:
    """Tells one cut of a face from every other: package version, characters, features and axes."""
    recipe = (face, _version(face.package), _version("fonttools"), _CHARACTERS, _FEATURES)
    return sha256(repr(recipe).encode()).hexdigest()[:12]


@cache
def _version(package: str) -> str:
    return metadata.version(package)


def cache_folder(of: str = "fonts") -> Path:
    """A folder of this user's that survives restarts, or a temporary one where none can be written."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "cuttings" / of
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"cuttings-{of}-"))


def opened(face: Face) -> BinaryIO:
    """The whole face as its package has it."""
    place = files(face.package.replace("-", "_")) / "files" / face.file
    return cast(BinaryIO, place.open("rb"))


def woff2(face: Face, folder: Path) -> bytes:
    """The face as WOFF2, from `folder` where it is there, else cut now and left there for the next time."""
    kept = folder / f"{face.name}-{key(face)}.woff2"
    with _LOCK:  # cutting takes seconds: never twice for one face
        if kept.is_file():
            return kept.read_bytes()
        made = _cut(face)
        # A whole file or none, also when two servers start at once.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as draft:
            draft.write(made)
        Path(draft.name).replace(kept)
        return made


def _cut(face: Face) -> bytes:
    # Imported where it is used: fontTools takes long to load, and a filled cache never needs it.
    from fontTools import subset  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib import instancer  # noqa: PLC0415

    options = subset.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.drop_tables = [*options.drop_tables, "meta"]
    with opened(face) as source:
        # The time of cutting is no part of the face: the same face is the same bytes.
        font = TTFont(io.BytesIO(source.read()), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in _CHARACTERS for code in range(first, last + 1)])
    cutter.subset(font)
    if face.limits:
        instancer.instantiateVariableFont(font, dict(face.limits), inplace=True)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()
