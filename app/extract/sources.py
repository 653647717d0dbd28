"""Sources: whom the words of an attribution's source mean, by steps from the certain to the likely.

The first step that answers decides; its name and its reason are kept for readers. What no step resolves stays
the words as written. Pronouns and descriptions of the narration in between are followed by the same steps, so
that who is spoken of there is a help for who speaks next.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.extract.attributions import Draft
from app.extract.by_apposition import called_so
from app.extract.by_body import body_named, body_named_after, body_of_that_kind, institution
from app.extract.by_description import aged, description
from app.extract.by_person import person_named
from app.extract.by_pronoun import pronoun
from app.extract.by_role import role_printed
from app.extract.by_writing import somebodys_sources, writing_of
from app.extract.entities import Cast
from app.extract.going_on import going_on, interviewee, labelled
from app.extract.overlaps import places
from app.extract.referring import Referring
from app.extract.salience import Sighting, Standing, standing
from app.extract.source_words import Resolution, Scene, Source
from app.extract.told import Told
from app.extract.unnamed import group, person_as_written, unnamed_again, unnamed_one
from app.records import Document, Kind, MentionKind, Span

_Step = Callable[[Source], Resolution | None]
_STEPS: tuple[_Step, ...] = (
    labelled,
    pronoun,
    somebodys_sources,
    person_named,
    writing_of,
    called_so,
    institution,
    group,
    body_named_after,
    body_named,
    role_printed,
    body_of_that_kind,
    unnamed_again,
    aged,
    description,
    unnamed_one,
    person_as_written,
)
_FOLLOWING: tuple[_Step, ...] = (pronoun, role_printed, description, person_as_written)
_TORN = 2
"""Letters by which the parsed words may differ from the source: more, and words are torn apart."""
_ANSWERS = ("answer", "label")
_WITHOUT_A_NAME = ("person as written", "several people", "several bodies")
_WRITTEN = ("what a body publishes", "publication named last")
"""What "they" and "it" would mean next is rather the report than who published it."""
_MANY = ("unnamed group", "unnamed sources", "several people", "several bodies", "pronoun they")


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom words mean that are no names, or not in full."""

    speakers: tuple[Resolution, ...]
    """Of each draft."""
    told: tuple[Sighting, ...]
    """Wherever a source, pronoun or description has led to somebody, in the order of being followed."""


def resolved(found: Sequence[Draft], document: Document, cast: Cast, narrated: Sequence[Referring]) -> Meant:
    """Whom the source of each draft means; `narrated` are the other words of the narration for a person."""
    told = Told(document.text)
    results: dict[int, Resolution] = {}
    spoken = places([draft.source] for draft in found if draft.source is not None)
    waiting = deque(one for one in narrated if not spoken.touch([one.span]))
    for number in sorted(range(len(found)), key=lambda number: _place(found[number])):
        draft = found[number]
        while waiting and waiting[0].span < _place(draft):
            told.add(_followed(waiting.popleft(), cast, told))
        # A source behind a long quotation is as near to what precedes the quotation as to the clause itself.
        paragraph = paragraph_of(document, min(_place(draft), draft.content[0]))
        stands = (
            Standing.SUBJECT if draft.tokens is None else max(standing(draft.tokens.root), Standing.SUBJECT)
        )
        at = cast.sighted(None, _place(draft), paragraph, stands, spoke=True)
        who = results[number] = _who(draft, Scene(at, cast, told, _elsewhere(draft)))
        if (who.entity is not None and who.rule not in _WRITTEN) or who.rule in _WITHOUT_A_NAME:
            told.add([replace(at, entity=who.entity, many=who.rule in _MANY)])
    for one in waiting:
        told.add(_followed(one, cast, told))
    return Meant(tuple(results[number] for number in range(len(found))), tuple(told.every))


def _who(draft: Draft, scene: Scene) -> Resolution:
    """Whose words a draft's are."""
    if draft.source is None:
        return interviewee(scene) if draft.rule in _ANSWERS else going_on(scene)
    if draft.tokens is None or abs(len(draft.tokens.text) - len(draft.source)) > _TORN:
        return Resolution(None, MentionKind.NOMINAL, "source as written", 0.4)  # words torn apart
    source = Source(scene.at, scene.cast, scene.told, scene.content, draft.tokens)
    for step in _STEPS:
        if found := step(source):
            return found
    return Resolution(None, MentionKind.NOMINAL, "source as written", 0.4)


def _standing(draft: Draft) -> Standing:
    """Who speaks is spoken of, wherever in the sentence."""
    return max(standing(draft.tokens.root) if draft.tokens is not None else Standing.ASIDE, Standing.SUBJECT)


def paragraph_of(document: Document, span: Span) -> int:
    """Number of the paragraph in which `span` begins."""
    index = bisect_right(document.paragraphs, span.start, key=lambda one: one.span.start) - 1
    inside = index >= 0 and span.start < document.paragraphs[index].span.end
    return document.paragraphs[index].number if inside else 0


def _elsewhere(draft: Draft) -> tuple[Span, ...]:
    """What names nobody whom the source means; a clause that leads up to it may: `Lee will go, he said`."""
    if draft.source is None or draft.kind is Kind.DIRECT:
        return draft.content
    return tuple(span for span in draft.content if span.start > draft.source.start)


def _place(draft: Draft) -> Span:
    return draft.source if draft.source is not None else draft.content[0]


def _followed(one: Referring, cast: Cast, told: Told) -> list[Sighting]:
    """Where a person is spoken of without a name, if the words lead to one."""
    at = cast.sighted(None, one.span, one.paragraph, one.standing)
    source = Source(at, cast, told, (), one.tokens)
    who = next((found for step in _FOLLOWING if (found := step(source))), None)
    if who is None or (who.entity is None and who.kind is MentionKind.PRONOUN):
        return []
    return [cast.sighted(who.entity, one.span, one.paragraph, one.standing)]
