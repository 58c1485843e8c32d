"""The grammar of a pattern: each construct on one sentence, and what is said of a line that breaks the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from whodid.actors import make_mention_stage
from whodid.attribution import make_quotation_stage
from whodid.errors import BadData
from whodid.events import lexicon as lexicon_file
from whodid.events.coder import Readers, code_sentence
from whodid.events.lexicon import COLUMNS, Pattern, index_patterns, parse_patterns, word_sets
from whodid.language import make_sentence_stage
from whodid.model import Event, Story

HEADER = "\t".join(COLUMNS)


def pattern_of(text: str, event_type: str = "aid", mode: str = "") -> Pattern:
    """One pattern compiled as a line of a file named for its type."""
    return parse_patterns(f"{HEADER}\n{mode}\t07\t{text}\tA sentence.\tFRA >", f"{event_type}.tsv")[0]


@pytest.fixture(scope="module")
def coded() -> Callable[[str, str, str], list[str]]:
    """Gives, for a sentence under one pattern of a type, each event as "FRA, ITA > MLI"."""
    steps = [make_sentence_stage(), make_quotation_stage(), make_mention_stage()]

    @cache
    def read(text: str) -> Story:
        story = Story("example", "", text)
        for step in steps:
            story = step(story)
        return story

    def sides(event: Event) -> str:
        actors, recipients = (
            ", ".join(party.actor.code.split(".")[0] for party in parties)
            for parties in (event.actors, event.recipients)
        )
        return f"{actors} > {recipients}".strip()

    def code(event_type: str, pattern: str, sentence: str) -> list[str]:
        story = read(sentence)
        index = index_patterns([pattern_of(pattern, event_type)])
        return [
            sides(event)
            for part in story.sentences
            for event in code_sentence(story, part, list(story.mentions), Readers(index, None))[0]
        ]

    return code


@pytest.mark.parametrize(
    ("event_type", "pattern", "sentence", "expected"),
    [
        # sides
        ("support", "ACTOR praise RECIPIENT", "Peru praised Chile.", ["PER > CHL"]),
        ("consult", "ACTOR meet with ACTOR", "Peru met with Chile.", ["PER, CHL >"]),
        ("consult", "ACTORS meet", "Peru and Chile met.", ["PER, CHL >"]),
        ("consult", "ACTORS meet", "Peru met on Monday.", []),
        ("consult", "~talk between ACTOR", "Talks between Peru and Chile began.", ["PER, CHL >"]),
        # lemmas, any of them
        ("support", "ACTOR praise|thank RECIPIENT", "Peru thanked Chile.", ["PER > CHL"]),
        ("support", "ACTOR praise|thank RECIPIENT", "Peru welcomed Chile.", []),
        # passive, reduced relative, relative, control, shared subject: by themselves
        ("support", "ACTOR praise RECIPIENT", "Chile was praised by Peru.", ["PER > CHL"]),
        ("assault", "ACTOR shell RECIPIENT", "A Lebanese village shelled by Syria burned.", ["SYR > LBN"]),
        ("support", "ACTOR praise RECIPIENT", "Peru, which praised Chile, left the room.", ["PER > CHL"]),
        ("support", "ACTOR praise RECIPIENT", "Peru began to praise Chile.", ["PER > CHL"]),
        ("support", "ACTOR praise RECIPIENT", "Peru left the room and praised Chile.", ["PER > CHL"]),
        # a doer left out: only of violence, coercion and sanctions
        ("assault", "ACTOR shell RECIPIENT", "Lebanon was shelled on Monday.", ["UNK > LBN"]),
        ("support", "ACTOR praise RECIPIENT", "Chile was praised on Monday.", []),
        # event nouns: the owner or the "by" agent acts
        ("assault", "ACTOR ~raid on RECIPIENT", "Syria's raid on Lebanon failed.", ["SYR > LBN"]),
        ("assault", "ACTOR ~raid on RECIPIENT", "The Syrian raid on Lebanon failed.", ["SYR > LBN"]),
        ("assault", "ACTOR ~raid on RECIPIENT", "The raid on Lebanon by Syria failed.", ["SYR > LBN"]),
        # objects: lemmas, a word set, a modifier, any
        ("consult", "ACTOR hold talk with ACTOR", "Peru held talks with Chile.", ["PER, CHL >"]),
        ("consult", "ACTOR hold TALKS with ACTOR", "Peru held a summit with Chile.", ["PER, CHL >"]),
        ("consult", "ACTOR hold TALKS with ACTOR", "Peru held a concert with Chile.", []),
        ("consult", "ACTOR hold phone_call with ACTOR", "Peru held a phone call with Chile.", ["PER, CHL >"]),
        ("consult", "ACTOR hold phone_call with ACTOR", "Peru held a roll call with Chile.", []),
        ("consult", "ACTOR discuss * with ACTOR", "Peru discussed fisheries with Chile.", ["PER, CHL >"]),
        # particles
        ("accuse", "ACTOR lash +out at RECIPIENT", "Peru lashed out at Chile.", ["PER > CHL"]),
        ("aid", "ACTOR bail +out RECIPIENT", "Peru bailed Chile out.", ["PER > CHL"]),
        # prepositions: with a side, with lemmas, and "to" before a noun
        ("accuse", "ACTOR complain about|of RECIPIENT", "Peru complained of Chile.", ["PER > CHL"]),
        ("coerce", "ACTOR take RECIPIENT into custody", "Peru took Chilean sailors into custody.", ["PER > CHL"]),
        ("accuse", "ACTOR take RECIPIENT to =court", "Peru took Chile to court.", ["PER > CHL"]),
        ("accuse", "ACTOR take RECIPIENT to =court", "Peru took Chile to dinner.", []),
        # clauses: any deed, and an infinitive of given lemmas; the deed names the recipient
        ("agree", "ACTOR pledge to DEED", "Peru pledged to visit Chile.", ["PER > CHL"]),
        ("threaten", "ACTOR threaten to bomb|shell", "Peru threatened to bomb Chile.", ["PER > CHL"]),
        ("threaten", "ACTOR threaten to bomb|shell", "Peru threatened to visit Chile.", []),
        # what may be absent
        ("mobilize", "ACTOR send tank [to RECIPIENT]", "Peru sent tanks.", ["PER >"]),
        (
            "mobilize",
            "ACTOR send tank [to RECIPIENT]",
            "Peru sent tanks to Chile.",
            ["PER > CHL"],
        ),
    ],
)
def test_construct(
    coded: Callable[[str, str, str], list[str]], event_type: str, pattern: str, sentence: str, expected: list[str]
) -> None:
    """One pattern alone on one sentence gives these sides."""
    assert coded(event_type, pattern, sentence) == expected


def documented() -> list[tuple[str, str, str]]:
    """The rows of the table in docs/patterns.md: pattern, sentence, sides."""
    text = (Path(__file__).parents[2] / "docs" / "patterns.md").read_text(encoding="utf-8")
    rows = [re.split(r"(?<!\\)\|", line) for line in text.splitlines() if line.startswith("| `")]
    return [(row[3].strip(" `").replace("\\|", "|"), row[4].strip(), row[5].strip()) for row in rows]


@pytest.mark.parametrize(("pattern", "sentence", "sides"), documented())
def test_documented_construct(
    coded: Callable[[str, str, str], list[str]], pattern: str, sentence: str, sides: str
) -> None:
    """Each construct in docs/patterns.md does on its sentence what the page says."""
    assert coded("assault", pattern, sentence) == [sides]


def test_all_constructs_are_documented() -> None:
    """The page shows every construct of the grammar."""
    assert len(documented()) >= 17


def test_line_is_compiled_with_its_place() -> None:
    """Type from the file's name, empty mode as None, lemmas and slots in order, line number counted from 1."""
    text = f"{HEADER}\n# a comment\n\nphone\t041\tACTOR phone|ring RECIPIENT\tPeru phoned Chile.\tPER > CHL"
    (pattern,) = parse_patterns(text, "consult.tsv")
    assert (pattern.event_type, pattern.mode, pattern.cameo, pattern.place) == (
        "CONSULT",
        "phone",
        "041",
        "consult.tsv:4",
    )
    assert pattern.triggers == {"phone", "ring"}
    assert not pattern.nominal
    assert [(slot.kind, slot.side) for slot in pattern.slots] == [("side", "ACTOR"), ("side", "RECIPIENT")]
    assert pattern_of("ACTOR praise RECIPIENT").mode is None


