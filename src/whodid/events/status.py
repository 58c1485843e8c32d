"""Whether an act happened, goes on, is to come, is only imagined, or is said not to have happened.

Reads any predicate, verb or event noun, from the dependency tree: its own auxiliaries and negation first, then the
words that govern it, upwards ("refused to agree to withdraw"). The words are data (`data/events/status.yaml`); the
order of the questions is here. What a speaker reports passes through: who vouches for it is not this reader's matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from whodid.events.clauses import (
    AUXILIARIES,
    ancestors,
    children,
    first_conjunct,
    has_subject,
    is_noun,
    is_verb,
    subtree,
    words_of,
)
from whodid.events.wordlists import word_set
from whodid.model import Sentence, Status, Token

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


def read_status(sentence: Sentence, head: int) -> Reading:
    """The status of the predicate whose head is token `head` of `sentence`: a verb, an event noun, an adjective.

    >>> # "The council refused to lift the embargo": read_status(sentence, lift) -> negated, "refused"
    """
    return _read(sentence, head, frozenset())


def _listed(*keys: str) -> frozenset[str]:
    return word_set("status", *keys)


def _decide(status: Status, sentence: Sentence, indexes: list[int], because: str) -> Reading:
    words = words_of(sentence, indexes) or None
    return Reading(status, words, (f"{because}: {words}" if words else because,))


def _read(sentence: Sentence, head: int, seen: frozenset[int]) -> Reading:
    """As `read_status`; `seen` guards against a parse that runs in a circle."""
    if head in seen:
        return Reading("happened", None, ("parse runs in a circle",))
    seen |= {head}
    token = sentence.tokens[head]
    if is_noun(token) or token.pos in ("NOUN", "PROPN", "PRON"):
        return _noun(sentence, head, seen)
    return _verb(sentence, head, seen)


# --- verbs -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Form:
    """The verb group of a predicate: its auxiliaries (also those it shares with a verb it is joined to)."""

    auxiliaries: list[int]
    negations: list[int]
    infinitive: bool
    finite: bool


def _verb(sentence: Sentence, head: int, seen: frozenset[int]) -> Reading:
    form = _form(sentence, head)
    own = _own_words(sentence, head, form)
    if own:
        return own
    if form.finite:
        return _over_clause(sentence, head, seen) or _question(sentence, head) or _tense(sentence, head, form)
    return _below(sentence, head, form, seen)


def _form(sentence: Sentence, head: int) -> _Form:
    own = children(sentence, head, *AUXILIARIES)
    negations = _negations(sentence, head)
    base = first_conjunct(sentence, head)
    if base != head and not own and not has_subject(sentence, head) and _same_form(sentence, base, head):
        own = [index for index in children(sentence, base, *AUXILIARIES) if index < head]
        negations = negations or [index for index in _negations(sentence, base) if index < base]
    infinitive = any(sentence.tokens[index].tag == "TO" for index in own)
    finite = _is_finite(sentence, head, own) or _is_untagged_present(sentence, head, base, own)
    return _Form(own, negations, infinitive, finite and not infinitive)


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
        if token.dep == "neg" or (
            token.dep in ("advmod", "preconj") and _lower(token) in _listed("negation", "adverbs")
        ):
            if not _only_follows(sentence, index):
                found.append(index)
        elif token.dep == "advmod" and (
            no := [k for k in children(sentence, index, "neg", "det") if _denies(sentence, k)]
        ):
            found += [*no, index]  # "no longer"
        elif token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            found += _denied_phrase(sentence, index)
    return found or _negated_auxiliary(sentence, head)


def _negated_auxiliary(sentence: Sentence, head: int) -> list[int]:
    """A "not" right after an auxiliary, which the parser hung elsewhere: "had not, as of Friday, announced"."""
    after = [index + 1 for index in children(sentence, head, *AUXILIARIES) if index + 1 < len(sentence.tokens)]
    return [index for index in after if _lower(sentence.tokens[index]) == "not" and not _only_follows(sentence, index)]


def _denies(sentence: Sentence, index: int) -> bool:
    return _lower(sentence.tokens[index]) in _listed("negation", "determiners") | _listed("negation", "adverbs")


def _only_follows(sentence: Sentence, index: int) -> bool:
    after = sentence.tokens[index + 1 : index + 2]
    return any(_lower(token) in _listed("negation", "unless_followed_by") for token in after)


def _denied_phrase(sentence: Sentence, noun: int) -> list[int]:
    """The words that make a noun phrase an empty one: "no troops", "none of them", "not a single shell"."""
    if _lower(sentence.tokens[noun]) in _listed("negation", "subjects"):
        return [noun]
    return [index for index in children(sentence, noun, "det", "neg") if _denies(sentence, index)]


def _own_words(sentence: Sentence, head: int, form: _Form) -> Reading | None:
    """What the predicate's own negation and modal verbs decide; None where they decide nothing."""
    texts = {index: _lower(sentence.tokens[index]) for index in form.auxiliaries}
    modal = next((index for index in form.auxiliaries if sentence.tokens[index].tag == "MD"), None)
    if form.negations:
        if modal is not None and texts[modal] in ("may", "might"):
            return _decide("hypothetical", sentence, [modal, *form.negations], "modal verb with negation")
        return _decide("negated", sentence, form.negations, "negation")
    if modal is None:
        return None
    if texts[modal] in _listed("modals", "future"):
        return _conditional(sentence, head) or _decide("future", sentence, [modal], "modal verb")
    if texts[modal] in _listed("modals", "reported"):
        perfect = any(text == "have" for text in texts.values())
        told = _is_reported(sentence, head) or _is_told_ahead(sentence, head)
        if not perfect and told and not _conditional(sentence, head):
            return _decide("future", sentence, [modal], "modal verb in reported speech")
    return _decide("hypothetical", sentence, [modal], "modal verb")


