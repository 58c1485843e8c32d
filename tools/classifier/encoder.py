"""The network: a six-layer MiniLM encoder with markers around actor, recipient and trigger, and four small heads.

The layout of the encoder is BERT's (Devlin et al. 2019) in the size of MiniLM-L6-H384 (Wang et al. 2020), so that the
pretrained weights fit; the markers follow Baldini Soares et al. (2019), "Matching the Blanks".
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, LONGEST, SEGMENTS = 30522, 512, 2


class Layer(nn.Module):
    """One transformer layer: attention and feed-forward, each with its residual and normalisation after it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm_out = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, hide: Tensor) -> Tensor:
        """`hidden` (batch, length, WIDTH); `hide` (batch, 1, 1, length): 0 where to look, else a large negative."""
        batch, length, _ = hidden.shape
        size = WIDTH // ATTENTION_HEADS

        def heads(projected: Tensor) -> Tensor:
            return projected.view(batch, length, ATTENTION_HEADS, size).transpose(1, 2)

        scores = heads(self.query(hidden)) @ heads(self.key(hidden)).transpose(-1, -2) / size**0.5 + hide
        mixed = self.dropout(scores.softmax(-1)) @ heads(self.value(hidden))
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        hidden = self.norm_attention(hidden + self.dropout(mixed))
        return self.norm_out(hidden + self.dropout(self.outer(nn.functional.gelu(self.inner(hidden)))))


class Classifier(nn.Module):
    """Marked sentences in, logits out, a tensor for each of `heads` (name to number of classes)."""

    def __init__(self, heads: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(LONGEST, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.joined = nn.Linear(4 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleList(nn.Linear(WIDTH, size) for size in heads.values())

    def forward(self, tokens: Tensor, marks: Tensor, seen: Tensor) -> tuple[Tensor, ...]:
        """Logits of each head, in the order of `heads`.

        `tokens` (batch, length) int64 word pieces; `marks` (batch, 3) int64: where the markers of actor, recipient and
        trigger stand, 0 for one that is not there; `seen` (batch, length) float32, 1 for tokens and 0 for padding.
        """
        places = torch.arange(tokens.shape[1], device=tokens.device)
        hidden = self.norm(self.words(tokens) + self.positions(places) + self.segment)
        hidden = self.dropout(hidden)
        hide = (1.0 - seen)[:, None, None, :] * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, hide)
        at = marks[:, :, None].expand(-1, -1, WIDTH)
        pooled = torch.cat([hidden[:, 0], hidden.gather(1, at).flatten(1)], dim=1)
        joined = self.dropout(nn.functional.gelu(self.joined(self.dropout(pooled))))
        return tuple(head(joined) for head in self.heads)

    def load_pretrained(self, path: Path) -> None:
        """Take the encoder's weights from a BERT checkpoint in safetensors; heads keep their random start."""
        from safetensors.torch import load_file

        weights = load_file(str(path))
        own = self.state_dict()
        own["words.weight"] = weights["embeddings.word_embeddings.weight"]
        own["positions.weight"] = weights["embeddings.position_embeddings.weight"]
        own["segment"] = weights["embeddings.token_type_embeddings.weight"][0]
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
            for i in range(LAYERS):
                for name, theirs in THEIR_NAMES.items():
                    own[f"layers.{i}.{name}.{part}"] = weights[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(own)


THEIR_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm_out": "output.LayerNorm",
}
"""Our names of a layer's parts to those of a BERT checkpoint."""
