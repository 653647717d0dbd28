"""The ingestion job: from what reading gives to what the database holds."""

from app.ingest.job import run
from app.ingest.linked import compared, matched
from app.ingest.outcomes import Outcome, Summary

__all__ = ["Outcome", "Summary", "compared", "matched", "run"]
