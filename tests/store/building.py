"""Hand-made articles: a text, what is found in it, and saving both as ingestion would."""

from dataclasses import replace
from datetime import UTC, datetime

from app.ingest import linked
from app.link import speakers, stated
from app.records import (
    Article,
    Attribution,
    Claim,
    ClaimType,
    Document,
    Entity,
    Extraction,
    Facts,
    Kind,
    Paragraph,
    Place,
    PrintedRole,
    Role,
    Span,
    SpeakerKind,
)
from app.store import write

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
LATER = datetime(2024, 6, 1, 12, tzinfo=UTC)


class Draft:
    """An article in the making: words are looked up in its text, the n-th time they stand there."""

    def __init__(self, *paragraphs: str, **facts):
        self.text = "\n\n".join(paragraphs)
        self.facts = Facts(**facts)
        self.paragraphs = []
        start = 0
        for number, words in enumerate(paragraphs):
            self.paragraphs.append(Paragraph(number, Span(start, start + len(words)), Role.BODY))
            start += len(words) + 2
        self.entities, self.attributions, self.claims = [], [], []
        self.extractor = "by-hand-1"

    def span(self, words, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def entity(self, name, kind=SpeakerKind.PERSON, *, aliases=(), roles=(), home=None):
        printed = tuple(PrintedRole(words, self.span(words)) for words in roles)
        place = None if home is None else Place(home[0], self.span(home[1]), "name")
        self.entities.append(Entity(name, kind, tuple(sorted(aliases)), printed, place))
        return len(self.entities) - 1

    def places(self, about):
        return tuple(Place(code, self.span(words), "name") for code, words in about.items())

    def statement(self, *content, by=None, cue=(), source=(), kind=Kind.DIRECT, nth=0, about=None, **more):
        self.attributions.append(
            Attribution(
                content=tuple(self.span(words, nth) for words in content),
                cue=tuple(self.span(words) for words in cue),
                source=tuple(self.span(words) for words in source),
                kind=kind,
                entity=by,
                rule="by-hand",
                confidence=more.pop("confidence", 0.9),
                about=self.places(about or {}),
                **more,
            )
        )
        return len(self.attributions) - 1

    def claim(self, words, *, statement=None, kind=ClaimType.EVENT, about=None, nth=0):
        places = self.places(about or {})
        self.claims.append(Claim(self.span(words, nth), kind, statement, "by-hand", 0.8, places))

    def article(self):
        return Article(self.text, self.facts)

    def extraction(self):
        return Extraction(
            document=Document(self.text, tuple(self.paragraphs)),
            entities=tuple(self.entities),
            mentions=(),
            attributions=tuple(self.attributions),
            claims=tuple(self.claims),
            extractor=self.extractor,
        )


def save(db, draft, now=NOW, captured=None):
    extraction = draft.extraction()
    same_as = stated.entries(draft.facts.same_as, extraction.entities).of if draft.facts.same_as else None
    linking = write.Linking(
        speakers.link(extraction.entities),
        speakers.profile,
        linked.matched(),
        linked.compared(),
        same_as=same_as,
    )
    return write.save(db, draft.article(), extraction, linking, now, captured)


def talks(*, said="We will talk to everybody in Kabul.", extra=(), **facts):
    """An article with two statements of one speaker, and a claim in each of statement and narration."""
    facts = {"file_name": "talks.txt", **facts}
    filler = "The delegations met for two days. " + " ".join(f"On hour {n} somebody rose." for n in range(40))
    draft = Draft(
        f"“{said}” said Minister Anna Berg of Norway.", filler, "“It is late,” Berg added.", *extra, **facts
    )
    berg = draft.entity("Anna Berg", aliases=["Berg"], roles=["Minister"], home=("NO", "Norway"))
    first = draft.statement(said, by=berg, cue=["said Minister"], source=["Anna Berg"], about={"AF": "Kabul"})
    draft.statement("It is late,", by=berg, cue=["added"], source=["Berg"])
    draft.claim(said, statement=first, kind=ClaimType.PLAN, about={"AF": "Kabul"})
    draft.claim("The delegations met for two days")
    return draft


def edited(draft, old, new):
    """The same draft with words of its text replaced, every span moved along."""
    at = draft.text.index(old)
    shift = len(new) - len(old)

    def moved(span):
        start = span.start + (shift if span.start >= at + len(old) else 0)
        end = span.end + (shift if span.end >= at + len(old) else 0)
        return Span(start, end)

    def all_moved(record, *names):
        changes = {}
        for name in names:
            value = getattr(record, name)
            if isinstance(value, Span):
                changes[name] = moved(value)
            elif isinstance(value, tuple):
                changes[name] = tuple(
                    moved(v) if isinstance(v, Span) else replace(v, span=moved(v.span)) for v in value
                )
            elif value is not None:
                changes[name] = replace(value, span=moved(value.span))
        return replace(record, **changes)

    fresh = Draft()
    fresh.text = draft.text[:at] + new + draft.text[at + len(old) :]
    fresh.facts, fresh.extractor = draft.facts, draft.extractor
    fresh.paragraphs = [all_moved(p, "span") for p in draft.paragraphs]
    fresh.entities = [all_moved(e, "roles", "home") for e in draft.entities]
    fresh.attributions = [
        all_moved(a, "content", "cue", "source", "inserts", "medium", "about", "said")
        for a in draft.attributions
    ]
    fresh.claims = [all_moved(c, "span", "about") for c in draft.claims]
    return fresh
