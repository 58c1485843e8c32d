"""Repairs of reporting clauses: who speaks in "…, a source said", whose act "and thanked the public" is.

Each rule takes the tokens of a sentence and gives them with mended heads and labels, or None where nothing is wrong.
"""

from __future__ import annotations

from dataclasses import replace

from whodid.model import Token

SAYING = frozenset(
    {"say", "report", "add", "tell", "announce", "claim", "explain", "confirm", "warn", "write", "argue"}
)
"""Lemmas of verbs that close a report: "…, the ministry said"."""

SPEECH_ACTS = frozenset(
    {"thank", "accuse", "blame", "urge", "call", "condemn", "praise", "warn", "demand", "criticize"}
)
"""Lemmas of what a speaker does beside saying: "said …, and urged …"."""

CHARGES = frozenset({"charge", "accusation", "allegation", "claim", "assertion", "report"})
"""Nouns that take up a whole clause before them: "…, a charge the army denies"."""

AHEAD_OR_BEFORE = frozenset({"had", "has", "have", "would", "will", "is", "are", "was", "were"})
"""Helping verbs of a clause that is told as said, not as done beside the saying."""

THINGS = frozenset(
    "strike airstrike attack raid shelling blast explosion bombardment bombing missile drone rocket shell fire clash "
    "ship vessel boat convoy aircraft plane move decision deal vote law exercise drill incident crash killing death "
    "arrest operation".split()
)
"""Nouns of what cannot accuse, thank or urge: what is joined to their verb is the speaker's."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def mend_closing_speaker(tokens: list[Token]) -> list[Token] | None:
    """Make the noun phrase between a comma and a closing "said" its subject: "…, a gesture, its commander said"."""
    for verb, token in enumerate(tokens):
        if token.lemma.lower() not in SAYING or token.tag not in ("VBD", "VBZ") or verb < 3:
            continue
        speaker = _phrase_before(tokens, verb)
        subjects = [i for i, other in enumerate(tokens) if other.head == verb and other.dep in SUBJECTS and i != verb]
        clauses = [i for i, other in enumerate(tokens[:verb]) if other.head == verb and other.dep == "ccomp"]
        if speaker is None or not clauses or any(speaker not in _below(tokens, i) for i in subjects):
            continue
        result = list(tokens)
        for subject in subjects:
            result[subject] = replace(tokens[subject], head=clauses[-1], dep="npadvmod")
        result[speaker] = replace(tokens[speaker], head=verb, dep="nsubj")
        return result
    return None


def _phrase_before(tokens: list[Token], verb: int) -> int | None:
    """The head of the noun phrase that fills the words from the last comma to the verb, where it hangs elsewhere."""
    commas = [i for i in range(verb - 1) if tokens[i].text == ","]
    if not commas or tokens[verb - 1].pos == "PUNCT":
        return None
    words = set(range(commas[-1] + 1, verb))
    tops = [i for i in sorted(words) if tokens[i].head not in words]
    if len(tops) != 1 or tokens[tops[0]].dep != "appos" or tokens[tops[0]].pos not in ("NOUN", "PROPN"):
        return None
    return tops[0]


def mend_hearsay(tokens: list[Token]) -> list[Token] | None:
    """Hang "said to be …" on the noun before it and give the sentence its verb: "gunmen said to be his burned huts"."""
    for verb, token in enumerate(tokens):
        if token.lemma.lower() not in ("say", "believe", "think", "rumor", "rumour") or token.tag != "VBD":
            continue
        below = {other.dep: i for i, other in enumerate(tokens) if other.head == verb and i != verb}
        noun, state, act = (below.get(dep) for dep in ("nsubj", "xcomp", "ccomp"))
        if noun is None or state is None or act is None or not noun < verb < state < act:
            continue
        if tokens[verb + 1].tag != "TO" or tokens[act].tag not in ("VBD", "VBZ", "VBP") or has_subject(tokens, act):
            continue
        result = list(tokens)
        for i, other in enumerate(tokens):
            if other.head == verb and i not in (verb, state, act):
                result[i] = replace(other, head=act)
        root = act if token.head == verb else token.head
        result[act] = replace(tokens[act], head=root, dep=token.dep)
        result[verb] = replace(token, head=noun, dep="acl", tag="VBN")
        return result
    return None


def mend_second_act(tokens: list[Token]) -> list[Token] | None:
    """Give the speaker what stands joined to the words reported: "said ten had been sent, and thanked the public"."""
    for second, token in enumerate(tokens):
        said = token.head
        if token.dep != "conj" or token.tag != "VBD" or token.lemma.lower() not in SPEECH_ACTS:
            continue
        saying = tokens[said].head
        if tokens[said].dep != "ccomp" or tokens[saying].tag != "VBD" or tokens[saying].lemma.lower() not in SAYING:
            continue
        joining = [i for i in range(said, second) if tokens[i].head == said and tokens[i].dep == "cc"]
        if not joining or not saying < said or has_subject(tokens, second):
            continue
        comma = [joining[-1] - 1] if tokens[joining[-1] - 1].text == "," else []
        helped = any(t.head == said and t.text.lower() in AHEAD_OR_BEFORE and t.dep != "conj" for t in tokens)
        thing = any(t.head == said and t.dep in SUBJECTS and t.lemma.lower() in THINGS for t in tokens)
        if not (thing or (helped and comma)):
            continue
        result = list(tokens)
        for i in (*comma, joining[-1], second):
            result[i] = replace(tokens[i], head=saying)
        return result
    return None


def mend_denied_charge(tokens: list[Token]) -> list[Token] | None:
    """Make the clause before "a charge the army denies" the main one, and hang the denial on the charge.

    The parser may take the charge for a part of the denier's name ("a charge Abu Dhabi denies").
    """
    for verb, token in enumerate(tokens):
        below = {other.dep: i for i, other in enumerate(tokens) if other.head == verb and i != verb}
        told, denier = below.get("ccomp"), below.get("nsubj")
        if told is None or denier is None or token.pos != "VERB":
            continue
        named = [i for i, other in enumerate(tokens) if other.head == denier and other.dep == "appos" and i > denier]
        if tokens[denier].lemma.lower() in CHARGES and named:  # "a charge Chad denies", read as a charge named Chad
            return _hang_denial(tokens, verb, told, denier, named[0])
        within = [i for i, other in enumerate(tokens) if other.head == denier and other.dep == "compound"]
        charges = [i for i in (below.get("dobj"), *within) if i is not None and tokens[i].lemma.lower() in CHARGES]
        if not charges or not told < charges[0] < denier < verb or not tokens[denier].text[:1].isupper():
            continue
        return _hang_denial(tokens, verb, told, charges[0], denier)
    return None


def _hang_denial(tokens: list[Token], verb: int, told: int, charge: int, denier: int) -> list[Token]:
    result = list(tokens)
    for i, other in enumerate(tokens):
        if other.head == verb and i < charge:
            result[i] = replace(other, head=told)
        if other.head == denier and i < charge:
            result[i] = replace(other, head=charge)
    root = told if tokens[verb].head == verb else tokens[verb].head
    result[told] = replace(tokens[told], head=root, dep=tokens[verb].dep)
    result[charge] = replace(tokens[charge], head=told, dep="npadvmod")
    result[denier] = replace(tokens[denier], head=verb, dep="nsubj")
    result[verb] = replace(tokens[verb], head=charge, dep="relcl")
    return result


def mend_closing_report(tokens: list[Token]) -> list[Token] | None:
    """Let a closing report reach over all before it: "She praised the deal and said it held, her office reported".

    The parser hangs such a verb on the nearest word of saying, between that one and what it says.
    """
    words = [i for i, token in enumerate(tokens) if token.pos not in ("PUNCT", "SPACE")]
    verb = words[-1] if words else 0
    said = tokens[verb].head
    if tokens[verb].dep != "ccomp" or tokens[verb].lemma.lower() not in SAYING or not said < verb:
        return None
    told = [i for i in range(said + 1, verb) if tokens[i].head == verb and tokens[i].dep == "ccomp"]
    subject = [i for i in range(said + 1, verb) if tokens[i].head == verb and tokens[i].dep == "nsubj"]
    root = next(i for i, token in enumerate(tokens) if token.head == i)
    if (
        tokens[said].lemma.lower() not in SAYING
        or not told
        or not subject
        or tokens[min(_below(tokens, subject[-1])) - 1].text != ","
    ):
        return None
    result = list(tokens)
    result[told[-1]] = replace(tokens[told[-1]], head=said)
    result[root] = replace(tokens[root], head=verb, dep="ccomp")
    result[verb] = replace(tokens[verb], head=verb, dep="ROOT")
    return result


def _below(tokens: list[Token], top: int) -> set[int]:
    """The token and all that hang below it."""
    found, waiting = {top}, [top]
    while waiting:
        here = waiting.pop()
        new = [i for i, token in enumerate(tokens) if token.head == here and i not in found]
        found.update(new)
        waiting += new
    return found


def has_subject(tokens: list[Token], verb: int) -> bool:
    """Whether a verb has a subject of its own."""
    return any(token.head == verb and token.dep in SUBJECTS for token in tokens)
