"""The commands as a person runs them, in an empty folder.

Most run in this process, which has the models already; in one of their own those of which the process itself
matters: what it loads, what it serves, and what it leaves when it is interrupted.
"""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, chdir, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from patience import PATIENCE, until
from typer.testing import CliRunner

from app import __version__
from app.cli import commands
from app.cli.serving import FIRST_PORT, listening
from app.evaluate import written
from app.reading.files import reads
from app.reading.given import Choices
from app.settings import Settings, place

pytestmark = pytest.mark.dear

COMMAND = [sys.executable, "-m", "app"]
# The code under test is found as in the tests themselves, checkout or wheel, wherever the command runs.
SURROUNDINGS = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    "COLUMNS": "100",
}


def run(folder: Path, *words: str, code: int = 0, given: bytes = b"", **variables: str) -> Result:
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        for name, value in {"COLUMNS": "100", **variables}.items():
            patch.setenv(name, value)
        done = CliRunner().invoke(commands, words, input=given, prog_name="cuttings")
    assert done.exit_code == code, done.output
    # Whatever else were raised would be a traceback on a person's screen.
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert "Traceback" not in done.stderr
    return done


def counted(output: str, name: str) -> int:
    """The number beside `name` in the summary table."""
    found = re.search(rf"{name}\W+(\d+)", output)
    assert found, output
    return int(found[1])


def one_line(done: Result) -> str:
    """The one line on standard error, with nothing on standard output."""
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.rstrip("\n")


