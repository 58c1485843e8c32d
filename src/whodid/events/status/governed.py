"""Acts without a tense of their own: infinitives, gerunds and participles, by what stands over them."""

from __future__ import annotations

from dataclasses import replace

from whodid.events.clauses import ancestors, children, first_conjunct, has_subject, is_noun, is_verb
from whodid.events.status.clause import over_clause
from whodid.events.status.form import VerbForm, denied_phrase, read_form
from whodid.events.status.governors import after_copula, after_plan, denied, kind_of, named_by
from whodid.events.status.preposition import read_after_preposition
from whodid.events.status.reading import Read, Reading, decide, listed, lower
from whodid.model import Sentence


def read_below(sentence: Sentence, head: int, form: VerbForm, read: Read) -> Reading:
    """The status of an infinitive, gerund or participle, from what stands over it."""
    base = first_conjunct(sentence, head)
    token, top = sentence.tokens[head], sentence.tokens[base]
    governor = top.head
    if top.dep == "ROOT" or governor == base:
        return _rootless(sentence, head, form)
    under = over_clause(sentence, head, read)
    if under and under.status != "happened":
        return under
    if top.dep in ("prep", "pcomp", "pobj") and not is_verb(sentence.tokens[governor]):
        return read_after_preposition(sentence, governor, read)
    if marks := [
        k
        for k in children(sentence, base, "prep", "mark")
        if lower(sentence.tokens[k]) in listed("prepositions", "negated")
    ]:
        return decide("negated", sentence, marks, "governed by")
    if top.dep in ("acl", "relcl") or (is_noun(sentence.tokens[governor]) and top.dep in ("xcomp", "ccomp", "advcl")):
        return _below_noun(sentence, head, governor, form, read)
    if top.dep == "amod":
        return Reading("happened", None, ("participle before a noun",))
    if top.dep == "advcl":
        return _beside_clause(sentence, head, governor, form, read)
    if top.dep in ("xcomp", "ccomp", "csubj", "dobj", "oprd", "acomp", "dep"):
        reading = _below_verb(sentence, governor, form, read, gerund=token.tag in ("VBG", "VBN"))
        return _ended(sentence, form, reading)
    if form.infinitive or token.tag == "VB":
        return Reading("hypothetical", None, ("infinitive",))
    return Reading("happened", None, ("participle",))


def _rootless(sentence: Sentence, head: int, form: VerbForm) -> Reading:
    """A main predicate without tense: a headline ("Peru to cut ties", "Bridge destroyed") or a command."""
    if form.infinitive:
        to = [index for index in form.auxiliaries if sentence.tokens[index].tag == "TO"]
        return decide("future" if has_subject(sentence, head) else "hypothetical", sentence, to, "infinitive")
    if sentence.tokens[head].tag == "VB" and not has_subject(sentence, head):
        return Reading("hypothetical", None, ("command",))
    return Reading("happened", None, ("participle or headline",))


def _beside_clause(sentence: Sentence, head: int, governor: int, form: VerbForm, read: Read) -> Reading:
    """A clause of circumstance: of purpose ("to discuss") open, a participle as true as what it stands beside."""
    if form.infinitive:
        lemma = sentence.tokens[governor].lemma.lower()
        if any(lemma in listed("governors", kind) for kind in ("plans", "denies", "passes")) or lemma == "be":
            return _below_verb(sentence, governor, form, read, gerund=False)
        if lemma in listed("verbs", "meeting") and sentence.tokens[head].lemma.lower() in listed("verbs", "consulting"):
            return read(governor)
        return Reading("hypothetical", "to", ("infinitive of purpose: to",))
    above = read(governor)
    if above.status in ("future", "hypothetical"):
        return replace(above, steps=(*above.steps, "circumstance of it"))
    return Reading("happened", None, ("participle beside a clause",))


def _ended(sentence: Sentence, form: VerbForm, reading: Reading) -> Reading:
    """What "to have done" says: it is over where its governor goes on ("is said to have attacked")."""
    perfect = any(lower(sentence.tokens[index]) == "have" for index in form.auxiliaries)
    if form.infinitive and perfect and reading.status == "ongoing":
        return Reading("happened", None, (*reading.steps, "perfect infinitive"))
    return reading


def _below_verb(sentence: Sentence, governor: int, form: VerbForm, read: Read, *, gerund: bool) -> Reading:
    """What a verb or adjective makes of the act it governs: "refused to", "is expected to", "is willing to"."""
    token = sentence.tokens[governor]
    above = read(governor)
    lemma = token.lemma.lower()
    if token.tag == "VBG" and lemma == "go" and form.infinitive:
        return after_plan(sentence, governor, above, "going to")
    if lemma == "be" and form.infinitive:
        return after_copula(sentence, governor, above)
    if lemma == "have" and form.infinitive:
        if above.status == "happened" and token.tag in ("VBD", "VBN"):
            return replace(above, steps=(*above.steps, "had to"))
        return decide("hypothetical", sentence, [governor], "governed by")
    kind = kind_of(sentence, governor, lemma)
    if lemma == "be" and sentence.tokens[governor + 1 : governor + 2] and token.tag in ("VBZ", "VBD") and not gerund:
        return decide("hypothetical", sentence, [governor], "governed by")  # "all you have to do is sign"
    if kind == "passes" or (kind is None and gerund):
        if kind and lemma in listed("verbs", "continuing") and above.status == "ongoing":
            return replace(above, words=above.words or token.text)
        return replace(above, steps=(*above.steps, f"passes through: {token.text}"))
    if lemma in listed("governors", "attempts"):
        return replace(
            above, words=above.words or token.text, steps=(*above.steps, f"attempted, success not told: {token.text}")
        )
    if kind == "denies":
        return denied(sentence, governor, above)
    if kind == "plans":
        return after_plan(sentence, governor, above, token.text)
    if above.status == "negated":
        return replace(above, steps=(*above.steps, f"governed by: {token.text}"))
    return decide("hypothetical", sentence, [governor], "governed by")


def _below_noun(sentence: Sentence, head: int, noun: int, form: VerbForm, read: Read) -> Reading:
    """An act that a noun governs: "plans to attack", "their refusal to talk", "rockets fired at the base"."""
    if denied_phrase(sentence, noun):
        return decide("negated", sentence, denied_phrase(sentence, noun), "negation")
    if not form.infinitive:
        present = sentence.tokens[head].tag == "VBG" and _main_tense(sentence, noun) == "present"
        return Reading("ongoing" if present else "happened", None, ("participle after a noun",))
    return named_by(sentence, noun, read)


def _main_tense(sentence: Sentence, index: int) -> str:
    for above in ancestors(sentence, index):
        token = sentence.tokens[above]
        if is_verb(token):
            form = read_form(sentence, above)
            tags = {sentence.tokens[k].tag for k in [*form.auxiliaries, above]}
            return "past" if "VBD" in tags else "present"
    return "past"
