"""Judgements as they are taken away: as cells, as entries of a feed and as records with their addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from sqlalchemy import Engine

from app.records import Verdict
from app.store.queries import judged
from app.store.queries.views import JudgementView, NamedView
from app.store.straight import Straight
from app.web import corrections, wording
from app.web.corrections import LETTERS, PATH
from app.web.exports import atom
from app.web.exports.cells import Cells
from app.web.exports.streams import CHUNK

COLUMNS = (
    *("permalink", "id", "made", "editor", "verdict", "told", "state", "reason"),
    *("subject", "subject_permalink", "other_permalink", "words", "cautions"),
    *("speaker_before", "speaker_now", "kind_before", "kind_now", "words_now"),
    *("countries_before", "countries_now", "type_before", "type_now"),
    *("version", "new_version", "reports", "withdrawn", "withdrawn_by", "withdrawn_reason"),
)
"""Those of `cells`, in its order."""


@dataclass(frozen=True, slots=True)
class LinkedJudgement(JudgementView):
    """A judgement with its addresses, and in words."""

    permalink: str = ""
    subject_permalink: str = ""
    other_permalink: str | None = None
    told: str = ""
    """What was decided: “Speaker corrected: was …; now …”."""
    cautions: tuple[str, ...] = ()
    """What is to be known before its words are repeated."""


def linked(view: JudgementView, origin: str) -> LinkedJudgement:
    """A judgement with its addresses."""
    line, other = corrections.line(view), view.other
    return LinkedJudgement(
        **{field.name: getattr(view, field.name) for field in fields(view)},
        permalink=f"{origin}{PATH}/{view.ident}",
        subject_permalink=f"{origin}/{LETTERS[view.subject.kind]}/{view.subject.ident}",
        other_permalink=f"{origin}/{LETTERS[other.kind]}/{other.ident}" if other else None,
        told=corrections.plain(line),
        cautions=line.notes,
    )


def every(
    engine: Engine, verdict: Verdict | None, year: int | None, origin: str
) -> Iterator[LinkedJudgement]:
    """All that are asked for, the newest first; each chunk is read in a transaction of its own."""
    with Straight(engine) as db:
        ids = judged.ids(db, verdict, year)
    for start in range(0, len(ids), CHUNK):
        with Straight(engine) as db:
            found = judged.these(db, ids[start : start + CHUNK])
        yield from (linked(view, origin) for view in found)


def cells(row: LinkedJudgement) -> Cells:
    """A judgement as cells of text."""
    before, after = row.before, row.after
    return (
        row.permalink,
        row.ident,
        row.made.isoformat(),
        row.editor,
        row.verdict.value,
        row.told,
        row.state,
        row.reason,
        row.subject.kind,
        row.subject_permalink,
        row.other_permalink or "",
        " ".join((before.words or "").split()),
        "; ".join(row.cautions),
        _name(before.speaker),
        _name(after.speaker),
        before.kind.value if before.kind else "",
        after.kind.value if after.kind else "",
        " ".join((after.words or "").split()),
        "; ".join(before.countries or ()),
        "; ".join(after.countries or ()),
        before.type.value if before.type else "",
        after.type.value if after.type else "",
        str(row.version or ""),
        str(row.new_version or ""),
        str(row.reports),
        row.withdrawn.isoformat() if row.withdrawn else "",
        row.withdrawn_by,
        row.withdrawn_reason,
    )


def entry(row: LinkedJudgement) -> atom.Entry:
    """A judgement in a feed: one that is withdrawn comes up again, and says so."""
    withdrawn = "Withdrawn: " if row.withdrawn else ""
    said = " ".join((row.before.words or "").split())
    kept = (
        f"{row.told}.",
        f"Why: {row.reason.rstrip('.')}." if row.reason else "",
        f"Withdrawn on {wording.day(row.withdrawn).words}: {row.withdrawn_reason.rstrip('.')}."
        if row.withdrawn
        else "",
        f"About: {' — '.join(filter(None, (said, *row.cautions)))}." if said else "",
    )
    return atom.Entry(
        ident=row.permalink,
        href=row.permalink,
        title=wording.clipped(f"{withdrawn}{row.told}", 160),
        author=row.editor,
        updated=row.withdrawn or row.made,
        content=" ".join(part for part in kept if part),
        here=row.subject_permalink if row.subject.shown else "",
    )


def _name(named: NamedView | None) -> str:
    return named.name if named else ""
