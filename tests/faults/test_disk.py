"""A disk that is full or may only be read, a locked or damaged database: told in a sentence, nothing lost."""

import os
import random
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
import structlog
from fastapi.testclient import TestClient
from patience import PATIENCE, until
from sqlmodel import Session
from store.building import save, talks
from typer.testing import CliRunner
from web.accounts import HERE

from app.cli import commands
from app.evaluate.likeness import differing
from app.settings import Settings, place
from app.store import engine
from app.store.verifying import verify
from app.web.app import create_app
from faults.killing import KILLS

pytestmark = pytest.mark.faults

SIZE = 4_000_000
OLD = "0024"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "cuttings.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks())
    written.dispose()
    return path


class Disk:
    """A small disk of its own, where one may be mounted; else a folder, and a limit to the size of files."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        self.mounted = not self._mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs")

    def _mount(self, *words):
        if shutil.which("mount") is None:
            return 1
        return subprocess.run(["mount", *words, self.folder], capture_output=True, check=False).returncode

    @contextmanager
    def full(self, left=0):
        """No room for more than so many bytes."""
        filler = self.folder / "filler"
        if self.mounted:
            found = os.statvfs(self.folder)
            filler.write_bytes(b"x" * (found.f_bavail * found.f_frsize - left))
            yield
            filler.unlink()
        else:
            before = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (left, before[1]))
            yield
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    def read_only(self):
        """From now on nothing can be written. False where this machine does not let us have that."""
        if self.mounted:
            return not self._mount("-o", "remount,ro")
        self.folder.chmod(0o555)
        for each in self.folder.iterdir():
            each.chmod(0o444)
        return os.geteuid() != 0

    def end(self):
        if self.mounted:
            subprocess.run(["umount", "-l", self.folder], check=True)
        else:
            self.folder.chmod(0o755)


@pytest.fixture
def disk(tmp_path):
    made = Disk(tmp_path / "disk")
    yield made
    made.end()


@pytest.fixture
def path(disk, filled):
    return shutil.copy(filled, disk.folder / "cuttings.db")


def refused(why, *words):
    """A command fails with one sentence, which says what and where."""
    done = CliRunner().invoke(commands, [str(word) for word in words], prog_name="cuttings")
    structlog.reset_defaults()  # the command's standard error is closed
    assert done.exit_code == 1, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    assert "Traceback" not in done.output
    assert any(each in done.output for each in why), done.output
    assert "/" in done.output


FULL = ("disk is full", "or is full", "No space left", "File too large")


def test_a_full_disk(disk, path, filled, tmp_path):
    with closing(sqlite3.connect(path)) as db:
        ident = db.execute("SELECT ident FROM articles").fetchone()[0]
    before = sorted(each.name for each in disk.folder.iterdir())
    with disk.full(left=50_000):
        refused(FULL, "backup", "make", "--database", path)
        refused(FULL, "snapshot", "--database", path)
        refused(FULL, "backup", "restore", filled, "--database", path)
        # All are in one transaction: one that has no room leaves nothing.
        refused(FULL, "remove", ident, "--reason", "It was a hoax.", "--database", path)
    assert {*before} <= {each.name for each in disk.folder.iterdir()}
    assert not [each for each in disk.folder.rglob("*") if each.suffix in {".part", ".restoring"}]
    assert [one.name for one in verify(path) if one.wrong or one.left] == []
    assert differing(filled, path) == []
    with TestClient(create_app(Settings(database=path)), headers=HERE) as browser:
        page = f"/a/{ident}"
        assert browser.get(page).status_code == 200
        with disk.full():
            answer = browser.post("/login", data={"name": "nobody", "password": "not at all"})
            assert answer.status_code == 503
            assert "full" in answer.text
            assert "Nothing was changed" in answer.text
            assert str(disk.folder) not in answer.text
            assert answer.headers["Retry-After"]
            assert browser.get(page).status_code == 200
        assert browser.post("/login", data={"name": "nobody", "password": "not at all"}).status_code != 503


def test_a_migration_without_room_leaves_no_half_copy(disk, path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE alembic_version SET version_num = ?", (OLD,))
        db.commit()
    with disk.full(left=50_000):
        refused(FULL, "migrate", "--database", path)
    assert not list(disk.folder.glob("*.before-*"))


def test_where_nothing_can_be_written_what_is_there_is_served(disk, path, tmp_path):
    if not disk.read_only():
        pytest.skip("This machine lets nobody have a disk that may only be read.")
    only = ("cannot be opened", "may only be read", "Read-only file system", "Permission denied")
    for words in (("backup", "make"), ("snapshot",), ("remove", "7k3v9q2m", "--reason", "It was a hoax.")):
        refused(only, *words, "--database", path)
    with TestClient(create_app(Settings(database=path)), headers=HERE) as browser:
        assert "Berg" in browser.get("/quotes").text
        answer = browser.post("/login", data={"name": "nobody", "password": "not at all"})
        assert answer.status_code == 503
        assert str(disk.folder) not in answer.text


def test_a_lock_that_is_never_let_go_of(tmp_path, filled, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 10)
    path = shutil.copy(filled, tmp_path / "cuttings.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused(("is in use",), "remove", "7k3v9q2m", "--reason", "It was a hoax.", "--database", path)
        with TestClient(create_app(Settings(database=path)), headers=HERE) as browser:
            assert browser.get("/quotes").status_code == 200
            answer = browser.post("/login", data={"name": "nobody", "password": "not at all"})
            assert answer.status_code == 503


@contextmanager
def serving(path):
    """A server of its own, as its command makes it, which keeps no answers; gives it and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", str(port), "--database", path],
        cwd=place("seeds").parent,
        env={**os.environ, "CUTTINGS_KEPT_ANSWERS": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout
        assert str(port) in process.stdout.readline()
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def until_served(address):
    """Wait until all pages are shown."""
    pages = (*PAGES, "/readyz")
    until(lambda: all(httpx.get(address + page, timeout=PATIENCE).status_code == 200 for page in pages))


def written(path):
    """Write something that changes nothing; it stays in the log while a server has the file open."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE statements SET confidence = confidence")
        db.commit()


PAGES = ("/quotes", "/claims?q=a", "/articles", "/quotes.csv")


@pytest.mark.parametrize("logged", [False, True], ids=["", "with a log"])
def test_a_file_that_is_cut_off_while_it_is_served(tmp_path, filled, logged):
    """The server lives, says that it is damaged, and shows its pages again once the same file is whole."""
    path = Path(shutil.copy(filled, tmp_path / "cuttings.db"))
    with serving(path) as (process, address):
        until_served(address)
        if logged:  # then SQLite knows from there how long the file is, and does not look
            written(path)
            until_served(address)
        whole = {page: httpx.get(address + page, timeout=PATIENCE).text for page in PAGES}
        for left in (path.stat().st_size // 2, 4096):
            os.truncate(path, left)
            damaged = 0
            for page in PAGES:
                answer = httpx.get(address + page, timeout=PATIENCE)
                if left > 4096 and answer.status_code == 200:
                    assert answer.text == whole[page], page  # all of it stands in the half that is left
                    continue
                damaged += 1
                assert (answer.status_code, "damaged" in answer.text) == (503, True), page
                assert str(tmp_path) not in answer.text
            assert damaged
            assert httpx.get(f"{address}/readyz", timeout=PATIENCE).status_code == 503
            assert httpx.get(f"{address}/healthz", timeout=PATIENCE).status_code == 200
            path.write_bytes(filled.read_bytes())
            if logged:  # what was read of it is kept in memory until something is written
                written(path)
            until_served(address)
        assert process.poll() is None


def damaged(path, chance):
    """Cut off, or with some bits turned, somewhere."""
    held = bytearray(path.read_bytes())
    if chance.random() < 0.2:
        held = held[: chance.randrange(len(held))]
    else:
        for _ in range(chance.choice((1, 8, 64))):
            held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    path.write_bytes(held)


@pytest.mark.parametrize("side", ["", "-wal"])
def test_a_damaged_file_is_found_or_does_no_harm(tmp_path, filled, side):
    """Every damage ends in words; one that verifying does not find changed nothing that is shown."""
    path = tmp_path / "cuttings.db"
    chance = random.Random(7)
    found = harmless = unseen = 0
    for _ in range(max(3, KILLS // 4)):
        for each in tmp_path.glob("cuttings.db*"):
            each.unlink()
        shutil.copy(filled, path)
        if side:
            with closing(sqlite3.connect(path)) as db:
                db.execute("PRAGMA wal_autocheckpoint = 0")
                db.execute("UPDATE statements SET confidence = confidence")
                db.execute("CREATE TABLE more (x)")
                db.commit()
                torn = shutil.copytree(tmp_path, tmp_path.with_name("torn"), dirs_exist_ok=True)
            for each in torn.glob("cuttings.db*"):
                shutil.copy(each, tmp_path / each.name)
            (tmp_path / "cuttings.db-shm").unlink(missing_ok=True)
        damaged(path.with_name(path.name + side), chance)
        done = CliRunner().invoke(commands, ["verify", "--database", str(path)], prog_name="cuttings")
        structlog.reset_defaults()
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        told = done.exit_code != 0
        found += told
        if not told:
            same = differing(filled, path) in ([], ["more (0 and 0 rows)"])
            harmless, unseen = harmless + same, unseen + (not same)
        with (
            suppress(engine.trouble.StoreUnusable),
            TestClient(
                create_app(Settings(database=path, query_seconds=5)), raise_server_exceptions=False
            ) as browser,
        ):
            assert browser.get("/quotes").status_code in {200, 503}
    print(f"\ndamaged file{side}: {found} found, {harmless} harmless, {unseen} changed unseen")  # noqa: T201
    if side:
        assert not unseen, "a log has sums of its pages"