def _conditional(sentence: Sentence, head: int) -> Reading | None:
    """Hypothetical where an if-clause hangs on the predicate: "if they attack, we will strike back"."""
    for clause in children(sentence, head, "advcl"):
        marks = [
            k
            for k in children(sentence, clause, "mark")
            if _lower(sentence.tokens[k]) in _listed("conjunctions", "hypothetical")
        ]
        if marks:
            return _decide("hypothetical", sentence, marks, "under a condition")
    return None


def _is_reported(sentence: Sentence, head: int) -> bool:
    """Whether the predicate stands in a clause that a verb of saying or planning governs."""
    below = head
    for above in ancestors(sentence, head):
        lemma = sentence.tokens[above].lemma.lower()
        if sentence.tokens[below].dep in ("ccomp", "acl", "xcomp") and (
            lemma in _listed("verbs", "reporting") or lemma in _listed("clauses", "plans")
        ):
            return True
        below = above
    return any(_is_parenthetic_report(sentence, index) for index in children(sentence, first_conjunct(sentence, head)))


def _is_told_ahead(sentence: Sentence, head: int) -> bool:
    """Whether "would" is the narrator's future ("The drill would last a week"): a main clause of a third person."""
    base = first_conjunct(sentence, head)
    if sentence.tokens[base].dep != "ROOT" or has_quotation_mark(sentence, base):
        return False
    subjects = [_lower(sentence.tokens[k]) for k in children(sentence, base, "nsubj", "nsubjpass")]
    return bool(subjects) and not any(word in ("i", "we", "you", "it", "that", "this") for word in subjects)


def _is_parenthetic_report(sentence: Sentence, index: int) -> bool:
    """Whether the clause is one put in beside what it reports: "the troops, officials said, would leave"."""
    token = sentence.tokens[index]
    return token.dep in ("parataxis", "ccomp") and token.lemma.lower() in _listed("verbs", "reporting")


