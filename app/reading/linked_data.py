"""What a page states about its article in JSON-LD (schema.org)."""

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from app.reading.markup import Element

_KINDS = ("newsarticle", "article", "posting", "report")
"""Ends of the types that an article can have, the most telling first."""
_MOST = 2_000
"""Objects looked at on one page."""
Stated = Mapping[str, Any]


def article(root: Element) -> Stated:
    """The first object that is an article, with what it refers to by name; empty where there is none."""
    objects = list(_objects(root))
    named = {one["@id"]: one for one in reversed(objects) if isinstance(one.get("@id"), str) and len(one) > 1}
    for kind in _KINDS:
        for one in objects:
            if any(str(type_).lower().endswith(kind) for type_ in listed(one.get("@type"))):
                return {key: _followed(value, named) for key, value in one.items()}
    return {}


def listed(value: object) -> list[Any]:
    """A value that may be one or several, as several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def words(value: object) -> str | None:
    """The text, or the name, that a value is or holds."""
    for one in listed(value):
        found = one.get("name") or one.get("@value") if isinstance(one, dict) else one
        if isinstance(found, list):
            found = next(iter(found), None)
        if isinstance(found, str) and found.strip():
            return unescape(found).strip()
    return None


def part(value: object, key: str) -> object:
    """What the first object of `value` holds under `key`."""
    return next((one[key] for one in listed(value) if isinstance(one, dict) and key in one), None)


def _objects(root: Element) -> Iterator[dict[str, Any]]:
    waiting: list[object] = []
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            try:
                waiting.append(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(_MOST):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]


def _followed(value: object, named: Mapping[str, Stated]) -> object:
    if isinstance(value, list):
        return [_followed(one, named) for one in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return named.get(value.get("@id", ""), value)
    return value
