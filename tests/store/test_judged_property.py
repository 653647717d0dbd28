"""Whatever is read, edited, judged and taken back, in any order: links answer, and no judgement is lost."""

import random
from collections import defaultdict

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.comparing import comparing
from app.errors import BadInput, Gone
from app.link import speakers
from app.records import ClaimType, Judgement, Kind, SpeakerKind, Verdict
from app.store import identifiers, judgements, write
from app.store import tables as t
from store.building import NOW, Draft
from store.judging import editor

PEOPLE = {"Anna Berg": ("NO", "Norway"), "Ben Okafor": ("NG", "Nigeria"), "A. Berg": None}
QUOTES = [
    "We will talk to everybody in Kabul before the winter",
    "It is late and nobody in Dushanbe has slept",
    "It is late and nobody in Dushanbe has slept",
    "The border stays shut until the rains are over",
]
EDITED = {"talk": "speak", "Dushanbe": "Astana", "border": "frontier"}
ANSWERING = {t.LIVE, t.GONE}
NAMED = [Verdict.SPEAKER, Verdict.EXTENT, Verdict.KIND, Verdict.COUNTRIES, Verdict.CONFIRMED]
VERDICTS = [*NAMED, *(v for v in Verdict if v not in NAMED), *NAMED]


def edition(number, seed):
    """An article as its publisher and an extractor make it by chance: words, and what is found in them."""
    chance = random.Random(seed)
    lines, found = (
        [" ".join(f"{name} of {home[1]}." for name, home in PEOPLE.items() if home), "A. Berg."],
        [],
    )
    if chance.random() < 0.3:
        lines.insert(0, "An editor's note stands above.")
    for words in QUOTES:
        fate = chance.choice(["kept", "kept", "kept", "edited", "cut"])
        said = words
        for old, new in EDITED.items() if fate == "edited" else ():
            said = said.replace(old, new)
        if fate != "cut":
            found.append(len(lines))
            lines.append(f"“{said}.” On line {len(lines)} of {number} they rose.")
    draft = Draft(*lines, url=f"https://example.org/{number}")
    for name, home in PEOPLE.items():
        draft.entity(name, home=home and (home[0], f"{name} of {home[1]}"))
    seen = {}
    for line in found:
        words = lines[line][1:].split(".”")[0]
        nth = seen[words] = seen.get(words, -1) + 1
        if chance.random() < 0.2:
            continue
        whole = chance.random() < 0.8
        said = words if whole else words.rsplit(" ", 3)[0]
        by = chance.choice([None, *range(len(PEOPLE))])
        kind = chance.choice(list(Kind))
        index = draft.statement(said, by=by, kind=kind, nth=nth, confidence=chance.choice([0.3, 0.9]))
        if chance.random() < 0.7:
            draft.claim(said, statement=index, kind=chance.choice(list(ClaimType)), nth=nth)
    draft.extractor = f"by-hand-{chance.randint(1, 2)}"
    return draft


def read(db, draft):
    extraction, how = draft.extraction(), comparing()
    linking = write.Linking(speakers.link(extraction.entities), how.profile, how.matching, how.joining)
    return write.save(db, draft.article(), extraction, linking, NOW)


