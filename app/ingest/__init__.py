"""The ingestion job: from what reading gives to what the database holds."""

from app.ingest.job import Options, run
from app.ingest.origins import READERS
from app.ingest.outcomes import Begun, Event, Stopped, Summary, Waiting
from app.ingest.planning import plan
from app.ingest.retrying import failed_places
from app.records import Outcome

__all__ = [
    "READERS",
    "Begun",
    "Event",
    "Options",
    "Outcome",
    "Stopped",
    "Summary",
    "Waiting",
    "failed_places",
    "plan",
    "run",
]
