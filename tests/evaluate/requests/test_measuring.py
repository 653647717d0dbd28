"""The requests cover the site, and what is measured of them is what they do."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.cli import benching_pages
from app.evaluate.archive import filling
from app.evaluate.requests import asked, bare, calling, samples, streaming
from app.settings import Settings
from app.web.app import create_app
from app.web.turns import by_turns, pieces


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "60.db"
    filling.fill(path, 60)
    return path


def test_no_address_of_the_site_is_left_out(archive):
    targets = [each.target.partition("?")[0] for each in asked.every(samples.of(archive))]
    web = create_app(Settings(database=archive))
    probes = {"/healthz", "/readyz", "/metrics"}
    routes = sorted({route.path for route in web.routes if "GET" in route.methods} - probes)
    assert len(routes) > 100
    kinds = {"path": ".+", "number": r"\d+"}
    for route in routes:
        parts = re.split(r"\{\w+(?::(\w+))?\}", route)
        fixed, held = parts[::2], parts[1::2]
        pattern = "".join(
            re.escape(each) + (kinds.get(kind or "", r"[^/]+") if number < len(held) else "")
            for number, (each, kind) in enumerate(zip(fixed, [*held, None], strict=True))
        )
        assert any(re.fullmatch(pattern, target) for target in targets), route


def test_a_page_is_measured_beside_its_own_floors(archive):
    targets = ("/quotes?sort=oldest", "/quotes #results", "/robots.txt")
    # In a thread of its own: tests in a browser leave a loop behind that runs in this one.
    with ThreadPoolExecutor(max_workers=1) as apart:
        page, block, file = apart.map(lambda only: benching_pages.costs(archive, 9, only)[0], targets)
    assert (page.asked.target, page.status, block.asked.block) == ("/quotes?sort=oldest", 200, "results")
    assert page.queries > 3
    assert 0 < block.size < page.size
    assert 0 < page.empty < page.template < page.p50
    assert 0 < page.sql < page.p50
    assert (file.queries, file.template) == (0, 0)


def test_the_bare_dump_has_the_rows_and_columns_of_the_list_and_is_sent_alike(archive):
    def sent(web, target):
        return calling.Caller(web).ask(asked.Ask("export", target), keep=True).body

    def both():
        ours = sent(create_app(Settings(database=archive, kept_answers=0)), "/quotes.csv")
        return ours, sent(streaming.routes(archive, pieces), streaming.DUMPED)

    with ThreadPoolExecutor(max_workers=1) as apart:
        ours, dumped = apart.submit(both).result()
    assert dumped == b"".join(streaming.dump(archive))
    columns, *ours = list(csv.reader(io.StringIO(ours.decode(), newline="")))
    dumped = list(csv.reader(io.StringIO(dumped.decode(), newline="")))
    assert len(dumped) == len(ours) > 50
    same = ("id", "version", "kind", "said_first", "said_as_printed", "via", "outlet", "article")
    same = [columns.index(name) for name in (*same, "published", "captured", "review")]
    for row, alone in zip(ours, dumped, strict=True):
        assert len(alone) == len(row)
        assert [alone[number] for number in same] == [row[number] for number in same]
        for number in (columns.index("permalink"), columns.index("article_permalink")):
            without_slug = re.sub(r"(/[sa]/\w+)/[^#]*", r"\1", row[number])
            assert alone[number].split("/")[3:] == without_slug.split("/")[3:]


def test_a_bare_route_gives_the_same_page_and_an_empty_one_as_many_bytes(archive):
    def answers():
        web = create_app(Settings(database=archive, kept_answers=0))
        bare_caller = calling.Caller(bare.routes(web, "/quotes", by_turns))
        page = calling.Caller(web).ask(asked.Ask("page", "/quotes"), keep=True)
        return page, [bare_caller.ask(asked.Ask("page", at), keep=True) for at in (bare.RENDERED, bare.EMPTY)]

    with ThreadPoolExecutor(max_workers=1) as apart:
        page, (rendered, empty) = apart.submit(answers).result()
    assert rendered.body == page.body
    assert empty.body == b" " * page.size


def test_a_bare_route_wants_a_page_that_is_rendered(archive):
    def refused():
        with pytest.raises(ValueError, match=r"/robots\.txt renders nothing"):
            bare.routes(create_app(Settings(database=archive)), "/robots.txt", by_turns)

    with ThreadPoolExecutor(max_workers=1) as apart:
        apart.submit(refused).result()
