"""In or on what somebody spoke: the outlet or platform that a reporting clause names."""

from __future__ import annotations

from whodid.attribution.lexicon import load_words
from whodid.attribution.syntax import VERBS, Tree
from whodid.media import Outlet, find_outlet

CARRIERS = frozenset({"in", "on", "via", "during", "over", "through", "by", "at", "to", "with"})


def find_medium(tree: Tree, verb: int) -> str | None:
    """The medium of the saying at token `verb` ("in an interview with Rossiya-24" gives "Rossiya-24"), or None.

    A cue below another verb shares its medium: "posted a message on Twitter blaming …", "told Sky News, adding …".
    """
    medium = _medium_at(tree, verb) or _beside_speaker(tree, verb)
    if medium is None and tree.tokens[verb].lemma.lower() == "tweet":
        return "Twitter"
    for child in tree.children(verb, "advcl"):
        if medium is None and tree.tokens[child].text.lower() in ("speaking", "appearing", "writing", "posting"):
            medium = _medium_at(tree, child)
    while medium is None and tree.tokens[verb].dep in ("advcl", "acl", "xcomp") and tree.tokens[verb].tag == "VBG":
        verb = next(
            (above for above in tree.ancestors(verb) if tree.tokens[above].pos in VERBS), tree.tokens[verb].head
        )
        medium = _medium_at(tree, verb)
    return medium


def _beside_speaker(tree: Tree, verb: int) -> str | None:
    """The platform named with the subject: "Lund, also on Twitter, wrote …"."""
    subject = tree.own_subject(verb)
    for child in tree.children(subject, "prep") if subject is not None else []:
        outlet = find_outlet(tree.span(tree.subtree(child)).text)
        if outlet is not None and outlet.kind == "platform":
            return outlet.name
    return None


def _medium_at(tree: Tree, verb: int) -> str | None:
    for child in tree.children(verb, "prep", "dobj", "dative", "advcl", "pobj", "npadvmod"):
        token = tree.tokens[child]
        if child < verb and token.dep != "prep":
            continue
        if token.dep in ("dobj", "dative"):
            outlet = addressed_outlet(tree, child)
            if outlet is not None and outlet.kind == "outlet":
                return _described(tree, [child]) or outlet.name
            for below in tree.children(child, "prep"):  # "posted a message on Twitter"
                carrier = find_outlet(tree.span(tree.subtree(below)).text)
                if carrier is not None and carrier.kind == "platform":
                    return carrier.name
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
    if outlet is not None and outlet.kind == "agency" and first == "by":
        return None  # "was quoted as saying by Interfax": a relay
    if outlet is not None and (first != "to" or outlet.kind == "outlet"):
        return outlet.name
    return _described(tree, below)


def _described(tree: Tree, below: list[int]) -> str | None:
    """An outlet that no list holds, told by its kind: "with the daily Vesti", "on Kanal 7 television"."""
    for index in below:
        if tree.tokens[index].lemma.lower() in load_words("broadcasters"):
            while tree.tokens[index].dep in ("compound", "amod", "nmod"):
                index = tree.tokens[index].head
            phrase = sorted(tree.noun_phrase(index))
            names = [i for i in phrase if _is_name(tree, i)]
            if names:
                return tree.span(names).text
    return None


def _is_name(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.pos in ("PROPN", "NUM") and token.text.lower() not in load_words("broadcasters")
