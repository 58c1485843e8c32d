"""The wordings of ingest hold together: no label means two things, patterns compile."""

from __future__ import annotations

import re
from collections import Counter

from whodid.ingest.knowledge import load_yaml, phrase


def test_every_label_names_one_field() -> None:
    labels = [phrase(label) for words in load_yaml("labels.yaml").values() for label in words]
    assert [label for label, times in Counter(labels).items() if times > 1] == []


def test_patterns_of_furniture_compile() -> None:
    found = load_yaml("furniture.yaml")
    patterns = [pattern for name in found if name.endswith("patterns") for pattern in found[name]]
    assert patterns and all(re.compile(pattern) for pattern in patterns)


def test_words_of_mastheads_are_in_one_list_of_nouns_and_their_patterns_compile() -> None:
    found = load_yaml("mastheads.yaml")
    patterns = [pattern for name in found if name.endswith("patterns") for pattern in found[name]]
    assert patterns and all(re.compile(pattern) for pattern in patterns)
    assert set(found["sure_nouns"]).isdisjoint(found["likely_nouns"])
    assert [word for word, times in Counter(found["sections"]).items() if times > 1] == []
