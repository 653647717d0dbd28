"""Training the tagger before somebody's eyes."""

from collections.abc import Sequence
from pathlib import Path

from app.errors import BadInput, ModelMissing


def trained(gold: Sequence[Path], folder: Path, minutes: float, processes: int, begin: Path | None) -> None:
    """Train on `gold` and write the weights into `folder`; ModelMissing without the extra."""
    try:
        from app.train.training import Training, train
    except ModuleNotFoundError as error:
        raise ModelMissing(
            f"training needs more: pip install 'cuttings[train]' ({error.name} is missing)"
        ) from error
    train(Training(tuple(gold), folder, minutes, processes, begin), _tell)


def trained_worth(sentences: Path, left_out: Sequence[Path], target: Path) -> None:
    """Fit check-worthiness to `sentences` without those of `left_out`; ModelMissing without the extra."""
    from app.reading.labelled import load

    if not target.parent.is_dir():
        raise BadInput(f"There is no folder {target.parent} to write the weights into.")
    try:
        from app.train.check_worthiness import fitted
    except ModuleNotFoundError as error:
        raise ModelMissing(
            f"fitting needs more: pip install 'cuttings[train]' ({error.name} is missing)"
        ) from error
    stored = fitted(load(sentences), [one for path in left_out for one in load(path)], _tell)
    target.write_text(stored, "utf-8")


def _tell(words: str) -> None:
    print(words, flush=True)
