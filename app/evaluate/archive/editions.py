"""Further editions of a made-up archive: the same articles in other words, of other people, on other days.

Writing anew what a million statements take costs ten times as much as putting other words in place of the rare
ones. The commonest words, the busiest speakers, countries and outlets are those of all editions.
"""

# ruff: noqa: E501 - long lines are lists of words, of columns

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

import re
import sqlite3

from app.evaluate.archive import rows, vocabulary, world
from app.evaluate.archive.rows import ident

_COMMON, _HEAD = 4000, 12
"""Words that every edition has; one in so many speakers, the first to be named, speaks in every edition."""
_WORD = re.compile("[A-Za-z]{4,}")
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_OURS = """
named name country found once source person body reporters argued warned added insisted percent spoke monday
tuesday wednesday thursday friday full nobody that said told
"""
"""What texts and reasons say beside the words drawn."""
_KINDS = ("article", "statement", "claim", "speaker", "judgement")
_TABLES = {
    "articles": "id+{a}, mint('article', id), substr(url, 1, length(url) - length(id)) || (id+{a}), other(title), "
    "outlet_id, outlet_country, {day_published}, other(author), language, translated_from, "
    "replace(file_name, id, id+{a}), {digest}, capture, extractor, added, detected_language",
    "article_topics": "article_id+{a}, topic",
    "captures": "id+{k}, article_id+{a}, number, other(text), digest_of(other(text)), captured, extractor",
    "paragraphs": 'capture_id+{k}, number, start, "end", role',
    "speakers": "id+{p}, mint('speaker', id), other(key) || {edition}, other(name), kind, country, state, {stands_for}",
    "speaker_aliases": "speaker_id+{p}, other(name)",
    "speaker_blocks": "other(block), speaker_id+{p}",
    "speaker_ties": "{a_id}, b_id+{p}, same, rule, other(reasons)",
    "entities": "id+{e}, article_id+{a}, number, other(name), kind, home, home_start, home_end, home_rule, "
    "{speaker_id}, rule, other(reasons)",
    "entity_aliases": "entity_id+{e}, other(name)",
    "entity_roles": 'entity_id+{e}, position, words, start, "end"',
    "entity_same_as": "entity_id+{e}, url || {edition}",
    "statements": "id+{s}, mint('statement', id), article_id+{a}, version, position, state, rule, confidence, "
    "other(reasons), {day_said_first}, {day_said_last}, said_start, said_end, said_rule, review",
    "versions": "id+{v}, statement_id+{s}, number, capture_id+{k}, kind, {speaker_id}, other(words), created",
    "version_spans": 'version_id+{v}, part, position, start, "end", paragraph',
    "statement_places": 'statement_id+{s}, code, start, "end", rule, kind',
    "statement_mentions": 'statement_id+{s}, {speaker_id}, start, "end"',
    "claims": "id+{c}, mint('claim', id), article_id+{a}, capture_id+{k}, statement_id+{s}, position, state, start, "
    '"end", paragraph, other(words), type, rule, confidence, worth, worth_reasons, review',
    "claim_places": 'claim_id+{c}, code, start, "end", rule, kind',
    "claim_quantities": 'claim_id+{c}, position, start, "end", value, unit, bound',
    "statement_matches": "a_id+{s}, b_id+{s}, relation, certain, method, score",
    "claim_matches": "a_id+{c}, b_id+{c}, relation, certain, method, score",
    "article_matches": "a_id+{a}, b_id+{a}, relation, certain, method, score",
    "outcomes": "run_id+{r}, place, outcome, article_id+{a}, statements, claims, notes, finished",
    "origin_articles": "origin_id+{r}, {digest}, article_id+{a}, place, readers",
    "runs": "id+{r}, kind, started, finished, ended, asked, extractor, new, changed, unchanged, failed, statements, "
    "claims",
    "origins": "id+{r}, {edition} || '-' || place, digest, readers, checked, failed",
}  # fmt: skip
_OF_SPEAKERS = {
    "speakers": "id",
    "speaker_aliases": "speaker_id",
    "speaker_blocks": "speaker_id",
    "speaker_ties": "b_id",
}
_FIRST = {
    "a": "articles", "k": "captures", "p": "speakers", "e": "entities", "s": "statements", "v": "versions",
    "c": "claims", "r": "runs",
}  # fmt: skip
_OWNERS = {
    "speaker_blocks": ("speaker_id", "p"),
    "origin_articles": ("article_id", "a"),
    "paragraphs": ("capture_id", "k"),
    "version_spans": ("version_id", "v"),
    "article_topics": ("article_id", "a"),
    "article_matches": ("b_id", "a"),
    "entity_aliases": ("entity_id", "e"),
    "entity_same_as": ("entity_id", "e"),
    "statement_places": ("statement_id", "s"),
    "statement_mentions": ("statement_id", "s"),
    "statement_matches": ("b_id", "s"),
    "claim_places": ("claim_id", "c"),
    "claim_quantities": ("claim_id", "c"),
    "claim_matches": ("b_id", "c"),
}