def _over_clause(sentence: Sentence, head: int, seen: frozenset[int]) -> Reading | None:
    """What stands over a finite clause: a subordinating word, a verb of doubt or wish; None where nothing decides."""
    base = first_conjunct(sentence, head)
    top = sentence.tokens[base]
    marks = children(sentence, base, "mark", "advmod")
    for mark in marks:
        word = _lower(sentence.tokens[mark])
        if word in _listed("conjunctions", "hypothetical") and top.dep in ("advcl", "ccomp", "pcomp", "ROOT", "acl"):
            if word != "whether" or top.dep != "advcl":
                return _decide("hypothetical", sentence, [mark], "under a condition")
        if word in _listed("conjunctions", "ahead") and top.dep == "advcl":
            return _ahead(sentence, base, mark, seen)
    if top.dep == "ccomp" and not has_quotation_mark(sentence, base):
        return _over_report(sentence, top.head, seen)
    return None


def _ahead(sentence: Sentence, clause: int, mark: int, seen: frozenset[int]) -> Reading | None:
    """ "until they leave", "once it signs": open where the clause is not in the past and what it hangs on lies ahead."""
    tensed = [sentence.tokens[index] for index in [*children(sentence, clause, *AUXILIARIES), clause]]
    if any(token.tag == "VBD" for token in tensed):
        return None
    above = _read(sentence, sentence.tokens[clause].head, seen)
    if _lower(sentence.tokens[mark]) in ("until", "till", "before") or not above.is_real:
        return _decide("hypothetical", sentence, [mark], "not yet come about")
    return None


def _over_report(sentence: Sentence, governor: int, seen: frozenset[int]) -> Reading | None:
    """What a governing verb says of a clause with a subject of its own: hoped, feared, denied, expected."""
    lemma = _lemma_with_particle(sentence, governor)
    for kind, status in (("denies", "negated"), ("wishes", "hypothetical"), ("plans", "future")):
        if lemma in _listed("clauses", kind):
            above = _read(sentence, governor, seen)
            if status == "negated" and above.status == "negated":
                return None  # "did not deny that ..."
            return _decide(status, sentence, [governor], "governed by")  # type: ignore[arg-type]
    return None


def _question(sentence: Sentence, head: int) -> Reading | None:
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
        return _decide("hypothetical", sentence, before or [base], "asked")
    return None


def _tense(sentence: Sentence, head: int, form: _Form) -> Reading:
    """The status that plain tense gives a clause on which nothing else bears."""
    token = sentence.tokens[head]
    tags = [sentence.tokens[index].tag for index in form.auxiliaries]
    lemmas = [sentence.tokens[index].lemma.lower() for index in form.auxiliaries]
    present = not ({"VBD"} & {*tags, *([] if form.auxiliaries else [token.tag])})
    progressive = token.tag == "VBG"
    if present and (progressive or token.tag in ("VBZ", "VBP", "VB")):
        ahead = _time_ahead(sentence, head)
        if ahead:
            return _decide("future", sentence, ahead, "present tense with a time ahead")
    if "have" in lemmas:
        return _perfect(sentence, head, form, present=present)
    if not present:
        if token.lemma.lower() in _listed("verbs", "lasting") and _is_reported(sentence, head):
            return Reading("ongoing", token.text, (f"lasting state in reported past: {token.text}",))
        return Reading("happened", None, ("past tense",))
    if sentence.field == "title":
        return Reading("happened", None, ("present tense of a headline",))
    if progressive:
        return _decide("ongoing", sentence, [*form.auxiliaries, head], "present progressive")
    if token.lemma.lower() in _listed("verbs", "acts_in_present") and token.tag != "VBN":
        return Reading("happened", None, ("present tense of an act",))
    return Reading("ongoing", None, ("present tense",))


def _perfect(sentence: Sentence, head: int, form: _Form, *, present: bool) -> Reading:
    goes_on = sentence.tokens[head].tag == "VBG" or sentence.tokens[head].lemma.lower() in _listed(
        "verbs", "continuing"
    )
    if present and goes_on:
        return _decide("ongoing", sentence, [*form.auxiliaries, head], "perfect of what goes on")
    return Reading("happened", None, ("perfect",))


