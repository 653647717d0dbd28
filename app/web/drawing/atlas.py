"""The world's shapes, drawn once and kept: in memory, and in a cache folder for the next start."""

import json
import tempfile
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from app.web import fonts
from app.web.drawing import outlines, projection, thinning, world
from app.web.drawing.world import Shape

SOURCE = "geo-intel-offline"
"""The package that the outlines come from."""
_LOCK = Lock()


@cache
def key() -> str:
    """Changes with the outlines, and with the way they are drawn."""
    ways = (Path(str(module.__file__)).read_bytes() for module in (outlines, projection, thinning, world))
    return sha256(b"".join((version(SOURCE).encode(), *ways))).hexdigest()[:12]


def shapes() -> tuple[Shape, ...]:
    """The shapes of every country."""
    with _LOCK:  # drawing takes seconds: never twice at a time
        return _kept(fonts.cache_folder("maps"))


@cache
def _kept(folder: Path) -> tuple[Shape, ...]:
    kept = folder / f"world-{key()}.json"
    if kept.is_file():
        return tuple(Shape(**fields) for fields in json.loads(kept.read_text("utf-8")))
    made = world.shapes(outlines.outlines())
    # A whole file or none, also when two servers start at once.
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as draft:
        json.dump([asdict(shape) for shape in made], draft)
    Path(draft.name).replace(kept)
    return made
