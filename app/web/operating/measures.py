"""What Prometheus asks for: requests as they are counted, and how the archive fares at that moment."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Metric,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.registry import Collector

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Measures:
    """The measures of one app; each has a registry of its own, as tests make several in a process."""

    def __init__(self) -> None:
        # When each counter was made is of no use, and doubles what is sent.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "cuttings_requests", "Requests answered.", ("route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "cuttings_request_seconds",
            "From a request's first byte to the last of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._under_way = Gauge(
            "cuttings_requests_under_way", "Requests not yet answered.", registry=self.registry
        )
        self._refused = Counter(
            "cuttings_connections_refused",
            "Connections that were refused, or cut as they were late, by why.",
            ("reason",),
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)

    def under_way(self) -> AbstractContextManager[object]:
        """Inside of which a request counts as not yet answered."""
        return self._under_way.track_inprogress()

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def refused(self, reason: str, times: int = 1) -> None:
        """Count a connection that was refused or cut, of which no request tells."""
        self._refused.labels(reason).inc(times)

    def watch(self, measured: Callable[[], Iterable[Metric]]) -> None:
        """Have `measured` asked anew each time that somebody asks."""
        self.registry.register(_Asked(measured))

    def told(self) -> bytes:
        """All of them, as Prometheus reads them."""
        return generate_latest(self.registry)


class _Asked(Collector):
    def __init__(self, measured: Callable[[], Iterable[Metric]]) -> None:
        self._measured = measured

    def describe(self) -> Iterable[Metric]:
        return ()  # else the registry would ask for the values, to learn their names

    def collect(self) -> Iterable[Metric]:
        return self._measured()