def rows(database: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return db.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()


@contextmanager
def server(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running command and the address it printed; ended at the end if it still runs."""
    process = subprocess.Popen(
        [*COMMAND, *words],
        cwd=folder,
        env=SURROUNDINGS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = None
        for line in process.stdout:
            address = re.search(r"http://\S+", line)
            if address:
                break
        assert address, process.stderr.read() if process.stderr else ""
        yield process, address[0]
    finally:
        process.kill()
        process.communicate()


def alone(folder: Path, *words: str) -> str:
    """What Python prints in a process of its own, which succeeds."""
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=SURROUNDINGS, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_version_and_help(tmp_path: Path) -> None:
    assert alone(tmp_path, "-m", "app", "--version") == f"cuttings {__version__}\n"
    words = run(tmp_path, "--help").stdout
    for command in ("demo", "ingest", "runs", "serve", "migrate", "snapshot", "extract", "evaluate"):
        assert command in words
        assert f"cuttings {command}" in run(tmp_path, command, "--help").stdout
    assert list(tmp_path.iterdir()) == []


def test_help_loads_nothing_slow(tmp_path: Path) -> None:
    slow = ("spacy", "fastapi", "sqlalchemy", "lxml")
    script = f"import sys, app.__main__, app.cli; print([n for n in {slow} if n in sys.modules])"
    assert alone(tmp_path, "-c", script) == "[]\n"


def test_opening_a_database_does_not_load_what_changes_its_schema(tmp_path: Path) -> None:
    script = "import sys, app.store.engine; print('sqlmodel' in sys.modules, 'alembic' in sys.modules)"
    assert alone(tmp_path, "-c", script) == "True False\n"
    script = "from app.store import tables; print(tables.Article.__pydantic_complete__)"
    assert alone(tmp_path, "-c", script) == "False\n"


def test_a_server_starts_without_what_few_pages_need(tmp_path: Path) -> None:
    few = ("alembic", "charset_normalizer", "fontTools", "nameparser", "nicknames", "onnxruntime", "PIL")
    few += ("app.store.tables.articles", "rich.progress", "spacy", "trafilatura")
    script = f"import sys, app.cli, app.web.app; print([n for n in {few} if n in sys.modules])"
    assert alone(tmp_path, "-c", script) == "[]\n"


@pytest.mark.parametrize(
    "words", [[], ["frobnicate"], ["ingest"], ["serve", "--port", "99999"], ["demo", "x"]]
)
def test_wrong_use_is_exit_code_2(tmp_path: Path, words: list[str]) -> None:
    run(tmp_path, *words, code=2)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    said = one_line(run(tmp_path, "migrate", code=2, CUTTINGS_PAGE_SIZE="many"))
    assert said.startswith("CUTTINGS_PAGE_SIZE: ")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A folder with the demo's database, and what was told while it was made."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, run(folder, "demo", "--no-serve")


def test_demo_fills_the_folder_s_database_and_again_changes_nothing(demo: tuple[Path, Result]) -> None:
    folder, first = demo
    assert counted(first.stdout, "Articles") == 2
    assert "2 new" in first.stdout
    assert counted(first.stdout, "Statements") > 20
    assert counted(first.stdout, "Claims") > 20
    assert counted(first.stdout, "Speakers") > 5
    assert counted(first.stdout, "Failures") == 0
    assert first.stderr.strip() == ""
    before = rows(folder / "cuttings.db", "statements")
    assert "2 unchanged" in run(folder, "demo", "--no-serve").stdout
    assert rows(folder / "cuttings.db", "statements") == before


def test_demo_serves_until_interrupted(demo: tuple[Path, Result]) -> None:
    with server(demo[0], "demo") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}speakers", timeout=PATIENCE) as answer:
            assert "Sergei Naryshkin" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 130
        assert told.strip() == "Stopped."


def test_serve_takes_the_next_free_port(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    with ExitStack() as held:
        with suppress(OSError):  # else somebody holds it already, which is as good
            held.enter_context(socket.create_server(("127.0.0.1", FIRST_PORT)))
        with server(tmp_path, "serve") as (_, address):
            assert FIRST_PORT < int(address.rstrip("/").rpartition(":")[2]) < FIRST_PORT + 20
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                assert answer.status == 200


def test_serve_on_a_chosen_port(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with server(tmp_path, "serve", "--port", str(port)) as (_, address):
        assert address == f"http://127.0.0.1:{port}/"
        said = one_line(run(tmp_path, "serve", "--port", str(port), code=1))
        assert said == f"Port {port} is taken already: choose another with --port."


def test_a_database_that_cannot_be_served_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "words.db").write_text("no database\n" * 100)
    assert "none.db" in one_line(run(tmp_path, "serve", "--database", "none.db", code=1))
    assert "words.db" in one_line(run(tmp_path, "serve", "--database", "words.db", code=1))
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("database", ["missing/a.db", ".", "words.db"])
def test_a_database_that_cannot_be_made_is_one_line(tmp_path: Path, database: str) -> None:
    (tmp_path / "words.db").write_text("no database\n" * 100)
    one_line(run(tmp_path, "migrate", "--database", database, code=1))
    assert (tmp_path / "words.db").read_text() == "no database\n" * 100
    assert [path.name for path in tmp_path.iterdir()] == ["words.db"]


def test_ingest_names_every_failure_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text("---\ntitle: Good\n---\n“We will go,” said John Smith.\n")
    (folder / "binary.txt").write_bytes(b"\x89PNG\0")
    (folder / "broken\x1b[31m.txt").write_bytes(b"\xff")
    (folder / "empty.txt").touch()
    (folder / "large.txt").write_text("Words. " * 100)
    (folder / "many.jsonl").write_text(json.dumps({"text": "“Never,” said Ann Lee."}) + "\n{}\n")
    done = run(tmp_path, "ingest", "articles", "missing.txt", code=1, CUTTINGS_ARTICLE_LIMIT="500")
    assert counted(done.stdout, "Articles") == 2
    assert counted(done.stdout, "Failures") == 6
    said = [line for line in done.stderr.splitlines() if line]
    assert [line.partition(": ")[0] for line in said] == [
        "articles/binary.txt",
        "articles/broken\ufffd[31m.txt",
        "articles/empty.txt",
        "articles/large.txt",
        "articles/many.jsonl, line 2",
        "missing.txt",
    ]
    assert len(rows(tmp_path / "cuttings.db", "articles")) == 2
    again = run(tmp_path, "ingest", "articles/good.txt", "articles/many.jsonl", code=1)
    assert "2 unchanged" in again.stdout


def test_ingest_of_nothing_leaves_nothing(tmp_path: Path) -> None:
    said = one_line(run(tmp_path, "ingest", "mistyped.txt", "gone/", code=1))
    assert "mistyped.txt" in said
    assert list(tmp_path.iterdir()) == []


def test_the_database_is_the_option_s_or_the_variable_s(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    run(tmp_path, "ingest", "a.txt", CUTTINGS_DATABASE="variable.db")
    run(tmp_path, "ingest", "a.txt", "--database", "option.db", CUTTINGS_DATABASE="other.db")
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["option.db", "variable.db"]


def test_ingest_does_not_migrate_what_somebody_has(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    with closing(sqlite3.connect(tmp_path / "cuttings.db")) as db:
        db.execute("UPDATE alembic_version SET version_num = 'from the future'")
        db.commit()
    (tmp_path / "a.txt").write_text("Words.")
    said = one_line(run(tmp_path, "ingest", "a.txt", code=1))
    assert "cuttings.db" in said


def test_an_interrupted_ingest_leaves_whole_articles(tmp_path: Path) -> None:
    lines = (
        json.dumps({"text": f"“We have {n} ships,” said Admiral John Smith. " * 30}) for n in range(2000)
    )
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    run(tmp_path, "migrate")
    database = tmp_path / "cuttings.db"
    process = subprocess.Popen(
        [*COMMAND, "ingest", "many.jsonl", "--workers", "1"],
        cwd=tmp_path, env=SURROUNDINGS, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        until(lambda: rows(database, "articles") or process.poll() is not None)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    assert process.returncode == 130
    # What takes long tells how far it is, and on a busy machine that may be before it is interrupted.
    *before, end = told.splitlines()
    assert end == "Stopped. What was read is kept: the same command goes on from there."
    assert [line for line in before if "0 failed; at many.jsonl, line " not in line] == []
    articles = len(rows(database, "articles"))
    assert 0 < articles < 2000
    assert len(rows(database, "captures")) == articles


def test_every_folder_of_the_top_level_is_found() -> None:
    for name in ("templates", "static", "migrations", "seeds"):
        assert any(place(name).iterdir())


def test_the_readme_s_articles_can_be_read_as_it_says(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    front, beside, lines = (
        re.findall(rf"```{kind}\n(.*?)```", readme, re.DOTALL)[0] for kind in ("text", "toml", "json")
    )
    (tmp_path / "front.txt").write_text(front)
    (tmp_path / "beside.txt").write_text("Words.")
    (tmp_path / "beside.toml").write_text(beside)
    (tmp_path / "lines.jsonl").write_text(lines)
    found = list(reads([tmp_path], Choices(Settings().article_limit)))
    assert [read.error for read in found] == [None, None, None]
    assert [bool(read.article and read.article.facts.outlet) for read in found] == [True, True, True]
    done = run(tmp_path, "ingest", "front.txt", "lines.jsonl")
    # One article, since both state one address; its one sentence is a statement by one speaker.
    assert len(rows(tmp_path / "cuttings.db", "articles")) == counted(done.stdout, "Speakers") == 1


# --- extract ----------------------------------------------------------------------------------------

ASKED = [{"id": "a", "text": "“We will go,” said Ann Lee."}, {"id": "b", "text": "Nothing."}]


def test_extract_answers_line_by_line_and_names_bad_ones(tmp_path: Path) -> None:
    good = [json.dumps(one) for one in ASKED]
    bad = ["{oops", '{"text": "no id"}', '{"id": "c", "text": null}', '{"id": "d", "text": "\\ud800"}']
    asked = [good[0], bad[0], "", *bad[1:], good[1]]
    (tmp_path / "in.jsonl").write_text("\ufeff" + "\n".join(asked))
    done = run(tmp_path, "extract", "in.jsonl", "out.jsonl", "--workers", "2", code=1)
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [
        f"in.jsonl, line {number}" for number in (2, 4, 5, 6)
    ]
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [{"id": one["id"], "text": one["text"]} for one in answers] == ASKED
    assert [one["speaker_name"] for one in answers[0]["statements"]] == ["Ann Lee"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
    # The same line goes through standard streams as well, and over its own file.
    (tmp_path / "in.jsonl").write_text(good[0])
    run(tmp_path, "extract", "in.jsonl", "in.jsonl", "--workers", "1")
    one = (tmp_path / "in.jsonl").read_bytes()
    piped = run(tmp_path, "extract", "-", "-", "--workers", "1", given=one)
    assert piped.stderr == ""
    assert piped.stdout_bytes == one
    assert json.loads(piped.stdout) == answers[0]


@pytest.mark.parametrize(
    ("source", "target"), [("none.jsonl", "out.jsonl"), (".", "out.jsonl"), ("a.jsonl", "no/out.jsonl")]
)
def test_extract_from_or_to_nowhere_is_one_line(tmp_path: Path, source: str, target: str) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    assert "cannot be" in one_line(run(tmp_path, "extract", source, target, "--workers", "1", code=1))
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_an_interrupted_extract_leaves_what_was_there(tmp_path: Path) -> None:
    asked = json.dumps({"id": "a", "text": "“We have ships,” said Admiral John Smith. " * 30})
    (tmp_path / "in.jsonl").write_text("\n".join([asked] * 2000))
    (tmp_path / "out.jsonl").write_text("before")
    process = subprocess.Popen(
        [*COMMAND, "extract", "in.jsonl", "out.jsonl", "--workers", "2"],
        cwd=tmp_path,
        env=SURROUNDINGS,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        until(lambda: process.poll() is not None or any(map(os.path.getsize, tmp_path.glob(".out*.part"))))
        assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        # Ends only when nobody holds standard error any more, so no worker lives on.
        _, told = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    assert process.returncode == 130
    assert told.strip() == "Stopped."
    assert (tmp_path / "out.jsonl").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


# --- evaluate ---------------------------------------------------------------------------------------


def test_evaluate_prints_the_figures_of_every_gold_set(tmp_path: Path) -> None:
    golden = Path(__file__).parent / "golden"
    shutil.copy(golden / "gum_news.jsonl", tmp_path)
    shutil.copy(next(golden.glob("000*.gold.json")), tmp_path)
    (notes,) = tmp_path.glob("*.gold.json")
    done = run(
        tmp_path, "evaluate", "gum_news.jsonl", notes.name, "--reliability",
        "--json", "figures.json", "--limit", "5", "--workers", "1",
    )  # fmt: skip
    row = next(line for line in done.stdout.splitlines() if "words and speaker  " in line)
    figures = [float(figure) for figure in re.findall(r"\d+\.\d", row)]
    assert len(figures) == 2
    assert all(50 < figure <= 100 for figure in figures)
    told = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    gum = told["gum_news.jsonl"]["cuttings"]["figures"]["joint"]
    assert f"{100 * gum['f1']:.1f}" == f"{figures[0]:.1f}"
    low, high = (f"{100 * end:.1f}" for end in gum["interval95"])
    assert f"{low}–{high}" in done.stdout
    assert "joint indirect" in done.stdout
    assert "its error is" in done.stdout


def test_evaluate_names_what_is_not_there(tmp_path: Path) -> None:
    assert "nowhere.jsonl" in one_line(run(tmp_path, "evaluate", "nowhere.jsonl", code=1))
    (tmp_path / "lost.gold.json").write_text("{}")
    assert "lost.txt" in one_line(run(tmp_path, "evaluate", "lost.gold.json", "--workers", "1", code=1))
    small_gold(tmp_path)
    assert "birds" in one_line(run(tmp_path, "evaluate", "gold.jsonl", "--of", "birds", code=1))
    assert "nobody" in one_line(run(tmp_path, "evaluate", "gold.jsonl", "--beside", "nobody", code=1))
    assert "no such document" in one_line(run(tmp_path, "evaluate", "gold.jsonl", "--fold", "3", code=1))


def small_gold(folder: Path) -> None:
    """Two documents, the second with a statement that nobody finds."""
    ann = {"content": [[1, 12]], "speaker": [[19, 26]], "speaker_name": "Ann Lee"}
    lost = {"content": [[0, 8]], "speaker": [], "speaker_name": None}
    documents = [
        {"id": "a", "text": "“We will go,” said Ann Lee.", "statements": [ann]},
        {"id": "b", "text": "Nothing.", "statements": [lost]},
    ]
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, documents)), "utf-8")


def test_what_is_extracted_and_then_evaluated_has_the_same_figures(tmp_path: Path) -> None:
    small_gold(tmp_path)
    run(tmp_path, "extract", "gold.jsonl", "found.jsonl", "--workers", "1")
    once = run(tmp_path, "evaluate", "gold.jsonl", "--workers", "1", "--beside", "marks")
    again = run(tmp_path, "evaluate", "gold.jsonl", "--predicted", "found.jsonl")
    for done in (once, again):
        assert "│ joint" in done.stdout
    rows = [[line for line in done.stdout.splitlines() if line.startswith("│")] for done in (once, again)]
    details = [[line for line in lines if " of " in line] for lines in rows]
    assert details[0] == details[1] != []
    assert "gold.jsonl, marks" in once.stdout


def test_the_gate_holds_what_was_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_gold(tmp_path)
    gate = ("evaluate", "gold.jsonl", "--workers", "1", "--gate")
    raised = run(tmp_path, "evaluate", "gold.jsonl", "--workers", "1", "--raise").stdout
    floors = (tmp_path / "floors.toml").read_text("utf-8")
    assert "floors.toml are raised." in raised
    assert '"joint" = 0.66' in floors
    assert "floors.toml are held." in run(tmp_path, *gate).stdout
    # An extractor that finds nothing any more is told with every figure that fell.
    whole = written.extract
    with monkeypatch.context() as patch:
        patch.setattr(written, "extract", lambda *given: replace(whole(*given), attributions=()))
        worse = run(tmp_path, *gate, code=1)
    assert "gold.jsonl: joint is 0.0000, below its floor of 0.66" in worse.stderr.splitlines()
    # Nor is a floor met by gold that asks for less.
    gold = tmp_path / "gold.jsonl"
    gold.write_text(gold.read_text("utf-8").partition("\n")[0], "utf-8")
    assert "is not the gold" in run(tmp_path, *gate, code=1).stderr
    assert "leave the choices out" in one_line(run(tmp_path, *gate, "--limit", "1", code=1))


def test_evaluate_tells_how_fast_extraction_is(tmp_path: Path) -> None:
    small_gold(tmp_path)
    said = run(tmp_path, "evaluate", "gold.jsonl", "--speed").stdout
    assert re.search(r"extraction by spaCy\W+\d\.\d\d", said)
    assert "share of the tagger's network" in said


def test_check_worthiness_is_fitted_and_measured(tmp_path: Path) -> None:
    def rows_of(numbers: range) -> str:
        rows = [{"text": f"They closed {n} of the schools in {1900 + n}.", "label": 1} for n in numbers]
        rows += [
            {"text": f"I hope it will be {'very ' * (n % 30)}nice{'!' * n}", "label": 0} for n in numbers
        ]
        return "\n".join(map(json.dumps, rows))

    (tmp_path / "given.jsonl").write_text(rows_of(range(10, 38)))
    (tmp_path / "asked.jsonl").write_text(rows_of(range(40, 50)))
    assert "no folder" in one_line(run(tmp_path, "train-worth", "given.jsonl", "--to", "lost/w.tsv", code=1))
    assert "lost.jsonl" in one_line(run(tmp_path, "train-worth", "lost.jsonl", "--to", "w.tsv", code=1))
    told = run(tmp_path, "train-worth", "given.jsonl", "--without", "asked.jsonl", "--to", "w.tsv").stdout
    assert "average precision" in told
    assert "sign\tstates a figure\t" in (tmp_path / "w.tsv").read_text("utf-8")
    run(tmp_path, "evaluate", "--of", "worth", "given.jsonl", "asked.jsonl", "--json", "figures.json")
    figures = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert figures["F1"]["value"] == figures["worth checking"]["value"] > 0.9
    assert "TF-IDF: average precision" in figures


def test_snapshot_is_made_where_asked_and_replaces_nothing_else(tmp_path: Path) -> None:
    assert "no database" in one_line(run(tmp_path, "snapshot", code=1))
    run(tmp_path, "migrate")
    assert "cuttings-public.db: 0 articles, 0 statements, 0 claims" in run(tmp_path, "snapshot").stdout
    assert rows(tmp_path / "cuttings-public.db", "articles") == []
    run(tmp_path, "snapshot", "--to", "other.db")
    assert (tmp_path / "other.db").stat().st_mode & 0o777 == 0o644
    for taken in ("cuttings.db", "notes.txt"):
        (tmp_path / "notes.txt").write_text("mine")
        assert "is no snapshot" in one_line(run(tmp_path, "snapshot", "--to", taken, code=1))
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_what_is_short_is_sent_at_once():
    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