def add(db: sqlite3.Connection, columns: dict[str, str], editions: int, kept: frozenset[str]) -> None:
    """Put further editions beside the first, which is all that `db` has, but for words `kept` in other words."""
    sizes = {
        letter: db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        for letter, table in _FIRST.items()
    }
    last = {table: _first_only(db, table, sizes) for table in _TABLES}
    head = int(sizes["p"]) // _HEAD
    for edition in range(1, editions):
        db.create_function("other", 1, Words(edition, kept).other, deterministic=True)
        db.create_function("digest_of", 1, rows.digest, deterministic=True)
        db.create_function("mint", 2, lambda kind, id_, at=edition: minted(kind, id_, at), deterministic=True)
        names = {letter: size * edition for letter, size in sizes.items()}
        for column in ("speaker_id", "stands_for", "a_id"):
            names[column] = f"({column} + {names['p']} * ({column} > {head}))"
        for column in ("published", "said_first", "said_last"):
            names[f"day_{column}"] = f"date({column}, '-{edition * 29} days')"
        names |= {"digest": f"substr(digest, 2) || '{edition % 10}'", "edition": f"'{edition}'"}
        for table, chosen in _TABLES.items():
            _copy(db, table, columns[table], chosen.format_map(names), (last[table], head))
        _mint_all(db, sizes, head)


def shared(db: sqlite3.Connection) -> frozenset[str]:
    """The words, in small letters, that are the same in all editions of the one that is all that `db` has."""
    names = [name for _, name in (*world.COUNTRIES, *world.BLOCS)]
    names += [world.outlet(rank).name for rank in range(world.OUTLETS)]
    head = "(SELECT max(id) FROM speakers) / ?"
    names += [
        name
        for (name,) in db.execute(f"SELECT name FROM speaker_aliases WHERE speaker_id <= {head}", (_HEAD,))
    ]
    names += [*vocabulary.words()[:_COMMON], *world.ROLES, *world.BODIES, *_OURS.split()]
    return frozenset(word.lower() for name in names for word in name.split())


def minted(kind: str, id_: int, edition: int) -> str:
    """The identifier of something in a further edition, by its row id in the first."""
    return ident((edition << 34) + (_KINDS.index(kind) + 1 << 30) + id_)


def _first_only(db: sqlite3.Connection, table: str, sizes: dict[str, int]) -> str:
    """What tells the rows of the first edition: tables without a row id go by what they belong to."""
    if table in _OWNERS:
        owner, letter = _OWNERS[table]
        return f"{owner} <= {sizes[letter]}"
    return f"rowid <= {db.execute(f'SELECT coalesce(max(rowid), 0) FROM {table}').fetchone()[0]}"


def _copy(db: sqlite3.Connection, table: str, columns: str, chosen: str, ends: tuple[str, int]) -> None:
    of_speakers = f"{_OF_SPEAKERS[table]} > {ends[1]}" if table in _OF_SPEAKERS else "1"
    db.execute(
        f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM {table} WHERE {ends[0]} AND {of_speakers}"
    )


def _mint_all(db: sqlite3.Connection, sizes: dict[str, int], head: int) -> None:
    """Identifiers, and what goes by them: why something is withdrawn, and what was decided of it."""
    for letter, kind in (("a", "article"), ("s", "statement"), ("c", "claim"), ("p", "speaker")):
        least = head if kind == "speaker" else 0
        db.execute(
            f"INSERT INTO identifiers SELECT mint('{kind}', id), '{kind}' FROM {kind}s "
            f"WHERE id > {least} AND id <= {sizes[letter]}"
        )
    first = f"JOIN statements AS s ON s.ident = t.{{}} WHERE s.id <= {sizes['s']}"
    db.execute(
        "INSERT INTO tombstones (ident, reason, withdrawn) SELECT mint('statement', s.id), t.reason, t.withdrawn "
        f"FROM tombstones AS t {first.format('ident')}"
    )
    decided = f"FROM judgements AS t {first.format('subject')}"
    db.execute(f"INSERT INTO identifiers SELECT mint('judgement', s.id), 'judgement' {decided}")
    db.execute(
        "INSERT INTO judgements (ident, subject, verdict, value, was, words, reason, editor_id, made, state) "
        "SELECT mint('judgement', s.id), mint('statement', s.id), verdict, value, was, other(words), reason, "
        f"editor_id, made, t.state {decided}"
    )


class Words(dict[str, str]):
    """By word, what stands in its place in an edition: as long, found out when first asked for."""

    def __init__(self, edition: int, shared: frozenset[str]) -> None:
        self._shared = shared
        turned: dict[str, str] = {}
        for letters, by in (
            (_CONSONANTS, edition % len(_CONSONANTS)),
            (_VOWELS, edition // len(_CONSONANTS)),
        ):
            turned |= dict(zip(letters, letters[by:] + letters[:by], strict=True))
        self._turned = str.maketrans(turned | {one.upper(): to.upper() for one, to in turned.items()})

    def other(self, words: str | None) -> str | None:
        """Words of the first edition as this one has them."""
        return None if words is None else _WORD.sub(lambda found: self[found[0]], words)

    def __missing__(self, word: str) -> str:
        turned = word.translate(self._turned)
        self[word] = word if not self._shared.isdisjoint((word.lower(), turned.lower())) else turned
        return self[word]
