"""Predicates with their sides, read off the dependencies: what every pattern is matched against.

A frame says who stands where around a verb or an event noun, with the grammar undone: passives, "by" agents, control
("urged Iran to halt"), shared subjects ("met and signed"), relative and reduced relative clauses, participles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from whodid.model import Sentence

SUBJECTS = {"nsubj", "csubj"}
PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
RELATIVE_WORDS = {"who", "whom", "which", "that"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
SUBJECT_CONTROL = {"promise", "vow", "threaten", "refuse", "agree", "plan", "want", "try", "seek", "continue", "begin"}
"""Verbs whose infinitive keeps their own subject although they may have an object ("promised Mali to send troops")."""


@dataclass(frozen=True, slots=True)
class Prep:
    """A prepositional phrase: the preposition's lemma, its objects (token indices), and what it hangs on."""

    word: str
    objects: tuple[int, ...]
    host: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate (`head`, a token index) and the token indices of what stands around it; empty where there is none.

    `subjects` and `objects` are logical: for "was attacked by X", X is the subject. `clauses` are the heads of
    infinitive, "that" and gerund complements. `agentless` is True for a passive without "by".
    """

    head: int
    lemma: str
    verbal: bool
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    datives: tuple[int, ...] = ()
    preps: tuple[Prep, ...] = ()
    particles: tuple[str, ...] = ()
    clauses: tuple[int, ...] = ()
    agentless: bool = False
    owners: tuple[int, ...] = field(default=())


class Tree:
    """One sentence's tokens with their children, and the questions frames ask of them.

    `named` are the tokens that head a resolved mention: they decide which of two like phrases a slot means
    ("imposed sanctions on Iran on Thursday").
    """

    def __init__(self, sentence: Sentence, named: frozenset[int] = frozenset()) -> None:
        self.sentence = sentence
        self.named = named
        self.tokens = sentence.tokens
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                self.children[token.head].append(i)

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of token `i` with one of the given labels, in order."""
        return [child for child in self.children[i] if self.tokens[child].dep in deps]

    def subtree(self, i: int) -> list[int]:
        """Token `i` and all below it, in order."""
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo += self.children[at]
        return sorted(found)

    def gerunds_of(self, i: int) -> tuple[int, ...]:
        """Heads of the gerund clauses behind prepositions of token `i` ("jailed for helping")."""
        return tuple(k for prep in self.kids(i, "prep") for k in self.kids(prep, "pcomp"))

    def names_somebody(self, i: int) -> bool:
        """Whether a resolved mention stands in the phrase headed by token `i`."""
        return any(j in self.named for j in self.subtree(i))

    def coordinated(self, i: int) -> tuple[int, ...]:
        """Token `i` and what is joined to it by "and", "or" or commas, in order."""
        found = [i]
        for child in self.kids(i, "conj", "appos"):
            if self.tokens[child].dep == "conj" or self._lists_on(i, child):
                found += self.coordinated(child)
        return tuple(found)

    def _lists_on(self, i: int, child: int) -> bool:
        """Whether an "apposition" is the next item of a list of names ("The US, Russia, and Chile met")."""
        return {i, child} <= self.named and bool(self.kids(child, "conj")) and self.tokens[child].pos == "PROPN"

    def antecedent(self, i: int) -> int:
        """For a relative pronoun the noun its clause hangs on, else `i` itself."""
        if self.tokens[i].text.lower() not in RELATIVE_WORDS or self.tokens[i].tag not in {"WDT", "WP"}:
            return i
        at = i
        while self.tokens[at].dep != "relcl":
            if self.tokens[at].head == at:
                return i
            at = self.tokens[at].head
        return self.tokens[at].head

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of token `i`, nearest first, up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i


