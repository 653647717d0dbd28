"""Training itself: as many processes as asked for, one thread each, gradients averaged after every batch."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as processes
from torch import Tensor
from torch.nn import functional

from app.train.examples import IGNORED, Example, Gold, windows
from app.train.network import WIDTH, Encoder, Linker
from app.train.variation import Varying

_TOKENS = 1100
"""Pieces in a batch."""
_RATES, _DECAY, _CLIP = (2e-4, 1e-3), 0.01, 1.0
"""Learning rates of the encoder and of its heads."""
_WARM_UP = 0.05
_LINK_WEIGHT, _SPEECH_WEIGHT = 0.06, 0.03
_CUES_LOST = 0.07
"""Share of cues that training hides, so that content finds its source without one."""
_PARTS = {"content": 0, "source": 1, "cue": 2}
_PAIRS = (("content", "cue"), ("cue", "source"), ("content", "source"))


@dataclass(frozen=True, slots=True)
class Run:
    """What one training run is given."""

    examples: list[Example]
    varying: Varying
    edges: tuple[int, int]
    """Pieces that begin and end a window."""
    seconds: float
    """The learning rate rises and falls over this time, and the run ends with it."""
    haste: float = 1.0
    """Factor of the learning rates: less than one to go on from trained weights."""
    rank: int = 0
    world: int = 1


def fit(
    run: Run, encoder: Encoder, linker: Linker, save: Callable[[int], None], tell: Callable[[str], None]
) -> None:
    """Train in place, saving after every pass over the examples."""
    torch.set_num_threads(1)
    torch.manual_seed(run.rank)
    encoder.word.weight.requires_grad_(False)  # noqa: FBT003 - PyTorch's own
    heads = [*encoder.head.parameters(), *linker.parameters()]
    held = {id(parameter) for parameter in heads}
    core = [p for p in encoder.parameters() if p.requires_grad and id(p) not in held]
    rates = [rate * run.haste for rate in _RATES]
    groups = [{"params": part, "lr": rate} for part, rate in zip((core, heads), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=_DECAY)
    encoder.train()
    linker.train()
    begun, step, part = time.monotonic(), 0, 0.0
    for turn in range(1_000_000):
        for batch in _together(_batches(run, turn), run.world):
            loss = _loss(run, batch, encoder, linker)
            (loss if torch.isfinite(loss) else 0 * loss.nan_to_num()).backward()
            _average([*core, *heads], run.world)
            torch.nn.utils.clip_grad_norm_([*core, *heads], _CLIP)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * min(1.0, part / _WARM_UP + 0.02) * max(0.01, 1 - part)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            if step % 10 == 0:
                part = _agreed((time.monotonic() - begun) / run.seconds, run.world)
                tell(f"step {step}, pass {turn + 1}, {part:.0%}, loss {loss.item():.3f}")
                if part >= 1:
                    save(turn + 1)
                    return
        save(turn + 1)


def _batches(run: Run, turn: int) -> Iterator[list[Example]]:
    order = list(range(len(run.examples)))
    random.Random(turn).shuffle(order)
    rng = random.Random(turn * run.world + run.rank)
    cuts = [
        window
        for number in order[run.rank :: run.world]
        for window in windows(run.varying.varied(run.examples[number], rng), rng)
    ]
    rng.shuffle(cuts)
    for start in range(0, len(cuts), 64):
        groups: list[list[Example]] = [[]]
        for window in sorted(cuts[start : start + 64], key=lambda one: len(one.ids)):
            if groups[-1] and (len(window.ids) + 2) * (len(groups[-1]) + 1) > _TOKENS:
                groups.append([])
            groups[-1].append(window)
        rng.shuffle(groups)
        yield from groups


def _together(batches: Iterator[list[Example]], world: int) -> Iterator[list[Example]]:
    """All processes leave a pass with the first that has nothing left."""
    for batch in batches:
        if world > 1 and _sum(1.0) < world:
            return
        yield batch
    if world > 1:
        _sum(0.0)


def _loss(run: Run, batch: list[Example], encoder: Encoder, linker: Linker) -> Tensor:
    size = max(len(one.ids) for one in batch) + 2
    ids, cases, mask = (torch.zeros(len(batch), size, dtype=torch.long) for _ in range(3))
    labels = torch.full((len(batch), size), IGNORED)
    for row, one in enumerate(batch):
        end = len(one.ids) + 1
        ids[row, 0], ids[row, end] = run.edges
        ids[row, 1:end], cases[row, 1:end] = torch.tensor(one.ids), torch.tensor(one.cases)
        labels[row, 1:end], mask[row, : end + 1] = torch.tensor(one.labels), 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states, scores = encoder(ids, cases, mask)
    states, scores = states.float(), scores.float()
    known = max(int((labels != IGNORED).sum()), 1)
    loss = functional.cross_entropy(
        scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    linked = [_link_loss(one, state, linker) for one, state in zip(batch, states, strict=True)]
    # A batch without spans still needs a gradient for every weight, or the processes lose each other.
    every = sum(parameter.sum() for parameter in linker.parameters())
    return loss / known + torch.stack(linked).mean() + 0 * every


def _link_loss(example: Example, states: Tensor, linker: Linker) -> Tensor:
    hidden = {g.statement for g in example.spans if g.part == 2 and random.random() < _CUES_LOST}
    parts: dict[str, list[Gold]] = {
        name: [g for g in example.spans if g.part == part and not (part == 2 and g.statement in hidden)]
        for name, part in _PARTS.items()
    }
    places = {
        name: torch.tensor([[g.first + 1, g.last + 1] for g in some], dtype=torch.long).view(-1, 2)
        for name, some in parts.items()
    }
    ends = {name: torch.cat([states[at[:, 0]], states[at[:, 1]]], 1) for name, at in places.items()}
    breaks = torch.cumsum(torch.tensor([False, *example.breaks, False]).long(), 0)
    loss = torch.zeros(())
    for pair, (one, other) in enumerate(_PAIRS):
        if parts[one]:
            scores = linker.scores(pair, (ends[one], ends[other]), (places[one], places[other]), breaks)
            right = torch.tensor([_partner(g, parts[other], example.cut) for g in parts[one]])
            loss = (
                loss
                + _LINK_WEIGHT
                * functional.cross_entropy(scores, right, ignore_index=IGNORED, reduction="sum").nan_to_num()
            )
    if parts["content"]:
        cue = [_partner(g, parts["cue"], frozenset()) for g in parts["content"]]
        none = torch.zeros(2 * WIDTH)
        cues = torch.stack([ends["cue"][c] if c < len(parts["cue"]) else none for c in cue])
        speech = linker.speech(torch.cat([ends["content"], cues], 1))[:, 0]
        right = torch.tensor([float(g.is_speech) for g in parts["content"]])
        loss = loss + _SPEECH_WEIGHT * functional.binary_cross_entropy_with_logits(
            speech, right, reduction="sum"
        )
    return loss


def _partner(one: Gold, others: list[Gold], cut: frozenset[int]) -> int:
    """Index of the nearest other span of the statement: past the end for none, ignored where it is cut."""
    fits = [n for n, other in enumerate(others) if other.statement == one.statement]
    if fits:
        return min(fits, key=lambda n: abs(others[n].first - one.first))
    return IGNORED if one.statement in cut else len(others)


def _average(parameters: list[torch.nn.Parameter], world: int) -> None:
    if world == 1:
        return
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in parameters])
    processes.all_reduce(flat)
    start = 0
    for parameter in parameters:
        end = start + parameter.numel()
        parameter.grad = (flat[start:end] / world).view_as(parameter).clone()
        start = end


def _sum(value: float) -> float:
    shared = torch.tensor([value])
    processes.all_reduce(shared)
    return float(shared)


def _agreed(part: float, world: int) -> float:
    """The first process's clock counts for all."""
    shared = torch.tensor([part])
    if world > 1:
        processes.broadcast(shared, 0)
    return min(1.0, float(shared))


def save_to(path: Path, encoder: Encoder, linker: Linker) -> None:
    """Write the float weights of a run."""
    torch.save({"encoder": encoder.state_dict(), "linker": linker.state_dict()}, path)


def go_on_from(path: Path, encoder: Encoder, linker: Linker) -> None:
    """Read what `save_to` wrote."""
    take(torch.load(path, weights_only=True), encoder, linker)


def take(weights: dict[str, dict[str, Tensor]], encoder: Encoder, linker: Linker) -> None:
    """Put float weights into the networks."""
    encoder.load_state_dict(weights["encoder"])
    linker.load_state_dict(weights["linker"])


def averaged(paths: Sequence[Path]) -> dict[str, dict[str, Tensor]]:
    """The float weights of several passes in one, the later ones counting more (1, 2, 3, …).

    A single pass fits the corpus a little better; their mean is as good there and better on other newsrooms.
    """
    total = len(paths) * (len(paths) + 1) / 2
    found: dict[str, dict[str, Tensor]] = {}
    for number, path in enumerate(paths, 1):
        for part, weights in torch.load(path, weights_only=True).items():
            held = found.setdefault(part, {})
            for name, value in weights.items():
                held[name] = held.get(name, torch.zeros_like(value)) + value * (number / total)
    return found
