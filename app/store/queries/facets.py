"""Facets: each parameter's values with the rows that choosing one would leave.

A facet's counts ignore what is chosen in it, for another choice would be one more; they do not ignore what is
left out in it, for that stays out whatever else is chosen. A value left out counts what it would have.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence

from sqlmodel import Session, text

from app.store.catalogue import choosing, counting
from app.store.catalogue.choosing import Chosen
from app.store.queries import choices, conditions
from app.store.queries.filters import NOBODY, Filter
from app.store.queries.views import Facet, Option

MOST = 50
"""Values shown of a facet, beside those chosen."""
Counted = Sequence[tuple[str, str, int]]
"""Values with their labels and counts, the most frequent first."""
_SHARED = ("p", "about", "bloc", "from", "via", "outlet", "topic", "kind", "type", "review")
_NAMED = text("""
    SELECT id, ident, name FROM speakers
    WHERE state <> 'removed' AND ident IN (SELECT value FROM json_each(:idents))
""")
_MOST = text("""
    SELECT p.id, p.ident, p.name, n.value AS found FROM json_each(:counts) AS n
    JOIN speakers AS p ON p.id = CAST(n.key AS INTEGER)
    ORDER BY n.value DESC, p.name, p.ident LIMIT :most
""")


def statement_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the statement list `wanted` asks for."""
    return _facets(db, wanted, choosing.statements(db, wanted), _SHARED, _of_rows)


def claim_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the claim list `wanted` asks for."""
    return _facets(db, wanted, choosing.claims(db, wanted), _SHARED, _of_rows)


def article_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the article list `wanted` asks for."""
    return _facets(db, wanted, choosing.articles(db, wanted), ("via", "outlet", "topic"), _of_rows)


def speaker_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the speaker list `wanted` asks for."""
    return _facets(db, wanted, choosing.speakers(db, wanted), ("about", "from", "topic", "kind"), _of_people)


def _facets(
    db: Session, wanted: Filter, found: Chosen, names: Sequence[str], counts: Callable[..., Mapping[str, int]]
) -> tuple[Facet, ...]:
    made = []
    for name in names:
        chosen, left_out = choices.chosen(wanted)[name], choices.excluded(wanted, name)
        if name == "p":
            made.append(Facet(name, _speakers(db, found, chosen, left_out)))
            continue
        counted = counts(found, name, [name])
        if left_out:
            # What leaving a value out takes away: all that has it, but for this facet's own choices.
            whole = counts(found, name, [name, conditions.EXCLUDED + name])
            counted = {value: count for value, count in counted.items() if value not in left_out} | {
                value: whole[value] for value in left_out if value in whole
            }
        ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        options = [(value, value, count) for value, count in ordered]
        made.append(Facet(name, _options(options, chosen, left_out, {})))
    return tuple(made)


def _of_rows(found: Chosen, facet: str, without: Collection[str]) -> Mapping[str, int]:
    """How many rows have each value."""
    if facet == "from":
        return counting.by_country(found, without)
    return counting.by_value(found, facet, without)


def _of_people(found: Chosen, facet: str, without: Collection[str]) -> Mapping[str, int]:
    """How many speakers say something that has each value, or are themselves of it."""
    if facet in ("about", "topic"):
        return counting.speakers_by_value(found, facet, without)
    if facet == "from":
        return counting.speakers_by_country(found, without)
    return counting.speakers_by_kind(found, without)


def _speakers(
    db: Session, found: Chosen, chosen: Sequence[str], left_out: Sequence[str]
) -> tuple[Option, ...]:
    """The speakers of the rows; their names are read for those that are shown alone."""
    asked = {*chosen, *left_out}
    named = db.connection().execute(_NAMED, {"idents": json.dumps(sorted(asked))}).all() if asked else ()
    known = {row.ident: (row.id, row.name) for row in named} | {NOBODY: (0, "")}
    counts = counting.by_speaker(found, ["p"])
    busiest = found.once("busiest", lambda: counting.most(counts, MOST), ["p"])
    if left_out:
        whole, counts = counting.by_speaker(found, ["p", conditions.EXCLUDED + "p"]), counts.copy()
        for id_ in (known[ident][0] for ident in left_out if ident in known):
            counts[id_] = whole[id_]
        busiest = counting.most(counts, MOST)
    most = {"counts": json.dumps(busiest), "most": MOST}
    options = {row.ident: (row.ident, row.name, row.found) for row in db.connection().execute(_MOST, most)}
    options |= {ident: (ident, name, int(counts[id_])) for ident, (id_, name) in known.items() if counts[id_]}
    ordered = sorted(options.values(), key=lambda option: (-option[2], option[1], option[0]))
    return _options(ordered, chosen, left_out, {ident: name for ident, (_, name) in known.items()})


def _options(
    counted: Counted, chosen: Sequence[str], excluded: Sequence[str], names: Mapping[str, str]
) -> tuple[Option, ...]:
    """The most frequent values and every one chosen or left out: what finds nothing stays visible."""
    asked = {*chosen, *excluded}
    shown = [
        Option(value, label, count, chosen=value in chosen, excluded=value in excluded)
        for rank, (value, label, count) in enumerate(counted)
        if rank < MOST or value in asked
    ]
    found = {option.value for option in shown}
    missing = [value for value in dict.fromkeys((*chosen, *excluded)) if value not in found]
    return (
        *shown,
        *(
            Option(value, names.get(value) or value, 0, chosen=value in chosen, excluded=value in excluded)
            for value in missing
        ),
    )
