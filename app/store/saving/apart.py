"""Namesakes that an editor told apart: in one article, whoever is taken for a speaker is another."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from app.records import Entity, Link, Verdict
from app.store import succession
from app.store import tables as t
from app.store.saving import deciding, judged_ties, rows

_ANY = "SELECT 1 FROM judgements WHERE other = :article"


def told(
    db: Session, article: "t.Article", entities: Sequence[Entity], keys: Sequence[str], links: Sequence[Link]
) -> tuple[list[str], list[Link]]:
    """The keys and links of an article's entities as editors decided: one told apart has a key of its own.

    Whoever had the key then is meant, or, where the article now prints something else of them, the name.
    """
    keys, links = [*keys], [*links]
    if not rows.any_of(db, _ANY, article=article.ident):
        return keys, links
    row = t.JudgementRow
    wanted = select(row).where(row.other == article.ident, row.verdict == Verdict.APART)
    for judgement in db.exec(wanted.where(row.state == deciding.APPLIED).order_by(col(row.id))):
        taken = judgement.was["taken"]
        meant = [i for i, key in enumerate(keys) if key in {key for key, _ in taken}]
        named = {succession.normalised(name) for _, name in taken}
        meant = meant or [i for i, each in enumerate(entities) if succession.normalised(each.name) in named]
        for i in meant:
            keys[i] = f"{judged_ties.own(article.ident, judgement.subject)}{keys[i]}"
            links[i] = replace(links[i], rule=t.JUDGED, reasons=(judgement.reason,))
    return keys, links


def taken(db: Session, speaker: "t.Speaker", article: "t.Article") -> list[list[str]]:
    """Key and name of each entity of an article that is taken for a speaker, or was until told apart."""
    prefix = judged_ties.own(article.ident, speaker.ident)
    found = _cast().where(t.EntityRow.article_id == article.id).order_by(col(t.EntityRow.number))
    return [
        [each.key.removeprefix(prefix), entity.name]
        for entity, each in db.exec(found)
        if each.stands_for == speaker.stands_for or each.key.startswith(prefix)
    ]


def known_elsewhere(db: Session, speaker: "t.Speaker", article: "t.Article") -> "t.Speaker | None":
    """Who of those that are one with a speaker is named in another article: first the speaker itself."""
    found = _cast().where(t.EntityRow.article_id != article.id, t.Speaker.stands_for == speaker.stands_for)
    others = {each.id: each for _, each in db.exec(found)}.values()
    order = {speaker.id: 0, speaker.stands_for: 1}
    return min(others, key=lambda each: (order.get(each.id, 2), each.key), default=None)


def only_here(db: Session, speaker: "t.Speaker", article: "t.Article") -> "list[t.Speaker]":
    """Who of those that are one with a speaker is named in no other article: told apart, they stay a row."""
    found = db.exec(_cast().where(t.Speaker.stands_for == speaker.stands_for)).all()
    elsewhere = {each.id for entity, each in found if entity.article_id != article.id}
    return list({each.id: each for _, each in found if each.id not in elsewhere}.values())


def _cast() -> "Select[t.EntityRow, t.Speaker]":
    return select(t.EntityRow, t.Speaker).join(t.Speaker, col(t.Speaker.id) == t.EntityRow.speaker_id)
