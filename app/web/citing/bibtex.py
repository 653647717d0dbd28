"""A citation as a BibTeX entry."""

from app.web.citing.cited import Cited, notes

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # Not \{ and \}: BibTeX counts braces whether escaped or not.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "#$%&_"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(cited: Cited) -> str:
    """An ``@article``, or ``@misc`` where the outlet is not stated; names and titles are kept as they are."""
    when = cited.published
    fields = {
        "title": f"{{{escaped(cited.title)}}}",
        # In braces of its own: who is one person and who several is for a reader to tell.
        "author": f"{{{escaped(cited.author)}}}" if cited.author else "",
        "journal": escaped(cited.outlet),
        "year": str(when.year) if when else "n.d.",
        "date": when.isoformat() if when else "",
        "url": cited.permalink.replace("{", "%7B").replace("}", "%7D"),
        "urldate": cited.captured.isoformat(),
        "langid": escaped(cited.language),
        "note": escaped(_note(cited)),
    }
    written = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if when:
        # One of the names that every style knows, so without braces.
        written.insert(-1, f"  month = {_MONTHS[when.month - 1]},")
    kind = "article" if cited.outlet else "misc"
    return "\n".join([f"@{kind}{{{cited.key},", *written, "}\n"])


def escaped(words: str) -> str:
    """The words as TeX prints them."""
    return words.translate(_SPECIAL)


def _note(cited: Cited) -> str:
    by = f" — {cited.by}." if cited.by else ""
    return f"{cited.words}{by} {notes(cited)} {cited.name}.".replace("  ", " ")
