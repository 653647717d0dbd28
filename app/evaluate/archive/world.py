"""Who speaks in the made-up archive and who prints it: each by a rank, the first the commonest."""

# ruff: noqa: E501 - long lines are lists of words, of columns

from dataclasses import dataclass
from functools import lru_cache

from app.evaluate.archive.vocabulary import made_up

COUNTRIES = tuple(
    line.split(" ", 1)
    for line in """
US United States;RU Russia;CN China;UA Ukraine;GB Britain;IL Israel;DE Germany;FR France;IR Iran;IN India;TR Turkey
SY Syria;JP Japan;KZ Kazakhstan;PK Pakistan;AF Afghanistan;IQ Iraq;PL Poland;EG Egypt;SA Saudi Arabia;CA Canada
AU Australia;IT Italy;ES Spain;BR Brazil;MX Mexico;ZA South Africa;NG Nigeria;KE Kenya;ET Ethiopia;KR South Korea
KP North Korea;UZ Uzbekistan;KG Kyrgyzstan;TJ Tajikistan;TM Turkmenistan;AZ Azerbaijan;AM Armenia;BY Belarus
LT Lithuania;LV Latvia;EE Estonia;FI Finland;SE Sweden;NO Norway;DK Denmark;NL Netherlands;BE Belgium;AT Austria
CH Switzerland;HU Hungary;RO Romania;BG Bulgaria;GR Greece;RS Serbia;HR Croatia;PT Portugal;AR Argentina;CL Chile
PE Peru;CO Colombia;VE Venezuela;CU Cuba;VN Vietnam;TH Thailand;MY Malaysia;ID Indonesia;PH Philippines;SG Singapore
BD Bangladesh;LK Sri Lanka;NP Nepal;MM Myanmar;KH Cambodia;MN Mongolia;NZ New Zealand;LY Libya;TN Tunisia;DZ Algeria
MA Morocco;SD Sudan;SO Somalia;GH Ghana;SN Senegal;ML Mali;TZ Tanzania;UG Uganda;ZM Zambia;MD Moldova;QA Qatar
""".replace("\n", ";").strip(";").split(";")
)  # fmt: skip
BLOCS = (
    ("eu", "European Union"),
    ("nato", "NATO"),
    ("un", "United Nations"),
    ("brics", "BRICS"),
    ("g20", "G20"),
)
TOPICS = (
    "politics", "war", "economy", "energy", "diplomacy", "elections", "trade", "health", "justice", "security",
    "migration", "climate", "culture", "education", "technology", "transport", "sport", "religion", "science",
    "agriculture", "housing", "labour", "media", "water", "space", "tourism", "finance", "mining", "fisheries",
    "forests", "aviation", "railways", "food", "cities", "youth", "pensions", "heritage", "language", "weather",
    "chess",
)  # fmt: skip
LANGUAGES = ("en", "en", "en", "en", "en", "en", "en", "en-GB", "ru", "de", "fr", "es")
OUTLETS = 300
_GIVEN, _GIVEN_NAMES, _SURNAMES = 70, 400, 9000
_PAPERS = ("Courier", "Herald", "Observer", "Times", "Tribune", "Dispatch", "Gazette", "Wire", "Post", "Star")
BODIES = ("Ministry", "Institute", "Bank", "Party", "Agency", "Council", "Union", "Group")
ROLES = (
    "foreign minister", "president", "spokesman", "prime minister", "analyst", "member of parliament", "economist",
    "defence minister", "ambassador", "mayor", "lawyer", "engineer", "professor", "director",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody who speaks."""

    rank: int
    name: str
    short: str
    """Another form of the name, as articles use it once they gave the whole."""
    kind: str
    role: str
    country: int | None
    """Index into `COUNTRIES`."""

    @property
    def key(self) -> str:
        """What its entities have in common."""
        return f"{'person' if self.kind == 'person' else 'body'}:{self.name.lower()}"


@dataclass(frozen=True, slots=True)
class Paper:
    """An outlet."""

    name: str
    country: str
    domain: str


@lru_cache(maxsize=1 << 15)
def figure(rank: int) -> Figure:
    """The speaker of a rank; of a hundred some 78 are people."""
    mixed = rank * 7919 + 13
    country = None if mixed % 7 == 0 else min(_spread(mixed), len(COUNTRIES) - 1)
    if mixed % 100 < 78:
        given = made_up(_GIVEN + mixed % _GIVEN_NAMES).title()
        surname = made_up(_SURNAMES + rank).title()
        return Figure(rank, f"{given} {surname}", surname, "person", ROLES[mixed % len(ROLES)], country)
    called = f"{made_up(_SURNAMES + rank).title()} {BODIES[mixed % len(BODIES)]}"
    kind = "organisation" if mixed % 100 < 94 else "publication" if mixed % 100 < 98 else "unnamed"
    short = "".join(word[0] for word in called.split()) + made_up(rank)[:2].upper()
    return Figure(rank, called, short, kind, "the", country)


@lru_cache(maxsize=OUTLETS)
def outlet(rank: int) -> Paper:
    """The outlet of a rank."""
    place = made_up(4000 + rank).title()
    name = f"The {place} {_PAPERS[rank % len(_PAPERS)]}"
    country = COUNTRIES[min(_spread(rank * 31 + 5), len(COUNTRIES) - 1)][0]
    return Paper(name, country, f"{place.lower()}-{rank}.example")


def _spread(number: int) -> int:
    """A number that is small for most: as countries are, a few have most."""
    return int((1 / (0.011 + (number * 2654435761 % 1000) / 1000)) ** 1.0) - 1
