"""Articles damaged as no newsroom would: cut, doubled, mixed, and strewn with what parsers trip over."""

from collections.abc import Sequence
from random import Random

_STREWN = (
    *"\"“”„«»‘’'`()[]<>*•—–-…,.:;?!%$€&/\\|_@#~^",
    *("''", "``", "&quot;", "â€œ", "â€\x9d"),
    *("\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\x0b", "\x1c", "\x85", "\ufeff", "  \n  "),
    *(
        "\x00",
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2067",
        "\u2069",
        "\u0301",
        "\u20dd",
        "\ufffd",
        "\ud800",
        "\udfff",
    ),
    *("İ", "ß", "ﬁ", "Ǆ", "ẞ", "한", "字", "🙂", "👩\u200d👩\u200d👧", "\U0010ffff", "١", "½", "Ⅷ"),
    *(
        " said ",
        " that ",
        "according to ",
        "“ he said”",
        "Q: ",
        "A: ",
        "— ",
        "* ",
        "(laughs)",
        "Mr. ",
        " 40% ",
    ),
)


def damaged(articles: Sequence[str], rng: Random) -> str:
    """An article, or pieces of several, with a few wounds."""
    text = _mixed(articles, rng) if rng.random() < 0.3 else rng.choice(articles)
    for _ in range(rng.randint(1, 12)):
        text = rng.choice((_strewn, _strewn, _cut, _doubled, _moved, _long, _cased))(text, rng)
    return text[: rng.randint(200, 1500)] if len(text) > 200 else text


def _mixed(articles: Sequence[str], rng: Random) -> str:
    return rng.choice((" ", "\n", "\n\n")).join(_piece(rng.choice(articles), rng) for _ in range(4))


def _piece(text: str, rng: Random) -> str:
    start = rng.randrange(len(text) + 1)
    return text[start : start + rng.randint(1, 300)]


def _strewn(text: str, rng: Random) -> str:
    for _ in range(rng.randint(1, 10)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(_STREWN) + text[at + rng.randint(0, 2) :]
    return text


def _cut(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.randint(1, 80) :]


def _doubled(text: str, rng: Random) -> str:
    piece = _piece(text, rng)
    at = rng.randrange(len(text) + 1)
    return text[:at] + piece * rng.randint(1, 3) + text[at:]


def _moved(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[at:] + text[:at]


def _long(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(_STREWN) * rng.choice((3, 50, 1200)) + text[at:]


def _cased(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    end = at + rng.randint(1, 200)
    return text[:at] + rng.choice((str.upper, str.lower, str.swapcase, str.title))(text[at:end]) + text[end:]
