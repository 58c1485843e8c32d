"""The network trained: batches of like length, four losses at once, several seeds, and one student of all of them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from classifier.encoder import Classifier
from classifier.instances import HEADS, UNKNOWN, Instance, varied
from whodid.events.marking import Marked, mark

BATCH = 32
BUCKET = 1024
"""Instances sorted by length together: long enough to waste little padding, short enough to keep batches mixed."""

SHARES = {"type": 1.0, "mode": 0.3, "root": 0.3, "status": 0.2, "direction": 0.3}
"""Weight of each head's loss: the type is what everything hangs on."""

SMOOTHING = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How one network is trained. `rate` is the encoder's peak learning rate; the heads' is five times that."""

    epochs: int
    rate: float
    seed: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some instances: see `Classifier.forward`; `classes` (batch, heads) int64."""

    tokens: Tensor
    marks: Tensor
    seen: Tensor
    classes: Tensor


def marked(instance: Instance, tokenizer: Any) -> Marked:
    """The instance as the network reads it."""
    return mark(
        instance.text,
        tokenizer,
        actors=instance.actors,
        recipients=instance.recipients,
        triggers=instance.triggers,
    )


def batch_of(items: Sequence[tuple[Marked, Instance]]) -> Batch:
    """One batch, padded at the end."""
    longest = max(len(item.pieces) for item, _ in items)
    tokens = torch.zeros(len(items), longest, dtype=torch.long)
    seen = torch.zeros(len(items), longest)
    for row, (item, _) in enumerate(items):
        tokens[row, : len(item.pieces)] = torch.tensor(item.pieces)
        seen[row, : len(item.pieces)] = 1.0
    marks = torch.tensor([item.marks for item, _ in items])
    classes = torch.tensor([[one.type, one.mode, one.root, one.status, one.direction] for _, one in items])
    return Batch(tokens, marks, seen, classes)


def batches(items: list[tuple[Marked, Instance]], chance: random.Random) -> list[list[tuple[Marked, Instance]]]:
    """The items in batches of like length, in random order."""
    chance.shuffle(items)
    buckets = [items[i : i + BUCKET] for i in range(0, len(items), BUCKET)]
    sorted_buckets = [sorted(bucket, key=lambda item: len(item[0].pieces)) for bucket in buckets]
    found = [bucket[i : i + BATCH] for bucket in sorted_buckets for i in range(0, len(bucket), BATCH)]
    chance.shuffle(found)
    return found


Loss = Callable[[tuple[Tensor, ...], Batch, Sequence[tuple[Marked, Instance]]], Tensor]


def labelled_loss(logits: tuple[Tensor, ...], batch: Batch, items: Sequence[tuple[Marked, Instance]]) -> Tensor:
    """Cross-entropy of every head with what the labels say; what they leave open counts nothing."""
    total = torch.zeros(())
    for head, (name, scores) in enumerate(zip(HEADS, logits, strict=True)):
        classes = batch.classes[:, head]
        if bool((classes != UNKNOWN).any()):
            loss = nn.functional.cross_entropy(scores.float(), classes, ignore_index=UNKNOWN, label_smoothing=SMOOTHING)
            total = total + SHARES[name] * loss
    return total


def train(
    data: Sequence[Instance],
    plan: Plan,
    tokenizer: Any,
    weights: Path,
    *,
    start: Classifier | None = None,
    teachers: Sequence[Classifier] = (),
) -> Classifier:
    """A network trained on the instances, from the pretrained `weights` or from another network.

    With `teachers` it learns their average verdict beside the labels (distillation, Hinton et al. 2015).
    Word embeddings stay as they were pretrained: a corpus of this size has too few words to move them well.
    """
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    network = Classifier(HEADS)
    if start is None:
        network.load_pretrained(weights)
    else:
        network.load_state_dict(start.state_dict())
    network.words.weight.requires_grad = False
    new = [value for name, value in network.named_parameters() if name.startswith(("heads", "joined"))]
    old = [
        value
        for name, value in network.named_parameters()
        if value.requires_grad and not name.startswith(("heads", "joined"))
    ]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": plan.rate}, {"params": new, "lr": plan.rate * 5}], weight_decay=0.01
    )
    steps = plan.epochs * -(-len(data) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, steps))
    network.train()
    for epoch in range(plan.epochs):
        began, total = time.time(), 0.0
        seen_so = [varied(instance, chance) for instance in data]
        items = [(marked(instance, tokenizer), instance) for instance in seen_so]
        todo = batches(items, chance)
        for chosen in todo:
            batch = batch_of(chosen)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(batch.tokens, batch.marks, batch.seen)
                taught = _taught(logits, batch, teachers) if teachers else None
            loss = labelled_loss(logits, batch, chosen)
            if taught is not None:
                loss = 0.4 * loss + taught
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*old, *new], 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(
            f"seed {plan.seed} epoch {epoch + 1} of {plan.epochs}: loss {total / len(todo):.3f}, "
            f"{time.time() - began:.0f} s, {len(data)} instances",
            flush=True,
        )
    return network.eval()


def _pace(step: int, steps: int) -> float:
    """The learning rate's share of its peak: up over a tenth of the way, then down to nearly nothing."""
    return min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1.0 - step / steps)


def _taught(logits: tuple[Tensor, ...], batch: Batch, teachers: Sequence[Classifier]) -> Tensor:
    """Cross-entropy of every head with the mean of what the teachers say."""
    with torch.no_grad():
        said = [teacher(batch.tokens, batch.marks, batch.seen) for teacher in teachers]
    total = torch.zeros(())
    for head, name in enumerate(HEADS):
        target = torch.stack([one[head].float().softmax(-1) for one in said]).mean(0)
        total = total - SHARES[name] * (target * logits[head].float().log_softmax(-1)).sum(-1).mean()
    return total
