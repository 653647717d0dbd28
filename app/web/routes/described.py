"""What OpenAPI says alike of every list and every record."""

from typing import Annotated, Any

from fastapi import Path

from app.web.errors import Problem

LIST: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "A value that cannot be understood"},
    422: {"model": Problem, "description": "A parameter out of bounds"},
}
RECORD: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "Never filed here"},
    410: {"model": Problem, "description": "Withdrawn, with the reason"},
    422: {"model": Problem, "description": "Not an identifier"},
}


def _as_json(responses: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """The same refusals of an address whose good answer is no JSON: they are JSON all the same."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
    return {
        status: {"description": told["description"], "content": content} for status, told in responses.items()
    }


LIST_FILE = _as_json(LIST)
RECORD_FILE = _as_json(RECORD)

JSON_LD_LIST: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"application/ld+json": {"schema": {"type": "object", "required": ["@context", "@graph"]}}}
    }
}
"""The answer of a list as JSON-LD, which is taken for mere text otherwise."""
JSON_LD_RECORD: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/ld+json": {"schema": {"type": "array", "items": {"type": "object"}}}}}
}

Ident = Annotated[
    str, Path(description="An identifier: eight characters, for good.", max_length=64, examples=["4h7k2m9p"])
]
Number = Annotated[int, Path(description="A version's number.", ge=1)]
