"""Nouns that name acts: "talks", "an attack", by their own words, the verb or preposition over them."""

from __future__ import annotations

from whodid.events.clauses import children, first_conjunct, is_noun
from whodid.events.status.form import denied_phrase
from whodid.events.status.governors import named_by
from whodid.events.status.preposition import read_after_preposition
from whodid.events.status.reading import GOVERNED, MODIFIED, Read, Reading, decide, lemma_with_particle, listed, lower
from whodid.model import Sentence


def read_noun(sentence: Sentence, head: int, read: Read) -> Reading:
    """The status of the act that the noun at `head` names."""
    denied = denied_phrase(sentence, head)
    if denied:
        return decide("negated", sentence, denied, "negation")
    for index in children(sentence, head, "amod", "compound"):
        for status in MODIFIED:
            if lower(sentence.tokens[index]) in listed("modifiers", status):
                return decide(status, sentence, [index], "modifier")
    base = first_conjunct(sentence, head)
    top, governor = sentence.tokens[base], sentence.tokens[base].head
    if top.dep == "pobj":
        return read_after_preposition(sentence, governor, read)
    if top.dep in ("nsubj", "nsubjpass"):
        return _as_subject(sentence, governor, read)
    if top.dep in ("dobj", "attr", "oprd", "dative"):
        return _as_object(sentence, head, governor, read)
    if top.dep in ("compound", "poss", "nmod") and is_noun(sentence.tokens[governor]):
        return _as_modifier(sentence, governor, read)
    return Reading("happened", None, ("noun told as a fact",))


def _as_subject(sentence: Sentence, verb: int, read: Read) -> Reading:
    """An act noun as subject: it occurs as its verb says; an act that failed to do something yet happened."""
    lemma = sentence.tokens[verb].lemma.lower()
    passive = bool(children(sentence, verb, "nsubjpass"))
    if passive and (reading := _as_governed(sentence, verb, lemma, read)):
        return reading
    above = read(verb)
    if above.status == "negated" and lemma not in listed("verbs", "occurring") and not passive:
        return Reading("happened", None, ("subject of a denied act",))
    if above.status == "ongoing" and lemma not in listed("verbs", "occurring"):
        return Reading("happened", None, ("subject of a present state",))
    return above


def _as_object(sentence: Sentence, noun: int, verb: int, read: Read) -> Reading:
    lemma = sentence.tokens[verb].lemma.lower()
    if governed := _as_governed(sentence, verb, lemma, read):
        return governed
    if lemma in listed("objects", "announces") and sentence.tokens[noun].lemma.lower() in listed(
        "objects", "later_acts"
    ):
        return decide("future", sentence, [verb], "announced")
    above = read(verb)
    if lemma in listed("verbs", "light") or lemma in ("be",) or above.status in ("future", "hypothetical"):
        return above
    return Reading("happened", None, (f"object of: {sentence.tokens[verb].text}",))


def _as_governed(sentence: Sentence, verb: int, lemma: str, read: Read) -> Reading | None:
    """What verbs of planning, wishing, calling off make of an act that is their object (or passive subject)."""
    full = lemma_with_particle(sentence, verb)
    for kind, status in GOVERNED:
        if full in listed("objects", kind) or (full == lemma and lemma in listed("objects", kind)):
            above = read(verb)
            if above.status == "negated" and status == "negated":
                return Reading("happened", above.words, (*above.steps, f"denied twice: {sentence.tokens[verb].text}"))
            if above.status == "negated":
                return above
            return decide(status, sentence, [verb], "governed by")
    return None


def _as_modifier(sentence: Sentence, noun: int, read: Read) -> Reading:
    """An act that names another noun: "ceasefire proposal", "invasion plans" are open, "attack victims" are not."""
    lemma = sentence.tokens[noun].lemma.lower()
    if any(lemma in listed("nouns", kind) for kind in ("denies", "plans", "wishes")):
        return named_by(sentence, noun, read)
    return Reading("happened", None, ("modifies a noun",))
