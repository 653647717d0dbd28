"""How likely a draft's words and source are right, from what rules and tagger say of it.

A logistic regression whose weights are fitted to articles that the tagger was not trained on.
"""

import math
from collections.abc import Mapping

from app.extract.attributions import BY_FORM, Draft
from app.extract.overlaps import alike

_LEAST = 1e-4
"""Likelihoods are taken no nearer to 0 and 1 than this."""
_BY_FORM = 0.95
"""How sure labels, dashes, turns and parentheses are; the articles of the fit hardly have any."""


def features(draft: Draft) -> dict[str, float]:
    """What is known of a draft, by name; numbers are about -5 to 5."""
    found = {"bias": 1.0, f"rule {draft.rule}": 1.0, f"kind {draft.kind}": 1.0}
    found["no source"] = float(draft.source is None)
    words = sum(span.end - span.start for span in draft.content) / 6
    found["short"] = max(0.0, 2 - math.log(1 + words))
    tagged = draft.proposal
    if tagged is None:
        return found | {"not proposed": 1.0, f"{draft.kind} not proposed": 1.0}
    same = tagged.source is not None and draft.source is not None and tagged.source.overlaps(draft.source)
    return found | {
        "words": _odds(tagged.words),
        "speech": _odds(tagged.speech),
        "link": _odds(tagged.link) if same else 0.0,
        "other source": float(not same),
        "likeness": alike(tagged.content, draft.content),
        "no cue": float(tagged.cue is None),
    }


def likelihood(draft: Draft, weights: Mapping[str, float]) -> float:
    """How likely words and source are both right, 0 to 1; what the weights do not know counts nothing."""
    if draft.rule in BY_FORM:
        return _BY_FORM
    total = sum(weights.get(name, 0.0) * value for name, value in features(draft).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _odds(likely: float) -> float:
    kept = min(1 - _LEAST, max(_LEAST, likely))
    return math.log(kept / (1 - kept)) / 2
