"""What a governing word makes of the act below it: plans, wishes, denials, and what only passes on."""

from __future__ import annotations

from dataclasses import replace

from whodid.events.clauses import children
from whodid.events.status.reading import Read, Reading, decide, listed
from whodid.model import Sentence


def kind_of(sentence: Sentence, governor: int, lemma: str) -> str | None:
    """The list a governing verb or adjective stands in: passes, denies, plans or wishes; None for none."""
    if sentence.tokens[governor].pos == "ADJ" or sentence.tokens[governor].tag.startswith("JJ"):
        return next(
            (k for k in ("passes", "denies", "plans", "wishes") if lemma in listed("governors", "adjectives", k)), None
        )
    return next((k for k in ("denies", "plans", "passes", "wishes") if lemma in listed("governors", k)), None)


def denied(sentence: Sentence, governor: int, above: Reading) -> Reading:
    """The contrary of `above`, the governor's own status: "failed to", and "did not fail to"."""
    if above.status == "negated":
        return Reading("happened", above.words, (*above.steps, f"denied twice: {sentence.tokens[governor].text}"))
    if not above.is_real:
        return replace(above, steps=(*above.steps, f"governed by: {sentence.tokens[governor].text}"))
    return decide("negated", sentence, [governor], "governed by")


def after_plan(sentence: Sentence, governor: int, above: Reading, words: str) -> Reading:
    """Future, unless the planning itself is denied or imagined ("did not plan to")."""
    if above.status in ("negated", "hypothetical"):
        return replace(above, steps=(*above.steps, f"governed by: {words}"))
    return decide("future", sentence, [governor], "governed by")


def after_copula(sentence: Sentence, copula: int, above: Reading) -> Reading:
    """Planned ("is to visit"), or as the adjective or noun has it ("it is hard to visit", "the aim is to visit")."""
    for index in children(sentence, copula, "acomp", "attr"):
        kind = kind_of(sentence, index, sentence.tokens[index].lemma.lower())
        if kind == "passes":
            return replace(above, steps=(*above.steps, f"passes through: {sentence.tokens[index].text}"))
        return decide("future" if kind == "plans" else "hypothetical", sentence, [index], "governed by")
    for index in children(sentence, copula, "nsubj"):
        lemma = sentence.tokens[index].lemma.lower()
        if lemma in listed("nouns", "wishes") or lemma in listed("nouns", "plans"):
            return decide("hypothetical", sentence, [index, copula], "governed by")
    return after_plan(sentence, copula, above, "is to")


def named_by(sentence: Sentence, noun: int, read: Read) -> Reading:
    """What a governing noun makes of an act, by its list: plans, calls, failures."""
    lemma = sentence.tokens[noun].lemma.lower()
    if lemma in listed("nouns", "denies"):
        return decide("negated", sentence, [noun], "governed by")
    if lemma in listed("nouns", "plans"):
        above = read(noun)
        return above if above.status == "negated" else decide("future", sentence, [noun], "governed by")
    if lemma in listed("nouns", "passes"):
        return read(noun)
    return decide("hypothetical", sentence, [noun], "governed by")
