"""Floors that figures may not fall below, and that only rise: a TOML file beside the gold sets.

Each set has the digests of its files, so that no floor is met by changing the gold, and its figures' floors.
"""

import json
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadInput
from app.evaluate.scores import Figures

FILE = "floors.toml"
KEPT = (
    "overlap",
    "exact",
    "words",
    "joint",
    "joint direct",
    "joint mixed",
    "joint indirect",
    "speaker",
    "resolved",
    "shown names",
    "partial",
    "partial names",
    "sentences",
)
"""The figures of statements that have floors."""

_STEP = 100
"""Floors are whole hundredths: arithmetic differs a little between processors, and a statement may tip."""
_HEAD = """\
# Floors of `cuttings evaluate --gate`, by gold set; `--raise` writes them, and only ever upwards.
# Where gold has been corrected, delete its set's tables and raise again: the change is then seen in review.
"""


@dataclass(frozen=True, slots=True)
class Floor:
    """The floors of one gold set."""

    digests: dict[str, str]
    """SHA-256 of each file, by its name."""
    figures: dict[str, float]


Floors = dict[str, Floor]


def load(path: Path) -> Floors:
    """The floors in a file; BadInput where it is none."""
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
        return {
            name: Floor(
                {file: str(digest) for file, digest in one["digests"].items()},
                {figure: float(least) for figure, least in one["floors"].items()},
            )
            for name, one in stated.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} holds no floors: {error}") from error


def nearest(gold: Path) -> Path:
    """The floors' file in the folder of `gold` or above it; where there is none, the place for a new one."""
    folder = gold.resolve().parent
    found = (place / FILE for place in (folder, *folder.parents) if (place / FILE).is_file())
    return next(found, folder / FILE)


def breaches(floor: Floor | None, digests: Mapping[str, str], figures: Figures) -> Iterator[str]:
    """What is wrong with a set, a line each: changed gold, or a figure below its floor."""
    if floor is None:
        yield "has no floors: --raise records them"
        return
    for name in _changed(floor, digests):
        yield f"{name} is not the gold that the floors were measured on"
    for name, least in floor.figures.items():
        figure = figures.get(name)
        if figure is None:
            yield f"{name} is not measured any more; its floor is {least}"
        elif figure.value < least:
            yield f"{name} is {figure.value:.4f}, below its floor of {least}"


def raised(
    floor: Floor | None, digests: dict[str, str], figures: Figures, kept: Sequence[str] = KEPT
) -> Floor:
    """A set's floors of the figures `kept`, each as high as measured now or as it was.

    Raises BadInput where the gold has changed.
    """
    if floor is not None and (changed := _changed(floor, digests)):
        raise BadInput(f"The gold has changed ({', '.join(changed)}): delete its set's floors to begin anew.")
    before = {} if floor is None else floor.figures
    measured = {name: _down(figures[name].value) for name in kept if name in figures}
    names = dict.fromkeys((*kept, *before))
    return Floor(
        digests,
        {
            name: max(values)
            for name in names
            if (values := [m[name] for m in (before, measured) if name in m])
        },
    )


def _changed(floor: Floor, digests: Mapping[str, str]) -> list[str]:
    names = sorted({*floor.digests, *digests})
    return [name for name in names if floor.digests.get(name) != digests.get(name)]


def dump(path: Path, floors: Floors) -> None:
    """Write floors as TOML."""
    path.write_text(
        "\n".join([_HEAD, *(_tables(name, floor) for name, floor in sorted(floors.items()))]), "utf-8"
    )


def _tables(name: str, floor: Floor) -> str:
    digests = (f"{_key(file)} = {_key(digest)}" for file, digest in sorted(floor.digests.items()))
    figures = (f"{_key(figure)} = {least}" for figure, least in floor.figures.items())
    return "\n".join([f"[{_key(name)}.floors]", *figures, "", f"[{_key(name)}.digests]", *digests, ""])


def _key(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)  # TOML's basic strings are JSON's


def _down(value: float) -> float:
    return math.floor(value * _STEP + 1e-9) / _STEP
