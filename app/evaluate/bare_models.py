"""Ingestion beside the bare models: they alone and the whole, on the same articles in turns.

All is processor time of one process. A bare model is run as its library runs it, without the components that
nothing reads; it is handed what extraction hands it, an article at a time, and what it gives is thrown away.
Each article is read three times: by the bare models, by all that a worker does with it, and by a whole run
with one worker, which writes it into a database that grows from round to round. Ingestion runs spaCy in fewer
steps than spaCy does (`app.extract.labelled`): the parts of a run tell how much of it the models are there.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import FrameType

from spacy.language import Language

from app.evaluate import imagined, ingesting_load, speed
from app.evaluate.ingesting_load import Job
from app.extract import pipeline
from app.extract.documents import document
from app.extract.pipeline import Models
from app.link import encoder
from app.records import Article, Outcome, Role

MODELS = ("parser", "tagger", "encoder")
PARTS = (*MODELS, "rules", "speakers", "claims", "countries", "writer", "rest")
"""Where the time of a whole run goes; "rest" is reading files, telling languages and handing things on."""
_ROUNDS = 5
_AT_WORK = {
    "spacy/language.py": "parser",
    "app/extract/labelled.py": "parser",
    "app/extract/word_classes.py": "parser",
    "app/extract/tagger.py": "tagger",
    "app/link/encoder.py": "encoder",
    "app/ingest/saving.py": "writer",
    "app/store/": "writer",
}
"""Parts by a file in which they are at work, wherever they are called."""

Read = Callable[[Article], Collection[str]]
"""Does with an article all that a worker does, and gives the passages that were encoded."""


@dataclass(frozen=True, slots=True)
class Own:
    """What ingestion costs beside its models, in seconds of processor time over all articles."""

    articles: int
    words: int
    models: Mapping[str, float]
    """Each bare model's."""
    read: float
    """Of all that workers do."""
    written: float
    """Of whole runs."""
    share_read: float
    """The bare models' by the workers': the median of rounds, as the next."""
    share_written: float
    parts: Mapping[str, float]
    """Of whole runs by part, as shares that add up to one."""

    @property
    def share_run(self) -> float:
        """The models' part of whole runs, as ingestion runs them."""
        return sum(self.parts[name] for name in MODELS)


def measure(number: int, read: Read, job: Job, models: Models, folder: Path) -> Own:
    """Read `number` imagined articles; needs the main thread, whose signals it uses."""
    bare = pipeline.english(pipeline.UNREAD)
    articles = [one.article for one in imagined.articles(number)]
    lines = [imagined.line(one) + "\n" for one in imagined.articles(number)]
    database = ingesting_load.new(folder / "own.db")
    _run(job, database, folder / "first.jsonl", lines[:1])
    seen: defaultdict[str, float] = defaultdict(float)
    rounds = []
    for turn in range(min(_ROUNDS, number)):
        some = articles[turn::_ROUNDS]
        begun = time.process_time()
        passages = [read(one) for one in some]
        reading = time.process_time() - begun
        alone = _alone(some, passages, models, bare)
        begun = time.process_time()
        with speed.watched(seen, _part):
            _run(job, database, folder / f"{turn}.jsonl", lines[turn::_ROUNDS])
        rounds.append((alone, reading, time.process_time() - begun))
    whole = sum(seen.values()) or 1.0
    return Own(
        number,
        sum(len(one.text.split()) for one in articles),
        {name: sum(alone[name] for alone, _, _ in rounds) for name in MODELS},
        sum(reading for _, reading, _ in rounds),
        sum(written for _, _, written in rounds),
        median(sum(alone.values()) / reading for alone, reading, _ in rounds),
        median(sum(alone.values()) / written for alone, _, written in rounds),
        {part: seen[part] / whole for part in PARTS},
    )


def _alone(
    articles: Sequence[Article], passages: Sequence[Collection[str]], models: Models, bare: Language
) -> dict[str, float]:
    """Seconds that each bare model takes for the articles, given what it reads."""
    documents = [document(one.text) for one in articles]
    words = [[p.span.of(d.text) for p in d.paragraphs if p.role is Role.BODY] for d in documents]
    moments = [time.process_time()]
    for paragraphs in words:
        with bare.memory_zone():
            list(bare.pipe(paragraphs, batch_size=speed.BATCH))
    moments.append(time.process_time())
    for one in documents:
        models.tagger.states(models.tagger.pieces(one))
    moments.append(time.process_time())
    for some in passages:
        encoder.encoded(some)
    moments.append(time.process_time())
    return {name: end - begun for name, begun, end in zip(MODELS, moments, moments[1:], strict=False)}


def _run(job: Job, database: Path, news: Path, lines: Sequence[str]) -> None:
    news.write_text("".join(lines), "utf-8")
    job(news, database, 1, _pass)


def _pass(_: Outcome) -> None: ...


def _part(frame: FrameType | None) -> str:
    """The part at work in `frame`: the innermost that a file tells, else the step of extraction."""
    at = frame
    while at is not None:
        for where, part in _AT_WORK.items():
            if where in at.f_code.co_filename:
                return part
        at = at.f_back
    return speed.step(frame) or "rest"
