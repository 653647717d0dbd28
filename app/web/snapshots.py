"""The snapshot as pages and Datasette tell of it: from the allow-list that it is made by."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from app.settings import Settings
from app.store import snapshot
from app.store.public import TABLES
from app.store.snapshot import Snapshot

TITLE = "Cuttings"
ABOUT = (
    "Who said what, exactly, and where: statements and claims found by machine in news articles, each with "
    "the paragraph it stands in. Compare words with their paragraph before you repeat them."
)
LICENCE = (
    "The words are those of the articles’ publishers and of the people they quote, and stay theirs: "
    "quote them, with their source. What Cuttings adds, such as identifiers and links, may be used freely."
)


def terms(chosen: Settings) -> snapshot.Terms:
    """The terms on which this site shows anything."""
    return snapshot.Terms(chosen.publish_text == "full", chosen.display_threshold)


def offered(chosen: Settings) -> tuple[Snapshot | None, str]:
    """The snapshot that may be handed out, or None and why not."""
    file = chosen.snapshot_file
    try:
        told = file.stat()
        found = _read(file, told.st_mtime_ns, told.st_size, told.st_ino)
    except OSError:
        found = None
    if found is None:
        return None, "No snapshot has been made yet."
    # One made on other terms may hold what is not shown now.
    if not found.current or found.terms != terms(chosen):
        return None, "The last snapshot was made on other terms than this site has now."
    return found, ""


def metadata(home: str) -> dict[str, Any]:
    """What Datasette shows of the file ``cuttings.db``; `home` is the site's address."""
    return {
        "title": TITLE,
        "description": ABOUT,
        "license": LICENCE,
        "license_url": f"{home}/data",
        "source": "Cuttings",
        "source_url": f"{home}/",
        "databases": {
            "cuttings": {
                "tables": {
                    table.name: {
                        "description": table.told,
                        **({"label_column": table.label} if table.label else {}),
                        "columns": {column.name: column.told for column in table.columns},
                    }
                    for table in TABLES
                }
            }
        },
    }


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int, _size: int, _inode: int) -> Snapshot | None:
    """Read once for each file that stands there: digest and counts go through all of it."""
    return snapshot.read(file)
