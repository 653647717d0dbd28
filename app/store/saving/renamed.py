"""A speaker whose only article now prints its name otherwise keeps its identifier."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.records import Entity
from app.store import identifiers, succession
from app.store import tables as t
from app.store.saving import judged_ties

MERGED = "Its article was read again and names a speaker there is already."
UNITED = "An editor had told them apart in one article, and took that back."


def carry_over(
    db: Session, article: "t.Article", entities: Sequence[Entity], keys: Sequence[str], now: datetime
) -> None:
    """Let speakers that would be named nowhere any more go on under the corrected name, by key.

    A likeness of names is enough only here: the same article dropped one and prints the other in its
    place. Where the other is a speaker already, the one dropped leads to it from now on.
    """
    named = dict(zip(keys, entities, strict=True))
    cast = select(t.Speaker).join(t.EntityRow).where(t.EntityRow.article_id == article.id).distinct()
    known = db.exec(cast).all()
    fresh = [key for key in named if key not in {speaker.key for speaker in known}]
    dropped = [speaker for speaker in known if speaker.key not in named]
    if not fresh or not dropped:
        return
    elsewhere = select(t.EntityRow.speaker_id).where(
        col(t.EntityRow.speaker_id).in_([speaker.id for speaker in dropped]),
        t.EntityRow.article_id != article.id,
    )
    kept = set(db.exec(elsewhere))
    lost = [speaker for speaker in dropped if speaker.id not in kept]
    old = [f"{speaker.kind} {succession.normalised(speaker.name)}" for speaker in lost]
    new = [f"{named[key].kind.value} {succession.normalised(named[key].name)}" for key in fresh]
    for n, o in succession.nearby(old, new, {}, range(len(new))).items():
        if named[fresh[n]].kind.value == lost[o].kind:
            _follow(db, lost[o], fresh[n], now)
    db.flush()


def _follow(db: Session, speaker: "t.Speaker", key: str, now: datetime) -> None:
    other = db.exec(select(t.Speaker).where(t.Speaker.key == key)).first()
    if other is None:
        speaker.key = key
        return
    parted = f":{judged_ties.APART}:" in speaker.key and speaker.key.endswith(f":{key}")
    # Its own key is given up: should that name return, it is a new speaker's.
    speaker.key, speaker.state = f"merged:{speaker.ident}", t.WITHDRAWN
    identifiers.redirect(db, speaker.ident, other.ident, UNITED if parted else MERGED, now)
