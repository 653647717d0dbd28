"""The house keeps its rules, and each rule is shown to bite on a module planted to break it."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import Session, select

import app
from app.ingest import linked
from app.records import (
    Article,
    Attribution,
    Claim,
    ClaimType,
    Document,
    Extraction,
    Facts,
    Kind,
    Paragraph,
    Role,
    Span,
)
from app.settings import place
from app.store import engine, tables, write

ROOT = Path(__file__).parents[1]
APP = Path(app.__file__).parent


@dataclass(frozen=True)
class Module:
    """A module of app/, real or planted; `path` is below app/."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        return self.path.parts[0]


# An installed wheel keeps the folders of the top level in app/_top.
MODULES = [
    Module(path.relative_to(APP), path.read_text("utf-8"))
    for path in sorted(APP.rglob("*.py"))
    if "_top" not in path.parts
]
REVISIONS = [
    Module(Path("migrations", path.name), path.read_text("utf-8"))
    for path in place("migrations").rglob("*.py")
]

# --- Rules about the tree -----------------------------------------------------------------------------

TOP = {
    *("app", "migrations", "seeds", "static", "templates", "tests"),
    *("pyproject.toml", "uv.lock", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE"),
    *(".ci", ".git", ".gitattributes", ".gitignore"),
}


def strangers(folder: Path) -> list[str]:
    """What lies in `folder` and is neither agreed on nor left out of the repository."""
    left_out = [line.strip("/") for line in (folder / ".gitignore").read_text("utf-8").split()]
    names = {path.name for path in folder.iterdir()} - TOP
    return sorted(name for name in names if not any(fnmatch(name, pattern) for pattern in left_out))


def test_nothing_else_lies_at_the_top() -> None:
    assert strangers(ROOT) == []


def test_a_stray_file_at_the_top_is_reported(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitignore", tmp_path)
    for name in ("README.md", "cuttings.db", "notes.txt"):
        (tmp_path / name).touch()
    assert strangers(tmp_path) == ["notes.txt"]


# --- Rules about imports: the contracts in pyproject.toml ---------------------------------------------


_LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the package ``app`` in `folder` against the contracts."""
    return subprocess.run(
        [sys.executable, "-c", _LINT, "--config", str(ROOT / "pyproject.toml"), "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "1000", "NO_COLOR": "1", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


PLANTED_IMPORTS = {
    "a helpers drawer": ("helpers.py", "", "app.helpers"),
    "a room that imports a room above it": (
        "store/planted.py",
        "from app.web import app",
        "app.store.planted -> app.web",
    ),
    "siblings": (
        "reading/planted.py",
        "from app.store import write",
        "app.reading.planted -> app.store.write",
    ),
    "extraction knows SQL": ("extract/planted.py", "import sqlalchemy", "app.extract.planted -> sqlalchemy"),
    "linking knows the web": ("link/planted.py", "import fastapi", "app.link.planted -> fastapi"),
    "records know the network": ("records.py", "import urllib.request", "app.records -> urllib"),
    "the store knows the web": (
        "store/planted_web.py",
        "import starlette",
        "app.store.planted_web -> starlette",
    ),
    "the store knows a model": ("store/planted_model.py", "import spacy", "app.store.planted_model -> spacy"),
    "the web extracts, inside a function": (
        "web/planted.py",
        "def f():\n    from app.extract import marks",
        "app.web.planted -> app.extract.marks",
    ),
    "the web loads a model, inside a function": (
        "web/planted_model.py",
        "def f():\n    import spacy",
        "app.web.planted_model -> spacy",
    ),
    "tables outside the store": (
        "web/planted_tables.py",
        "from app.store import tables",
        "app.web.planted_tables -> app.store.tables",
    ),
    "tables in a command": (
        "cli/planted_tables.py",
        "from app.store.tables import metadata",
        "app.cli.planted_tables -> app.store.tables",
    ),
}


@pytest.fixture(scope="module")
def planted_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of a copy of app/ with every planted import in it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(APP, folder / "app", ignore=shutil.ignore_patterns("_top", "__pycache__"))
    for path, source, _ in PLANTED_IMPORTS.values():
        with (folder / "app" / path).open("a", encoding="utf-8") as module:
            module.write(f"\n{source}\n")
    checked = contracts(folder)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    return checked.stdout


def test_imports_keep_the_contracts() -> None:
    checked = contracts(APP.parent)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert " 0 broken" in checked.stdout


@pytest.mark.parametrize("rule", PLANTED_IMPORTS)
def test_a_planted_import_is_reported(rule: str, planted_report: str) -> None:
    assert PLANTED_IMPORTS[rule][2] in planted_report


# --- Rules that one module can break on its own -------------------------------------------------------

_SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\b.+\bSET|DELETE\s+FROM|PRAGMA|CREATE\s+TABLE)\b", re.DOTALL
)
_RUNS_SQL = {"exec", "execute", "executemany", "executescript", "exec_driver_sql", "scalar", "scalars"}
_SQL_PACKAGES = {"sqlalchemy", "sqlmodel", "sqlite3", "alembic"}
_ENTRY_POINTS = {"__main__.py", "cli", "ingest"}
_OUTSIDE = {"os", "time", "random", "secrets", "uuid", "platform", "locale", "tempfile", "getpass"}
_CLOCK = {"now", "utcnow", "today", "fromtimestamp"}


def _imports(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Package and the names taken from it, for every import at any depth."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], {alias.name}) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0], {alias.name for alias in node.names}


def _attributes(tree: ast.Module, names: set[str]) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in names)


def web_writes_no_sql(module: Module) -> Iterator[str]:
    if module.room != "web":
        return
    for package, names in _imports(module.tree):
        if package in _SQL_PACKAGES and not names <= {"Session", "Engine"}:
            yield f"imports {', '.join(sorted(names))} from {package}"
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _RUNS_SQL
        ):
            yield f"line {node.lineno} runs SQL"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.search(node.value):
            yield f"line {node.lineno} holds SQL"


def only_entry_points_commit(module: Module) -> Iterator[str]:
    if module.path.parts[0] not in _ENTRY_POINTS:
        yield from (f"line {node.lineno} commits" for node in _attributes(module.tree, {"commit"}))


def extraction_and_linking_see_only_their_arguments(module: Module) -> Iterator[str]:
    if module.room in {"extract", "link"}:
        yield from (f"imports {package}" for package, _ in _imports(module.tree) if package in _OUTSIDE)
        yield from (f"line {node.lineno} reads the clock" for node in _attributes(module.tree, _CLOCK))


def importing_only_defines(module: Module) -> Iterator[str]:
    for node in module.tree.body:
        match node:
            case (
                ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef()
            ):
                pass
            case ast.Assign() | ast.AnnAssign() | ast.Expr(value=ast.Constant()):
                pass
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                pass
            case ast.If() if module.path.name == "__main__.py":
                pass
            case _:
                yield f"line {node.lineno} works when imported"


def only_migrations_make_the_schema(module: Module) -> Iterator[str]:
    yield from (f"line {node.lineno} makes tables" for node in _attributes(module.tree, {"create_all"}))


def files_are_short(module: Module) -> Iterator[str]:
    length = len(module.text.splitlines())
    if length > 300:
        yield f"has {length} lines"


def public_names_have_docstrings(module: Module) -> Iterator[str]:
    def bare(parent: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
        for node in parent.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            if node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield f"{prefix}{node.name} has no docstring"
            if isinstance(node, ast.ClassDef):
                yield from bare(node, f"{prefix}{node.name}.")

    if not ast.get_docstring(module.tree):
        yield "has no docstring"
    yield from bare(module.tree, "")


Rule = Callable[[Module], Iterator[str]]
RULES: list[Rule] = [
    web_writes_no_sql,
    only_entry_points_commit,
    extraction_and_linking_see_only_their_arguments,
    importing_only_defines,
    only_migrations_make_the_schema,
    files_are_short,
    public_names_have_docstrings,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Rule) -> None:
    assert [f"{module.path}: {breach}" for module in MODULES for breach in rule(module)] == []


def test_migrations_make_the_schema_by_themselves() -> None:
    assert len(REVISIONS) > 1
    assert [module.path for module in REVISIONS for _ in only_migrations_make_the_schema(module)] == []
    # A revision that imports app changes its meaning whenever app does.
    assert [
        module.path
        for module in REVISIONS
        if module.path.name != "env.py" and any(package == "app" for package, _ in _imports(module.tree))
    ] == []


@pytest.mark.parametrize(
    ("rule", "path", "source", "breach"),
    [
        (
            web_writes_no_sql,
            "web/routes/planted.py",
            "from sqlalchemy import Engine, text",
            "imports Engine, text",
        ),
        (web_writes_no_sql, "web/planted.py", "def f():\n    import sqlite3", "imports sqlite3"),
        (web_writes_no_sql, "web/planted.py", "db.exec(wanted)", "line 1 runs SQL"),
        (web_writes_no_sql, "web/planted.py", "x = f'SELECT * FROM {table}'", "line 1 holds SQL"),
        (only_entry_points_commit, "store/planted.py", "def f(db):\n    db.commit()", "line 2 commits"),
        (only_entry_points_commit, "web/ingest.py", "db.commit()", "line 1 commits"),
        (
            extraction_and_linking_see_only_their_arguments,
            "extract/planted.py",
            "import os.path",
            "imports os",
        ),
        (
            extraction_and_linking_see_only_their_arguments,
            "link/planted.py",
            "from time import time",
            "imports time",
        ),
        (
            extraction_and_linking_see_only_their_arguments,
            "extract/planted.py",
            "from datetime import date\ndef f():\n    return date.today()",
            "line 3 reads the clock",
        ),
        (importing_only_defines, "store/planted.py", "print('hello')", "line 1 works"),
        (importing_only_defines, "store/planted.py", "for x in y:\n    z[x] = 1", "line 1 works"),
        (importing_only_defines, "store/planted.py", "with x:\n    pass", "line 1 works"),
        (
            importing_only_defines,
            "store/planted.py",
            "if __name__ == '__main__':\n    main()",
            "line 1 works",
        ),
        (
            only_migrations_make_the_schema,
            "store/planted.py",
            "metadata.create_all(e)",
            "line 1 makes tables",
        ),
        (files_are_short, "store/planted.py", "x = 1\n" * 301, "has 301 lines"),
        (public_names_have_docstrings, "store/planted.py", "x = 1", "has no docstring"),
        (public_names_have_docstrings, "store/planted.py", '"""M."""\ndef f(): ...', "f has no docstring"),
        (
            public_names_have_docstrings,
            "store/planted.py",
            '"""M."""\nasync def f(): ...',
            "f has no docstring",
        ),
        (
            public_names_have_docstrings,
            "store/planted.py",
            '"""M."""\nclass C:\n    """C."""\n    def f(self): ...',
            "C.f has no docstring",
        ),
    ],
)
def test_a_planted_breach_is_reported(rule: Rule, path: str, source: str, breach: str) -> None:
    assert any(breach in found for found in rule(Module(Path(path), source)))


# --- Importing reads nothing ---------------------------------------------------------------------------

# Runs in a fresh interpreter. Going out from whatever opens something, we come either to the import system,
# which reads modules as it should, or to code of ours that works while it is being imported.
_WATCH = """
import importlib, pathlib, sys
import fastapi, pydantic_settings, sqlmodel, spacy, typer  # what they do when imported is theirs

OPENING = {"open", "os.listdir", "os.scandir", "sqlite3.connect", "socket.connect", "subprocess.Popen"}
root = pathlib.Path("app").resolve()
found = set()

def watch(event, args):
    if event not in OPENING:
        return
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith("<frozen importlib"):
            return
        if name.startswith(str(root)):
            found.add(f"{pathlib.Path(name).relative_to(root)} line {frame.f_lineno}: {event}")
            return
        frame = frame.f_back

sys.addaudithook(watch)
for path in sorted(root.rglob("*.py")):
    # Training needs an extra that is not installed here.
    if path.name not in {"__main__.py", "__init__.py"} and not {"_top", "train"} & set(path.parts):
        importlib.import_module(".".join(["app", *path.relative_to(root).with_suffix("").parts]))
print("\\n".join(sorted(found)))
"""


def work_at_import(folder: Path) -> list[str]:
    """What the modules of ``app`` in `folder` open while they are imported."""
    watched = subprocess.run(
        [sys.executable, "-c", _WATCH],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert watched.returncode == 0, watched.stderr
    return watched.stdout.split("\n")[:-1] if watched.stdout.strip() else []


def test_importing_opens_nothing() -> None:
    assert work_at_import(APP.parent) == []


def test_planted_work_at_import_is_reported(tmp_path: Path) -> None:
    (tmp_path / "app" / "store").mkdir(parents=True)
    (tmp_path / "app" / "__init__.py").touch()
    (tmp_path / "app" / "words.py").write_text(
        "from pathlib import Path\nWORDS = Path(__file__).read_text()\n"
    )
    (tmp_path / "app" / "store" / "planted.py").write_text(
        "import sqlite3\nfrom app import words\ndef f():\n    return sqlite3.connect(':memory:')\nX = f()\n"
    )
    assert work_at_import(tmp_path) == ["store/planted.py line 4: sqlite3.connect", "words.py line 2: open"]


# --- A stored content span is exactly its capture's text[start:end] -------------------------------------

TEXT = "“We will not go,” he said.\n\nNobody went."
GOOD = Extraction(
    document=Document(TEXT, (Paragraph(0, Span(0, 26), Role.BODY), Paragraph(1, Span(28, 40), Role.BODY))),
    entities=(),
    mentions=(),
    attributions=(
        Attribution(
            content=(Span(1, 16),),
            cue=(Span(21, 25),),
            source=(Span(18, 20),),
            kind=Kind.DIRECT,
            entity=None,
            rule="quotation",
            confidence=0.9,
        ),
    ),
    claims=(
        Claim(span=Span(28, 39), type=ClaimType.EVENT, statement=None, rule="narration", confidence=0.5),
    ),
    extractor="planted",
)


def _content(*spans: Span) -> Extraction:
    return replace(GOOD, attributions=(replace(GOOD.attributions[0], content=spans),))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without rows, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    engine.migrate(path, place("migrations"))
    return path


@pytest.fixture
def database(empty: Path, tmp_path: Path) -> Path:
    """A database of one's own."""
    return Path(shutil.copy(empty, tmp_path / "a.db"))


def _save(path: Path, extraction: Extraction) -> int:
    """How many statements the database holds once `extraction` is saved."""
    store = engine.writer(path)
    linking = write.Linking(
        (), lambda *_: pytest.fail("nobody is named"), linked.matched(), linked.compared()
    )
    try:
        with Session(store) as db, db.begin():
            write.save(db, Article(TEXT, Facts()), extraction, linking, datetime(2026, 1, 1, tzinfo=UTC))
    finally:
        with Session(store) as db:
            left = db.exec(select(func.count()).select_from(tables.Statement)).one()
        store.dispose()
    return left


def test_content_that_is_the_text_is_stored(database: Path) -> None:
    assert _save(database, GOOD) == 1


@pytest.mark.parametrize(
    "planted",
    [
        _content(),
        _content(Span(1, 400)),
        _content(Span(-5, 10)),
        _content(Span(10, 10)),
        _content(Span(12, 3)),
        _content(Span(8, 16), Span(1, 7)),
        _content(Span(1, 9), Span(5, 16)),
        replace(GOOD, claims=(replace(GOOD.claims[0], span=Span(28, 41)),)),
        replace(GOOD, document=replace(GOOD.document, text="Other words, rewritten by somebody.")),
    ],
    ids=[
        "none",
        "too far",
        "negative",
        "empty",
        "reversed",
        "unordered",
        "overlapping",
        "claim",
        "other text",
    ],
)
def test_content_that_is_not_the_text_is_refused_whole(database: Path, planted: Extraction) -> None:
    with pytest.raises(ValueError, match=r"."):
        _save(database, planted)
    assert _save(database, GOOD) == 1
