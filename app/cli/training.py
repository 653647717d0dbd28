"""Training the tagger before somebody's eyes."""

from collections.abc import Sequence
from pathlib import Path

from app.errors import ModelMissing


def trained(gold: Sequence[Path], folder: Path, minutes: float, processes: int, begin: Path | None) -> None:
    """Train on `gold` and write the weights into `folder`; ModelMissing without the extra."""
    try:
        from app.train.training import Training, train
    except ModuleNotFoundError as error:
        raise ModelMissing(
            f"training needs more: pip install 'cuttings[train]' ({error.name} is missing)"
        ) from error
    train(Training(tuple(gold), folder, minutes, processes, begin), _tell)


def _tell(words: str) -> None:
    print(words, flush=True)
