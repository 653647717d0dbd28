"""Templates compiled for speed print what Jinja's own compiler prints, and still forgive nothing."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError
from markupsafe import Markup

from app.web.prepared import Templates


@dataclass(frozen=True)
class Row:
    """Something to print."""

    words: str
    count: int
    inner: tuple["Row", ...] = ()


FILES = {
    "base.html": "<html>{% block main %}nothing{% endblock %}\n{% block foot %}foot{% endblock %}</html>\n",
    "page.html": (
        '{% extends "base.html" %}\n{% block main %}\n  {% for row in rows %}\n'
        '  {% with line = row, loud = "<" ~ row.words|upper %}{% include "part.html" %}{% endwith %}\n'
        "  {% include kind %}\n  {% endfor %}\n{{ safe }}\n{% endblock %}\n"
    ),
    "part.html": (
        '<p title="{{ line.words }}">{{ loud }} {{ line.count }}'
        '{% for each in line.inner %}{% if not loop.first %}, {% endif %}{% with line = each, loud = "" %}'
        '{% include "leaf.html" %}{% endwith %}{% endfor %}</p>\n'
    ),
    "leaf.html": "{{ line.words }}{{ loud }}\n",
    "other.html": "{{ row.words }}: {{ row['words'] }}\n",
    "missing.html": "{{ rows[0].word }}",
    "undefined.html": '{% include "leaf.html" %}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, source in FILES.items():
        (tmp_path / name).write_text(source, "utf-8")
    return tmp_path


def test_a_page_reads_as_from_jinja_itself(folder: Path) -> None:
    plain = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rows = (Row("a <b> & 'c' \"d\"", 1204), Row("e", 0, (Row("<f>", 1), Row("g", 2))))
    values = {"rows": rows, "kind": "other.html", "safe": Markup("<em>safe</em>")}
    found = Templates(FileSystemLoader(folder)).get_template("page.html").render(values)
    assert found == plain.get_template("page.html").render(values)
    assert "&lt;f&gt;" in found
    assert "<em>safe</em>" in found


@pytest.mark.parametrize("name", ["missing.html", "undefined.html"])
def test_what_is_missing_is_an_error(folder: Path, name: str) -> None:
    template = Templates(FileSystemLoader(folder)).get_template(name)
    with pytest.raises((AttributeError, UndefinedError)):
        template.render(rows=(Row("a", 1),))


def test_another_text_under_the_same_name_is_compiled_anew(folder: Path) -> None:
    Templates(FileSystemLoader(folder)).get_template("leaf.html")
    (folder / "leaf.html").write_text("{{ line.count }}", "utf-8")
    found = Templates(FileSystemLoader(folder)).get_template("leaf.html").render(line=Row("a", 3))
    assert found == "3"
