"""The tables of cases of the event readers: rows of `tests/cases`, texts parsed by the real parser, words found."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from whodid.language import make_sentence_stage
from whodid.model import Sentence, Story
from whodid.registry import Step

CASES = Path(__file__).parent.parent / "cases"


def load_cases(name: str) -> list[dict[str, str]]:
    """The rows of `tests/cases/<name>.tsv`; its first line says what the columns are."""
    with (CASES / f"{name}.tsv").open(encoding="utf-8") as lines:
        next(lines)
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _parse() -> Step:
    return make_sentence_stage()


@cache
def story_of(text: str, title: str = "", published: str | None = None) -> Story:
    """A parsed story of that text; "¶" begins a new paragraph."""
    return _parse()(Story(id="case", title=title, text=text.replace(" ¶ ", "\n\n"), published=published or None))


def find_word(story: Story, word: str) -> tuple[Sentence, int]:
    """Sentence and token index of a word, "word#2" being its second occurrence; an absent word raises LookupError."""
    word, _, number = word.partition("#")
    found = [
        (sentence, index)
        for sentence in story.sentences
        for index, token in enumerate(sentence.tokens)
        if token.text == word
    ]
    if not found:
        raise LookupError(f"no token {word!r} in {story.title} {story.text}")
    return found[int(number or 1) - 1]
