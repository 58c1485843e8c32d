"""The verb group of a predicate: its auxiliaries, its negation, whether it has a tense of its own."""

from __future__ import annotations

from dataclasses import dataclass

from whodid.events.clauses import AUXILIARIES, children, first_conjunct, has_subject
from whodid.events.status.reading import listed, lower
from whodid.model import Sentence


@dataclass(frozen=True, slots=True)
class VerbForm:
    """The verb group of a predicate: its auxiliaries (also those it shares with a verb it is joined to)."""

    auxiliaries: list[int]
    negations: list[int]
    infinitive: bool
    finite: bool


def read_form(sentence: Sentence, head: int) -> VerbForm:
    """The verb group of the predicate at `head`."""
    own = children(sentence, head, *AUXILIARIES)
    negations = _negations(sentence, head)
    base = first_conjunct(sentence, head)
    if base != head and not own and not has_subject(sentence, head) and _same_form(sentence, base, head):
        own = [index for index in children(sentence, base, *AUXILIARIES) if index < head]
        negations = negations or [index for index in _negations(sentence, base) if index < base]
    infinitive = any(sentence.tokens[index].tag == "TO" for index in own)
    finite = _is_finite(sentence, head, own) or _is_untagged_present(sentence, head, base, own)
    return VerbForm(own, negations, infinitive, finite and not infinitive)


def _is_untagged_present(sentence: Sentence, head: int, base: int, auxiliaries: list[int]) -> bool:
    """A present tense the tagger took for a bare infinitive: "we write letters and have talks", "that many relate"."""
    token = sentence.tokens[head]
    if token.tag != "VB" or auxiliaries:
        return False
    if base != head and not has_subject(sentence, head):
        return sentence.tokens[base].tag in ("VBP", "VBZ", "VBD") and not children(sentence, base, *AUXILIARIES)
    if token.dep in ("ccomp", "xcomp"):
        marks = [sentence.tokens[index].text.lower() for index in children(sentence, head, "mark")]
        return has_subject(sentence, head) and "that" in marks
    return has_subject(sentence, head) and token.dep in ("ROOT", "relcl", "advcl", "conj")


def _same_form(sentence: Sentence, base: int, head: int) -> bool:
    """Whether both verbs can hang on the same auxiliaries: "did not call or write", "was seized and taken away"."""
    pair = {sentence.tokens[base].tag, sentence.tokens[head].tag}
    return len(pair) == 1 or (pair == {"VBN", "VBD"} and bool(children(sentence, base, *AUXILIARIES)))


def _is_finite(sentence: Sentence, head: int, auxiliaries: list[int]) -> bool:
    tags = {sentence.tokens[index].tag for index in [*auxiliaries, head]}
    return bool(tags & {"VBD", "VBZ", "VBP", "MD"})


def _negations(sentence: Sentence, head: int) -> list[int]:
    """Words right below a verb that deny it: "not", "never", "no longer", "nobody ...", "found no evidence"."""
    found = []
    for index in children(sentence, head):
        token = sentence.tokens[index]
        if token.dep == "neg" or (token.dep in ("advmod", "preconj") and lower(token) in listed("negation", "adverbs")):
            if not only_follows(sentence, index):
                found.append(index)
        elif token.dep == "advmod" and (
            no := [k for k in children(sentence, index, "neg", "det") if _denies(sentence, k)]
        ):
            found += [*no, index]  # "no longer"
        elif token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            found += denied_phrase(sentence, index)
    return found or _negated_auxiliary(sentence, head)


def _negated_auxiliary(sentence: Sentence, head: int) -> list[int]:
    """A "not" right after an auxiliary, which the parser hung elsewhere: "had not, as of Friday, announced"."""
    after = [index + 1 for index in children(sentence, head, *AUXILIARIES) if index + 1 < len(sentence.tokens)]
    return [index for index in after if lower(sentence.tokens[index]) == "not" and not only_follows(sentence, index)]


def _denies(sentence: Sentence, index: int) -> bool:
    return lower(sentence.tokens[index]) in listed("negation", "determiners") | listed("negation", "adverbs")


def only_follows(sentence: Sentence, index: int) -> bool:
    """Whether a negation is none because of the word behind it ("not only did they ...")."""
    after = sentence.tokens[index + 1 : index + 2]
    return any(lower(token) in listed("negation", "unless_followed_by") for token in after)


def denied_phrase(sentence: Sentence, noun: int) -> list[int]:
    """The words that make a noun phrase an empty one: "no troops", "none of them", "not a single shell"."""
    if lower(sentence.tokens[noun]) in listed("negation", "subjects"):
        return [noun]
    return [index for index in children(sentence, noun, "det", "neg") if _denies(sentence, index)]