def is_passive(tree: Tree, i: int) -> bool:
    """Whether the verb at `i` is passive: an auxiliary or subject says so, or it is a reduced relative participle."""
    if tree.kids(i, "auxpass", "nsubjpass", "agent"):
        return True
    token = tree.tokens[i]
    if token.tag == "VBN" and token.dep in {"acl", "amod"}:
        return True
    if token.tag == "VBN" and token.dep == "conj" and not tree.kids(i, "aux", "nsubj", "dobj"):
        return is_passive(tree, token.head)
    return token.tag == "VBN" and token.dep in {"ROOT", "advcl"} and not tree.kids(i, "aux", "nsubj", "dobj")


def frames(tree: Tree) -> list[Frame]:
    """The frames of all verbs and of all common nouns of the sentence, in order of their words."""
    found = []
    for i, token in enumerate(tree.tokens):
        if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            found.append(verb_frame(tree, i))
            if token.tag == "VBG" and tree.kids(i, "poss", "det"):  # "the country's bombing of …"
                found.append(noun_frame(tree, i))
        elif token.pos in {"NOUN", "PROPN"} or token.tag.startswith("NN"):
            found.append(noun_frame(tree, i))
            if token.tag in {"NNS", "NN", "NNP", "NNPS"} and _may_be_headline_verb(tree, i):
                found.append(verb_frame(tree, i))
    return found


def _may_be_headline_verb(tree: Tree, i: int) -> bool:
    """Whether a "noun" of a headline may be its verb ("Iran slams raid"): the parser reads many as plural nouns."""
    return tree.sentence.field == "title" and 0 < i < len(tree.tokens) - 1 and tree.tokens[i].text.endswith("s")


def verb_frame(tree: Tree, i: int) -> Frame:
    """The frame of the verb at `i`; its logical subject may stand far away (shared, controlled, relative)."""
    passive = is_passive(tree, i)
    agents = [j for by in tree.kids(i, "agent") for j in _agents_behind(tree, by)]
    surface = _spread(tree, surface_subjects(tree, i))
    objects = _spread(tree, _direct_objects(tree, i))
    if passive:
        if tree.tokens[i].dep in {"acl", "amod"} and not surface:
            surface = (tree.tokens[i].head,)
        retained = objects  # "was handed a sentence": the object kept in a passive
        objects, subjects = surface + retained, tuple(agents)
    else:
        subjects = surface
    clauses = tree.kids(i, "xcomp", "ccomp", "pcomp", "advcl")
    return Frame(
        head=i,
        lemma=tree.tokens[i].lemma.lower(),
        verbal=True,
        subjects=subjects,
        objects=objects,
        datives=_datives(tree, i),
        preps=_preps(tree, i),
        particles=tuple(tree.tokens[j].lemma.lower() for j in tree.kids(i, "prt")),
        clauses=tuple(clauses),
        agentless=passive and not agents,
    )


def noun_frame(tree: Tree, i: int) -> Frame:
    """The frame of an event noun: owners are possessors and adjectives before it ("Turkey's", "Turkish")."""
    owners = [*tree.kids(i, "poss"), *tree.kids(i, "compound", "amod", "nmod")]
    owners = [j for j in owners if tree.tokens[j].pos in NOMINAL]
    if tree.tokens[i].dep == "compound":  # "bomb attack": owners of the head noun own its parts
        return Frame(i, tree.tokens[i].lemma.lower(), verbal=False)
    agents = [j for by in tree.kids(i, "agent") for j in _objects_of(tree, by)]
    preps = _preps(tree, i)
    agents += [j for prep in preps if prep.word == "by" for j in prep.objects]
    clauses = tree.kids(i, "acl", "relcl", "ccomp")
    return Frame(
        head=i,
        lemma=tree.tokens[i].lemma.lower(),
        verbal=False,
        subjects=tuple(agents),
        preps=preps,
        clauses=tuple(clauses),
        owners=_spread(tree, owners),
    )


