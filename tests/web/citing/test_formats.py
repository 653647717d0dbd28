"""Each format says what is known, leaves out what is not, and is read back by another's parser."""

import json
import re
from dataclasses import replace
from datetime import date

import bibtexparser
import rispy
from hypothesis import given
from hypothesis import strategies as st

from app.web.citing import bibtex, citations, csl, line, ris, wikipedia
from app.web.citing.cited import Cited

KNOWN = Cited(
    key="cuttings-abcd1234-v2",
    ident="abcd1234",
    name="Statement abcd1234, version 2",
    words="“The toll will rise […] by twelve per cent.”",
    verbatim=True,
    by="Ole Lund",
    title="Tolls & tariffs at 100% | a {view}",
    outlet="Dagen",
    author="Kari Nilsen and Per Moe",
    published=date(2024, 9, 5),
    captured=date(2024, 10, 1),
    language="en",
    permalink="https://cuttings.example/s/abcd1234/the-toll-will-rise",
    outside="https://dagen.example/tolls",
    cautions=("Translated, not verbatim", "Attributed to the speaker by machine, likely right"),
    version=2,
)
UNKNOWN = replace(
    KNOWN, by="", title="[Untitled, begins: The toll…]", outlet="", author="", published=None, outside="",
    language="", verbatim=False, words="the toll would rise", cautions=("Reported, not verbatim",),
)  # fmt: skip

# What a citation is made from is on one line and holds nothing that is not printable.
LINES = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), min_size=1, max_size=40
).map(lambda words: " ".join(words.split()))
NAMED = LINES.filter(bool)


