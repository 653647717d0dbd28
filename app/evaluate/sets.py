"""Gold on disk → named sets: each corpus one, all readers' notes one, each folder of marked articles one."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from app.errors import BadInput
from app.evaluate import corpus, golden, marked
from app.evaluate.corpus import Reading
from app.evaluate.written import led_in
from app.reading.folds import fold

CORPUS, NOTES, MARKED = ".jsonl", ".gold.json", ".txt"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Gold that is measured together."""

    name: str
    files: tuple[Path, ...]

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of each file, by its name."""
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.files}

    @property
    def is_by_style(self) -> bool:
        """Whether each file holds articles of one style, worth a figure of its own."""
        return len(self.files) > 1 and self.files[0].name.endswith(MARKED)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents of each set are read, and how."""

    articles: Path
    """Folder of the articles that notes are about."""
    speech_only: bool = True
    fold: int | None = None
    """One tenth, by the digest of the documents' ids; None is all of them."""
    limit: int | None = None
    """At most so many of each set."""

    @property
    def is_everything(self) -> bool:
        """Whether every document is read as floors ask for."""
        return self.speech_only and self.fold is None and self.limit is None


def gold_sets(paths: Sequence[Path]) -> list[GoldSet]:
    """The sets that `paths` make up, in order; BadInput for what is not there or of an unknown kind."""
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        raise BadInput(f"There is no file {', '.join(missing)}.")
    members: dict[str, list[Path]] = {}
    for path in paths:
        members.setdefault(_set_name(path), []).append(path)
    return [GoldSet(name, tuple(sorted(files))) for name, files in members.items()]


def readings(gold: GoldSet, choice: Choice) -> Iterator[Reading]:
    """The chosen documents of a set."""
    every = (one for path in gold.files for one in _load(path, choice))
    wanted = (one for one in every if choice.fold is None or fold(one.id) == choice.fold)
    return islice(wanted, choice.limit)


def _set_name(path: Path) -> str:
    if path.name.endswith(NOTES):
        return "readers' notes"
    if path.name.endswith(CORPUS):
        return path.name
    if path.name.endswith(MARKED):
        return path.resolve().parent.name
    raise BadInput(f"{path} is no gold: known are {CORPUS}, {NOTES} and marked articles ({MARKED}).")


def _load(path: Path, choice: Choice) -> Iterator[Reading]:
    if path.name.endswith(NOTES):
        return iter([_as_corpora_have_it(golden.load(path, _article(path, choice.articles)))])
    if path.name.endswith(MARKED):
        return map(_as_corpora_have_it, marked.load(path))
    return corpus.load(path, speech_only=choice.speech_only)


def _as_corpora_have_it(reading: Reading) -> Reading:
    """Our own gold leaves a leading "that" out, which corpora count as content."""
    put_back = (replace(one, content=led_in(reading.text, one.content)) for one in reading.statements)
    return replace(reading, statements=tuple(put_back))


def _article(notes: Path, articles: Path) -> str:
    path = articles / f"{notes.name.removesuffix(NOTES)}.txt"
    if not path.is_file():
        raise BadInput(f"{notes}: its article {path} is not there; name its folder with --articles.")
    return path.read_bytes().decode()