def surface_subjects(tree: Tree, i: int, depth: int = 0) -> list[int]:
    """Grammatical subjects of the verb at `i`, its own or those it shares; empty where there are none."""
    own = tree.kids(i, *SUBJECTS, *PASSIVE_SUBJECTS)
    own = [j for j in own if tree.tokens[j].pos in NOMINAL or tree.tokens[j].pos == "VERB"]
    if own:
        return [tree.antecedent(own[0])]
    token = tree.tokens[i]
    if depth > 8 or token.head == i:
        return _inverted_subject(tree, i)
    head = token.head
    if token.dep in {"acl", "amod"} and token.tag == "VBG":
        return [head]
    if token.dep == "acl" and token.tag == "VB":  # "plans to attack", "the decision to leave": the owner of the plan
        return _owners(tree, head) or _light_subject(tree, head, depth)
    if token.dep == "relcl":
        return [head] if _has_relative_word(tree, i) else []
    if token.dep == "xcomp" and tree.tokens[head].lemma not in SUBJECT_CONTROL:
        objects = tree.kids(head, "dobj", "dative")
        if objects and not is_passive(tree, head):
            return [objects[0]]
    if token.dep == "pcomp":
        return _prenominal_head(tree, i) or _pcomp_subject(tree, i, depth)
    if token.dep in {"conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"} and tree.tokens[head].pos in {
        "VERB",
        "AUX",
    }:
        return surface_subjects(tree, head, depth + 1)
    return []


def _inverted_subject(tree: Tree, i: int) -> list[int]:
    """The subject of a headline's bare participle or noun-read verb: the noun just before it, where one hangs near."""
    if tree.sentence.field != "title" or i == 0 or (tree.tokens[i].pos == "VERB" and tree.kids(i, "nsubj")):
        return []
    before = i - 1
    return [before] if tree.tokens[before].pos in {"PROPN", "NOUN"} and tree.tokens[i].pos in {"NOUN", "PROPN"} else []


def _owners(tree: Tree, noun: int) -> list[int]:
    return [
        j for j in tree.kids(noun, "poss", "compound", "amod") if tree.tokens[j].pos in {"PROPN", "ADJ", "NOUN", "PRON"}
    ][:1]


def _light_subject(tree: Tree, noun: int, depth: int) -> list[int]:
    """The subject of the verb whose object the noun is ("Iran announced plans to …": Iran)."""
    head = tree.tokens[noun].head
    if tree.tokens[noun].dep in {"dobj", "attr", "nsubjpass"} and tree.tokens[head].pos in {"VERB", "AUX"}:
        return surface_subjects(tree, head, depth + 1)
    return []


def _pcomp_subject(tree: Tree, i: int, depth: int) -> list[int]:
    """Who does a gerund: "thanked Russia for supporting": Russia; "responded by closing": the subject."""
    prep = tree.tokens[i].head
    host = tree.tokens[prep].head
    if tree.tokens[host].pos not in {"VERB", "AUX"} and _may_be_headline_verb(tree, host):
        return _headline_objects(tree, host)
    if tree.tokens[host].pos not in {"VERB", "AUX"}:
        return _owners(tree, host) or _light_subject(tree, host, depth)
    objects = tree.kids(host, "dobj")
    if objects and tree.tokens[prep].lemma in {"for", "of", "from", "into"} and not is_passive(tree, host):
        return [objects[0]]
    return surface_subjects(tree, host, depth + 1)


def _has_relative_word(tree: Tree, i: int) -> bool:
    return any(
        tree.tokens[j].tag in {"WDT", "WP"} and tree.tokens[j].dep in SUBJECTS | PASSIVE_SUBJECTS
        for j in tree.children[i]
    )


def _direct_objects(tree: Tree, i: int) -> list[int]:
    """Objects of the verb at `i`: its own, the subject of a small clause, what a relative clause or headline leaves."""
    return (
        tree.kids(i, "dobj")
        or _small_clause_subject(tree, i)
        or _relative_object(tree, i)
        or (_headline_objects(tree, i) if _may_be_headline_verb(tree, i) else [])
        or _infinitive_subjects(tree, i)
    )


def _infinitive_subjects(tree: Tree, i: int) -> list[int]:
    """Who is to do an infinitive: "allowed the inspectors to enter" (parsed as the subject of "enter")."""
    clauses = [j for j in tree.kids(i, "ccomp") if any(tree.tokens[k].tag == "TO" for k in tree.kids(j, "aux"))]
    return [k for j in clauses for k in tree.kids(j, "nsubj", "nsubjpass")]


