"""Whether speakers are joined across articles as a careful archivist would join them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.evaluate.scores import Figures, Score
from app.link import joining, speakers
from app.records import Entity, Evidence, Form, Place, PrintedRole, Span, SpeakerKind

_NOWHERE = Span(0, 0)


def names(paths: Sequence[Path], articles: Path) -> Figures:  # noqa: ARG001 - what every measure is given
    """Precision and recall of joining, over pairs of what two articles print (``names.jsonl``)."""
    pairs = [pair for path in paths for pair in _pairs(path)]
    wanted = [pair["same"] is True for pair in pairs]
    found = [is_joined(entity(pair["a"]), entity(pair["b"])) for pair in pairs]
    right = sum(w and f for w, f in zip(wanted, found, strict=True))
    return {"names": Score(right, sum(found), right, sum(wanted))}


def is_joined(one: Entity, other: Entity) -> bool:
    """Whether two entities of different articles become one speaker, were there no other article."""
    links = [speakers.link([each])[0] for each in (one, other)]
    if links[0].key == links[1].key and links[0].shared:
        return True
    known = {n: evidence(e, f"{n}:{x.key}") for n, (e, x) in enumerate(zip((one, other), links, strict=True))}
    if joining.blocks(known[0]).isdisjoint(joining.blocks(known[1])):
        return False
    _, stands_for = joining.decided(known, [(0, 1)])
    return stands_for[0] == stands_for[1]


def entity(printed: Mapping[str, Any]) -> Entity:
    """What an article prints of somebody, as extraction would have gathered it."""
    country = printed["country"]
    return Entity(
        name=printed["name"],
        kind=SpeakerKind(printed["kind"]),
        aliases=tuple(sorted(printed["aliases"])),
        roles=tuple(PrintedRole(role, _NOWHERE) for role in printed["roles"]),
        home=Place(country, _NOWHERE, "name") if country else None,
    )


def evidence(of: Entity, key: str) -> Evidence:
    """All there is of somebody who is in one article only."""
    form = Form(of.name, of.kind, of.home.code if of.home else None, 1)
    return Evidence(key, (form,), of.aliases, tuple(role.words for role in of.roles))


def _pairs(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} does not hold pairs of names: {error}") from error
