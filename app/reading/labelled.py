"""Sentences labelled as worth checking or not, from lines with "text" and "label"."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadInput


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, and whether it was found worth checking."""

    text: str
    is_worth: bool


def load(path: Path) -> list[Labelled]:
    """The sentences of a file (.jsonl; label 1 is worth checking); BadInput where it holds none."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        found = [Labelled(str(row["text"]), bool(int(row["label"]))) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path} holds no labelled sentences: {error}") from error
    if len({one.is_worth for one in found}) < 2:
        raise BadInput(f"{path} holds no sentences of both labels.")
    return found


def without(some: Iterable[Labelled], others: Iterable[Labelled]) -> list[Labelled]:
    """Each sentence once, and none with the same words as one of `others`, case and marks apart."""
    seen = {_plain(other.text) for other in others}
    kept: list[Labelled] = []
    for one in some:
        if (plain := _plain(one.text)) not in seen:
            seen.add(plain)
            kept.append(one)
    return kept


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
