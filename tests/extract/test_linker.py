"""The linker's choice among thousands of spans: the one that it would make among those in reach alone."""

import numpy as np
import pytest

from app.extract.linker import CONTENT_CUE, CUE_SOURCE, Linker, Spans
from app.extract.pipeline import Models


def some(count, width, seed, step):
    rng = np.random.default_rng(seed)
    first = np.arange(count) * step + rng.integers(0, step // 2, count)
    return Spans(np.stack([first, first + 1], 1), rng.normal(size=(count, width)).astype(np.float32))


@pytest.mark.parametrize("pair", [CONTENT_CUE, CUE_SOURCE])
def test_which_of_thousands_is_chosen_depends_on_those_in_reach(models: Models, pair: int):
    linker: Linker = models.tagger.linker
    width = linker.weights[f"q.{pair}.weight"].shape[1]
    ones, others = some(1300, width, 1, 20), some(1400, width, 2, 18)
    paragraphs = np.arange(30_000) // 100
    chosen = linker.best(pair, ones, others, paragraphs)
    assert len(chosen) == 1300
    # By hand: the first few hundred of each, among whom the first hundred have all that they reach.
    alone = linker.best(pair, ones[:300], others[:400], paragraphs)
    assert [one.index for one in chosen[:250]] == [one.index for one in alone[:250]]
    assert len({one.index for one in chosen}) > 100
    for one in chosen:
        assert one.index is None or 0 <= one.index < 1400