class World:
    """A database with what was last read of each article, and the versions that were ever seen."""

    def __init__(self, db):
        self.db, self.last, self.versions = db, {}, {}
        self.editor = editor(db)

    def read(self, number, seed):
        self.last[number] = edition(number, seed)
        read(self.db, self.last[number])

    def judge(self, which, subject, value):
        verdict = VERDICTS[which % len(VERDICTS)]
        chance = random.Random(value)
        table = t.Statement
        if verdict in (Verdict.TYPE,) or (
            verdict in (Verdict.REJECTED, Verdict.CONFIRMED) and value % 3 == 0
        ):
            table = t.ClaimRow
        if verdict is Verdict.APART or (verdict in (Verdict.SAME, Verdict.DIFFERENT) and value % 2):
            table = t.Speaker
        rows = self.db.exec(select(table).order_by(table.id)).all()
        if not rows:
            return
        row = rows[subject % len(rows)]
        other = chance.choice(rows).ident if verdict in (Verdict.SAME, Verdict.DIFFERENT) else None
        if verdict is Verdict.APART:
            other = chance.choice(self.db.exec(select(t.Article.ident)).all())
        made = Judgement(verdict, row.ident, "", other, self.value(verdict, row, chance))
        try:
            judgements.judge(self.db, made, self.editor, NOW, comparing())
        except (BadInput, Gone) as error:
            assert str(error)

    def value(self, verdict, row, chance):
        match verdict:
            case Verdict.SPEAKER | Verdict.APART:
                known = self.db.exec(select(t.Speaker.ident)).all()
                new = {"name": "Carla Diaz", "kind": SpeakerKind.PERSON.value}
                return chance.choice(
                    [{}, *([new] if verdict is Verdict.SPEAKER else []), *({"speaker": one} for one in known)]
                )
            case Verdict.EXTENT:
                version = self.version(row)
                spans = self.spans(version)
                start, end = spans[0][0], spans[-1][1]
                return {
                    "spans": chance.choice(
                        [[[start, end - 9]], [[start + 3, end]], [[start, end + 1]], spans]
                    )
                }
            case Verdict.KIND:
                return {"kind": chance.choice(list(Kind)).value}
            case Verdict.COUNTRIES:
                return {"codes": chance.choice([[], ["AF"], ["FR", "TJ"]])}
            case Verdict.TYPE:
                return {"type": chance.choice(list(ClaimType)).value}
            case _:
                return {}

    def withdraw(self, which):
        open_ = select(t.JudgementRow.ident).where(t.JudgementRow.state != "withdrawn")
        idents = self.db.exec(open_.order_by(t.JudgementRow.id)).all()
        if idents:
            ident = idents[which % len(idents)]
            judgements.withdraw(self.db, ident, self.editor, "", NOW, comparing())

    def version(self, row):
        own = (t.Version.statement_id == row.id, t.Version.number == row.version)
        return self.db.exec(select(t.Version).where(*own)).one()

    def spans(self, version):
        own = select(t.VersionSpan).where(
            t.VersionSpan.version_id == version.id, t.VersionSpan.part == "content"
        )
        return [[span.start, span.end] for span in self.db.exec(own.order_by(t.VersionSpan.position))]

    def check(self):
        self.db.flush()
        self.db.expire_all()
        self.check_answers()
        self.check_versions()
        self.check_judgements()

    def check_answers(self):
        tables = {"statement": t.Statement, "claim": t.ClaimRow, "speaker": t.Speaker, "article": t.Article}
        for known in self.db.exec(select(t.Identifier)).all():
            try:
                end = identifiers.resolve(self.db, known.ident, known.kind).ident
            except Gone as gone:
                assert str(gone)
                continue
            if known.kind in tables:
                table = tables[known.kind]
                assert self.db.exec(select(table).where(table.ident == end)).one().state in ANSWERING, known

    def check_versions(self):
        placed = defaultdict(list)
        for span in self.db.exec(select(t.VersionSpan)):
            placed[span.version_id].append(span.model_dump())
        texts = dict(self.db.exec(select(t.Capture.id, t.Capture.text)).all())
        for version in self.db.exec(select(t.Version)).all():
            now = (version.model_dump(), placed[version.id])
            assert self.versions.setdefault(version.id, now) == now
            assert version.kind in set(Kind)
            first = next(s for s in now[1] if (s["part"], s["position"]) == ("content", 0))
            assert version.words.startswith(texts[version.capture_id][first["start"] : first["end"]])
        current = select(t.Capture.number, t.Article.capture).join(t.Version).join(t.Statement)
        current = current.join(t.Article, t.Article.id == t.Statement.article_id)
        current = current.where(t.Statement.state == t.LIVE, t.Statement.version == t.Version.number)
        assert all(number == newest for number, newest in self.db.exec(current))

    def check_judgements(self):
        for made in self.db.exec(select(t.JudgementRow)).all():
            assert made.state in {"applied", "waiting", "superseded", "withdrawn"}
            assert bool(made.waits) == (made.state == "waiting")
            assert bool(made.withdrawn) == (made.state == "withdrawn")
            row = self.db.exec(select(t.Statement).where(t.Statement.ident == made.subject)).first()
            if row is None:
                continue
            if made.verdict == Verdict.REJECTED and made.state in ("applied", "waiting"):
                assert row.state == t.WITHDRAWN
            if row.state != t.LIVE or made.verdict != Verdict.SPEAKER:
                continue
            named = self.db.get(t.Speaker, self.version(row).speaker_id or 0)
            if made.state == "applied":
                assert made.value.get("speaker") == (named and named.ident)
            if made.state == "waiting":
                assert row.review == t.DISPUTED
                assert named is None or named.ident != (made.was["speaker"] or {}).get("ident")

    def found(self):
        """What stands in each article, without identifiers."""
        lines = []
        for row in self.db.exec(select(t.Statement).where(t.Statement.state == t.LIVE)):
            version = self.version(row)
            named = self.db.get(t.Speaker, version.speaker_id or 0)
            shown = named and self.db.get(t.Speaker, named.stands_for).name
            url = self.db.get(t.Article, row.article_id).url
            place = select(t.StatementPlace.code).where(t.StatementPlace.statement_id == row.id)
            codes = tuple(self.db.exec(place))
            lines.append(
                (
                    url,
                    version.words,
                    self.spans(version),
                    version.kind,
                    shown,
                    row.rule,
                    row.confidence,
                    codes,
                    row.review,
                )
            )
        for claim in self.db.exec(select(t.ClaimRow).where(t.ClaimRow.state == t.LIVE)):
            in_ = claim.statement_id and self.version(self.db.get(t.Statement, claim.statement_id)).words
            lines.append((claim.words, claim.start, claim.type, claim.confidence, in_, claim.review))
        return sorted(map(repr, lines))


