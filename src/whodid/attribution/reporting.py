"""Reported speech in one sentence by syntax: which words report, who is said to speak, and what is said.

Knows nothing of quotation marks beyond keeping them whole; `quotations` joins its findings with the quoted runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whodid.attribution.lexicon import Cue, load_cues, load_words
from whodid.attribution.marks import Quoted
from whodid.attribution.syntax import NOUNS, VERBS, Tree
from whodid.media import find_outlet
from whodid.model import Span

EDGES = " \t\r\n,;:.—–-…"
"""Characters that never begin or end what was said, unless within quotation marks."""

WHOLE_CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "advcl", "conj", "parataxis", "relcl"})


@dataclass(frozen=True, slots=True)
class Report:
    """One act of reporting: cue, speaker (None where unnamed) and the said words, all as spans of one field.

    `verb` is the index of the cue's token in its sentence.
    """

    cue: Cue
    cue_span: Span
    verb: int
    content: tuple[Span, ...]
    speaker: Span | None
    negated: bool


def find_reports(tree: Tree, quoted: list[Quoted]) -> list[Report]:
    """The reports of a sentence whose content can be read off the parse, in order of their cues."""
    found: list[Report] = []
    for index, token in enumerate(tree.tokens):
        cue = cue_at(tree, index)
        if cue is not None and cue.kind == "verb":
            found += _verb_report(tree, index, cue, quoted)
        elif cue is not None and cue.kind == "noun":
            found += _noun_report(tree, index, cue, quoted)
        elif token.text.lower() == "according":
            found += _according_report(tree, index, quoted)
    return found


def cue_at(tree: Tree, index: int) -> Cue | None:
    """The cue a token is, if any: a verb or a noun of the lexicon in that use."""
    token = tree.tokens[index]
    cues = load_cues()
    if token.pos in VERBS:
        return None if token.dep in ("aux", "auxpass", "amod") else cues.get((token.lemma.lower(), "verb"))
    if token.pos == "NOUN":
        return cues.get((token.lemma.lower(), "noun"))
    return None


def speaker_of(tree: Tree, verb: int) -> Span | None:
    """The words that name who does the saying, None for "it was announced" and the like."""
    reduced = tree.tokens[verb].dep == "acl" and tree.tokens[verb].tag == "VBN"  # "gunmen said to be loyal to him"
    passive = (reduced or bool(tree.children(verb, "nsubjpass", "auxpass"))) and not tree.children(verb, "agent")
    if passive:
        return None
    subject = tree.subject(verb)
    if subject is not None and tree.tokens[verb].dep == "acl" and _is_platform(tree, subject):
        above = next((i for i in tree.ancestors(subject) if tree.tokens[i].pos in VERBS), None)
        subject = tree.subject(above) if above is not None else None  # "posted a message on Twitter blaming Iran"
    if subject is None or tree.tokens[subject].pos not in NOUNS | {"DET", "ADJ"}:
        return None
    phrase = {i for i in tree.noun_phrase(_issuer(tree, subject)) if i != verb}
    return tree.span(phrase) if phrase else None


def _is_platform(tree: Tree, index: int) -> bool:
    outlet = find_outlet(tree.tokens[index].text)
    return outlet is not None and outlet.kind == "platform"


def _issuer(tree: Tree, subject: int) -> int:
    """For "a statement released by the ministry", the ministry; for any other subject, itself."""
    if tree.tokens[subject].lemma.lower() in load_words("issued_writings"):
        for clause in tree.children(subject, "acl"):
            for agent in tree.children(clause, "agent"):
                for below in tree.children(agent, "pobj"):
                    return below
        for child in tree.children(subject, "prep"):
            if tree.tokens[child].text.lower() in ("by", "from"):
                for below in tree.children(child, "pobj"):
                    return below
    return subject


def cue_span(tree: Tree, verb: int) -> Span:
    """The cue with its particle ("pointed out") where that follows directly."""
    particles = [i for i in tree.children(verb, "prt") if i == verb + 1]
    return tree.span([verb, *particles])


def _verb_report(tree: Tree, verb: int, cue: Cue, quoted: list[Quoted]) -> Iterator[Report]:
    said = _said(tree, verb, cue)
    if not said or any(tree.quoter(below) == verb for below in _gerunds(tree, verb)):
        return
    spans = content_spans(tree, said, quoted)
    if spans:
        speaker = speaker_of(tree, verb)
        yield Report(cue, cue_span(tree, verb), verb, spans, speaker, tree.negated(verb))


def _gerunds(tree: Tree, verb: int) -> list[int]:
    """Gerunds behind the prepositions of a verb: "quoted him as saying"."""
    return [below for child in tree.children(verb, "prep") for below in tree.children(child, "pcomp")]


def _said(tree: Tree, verb: int, cue: Cue) -> set[int]:
    """The tokens of what was said: a clause before all, else an infinitive, else the object with its phrase."""
    own = _reporting_tokens(tree, verb)
    if "clause" in cue.takes:
        clause = _clause_complement(tree, verb) or _main_clause(tree, verb, cue)
        quoter = tree.quoter(verb) if not clause else None
        if quoter is not None:  # "The raid failed, the agency quoted him as saying"
            clause = _clause_complement(tree, quoter) - tree.subtree(tree.tokens[verb].head)
        if clause:
            return (clause | _subject_left_behind(tree, verb, clause)) - own
    if cue.takes & {"infinitive", "gerund"}:
        found = _infinitive(tree, verb, cue)
        if found:
            return found - own
    phrase = _phrase_complement(tree, verb, cue)
    return phrase - own


def _reporting_tokens(tree: Tree, verb: int) -> set[int]:
    """The cue, its helpers, subject and phrases: what stays outside although a parse may nest it in the content."""
    own = {verb, *tree.children(verb, "aux", "auxpass", "neg", "prt")}
    for subject in tree.children(verb, "nsubj", "nsubjpass")[-1:]:
        own |= tree.subtree(subject)
    for token in range(len(tree.tokens)):  # "reported, citing two officials, that …"
        if tree.tokens[token].text.lower() in ("citing", "quoting") and verb in tree.ancestors(token):
            own |= tree.subtree(token)
    return own


def _clause_complement(tree: Tree, verb: int) -> set[int]:
    said = set[int]()
    for child in tree.children(verb, "ccomp", "xcomp", "dep", "csubj"):
        if child < verb and _stands_apart(tree, child, verb):
            continue
        if tree.tokens[child].dep == "ccomp" or _is_finite(tree, child):
            said |= tree.subtree(child, without=_asides(tree, child))
    for child in tree.children(verb, "prep"):  # "said of the raid that", "hinted at what may come"
        for clause in tree.children(child, "ccomp", "pcomp"):
            if tree.children(clause, "mark"):
                said |= tree.subtree(clause)
    return said


def _asides(tree: Tree, clause: int) -> list[int]:
    """Clauses that the publisher adds after what was said: "…, while the council condemned the move"."""
    found = []
    for child in tree.children(clause, "advcl"):
        below = tree.subtree(child)
        marks = {tree.tokens[i].text.lower() for i in tree.children(child, "mark")}
        first = min(below)
        added = tree.tokens[first - 1].text == "," or tree.sentence.field == "title"
        if child > clause and marks & {"while", "as"} and tree.own_subject(child) is not None and added:
            found.append(child)
    return found


def _stands_apart(tree: Tree, clause: int, verb: int) -> bool:
    """Whether a clause before the cue is a sentence of its own ("They say so; he denies it")."""
    between = {tree.tokens[i].text for i in range(clause, verb)}
    return ";" in between or any(tree.tokens[i].pos == "PRON" for i in tree.children(verb, "dobj"))


def _subject_left_behind(tree: Tree, verb: int, clause: set[int]) -> set[int]:
    """The subject cut off from what is said by the reporting clause: "The deal, he told reporters, was dead"."""
    head = next((i for i in sorted(clause) if tree.tokens[i].head not in clause), None)
    own = tree.own_subject(verb)
    if head is None or own is None or head < own or tree.children(head, "nsubj", "nsubjpass", "csubj"):
        return set()
    for child in tree.children(verb, "dep", "nsubj", "nsubjpass", "npadvmod"):
        if child < own and tree.tokens[child].pos in NOUNS and tree.tokens[child].entity != "DATE":
            return tree.subtree(child)
    return set()


def _is_finite(tree: Tree, index: int) -> bool:
    has_to = any(tree.tokens[i].tag == "TO" for i in tree.children(index, "aux"))
    return tree.tokens[index].pos in VERBS and not has_to and tree.is_clause(index)


def _main_clause(tree: Tree, verb: int, cue: Cue) -> set[int]:
    """For a reporting clause hung below what it reports ("The raid failed, he said"), the clause above it."""
    token = tree.tokens[verb]
    if cue.lemma not in load_words("plain_speech") or token.dep not in ("ccomp", "parataxis", "advcl", "conj", "dep"):
        return set()
    if tree.own_subject(verb) is None or tree.tokens[token.head].pos not in VERBS:
        return set()
    marks = [tree.tokens[i].text.lower() for i in tree.children(verb, "mark", "advmod")]
    below = {i for i in tree.subtree(verb) if tree.tokens[i].pos != "PUNCT"}  # the comma before may hang on it
    before = tree.tokens[min(below) - 1].text if min(below) > 0 else ""
    if (token.dep == "advcl" and "as" not in marks) or (token.dep == "conj" and before != ","):
        return set()
    if before != "," or tree.children(verb, "cc") or max(below) < verb:
        return set()
    if tree.children(token.head, "cc") and token.dep == "conj":
        return set()
    return tree.subtree(token.head, without=[verb])


def _infinitive(tree: Tree, verb: int, cue: Cue) -> set[int]:
    for child in tree.children(verb, "xcomp", "ccomp", "advcl"):
        has_to = any(tree.tokens[i].tag == "TO" for i in tree.children(child, "aux"))
        if (has_to and "infinitive" in cue.takes) or (tree.tokens[child].tag == "VBG" and "gerund" in cue.takes):
            hollow = cue.stance == "denies" and cue_at(tree, child)  # "declined to say": the saying is found itself
            anonymous = tree.tokens[child].lemma.lower() in load_words("anonymity")  # "asked not to be named"
            return set() if hollow or anonymous else tree.subtree(child)
    return set()


def _phrase_complement(tree: Tree, verb: int, cue: Cue) -> set[int]:
    """Object and phrases that hold an allegation, a demand or a judgement: "of arming rebels", "the raid as murder"."""
    passive = bool(tree.children(verb, "nsubjpass", "auxpass"))
    phrases = set[int]()
    for child in tree.children(verb, "prep"):
        if child > verb and tree.tokens[child].lemma.lower() in cue.takes:
            phrases |= tree.subtree(child)
    objects = [i for i in tree.children(verb, "dobj", "oprd", "attr") if i > verb]
    for child in objects:  # the parse may hang "of arming rebels" from the accused
        for below in tree.children(child, "prep"):
            if tree.tokens[below].lemma.lower() in cue.takes and tree.children(below, "pcomp"):
                phrases |= tree.subtree(below)
    takes_object = bool(cue.takes & {"object", "predicate"})
    claimed = {tree.tokens[i].lemma.lower() for i in objects} if cue.lemma == "claim" else set()
    if claimed & load_words("claimed_acts"):  # claiming responsibility or victory is an act, not an allegation
        return set()
    if passive and not takes_object:
        return phrases
    if phrases or takes_object:
        for child in objects:
            phrases |= tree.subtree(child)
    if takes_object and "predicate" in cue.takes:
        for child in tree.children(verb, "ccomp", "xcomp"):
            phrases |= tree.subtree(child)
    return phrases


def _noun_report(tree: Tree, noun: int, cue: Cue, quoted: list[Quoted]) -> Iterator[Report]:
    """For "his claim that …", "a warning that they leave": a noun with the clause that says what."""
    for child in tree.children(noun, "acl", "ccomp", "relcl"):
        marks = [tree.tokens[i].text.lower() for i in tree.children(child, "mark")]
        if child > noun and "that" in marks:
            spans = content_spans(tree, tree.subtree(child), quoted)
            if spans:
                yield Report(cue, tree.span([noun]), noun, spans, _noun_speaker(tree, noun), False)


def _noun_speaker(tree: Tree, noun: int) -> Span | None:
    """Whose claim it is: the possessor, the one named after "by" or "from", or who makes it."""
    for owner in tree.children(noun, "poss"):
        if tree.tokens[owner].tag == "PRP$" and (said := _own_sayer(tree, noun)) is not None:
            return said
        return tree.span(i for i in tree.noun_phrase(owner) if tree.tokens[i].tag != "POS")
    for child in tree.children(noun, "prep"):
        if tree.tokens[child].text.lower() in ("by", "from", "of"):
            for below in tree.children(child, "pobj"):
                return tree.span(tree.noun_phrase(below))
    return _own_sayer(tree, noun)


def _own_sayer(tree: Tree, noun: int) -> Span | None:
    """Who makes the claim that is an object ("repeated its denial"), not who denies one ("rejected accusations")."""
    token = tree.tokens[noun]
    if token.dep not in ("dobj", "pobj"):
        return None
    above = token.head if token.dep == "dobj" else tree.tokens[token.head].head
    cue = cue_at(tree, above)
    denied = token.dep == "dobj" and cue is not None and cue.stance == "denies"
    return speaker_of(tree, above) if tree.tokens[above].pos in VERBS and not denied else None


def _according_report(tree: Tree, index: int, quoted: list[Quoted]) -> Iterator[Report]:
    names = [
        below
        for to in tree.children(index, "prep", "prt") or tree.children(index)
        if tree.tokens[to].text.lower() == "to"
        for below in tree.children(to, "pobj")
    ]
    if not names or index + 1 >= len(tree.tokens):
        return
    phrase = tree.subtree(index)
    speaker = tree.noun_phrase(_issuer(tree, names[0]))
    said = _clause_around(tree, index, phrase)
    before = [i for i in range(index) if tree.tokens[i].pos != "PUNCT"]
    if before and tree.tokens[before[-1]].pos == "CCONJ":  # "She left and, according to her office, …": not the leaving
        said = {i for i in said if i > index}
    spans = content_spans(tree, said, quoted)
    if spans:
        cue = load_cues()["according to", "phrase"]
        yield Report(cue, tree.span([index, index + 1]), index, spans, tree.span(speaker), False)


def _clause_around(tree: Tree, index: int, phrase: set[int]) -> set[int]:
    """The clause that "according to …" vouches for: the whole sentence at its edges, else the verb's own clause."""
    rest = [i for i in range(len(tree.tokens)) if i not in phrase and tree.tokens[i].pos != "PUNCT"]
    at_edge = not rest or index < rest[0] or index > rest[-1]
    heads = [i for i in tree.ancestors(index) if tree.tokens[i].pos in VERBS]
    if at_edge or not heads:
        return _same_part(tree, index, tree.subtree(tree.root) - phrase)
    head = next((i for i in heads if tree.tokens[i].dep in WHOLE_CLAUSE_HEADS), heads[-1])
    return _same_part(tree, index, tree.subtree(head) - phrase)


