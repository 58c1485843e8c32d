"""The place an event gets as it is read: what its sentence states, else the scene that the narration has set.

A dateline says where the story was filed, not where things happened, and is not used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from whodid.events.clauses import children
from whodid.events.gazetteer import look_up
from whodid.events.status import read_status
from whodid.events.when.anchors import anchor_day
from whodid.events.when.narration import body
from whodid.events.where.act import Act
from whodid.events.where.clause import names_unknown_place, stated_place
from whodid.events.wordlists import word_set
from whodid.model import Place, Sentence, Story

NONE_STATED = "none stated"
_LEAD_SENTENCES = 4
_SENTENCES_BACK = 6
"""How far a scene holds; past the sentences before, only the lead's does."""

_LOCAL_TYPES = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
"""Types of acts that are done at one scene, whatever word tells them."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an event happened with the step that found it; without a place, the reason."""

    place: Place | None = None
    step: str | None = None
    reason: str | None = None


def place_event(
    story: Story, sentence: Sentence, head: int, act: Act | None = None, *, background: bool = False
) -> Placing:
    """The place of the event whose head is token `head`, with how it was found; or the reason for none.

    Looks for a place in the event's own clause ("in Quito", "at a fair in the capital"; for who travels, where to:
    "on her tour to Nairobi"), then in the clauses over it. For an act done at one scene ("police arrested ten")
    the scene the narration has set holds: the same paragraph's, else the lead's; not where it lies abroad for an act
    among people of one country. A headline that names no place has the lead's. `basis` are the words that place it.
    """
    act = act or Act()
    place = stated_place(story, sentence, head, act.event_type)
    if place is not None:
        return _placed(place, act, f"place: stated with the act, “{place.basis}”")
    place = None if background else _scene(story, sentence, head, act)
    if place is not None:
        return _placed(place, act, f"place: the scene told elsewhere in the story, “{place.basis}”")
    return Placing(reason=NONE_STATED)


def _placed(place: Place, act: Act, step: str) -> Placing:
    """The placing; a town that no table knows, or several countries have, lies in the country the act is done in."""
    known = look_up(place.name)
    can_be = known is None or not known.homes or act.home in known.homes
    if place.country is None and place.precision in ("point", "city") and act.home is not None and can_be:
        return Placing(replace(place, country=act.home), f"{step}; in {act.home}, where the parties are at home")
    return Placing(place, step)


def _scene(story: Story, sentence: Sentence, head: int, act: Act) -> Place | None:
    """The place that sentences before (for a headline: the lead) set for an act done at one scene."""
    told = body(story)
    if not told:
        return None
    lead = told[:_LEAD_SENTENCES]
    lemma = sentence.tokens[head].lemma.lower()
    local = lemma in word_set("where", "local_acts") or (
        act.event_type in _LOCAL_TYPES and lemma not in word_set("where", "judges")
    )
    if sentence.field == "title":
        return _first_place(story, lead, lemma, act, local=local)
    goes_on = act.event_type == "CONSULT" and _goes_on(sentence, head)
    if not (local or goes_on) or sentence.tokens[head].dep == "amod" or names_unknown_place(sentence, head):
        return None
    if not read_status(sentence, head).is_real:
        return None
    before = [other for other in told if other.index < sentence.index][-_SENTENCES_BACK:]
    others = [*reversed(before), *(other for other in lead if other.index != sentence.index)]
    others = [other for other in others if not _of_another_year(story, other)]
    if goes_on:
        others = [other for other in before[-1:] if other.paragraph == sentence.paragraph]
    return _first_place(story, others, None, act)


def _of_another_year(story: Story, sentence: Sentence) -> bool:
    """Whether a sentence tells of a year that is not the story's: what happened then sets no scene for now."""
    printed = anchor_day(story)
    years = {
        token.text for token in sentence.tokens if token.entity == "DATE" and re.fullmatch(r"[12]\d{3}", token.text)
    }
    return printed is not None and bool(years) and str(printed.year) not in years


def _goes_on(sentence: Sentence, head: int) -> bool:
    """Whether it tells on, of who was just named, whom they met in person: "She arrived in Quito. *She* met ..."."""
    subjects = [sentence.tokens[index] for index in children(sentence, head, "nsubj", "nsubjpass")]
    far = sentence.tokens[head].lemma.lower() in word_set("where", "far")
    return not far and any(token.tag == "PRP" for token in subjects)


def _first_place(
    story: Story, sentences: list[Sentence], lemma: str | None, act: Act, *, local: bool = True
) -> Place | None:
    """The first place stated for the act of that lemma; of a `local` act also for another one that sets a scene."""
    for other in sentences:
        same = [index for index, token in enumerate(other.tokens) if token.lemma.lower() == lemma]
        for head in [*same, *(_scene_setters(other) if local else [])]:
            place = stated_place(story, other, head, act.event_type if head in same else None)
            if place is not None and act.may_be_in(place.country):
                return place
    return None


def _scene_setters(sentence: Sentence) -> list[int]:
    """Heads of what a sentence tells of a scene: local acts, comings and goings, and its main clause unless that only
    says or judges."""
    local = word_set("where", "local_acts") | word_set("where", "scenes")
    judges = word_set("where", "judges")
    return [
        index
        for index, token in enumerate(sentence.tokens)
        if token.lemma.lower() in local or (token.head == index and token.lemma.lower() not in judges)
    ]
