"""To whom something was said or written: "told reporters", "wrote to the council", "in a letter to the UN"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from whodid.attribution.lexicon import load_words
from whodid.attribution.syntax import NOUNS, VERBS, Tree
from whodid.model import Quotation, Span

ASIDE = frozenset({"on", "in", "at", "during", "after", "before", "by", "from", "about", "over", "for", "as"})
"""Prepositions that a parser hangs from the addressee, but that tell where or when: "told reporters in Oslo"."""


def with_addressees(quotations: Sequence[Quotation], trees: Sequence[Tree]) -> list[Quotation]:
    """The quotations, each with the words that name to whom its reporting clause says it was said, if any."""
    return [replace(quotation, addressee=_addressee_of(quotation, trees)) for quotation in quotations]


def _addressee_of(quotation: Quotation, trees: Sequence[Tree]) -> Span | None:
    cue = quotation.cue
    tree = next((tree for tree in trees if cue and tree.sentence.start <= cue.start < tree.sentence.end), None)
    if cue is None or tree is None:
        return None
    verb = next((i for i, token in enumerate(tree.tokens) if token.start == cue.start), None)
    if verb is None or tree.tokens[verb].pos not in VERBS:
        return None
    found = find_addressee(tree, verb)
    if found is None or any(span.start < found.end and found.start < span.end for span in quotation.content):
        return None
    return found


def find_addressee(tree: Tree, verb: int) -> Span | None:
    """The words that name to whom the saying at token `verb` was addressed, or None.

    The object of telling, who is spoken or written to, or to whom the writing or the interview goes that it stands in.
    """
    noun = _told(tree, verb)
    if noun is None and tree.tokens[verb].lemma.lower() in load_words("plain_speech"):
        noun = _below(tree, tree.children(verb, "prep", "dative"), "to")
    if noun is None:
        noun = _written_to(tree, verb)
    for clause in tree.children(verb, "advcl") if noun is None else []:
        if noun is None and tree.tokens[clause].text.lower() in ("speaking", "talking", "addressing", "writing"):
            noun = _told(tree, clause) or _below(tree, tree.children(clause, "prep"), "to", "before")
    return tree.span(_name_of(tree, noun)) if noun is not None else None


def _told(tree: Tree, verb: int) -> int | None:
    if tree.tokens[verb].lemma.lower() not in load_words("told_verbs"):
        return None
    told = [i for i in tree.children(verb, "dobj", "dative", "iobj") if tree.tokens[i].pos in NOUNS]
    if not tree.children(verb, "nsubjpass") and told:
        return told[0]
    # "told AFP that …": the parser may take who is told for the subject of what is told
    for clause in tree.children(verb, "ccomp"):
        for subject in tree.children(clause, "nsubj"):
            marks = [i for i in tree.children(clause, "mark") if i > subject]
            if subject == verb + 1 and marks and tree.tokens[subject].pos in NOUNS:
                return subject
    return None


def _written_to(tree: Tree, verb: int) -> int | None:
    """Who gets the letter, or does the interview, in which it is said."""
    for preposition in tree.children(verb, "prep"):
        if tree.tokens[preposition].text.lower() not in ("in", "during", "via", "through"):
            continue
        for noun in tree.children(preposition, "pobj"):
            lemma, below = tree.tokens[noun].lemma.lower(), tree.children(noun, "prep")
            if lemma in load_words("writings") | load_words("occasions"):
                found = _below(tree, below, "to", *(("with",) if lemma in load_words("occasions") else ()))
                # a parser may hang "to the council" from the verb
                return found if found is not None else _below(tree, tree.children(verb, "prep"), "to")
    return None


def _below(tree: Tree, prepositions: Iterable[int], *words: str) -> int | None:
    for preposition in prepositions:
        if tree.tokens[preposition].text.lower() in words:
            for noun in tree.children(preposition, "pobj"):
                if tree.tokens[noun].pos in NOUNS:
                    return noun
    return None


def _name_of(tree: Tree, noun: int) -> set[int]:
    """The noun phrase without what tells where or when it was said."""
    phrase = tree.noun_phrase(noun)
    for child in tree.children(noun, "prep"):
        if tree.tokens[child].text.lower() in ASIDE:
            phrase -= tree.subtree(child)
    return {i for i in phrase if tree.tokens[i].text not in (",", ".")} if len(phrase) > 1 else phrase
