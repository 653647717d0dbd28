"""One Settings, built by entry points and passed down as values."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

SHORTEST_TOKEN = 16
"""Characters of a token that nobody can guess."""
_PACKAGE = Path(__file__).parent


def place(name: str) -> Path:
    """The folder `name` that lies at the top of a checkout and inside an installed wheel.

    `name` is one of ``templates``, ``static``, ``migrations`` and ``seeds``.
    """
    installed = _PACKAGE / "_top" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


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
    add_token: SecretStr = SecretStr("")
    """Who knows it may add articles in the browser; empty, nobody can."""
    upload_limit: int = Field(default=50_000_000, gt=0)
    """Bytes of one form that is sent to add articles, all its files together."""

    @field_validator("add_token")
    @classmethod
    def _long_enough(cls, token: SecretStr) -> SecretStr:
        if 0 < len(token.get_secret_value()) < SHORTEST_TOKEN:
            raise PydanticCustomError("short_token", f"has to be at least {SHORTEST_TOKEN} characters long")
        return token

    @property
    def snapshot_file(self) -> Path:
        """Where the public snapshot is."""
        return self.snapshot or self.database.with_name(f"{self.database.stem}-public.db")
