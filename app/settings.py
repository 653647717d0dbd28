"""One Settings, built by entry points and passed down as values."""

from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

UNIX = "unix"
"""Among proxies: whoever comes by a socket file."""
SHORTEST_TOKEN = 16
"""Characters of a token that nobody can guess."""
_PACKAGE = Path(__file__).parent


def place(name: str) -> Path:
    """The folder `name` that lies at the top of a checkout and inside an installed wheel.

    `name` is one of ``templates``, ``static``, ``migrations`` and ``seeds``.
    """
    installed = _PACKAGE / "_top" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def _parted(told: str) -> list[str]:
    return [each for each in map(str.strip, told.split(",")) if each]


class Settings(BaseSettings):
    """What can be chosen, by ``CUTTINGS_…`` variables or by a command's options."""

    model_config = SettingsConfigDict(env_prefix="CUTTINGS_", frozen=True, hide_input_in_errors=True)

    database: Path = Path("cuttings.db")
    article_limit: int = Field(default=2_000_000, gt=0)
    """Largest article file, in bytes."""
    article_seconds: float = Field(default=300, gt=0)
    """The longest that extraction from one article may take, where several processes work."""
    base_url: str = ""
    """Public address in front of permalinks; empty takes it from each request."""
    display_threshold: float = Field(default=0.5, ge=0, le=1)
    """Below this confidence a page shows the source as written instead of a name."""
    publish_text: Literal["full", "passages"] = "full"
    """Whether readers see whole articles, or only the paragraphs around statements."""
    snapshot: Path | None = None
    """The public snapshot of the database; None puts it beside the database."""
    contact: str = Field(default="", pattern=r"^[ -~]*$")
    """Told to every site that is read, in the user agent: an address of the web or of mail."""
    fetch_timeout: float = Field(default=30, gt=0)
    """Seconds that reading one address may take."""
    fetch_limit: int = Field(default=20_000_000, gt=0)
    """Largest answer of an address, in bytes."""
    fetch_delay: float = Field(default=1, ge=0)
    """Seconds between two requests to one host; robots.txt can ask for more."""
    allow_local: bool = False
    """Whether addresses of one's own machine and network may be read."""
    query_seconds: float = Field(default=10, ge=0)
    """The longest that reading for one page may take before it is stopped; 0 sets no limit."""
    page_size: int = Field(default=25, gt=0, le=200)
    kept_answers: int = Field(default=16_000_000, ge=0)
    """Bytes of answers that are given again for as long as nothing is written; 0 makes each anew."""
    add_token: SecretStr = SecretStr("")
    """Who knows it may add articles in the browser; empty, nobody can."""
    upload_limit: int = Field(default=50_000_000, gt=0)
    """Bytes of one form that is sent to add articles, all its files together."""
    log_format: Literal["text", "json"] = "text"
    """How what happens is told on standard error: for a person, or as one JSON object a line."""
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    """From what on it is told; "info" has a line for every request."""
    metrics_token: SecretStr = SecretStr("")
    """Who knows it may read the measures; empty, only a machine that serves nobody but itself may."""
    searches_per_minute: int = Field(default=240, ge=0)
    """Searches that one client may make, a quarter of them at once; 0 sets no limit."""
    checks_per_minute: int = Field(default=30, ge=0)
    """Texts that one client may have looked for quotations in, a quarter of them at once; 0 sets no limit."""
    exports_at_once: int = Field(default=4, ge=0)
    """Whole lists that one client is sent at once, and a quarter of what all are; 0 sets no limit."""
    reports_per_ten_minutes: int = Field(default=10, gt=0)
    """Reports that one client may send."""
    wrong_logins_per_minute: int = Field(default=5, gt=0)
    """Wrong passwords, and wrong tokens, that one client may try."""
    connections: int = Field(default=500, gt=0)
    """Connections that are served at a time; who comes beside them is asked to come again."""
    connections_of_one: int = Field(default=100, gt=0)
    """Those of one client, where it is neither this machine nor a trusted proxy."""
    trusted_proxies: str = "127.0.0.1,::1,unix"
    """Addresses and networks of the proxies that are believed whom they ask for, `unix` for who comes by a
    socket file; empty, nobody is."""
    stop_seconds: int = Field(default=30, gt=0)
    """How long answers that are being sent have to end once the server is to stop."""

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, told: str) -> str:
        for each in _parted(told):
            try:
                if each != UNIX:
                    ip_network(each)
            except ValueError as error:
                # A star among them: whoever believes everybody lets clients choose their addresses.
                raise PydanticCustomError(
                    "proxy",
                    "has to be addresses or networks, with commas between: “{each}” is none",
                    {"each": each},
                ) from error
        return told

    @field_validator("add_token", "metrics_token")
    @classmethod
    def _long_enough(cls, token: SecretStr) -> SecretStr:
        if 0 < len(token.get_secret_value()) < SHORTEST_TOKEN:
            raise PydanticCustomError("short_token", f"has to be at least {SHORTEST_TOKEN} characters long")
        return token

    @property
    def proxies(self) -> list[str]:
        """Each of the trusted proxies."""
        return _parted(self.trusted_proxies)

    @property
    def snapshot_file(self) -> Path:
        """Where the public snapshot is."""
        return self.snapshot or self.database.with_name(f"{self.database.stem}-public.db")
