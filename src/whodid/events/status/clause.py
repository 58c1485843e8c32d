"""What a clause with a tense of its own tells: its modal verbs and negation, what stands over it, plain tense."""

from __future__ import annotations

from whodid.events.clauses import AUXILIARIES, ancestors, children, first_conjunct, subtree
from whodid.events.status.form import VerbForm, denied_phrase
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
from whodid.model import Sentence, Status


def own_words(sentence: Sentence, head: int, form: VerbForm) -> Reading | None:
    """What the predicate's own negation and modal verbs decide; None where they decide nothing."""
    texts = {index: lower(sentence.tokens[index]) for index in form.auxiliaries}
    modal = next((index for index in form.auxiliaries if sentence.tokens[index].tag == "MD"), None)
    perfect = any(text in ("have", "'ve", "’ve") for text in texts.values())
    if form.negations:
        return _denied_words(sentence, form, modal, texts[modal] if modal is not None else "", perfect=perfect)
    if modal is None:
        return None
    if texts[modal] in listed("modals", "future"):
        return _conditional(sentence, head) or decide("future", sentence, [modal], "modal verb")
    if texts[modal] in listed("modals", "reported"):
        told = is_reported(sentence, head) or _is_told_ahead(sentence, head)
        if not perfect and told and not _conditional(sentence, head):
            return decide("future", sentence, [modal], "modal verb in reported speech")
    return decide("hypothetical", sentence, [modal], "modal verb")


def _denied_words(sentence: Sentence, form: VerbForm, modal: int | None, text: str, *, perfect: bool) -> Reading:
    """What a negation leaves of a predicate: "might not" open, "would not have" imagined, "should not have" done."""
    words = [*([modal] if modal is not None else []), *form.negations]
    if text in ("may", "might") or (perfect and text in listed("modals", "reported")):
        return decide("hypothetical", sentence, words, "modal verb with negation")
    if perfect and text in listed("modals", "regretted"):
        return decide("happened", sentence, words, "regretted")
    return decide("negated", sentence, form.negations, "negation")


def _conditional(sentence: Sentence, head: int) -> Reading | None:
    """Hypothetical where an if-clause hangs on the predicate: "if they attack, we will strike back"."""
    for clause in children(sentence, head, "advcl"):
        marks = _condition(sentence, clause)
        if marks:
            return decide("hypothetical", sentence, marks, "under a condition")
    return None


def _condition(sentence: Sentence, clause: int) -> list[int]:
    """What makes a clause beside another a condition: "if", "unless", or "had" before its subject; empty for none."""
    marks = [
        k
        for k in children(sentence, clause, "mark", "advmod")
        if lower(sentence.tokens[k]) in listed("conjunctions", "hypothetical") - {"whether"}
    ]
    return marks or _inverted(sentence, clause)


def _inverted(sentence: Sentence, clause: int) -> list[int]:
    """The auxiliary that stands before the subject: "had they attacked", "had it not been for …", "should it rain"."""
    subjects = children(sentence, clause, "nsubj", "nsubjpass", "expl")
    above = sentence.tokens[clause].head  # the parser may take "had" for the verb of the clause
    top = above if sentence.tokens[clause].dep == "ccomp" and sentence.tokens[above].tag == "VBD" else clause
    words = [*children(sentence, clause, *AUXILIARIES), clause, top]
    first = [index for index in words if subjects and index < subjects[0]]
    if sentence.tokens[top].dep != "advcl" or children(sentence, top, "mark") or children(sentence, clause, "mark"):
        return []
    return [index for index in first if lower(sentence.tokens[index]) in listed("conjunctions", "inverted")][:1]


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
    if sentence.tokens[base].dep != "ROOT" or has_quotation_mark(sentence, base) or _is_question(sentence):
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
    if inverted := _inverted(sentence, base):
        return decide("hypothetical", sentence, inverted, "under a condition")
    marks = children(sentence, base, "mark", "advmod")
    for mark in marks:
        word = lower(sentence.tokens[mark])
        opens = word in listed("conjunctions", "hypothetical") and not (word == "whether" and top.dep == "advcl")
        if opens and top.dep in ("advcl", "ccomp", "pcomp", "ROOT", "acl"):
            return decide("hypothetical", sentence, [mark], "under a condition")
        if word in listed("conjunctions", "ahead") and top.dep == "advcl":
            return _ahead(sentence, base, mark, read)
    if top.dep in ("ccomp", "csubj") and not has_quotation_mark(sentence, base):
        return _over_truth(sentence, top.head) or (
            _over_report(sentence, top.head, read) if top.dep == "ccomp" else None
        )
    if top.dep in ("acl", "relcl", "ccomp") and any(lower(sentence.tokens[mark]) == "that" for mark in marks):
        return _over_named(sentence, top.head, read)
    return None


