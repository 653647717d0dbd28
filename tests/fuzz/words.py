"""What formats give a meaning to: the words that a hunt puts into what it changes."""


def tags(*names: str) -> list[bytes]:
    return [words.encode() for name in names for words in (f"<{name}>", f"</{name}>", f"<{name}")]


XML = [b"<?xml version='1.0' encoding='utf-16'?>", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"<!DOCTYPE a [", b"<!ENTITY a 'b'>", b"&a;", b"&lt;", b"&#10;", b"xmlns:a='b'", b"/>",
    b"=\"", b"'", b">"]  # fmt: skip
HTML = [*XML, *tags("p", "div", "article", "table", "tr", "td", "br", "q", "pre", "sup",
    "figure", "svg", "h1", "script type='application/ld+json'", "li", "a href='x'", "template",
    "form", "base href='//['"), b"class='credit'", b" style='display:none'", b" hidden",
    b"http://[", b"<meta charset='utf-16'>"]  # fmt: skip
JSON = [b"{", b"}", b"[", b"]", b",", b":", b'"', b'"text":', b'"html":', b'"url":',
    b'"published":', b"null", b"true", b"\\ud800", b"\\u0000", b"1e999", b"-", b"[" * 2000,
    b'{"text":' * 500]  # fmt: skip
TEXT = [b"---\n", b"...\n", b"title: ", b"url: http://[", b"published: ", b"&a ", b"*a", b"? ",
    b"- ", b"|\n ", b"!!x", b"<<: ", b"topics: [", b"{" * 200, b"same_as:\n A: ", b"# ",
    b"![a](b)", b"> ", b"```\n", b"| a |\n|--|\n", b"<div>", b"language: x-", b"language: en\n"]  # fmt: skip
QUOTES = [mark.encode() for mark in ("“", "”", "„", "‟", '"', "«", "»", "``", "''", "&quot;",
    "â€œ", "â€", "‘", "’", "'", "‚", "‹", "›", "\n\n", "\n", " – ", ", he said, ", " said Ann.",
    "(", ")", "[", "- ", "(ed.)", "he", "...", "Q: ", "A: ", "—", " ", "a", "(So said - Ed.)")]  # fmt: skip
ADDRESSES = [b"http://", b"https://", b"//", b"[", b"]", b"[::1]", b"[::ffff:1.2.3.4%1]", b":80",
    b":99999", b"@", b"#", b"?", b"&utm_source=", b"%", b"%2F", b"\\", b"xn--", b"xn--a",
    ".。".encode(), "ü".encode(), b"..", b"a" * 64]  # fmt: skip
DATES = [b"Mon, ", b" +0200", b" +99999999999999999999", b" -0000", b" GMT", b" 99999", b"0000",
    b":", b"-", b"24:00", b" EST", b"Jan", b".", b"T", b"Z", b",", b"  "]  # fmt: skip
RECORDS = [b"\r\n", b"\r\n\r\n", b"WARC/1.1\r\n", b"WARC-Type: resource\r\n",
    b"WARC-Type: response\r\n", b"Content-Length: ", b"Content-Encoding: br\r\n",
    b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b": ", b"\r\n ",
    b"WARC-Target-URI: http://[\r\n", b"WARC-Truncated: x\r\n", b"HTTP/1.1 200\r\n",
    b"Content-Type: text/plain\r\n", b"WARC-Date: 0001-01-01T00:00:00+23:59\r\n"]  # fmt: skip
PARTS = [b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"../", b"/", b"a.zip", b".toml",
    b"\x1f\x8b\x08", b"ustar", b"\0" * 512, b"path=", b"size=", b"GNU.sparse.map=",
    b"GNU.sparse.realsize=", b"0" * 11]  # fmt: skip
DRAWING = [b"BT", b"ET", b"Tj", b"TJ", b"Tf", b"Td", b"Tm", b"cm", b"q", b"Q", b"Do", b"(", b")",
    b"<", b">", b"<<", b">>", b"[", b"]", b"/F1", b"/", b" 0 R", b"endobj", b" obj", b"stream\n",
    b"endstream", b"/Filter", b"/Length ", b"/Kids", b"/Parent", b"/Predictor",
    b"/ASCII85Decode", b"/LZWDecode", b"/ToUnicode", b"BI ", b"ID ", b"EI", b"xref", b"trailer",
    b"/Encrypt", b"/Prev ", b"/W[1 2 1]", b"/Index", b"/ObjStm"]  # fmt: skip
RULES = [b"User-agent: *\n", b"Disallow: ", b"Allow: ", b"*", b"$", b"*a*a*a*a*a*a*a*a*b$",
    b"Crawl-delay: ", b"nan", b"inf", b"Request-rate: ", b"Visit-time: ", b"%", b"/", b":", b"#",
    b"\n"]  # fmt: skip
FORMS = [b"--a--b", b"--a--b--", b"\r\n", b"\r\n\r\n", b"; charset=idna", b"; charset=undefined",
    b"charset=", b"; boundary=", b'name="', b'filename="', b"Content-Disposition: form-data; ",
    b"Content-Type: ", b"filename*=utf-8''%ff", b"multipart/form-data", b"punycode", b"; ", b"=",
    b'"', b"\\", b"rot13", b"unicode_escape", b"Content-Transfer-Encoding: base64\r\n"]  # fmt: skip
_PARAMETERS = [name.encode() + b"=" for name in (*("q", "match", "sort", "p", "named", "about",
    "from", "via", "outlet", "kind", "type", "topic", "language"), *("lacking", "review",
    "since", "until", "date", "not.p", "not.topic", "after", "before", "group", "w", "text"),
    *("one", "other", "with", "url", "format", "maxwidth", "next"), )]  # fmt: skip
ASKED = [*_PARAMETERS, b"&", b"&", b"%", b"%00", b"%ff", b"%ED%A0%80", b"+", b"2024-02-30",
    b"0000", b"9999-12-31", b"direct", b"TJ", b"near", b"any", b"exact", b'"', b"*", b" OR ",
    b"NEAR(", b"-", b"^", b"(", b")", b"claims", b"quotes", b"speakers", b"articles", b".json",
    b".csv", b".atom", b".jsonl", b".txt", b"/", b"//", b"/..", b"\\", b"1-2"]  # fmt: skip
HEADERS = [b"\nCookie: ", b"\nHX-Request: true", b"\nHX-Target: ", b"\nReferer: http://[",
    b"\nOrigin: http://[", b"\nHost: ", b"\nIf-None-Match: ", b"\nRange: bytes=", b"\nAccept: ",
    b"\nAccept-Encoding: gzip", b"display=dark.larger", b"editing=", b"adding=",
    b"\nIf-Modified-Since: ", b"\nX-Forwarded-For: ", b"\nSec-Fetch-Site: same-origin",
    b"\nX-Request-ID: ", b"\nContent-Length: ", b"\nHX-Trigger-Name: q", b"\nHX-Current-URL: "]  # fmt: skip
