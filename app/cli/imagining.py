"""Imagined articles into a file."""

from pathlib import Path

from app.cli.extracting import writing


def imagined(target: Path, number: int, seed: int) -> None:
    """Write `number` articles as lines that `cuttings ingest` reads."""
    from app.evaluate.imagined import articles, line

    with writing(target) as taken:
        for each in articles(number, seed):
            taken.write(line(each).encode() + b"\n")
