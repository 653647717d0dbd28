"""The writer: what is ready at once is saved together, and one bad article takes no other with it."""

from contextlib import contextmanager, nullcontext
from dataclasses import replace

import pytest
from sqlmodel import Session, select
from store.building import Draft
from store.dumping import check_indexes

from app.ingest.origins import Fresh, Opened
from app.ingest.preparing import Prepared
from app.ingest.saving import Writer
from app.ingest.stopping import Stop
from app.link import speakers
from app.records import Outcome, Read
from app.settings import place
from app.store import engine
from app.store import tables as t
from app.store.queries.filters import Filter
from app.store.queries.statements import statements
from ingest.running import NOW


def prepared(name, said):
    draft = Draft(f"“{said}” said {name}.", file_name=f"{name}.txt")
    draft.statement(said, by=draft.entity(name))
    at = f"{name}.txt"
    step = Fresh(Opened(at, "digest"), Read(at, draft.article()), draft.article(), "digest")
    links = tuple(speakers.link(draft.entities))
    return step, Prepared(None, draft.extraction(), links, (), None, {}, frozenset(), ("noted",))


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "saved.db"
    engine.migrate(path, place("migrations"))
    made = engine.writer(path)
    yield made
    made.dispose()


@pytest.fixture
def begins(written, monkeypatch):
    """A writer of a run that has begun, and how many transactions it saved anything in."""
    writer = Writer(written, Stop(), lambda: NOW)
    writer.begin("ingest", [])
    begun = []
    transaction = writer._transaction

    @contextmanager
    def counted(now):
        with transaction(now) as db:
            yield db
        begun.append(now)

    monkeypatch.setattr(writer, "_transaction", counted)
    return written, writer, begun


def test_what_is_ready_at_once_is_saved_together(begins):
    written, writer, begun = begins
    given = [prepared("Anna Berg", "We will go."), prepared("Ben Okafor", "We will stay.")]
    outcomes = [*writer.save(given)]
    assert len(begun) == 1
    assert [(one.outcome, one.place, one.notes) for one in outcomes] == [
        ("new", "Anna Berg.txt", ("noted",)),
        ("new", "Ben Okafor.txt", ("noted",)),
    ]
    with Session(written) as db:
        assert [row.pieces[0].words for row in statements(db, Filter(sort="oldest")).rows] == [
            "We will go.",
            "We will stay.",
        ]
        assert [row.place for row in db.exec(select(t.Outcome)).all()] == ["Anna Berg.txt", "Ben Okafor.txt"]
        assert len(db.exec(select(t.OriginArticle)).all()) == 2
        check_indexes(db)


def test_one_that_is_bad_takes_no_other_with_it(begins):
    written, writer, begun = begins
    good, bad = prepared("Anna Berg", "We will go."), prepared("Ben Okafor", "We will stay.")
    given = [good, (bad[0], replace(bad[1], extraction=good[1].extraction))]
    outcomes = [*writer.save(given)]
    assert len(begun) == 1
    assert [one.outcome for one in outcomes] == ["new", "failed"]
    assert outcomes[1].error == "the extraction is of another text"
    with Session(written) as db:
        assert [row.pieces[0].words for row in statements(db, Filter()).rows] == ["We will go."]
        assert [row.place for row in db.exec(select(t.OriginArticle)).all()] == ["Anna Berg.txt"]


def test_one_that_is_known_parts_no_others_that_are_new(begins):
    written, writer, begun = begins
    known = prepared("Anna Berg", "We will go.")
    [*writer.save([known])]
    given = [
        prepared("Ben Okafor", "We will stay."),
        prepared("Jane Smith", "We may stay."),
        known,
        prepared("Lena Vogel", "They will stay."),
        prepared("Omar Hadid", "They may stay."),
    ]
    begun.clear()
    assert [one.outcome for one in writer.save(given)] == ["new", "new", "unchanged", "new", "new"]
    # One looks at those that are left, and finds the first of them known.
    assert len(begun) == 4
    with Session(written) as db:
        assert [row.place for row in db.exec(select(t.Outcome)).all()] == [
            known[0].read.place,
            *(step.read.place for step, _ in given),
        ]
        check_indexes(db)


def test_the_same_article_twice_at_once_is_saved_once(begins):
    written, writer, _ = begins
    once = prepared("Anna Berg", "We will go.")
    assert [one.outcome for one in writer.save([once, once])] == ["new", "unchanged"]
    with Session(written) as db:
        assert len(db.exec(select(t.Article)).all()) == 1


def test_what_was_noted_is_written_once_though_it_is_interrupted(written, monkeypatch):
    stop = Stop()
    writer = Writer(written, stop, lambda: NOW)
    writer.begin("ingest", [])
    writer.note([Outcome("a.txt", "unchanged")])
    write = writer._write
    monkeypatch.setattr(writer, "_write", lambda *given: (write(*given), stop.ask()))
    for interrupted in (True, False):
        with pytest.raises(KeyboardInterrupt) if interrupted else nullcontext():
            writer.end("interrupted")
    with Session(written) as db:
        assert [row.place for row in db.exec(select(t.Outcome)).all()] == ["a.txt"]