def test_word_set_stands_for_its_words_and_may_hold_others() -> None:
    """A set in capitals is replaced by its lemmas, beside lemmas written out."""
    pattern = pattern_of("ACTOR sign PACT|letter with RECIPIENT")
    (words,) = (slot.words for slot in pattern.slots if slot.kind == "object")
    assert words == word_sets()["PACT"] | {"letter"}


def test_weight_counts_what_a_pattern_asks_for() -> None:
    """The more words beyond the trigger, the heavier; an optional recipient adds nothing."""
    texts = ["ACTOR sign", "ACTOR sign RECIPIENT", "ACTOR sign with RECIPIENT", "ACTOR sign PACT with RECIPIENT"]
    weights = [pattern_of(text).weight for text in texts]
    assert weights == sorted(set(weights))


def test_heavier_pattern_wins(coded: Callable[[str, str, str], list[str]]) -> None:
    """Under one trigger the patterns stand by falling weight, whatever their order in the files."""
    light, heavy = pattern_of("ACTOR hold *"), pattern_of("ACTOR hold TALKS with ACTOR")
    assert index_patterns([light, heavy])[False, "hold"] == (heavy, light)
    assert index_patterns([heavy, light])[False, "hold"] == (heavy, light)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"aid\.tsv:1: header is \[\]"),
        ("mode\tpattern\n", r"aid\.tsv:1: header is .* expected \['mode', 'cameo'"),
        (f"{HEADER}\n\t07\tACTOR help RECIPIENT\tPeru helped Chile.", r"aid\.tsv:2: 4 columns, expected 5"),
        (f"{HEADER}\n# note\n\t07\tACTOR help GHOSTS\tx\ty", r"aid\.tsv:3: unknown word set GHOSTS; known: "),
        (f"{HEADER}\n\t07\tACTOR RECIPIENT\tx\ty", r"aid\.tsv:2: no trigger in 'ACTOR RECIPIENT'"),
        (f"{HEADER}\n\t07\t\tx\ty", r"aid\.tsv:2: no trigger in ''"),
    ],
)
def test_malformed_line_is_named(text: str, message: str) -> None:
    """The message holds file, line, what was found and what was expected."""
    with pytest.raises(BadData, match=message):
        parse_patterns(text, "aid.tsv")


def test_word_set_that_holds_itself_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets that name one another in a circle are refused with the way round."""
    tmp_path.joinpath("words.yaml").write_text("GOODS: bread WARES\nWARES: salt GOODS\n", encoding="utf-8")
    monkeypatch.setattr(lexicon_file, "_folder", lambda: tmp_path)
    word_sets.cache_clear()
    try:
        with pytest.raises(BadData, match=r"word set GOODS contains itself \(GOODS > WARES\)"):
            word_sets()
    finally:
        word_sets.cache_clear()


def test_every_word_set_is_used() -> None:
    """No set is left over: a pattern, another set or the code of this stage names it."""
    folder = files("whodid").joinpath("data/events")
    places = [folder.joinpath("words.yaml"), *folder.joinpath("patterns").iterdir()]
    places += [path for path in files("whodid").joinpath("events").iterdir() if path.name.endswith(".py")]
    written = Counter(re.findall(r"\b[A-Z_]{3,}\b", " ".join(path.read_text(encoding="utf-8") for path in places)))
    assert [name for name in word_sets() if written[name] < 2] == []