def _headline_objects(tree: Tree, i: int) -> list[int]:
    """The object of a headline's verb that was read as a noun ("Peru thanks Chile for …": an apposition)."""
    if tree.tokens[i].pos == "VERB":
        return []
    return [j for j in tree.kids(i, "appos", "npadvmod", "nmod") if j > i][:1]


def small_clauses(tree: Tree, i: int) -> list[int]:
    """Heads of verbless complements: "held Israel responsible", "set the crew free", "took the guard hostage"."""
    found = tree.kids(i, "oprd", "acomp", "attr")
    found += [j for j in tree.kids(i, "ccomp", "xcomp") if tree.tokens[j].pos not in {"VERB", "AUX"}]
    return found


def _small_clause_subject(tree: Tree, i: int) -> list[int]:
    return [k for j in small_clauses(tree, i) for k in tree.kids(j, "nsubj")]


def _relative_object(tree: Tree, i: int) -> list[int]:
    """The object that a relative clause leaves out: "the raid (which) Iran carried out" gives raid."""
    token = tree.tokens[i]
    if token.dep != "relcl" or is_passive(tree, i) or not tree.kids(i, "nsubj"):
        return []
    subject = tree.kids(i, "nsubj")[0]
    if tree.tokens[subject].tag in {"WDT", "WP"} or tree.kids(i, "ccomp", "xcomp"):
        return []
    if any(tree.tokens[j].lemma.lower() in {"where", "when", "why"} for j in tree.children[i]):
        return []
    return [token.head]


def _spread(tree: Tree, heads: list[int]) -> tuple[int, ...]:
    """Each head with what is joined to it, relative pronouns followed to their nouns; no repeats."""
    found: list[int] = []
    for head in heads:
        for j in tree.coordinated(tree.antecedent(head)):
            if j not in found:
                found.append(j)
    return tuple(found)


def _objects_of(tree: Tree, prep: int) -> list[int]:
    return list(_spread(tree, tree.kids(prep, "pobj")))


def _agents_behind(tree: Tree, by: int) -> list[int]:
    """The objects of "by", also where a participle before the noun was read as a gerund ("by protesting deputies")."""
    prenominal = [k for j in tree.kids(by, "pcomp") for k in _prenominal_head(tree, j)]
    return _objects_of(tree, by) or list(_spread(tree, prenominal))


def _prenominal_head(tree: Tree, i: int) -> list[int]:
    """The noun of a gerund behind "by" that stands just before it, as its participle ("by protesting deputies")."""
    behind_by = tree.tokens[i].dep == "pcomp" and tree.tokens[tree.tokens[i].head].dep == "agent"
    return [j for j in tree.kids(i, "dobj") if behind_by and j == i + 1]


def _datives(tree: Tree, i: int) -> tuple[int, ...]:
    found: list[int] = []
    for j in tree.kids(i, "dative"):
        found += _objects_of(tree, j) if tree.tokens[j].pos == "ADP" else [j]
    return _spread(tree, found)


def _preps(tree: Tree, i: int) -> tuple[Prep, ...]:
    """Prepositional phrases of token `i`, also those behind another preposition ("from within X", "out of X")."""
    found: list[Prep] = []
    for j in [*tree.kids(i, "prep", "agent", "dative"), *_particle_preps(tree, i)]:
        if tree.tokens[j].pos not in {"ADP", "SCONJ", "VERB", "ADV", "PART"}:
            continue
        found.append(Prep(tree.tokens[j].text.lower(), tuple(_objects_of(tree, j)), i))
        for inner in tree.kids(j, "prep"):  # "out of X", "from within X"
            found.append(Prep(tree.tokens[inner].text.lower(), tuple(_objects_of(tree, inner)), i))
    return tuple(found)


def _particle_preps(tree: Tree, i: int) -> list[int]:
    return [k for j in tree.kids(i, "prt", "advmod") for k in tree.kids(j, "prep")]
