"""The models' own share, measured on two articles: too few to say anything but that it is measured."""

from pathlib import Path

import pytest

from app.cli.benching import ingested
from app.evaluate.bare_models import MODELS, PARTS, measure
from app.extract.extraction import extract
from app.extract.pipeline import Models
from app.records import Article


def test_models_alone_are_timed_beside_the_whole(models: Models, tmp_path: Path) -> None:
    def read(article: Article) -> list[str]:
        return [claim.span.of(article.text) for claim in extract(article.text, models).claims]

    found = measure(2, read, ingested, models, tmp_path)
    assert found.articles == 2
    assert tuple(found.models) == MODELS
    assert min(found.models.values()) > 0
    assert sum(found.models.values()) < found.written * 1.5
    assert found.share_read > found.share_written > 0
    assert tuple(found.parts) == PARTS
    assert sum(found.parts.values()) == pytest.approx(1)