def _time_ahead(sentence: Sentence, head: int) -> list[int]:
    """Time words below the verb that lie ahead: "tomorrow", "next week"."""
    for index in children(sentence, head, "npadvmod", "advmod", "prep"):
        inside = subtree(sentence, index)[:4]
        words = [_lower(sentence.tokens[k]) for k in inside]
        if words[0] not in _listed("ahead_words") and not any(sentence.tokens[k].entity == "DATE" for k in inside):
            continue
        if words[0] in _listed("ahead_words") or any(word in _listed("ahead_openers") for word in words[:-1]):
            if sentence.tokens[index].dep != "prep" or any(
                sentence.tokens[k].entity in ("DATE", "TIME") for k in inside
            ):
                return inside
    return []


# --- verbs without a tense of their own ------------------------------------------------------------------------------


def _below(sentence: Sentence, head: int, form: _Form, seen: frozenset[int]) -> Reading:
    """The status of an infinitive, gerund or participle, from what stands over it."""
    base = first_conjunct(sentence, head)
    token, top = sentence.tokens[head], sentence.tokens[base]
    governor = top.head
    if top.dep == "ROOT" or governor == base:
        return _rootless(sentence, head, form)
    under = _over_clause(sentence, head, seen)
    if under and under.status != "happened":
        return under
    if top.dep in ("prep", "pcomp", "pobj") and not is_verb(sentence.tokens[governor]):
        return _below_preposition(sentence, governor, seen)
    if marks := [
        k
        for k in children(sentence, base, "prep", "mark")
        if _lower(sentence.tokens[k]) in _listed("prepositions", "negated")
    ]:
        return _decide("negated", sentence, marks, "governed by")
    if top.dep in ("acl", "relcl") or (is_noun(sentence.tokens[governor]) and top.dep in ("xcomp", "ccomp", "advcl")):
        return _below_noun(sentence, head, governor, form, seen)
    if top.dep == "amod":
        return Reading("happened", None, ("participle before a noun",))
    if top.dep == "advcl":
        return _beside_clause(sentence, head, governor, form, seen)
    if top.dep in ("xcomp", "ccomp", "csubj", "dobj", "oprd", "acomp", "dep"):
        return _below_verb(sentence, governor, form, seen, gerund=token.tag in ("VBG", "VBN"))
    if form.infinitive or token.tag == "VB":
        return Reading("hypothetical", None, ("infinitive",))
    return Reading("happened", None, ("participle",))


def _rootless(sentence: Sentence, head: int, form: _Form) -> Reading:
    """A main predicate without tense: a headline ("Peru to cut ties", "Bridge destroyed") or a command."""
    if form.infinitive:
        to = [index for index in form.auxiliaries if sentence.tokens[index].tag == "TO"]
        return _decide("future" if has_subject(sentence, head) else "hypothetical", sentence, to, "infinitive")
    if sentence.tokens[head].tag == "VB" and not has_subject(sentence, head):
        return Reading("hypothetical", None, ("command",))
    return Reading("happened", None, ("participle or headline",))


def _beside_clause(sentence: Sentence, head: int, governor: int, form: _Form, seen: frozenset[int]) -> Reading:
    """A clause of circumstance: of purpose ("to discuss") open, a participle as true as what it stands beside."""
    if form.infinitive:
        lemma = sentence.tokens[governor].lemma.lower()
        if any(lemma in _listed("governors", kind) for kind in ("plans", "denies", "passes")) or lemma == "be":
            return _below_verb(sentence, governor, form, seen, gerund=False)
        return Reading("hypothetical", "to", ("infinitive of purpose: to",))
    above = _read(sentence, governor, seen)
    if above.status in ("future", "hypothetical"):
        return replace(above, steps=(*above.steps, "circumstance of it"))
    return Reading("happened", None, ("participle beside a clause",))


