"""One collection in many forms: the same paragraphs, and the same statements of the same speakers."""

import csv
import html
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from app.evaluate import imagined
from app.extract.extraction import extract
from app.extract.pipeline import Models
from app.reading.files import reads
from app.reading.given import Choices
from app.records import Article, Facts

SEEDS = Path(__file__).parents[1] / "seeds"
Outcome = tuple[list[tuple[str, str]], list[tuple[str, str | None, str]]]
"""Paragraphs with their roles, and statements with their speakers and kinds."""


def articles() -> list[Article]:
    seeds = [
        Article(path.read_text("utf-8"), Facts(title=f"Seed {number}", url=f"https://seed.example/{number}"))
        for number, path in enumerate(sorted(SEEDS.glob("*.txt")))
    ]
    return [*seeds, *(each.article for each in imagined.articles(5, seed=3) if each.article.facts.url)]


ARTICLES = articles()


def paragraphs(article: Article) -> list[str]:
    return [" ".join(block.split()) for block in article.text.split("\n\n") if block.strip()]


def stated(article: Article) -> dict[str, str]:
    return {"title": article.facts.title or "", "url": article.facts.url or "", "language": "en"}


def page(article: Article) -> bytes:
    body = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs(article))
    title = html.escape(article.facts.title or "")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{article.facts.url}"></head><body><nav><a href="/">Home</a></nav>'
        f"<main><article><h1>{title}</h1>{body}</article></main><footer>All rights reserved</footer></body>"
    ).encode()


def texts() -> dict[str, bytes]:
    made = {}
    for number, article in enumerate(ARTICLES):
        made[f"{number}.txt"] = article.text.encode()
        facts = (f"{key} = {json.dumps(value)}\n" for key, value in stated(article).items())
        made[f"{number}.toml"] = "".join(facts).encode()
    return made


def markdown() -> dict[str, bytes]:
    made = {}
    for number, article in enumerate(ARTICLES):
        front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in stated(article).items())
        plain = re.sub(r"([\\*_#`\[\]])", r"\\\1", article.text)
        made[f"{number}.md"] = f"---\n{front}---\n{plain}".encode()
    return made


def lines() -> dict[str, bytes]:
    return {
        "all.jsonl": "\n".join(json.dumps({**stated(each), "text": each.text}) for each in ARTICLES).encode()
    }


def table() -> dict[str, bytes]:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["headline", "link", "lang", "body"])
    writer.writerows([*stated(each).values(), each.text] for each in ARTICLES)
    return {"all.csv": made.getvalue().encode()}


def pages() -> dict[str, bytes]:
    return {f"{number}.html": page(article) for number, article in enumerate(ARTICLES)}


def zipped() -> dict[str, bytes]:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in texts().items():
            archive.writestr(name, content)
    return {"all.zip": made.getvalue()}


def tarred() -> dict[str, bytes]:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in pages().items():
            entry = tarfile.TarInfo(f"pages/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return {"all.tar.gz": made.getvalue()}


def web() -> dict[str, bytes]:
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    for article in ARTICLES:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            article.facts.url, "response", payload=io.BytesIO(page(article)), http_headers=http
        )
        writer.write_record(record)
    return {"all.warc.gz": made.getvalue()}


def documents() -> dict[str, bytes]:
    made = {}
    for number, article in enumerate(ARTICLES):
        document, file = docx.Document(), io.BytesIO()
        document.add_paragraph(article.facts.title, style="Title")
        for each in paragraphs(article):
            document.add_paragraph(each)
        document.save(file)
        made[f"{number}.docx"] = file.getvalue()
    return made


def printed() -> dict[str, bytes]:
    made = {}
    style = ParagraphStyle("body", fontSize=10, leading=12, spaceAfter=6)
    for number, article in enumerate(ARTICLES):
        file = io.BytesIO()
        SimpleDocTemplate(file, title=article.facts.title).build(
            [Paragraph(html.escape(each), style) for each in paragraphs(article)]
        )
        made[f"{number}.pdf"] = file.getvalue()
    return made


FORMS: dict[str, Callable[[], dict[str, bytes]]] = {
    "text": texts,
    "Markdown": markdown,
    "JSON lines": lines,
    "CSV": table,
    "HTML": pages,
    "ZIP": zipped,
    "TAR": tarred,
    "WARC": web,
    "DOCX": documents,
    "PDF": printed,
}


@pytest.fixture(scope="module")
def outcome(models: Models) -> Callable[[str], Outcome]:
    @cache
    def found(text: str) -> Outcome:
        extraction = extract(text, models)
        document = extraction.document
        return (
            [(" ".join(each.span.of(text).split()), each.role.value) for each in document.paragraphs],
            [
                (
                    " […] ".join(" ".join(span.of(text).split()) for span in each.content),
                    None if each.entity is None else extraction.entities[each.entity].name,
                    each.kind.value,
                )
                for each in extraction.attributions
            ],
        )

    return found


@pytest.mark.parametrize("form", FORMS)
def test_the_same_collection_gives_the_same_statements(
    form: str, tmp_path: Path, outcome: Callable[[str], Outcome]
) -> None:
    for name, content in FORMS[form]().items():
        (tmp_path / name).write_bytes(content)
    found = list(reads([tmp_path], Choices(1_000_000)))
    assert [read.error for read in found] == [None] * len(ARTICLES)
    for article, read in zip(ARTICLES, found, strict=True):
        assert read.article
        assert read.article.facts.title == article.facts.title
        expected, got = outcome(article.text), outcome(read.article.text)
        assert expected[1], "an article without statements shows nothing"
        assert got[0] == expected[0]
        assert got[1] == expected[1]
