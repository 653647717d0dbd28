"""The models' own share, measured on two articles: too few to say anything but that it is measured."""

from pathlib import Path

import pytest

from app.cli.benching import ingested
from app.evaluate.bare_models import MODELS, PARTS, measure
from app.extract.pipeline import Models


def test_models_alone_are_timed_beside_the_whole(models: Models, tmp_path: Path) -> None:
    found = measure(2, lambda article: [article.text[:100], article.text[:200]], ingested, models, tmp_path)
    assert found.articles == 2
    assert tuple(found.models) == MODELS
    assert min(found.models.values()) > 0
    assert sum(found.models.values()) < found.written * 1.5
    assert found.share_read > found.share_written > 0
    assert tuple(found.parts) == PARTS
    assert sum(found.parts.values()) == pytest.approx(1)
