"""Facts at the top of a text, between two lines of dashes."""

import re

import yaml

from app.errors import BadInput

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_LONGEST_FRONT = 20_000
"""In characters; far more than any facts take, and soon parsed."""


def split(whole: str) -> tuple[dict[str, object], str]:
    """Front matter between two lines of dashes at the very top, and the text after it, untouched.

    Raises BadInput where it is not what facts are written in.
    """
    opening = _OPENING.match(whole)
    if not opening:
        return {}, whole
    closing = _CLOSING.search(whole, opening.end())
    if not closing:
        raise BadInput("front matter begins on line 1 with --- and no second --- ends it")
    if closing.start() > _LONGEST_FRONT:
        raise BadInput(
            f"front matter, from the --- on line 1 on, is longer than {_LONGEST_FRONT:,} characters"
        )
    try:
        # BaseLoader leaves every value as written: "NO" is Norway, not false.
        stated = yaml.load(whole[opening.end() : closing.start()], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(f"front matter is not YAML{_where(error)}") from error
    if stated is None or stated == "":
        stated = {}
    if not isinstance(stated, dict) or not all(isinstance(key, str) for key in stated):
        raise BadInput("front matter is not a list of lines of the form key: value")
    return stated, whole[closing.end() :]


def _where(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        # The mark counts lines from 0, below the opening dashes.
        return f": line {error.problem_mark.line + 2}: {error.problem or 'cannot be parsed'}"
    return ""
