"""The queue is in its order, whole from every place in it, both ways, whatever it is narrowed to."""

from dataclasses import astuple

import pytest
from sqlmodel import Session, text

from app.errors import NotFound
from app.settings import place
from app.store import engine
from app.store.queries import queue
from app.store.queries.queue import Asked
from app.store.queries.views import StatementRow
from store import archive

SURE = 0.5


@pytest.fixture(scope="module")
def flagged(tmp_path_factory):
    """An archive in which some was reported, some waits, some is disputed and some is checked."""
    path = tmp_path_factory.mktemp("queue") / "queue.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        archive.fill(db, 6, doubted=True)
        run = db.connection().exec_driver_sql
        for of in ("statements", "claims"):
            run(f"UPDATE {of} SET review = 'machine'")
        statements, claims = (
            [row.ident for row in run(f"SELECT ident FROM {of} ORDER BY id")]
            for of in ("statements", "claims")
        )
        run(
            "INSERT INTO editors (name, role, password, added, failures) "
            "VALUES ('Eva', 'editor', '', '2026-01-01', 0)"
        )
        for ident, state, many in (
            (statements[3], "open", 2), (claims[5], "open", 1), (statements[1], "open", 1),
            (statements[2], "dismissed", 3), (statements[7], "open", 1),
        ):  # fmt: skip
            for _ in range(many):
                run(
                    "INSERT INTO reports (subject, problem, note, sent, state) "
                    "VALUES (?, 'speaker', '', '2026-01-01', ?)",
                    (ident, state),
                )
        for number, (ident, state) in enumerate([(statements[7], "waiting"), (statements[8], "waiting"),
                                                 (statements[9], "applied")]):  # fmt: skip
            new = f"judged0{number}"
            run("INSERT INTO identifiers (ident, kind) VALUES (?, 'judgement')", (new,))
            run(
                "INSERT INTO judgements (ident, subject, verdict, value, was, reason, editor_id, made, "
                "state) VALUES (?, ?, 'speaker', '{}', '{}', '', 1, '2026-01-01', ?)",
                (new, ident, state),
            )
        run("UPDATE statements SET review = 'disputed' WHERE ident IN (?, ?)", (statements[8], statements[4]))
        run("UPDATE statements SET review = 'checked' WHERE ident = ?", (statements[9],))
        run("UPDATE claims SET review = 'checked' WHERE id % 7 = 0")
        run("UPDATE statements SET state = 'withdrawn' WHERE ident = ?", (statements[5],))
        run("UPDATE claims SET confidence = confidence - (id % 5) / 10.0")
    written.dispose()
    return engine.reader(path)


@pytest.fixture
def db(flagged):
    with Session(flagged) as session:
        yield session


def by_hand(db, asked):
    """The same queue from every row of the two tables."""
    found = []
    for what, of in enumerate(("statements", "claims")):
        narrow = {"statement": 0, "claim": 1}.get(asked.what, what) == what
        for row in db.connection().execute(text(f"SELECT * FROM {of}")) if narrow else ():
            count = "SELECT count(*) FROM {} WHERE subject = :i AND state = '{}'"
            reports, waits = (
                db.connection().scalar(text(count.format(*each)), {"i": row.ident})
                for each in (("reports", "open"), ("judgements", "waiting"))
            )
            disputed = row.review == "disputed"
            why = {"": True, "reported": reports, "waiting": waits, "disputed": disputed,
                   "unsure": row.confidence < SURE}[asked.why]  # fmt: skip
            article = db.connection().scalar(
                text("SELECT ident FROM articles WHERE id = :i"), {"i": row.article_id}
            )
            waiting = reports or waits or (row.state == "live" and row.review != "checked")
            if why and waiting and asked.article in ("", article):
                found.append(((-reports, -waits, -disputed, row.confidence, what, row.id), row.ident))
    return [ident for _, ident in sorted(found)]


