"""What is passed over where nobody named it file by file: other kinds of files, and a project's own."""

from collections import Counter, defaultdict
from pathlib import Path, PurePath

from app.reading.formats import FORMATS, ending
from app.reading.sidecars import SIDECAR

_ITS_OWN = frozenset(
    {
        *("README", "LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS", "CHANGELOG", "CHANGES"),
        *("CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY"),
    }
)
"""What files are called by convention that tell of the others in a folder: in capitals, as nobody calls an
article."""


class Passed:
    """What was passed over, by kind: each file once, however often its folder is walked."""

    def __init__(self) -> None:
        self._kinds: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, file: Path) -> None:
        """One more; a sidecar is none, as it is read with its article."""
        kind = file.name if is_its_own(file.name) else ending(file.name) or "no ending"
        if kind != SIDECAR:
            # A number each: names of a million files would take much more.
            self._kinds[kind].add(hash(str(file)))

    @property
    def kinds(self) -> dict[str, int]:
        """How many of each kind, the most frequent first."""
        return dict(Counter({kind: len(files) for kind, files in sorted(self._kinds.items())}).most_common())


def is_article(name: str) -> bool:
    """Whether a file that nobody named may be one: of a known kind, and not what tells of the folder."""
    return ending(name) in FORMATS and not is_its_own(name)


def is_its_own(name: str) -> bool:
    """Whether a file is called as those are that tell of a folder: "README.md"."""
    return PurePath(name).stem in _ITS_OWN
