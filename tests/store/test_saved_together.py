"""Several new articles saved together: it ends as if they had been saved one by one."""

import pytest
from sqlmodel import Session

from app.comparing import comparing
from app.evaluate import imagined, likeness, writing_load
from app.ingest import linked
from app.link import speakers
from app.records import Article, Facts, SpeakerKind
from app.store import engine, erased, identifiers, write
from store.building import NOW, Draft, save, talks
from store.dumping import check_indexes, exact, natural


def drafted(*drafts):
    """Drafts as they are saved together: all linked in one way."""
    matching, joining = linked.matched(), linked.compared()
    return [
        write.Ready(
            draft.article(),
            draft.extraction(),
            write.Linking(
                speakers.link(draft.entities),
                speakers.profile,
                matching,
                joining,
                named=[{0: one.content[0]} for one in draft.attributions],
                same_as=[(0, f"https://example.com/{number}"), (0, f"https://example.com/{number}")],
            ),
        )
        for number, draft in enumerate(drafts)
    ]


def named(name, said, file, *, full=None):
    draft = Draft(f"“{said}” said {name}, a lawyer.", file_name=file, topics=("law", "bases", "law"))
    by = draft.entity(name, SpeakerKind.PERSON, aliases=[full] if full else [], roles=["a lawyer"])
    draft.statement(said, by=by, cue=["said"])
    draft.claim(said, statement=0)
    return draft


def imagination():
    how = comparing()
    made = [writing_load._extracted(one) for one in imagined.articles(40)]
    return [
        write.Ready(
            article, found, write.Linking(how.link(found.entities), how.profile, how.matching, how.joining)
        )
        for article, found in made
    ]


def drafts():
    said = "There will be no foreign bases in the north of this country while we govern it."
    return drafted(
        talks(title="Talks", url="https://a.example/1", outlet="The A"),
        talks(title="Copied", url="https://b.example/1", outlet="The B", file_name="copied.txt"),
        named("Ben Okafor", said, "1.txt"),
        named("Mr Okafor", said, "2.txt", full="Ben Okafor"),
        named("Benjamin Okafor", said.replace("north", "south"), "3.txt"),
    )


@pytest.mark.parametrize("made", [imagination, drafts])
def test_it_ends_as_if_they_had_been_saved_one_by_one(new_database, made):
    ready, dumps, paths = made(), [], [new_database(), new_database()]
    for path, together in zip(paths, (False, True), strict=True):
        written = engine.writer(path)
        with Session(written) as db, db.begin():
            if together:
                assert all(write.new(db, [one.article for one in ready]))
                saved = write.add(db, ready, NOW)
                assert [one.outcome for one in saved] == ["new"] * len(ready)
            else:
                for one in ready:
                    write.save(db, one.article, one.extraction, one.linking, NOW)
            check_indexes(db)
            dumps.append(natural(db))
        written.dispose()
    assert dumps[0] == dumps[1]
    assert likeness.differing(*paths) == []
    assert dumps[0]["statement_matches"]
    assert made is imagination or (dumps[0]["statement_mentions"] and dumps[0]["entity_same_as"])


def test_where_one_does_not_fit_none_is_stored(path):
    written = engine.writer(path)
    good, bad = drafted(talks(file_name="a.txt"), named("Ben Okafor", "We will go.", "b.txt"))
    with pytest.raises(ValueError, match="another text"), Session(written) as db, db.begin():
        write.add(db, [good, write.Ready(bad.article, good.extraction, bad.linking)], NOW)
    with Session(written) as db:
        assert not any(rows for name, rows in exact(db).items())
    written.dispose()


TEXT = "“We will go,” said Anna Berg."


def article(text=TEXT, **facts):
    return Article(text, Facts(**facts))


@pytest.mark.parametrize(
    ("stored", "given", "is_new"),
    [
        ({"file_name": "a.txt"}, article("Something else.", file_name="b.txt"), True),
        ({"file_name": "a.txt"}, article("Something else.", file_name="a.txt"), False),
        ({"file_name": "a.txt"}, article(file_name="b.txt"), False),
        ({"file_name": "a.txt"}, article(url="https://a.example/1"), False),
        (
            {"file_name": "a.txt"},
            article("Something else.", url="https://a.example/1", file_name="a.txt"),
            False,
        ),
        ({"url": "https://a.example/1"}, article(file_name="a.txt"), False),
        ({"url": "https://a.example/1"}, article("Something else.", url="https://a.example/1"), False),
        ({"url": "https://a.example/1"}, article(url="https://b.example/1"), True),
        (
            {"url": "https://a.example/1", "file_name": "a.txt"},
            article(url="https://b.example/1", file_name="a.txt"),
            True,
        ),
    ],
)
def test_what_is_surely_new(db, stored, given, is_new):
    known = article(**stored)
    assert write.new(db, [known, given]) == [True, is_new]
    save(db, _said(**stored))
    assert write.new(db, [given]) == [is_new]
    assert write.new(db, [known]) == [False]


def _said(**facts):
    draft = Draft(TEXT, **facts)
    draft.statement("We will go,", by=draft.entity("Anna Berg"))
    return draft


def test_nothing_is_surely_new_once_something_was_erased(db):
    ident = identifiers.mint(db, "article")
    erased.forget(db, "url", ["https://a.example/1"], ident, NOW)
    assert write.new(db, [article(), article("Something else.")]) == [False, False]
