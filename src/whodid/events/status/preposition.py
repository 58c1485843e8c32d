"""Acts after a preposition: "without firing", "accused of firing", "the threat of strikes"."""

from __future__ import annotations

from dataclasses import replace

from whodid.events.clauses import is_noun, is_verb, words_of
from whodid.events.status.governors import denied, kind_of, named_by
from whodid.events.status.reading import MODIFIED, Read, Reading, decide, listed
from whodid.model import Sentence


def read_after_preposition(sentence: Sentence, preposition: int, read: Read) -> Reading:
    """An act after a preposition: "without firing", "accused of firing", "the threat of strikes"."""
    words = _preposition_words(sentence, preposition)
    phrase = words_of(sentence, words).lower()
    for status in MODIFIED[:3]:
        if phrase in listed("prepositions", status):
            return decide(status, sentence, words, "governed by")
    governor = sentence.tokens[preposition].head
    token = sentence.tokens[governor]
    if is_noun(token):
        if any(token.lemma.lower() in listed("nouns", kind) for kind in ("denies", "plans", "wishes")):
            return named_by(sentence, governor, read)
        if token.dep != "dobj" or phrase not in ("of", "from", "against", "for"):
            return Reading("happened", None, (f"after {phrase}",))
        governor = token.head  # "accused the general of bribing": the preposition belongs to the verb
        token = sentence.tokens[governor]
    lemma = token.lemma.lower()
    if lemma in listed("prepositions", "answers"):
        return Reading("happened", token.text, (f"answered by: {token.text}",))
    if phrase in listed("prepositions", "open"):
        return decide("hypothetical", sentence, words, "governed by")
    if is_verb(token) or token.tag.startswith("JJ"):
        return _below_verb_with(sentence, governor, phrase, read)
    return Reading("happened", None, (f"after {phrase}",))


def _below_verb_with(sentence: Sentence, governor: int, phrase: str, read: Read) -> Reading:
    """An act after a verb's own preposition: "called for", "warned of", "prevented from", "took part in"."""
    kind = kind_of(sentence, governor, sentence.tokens[governor].lemma.lower())
    above = read(governor)
    if phrase == "from" and kind == "denies":
        return denied(sentence, governor, above)
    if phrase in ("for", "on", "to", "of", "about") and kind in ("plans", "wishes"):
        if above.status == "negated":
            return above
        return decide("future" if kind == "plans" else "hypothetical", sentence, [governor], "governed by")
    if above.status in ("future", "hypothetical"):
        return replace(above, steps=(*above.steps, f"after {phrase}"))
    return Reading("happened", None, (f"after {phrase}",))


def _preposition_words(sentence: Sentence, preposition: int) -> list[int]:
    """The tokens of a preposition, and of the known longer one it ends: "instead of", "in the event of", "ahead of"."""
    known = frozenset().union(*(listed("prepositions", kind) for kind in ("negated", "future", "hypothetical")))
    for length in (4, 3, 2):
        words = list(range(preposition - length + 1, preposition + 1))
        if words[0] >= 0 and words_of(sentence, words).lower() in known:
            return words
    return [preposition]
