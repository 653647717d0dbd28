"""Making the snapshot that the page about data offers."""

from datetime import UTC, datetime
from pathlib import Path

from app.errors import BadInput
from app.settings import Settings, place

_SMALL = 50_000_000
"""Bytes of database from which a snapshot takes longer than somebody waits for a first page."""


def publish(chosen: Settings, to: Path | None = None) -> str:
    """Make the snapshot anew, and say what was made."""
    from app.store import snapshot
    from app.web import snapshots, wording

    target = to or chosen.snapshot_file
    snapshot.make(chosen.database, target, snapshots.terms(chosen), datetime.now(UTC))
    made = snapshot.read(target)
    assert made is not None
    held = ", ".join(
        wording.count(made.rows[name], name[:-1]) for name in ("articles", "statements", "claims")
    )
    return f"{target}: {held}, {wording.size(made.size)}."


def publish_first(chosen: Settings) -> None:
    """Make the snapshot of a small archive where none can be offered; a big one's is its owner's to make."""
    from app.store.engine import require_head
    from app.web import snapshots

    require_head(chosen.database, place("migrations"))
    found, _ = snapshots.offered(chosen)
    if found is None and chosen.database.stat().st_size <= _SMALL:
        try:
            publish(chosen)
        except (BadInput, OSError):
            # Pages are worth more than the file: the page about data says how to make it.
            return
