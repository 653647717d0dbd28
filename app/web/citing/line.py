"""A citation as a line of text, with dates and names in the style of the Associated Press."""

from datetime import date

from app.web.citing.cited import Cited, notes

_MONTHS = (
    *("Jan.", "Feb.", "March", "April", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def write(cited: Cited) -> str:
    """Words, who said them, where and when they were printed, what to know, and the permalink."""
    printed = [
        f"“{cited.title},”" if not cited.title.startswith("[") else f"{cited.title},",
        f"by {cited.author}," if cited.author else "",
        f"{cited.outlet}," if cited.outlet else "",
        day(cited.published) if cited.published else "n.d.",
        f"(captured {day(cited.captured)}).",
    ]
    where = " ".join(part for part in printed if part)
    by = f" — {cited.by}, in " if cited.by else " — In "
    return (
        f"{cited.words}{by}{where} {notes(cited)} {cited.name}: {cited.permalink}".replace("  ", " ") + "\n"
    )


def day(when: date) -> str:
    """A date as “Sept. 5, 2024”."""
    return f"{_MONTHS[when.month - 1]} {when.day}, {when.year}"
