"""The record a status is read into, and the lists it is read with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from whodid.events.clauses import children, subtree, words_of
from whodid.events.wordlists import word_set
from whodid.model import Sentence, Status, Token

GOVERNED: tuple[tuple[str, Status], ...] = (("denies", "negated"), ("plans", "future"), ("wishes", "hypothetical"))
"""The lists that decide by themselves, and the status each gives to what it governs."""

MODIFIED: tuple[Status, ...] = ("future", "hypothetical", "negated", "ongoing")
"""The statuses an adjective gives the act it stands before; the list in the data has the same name."""

_REAL: frozenset[Status] = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A status, the words that decided it (None where plain tense did), and the decisions in order, for `explain`."""

    status: Status
    words: str | None = None
    steps: tuple[str, ...] = ()

    @property
    def is_real(self) -> bool:
        """Whether the act is told as having happened or going on."""
        return self.status in _REAL


Read = Callable[[int], Reading]
"""Reads the status of another token of the same sentence, one that stands over the present one."""


def listed(*keys: str) -> frozenset[str]:
    """The words of a list of `data/events/status.yaml`."""
    return word_set("status", *keys)


def decide(status: Status, sentence: Sentence, indexes: list[int], because: str) -> Reading:
    """The reading that the words at `indexes` decide; `because` says how, for the steps."""
    words = words_of(sentence, indexes) or None
    return Reading(status, words, (f"{because}: {words}" if words else because,))


def has_quotation_mark(sentence: Sentence, head: int) -> bool:
    """Whether the clause of `head` opens with a quotation mark: its words are the speaker's, not the verb's."""
    first = subtree(sentence, head)[0]
    return any(token.text in ('"', "“", "``", "'", "‘") for token in sentence.tokens[max(0, first - 1) : first + 1])


def lemma_with_particle(sentence: Sentence, verb: int) -> str:
    """The lemma of a verb with its particle: "call_off"."""
    particles = [sentence.tokens[index].text.lower() for index in children(sentence, verb, "prt")]
    return "_".join([sentence.tokens[verb].lemma.lower(), *particles])


def lower(token: Token) -> str:
    """The token's text in lower case."""
    return token.text.lower()
