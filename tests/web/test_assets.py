"""What is loaded beside pages: hashed, kept for ever, and within its weight."""

import re
from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient

from app.settings import Settings, place
from app.web import assets, fonts
from app.web.app import create_app


def test_assets_are_immutable_under_their_hash(site):
    for name in ("cuttings.css", "app.js", "htmx.min.js", "icon.svg"):
        answer = site.get(site.app.state.assets.href(name))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == assets.FOREVER
    assert site.get("/static/000000000000/app.js").status_code == 404


def test_another_content_has_another_address(tmp_path):
    for folder in ("css", "js"):
        (tmp_path / folder).mkdir()
    for name in ("js/a.js", "icon.svg", "css/a.css"):
        (tmp_path / name).write_text("one")
    before = assets.load(tmp_path)
    (tmp_path / "js" / "a.js").write_text("two")
    after = assets.load(tmp_path)
    assert before.href("app.js") != after.href("app.js")
    assert before.href("icon.svg") == after.href("icon.svg")


def test_no_rule_outside_a_layer():
    for sheet in (place("static") / "css").glob("*.css"):
        css = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        depth, outside = 0, ""
        for sign in css:
            depth += (sign == "{") - (sign == "}")
            if depth == 0 and sign != "}":
                outside += sign
        assert depth == 0, sheet.name
        named = [part.strip() for part in re.findall(r"[^\s].*", outside)]
        assert all(
            re.fullmatch(r"@layer (reset|base|layout|components|utilities)", part) for part in named
        ), sheet.name


def test_fonts_fit_their_weight_and_serve(site, tmp_path):
    css = site.get(site.app.state.assets.href("cuttings.css")).text
    found = re.findall(r'url\("([^"]+)"\)', css)
    assert len(found) == len(fonts.FACES)
    weights = []
    for address in found:
        answer = site.get(address)
        assert answer.headers["content-type"] == "font/woff2"
        assert answer.headers["cache-control"] == assets.FOREVER
        assert answer.content[:4] == b"wOF2"
        weights.append(len(answer.content))
    assert sum(weights) <= 150_000
    assert site.get("/static/fonts/000000000000/serif.woff2").status_code == 404


def test_two_servers_starting_at_once_leave_whole_fonts(tmp_path):
    mono = next(face for face in fonts.FACES if face.name == "mono")
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: fonts._cut(mono), range(2)))
        kept = list(pool.map(lambda _: fonts.woff2(mono, tmp_path), range(4)))
    assert len(set(kept)) == 1
    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [f"mono-{fonts.key(mono)}.woff2"]


def test_cache_folder_that_cannot_be_written_is_replaced(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("sys.platform", "linux")
    folder = fonts.cache_folder()
    assert folder.is_dir()
    assert not folder.is_relative_to(tmp_path / "file")


def test_page_works_when_fonts_cannot_be_made(database, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "cache_folder", lambda of="fonts": tmp_path)
    monkeypatch.setattr(fonts, "_cut", lambda face: (_ for _ in ()).throw(ValueError("damaged font")))
    site = TestClient(create_app(Settings(database=database)))
    assert site.get(assets.font_href(fonts.FACES[0])).status_code == 404
    assert site.get("/").status_code == 200


def test_a_class_belongs_to_one_component():
    """Two sheets that mean different things by one class put each other's pages out of shape."""
    owners: dict[str, set[str]] = {}
    for sheet in (place("static") / "css").glob("*.css"):
        css = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        components = css.partition("@layer components")[2].partition("@media")[0]
        for name in re.findall(r"^  \.([\w-]+) \{", components, re.MULTILINE):
            owners.setdefault(name, set()).add(sheet.name)
    assert len(owners) > 100
    assert {name: sheets for name, sheets in owners.items() if len(sheets) > 1} == {}
