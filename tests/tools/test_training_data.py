"""What the classifier is trained on: a sound corpus, a split that keeps predicates apart, candidates judged right."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
sys.path.insert(0, str(TOOLS))

from classifier.instances import DIRECTIONS, NONE, TYPES, UNKNOWN, Instance, instances, swapped, varied  # noqa: E402
from classifier.met import read_met  # noqa: E402
from classifier.parsed import instance_of  # noqa: E402
from classifier.split import Split, keys, split, word_counts  # noqa: E402

from corpus import Labelled, read_batch, read_corpus  # noqa: E402
from whodid.errors import BadData  # noqa: E402
from whodid.events.candidates import Spans  # noqa: E402

CORPUS = Path(__file__).parents[2] / "corpus"
BATCH = """
[A1R2 Peru] [T1 accused] [R1A2 Fiji] of [T2 shelling] a port.
  = 1 ACCUSE allege | happened
  = 2 ASSAULT heavy-weapons | happened
  = 2 NONE | reversed direction

[A Peru] [T beat] [R Fiji] 3-1.
  = NONE | sport
"""


@pytest.fixture(scope="module")
def corpus() -> list[Labelled]:
    return list(read_corpus(CORPUS))


@pytest.fixture(scope="module")
def parts(corpus: list[Labelled]) -> Split:
    return split(corpus)


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_every_sentence_of_the_corpus_is_well_formed(corpus: list[Labelled]) -> None:
    assert len(corpus) >= 6000
    for sentence in corpus:
        for label in sentence.labels:
            for start, end in (*label.actors, *label.recipients, *label.triggers):
                assert 0 <= start < end <= len(sentence.text)


def test_every_type_and_the_non_acts_are_well_fed(corpus: list[Labelled]) -> None:
    told = {name: {s.text for s in corpus for label in s.labels if label.event_type == name} for name in TYPES}
    assert {name: len(texts) for name, texts in told.items() if len(texts) < 250} == {}
    assert len(told[NONE]) >= 2000


def test_a_malformed_sentence_is_named_or_collected() -> None:
    broken = "[A Peru] met [R Fiji.\n  = CONSULT | happened\n\n[A Peru] [T left].\n  = RETREAT withdraw | happened\n"
    with pytest.raises(BadData, match=r"batch\.txt:1"):
        list(read_batch(broken, "batch.txt"))
    faults: list[str] = []
    assert len(list(read_batch(broken, "batch.txt", faults))) == 1
    assert len(faults) == 1


def test_held_out_predicates_stand_in_no_other_part(corpus: list[Labelled], parts: Split) -> None:
    words = word_counts(corpus)
    trained = {key for sentence in parts.train for key in keys(sentence, words)}
    assert len(parts.test) >= 300 and len(parts.calibrate) >= 300
    for name in ("test", "calibrate"):
        for sentence in getattr(parts, name):
            unseen = [key for key in keys(sentence, words) if key not in trained]
            assert unseen, (name, sentence.place)


def test_the_split_is_the_same_every_time(corpus: list[Labelled], parts: Split) -> None:
    assert split(corpus) == parts
    assert sum(map(len, (parts.train, parts.calibrate, parts.test))) == len(corpus)


def test_a_reversed_pair_keeps_its_type_and_turns_its_direction() -> None:
    first, second, third, fourth = instances(read_batch(BATCH, "b"))
    assert [TYPES[one.type] for one in (first, second, third, fourth)] == ["ACCUSE", "ASSAULT", "ASSAULT", "NONE"]
    assert [one.direction for one in (first, second, third, fourth)] == [0, 0, 1, UNKNOWN]
    assert (third.actors, third.recipients) == (second.recipients, second.actors)


def test_variation_hides_triggers_and_swaps_sides_by_its_seed() -> None:
    (first, *_) = instances(read_batch(BATCH, "b"))
    seen = [varied(first, random.Random(seed)) for seed in range(200)]
    assert 20 < sum(not one.triggers for one in seen) < 100
    assert 2 < sum(one.direction == DIRECTIONS.index("reversed") for one in seen) < 40
    assert seen == [varied(first, random.Random(seed)) for seed in range(200)]


def judged(actor: str, recipient: str, trigger: str) -> Instance:
    (labelled, *_) = read_batch(BATCH, "b")
    sides = [((at(labelled.text, words),) if words else ()) for words in (actor, recipient, trigger)]
    return instance_of(labelled, Spans(*sides))


def test_candidates_are_judged_by_the_labels() -> None:
    assert TYPES[judged("Peru", "Fiji", "accused").type] == "ACCUSE"
    assert TYPES[judged("Peru", "", "accused").type] == "ACCUSE"
    assert TYPES[judged("Peru", "a port", "accused").type] == NONE
    assert TYPES[judged("Peru", "Fiji", "of").type] == NONE
    turned = judged("Fiji", "Peru", "accused")
    assert (TYPES[turned.type], turned.direction) == ("ACCUSE", DIRECTIONS.index("reversed"))


def test_swapping_twice_changes_the_sides_back() -> None:
    (first, *_) = instances(read_batch(BATCH, "b"))
    assert swapped(swapped(first)).actors == first.actors


def test_the_candidates_kept_for_training_stand_in_sentences_of_the_corpus(corpus: list[Labelled]) -> None:
    met = read_met()
    lengths = {sentence.place: len(sentence.text) for sentence in corpus}
    assert set(met.spans) <= set(lengths)
    for place, candidates in met.spans.items():
        for spans in candidates:
            assert spans.triggers
            assert all(0 <= a < b <= lengths[place] for a, b in (*spans.actors, *spans.recipients, *spans.triggers))


def test_most_labelled_acts_are_met_as_candidates(corpus: list[Labelled]) -> None:
    met = read_met()
    told = {s.place for s in corpus for label in s.labels if label.event_type != NONE}
    acts = {one.place for one in met.instances(corpus) if one.type != TYPES.index(NONE)}
    assert len(acts & told) >= 0.7 * len(told)
    assert "accuse" in met.known.verbs
    assert not met.known.verbs & met.known.dull
