"""The whole way from corpora to weights, as ``cuttings train`` goes it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
import torch.distributed as processes
import torch.multiprocessing

from app.extract.pieces import number, tokenizer
from app.extract.tagger import CLS, SEP
from app.train import examples
from app.train.export import export
from app.train.fit import Run, fit, save_to
from app.train.network import Encoder, Linker, begin_from
from app.train.start import minilm
from app.train.variation import varying

_PORT = "29533"


def train(
    gold: Sequence[Path], folder: Path, *, minutes: float, world: int, tell: Callable[[str], None]
) -> None:
    """Train for `minutes` in `world` processes on all folds of `gold` but 0 and 1; export into `folder`."""
    if world == 1:
        _process(0, gold, folder, minutes, world, tell)
        return
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=_PORT)
    torch.multiprocessing.spawn(_process, (gold, folder, minutes, world, tell), nprocs=world)


def _process(
    rank: int, gold: Sequence[Path], folder: Path, minutes: float, world: int, tell: Callable[[str], None]
) -> None:
    if world > 1:
        processes.init_process_group("gloo", rank=rank, world_size=world)
    vocabulary, weights = minilm()
    cut = tokenizer(vocabulary)
    encoder, linker = Encoder(len(vocabulary)), Linker()
    begin_from(encoder, weights)
    read = [one for path in gold for one in examples.load(path, cut, lambda fold: fold > 1)]
    edges = number(cut, CLS), number(cut, SEP)
    run = Run(read, varying(cut), edges, minutes * 60, rank, world)
    folder.mkdir(parents=True, exist_ok=True)

    def save() -> None:
        if rank == 0:
            save_to(folder / "float.pt", encoder, linker)

    fit(run, encoder, linker, save, tell if rank == 0 else lambda _: None)
    if rank == 0:
        export(encoder, linker, vocabulary, folder)