def _below_verb(sentence: Sentence, governor: int, form: _Form, seen: frozenset[int], *, gerund: bool) -> Reading:
    """What a verb or adjective makes of the act it governs: "refused to", "is expected to", "is willing to"."""
    token = sentence.tokens[governor]
    above = _read(sentence, governor, seen)
    lemma = token.lemma.lower()
    if token.tag == "VBG" and lemma == "go" and form.infinitive:
        return _after_plan(sentence, governor, above, "going to")
    if lemma == "be" and form.infinitive:
        return _after_copula(sentence, governor, above)
    if lemma == "have" and form.infinitive:
        if above.status == "happened" and token.tag in ("VBD", "VBN"):
            return replace(above, steps=(*above.steps, "had to"))
        return _decide("hypothetical", sentence, [governor], "governed by")
    kind = _kind_of(sentence, governor, lemma)
    if lemma == "be" and sentence.tokens[governor + 1 : governor + 2] and token.tag in ("VBZ", "VBD") and not gerund:
        return _decide("hypothetical", sentence, [governor], "governed by")  # "all you have to do is sign"
    if kind == "passes" or (kind is None and gerund):
        if kind and lemma in _listed("verbs", "continuing") and above.status == "ongoing":
            return replace(above, words=above.words or token.text)
        return replace(above, steps=(*above.steps, f"passes through: {token.text}"))
    if lemma in _listed("governors", "attempts"):
        return replace(
            above, words=above.words or token.text, steps=(*above.steps, f"attempted, success not told: {token.text}")
        )
    if kind == "denies":
        return _denied(sentence, governor, above)
    if kind == "plans":
        return _after_plan(sentence, governor, above, token.text)
    if above.status == "negated":
        return replace(above, steps=(*above.steps, f"governed by: {token.text}"))
    return _decide("hypothetical", sentence, [governor], "governed by")


def _after_copula(sentence: Sentence, copula: int, above: Reading) -> Reading:
    """"is to visit" is planned; "it is hard to visit" and "the aim is to visit" are as the adjective or noun has it."""
    for index in children(sentence, copula, "acomp", "attr"):
        kind = _kind_of(sentence, index, sentence.tokens[index].lemma.lower())
        if kind == "passes":
            return replace(above, steps=(*above.steps, f"passes through: {sentence.tokens[index].text}"))
        return _decide("future" if kind == "plans" else "hypothetical", sentence, [index], "governed by")
    for index in children(sentence, copula, "nsubj"):
        lemma = sentence.tokens[index].lemma.lower()
        if lemma in _listed("nouns", "wishes") or lemma in _listed("nouns", "plans"):
            return _decide("hypothetical", sentence, [index, copula], "governed by")
    return _after_plan(sentence, copula, above, "is to")


def _kind_of(sentence: Sentence, governor: int, lemma: str) -> str | None:
    if sentence.tokens[governor].pos == "ADJ" or sentence.tokens[governor].tag.startswith("JJ"):
        return next(
            (k for k in ("passes", "denies", "plans", "wishes") if lemma in _listed("governors", "adjectives", k)), None
        )
    return next((k for k in ("denies", "plans", "passes", "wishes") if lemma in _listed("governors", k)), None)


def _denied(sentence: Sentence, governor: int, above: Reading) -> Reading:
    if above.status == "negated":
        return Reading("happened", above.words, (*above.steps, f"denied twice: {sentence.tokens[governor].text}"))
    if not above.is_real:
        return replace(above, steps=(*above.steps, f"governed by: {sentence.tokens[governor].text}"))
    return _decide("negated", sentence, [governor], "governed by")


def _after_plan(sentence: Sentence, governor: int, above: Reading, words: str) -> Reading:
    if above.status in ("negated", "hypothetical"):
        return replace(above, steps=(*above.steps, f"governed by: {words}"))
    return _decide("future", sentence, [governor], "governed by")


# --- acts below nouns and prepositions -------------------------------------------------------------------------------


def _below_noun(sentence: Sentence, head: int, noun: int, form: _Form, seen: frozenset[int]) -> Reading:
    """An act that a noun governs: "plans to attack", "their refusal to talk", "rockets fired at the base"."""
    if _denied_phrase(sentence, noun):
        return _decide("negated", sentence, _denied_phrase(sentence, noun), "negation")
    if not form.infinitive:
        present = sentence.tokens[head].tag == "VBG" and _main_tense(sentence, noun) == "present"
        return Reading("ongoing" if present else "happened", None, ("participle after a noun",))
    return _named_by(sentence, noun, seen)


