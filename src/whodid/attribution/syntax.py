"""One sentence's tokens as a tree: children, subtrees, subjects and noun phrases, by token index."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from whodid.attribution.lexicon import load_words
from whodid.model import Sentence, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
INNER = frozenset(
    {"det", "amod", "compound", "poss", "case", "nummod", "quantmod", "nmod", "predet", "advmod", "punct"},
)
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBS = frozenset({"VERB", "AUX"})


class Tree:
    """A sentence with its tokens' children: owns the index that makes walking down cheap."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.text = text
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self._children[token.head].append(index)

    @cached_property
    def root(self) -> int:
        """The token that heads the sentence."""
        return next((i for i, token in enumerate(self.tokens) if token.head == i), 0)

    def children(self, index: int, *deps: str) -> list[int]:
        """The children of a token, in order; only those with one of the relations `deps` where given."""
        return [child for child in self._children[index] if not deps or self.tokens[child].dep in deps]

    def subtree(self, index: int, *, without: Iterable[int] = ()) -> set[int]:
        """The token and all below it, leaving out the subtrees headed by `without`."""
        left_out, found, waiting = set(without), set[int](), [index]
        while waiting:
            here = waiting.pop()
            if here not in found and here not in left_out:
                found.add(here)
                waiting += self._children[here]
        return found

    def ancestors(self, index: int) -> list[int]:
        """The heads above a token, nearest first."""
        found: list[int] = []
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            if index in found:
                break
            found.append(index)
        return found

    def subject(self, verb: int) -> int | None:
        """The token that says who does `verb`: its own subject, or the one it shares with the verb above it."""
        seen = set[int]()
        finite = self.tokens[verb].tag in ("VBD", "VBZ", "VBP")
        while verb not in seen:
            seen.add(verb)
            own = self.own_subject(verb)
            if own is not None:
                return self._antecedent(own, verb)
            token = self.tokens[verb]
            above = token.head
            if token.dep == "acl" and self.tokens[above].pos in NOUNS:
                return above
            if token.dep == "pcomp" and self.tokens[above].dep == "prep":
                lead, above = self.tokens[above].text.lower(), self.tokens[above].head
                quoted = self.children(above, "nsubjpass")
                if lead == "as" and self.tokens[above].lemma.lower() in load_words("quoters"):
                    quoted = quoted or self.children(above, "dobj")  # "the agency quoted the minister as saying"
                if lead == "as" and quoted:  # "was quoted by the agency as saying"
                    return quoted[-1]
                if self.tokens[above].pos in NOUNS and self.tokens[above].dep == "dobj":
                    if finite:  # "accused rebels of looting and blamed …": the second verb is not the rebels'
                        above = self.tokens[above].head
                    else:
                        return above
            elif token.dep not in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "dep", "acl"):
                return None
            if token.dep == "ccomp" and token.tag not in ("VBG", "VB"):
                return None
            verb = above
        return None

    def quoter(self, verb: int) -> int | None:
        """The verb that quotes the saying at `verb` ("quoted him as saying"), or None."""
        token = self.tokens[verb]
        above = self.tokens[token.head].head
        if token.dep != "pcomp" or self.tokens[token.head].text.lower() != "as":
            return None
        return above if self.tokens[above].lemma.lower() in load_words("quoters") else None

    def own_subject(self, verb: int) -> int | None:
        """The subject child of `verb` (for a passive: the one who did it), or None."""
        agents = [below for agent in self.children(verb, "agent") for below in self.children(agent, "pobj")]
        if agents:
            return agents[0]
        subjects = self.children(verb, "nsubj") or self.children(verb, "nsubjpass")
        return subjects[-1] if subjects else None

    def _antecedent(self, subject: int, verb: int) -> int:
        """For "who" in a relative clause, the noun the clause describes; any other subject as it is."""
        token = self.tokens[subject]
        if token.tag in ("WP", "WDT") and self.tokens[verb].dep == "relcl":
            return self.tokens[verb].head
        if token.tag in ("WP", "WDT") and self.tokens[verb].dep == "conj":
            above = self.tokens[verb].head
            if self.tokens[above].dep == "relcl":
                return self.tokens[above].head
        return subject

    def noun_phrase(self, head: int) -> set[int]:
        """The noun phrase around `head`: modifiers before it, "of"-like phrases and partners after it, no clauses."""
        found = {head}
        for child in self._children[head]:
            token = self.tokens[child]
            if (child < head and token.dep in INNER | {"appos", "dep"}) or token.dep in ("case", "compound", "nummod"):
                found |= self.subtree(child)
            elif child > head and token.dep == "prep" and not self._after_comma(min(self.subtree(child))):
                found |= {i for i in self.subtree(child) if i < self._clause_below(child)}
            elif token.dep in ("cc", "conj") and token.pos not in VERBS:
                found |= {child} if token.dep == "cc" else self.noun_phrase(child)
        return self._trimmed(found)

    def _after_comma(self, index: int) -> bool:
        return index > 0 and self.tokens[index - 1].text in (",", "—", "–", "--", "(")

    def _clause_below(self, index: int) -> int:
        """The first token of a clause or bracket below `index`, or the number of tokens where there is none."""
        below = self.subtree(index)
        cut = len(self.tokens)
        for i in below:
            if self.tokens[i].dep in ("relcl", "acl", "advcl") or self.tokens[i].text in (",", "(", "—", "–", "--"):
                cut = min(cut, min(self.subtree(i)))
        return cut

    def _trimmed(self, indexes: set[int]) -> set[int]:
        ordered = sorted(indexes)
        while len(ordered) > 1 and self.tokens[ordered[0]].pos == "PUNCT":
            ordered.pop(0)
        while len(ordered) > 1 and self.tokens[ordered[-1]].pos == "PUNCT" and self.tokens[ordered[-1]].text != ")":
            ordered.pop()
        return set(ordered)

    def span(self, indexes: Iterable[int]) -> Span:
        """The words from the first to the last of the given tokens, whatever stands between."""
        ordered = sorted(indexes)
        start, end = self.tokens[ordered[0]].start, self.tokens[ordered[-1]].end
        return Span(start, end, self.text[start:end], self.sentence.field)

    def is_clause(self, index: int) -> bool:
        """Whether the token heads something with a subject or a finite verb."""
        token = self.tokens[index]
        if self.children(index, *SUBJECTS):
            return True
        return token.tag in ("VBD", "VBP", "VBZ", "MD") or any(
            self.tokens[child].tag in ("VBD", "VBP", "VBZ", "MD") for child in self.children(index, "aux", "auxpass")
        )

    def negated(self, verb: int) -> bool:
        """Whether the saying is denied: "did not say", "declined to say", "never said"."""
        if self.children(verb, "neg"):
            return True
        token = self.tokens[verb]
        above = self.tokens[token.head]
        return token.dep == "xcomp" and above.lemma.lower() in load_words("refusers")