NUMBER = st.integers(0, 2**16)
STEP = st.one_of(
    st.tuples(st.just(World.read), st.integers(0, 1), NUMBER),
    st.tuples(st.just(World.judge), st.integers(0, len(VERDICTS) - 1), NUMBER, NUMBER),
    st.tuples(st.just(World.judge), st.integers(0, len(VERDICTS) - 1), NUMBER, NUMBER),
    st.tuples(st.just(World.withdraw), NUMBER),
)


@settings(max_examples=6)
@given(steps=st.lists(STEP, min_size=5, max_size=10))
# A claim confirmed when its statement stands no more: only the next reading parted the two.
@example(
    steps=[
        (World.read, 0, 573),
        (World.read, 1, 3882),
        (World.read, 0, 907),
        (World.read, 0, 353),
        (World.read, 1, 570),
        (World.judge, 4, 7968, 567),
        (World.judge, 8, 10, 40183),
        (World.withdraw, 1493),
    ]
)
def test_every_identifier_answers_and_every_judgement_is_kept(identifier_sandbox, steps):
    with identifier_sandbox() as db:
        world = World(db)
        world.read(0, 1)
        world.read(1, 2)
        for act, *given_ in steps:
            act(world, *given_)
            world.check()
        for number, draft in world.last.items():
            assert read(db, draft).outcome == "unchanged", number
        while db.exec(select(t.JudgementRow).where(t.JudgementRow.state != "withdrawn")).first():
            world.withdraw(steps[0][-1])
        world.check()
        assert not db.exec(select(t.Reading)).all()
        assert not db.exec(select(t.ClaimReading)).all()
        stands = world.found()
        last = world.last
    with identifier_sandbox() as fresh:
        control = World(fresh)
        for draft in last.values():
            read(fresh, draft)
        assert stands == control.found()
