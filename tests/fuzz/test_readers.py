import pytest
from lxml.html import fromstring

from app.reading.choosing import _pulled
from app.reading.markup import Block
from fuzz.hunting import Target, hunt
from fuzz.readers import TARGETS
from fuzz.steps import steps

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_document_breaks_what_reads_it(target: Target) -> None:
    found = hunt(target)
    print(f"{target.name:>12} {found}")  # noqa: T201 - the figures, with -rP
    assert not found.broken


def _set_large(number: int) -> list[Block]:
    root = fromstring("<div>" + '<p class="pullquote">We will.</p>' * number + "</div>")
    return [Block(f"We will build bridge {n}.", each, ()) for n, each in enumerate(root)]


def test_twice_as_many_words_set_large_take_twice_the_steps_to_be_told() -> None:
    once, twice = _set_large(300), _set_large(600)
    first, second = (steps(lambda found=found: _pulled(range(len(found)), found)) for found in (once, twice))
    assert second < 2.5 * first