def _same_part(tree: Tree, index: int, said: set[int]) -> set[int]:
    """The said tokens on the same side of every semicolon as the cue."""
    breaks = [i for i, token in enumerate(tree.tokens) if token.text == ";"]
    first = max((i for i in breaks if i < index), default=-1)
    last = min((i for i in breaks if i > index), default=len(tree.tokens))
    return {i for i in said if first < i < last}


def content_spans(tree: Tree, said: set[int], quoted: list[Quoted]) -> tuple[Span, ...]:
    """The spans of the said tokens: one for each unbroken run, edges trimmed, quotation marks kept whole."""
    spans: list[Span] = []
    for run in _runs(tree, said):
        start, end = tree.tokens[run[0]].start, tree.tokens[run[-1]].end
        start, end = _with_marks(*trim(tree.text, start, end), quoted)
        if any(tree.tokens[i].pos not in ("PUNCT", "CCONJ") for i in run) and end > start:
            spans.append(Span(start, end, tree.text[start:end], tree.sentence.field))
    return tuple(spans)


def _runs(tree: Tree, said: set[int]) -> Iterator[list[int]]:
    """Unbroken runs of tokens; a gap of nothing but punctuation does not break one."""
    run: list[int] = []
    for index in sorted(said):
        gap = range(run[-1] + 1, index) if run else range(0)
        if run and any(tree.tokens[i].pos not in ("PUNCT", "SPACE") for i in gap):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without white space and stops at either edge."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def _with_marks(start: int, end: int, quoted: Iterable[Quoted]) -> tuple[int, int]:
    """The offsets widened by a mark or stop where the edge stands just inside a quoted run."""
    for run in quoted:
        if run.start < end and start < run.end:
            if 0 < start - run.start <= 2:
                start = run.start
            if 0 < run.end - end <= 3:
                end = run.end
    return start, end
