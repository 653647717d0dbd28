"""Permanent addresses: every identifier ever minted leads to what it named, or to the reason why not."""

# ruff: noqa: S608 - statements are put together from constants of this module

import sqlite3

from app.store.verifying.fault import Fault, Findings

_NAMED = {
    "article": ("articles", "a"),
    "statement": ("statements", "s"),
    "claim": ("claims", "c"),
    "speaker": ("speakers", "p"),
    "judgement": ("judgements", "corrections"),
}
"""By kind, the table of what is named so, and what its addresses begin with."""
_GRAVE = "EXISTS (SELECT 1 FROM tombstones AS t WHERE t.ident = {of}.ident AND t.revived IS NULL)"
_LEADS = f"""
    SELECT i.ident, i.kind, EXISTS (SELECT 1 FROM redirects WHERE old = i.ident) AS led,
        {_GRAVE.format(of="i")} AS grave, {{there}} AS there
    FROM identifiers AS i
"""
_THERE = "EXISTS (SELECT 1 FROM {table} WHERE ident = i.ident)"
_UNMINTED = """
    SELECT r.ident FROM {table} AS r LEFT JOIN identifiers AS i ON i.ident = r.ident
    WHERE i.kind IS NULL OR i.kind <> '{kind}'
"""
_STATES = f"SELECT r.ident, r.state, {_GRAVE.format(of='r')} AS grave FROM {{table}} AS r"
_STATES_WITHIN = f"""
    SELECT r.ident, iif(a.state = 'live', r.state, a.state) AS state, {_GRAVE.format(of="r")} AS grave
    FROM {{table}} AS r JOIN articles AS a ON a.id = r.article_id
"""
"""Of what goes out of sight with its article."""
_HIDDEN = {"withdrawn", "removed", "erased"}


def identifiers(db: sqlite3.Connection) -> Findings:
    """Each leads somewhere, and each thing has one that was minted for it."""
    there = " ".join(
        f"WHEN '{kind}' THEN {_THERE.format(table=table)}" for kind, (table, _) in _NAMED.items()
    )
    for row in db.execute(_LEADS.format(there=f"CASE i.kind {there} ELSE 0 END")):
        leads = row["there"] or row["led"] or row["grave"]
        yield None if leads else Fault(_path(row["kind"], row["ident"]), "it leads nowhere")
    for kind, (table, _) in _NAMED.items():
        for (ident,) in db.execute(_UNMINTED.format(table=table, kind=kind)):
            yield Fault(_path(kind, ident), "its identifier was not minted for it")


def redirects(db: sqlite3.Connection) -> Findings:
    """Each ends at something of the same kind."""
    onward = {row["old"]: row["new"] for row in db.execute("SELECT old, new FROM redirects")}
    kinds = dict(db.execute("SELECT ident, kind FROM identifiers WHERE ident IN (SELECT old FROM redirects)"))
    for old, kind in kinds.items():
        end, passed = old, set[str]()
        while end in onward and end not in passed:
            passed.add(end)
            end = onward[end]
        found = db.execute("SELECT kind FROM identifiers WHERE ident = ?", (end,)).fetchone()
        if end in passed:
            yield Fault(_path(kind, old), "it leads round in a circle")
        else:
            same = found is not None and found[0] == kind
            yield None if same else Fault(_path(kind, old), f"it leads to {end}, which is no {kind}")


def tombstones(db: sqlite3.Connection) -> Findings:
    """What is out of sight says why, and nothing else does."""
    for kind, (table, _) in _NAMED.items():
        if kind == "judgement":  # those that were taken back stay on record
            continue
        states = _STATES_WITHIN if kind in ("statement", "claim") else _STATES
        for row in db.execute(states.format(table=table)):
            if (row["state"] in _HIDDEN) == bool(row["grave"]):
                yield None
            else:
                why = "and gives no reason" if not row["grave"] else "and yet is said to be withdrawn"
                yield Fault(_path(kind, row["ident"]), f"it is {row['state']}, {why}")


def _path(kind: str, ident: str) -> str:
    return f"/{_NAMED[kind][1]}/{ident}" if kind in _NAMED else f"identifier {ident} ({kind})"
