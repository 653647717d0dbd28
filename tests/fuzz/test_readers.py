import pytest

from fuzz.hunting import Target, hunt
from fuzz.readers import TARGETS

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_document_breaks_what_reads_it(target: Target) -> None:
    found = hunt(target)
    print(f"{target.name:>12} {found}")  # noqa: T201 - the figures, with -rP
    assert not found.broken
