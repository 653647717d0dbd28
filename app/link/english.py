"""What countries and languages are called in English."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import localedata


@dataclass(frozen=True, slots=True)
class Names:
    """English names by their codes, as Unicode's CLDR has them."""

    territories: Mapping[str, str]
    """By alpha-2 codes of countries, and by codes of parts of the world."""
    languages: Mapping[str, str]


@cache
def names() -> Names:
    """All that have a name."""
    # A `Locale` reads all that there is of any language and keeps it: five megabytes, for names of twelve kB.
    found = localedata.load("en", merge_inherited=False)
    # Others are to find there what English inherits, too.
    getattr(localedata, "_cache", {}).pop("en", None)
    return Names(dict(found["territories"]), dict(found["languages"]))