def _named_by(sentence: Sentence, noun: int, seen: frozenset[int]) -> Reading:
    """What a governing noun makes of an act, by its list: plans, calls, failures."""
    lemma = sentence.tokens[noun].lemma.lower()
    if lemma in _listed("nouns", "denies"):
        return _decide("negated", sentence, [noun], "governed by")
    if lemma in _listed("nouns", "plans"):
        above = _read(sentence, noun, seen)
        return above if above.status == "negated" else _decide("future", sentence, [noun], "governed by")
    if lemma in _listed("nouns", "passes"):
        return _read(sentence, noun, seen)
    return _decide("hypothetical", sentence, [noun], "governed by")


def _below_preposition(sentence: Sentence, preposition: int, seen: frozenset[int]) -> Reading:
    """An act after a preposition: "without firing", "accused of firing", "the threat of strikes"."""
    words = _preposition_words(sentence, preposition)
    phrase = words_of(sentence, words).lower()
    for kind, status in (("negated", "negated"), ("future", "future"), ("hypothetical", "hypothetical")):
        if phrase in _listed("prepositions", kind):
            return _decide(status, sentence, words, "governed by")  # type: ignore[arg-type]
    governor = sentence.tokens[preposition].head
    token = sentence.tokens[governor]
    if is_noun(token):
        if any(token.lemma.lower() in _listed("nouns", kind) for kind in ("denies", "plans", "wishes")):
            return _named_by(sentence, governor, seen)
        return Reading("happened", None, (f"after {phrase}",))
    lemma = token.lemma.lower()
    if lemma in _listed("prepositions", "answers"):
        return Reading("happened", token.text, (f"answered by: {token.text}",))
    if phrase in _listed("prepositions", "open"):
        return _decide("hypothetical", sentence, words, "governed by")
    if is_verb(token) or token.tag.startswith("JJ"):
        kind = _kind_of(sentence, governor, lemma)
        if phrase == "from" and kind == "denies":
            return _denied(sentence, governor, _read(sentence, governor, seen))
        if phrase in ("for", "on", "to", "of", "about") and kind in ("plans", "wishes"):
            above = _read(sentence, governor, seen)
            if above.status == "negated":
                return above
            return _decide("future" if kind == "plans" else "hypothetical", sentence, [governor], "governed by")
        above = _read(sentence, governor, seen)
        if above.status in ("future", "hypothetical"):
            return replace(above, steps=(*above.steps, f"after {phrase}"))
    return Reading("happened", None, (f"after {phrase}",))


def _preposition_words(sentence: Sentence, preposition: int) -> list[int]:
    """The tokens of a preposition of several words: "instead of", "in the event of", "ahead of"."""
    words = [preposition]
    token = sentence.tokens[preposition]
    before = sentence.tokens[preposition - 1] if preposition else None
    if _lower(token) in ("of", "than") and before is not None and preposition - 1 == token.head:
        words = [preposition - 1, preposition]
        if is_noun(before):
            opening = [
                index
                for index in range(max(0, preposition - 3), preposition)
                if sentence.tokens[index].tag in ("IN", "DT")
            ]
            phrase = words_of(sentence, [*opening, *words]).lower()
            known = _listed("prepositions", "hypothetical") | _listed("prepositions", "negated")
            words = [*opening, *words] if phrase in known else [preposition]
    return words


# --- nouns that name acts --------------------------------------------------------------------------------------------


def _noun(sentence: Sentence, head: int, seen: frozenset[int]) -> Reading:
    denied = _denied_phrase(sentence, head)
    if denied:
        return _decide("negated", sentence, denied, "negation")
    for index in children(sentence, head, "amod", "compound"):
        for status in ("future", "hypothetical", "negated", "ongoing"):
            if _lower(sentence.tokens[index]) in _listed("modifiers", status):
                return _decide(status, sentence, [index], "modifier")  # type: ignore[arg-type]
    base = first_conjunct(sentence, head)
    top, governor = sentence.tokens[base], sentence.tokens[base].head
    if top.dep == "pobj":
        return _below_preposition(sentence, governor, seen)
    if top.dep in ("nsubj", "nsubjpass"):
        return _as_subject(sentence, governor, seen)
    if top.dep in ("dobj", "attr", "oprd", "dative"):
        return _as_object(sentence, head, governor, seen)
    if top.dep in ("compound", "poss", "nmod") and is_noun(sentence.tokens[governor]):
        return _as_modifier(sentence, governor, seen)
    return Reading("happened", None, ("noun told as a fact",))