def unescaped(words):
    """TeX as bibtex.escaped writes it, read back."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    return re.sub(r"\\text(\w+)\{\}|\\(.)", lambda found: names.get(found[1]) or found[2], words)


def entry(cited):
    library = bibtexparser.parse_string(bibtex.write(cited))
    assert not library.failed_blocks
    (found,) = library.entries
    return found.entry_type, {field.key: field.value for field in found.fields}


def test_line_says_everything():
    assert line.write(KNOWN) == (
        "“The toll will rise […] by twelve per cent.” — Ole Lund, in “Tolls & tariffs at 100% | a {view},” "
        "by Kari Nilsen and Per Moe, Dagen, Sept. 5, 2024 (captured Oct. 1, 2024). Translated, not verbatim. "
        "Attributed to the speaker by machine, likely right. Statement abcd1234, version 2: "
        "https://cuttings.example/s/abcd1234/the-toll-will-rise\n"
    )
    assert line.write(UNKNOWN) == (
        "the toll would rise — In [Untitled, begins: The toll…], n.d. (captured Oct. 1, 2024). "
        "Reported, not verbatim. Statement abcd1234, version 2: "
        "https://cuttings.example/s/abcd1234/the-toll-will-rise\n"
    )


def test_bibtex_says_everything():
    kind, fields = entry(KNOWN)
    assert kind == "article"
    assert fields["title"] == r"{Tolls \& tariffs at 100\% | a \textbraceleft{}view\textbraceright{}}"
    assert fields["author"] == "{Kari Nilsen and Per Moe}"
    assert (fields["journal"], fields["year"], fields["month"]) == ("Dagen", "2024", "sep")
    assert (fields["date"], fields["urldate"]) == ("2024-09-05", "2024-10-01")
    assert fields["url"] == KNOWN.permalink
    for told in (*KNOWN.cautions, KNOWN.name, "Ole Lund"):
        assert told in fields["note"]
    kind, fields = entry(UNKNOWN)
    assert kind == "misc"
    assert fields["year"] == "n.d."
    assert not {"author", "journal", "date", "month", "langid"} & set(fields)


@given(NAMED, NAMED, NAMED, NAMED)
def test_bibtex_is_read_back(title, outlet, author, words):
    cited = replace(KNOWN, title=title, outlet=outlet, author=author, words=words)
    _, fields = entry(cited)
    assert unescaped(fields["title"]) == f"{{{title}}}"
    assert unescaped(fields["author"]) == f"{{{author}}}"
    assert unescaped(fields["journal"]) == outlet
    assert unescaped(fields["note"]).startswith(words)
    text = bibtex.write(cited)
    assert text.count("{") == text.count("}")


def test_ris_says_everything():
    (record,) = rispy.loads(ris.write(KNOWN))
    assert record["type_of_reference"] == "NEWS"
    assert record["title"] == KNOWN.title
    assert record["authors"] == ["Kari Nilsen and Per Moe"]
    assert record["secondary_title"] == "Dagen"
    assert (record["year"], record["date"], record["access_date"]) == ("2024", "2024/09/05/", "2024/10/01/")
    assert record["urls"] == [KNOWN.permalink, KNOWN.outside]
    assert record["notes"] == [f"{KNOWN.words} — Ole Lund", *KNOWN.cautions, KNOWN.name]
    (record,) = rispy.loads(ris.write(UNKNOWN))
    assert not {"authors", "secondary_title", "year", "date", "language"} & set(record)
    assert record["notes"][-1].endswith("(n.d.)")


@given(NAMED, NAMED, NAMED, NAMED)
def test_ris_is_read_back(title, outlet, author, words):
    (record,) = rispy.loads(ris.write(replace(KNOWN, title=title, outlet=outlet, author=author, words=words)))
    assert (record["title"], record["secondary_title"], record["authors"]) == (title, outlet, [author])
    assert record["notes"][0] == f"{words} — Ole Lund"


def test_csl_says_everything():
    (item,) = json.loads(csl.write(KNOWN))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": KNOWN.author}]
    assert item["container-title"] == "Dagen"
    assert item["issued"] == {"date-parts": [[2024, 9, 5]]}
    assert item["accessed"] == {"date-parts": [[2024, 10, 1]]}
    assert (item["URL"], item["version"]) == (KNOWN.permalink, "2")
    assert all(told in item["note"] for told in (KNOWN.words, *KNOWN.cautions, KNOWN.name))
    (item,) = json.loads(csl.write(UNKNOWN))
    assert not {"author", "container-title", "issued", "language"} & set(item)


def test_wikipedia_says_everything():
    assert wikipedia.write(KNOWN) == (
        "{{cite news |title=Tolls & tariffs at 100% &#124; a &#123;view&#125; "
        "|author=Kari Nilsen and Per Moe |newspaper=Dagen |date=5 September 2024 "
        "|url=https://dagen.example/tolls |access-date=1 October 2024 |language=en "
        "|quote=The toll will rise &#91;…&#93; by twelve per cent.}} Ole Lund. Translated, not verbatim. "
        "Attributed to the speaker by machine, likely right. "
        "[https://cuttings.example/s/abcd1234/the-toll-will-rise Statement abcd1234, version 2].\n"
    ).replace("& tariffs", "&#38; tariffs")
    told = wikipedia.write(UNKNOWN)
    assert "|date=n.d." in told
    assert "|quote=" not in told
    assert f"|url={KNOWN.permalink}" in told


@given(NAMED, NAMED, NAMED, NAMED)
def test_nothing_breaks_out_of_the_template(title, outlet, author, words):
    cited = replace(KNOWN, title=title, outlet=outlet, author=author, words=words)
    template, rest = wikipedia.write(cited).split("}}", 1)
    names = [part.split("=", 1)[0] for part in template.split("|")[1:]]
    expected = ["title", "author", "newspaper", "date", "url", "access-date", "language", "quote"]
    assert [name for name in names if name != "quote"] == expected[:-1]
    assert not re.search(r"\{\{|\}\}|<|>|''", template.removeprefix("{{") + rest)


def test_every_citation_has_its_own_address_but_one():
    made = citations(KNOWN, "/s/abcd1234")
    assert [each.href for each in made] == [
        "/s/abcd1234.txt", "", "/s/abcd1234.bib", "/s/abcd1234.ris", "/s/abcd1234.csl.json",
    ]  # fmt: skip
    assert len({each.name for each in made}) == len(made)
    assert all(each.text.endswith("\n") and each.rows >= 1 for each in made)
