"""What a clause with a tense of its own tells: its modal verbs and negation, what stands over it, plain tense."""

from __future__ import annotations

from whodid.events.clauses import AUXILIARIES, ancestors, children, first_conjunct, subtree
from whodid.events.status.form import VerbForm
from whodid.events.status.reading import (
    GOVERNED,
    Read,
    Reading,
    decide,
    has_quotation_mark,
    lemma_with_particle,
    listed,
    lower,
)
from whodid.model import Sentence


def own_words(sentence: Sentence, head: int, form: VerbForm) -> Reading | None:
    """What the predicate's own negation and modal verbs decide; None where they decide nothing."""
    texts = {index: lower(sentence.tokens[index]) for index in form.auxiliaries}
    modal = next((index for index in form.auxiliaries if sentence.tokens[index].tag == "MD"), None)
    if form.negations:
        if modal is not None and texts[modal] in ("may", "might"):
            return decide("hypothetical", sentence, [modal, *form.negations], "modal verb with negation")
        return decide("negated", sentence, form.negations, "negation")
    if modal is None:
        return None
    if texts[modal] in listed("modals", "future"):
        return _conditional(sentence, head) or decide("future", sentence, [modal], "modal verb")
    if texts[modal] in listed("modals", "reported"):
        perfect = any(text == "have" for text in texts.values())
        told = is_reported(sentence, head) or _is_told_ahead(sentence, head)
        if not perfect and told and not _conditional(sentence, head):
            return decide("future", sentence, [modal], "modal verb in reported speech")
    return decide("hypothetical", sentence, [modal], "modal verb")


def _conditional(sentence: Sentence, head: int) -> Reading | None:
    """Hypothetical where an if-clause hangs on the predicate: "if they attack, we will strike back"."""
    for clause in children(sentence, head, "advcl"):
        marks = [
            k
            for k in children(sentence, clause, "mark")
            if lower(sentence.tokens[k]) in listed("conjunctions", "hypothetical")
        ]
        if marks:
            return decide("hypothetical", sentence, marks, "under a condition")
    return None


def is_reported(sentence: Sentence, head: int) -> bool:
    """Whether the predicate stands in a clause that a verb of saying or planning governs."""
    below = head
    for above in ancestors(sentence, head):
        lemma = sentence.tokens[above].lemma.lower()
        if sentence.tokens[below].dep in ("ccomp", "acl", "xcomp") and (
            lemma in listed("verbs", "reporting") or lemma in listed("clauses", "plans")
        ):
            return True
        below = above
    return any(_is_parenthetic_report(sentence, index) for index in children(sentence, first_conjunct(sentence, head)))


def _is_told_ahead(sentence: Sentence, head: int) -> bool:
    """Whether "would" is the narrator's future ("The drill would last a week"): a main clause of a third person."""
    base = first_conjunct(sentence, head)
    if sentence.tokens[base].dep != "ROOT" or has_quotation_mark(sentence, base):
        return False
    subjects = [lower(sentence.tokens[k]) for k in children(sentence, base, "nsubj", "nsubjpass")]
    return bool(subjects) and not any(word in ("i", "we", "you", "it", "that", "this") for word in subjects)


def _is_parenthetic_report(sentence: Sentence, index: int) -> bool:
    """Whether the clause is one put in beside what it reports: "the troops, officials said, would leave"."""
    token = sentence.tokens[index]
    return token.dep in ("parataxis", "ccomp") and token.lemma.lower() in listed("verbs", "reporting")


def over_clause(sentence: Sentence, head: int, read: Read) -> Reading | None:
    """What stands over a finite clause: a subordinating word, a verb of doubt or wish; None where nothing decides."""
    base = first_conjunct(sentence, head)
    top = sentence.tokens[base]
    marks = children(sentence, base, "mark", "advmod")
    for mark in marks:
        word = lower(sentence.tokens[mark])
        opens = word in listed("conjunctions", "hypothetical") and not (word == "whether" and top.dep == "advcl")
        if opens and top.dep in ("advcl", "ccomp", "pcomp", "ROOT", "acl"):
            return decide("hypothetical", sentence, [mark], "under a condition")
        if word in listed("conjunctions", "ahead") and top.dep == "advcl":
            return _ahead(sentence, base, mark, read)
    if top.dep == "ccomp" and not has_quotation_mark(sentence, base):
        return _over_report(sentence, top.head, read)
    return None


