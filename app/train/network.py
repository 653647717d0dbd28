"""The network: a six-layer encoder begun from MiniLM, a label head, and the linker that joins spans."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from app.train.examples import PARTS

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
PAIRS = 3
"""Content → cue, cue → source, content → source; see `app.extract.linker`."""
_QUERY = 128
_BUCKETS = (0, 1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 100)
_MOST = 7


class Layer(nn.Module):
    """One transformer layer; without dropout inside, which costs more time here than it gains."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.f1, self.f2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States (batch, pieces, width) → states; `mask` is added to the attention scores."""
        batch, count, width = x.shape
        size = width // HEADS
        q, k, v = (
            part(x).view(batch, count, HEADS, size).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        weights = torch.softmax((q / math.sqrt(size)) @ k.transpose(-1, -2) + mask.to(q.dtype), -1)
        seen = (weights @ v).transpose(1, 2).reshape(batch, count, width)
        x = self.n1(x + self.o(seen))
        return self.n2(x + self.f2(functional.gelu(self.f1(x))))


class Encoder(nn.Module):
    """Pieces, their case classes and a mask → states and label scores."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.pos, self.case = nn.Embedding(POSITIONS, WIDTH), nn.Embedding(3, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, 2 * len(PARTS) + 1)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """All inputs (batch, pieces)."""
        x = self.word(ids) + self.pos.weight[: ids.shape[1]][None] + self.case(cases)
        x = self.drop(self.norm(x))
        hidden = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x, self.head(x)


class Linker(nn.Module):
    """Scores of pairs of spans, and whether a content is speech; `app.extract.linker` is its runtime twin."""

    def __init__(self) -> None:
        super().__init__()
        self.q = nn.ModuleList(nn.Linear(2 * WIDTH, _QUERY) for _ in range(PAIRS))
        self.k = nn.ModuleList(nn.Linear(2 * WIDTH, _QUERY) for _ in range(PAIRS))
        self.none = nn.ModuleList(nn.Linear(2 * WIDTH, 1) for _ in range(PAIRS))
        self.dist = nn.Parameter(torch.zeros(PAIRS, 2 * (len(_BUCKETS) + 1)))
        self.para = nn.Parameter(torch.zeros(PAIRS, _MOST + 1))
        self.between = nn.Parameter(torch.zeros(PAIRS, _MOST + 1))
        self.speech = nn.Sequential(
            nn.Linear(4 * WIDTH, _QUERY), nn.GELU(), nn.Dropout(0.1), nn.Linear(_QUERY, 1)
        )

    def scores(
        self, pair: int, states: tuple[Tensor, Tensor], places: tuple[Tensor, Tensor], breaks: Tensor
    ) -> Tensor:
        """(n, m + 1): each of the first spans with each of the second, and with none in the last column."""
        ones, others = places
        found = self.q[pair](states[0]) @ self.k[pair](states[1]).T / math.sqrt(_QUERY)
        a, b = ones[:, None], others[None]
        later = (b[..., 0] > a[..., 0]).long()
        gap = torch.where(b[..., 0] > a[..., 1], b[..., 0] - a[..., 1], a[..., 0] - b[..., 1]).clamp(min=0)
        found = (
            found
            + self.dist[pair][torch.bucketize(gap, torch.tensor(_BUCKETS)) + (len(_BUCKETS) + 1) * later]
        )
        apart = (breaks[b[..., 0]] - breaks[a[..., 0]]).abs().clamp(max=_MOST)
        low, high = torch.minimum(a[..., 0], b[..., 0]), torch.maximum(a[..., 0], b[..., 0])
        middles = others.float().mean(1)
        between = ((middles > low[..., None]) & (middles < high[..., None])).sum(-1).clamp(max=_MOST)
        found = found + self.para[pair][apart] + self.between[pair][between]
        return torch.cat([found, self.none[pair](states[0])], 1)


def begin_from(encoder: Encoder, weights: dict[str, Tensor]) -> None:
    """Copy MiniLM's weights; every case class begins as the first token type."""
    names = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "o": "attention.output.dense",
        "n1": "attention.output.LayerNorm",
        "f1": "intermediate.dense",
        "f2": "output.dense",
        "n2": "output.LayerNorm",
    }
    with torch.no_grad():
        encoder.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
        encoder.pos.weight.copy_(weights["embeddings.position_embeddings.weight"])
        encoder.case.weight.copy_(weights["embeddings.token_type_embeddings.weight"][:1].repeat(3, 1))
        for end in ("weight", "bias"):
            getattr(encoder.norm, end).copy_(weights[f"embeddings.LayerNorm.{end}"])
            for number, layer in enumerate(encoder.layers):
                for ours, theirs in names.items():
                    source = weights[f"encoder.layer.{number}.{theirs}.{end}"]
                    getattr(getattr(layer, ours), end).copy_(source)
