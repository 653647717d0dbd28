"""The lines that a PDF file prints, told by a process of its own (`main`).

A few hundred bytes of PDF can ask for years of work or any amount of memory, in more ways than can be
looked out for. So this runs apart, is given only so much of both, and knows nothing of the rest.
"""

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from statistics import median
from typing import Any

SECONDS, MEMORY = 60, 1_000_000_000
"""Of the processor's time, and bytes."""
_MOST_PAGES, _MOST_LETTERS, _MOST_ON_PAGE = 300, 1_000_000, 60_000
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# One glyph for two or three letters is how they are printed, not how they are spelt.
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_WRONG = (
    *(ValueError, LookupError, ArithmeticError, TypeError),
    *(AttributeError, AssertionError, RuntimeError, OSError),
)
Layout = Any
"""Of pdfminer, which ships no types."""


class TooMuch(Exception):
    """There is more on the pages than on any article's."""


def told(raw: bytes) -> dict[str, object]:
    """Pages of lines, each with text, edges (left, bottom, right, top), size and weight; title and author."""
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415 - under the limits that `main` set
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415

    document = PDFDocument(PDFParser(BytesIO(raw)))
    resources = PDFResourceManager()
    device = _device(resources)
    interpreter = PDFPageInterpreter(resources, device)
    pages: list[list[object]] = []
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > _MOST_PAGES:
            raise TooMuch(f"more than {_MOST_PAGES} pages")
        interpreter.process_page(page)
        pages.append([_line(line) for line in _lines(device.page)])
    return {"pages": pages, "title": _stated(document, "Title"), "author": _stated(document, "Author")}


def _device(resources: Layout) -> Layout:
    from pdfminer.converter import PDFLayoutAnalyzer  # noqa: PLC0415
    from pdfminer.pdffont import PDFSimpleFont  # noqa: PLC0415

    class Letters(PDFLayoutAnalyzer):
        """Keeps letters, and nothing that is drawn."""

        page: Layout = None
        letters = on_page = 0

        def begin_page(self, page: Layout, ctm: Layout) -> None:
            self.on_page = 0
            super().begin_page(page, ctm)

        def render_char(self, *args: Layout, **kwargs: Layout) -> Layout:
            self.letters, self.on_page = self.letters + 1, self.on_page + 1
            if self.letters > _MOST_LETTERS or self.on_page > _MOST_ON_PAGE:
                raise TooMuch("more letters than any article has")
            return super().render_char(*args, **kwargs)

        def handle_undefined_char(self, font: Layout, cid: int) -> str:
            # The usual encoding prints a bullet for a code that it does not use, and this one is used so.
            return "•" if cid == 0x7F and isinstance(font, PDFSimpleFont) else "\ufffd"

        def paint_path(self, *args: Layout, **kwargs: Layout) -> None:
            """Nothing: no rule or frame is a letter."""

        def render_image(self, *args: Layout, **kwargs: Layout) -> None:
            """Nothing: no picture is a letter."""

        def receive_layout(self, page: Layout) -> None:
            self.page = page

    return Letters(resources, laparams=None)


def _lines(page: Layout) -> Iterator[Layout]:
    from pdfminer.layout import LAParams, LTChar, LTTextLineHorizontal  # noqa: PLC0415

    def letters(container: Layout) -> Iterator[Layout]:
        for each in container:
            if isinstance(each, LTChar):
                if each.upright and page.x0 <= each.x0 <= page.x1 and page.y0 <= each.y0 <= page.y1:
                    yield each
            elif hasattr(each, "__iter__"):
                yield from letters(each)

    for line in page.group_objects(LAParams(), letters(page)):
        if isinstance(line, LTTextLineHorizontal) and line.get_text().strip():
            yield line


def _line(line: Layout) -> tuple[object, ...]:
    letters = [each for each in line if hasattr(each, "size") and each.get_text().strip()]
    size = median(each.size for each in letters)
    bold = sum("bold" in each.fontname.lower() for each in letters) * 2 > len(letters)
    base = median(each.y0 for each in letters)
    text = "".join(_raised(each, size, base) for each in line)
    edges = (round(edge, 1) for edge in (line.x0, line.y0, line.x1, line.y1))
    return text.translate(_LIGATURES), *edges, round(size, 1), bold


def _raised(letter: Layout, size: float, base: float) -> str:
    text: str = letter.get_text()
    small = hasattr(letter, "size") and letter.size < 0.8 * size and letter.y0 > base + 0.15 * size
    return text.translate(_RAISED) if small else text


def _stated(document: Layout, key: str) -> str | None:
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415
    from pdfminer.utils import decode_text  # noqa: PLC0415

    for known in document.info:
        value = resolve1(known.get(key))
        if isinstance(value, bytes):
            return decode_text(value)[:1000]
    return None


def main() -> None:
    """Read a file from the standard input, and print its lines, or why there are none, as JSON."""
    for limit, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        # Not every system has both.
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415
    from pdfminer.psexceptions import PSException  # noqa: PLC0415

    try:
        found = told(sys.stdin.buffer.read())
    except (PDFPasswordIncorrect, PDFEncryptionError):
        found = {"error": "is encrypted: save it without its password"}
    except TooMuch as error:
        found = {"error": f"holds {error}"}
    except (MemoryError, RecursionError):
        found = {"error": "takes more to read than any article does"}
    except (PSException, *_WRONG):
        # What a parser says of bytes that it does not understand helps nobody who reads articles.
        found = {"error": "is damaged, or no PDF: no pages can be told in it"}
    json.dump(found, sys.stdout)
