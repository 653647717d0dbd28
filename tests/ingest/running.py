"""Running the job in tests."""

from datetime import UTC, datetime

from app import ingest
from app.reading.origins import held

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def ingested(origins, written, now=NOW, **options):
    """The job on origins, or on articles read already: its summary and all outcomes."""
    origins = (one if hasattr(one, "reads") else held(one.place, [one]) for one in origins)
    events = []
    summary = ingest.run(origins, written, ingest.Options(**options), lambda: now, events.append)
    return summary, [one for one in events if isinstance(one, ingest.Outcome)]
