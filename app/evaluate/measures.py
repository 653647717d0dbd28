"""What else is measured beside statements: each from its gold files to figures."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.evaluate import check, claims, clusters, countries, linking, matches, said, worth
from app.evaluate.scores import Figures

Measure = Callable[[Sequence[Path], Path], Figures]
"""From gold files, and the folder of the articles that notes are about, to figures by name.

Raises BadInput for gold that is not there or cannot be read.
"""

STATEMENTS = "statements"
MEASURES: Mapping[str, Measure] = {
    "claims": claims.measure,
    "countries": countries.measure,
    "matches": matches.measure,
    "names": linking.names,
    "said": said.measure,
    "worth": worth.measure,
}
"""By what ``--of`` calls it."""
STORED: Mapping[str, Callable[[Sequence[Path], Path, clusters.Job], Figures]] = {
    "check": check.measure,
    "speakers": clusters.speakers,
}
"""The same of what is measured as the ingestion job stores it, which is given as well."""
