"""An article's entities and the speakers they are linked to."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import and_
from sqlmodel import Session, col, select

from app.records import Entity, Form, Link, Place, PrintedRole, Profile, Span, SpeakerKind
from app.store import identifiers
from app.store import tables as t
from app.store.saving import apart, articles, passages, renamed, rows
from app.store.saving import joining as joined

Describe = Callable[[Collection[Form], Collection[str]], Profile]
"""What a speaker is called and is, from all its forms and aliases."""
Appearing = tuple[articles.Captured, Sequence[Entity], Sequence[Link]]
"""An article with its entities and what links each."""
NAMED_NOWHERE = "No article in this archive names this speaker any more."


_KNOWN = "SELECT id, key, state, ident FROM speakers WHERE key IN (SELECT value FROM json_each(:keys))"
_ALONE = "UPDATE speakers SET stands_for = id WHERE id = ?"
_DESCRIBED = """
    SELECT id, name, kind, country, state FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who appears in an article."""

    entities: tuple[int, ...]
    """The rows of its entities, in their order."""
    speakers: tuple[int, ...]
    """The speaker of each entity, in the entities' order."""
    touched: frozenset[int]
    """Speakers whose entities this save may have changed."""


def cast(
    db: Session, article: "t.Article", entities: Sequence[Entity], links: Sequence[Link], now: datetime
) -> Cast:
    """Store the article's entities, each with its speaker; a key not met before makes a new speaker."""
    keys, links = apart.told(db, article, entities, _keys(article.ident, links), links)
    known = _rows_of(db, article)
    if known:
        renamed.carry_over(db, article, entities, keys, now)
    named = _speakers(db, _firsts(zip(keys, entities, strict=True)), now)
    speakers = tuple(named[key] for key in keys)
    touched = frozenset((*speakers, *(row.speaker_id for row in known)))
    records = _records(db, known)
    ids = tuple(row.id for row in known)
    if [records[id_] for id_ in ids] != [_tidy(entity) for entity in entities]:
        for row in known:
            db.delete(row)
        db.flush()
        ids = tuple(_add(db, [(article.id, *each) for each in zip(entities, links, speakers, strict=True)]))
    else:
        for row, link, speaker in zip(known, links, speakers, strict=True):
            passages.change(db, row, _linked(link, speaker))
        db.flush()
    return Cast(ids, speakers, touched)


def add(db: Session, new: Sequence[Appearing], now: datetime) -> list[Cast]:
    """As `cast`, of articles not stored before."""
    keys = [_keys(article.article, links) for article, _, links in new]
    pairs = (
        pair for own, (_, each, _) in zip(keys, new, strict=True) for pair in zip(own, each, strict=True)
    )
    named = _speakers(db, _firsts(pairs), now)
    speakers = [tuple(named[key] for key in own) for own in keys]
    appearing = [
        (article.article_id, *each)
        for (article, entities, links), own in zip(new, speakers, strict=True)
        for each in zip(entities, links, own, strict=True)
    ]
    ids = iter(_add(db, appearing))
    return [Cast(tuple(islice(ids, len(own))), own, frozenset(own)) for own in speakers]


def _keys(article: str, links: Sequence[Link]) -> list[str]:
    return [link.key if link.shared else f"{article}:{link.key}" for link in links]


def _firsts(named: Iterable[tuple[str, Entity]]) -> dict[str, Entity]:
    """By key the first entity that has it."""
    firsts: dict[str, Entity] = {}
    for key, entity in named:
        firsts.setdefault(key, entity)
    return firsts


def stored(db: Session, article: "t.Article") -> tuple[tuple[Entity, ...], tuple[int, ...]]:
    """An article's entities as they were found, and the speaker of each."""
    known = _rows_of(db, article)
    records = _records(db, known)
    return tuple(records[row.id] for row in known), tuple(row.speaker_id for row in known)


def settle(
    db: Session, touched: Collection[int], profile: Describe, joining: joined.Joining, now: datetime
) -> frozenset[int]:
    """Join the touched speakers anew and derive them from all their entities; withdraw those without any.

    One that stands for others is described by all that is printed of them too. Gives the speakers that
    another stands for than before.
    """
    found = joined.join(db, touched, joining)
    names: dict[int, list[str]] = {}
    for row in rows.read(db, _DESCRIBED, ids=rows.listed(found.printed)):
        known = found.printed[row.id]
        if known:
            forms = [form for each in known for form in each.forms]
            called = profile(forms, {name for each in known for name in each.aliases})
            is_now = {"name": called.name, "kind": called.kind.value, "country": called.country}
            if (row.name, row.kind, row.country) != (*is_now.values(),):
                passages.change(db, db.get_one(t.Speaker, row.id), is_now)
            names[row.id] = sorted({called.name, *called.aliases})
        elif row.state == t.LIVE and not _is_named(db, speaker := db.get_one(t.Speaker, row.id)):
            speaker.state = t.WITHDRAWN
            identifiers.withdraw(db, speaker.ident, NAMED_NOWHERE, now)
    db.flush()
    aliases = ((speaker, name) for speaker, each in names.items() for name in each)
    rows.keep(db, t.SpeakerAlias, ("speaker_id", "name"), names, aliases)
    return found.moved


