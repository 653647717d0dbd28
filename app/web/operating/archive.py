"""How the archive fares, measured when somebody asks: the last runs, what waits, what the disk holds."""

import time
from collections.abc import Iterator
from pathlib import Path

import structlog
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import Engine
from sqlmodel import Session

import app as package
from app.store.catalogue import keeping
from app.store.queries.views import Vitals
from app.store.queries.vitals import vitals

_log = structlog.get_logger()
BACKUPS = "backups"
"""The folder beside the database where backups are made, unless another is named."""


def measured(reader: Engine, database: Path) -> Iterator[Metric]:
    """Every measure; without those of the database where that cannot be read."""
    version = GaugeMetricFamily("cuttings_version", "Which Cuttings this is.", labels=("version",))
    version.add_metric((package.__version__,), 1)
    yield version
    try:
        with Session(reader) as db:
            found = vitals(db)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with it, that is what is measured then
        _log.warning("database not measured", error=str(error))
        found = None
    yield _gauge("cuttings_database_up", "Whether the database can be read.", found is not None)
    yield from _files(database)
    yield from _listed(keeping.of_engine(reader), found)
    if found is not None:
        yield from _runs(found)
        yield from _waiting(found)


def _files(database: Path) -> Iterator[Metric]:
    sizes = GaugeMetricFamily(
        "cuttings_database_bytes", "The database's files: itself, and its write-ahead log.", labels=("file",)
    )
    for name, path in (("main", database), ("wal", database.with_name(f"{database.name}-wal"))):
        sizes.add_metric((name,), path.stat().st_size if path.exists() else 0)
    yield sizes
    # How a copy is looked through comes with it: no page needs that.
    from app.store import backup  # noqa: PLC0415

    made = backup.listed(database.parent / BACKUPS, database.stem)
    if made:
        at = max(each.made for each in made).timestamp()
        yield _gauge("cuttings_backup_timestamp_seconds", "When the newest backup was made.", at)


def _listed(catalogue: keeping.Catalogue, found: Vitals | None) -> Iterator[Metric]:
    newest = catalogue.newest
    if newest is None:
        return
    seq, at = newest
    yield _gauge("cuttings_catalogue_timestamp_seconds", "When lists were last brought up to date.", at)
    yield _gauge("cuttings_catalogue_age_seconds", "How long ago that is.", time.time() - at)
    if found is not None:
        behind = max(0, found.changes - seq)
        yield _gauge(
            "cuttings_catalogue_behind", "Changes since: the next page that lists takes them in.", behind
        )


def _runs(found: Vitals) -> Iterator[Metric]:
    at = GaugeMetricFamily(
        "cuttings_run_timestamp_seconds", "When the last run that ended so did.", labels=("ended",)
    )
    articles = GaugeMetricFamily(
        "cuttings_run_articles", "What became of its articles.", labels=("ended", "outcome")
    )
    for run in found.runs:
        at.add_metric((run.how,), run.at.timestamp())
        for outcome in ("new", "changed", "unchanged", "failed"):
            articles.add_metric((run.how, outcome), getattr(run, outcome))
    yield at
    yield articles


def _waiting(found: Vitals) -> Iterator[Metric]:
    yield _gauge(
        "cuttings_submissions_waiting", "What was added in the browser and is not read.", found.waiting
    )
    if found.waiting_since is not None:
        since = found.waiting_since.timestamp()
        yield _gauge(
            "cuttings_submissions_waiting_since_seconds", "When the first of it was received.", since
        )
    yield _gauge("cuttings_reports_open", "Reports of readers that nobody answered.", found.reported)


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)
