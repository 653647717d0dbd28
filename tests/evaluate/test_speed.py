"""Speed, measured on a text too short to say anything but that it is measured."""

import pytest

from app.evaluate.speed import PARTS, measure
from app.extract import pipeline
from app.extract.pipeline import Models


def test_both_are_timed_and_every_moment_belongs_to_a_part(models: Models):
    texts = ["“We will go,” said Ann Lee of the Water Board. She said that it would rain in Kenya. " * 5]
    found = measure(texts, models, pipeline.english(), rounds=2)
    assert found.words == len(texts[0].split())
    assert found.ours > 0
    assert found.bare > 0
    # Each round's ratio lies between the extremes of the two rounds' times.
    assert found.ratio == pytest.approx(found.ours / found.bare, rel=0.5)
    assert tuple(found.shares) == PARTS
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.shares["network"] > 0.05
    assert found.shares["parser"] > 0.05
