"""What editors decided: of one record, of all those on a page, and as the public list of corrections."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import ClaimType, Kind, Verdict
from app.store import identifiers
from app.store.queries import keyset, rows
from app.store.queries.keyset import Key, Listing
from app.store.queries.views import (
    HIDDEN,
    JudgementView,
    NamedView,
    Page,
    SubjectView,
    TalliesView,
    ToldView,
)

_WORDS_OF = "FROM versions AS {v} WHERE {v}.statement_id = {s}.id AND {v}.number = {s}.version"
_VIEWS = f"""
    SELECT j.*, i.kind AS subject_kind, oi.kind AS other_kind, e.name AS editor, x.name AS withdrawer,
        coalesce(s.state, c.state, q.state, 'erased') AS own_state, a.state AS article_state,
        coalesce(j.words, c.words, (SELECT u.words {_WORDS_OF.format(v="u", s="s")})) AS subject_words,
        q.name AS subject_name, h.kind AS held_kind, {rows.ARTICLE},
        coalesce(oq.name, oc.words, oa.title, (SELECT y.words {_WORDS_OF.format(v="y", s="os")}))
            AS other_label,
        coalesce(os.state, oc.state, oq.state, oa.state, 'erased') AS other_state,
        b.state AS before_state, coalesce(j.was ->> '$.confidence', iif(g.id = b.id, r.confidence, NULL), 1.0)
            >= (SELECT shown_from()) AS sure,
        n.ident AS now_ident, n.name AS now_name, n.state AS now_state,
        z.number AS new_version, z.words AS new_words,
        (SELECT count(*) FROM reports AS t WHERE t.subject = j.subject AND t.judgement_id = j.id) AS reports
    FROM judgements AS j
    JOIN identifiers AS i ON i.ident = j.subject
    JOIN editors AS e ON e.id = j.editor_id
    LEFT JOIN editors AS x ON x.id = j.withdrawn_by
    LEFT JOIN statements AS s ON s.ident = j.subject
    LEFT JOIN claims AS c ON c.ident = j.subject
    LEFT JOIN speakers AS q ON q.ident = j.subject
    LEFT JOIN statements AS hs ON hs.id = c.statement_id
    LEFT JOIN versions AS h ON h.statement_id = hs.id AND h.number = hs.version
    LEFT JOIN articles AS a ON a.id = coalesce(s.article_id, c.article_id)
    LEFT JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN identifiers AS oi ON oi.ident = j.other
    LEFT JOIN statements AS os ON os.ident = j.other
    LEFT JOIN claims AS oc ON oc.ident = j.other
    LEFT JOIN speakers AS oq ON oq.ident = j.other
    LEFT JOIN articles AS oa ON oa.ident = j.other
    LEFT JOIN readings AS r ON r.statement_id = s.id
    LEFT JOIN speakers AS g ON g.id = r.speaker_id
    LEFT JOIN speakers AS b ON b.ident = j.was ->> '$.speaker.ident'
    LEFT JOIN versions AS z ON z.statement_id = s.id AND z.number =
        (SELECT min(f.number) FROM versions AS f WHERE f.statement_id = s.id AND f.judgement_id = j.id)
    LEFT JOIN speakers AS l ON l.ident = j.value ->> '$.speaker'
    LEFT JOIN speakers AS n ON n.id = coalesce(l.stands_for, z.speaker_id)
