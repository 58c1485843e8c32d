"""The corpus split by predicate: what is tested and calibrated on tells its acts in words that training never saw."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Labelled

PARTS = 9
"""One of so many rare predicates goes to the test, another one to calibration."""

RARE = 4
"""Sentences a predicate may tell at most to be held out: what news uses daily has to be learnt."""


@dataclass(frozen=True, slots=True)
class Split:
    """Sentences to train on, to calibrate on and to test on; no held-out predicate stands in another part."""

    train: tuple[Labelled, ...]
    calibrate: tuple[Labelled, ...]
    test: tuple[Labelled, ...]


def split(sentences: Iterable[Labelled]) -> Split:
    """The three parts, each in the order of the corpus; the same sentences always fall into the same part."""
    given = list(sentences)
    words = word_counts(given)
    told = Counter(key for sentence in given for key in set(keys(sentence, words)))
    parts: dict[str, list[Labelled]] = {"train": [], "calibrate": [], "test": []}
    for sentence in given:
        homes = {_home(key) for key in keys(sentence, words) if told[key] <= RARE}
        parts["test" if "test" in homes else "calibrate" if "calibrate" in homes else "train"].append(sentence)
    return Split(*(tuple(part) for part in parts.values()))


def word_counts(sentences: Iterable[Labelled]) -> Counter[str]:
    """In how many sentences each word stands in a trigger."""
    return Counter(word for sentence in sentences for word in set(_trigger_words(sentence)))


def _home(key: str) -> str:
    place = int(hashlib.blake2b(key.encode(), digest_size=4).hexdigest(), 16) % PARTS
    return ("test", "calibrate")[place] if place < 2 else "train"


def keys(sentence: Labelled, words: Counter[str]) -> list[str]:
    """For each trigger the rarest of its words: "visit" for "paid a visit"."""
    keys = []
    for label in sentence.labels:
        for start, end in label.triggers:
            stems = _stems(sentence.text[start:end])
            if stems:
                keys.append(min(stems, key=lambda stem: (words[stem], stem)))
    return keys


def _trigger_words(sentence: Labelled) -> list[str]:
    return [
        stem for label in sentence.labels for start, end in label.triggers for stem in _stems(sentence.text[start:end])
    ]


def _stems(trigger: str) -> list[str]:
    """Words of a trigger without the commonest endings, so that "raided" and "raids" are one predicate."""
    return [re.sub(r"(?<=\w{3})(?:ing|ed|es|s|e)$", "", word) for word in re.findall(r"[^\W\d_]+", trigger.lower())]
