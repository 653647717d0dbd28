"""Whether the statements of one speaker stand on one page, in whatever articles they are: B-cubed.

Articles are saved as users' are, and every gold statement with a speaker's name that is found is a mention.
Gold's mentions are together where a name is word for word the other's, ours where pages show one speaker:

- **speakers**: all mentions; one whose name is withheld from readers is alone.
- **speakers, named**: the same as if no name were withheld.
- **across articles**: mentions that gold or we put together with one of another article.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import AppError
from app.evaluate.corpus import Reading, Statement
from app.evaluate.matching import MAINLY, Pair, covering, match
from app.evaluate.naming import same_words
from app.evaluate.scores import Cubed, Figures
from app.evaluate.sets import Choice, gold_sets, readings
from app.evaluate.speakers import names_of
from app.evaluate.written import led_in
from app.reading.origins import Origin, held
from app.records import Article, Facts, Read
from app.settings import Settings, place
from app.store import engine
from app.store.queries.articles import article
from app.store.queries.views import StatementRow

Job = Callable[[Iterable[Origin], Engine], Sequence[str | None]]
"""Ingestion into a database: the identifier of each article read, None where it failed."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement found, with its speaker in gold and in ours."""

    article: str
    names: tuple[str, ...]
    """Gold's, the canonical one first."""
    speaker: str | None
    """The identifier of the speaker that pages show; None where no one is named."""
    confidence: float


def speakers(gold: Sequence[Path], articles: Path, job: Job) -> Figures:
    """The figures of each set of `gold`, saved by `job` into a database of its own.

    `articles` is the folder of the articles that notes are about; AppError where one cannot be saved.
    """
    threshold = Settings().display_threshold
    sets = gold_sets(gold)
    found: Figures = {}
    for one in sets:
        suffix = "" if len(sets) == 1 else f", {one.name}"
        of_set = figures(mentions(list(readings(one, Choice(articles))), job), threshold)
        found |= {name + suffix: figure for name, figure in of_set.items()}
    return found


def mentions(gold: Sequence[Reading], job: Job) -> list[Mention]:
    """The mentions of all gold articles, each looked at after the last of them was saved."""
    reads = [Read(one.id, Article(one.text, Facts(file_name=one.id))) for one in gold]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gold.db"
        engine.migrate(path, place("migrations"))
        written = engine.writer(path)
        try:
            idents = job([held("gold", reads)], written)
            with Session(written) as db:
                saved = zip(gold, idents, strict=True)
                return [each for one, ident in saved for each in _mentions(db, one, ident)]
        finally:
            written.dispose()


def figures(found: Sequence[Mention], threshold: float) -> Figures:
    """B-cubed of the mentions; readers see no name whose confidence is below `threshold`."""
    wanted = gold_clusters(found)
    named = [_cluster(each, i, 0.0) for i, each in enumerate(found)]
    shown = [_cluster(each, i, threshold) for i, each in enumerate(found)]
    across = _across(found, wanted) | _across(found, shown)
    measured: Figures = {"speakers": cubed(wanted, shown), "speakers, named": cubed(wanted, named)}
    return measured | ({"across articles": cubed(wanted, shown, across)} if across else {})


def cubed(wanted: Sequence[int], given: Sequence[str], among: Iterable[int] | None = None) -> Cubed:
    """B-cubed of two clusterings of the same mentions, as the mean over all of them or those `among` them."""
    places = list(range(len(wanted)) if among is None else among)
    both, ours, gold = Counter(zip(wanted, given, strict=True)), Counter(given), Counter(wanted)
    right = [(both[wanted[i], given[i]], ours[given[i]], gold[wanted[i]]) for i in places]
    total = max(1, len(places))
    return Cubed(
        precision=sum(shared / size for shared, size, _ in right) / total,
        recall=sum(shared / size for shared, _, size in right) / total,
        mentions=len(places),
        gold=len({wanted[i] for i in places}),
        found=len({given[i] for i in places}),
    )


def gold_clusters(found: Sequence[Mention]) -> list[int]:
    """For each mention the first that has its speaker.

    Two are one where the canonical name of either is among the other's names, word for word: that two
    articles shorten their speakers to the same surname does not make them one.
    """
    clusters: list[int] = []
    for i, each in enumerate(found):
        agreeing = {clusters[j] for j in range(i) if _agree(each.names, found[j].names)}
        clusters = [min(agreeing) if cluster in agreeing else cluster for cluster in clusters]
        clusters.append(min(agreeing, default=i))
    return clusters


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return any(same_words(one[0], name) for name in other) or any(same_words(other[0], name) for name in one)


def _cluster(each: Mention, number: int, threshold: float) -> str:
    return each.speaker if each.speaker and each.confidence >= threshold else f"nobody {number}"


def _across(found: Sequence[Mention], clusters: Sequence[object]) -> set[int]:
    """Mentions whose cluster is in several articles."""
    articles = Counter(
        cluster for cluster, _ in {(c, m.article) for c, m in zip(clusters, found, strict=True)}
    )
    return {i for i, cluster in enumerate(clusters) if articles[cluster] > 1}


def _mentions(db: Session, gold: Reading, ident: str | None) -> Iterator[Mention]:
    if ident is None:
        raise AppError(f"{gold.id} could not be saved.")
    rows = article(db, ident).statements
    pair = Pair(gold, Reading(gold.id, gold.text, tuple(_statement(gold.text, row) for row in rows)))
    hits = covering(pair) if gold.is_partial else match(pair, MAINLY).hits
    for i, j in sorted(hits.items()):
        if names := names_of(gold.statements[i]):
            speaker = rows[j].speaker
            yield Mention(gold.id, names, speaker.ident if speaker else None, rows[j].confidence)


def _statement(text: str, row: StatementRow) -> Statement:
    content = led_in(text, tuple(piece.span for piece in row.pieces))
    return Statement(content, (), speaker_name=None, kind=row.kind)