def under(sentence: Sentence, head: int, own: Reading, read: Read) -> Reading:
    """What stands over a clause that its own words decide: "denied that it would attack", "if they do not leave".

    A denial turns it round; a condition or a doubt leaves it open; all else leaves it as it is.
    """
    over = over_clause(sentence, head, read)
    if over is None or over.is_real:
        return own
    if over.status == "negated":
        status: Status = "happened" if own.status == "negated" else "negated"
        twice = "denied twice" if own.status == "negated" else "governed by"
        return Reading(status, over.words, (*own.steps, f"{twice}: {over.words}"))
    if over.status == "hypothetical" and not own.is_real and _is_doubted(sentence, head):
        return over
    return own


def _is_doubted(sentence: Sentence, head: int) -> bool:
    """Whether the clause is a condition, or what somebody only hopes or fears: not what is announced or suggested."""
    base = first_conjunct(sentence, head)
    top = sentence.tokens[base]
    if top.dep == "ccomp" and lemma_with_particle(sentence, top.head) in listed("clauses", "doubts"):
        return True
    if top.dep == "acl" and sentence.tokens[top.head].lemma.lower() in listed("clauses", "doubted"):
        return True
    return top.dep == "advcl" and bool(_condition(sentence, base))


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


def _over_truth(sentence: Sentence, copula: int) -> Reading | None:
    """Negated for what is called untrue: "it is not true that …", "… is false"; None for what is called true."""
    denied = children(sentence, copula, "neg")
    for index in children(sentence, copula, "acomp", "oprd"):
        word = sentence.tokens[index].lemma.lower()
        denied = denied + children(sentence, index, "neg")
        if word in listed("clauses", "sound" if denied else "untrue"):
            return decide("negated", sentence, [*denied, index], "called untrue")
    return None


def _over_named(sentence: Sentence, noun: int, read: Read) -> Reading | None:
    """What a noun over a clause says: "fears that …" open, "denial that …", "rejected claims that …" denied."""
    lemma = sentence.tokens[noun].lemma.lower()
    if lemma in listed("clauses", "denied"):
        return decide("negated", sentence, [noun], "governed by")
    if lemma in listed("clauses", "doubted") and not denied_phrase(sentence, noun):  # but "no doubt that …"
        return decide("hypothetical", sentence, [noun], "governed by")
    verb = sentence.tokens[noun].head
    disputed = sentence.tokens[noun].dep in ("dobj", "nsubjpass") and lemma in listed("clauses", "told")
    if disputed and sentence.tokens[verb].lemma.lower() in listed("clauses", "disputes"):
        above = read(verb)
        return decide("negated", sentence, [verb], "governed by") if above.is_real else None
    return None


def asked(sentence: Sentence, head: int) -> Reading | None:
    """Hypothetical for what is asked with inverted word order and no question word: "Did they strike?"."""
    if not _is_question(sentence):
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


def _is_question(sentence: Sentence) -> bool:
    return any(token.text == "?" for token in sentence.tokens[-3:])


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