def _ahead(sentence: Sentence, clause: int, mark: int, read: Read) -> Reading | None:
    """Open where the clause is not in the past and what it hangs on lies ahead: "until they leave", "once it signs"."""
    tensed = [sentence.tokens[index] for index in [*children(sentence, clause, *AUXILIARIES), clause]]
    if any(token.tag == "VBD" for token in tensed):
        return None
    above = read(sentence.tokens[clause].head)
    if lower(sentence.tokens[mark]) in ("until", "till", "before") or not above.is_real:
        return decide("hypothetical", sentence, [mark], "not yet come about")
    return None


def _over_report(sentence: Sentence, governor: int, read: Read) -> Reading | None:
    """What a governing verb says of a clause with a subject of its own: hoped, feared, denied, expected."""
    lemma = lemma_with_particle(sentence, governor)
    for kind, status in GOVERNED:
        if lemma in listed("clauses", kind):
            above = read(governor)
            if status == "negated" and above.status == "negated":
                return None  # "did not deny that ..."
            return decide(status, sentence, [governor], "governed by")
    return None


def asked(sentence: Sentence, head: int) -> Reading | None:
    """Hypothetical for what is asked with inverted word order and no question word: "Did they strike?"."""
    if not any(token.text == "?" for token in sentence.tokens[-3:]):
        return None
    base = first_conjunct(sentence, head)
    if sentence.tokens[base].dep != "ROOT":
        return None
    subjects = children(sentence, base, "nsubj", "nsubjpass")
    before = [index for index in children(sentence, base, *AUXILIARIES) if subjects and index < subjects[0]]
    asks_what = any(token.tag in ("WP", "WDT", "WRB") for token in sentence.tokens[:base])
    if not asks_what and (before or (subjects and base < subjects[0])):
        return decide("hypothetical", sentence, before or [base], "asked")
    return None


def read_tense(sentence: Sentence, head: int, form: VerbForm) -> Reading:
    """The status that plain tense gives a clause on which nothing else bears."""
    token = sentence.tokens[head]
    tags = [sentence.tokens[index].tag for index in form.auxiliaries]
    lemmas = [sentence.tokens[index].lemma.lower() for index in form.auxiliaries]
    present = not ({"VBD"} & {*tags, *([] if form.auxiliaries else [token.tag])})
    progressive = token.tag == "VBG"
    if present and (progressive or token.tag in ("VBZ", "VBP", "VB")):
        ahead = _time_ahead(sentence, head)
        if ahead:
            return decide("future", sentence, ahead, "present tense with a time ahead")
    if "have" in lemmas:
        return _perfect(sentence, head, form, present=present)
    if not present:
        if token.lemma.lower() in listed("verbs", "lasting") and is_reported(sentence, head):
            return Reading("ongoing", token.text, (f"lasting state in reported past: {token.text}",))
        return Reading("happened", None, ("past tense",))
    if sentence.field == "title":
        return Reading("happened", None, ("present tense of a headline",))
    if progressive:
        return decide("ongoing", sentence, [*form.auxiliaries, head], "present progressive")
    if token.lemma.lower() in listed("verbs", "acts_in_present") and token.tag != "VBN":
        return Reading("happened", None, ("present tense of an act",))
    return Reading("ongoing", None, ("present tense",))


def _perfect(sentence: Sentence, head: int, form: VerbForm, *, present: bool) -> Reading:
    goes_on = sentence.tokens[head].tag == "VBG" or sentence.tokens[head].lemma.lower() in listed("verbs", "continuing")
    if present and goes_on:
        return decide("ongoing", sentence, [*form.auxiliaries, head], "perfect of what goes on")
    return Reading("happened", None, ("perfect",))


def _time_ahead(sentence: Sentence, head: int) -> list[int]:
    """Time words below the verb that lie ahead: "tomorrow", "next week"."""
    for index in children(sentence, head, "npadvmod", "advmod", "prep"):
        inside = subtree(sentence, index)[:4]
        words = [lower(sentence.tokens[k]) for k in inside]
        dated = any(sentence.tokens[k].entity in ("DATE", "TIME") for k in inside)
        if words[0] in listed("ahead_words") or (dated and any(word in listed("ahead_openers") for word in words[:-1])):
            return inside
    return []