@pytest.mark.parametrize("size", [5, 100])
@pytest.mark.parametrize(
    ("why", "what"), [*((why, "") for why in queue.WHY), ("", "claim"), ("unsure", "statement")]
)
def test_every_page_of_it_both_ways(db, why, what, size):
    asked = Asked(why, what, sure=SURE)
    expected = by_hand(db, asked)
    walked, page = [], queue.page(db, asked, limit=size)
    pages = [page]
    while page.after:
        page = queue.page(db, asked, after=page.after, limit=size)
        pages.append(page)
    for each in pages:
        walked += [row.row.ident for row in each.rows]
    assert walked == expected
    assert expected or what == "claim"
    back = []
    while page.before:
        page = queue.page(db, asked, before=page.before, limit=size)
        back = [row.row.ident for row in page.rows] + back
    assert back == expected[: len(back)]
    assert len(back) + size >= len(expected)


def test_what_stands_beside_something(db):
    asked = Asked(sure=SURE)
    order = by_hand(db, asked)
    for at, ident in enumerate(order):
        kind = "statement" if db.connection().scalar(
            text("SELECT count(*) FROM statements WHERE ident = :i"), {"i": ident}
        ) else "claim"  # fmt: skip
        before, after = queue.beside(db, asked, queue.place(db, kind, ident))
        assert before is None if at == 0 else before[1] == order[at - 1]
        assert after is None if at + 1 == len(order) else after[1] == order[at + 1]
    assert queue.first(db, asked)[1] == order[0]
    with pytest.raises(NotFound):
        queue.place(db, "claim", "nothing0")


def test_one_article_and_one_speaker(db):
    everything = queue.page(db, Asked(), limit=500).rows
    article = everything[0].row.article.ident
    narrowed = queue.page(db, Asked(article=article), limit=500).rows
    assert narrowed == tuple(each for each in everything if each.row.article.ident == article)
    speaker = next(
        each.row.speaker for each in everything if isinstance(each.row, StatementRow) and each.row.speaker
    )
    said = queue.page(db, Asked(speaker=speaker.ident, what="statement"), limit=500).rows
    assert {each.row.speaker for each in said} == {speaker}
    # Whoever is named in doubt is looked for as well: here nobody is nobody.
    held = [each for each in everything if isinstance(each.row, StatementRow) and each.row.speaker == speaker]
    assert {astuple(each.place) for each in held} <= {astuple(each.place) for each in said}
    claims = queue.page(db, Asked(speaker=speaker.ident, what="claim"), limit=500).rows
    assert claims
    assert {each.row.claimer for each in claims} == {speaker}


def test_how_much_waits(db):
    told = queue.waiting(db, Asked(sure=SURE))
    assert (told.reported, told.waiting, told.disputed) == (4, 2, 2)
    assert told.unsure == sum(
        1
        for each in queue.page(db, Asked(sure=SURE), limit=500).rows
        if each.place.confidence < SURE and each.place.disputed == 0
        and db.connection().scalar(
            text("SELECT count(*) FROM statements WHERE ident = :i AND state = 'withdrawn'"),
            {"i": each.row.ident},
        ) == 0
    )  # fmt: skip


def test_it_is_walked_along_its_index(db):
    """No page of it sorts or looks at all that nobody flagged."""
    sql = []

    class Told:
        def connection(self):
            return self

        def execute(self, query, params):
            plan = db.connection().execute(text(f"EXPLAIN QUERY PLAN {query.text}"), params)
            sql.append([row.detail for row in plan])
            return ()

    place_ = queue.page(db, Asked(), limit=200).rows[-1].place
    for start in (None, place_):
        for backwards in (False, True):
            queue._walk(Told(), Asked(), start, backwards=backwards, limit=2)
    for plan in sql:
        for of in ("statements", "claims"):
            assert any(
                f"USING INDEX ix_{of}_queue" in step or f"USING COVERING INDEX ix_{of}_queue" in step
                for step in plan
            ), plan
        # Its index has what nobody flagged in order, and nothing else.
        assert not [step for step in plan if step.startswith("SCAN x") and "_queue" not in step]
