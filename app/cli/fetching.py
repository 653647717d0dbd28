"""The network client as it was chosen."""

from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from app.reading.fetch import Fetcher


def fetcher(settings: Settings) -> "Fetcher":
    """A client for one run, with the limits and manners that `settings` state."""
    import stamina

    from app.reading.fetch import Fetcher
    from app.reading.network.asking import Manners
    from app.reading.network.exchange import Limits
    from app.reading.network.guard import Network

    stamina.instrumentation.set_on_retry_hooks(())  # a failure is told once, when it is one
    total = settings.fetch_timeout
    return Fetcher(
        Limits(connect=min(10, total), silence=min(15, total), total=total, size=settings.fetch_limit),
        Manners(contact=settings.contact, delay=settings.fetch_delay),
        Network(allow_local=settings.allow_local),
    )
