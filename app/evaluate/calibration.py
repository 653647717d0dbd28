"""Gold that nothing was trained on → the weights by which extraction says how sure it is."""

from collections.abc import Iterable, Iterator

from app.evaluate.corpus import Reading, Statement
from app.evaluate.fitting import Row, fitted
from app.evaluate.matching import MAINLY, Pair, match
from app.evaluate.speakers import verdict
from app.extract.attributions import Draft
from app.extract.confidence import features
from app.extract.documents import document
from app.extract.heard import heard
from app.extract.pipeline import Models


def calibrated(readings: Iterable[Reading], models: Models) -> dict[str, float]:
    """Weights under which a draft's likelihood is how often words (in the main) and source are right."""
    judged = [one for reading in readings for one in _judged(reading, models)]
    return fitted([row for row, _ in judged], [right for _, right in judged])


def _judged(gold: Reading, models: Models) -> Iterator[tuple[Row, bool]]:
    drafts = heard(document(gold.text), models).drafts
    found = Reading(gold.id, gold.text, tuple(_statement(draft) for draft in drafts))
    pair = Pair(gold, found)
    mainly = match(pair, MAINLY)
    gold_of = {j: gold.statements[i] for i, j in mainly.hits.items()}
    for j, (draft, one) in enumerate(zip(drafts, found.statements, strict=True)):
        if j not in mainly.skipped:
            yield features(draft), j in gold_of and _is_right(gold.text, gold_of[j], one)


def _is_right(text: str, gold: Statement, found: Statement) -> bool:
    """Where no words name a source, the content alone is judged: who spoke is worked out later."""
    return not found.speaker or verdict(text, gold, found).right


def _statement(draft: Draft) -> Statement:
    source = (draft.source,) if draft.source is not None else ()
    return Statement(content=draft.content, speaker=source, speaker_name=None, kind=draft.kind)
