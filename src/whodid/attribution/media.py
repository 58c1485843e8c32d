"""In or on what somebody spoke: the outlet or platform that a reporting clause names."""

from __future__ import annotations

from whodid.attribution.lexicon import Outlet, find_outlet, load_words
from whodid.attribution.syntax import Tree

CARRIERS = frozenset({"in", "on", "via", "during", "over", "through", "by", "at", "to", "with"})


def find_medium(tree: Tree, verb: int) -> str | None:
    """The medium of the saying at token `verb` ("in an interview with Rossiya-24" gives "Rossiya-24"), or None."""
    for child in tree.children(verb, "prep", "dobj", "dative", "advcl", "pobj", "npadvmod"):
        token = tree.tokens[child]
        if child < verb and token.dep != "prep":
            continue
        if token.dep in ("dobj", "dative"):
            outlet = addressed_outlet(tree, child)
            if outlet is not None and outlet.kind == "outlet":
                return outlet.name
        elif token.text.lower() in CARRIERS:
            medium = _carried(tree, child)
            if medium:
                return medium
    return None


def addressed_outlet(tree: Tree, spoken_to: int) -> Outlet | None:
    """The outlet somebody told something to ("told Reuters", "told the BBC's Newsnight"), or None."""
    return find_outlet(tree.span(tree.noun_phrase(spoken_to)).text)


def _carried(tree: Tree, preposition: int) -> str | None:
    below = [i for i in sorted(tree.subtree(preposition)) if i != preposition]
    words = tree.span(below).text if below else ""
    first = tree.tokens[preposition].text.lower()
    if not words:
        return None
    if first == "on" and words.split()[0].rstrip(",.") == "X":
        return "X"
    outlet = find_outlet(words)
    if outlet is not None and (first != "to" or outlet.kind == "outlet"):
        return outlet.name
    return _described(tree, below)


def _described(tree: Tree, below: list[int]) -> str | None:
    """An outlet that no list holds, told by its kind: "with the daily Vesti", "on Kanal 7 television"."""
    for index in below:
        if tree.tokens[index].lemma.lower() in load_words("broadcasters"):
            phrase = sorted(tree.noun_phrase(index))
            names = [i for i in phrase if tree.tokens[i].pos == "PROPN" and i != index]
            if names:
                return tree.span(names).text
    return None