def _is_named(db: Session, speaker: "t.Speaker") -> bool:
    """Whether a statement's page names the speaker, who has to have one then: as an editor decided, or as
    was found in words that are gone from their article.
    """
    current = col(t.Version.number) == t.Statement.version
    wanted = select(t.Statement.id).join(
        t.Version, and_(col(t.Version.statement_id) == t.Statement.id, current)
    )
    wanted = wanted.where(t.Version.speaker_id == speaker.id, col(t.Statement.state).in_((t.LIVE, t.GONE)))
    return db.exec(wanted).first() is not None


def _speakers(db: Session, named: Mapping[str, Entity], now: datetime) -> dict[str, int]:
    """The speaker of each key; one not met before is called as the first entity is that has it."""
    stored = rows.read(db, _KNOWN, keys=json.dumps(list(named)))
    for row in stored:
        if row.state in (t.WITHDRAWN, t.REMOVED):
            db.get_one(t.Speaker, row.id).state = t.LIVE
            identifiers.revive(db, row.ident, now)
    known = {row.key: row.id for row in stored}
    new = [key for key in named if key not in known]
    fresh = [
        {"ident": ident, "key": key, "name": named[key].name, "kind": str(named[key].kind), "state": t.LIVE}
        for ident, key in zip(identifiers.mint_all(db, "speaker", len(new)), new, strict=True)
    ]
    ids = rows.add(db, t.Speaker, fresh)
    rows.write(db, _ALONE, [(each,) for each in ids])
    return known | dict(zip(new, ids, strict=True))


def _rows_of(db: Session, article: "t.Article") -> "Sequence[t.EntityRow]":
    if not rows.any_of(db, "SELECT 1 FROM entities WHERE article_id = :id", id=article.id):
        return []
    chosen = select(t.EntityRow).where(t.EntityRow.article_id == article.id)
    return db.exec(chosen.order_by(col(t.EntityRow.number))).all()


def _add(db: Session, appearing: Sequence[tuple[int, Entity, Link, int]]) -> list[int]:
    """New entities, each of an article, with what links it to which speaker; article by article, in order."""
    numbers: defaultdict[int, int] = defaultdict(int)
    fresh = []
    for article, entity, link, speaker in appearing:
        own = {"article_id": article, "number": numbers[article], "name": entity.name}
        own |= {"kind": str(entity.kind), **_home_columns(entity.home), **_linked(link, speaker)}
        fresh.append(own)
        numbers[article] += 1
    ids = rows.add(db, t.EntityRow, fresh)
    _save_details(db, {id_: _tidy(each) for id_, (_, each, _, _) in zip(ids, appearing, strict=True)})
    return ids


def _linked(link: Link, speaker: int) -> dict[str, Any]:
    return {"speaker_id": speaker, "rule": link.rule, "reasons": list(link.reasons)}


def _tidy(entity: Entity) -> Entity:
    return Entity(entity.name, entity.kind, tuple(sorted({*entity.aliases})), entity.roles, entity.home)


def _home_columns(home: Place | None) -> dict[str, Any]:
    return {
        "home": home and home.code,
        "home_start": home and home.span.start,
        "home_end": home and home.span.end,
        "home_rule": home and home.rule,
    }


def _save_details(db: Session, entities: Mapping[int, Entity]) -> None:
    """The other names and the roles of entities that are new."""
    aliases = ((id_, alias) for id_, entity in entities.items() for alias in entity.aliases)
    rows.insert(db, t.EntityAlias, ("entity_id", "name"), aliases)
    roles = (
        (id_, position, role.words, role.span.start, role.span.end)
        for id_, entity in entities.items()
        for position, role in enumerate(entity.roles)
    )
    rows.insert(db, t.EntityRole, ("entity_id", "position", "words", "start", "end"), roles)


def _records(db: Session, known: "Sequence[t.EntityRow]") -> dict[int, Entity]:
    if not known:
        return {}
    ids = [row.id for row in known]
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for alias in db.exec(select(t.EntityAlias).where(col(t.EntityAlias.entity_id).in_(ids))):
        aliases[alias.entity_id].append(alias.name)
    roles: defaultdict[int, list[PrintedRole]] = defaultdict(list)
    printed = select(t.EntityRole).where(col(t.EntityRole.entity_id).in_(ids))
    for role in db.exec(printed.order_by(col(t.EntityRole.position))):
        roles[role.entity_id].append(PrintedRole(role.words, Span(role.start, role.end)))
    return {
        row.id: Entity(
            name=row.name,
            kind=SpeakerKind(row.kind),
            aliases=tuple(sorted(aliases[row.id])),
            roles=tuple(roles[row.id]),
            home=_home(row),
        )
        for row in known
    }


def _home(row: "t.EntityRow") -> Place | None:
    if row.home is None or row.home_start is None or row.home_end is None or row.home_rule is None:
        return None
    return Place(row.home, Span(row.home_start, row.home_end), row.home_rule)
