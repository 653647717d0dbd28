"""What a worker does with an article: all that follows from its words alone."""

from collections import ChainMap
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial

from app.errors import ModelMissing
from app.extract import languages, pipeline
from app.ingest.linked import compared, matched
from app.ingest.preparing import Prepared, Task
from app.link import encoder, signatures, speakers, stated
from app.link.mentioned import mentioned
from app.reading.languages import UNKNOWN, detected
from app.records import Extraction
from app.store import write
from app.store.saving import spans, vectors


def prepared(task: Task) -> Prepared | Exception:
    """Everything in an article, or why it cannot be had; nothing that a text can hold raises."""
    try:
        with ExitStack() as zone:
            spans.storable(task.article.text)
            article, found = task.article, detected(task.article.text)
            load = partial(_models, zone)
            language = article.facts.language or found
            extraction = languages.extract(article.text, language, task.published, load)
        return _prepared(task, extraction, found)
    except ModelMissing as error:
        return error
    except Exception as error:  # noqa: BLE001 - one bad article must not take the others with it
        return ValueError(str(error) or type(error).__name__)


def _models(zone: ExitStack) -> pipeline.Models:
    models = pipeline.load()
    zone.enter_context(models.language.memory_zone())  # else the vocabulary grows with every new word
    return models


def _prepared(task: Task, extraction: Extraction, found: str | None) -> Prepared:
    article = task.article
    entries = stated.entries(article.facts.same_as, extraction.entities)
    return Prepared(
        task.published,
        extraction,
        tuple(speakers.link(extraction.entities)),
        tuple(mentioned(extraction)),
        entries.of if article.facts.same_as else None,
        encoder.encoded(sorted(_passages(extraction))),
        signatures.text_bands(article.text),
        (*_notes(entries), *_language(article.facts.language, found)),
        found,
    )


def linking(ready: Sequence[tuple[Prepared, str]]) -> list[write.Linking]:
    """How articles with these texts are linked with others, without doing again what is ready."""
    vectors = ChainMap(*(dict(each.vectors) for each, _ in ready))
    matching = matched(vectors, {text: each.text_bands for each, text in ready})
    joining = compared()
    return [
        write.Linking(each.links, speakers.profile, matching, joining, each.named, each.same_as)
        for each, _ in ready
    ]


def _passages(extraction: Extraction) -> set[str]:
    text = extraction.document.text
    said = {spans.joined(text, one.content) for one in extraction.attributions if one.content}
    claimed = {claim.span.of(text) for claim in extraction.claims}
    return {words for words in said | claimed if vectors.compared(words)}


def _notes(entries: stated.Entries) -> tuple[str, ...]:
    nobody = (
        f"same_as states an entry for {name!r}, whom the article does not name" for name in entries.unknown
    )
    several = (
        f"same_as states an entry for {name!r}, and several are called so" for name in entries.ambiguous
    )
    return (*nobody, *several)


def _language(stated: str | None, found: str | None) -> Iterator[str]:
    believed = languages.primary(stated)
    if not believed or not found or believed == found or (found == UNKNOWN and believed != "en"):
        return
    seen = "another language" if found == UNKNOWN else found
    yield f"states its language as {stated}, and its words look like {seen}: what is stated is believed"
