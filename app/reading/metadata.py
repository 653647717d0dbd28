"""What documents state of themselves: mostly what a program filled in, so only what makes sense."""

import re

# What programs call what nobody gave a name, and what they put before a file's name.
_NO_TITLE = re.compile(
    r"(?:untitled|document|doc|new|microsoft word|word|slide"
    r"|presentation|scan|page|title|print|layout|blank)\b"
    r"(?:[\s\d._-]*$|\s*-)|.*\.\w{2,5}$|.*[\\/_{}<>|].*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,]+(?:and |& )?[^\W\d_][\w.'’-]*){1,11}")
_NO_AUTHOR = re.compile(
    r"\b(?:admin\w*|user|owner|author|unknown|default|office|microsoft|adobe|windows|python|writer|test|guest"
    r"|computer|laptop|account|scanner|copier|inc|ltd|gmbh|software)\b",
    re.IGNORECASE,
)
_LONGEST = 300


def facts_of(title: object, author: object) -> dict[str, object]:
    """Title and author where a person seems to have stated them.

    Dates are left out: they say when the file was made, not when the article was published.
    """
    found: dict[str, object] = {}
    if (words := _words(title)) and len(words.split()) > 1 and not _NO_TITLE.fullmatch(words):
        found["title"] = words
    if (words := _words(author)) and _NAME.fullmatch(words) and not _NO_AUTHOR.search(words):
        found["author"] = words
    return found


def _words(stated: object) -> str:
    words = " ".join(stated.split()) if isinstance(stated, str) else ""
    return words if len(words) <= _LONGEST and words.isprintable() else ""
