"""Every line of the pattern lexicon carries a sentence: the real stages code it, and only because of that line."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import pytest

from whodid.actors import make_mention_stage
from whodid.attribution import make_quotation_stage
from whodid.events.coder import Readers, code_sentence
from whodid.events.lexicon import Pattern, index_patterns, read_patterns
from whodid.events.matching import Lexicon
from whodid.language import make_sentence_stage
from whodid.model import Event, Party, Story
from whodid.ontology import EVENT_TYPES, load_types

PATTERNS = read_patterns()
LEXICON = index_patterns(PATTERNS)

CAMEO_ROOTS = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "CONCEDE": "055 056 080 081 082 083 0871 0872",  # apologies; a retreat or truce that is only announced
    "COOPERATE": "06",
    "AID": "07",
    "RETREAT": "083 084 085 086 087",  # 083: stepping down, as demanded
    "REQUEST": "10",
    "ACCUSE": "09 11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "SANCTION": "16 116 173",  # found guilty: SANCTION convict
    "MOBILIZE": "15",
    "COERCE": "17 191 192",
    "ASSAULT": "18 19 20 1712 175",
}
"""CAMEO codes (by their first digits) that mean each type. Source: CAMEO to PLOVER table of 2021, as docs/codebook.md
settles its contradictions."""


Reader = Callable[[str], Story]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Reads an example by the real stages up to mentions, once however many lexicons it is then held against."""
    steps = [make_sentence_stage(), make_quotation_stage(), make_mention_stage()]

    @cache
    def read(example: str) -> Story:
        story = Story("example", "", example)
        for step in steps:
            story = step(story)
        return story

    return read


def events_of(story: Story, lexicon: Lexicon) -> list[Event]:
    """The events of a story's sentences under a lexicon, without the classifier."""
    found = []
    for sentence in story.sentences:
        mentions = [mention for mention in story.mentions if mention.sentence == sentence.index]
        found += code_sentence(story, sentence, mentions, Readers(lexicon, None))[0]
    return found


def countries(parties: tuple[Party, ...]) -> set[str]:
    """First parts of the parties' codes."""
    return {party.actor.code.split(".")[0] for party in parties}


def as_expected(event: Event, pattern: Pattern) -> bool:
    """Whether the event has the pattern's type and mode and the sides its example is said to have."""
    actors, _, recipients = pattern.expected.partition(">")
    sides = [{code.strip() for code in side.split(",") if code.strip()} for side in (actors, recipients)]
    return (event.event_type, event.mode) == (pattern.event_type, pattern.mode) and (
        [countries(event.actors), countries(event.recipients)] == sides
    )


def without(left_out: Pattern) -> Lexicon:
    """The whole lexicon less one line."""
    return {key: tuple(row for row in rows if row is not left_out) for key, rows in LEXICON.items()}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.place)
def test_example_depends_on_its_pattern_alone(pattern: Pattern, reader: Reader) -> None:
    """The whole lexicon codes the example as the line says, by that line; less the line, nothing does."""
    story = reader(pattern.example)
    coded = events_of(story, LEXICON)
    assert pattern.text in {event.pattern for event in coded if as_expected(event, pattern)}, (
        f"{pattern.place}: {pattern.example!r} gave "
        + str([(e.event_type, e.mode, countries(e.actors), countries(e.recipients), e.pattern) for e in coded])
    )
    still = [event.pattern for event in events_of(story, without(pattern)) if as_expected(event, pattern)]
    assert not still, f"{pattern.place} is redundant: {pattern.example!r} is coded alike by {still}"


def test_lexicon_is_large_enough_in_every_type() -> None:
    """At least 420 lines in all and 20 for each of the sixteen types."""
    counts = Counter(pattern.event_type for pattern in PATTERNS)
    assert len(PATTERNS) >= 420
    assert set(counts) == set(EVENT_TYPES)
    assert min(counts.values()) >= 20, counts


def test_verbs_nouns_and_passives_occur_among_the_examples(reader: Reader) -> None:
    """Nouns in most types, and passives with "by", which verb patterns cover by themselves."""
    nominal = Counter(pattern.event_type for pattern in PATTERNS if pattern.nominal)
    assert sum(nominal.values()) >= 60
    assert len(nominal) >= 14, nominal
    verbal = [pattern for pattern in PATTERNS if not pattern.nominal]
    passive = [
        pattern
        for pattern in verbal
        for sentence in reader(pattern.example).sentences
        if any(token.dep == "agent" for token in sentence.tokens)
    ]
    assert len(passive) >= 60, len(passive)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.place)
def test_codes_belong_to_the_type(pattern: Pattern) -> None:
    """Type and mode stand in the ontology, and the CAMEO code is one of two to four digits that means the type."""
    assert (pattern.event_type, pattern.mode) in load_types()
    assert pattern.cameo.isdigit() and 2 <= len(pattern.cameo) <= 4
    assert pattern.cameo.startswith(tuple(CAMEO_ROOTS[pattern.event_type].split()))


def test_no_two_lines_are_the_same() -> None:
    """A pattern stands once, and so does an example within a type."""
    assert not [text for text, times in Counter((p.event_type, p.text) for p in PATTERNS).items() if times > 1]
    assert not [text for text, times in Counter((p.event_type, p.example) for p in PATTERNS).items() if times > 1]


def test_files_are_named_for_the_types() -> None:
    """One file a type, each with the columns of the lexicon."""
    folder = files("whodid").joinpath("data/events/patterns")
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{event_type.lower()}.tsv" for event_type in EVENT_TYPES}
    for name in sorted(names):
        rows = csv.reader(folder.joinpath(name).read_text(encoding="utf-8").splitlines()[:1], delimiter="\t")
        assert next(rows) == ["mode", "cameo", "pattern", "example", "expected"]


def test_indexing_puts_the_more_specific_pattern_first() -> None:
    """Patterns of one trigger stand by falling weight, so that the first that fits is the most specific one."""
    for rows in LEXICON.values():
        weights = [row.weight for row in rows]
        assert weights == sorted(weights, reverse=True)
