"""An article that names somebody who was erased: taken in without their words, their names blacked out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from app.records import Article, Entity, Extraction, Facts, Link, Span
from app.store import erased
from app.store.erasing.masking import LONG, Mask, blacked, folded

NOTE = "names somebody who was erased on a legal demand: their names and words are blacked out"


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of an article."""

    article: Article
    extraction: Extraction
    links: Sequence[Link]
    named: Sequence[Mapping[int, Span]]
    same_as: Sequence[tuple[int, str]] | None


def left(db: Session, arrived: Left) -> Left | None:
    """The article without those who were erased; None where it names none of them."""
    keys = {erased.of("speaker", link.key): link.key for link in arrived.links if link.shared}
    gone = {keys[digest] for digest in erased.known(db, keys)}
    out = {number for number, link in enumerate(arrived.links) if link.shared and link.key in gone}
    return _without(arrived, out) if out else None


def _without(arrived: Left, out: Collection[int]) -> Left:
    extraction, text = arrived.extraction, arrived.article.text
    theirs = [one for one in extraction.attributions if one.entity in out]
    forms = [form for n in out for form in _forms(extraction.entities[n])]
    said = [span for one in theirs for span in one.content]
    long = [span.of(text) for span in said if len(folded(span.of(text))) >= LONG]
    together = [form for form in forms if len(folded(form)) > 1]
    mask = Mask([*together, *long], [*forms, *(folded(form)[-1] for form in forms if folded(form))])
    fresh = blacked(text, [*said, *mask.spans(text)])
    entities = {n: at for at, n in enumerate(n for n in range(len(extraction.entities)) if n not in out)}
    kept = {
        n: at
        for at, n in enumerate(n for n, one in enumerate(extraction.attributions) if one.entity not in out)
    }
    attributions = [extraction.attributions[n] for n in kept]
    claims = [one for one in extraction.claims if one.statement is None or one.statement in kept]
    return Left(
        article=replace(arrived.article, text=fresh, facts=_facts(arrived.article, mask)),
        extraction=replace(
            extraction,
            document=replace(extraction.document, text=fresh),
            entities=tuple(_entity(extraction.entities[n], mask, fresh) for n in entities),
            mentions=(),
            attributions=tuple(
                replace(one, entity=None if one.entity is None else entities[one.entity])
                for one in attributions
            ),
            claims=tuple(
                replace(
                    one,
                    statement=None if one.statement is None else kept[one.statement],
                    glosses=tuple(replace(each, words=mask(each.words)) for each in one.glosses),
                )
                for one in claims
            ),
        ),
        links=[arrived.links[n] for n in entities],
        named=[
            {entities[n]: span for n, span in arrived.named[at].items() if n in entities}
            for at in kept
            if at < len(arrived.named)
        ],
        same_as=None
        if arrived.same_as is None
        else [(entities[n], url) for n, url in arrived.same_as if n in entities],
    )


def _forms(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


def _entity(entity: Entity, mask: Mask, text: str) -> Entity:
    roles = tuple(replace(role, words=role.span.of(text)) for role in entity.roles)
    aliases = tuple(dict.fromkeys(mask(alias) for alias in entity.aliases))
    return replace(entity, name=mask(entity.name), aliases=aliases, roles=roles)


def _facts(article: Article, mask: Mask) -> Facts:
    facts = article.facts
    return replace(
        facts,
        url=facts.url if facts.url and mask(facts.url) == facts.url else None,
        file_name=facts.file_name if facts.file_name and mask(facts.file_name) == facts.file_name else None,
        title=facts.title and mask(facts.title),
        author=facts.author and mask(facts.author),
        topics=tuple(topic for topic in facts.topics if mask(topic) == topic),
        same_as=(),
    )
