"""What a page of the queue says first: what was just done, or what came between."""

from sqlmodel import Session

from app.errors import NotFound
from app.store.queries import judged, statements
from app.web import history, wording
from app.web.reviewing import asking, decided
from app.web.reviewing.asking import Part
from app.web.reviewing.record import Notice

_LONGEST = 80


def of(db: Session, part: Part, *, done: str = "", dismissed: int = 0) -> tuple[Notice, ...]:
    """What was just decided, with the way to take it back; how many reports were just dismissed."""
    told = []
    if done:
        try:
            view = judged.one(db, done)
        except NotFound:
            view = None
        if view:
            made = decided.decided(view, part)
            about = wording.clipped(view.subject.label, _LONGEST)
            state = "Taken back" if view.withdrawn else "Recorded"
            waits = (f"It waits: {view.waits}",) if view.waits else ()
            # Of two speakers the names are told already.
            more = f" — {about}" if view.other is None else ""
            told.append(Notice(f"{state}: {decided.words(view)}{more}", waits, made.undo))
    if dismissed:
        told.append(Notice(f"{wording.count(min(dismissed, 10_000), 'report')} dismissed."))
    return tuple(told)


def between(db: Session, kind: str, ident: str, basis: str) -> Notice:
    """What was decided or read anew since a form was loaded that was made on `basis`."""
    number, _, rest = basis.partition(".")
    newest = rest.partition(".")[0]
    told = []
    for view in judged.of_subject(db, ident):
        if view.ident == newest:
            if view.withdrawn:
                told.append(f"Taken back: {decided.words(view)}, by {view.withdrawn_by}")
            break
        told.append(f"{decided.words(view)}, by {view.editor}" + (" (withdrawn)" if view.withdrawn else ""))
    if kind == "statement" and number.isdigit():
        view_ = statements.statement(db, ident, withdrawn=True)
        editions = history.editions(view_)
        told += [
            f"{each.words}: {'; '.join(each.changes)}"
            for each in editions
            if int(each.words.rpartition(" ")[2]) > int(number)
        ]
    words = (
        "Nothing was recorded: this changed while you looked at it. What you typed is still here; "
        "look again, then send it anew."
    )
    return Notice(words, tuple(told), wrong=True)


def back(db: Session, part: Part, ident: str) -> str:
    """Where an editor goes after taking a judgement back: to what it was about."""
    view = judged.one(db, ident)
    if view.subject.kind in ("statement", "claim"):
        return part.record(view.subject.kind, view.subject.ident, done=ident)
    return f"{asking.SPEAKERS}?done={ident}"
