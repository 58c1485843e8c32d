"""Definite descriptions without a sector noun: "the country", "the two sides", "the group"."""

from __future__ import annotations

from dataclasses import replace

from whodid.actors.antecedents import best_antecedent
from whodid.actors.discourse import Discourse
from whodid.actors.drafts import Draft
from whodid.actors.wordlists import words_of
from whodid.model import Actor, Sentence

PAIR_REACH = 2
"""Sentences back that "the two countries" can reach."""
PLAIN = frozenset({"the", "this", "that", "whole", "entire"})
SECTORS_OF = {"armed": {"REB", "PRM", "IMG", "UAF"}, "media": {"JRN"}, "firm": {"BUS", "MNC"}} | {
    "states": {"IGO", "EUR", "UNO", "NGO"}
}  # fmt: skip
"""What a body's code must hold to be taken up by a noun of that kind ("the group", "the paper", "the bloc")."""


def description(talk: Discourse, sent: Sentence, at: int) -> Draft | None:
    """The draft of a description with head noun at token `at`; None where the words are no such description."""
    first = _definite(sent, at)
    if first is None:
        return None
    word = sent.tokens[at].text.lower()
    lead = [token.text.lower() for token in sent.tokens[first:at]]
    if word in words_of("two") and ("two" in lead or "both" in lead):
        return _pair(talk, sent, first, at)
    if word in words_of("country"):
        return _country(talk, sent, first, at)
    if word in words_of("body") and at - first == 1:
        return _body(talk, sent, first, at)
    return None


def _definite(sent: Sentence, at: int) -> int | None:
    """The token of the article where `at` is the head noun of "the ...", "this ..." or "both ..."; None otherwise."""
    for first in range(at - 1, max(at - 5, -1), -1):
        token = sent.tokens[first]
        if token.text.lower() in ("the", "this", "that", "these", "those", "both"):
            return first
        if token.tag not in ("JJ", "NN", "NNP", "CD", "HYPH", "VBG", "VBN"):
            return None
    return None


def _country(talk: Discourse, sent: Sentence, first: int, at: int) -> Draft | None:
    """ "The country", "the West African nation": the country, or the country of the person, that is last spoken of."""
    draft = Draft(sent.index, first, at, at, "description", "country")
    lead = [token.text.lower() for token in sent.tokens[first:at]]
    names = [" ".join(lead[i : i + n]) for n in (2, 1) for i in range(len(lead))]
    region = next((talk.scene.tables.regions[name] for name in names if name in talk.scene.tables.regions), None)
    if region is None and set(lead) - PLAIN:
        return None

    def fits(other: Draft) -> bool:
        if other.being not in ("country", "place", "office", "person", "body", "people") or not other.actors:
            return False
        code = other.actors[0].code.split(".")[0]
        return code in talk.scene.tables.countries and (region is None or code in region)

    if talk.scene.alone and talk.scene.country and region is None and not set(lead) - {"the"}:
        code = talk.scene.country
        basis = f"description: {talk.words(draft)}, the one the story is about"
        draft.actors = (Actor(talk.scene.tables.countries[code][0].name, code, basis),)
        return draft
    possessive = sent.tokens[at].dep == "poss"
    best = best_antecedent(talk, draft, fits, possessive=possessive, far=region is not None)
    if best is None:
        draft.reason = "no one country that it points at"
        return draft
    code = best.actors[0].code.split(".")[0]
    basis = f"description: {talk.words(draft)}, from {talk.words(best)!r}"
    draft.actors = (Actor(talk.scene.tables.countries[code][0].name, code, basis),)
    return draft