def _as_subject(sentence: Sentence, verb: int, seen: frozenset[int]) -> Reading:
    """An act noun as subject: it occurs as its verb says; an act that failed to do something yet happened."""
    lemma = sentence.tokens[verb].lemma.lower()
    passive = bool(children(sentence, verb, "nsubjpass"))
    if passive and (reading := _as_governed(sentence, verb, lemma, seen)):
        return reading
    above = _read(sentence, verb, seen)
    if above.status == "negated" and lemma not in _listed("verbs", "occurring") and not passive:
        return Reading("happened", None, ("subject of a denied act",))
    if above.status == "ongoing" and lemma not in _listed("verbs", "occurring"):
        return Reading("happened", None, ("subject of a present state",))
    return above


def _as_object(sentence: Sentence, noun: int, verb: int, seen: frozenset[int]) -> Reading:
    lemma = sentence.tokens[verb].lemma.lower()
    if governed := _as_governed(sentence, verb, lemma, seen):
        return governed
    if lemma in _listed("objects", "announces") and sentence.tokens[noun].lemma.lower() in _listed(
        "objects", "later_acts"
    ):
        return _decide("future", sentence, [verb], "announced")
    above = _read(sentence, verb, seen)
    if lemma in _listed("verbs", "light") or lemma in ("be",) or above.status in ("future", "hypothetical"):
        return above
    return Reading("happened", None, (f"object of: {sentence.tokens[verb].text}",))


def _as_governed(sentence: Sentence, verb: int, lemma: str, seen: frozenset[int]) -> Reading | None:
    """What verbs of planning, wishing, calling off make of an act that is their object (or passive subject)."""
    full = _lemma_with_particle(sentence, verb)
    for kind, status in (("denies", "negated"), ("plans", "future"), ("wishes", "hypothetical")):
        if full in _listed("objects", kind) or (full == lemma and lemma in _listed("objects", kind)):
            above = _read(sentence, verb, seen)
            if above.status == "negated" and status == "negated":
                return Reading("happened", above.words, (*above.steps, f"denied twice: {sentence.tokens[verb].text}"))
            if above.status == "negated":
                return above
            return _decide(status, sentence, [verb], "governed by")  # type: ignore[arg-type]
    return None


def _as_modifier(sentence: Sentence, noun: int, seen: frozenset[int]) -> Reading:
    """An act that names another noun: "ceasefire proposal", "invasion plans" are open, "attack victims" are not."""
    lemma = sentence.tokens[noun].lemma.lower()
    if any(lemma in _listed("nouns", kind) for kind in ("denies", "plans", "wishes")):
        return _named_by(sentence, noun, seen)
    return Reading("happened", None, ("modifies a noun",))


# --- small readings --------------------------------------------------------------------------------------------------


def has_quotation_mark(sentence: Sentence, head: int) -> bool:
    """Whether the clause of `head` opens with a quotation mark: its words are the speaker's, not the verb's."""
    first = subtree(sentence, head)[0]
    return any(token.text in ('"', "“", "``", "'", "‘") for token in sentence.tokens[max(0, first - 1) : first + 1])


def _lemma_with_particle(sentence: Sentence, verb: int) -> str:
    particles = [sentence.tokens[index].text.lower() for index in children(sentence, verb, "prt")]
    return "_".join([sentence.tokens[verb].lemma.lower(), *particles])


def _main_tense(sentence: Sentence, index: int) -> str:
    for above in ancestors(sentence, index):
        token = sentence.tokens[above]
        if is_verb(token):
            form = _form(sentence, above)
            tags = {sentence.tokens[k].tag for k in [*form.auxiliaries, above]}
            return "past" if "VBD" in tags else "present"
    return "past"


def _lower(token: Token) -> str:
    return token.text.lower()