"""
"""Of the names that were shown before, none that was too unsure; what a person decided is always told."""
_NEWEST = "ORDER BY j.id DESC"
_MANY = "(SELECT value FROM json_each(:idents))"
_OF = text(f"{_VIEWS} WHERE j.subject IN {_MANY} OR j.other IN {_MANY} {_NEWEST}")
_THESE = text(f"{_VIEWS} WHERE j.id IN (SELECT value FROM json_each(:ids)) {_NEWEST}")
_ONE = text(f"{_VIEWS} WHERE j.ident = :ident")
_TALLIES = text("SELECT verdict, substr(made, 1, 4) AS year, count(*) AS n FROM judgements GROUP BY 1, 2")


def of_subject(db: Session, ident: str) -> tuple[JudgementView, ...]:
    """Every judgement about this record, alone or with another, the newest first."""
    return of_subjects(db, [ident]).get(ident, ())


def of_subjects(db: Session, idents: Iterable[str]) -> dict[str, tuple[JudgementView, ...]]:
    """The same by identifier, for those of which there is any; one statement for a page of rows."""
    asked = sorted(set(idents))
    if not asked:
        return {}
    found: defaultdict[str, tuple[JudgementView, ...]] = defaultdict(tuple)
    for row in db.connection().execute(_OF, {"idents": json.dumps(asked)}):
        for ident in {row.subject, row.other}.intersection(asked):
            found[ident] += (_view(row),)
    return dict(found)


def page(
    db: Session,
    verdict: Verdict | None = None,
    year: int | None = None,
    *,
    after: str = "",
    before: str = "",
    limit: int = 25,
) -> Page[JudgementView]:
    """A page of the corrections, the newest first: without a `verdict`, all but confirmations.

    Raises BadInput for a damaged cursor.
    """
    walked = keyset.walk(db, _listing(verdict, year), after=after, before=before, limit=limit)
    return Page(these(db, walked.ids), walked.total, walked.after, walked.before)


def ids(db: Session, verdict: Verdict | None = None, year: int | None = None) -> Sequence[int]:
    """The row ids of all of them in order, for `these`."""
    return keyset.ids(db, _listing(verdict, year))


def these(db: Session, ids: Sequence[int]) -> tuple[JudgementView, ...]:
    """The judgements with these row ids, the newest first."""
    found = db.connection().execute(_THESE, {"ids": json.dumps(list(ids))})
    return tuple(_view(row) for row in found)


def one(db: Session, ident: str) -> JudgementView:
    """The judgement with this identifier. Raises NotFound."""
    meant = identifiers.resolve(db, ident, "judgement").ident
    return _view(db.connection().execute(_ONE, {"ident": meant}).one())


def tallies(db: Session) -> TalliesView:
    """How many there are of each verdict, and from each year."""
    verdicts: Counter[Verdict] = Counter()
    years: Counter[int] = Counter()
    for row in db.connection().execute(_TALLIES):
        verdicts[Verdict(row.verdict)] += row.n
        if row.verdict != Verdict.CONFIRMED:
            years[int(row.year)] += row.n
    return TalliesView(tuple(verdicts.most_common()), tuple(sorted(years.items(), reverse=True)))


def _listing(verdict: Verdict | None, year: int | None) -> Listing:
    chosen = "j.verdict = :verdict" if verdict else f"j.verdict <> '{Verdict.CONFIRMED}'"
    made = "substr(j.made, 1, 4) = :year" if year else "1"
    return Listing(
        rows=f"FROM judgements AS j WHERE {chosen} AND {made}",
        id="j.id",
        keys=(Key("j.id", int, descending=True),),
        params={**({"verdict": str(verdict)} if verdict else {}), **({"year": f"{year:04}"} if year else {})},
        name="corrections",
    )


def _view(row: Row[Any]) -> JudgementView:
    was, value = json.loads(row.was), json.loads(row.value)
    state = row.article_state if row.article_state in HIDDEN else row.own_state
    shown = state not in HIDDEN
    named = row.subject_kind == "speaker"
    label = row.subject_name if named else row.subject_words
    before = _before(row, was) if shown else ToldView()
    return JudgementView(
        ident=row.ident,
        verdict=Verdict(row.verdict),
        subject=SubjectView(
            row.subject,
            row.subject_kind,
            (label or "") if shown else "",
            state,
            rows.article_ref(row) if shown and row.article_ident else None,
        ),
        other=_other(row),
        before=before,
        after=_after(row, value, before) if shown else ToldView(),
        reason=row.reason if shown else "",
        made=rows.moment(row.made),
        editor=row.editor,
        state=row.state,
        waits=(row.waits or "") if shown else "",
        withdrawn=rows.moment(row.withdrawn) if row.withdrawn else None,
        withdrawn_by=row.withdrawer or "",
        withdrawn_reason=(row.withdrawn_reason or "") if shown else "",
        version=was.get("version"),
        new_version=row.new_version,
        reports=row.reports,
    )


def _other(row: Row[Any]) -> SubjectView | None:
    if row.other is None:
        return None
    label = "" if row.other_state in HIDDEN else row.other_label or ""
    return SubjectView(row.other, row.other_kind, label, row.other_state)


def _before(row: Row[Any], was: Mapping[str, Any]) -> ToldView:
    speaker = was.get("speaker")
    # Of whoever was erased there may not even be a row.
    erased = row.before_state in (None, "erased")
    kind = was.get("kind") or row.held_kind
    return ToldView(
        speaker=(
            NamedView("" if erased else speaker["name"], None if erased else speaker["ident"])
            if speaker and row.sure
            else None
        ),
        kind=Kind(kind) if kind else None,
        words=None if row.subject_kind == "speaker" else row.subject_words or "",
        countries=tuple(was["countries"]) if was.get("countries") is not None else None,
        type=ClaimType(was["type"]) if was.get("type") else None,
    )


def _after(row: Row[Any], value: Mapping[str, Any], before: ToldView) -> ToldView:
    verdict = Verdict(row.verdict)
    if verdict in (Verdict.SPEAKER, Verdict.APART) or "speaker" in value:
        return replace(before, speaker=_now(row, value))
    match verdict:
        case Verdict.EXTENT:
            return replace(before, words=row.new_words or "")
        case Verdict.KIND:
            return replace(before, kind=Kind(value["kind"]))
        case Verdict.COUNTRIES:
            return replace(before, countries=tuple(value["codes"]))
        case Verdict.TYPE:
            return replace(before, type=ClaimType(value["type"]))
        case _:
            return before


def _now(row: Row[Any], value: Mapping[str, Any]) -> NamedView | None:
    if not (value.get("speaker") or value.get("name")):
        return None
    if row.now_ident is None:
        return NamedView("" if value.get("speaker") else value["name"], None)
    return NamedView("", None) if row.now_state == "erased" else NamedView(row.now_name, row.now_ident)