def _body(talk: Discourse, sent: Sentence, first: int, at: int) -> Draft | None:
    """ "The group", "the paper", "the council": the last body with that word in its name, or of that kind."""
    draft = Draft(sent.index, first, at, at, "description", "body")
    word = sent.tokens[at].text.lower()
    sectors = SECTORS_OF.get(words_of("body")[word], set())

    def fits(other: Draft) -> bool:
        if other.being != "body" or other.kind not in ("named", "collective") or not other.actors:
            return False
        name = f"{other.actors[0].name or ''} {talk.words(other)}".lower()
        return word in name.split() or bool(sectors & set(other.actors[0].code.split(".")))

    best = best_antecedent(talk, draft, fits)
    if best is None:
        return None
    return talk.identify(draft, best, f"description: the {word}, {best.actors[0].name or talk.words(best)}")


SIDES = frozenset({"GOV", "MIL", "REB", "PRM", "OPP", "LAB", "PTY"})
"""Sectors of bodies that may be the two sides of a quarrel within one country."""


def two_sides(talk: Discourse, draft: Draft) -> tuple[Actor, ...]:
    """The two bodies of one country that are named right before, for "both sides" of a quarrel at home; () for none."""
    for index in range(draft.sentence, max(draft.sentence - PAIR_REACH, 0) - 1, -1):
        found: dict[str, Actor] = {}
        for other in sorted(talk.drafts, key=lambda other: other.place):
            if other.sentence != index or other.place >= draft.place or len(other.actors) != 1:
                continue
            actor = other.actors[0]
            if other.being in ("body", "people", "country") and SIDES & set(actor.code.split(".")[1:]):
                found.setdefault(actor.code, actor)
        if len(found) == 2 and len({code.split(".")[0] for code in found}) == 1:
            basis = f"description: {talk.words(draft)}"
            return tuple(replace(actor, basis=basis) for actor in found.values())
        if found:
            break
    return ()


def paired_countries(talk: Discourse, draft: Draft) -> tuple[str, ...]:
    """The countries of "both governments", "the two armies": the two named right before, else the story's pair."""
    beings = {"country", "place", "person", "office", "body", "people"}
    for index in range(draft.sentence, max(draft.sentence - PAIR_REACH, 0) - 1, -1):
        before = draft.first if index == draft.sentence else None
        two = _actors_by_country(talk, index, beings, before=before)
        if len(two) == 2:
            return tuple(two)
    return talk.scene.pair or ()


def _pair(talk: Discourse, sent: Sentence, first: int, at: int) -> Draft:
    """ "The two countries", "both leaders": the two, and no more, named in the nearest sentence that names any."""
    word = sent.tokens[at].text.lower()
    leaders = word == "leaders"
    draft = Draft(sent.index, first, at, at, "description", "people" if leaders else "states", plural=True)
    beings = {"person", "office"} if leaders else {"country", "place", "person", "office", "body"}
    for index in range(sent.index, max(sent.index - PAIR_REACH, 0) - 1, -1):
        two = _actors_by_country(talk, index, beings, before=first if index == sent.index else None)
        if len(two) == 2:
            basis = f"description: {talk.words(draft)}"
            draft.actors = tuple(
                replace(actor, basis=basis) if leaders else Actor(_name(talk, code), code, basis)
                for code, actor in two.items()
            )
            return draft
        if len(two) > 2:
            draft.reason = "not two, and only two, right before"
            return draft
    opposed = () if leaders else two_sides(talk, draft)
    if opposed:
        draft.actors = opposed
        return draft
    if talk.scene.pair and not leaders:
        basis = f"description: {talk.words(draft)}, the two the story is about"
        draft.actors = tuple(Actor(_name(talk, code), code, basis) for code in talk.scene.pair)
        return draft
    draft.reason = "not two, and only two, right before"
    return draft


def _actors_by_country(talk: Discourse, index: int, beings: set[str], before: int | None) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for draft in sorted(talk.drafts, key=lambda draft: draft.place):
        if draft.sentence != index or draft.being not in beings or len(draft.actors) != 1:
            continue
        code = draft.actors[0].code.split(".")[0]
        if code in talk.scene.tables.countries and (before is None or draft.head < before):
            found.setdefault(code, draft.actors[0])
    return found


def _name(talk: Discourse, code: str) -> str:
    return talk.scene.tables.countries[code][0].name
