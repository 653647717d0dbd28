"""A citation as CSL JSON, which citation processors read."""

import json
from datetime import date
from typing import Any

from app.web.citing.cited import Cited, notes

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def write(cited: Cited) -> str:
    """A list of one item; without a date of issue processors print “n.d.” themselves."""
    by = f" — {cited.by}." if cited.by else ""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "author": [{"literal": cited.author}] if cited.author else None,
        "container-title": cited.outlet,
        "issued": _date(cited.published) if cited.published else None,
        "accessed": _date(cited.captured),
        "language": cited.language,
        "source": "Cuttings",
        "number": cited.ident,
        "version": str(cited.version) if cited.version is not None else None,
        "URL": cited.permalink,
        "note": f"{cited.words}{by} {notes(cited)} {cited.name}.".replace("  ", " "),
    }
    written = [
        f'    "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in item.items() if value
    ]
    return "[\n  {\n" + ",\n".join(written) + "\n  }\n]\n"


def _date(when: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[when.year, when.month, when.day]]}
