"""The whole way from corpora to weights, as ``cuttings train`` goes it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as processes
import torch.multiprocessing

from app.extract.pieces import number, tokenizer
from app.extract.tagger import CLS, SEP
from app.train import examples
from app.train.export import export
from app.train.fit import Run, averaged, fit, go_on_from, save_to, take
from app.train.network import Encoder, Linker, begin_from
from app.train.start import minilm
from app.train.variation import varying

_PORT = "29533"


_HASTE = 0.6
"""Learning rates of a run that goes on, beside one that begins."""


@dataclass(frozen=True, slots=True)
class Training:
    """What is trained on, for how long, and where the weights go."""

    gold: tuple[Path, ...]
    folder: Path
    minutes: float
    world: int = 1
    """Processes."""
    begin: Path | None = None
    """Float weights of an earlier run to go on from."""


def train(wanted: Training, tell: Callable[[str], None]) -> None:
    """Train on all folds but 0 and 1; float weights of every pass and the exported files go to the folder."""
    if wanted.world == 1:
        _process(0, wanted, tell)
        return
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=_PORT)
    torch.multiprocessing.spawn(_process, (wanted, tell), nprocs=wanted.world)


def _process(rank: int, wanted: Training, tell: Callable[[str], None]) -> None:
    if wanted.world > 1:
        processes.init_process_group("gloo", rank=rank, world_size=wanted.world)
    vocabulary, weights = minilm()
    cut = tokenizer(vocabulary)
    encoder, linker = Encoder(len(vocabulary)), Linker()
    if wanted.begin is None:
        begin_from(encoder, weights)
    else:
        go_on_from(wanted.begin, encoder, linker)
    read = [one for path in wanted.gold for one in examples.load(path, cut, lambda fold: fold > 1)]
    edges = number(cut, CLS), number(cut, SEP)
    haste = 1.0 if wanted.begin is None else _HASTE
    run = Run(read, varying(cut, read), edges, wanted.minutes * 60, haste, rank, wanted.world)
    wanted.folder.mkdir(parents=True, exist_ok=True)

    saved: list[Path] = []

    def save(turn: int) -> None:
        if rank == 0:
            saved.append(wanted.folder / f"pass-{turn}.pt")
            save_to(saved[-1], encoder, linker)

    fit(run, encoder, linker, save, tell if rank == 0 else lambda _: None)
    if rank == 0:
        take(averaged(saved[len(saved) // 2 :]), encoder, linker)
        export(encoder, linker, vocabulary, wanted.folder)
