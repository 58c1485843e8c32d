"""Words that only point, resolved one after the other: pronouns, "the president", "his army", "the country".

First what the publisher writes, then what speakers say: "we" needs to know who "he added" is.
"""

from __future__ import annotations

from dataclasses import replace

from whodid.actors.acts import act
from whodid.actors.antecedents import best_antecedent
from whodid.actors.collectives import is_pair, is_parties
from whodid.actors.descriptions import description, paired_countries, two_sides
from whodid.actors.discourse import Discourse
from whodid.actors.drafts import Draft
from whodid.actors.pronouns import relative, third_person
from whodid.actors.scene import Scene
from whodid.actors.sectors import SectorPhrase, code_of
from whodid.actors.speakers import first_person
from whodid.actors.tables import Person, as_of
from whodid.actors.wordlists import words_of
from whodid.model import Actor, Sentence


def resolve_references(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts with pronouns and descriptions added and resolved, in the order of the text."""
    talk = Discourse(drafts, scene)
    for inside in (False, True):
        for sent in talk.sentences:
            for at in range(len(sent.tokens)):
                if ((sent.index, at) in talk.quoted) == inside:
                    _visit(talk, sent, at)
    return sorted(talk.drafts, key=lambda draft: draft.place)


def _visit(talk: Discourse, sent: Sentence, at: int) -> None:
    """Resolve the word at token `at` if it points and is not resolved yet."""
    held = talk.by_head.get((sent.index, at))
    if held is not None:
        if held.open:
            _point(talk, held)
        return
    token = sent.tokens[at]
    word = token.text.lower()
    draft: Draft | None = None
    if token.tag in ("PRP", "PRP$"):
        first = word in words_of("me") or word in words_of("we")
        draft = first_person(talk, sent, at) if first else third_person(talk, sent, at)
    elif token.tag in ("WP", "WDT", "WP$") and word in words_of("relative"):
        draft = relative(talk, sent, at)
    elif token.tag in ("NN", "NNS", "NNP"):
        draft = description(talk, sent, at) or act(talk, sent, at)
    if draft:
        talk.add(draft)


def _point(talk: Discourse, draft: Draft) -> None:
    """A sector phrase that points: at its owner ("his government"), or at who holds the office ("the president")."""
    phrase = draft.phrase
    assert phrase is not None, "only sector phrases are left open"
    draft.open = False
    if phrase.possessor is not None:
        owner = _possessor(talk, draft, phrase.possessor)
        if owner is None or not owner.actors:
            return
        draft.actors = tuple(_owned(talk, phrase, owner, actor) for actor in owner.actors)
    if draft.plural and phrase.owner is None and phrase.possessor is None:
        if not _find_holders(talk, draft, phrase) and is_pair(talk.sentences[draft.sentence], phrase):
            _find_pair(talk, draft, phrase)
    elif draft.being == "office" and phrase.noun.kind == "office" and not phrase.former:
        _find_holder(talk, draft, phrase)


def _possessor(talk: Discourse, draft: Draft, at: int) -> Draft | None:
    """The draft of the word that owns the phrase, resolved first if it stands later in the order of resolving."""
    if (draft.sentence, at) not in talk.by_head:
        _visit(talk, talk.sentences[draft.sentence], at)
    return talk.by_head.get((draft.sentence, at))


def _owned(talk: Discourse, phrase: SectorPhrase, owner: Draft, actor: Actor) -> Actor:
    """What `phrase` is of `actor`: "its army", of Chad, is the army of Chad."""
    base = actor.code if "body" in (owner.being, owner.refers) else actor.code.split(".")[0]
    office = phrase.title if phrase.noun.kind in ("office", "spokesperson") else None
    basis = f"sector noun: {phrase.title} of {actor.name or talk.words(owner)}"
    return Actor(None, code_of(base, phrase.sectors), basis, office)


def _find_holder(talk: Discourse, draft: Draft, phrase: SectorPhrase) -> None:
    """Give an office its holder: somebody named in the story, else whom the dated table has; else it stays unnamed."""
    country = draft.actors[0].code.split(".")[0]
    owned = phrase.owner is not None or phrase.possessor is not None

    def fits(other: Draft) -> bool:
        if other.being != "person" or not other.actors or not other.actors[0].name:
            return False
        actor = other.actors[0]
        return (not owned or actor.code.split(".")[0] == country) and _holds(actor, phrase, owned)

    best = best_antecedent(talk, draft, fits, far=True)
    if best is not None:
        draft.gender = best.gender
        draft.actors = tuple(replace(one, basis=f"description: {phrase.title}, {one.name}") for one in best.actors)
    elif owned or (phrase.definite and country == talk.scene.country):
        row = _holder_on(talk, country, phrase.title)
        if row:
            draft.gender = row.gender
            basis = f"dated table: {row.office} of {country} on {talk.scene.day}"
            draft.actors = (Actor(row.name, row.code, basis, row.office, row.status or None),)


def _find_pair(talk: Discourse, draft: Draft, phrase: SectorPhrase) -> None:
    """Make "both governments" those of the two countries just named; left open where there are not two."""
    if is_parties(phrase):
        draft.actors = two_sides(talk, draft)
        draft.reason = None if draft.actors else "not two, and only two, right before"
        return
    countries = paired_countries(talk, draft)
    basis = f"sector noun: {phrase.title}; of the two countries {', '.join(countries)}"
    draft.actors = tuple(Actor(None, code_of(country, phrase.sectors), basis) for country in countries)
    draft.reason = None if countries else "not two, and only two, right before"


def _find_holders(talk: Discourse, draft: Draft, phrase: SectorPhrase) -> bool:
    """Give "the ministers" the two or more that the story has named with that office before; False for none such."""
    office = phrase.noun.noun.removesuffix("s")
    named: dict[str, Actor] = {}
    for other in sorted(talk.drafts, key=lambda other: other.place):
        if other.place >= draft.place or other.being != "person" or not other.actors:
            continue
        actor = other.actors[0]
        if actor.name and f" {office}" in f" {(actor.office or '').lower()}":
            named.setdefault(actor.name, actor)
    if len(named) > 1:
        draft.actors = tuple(replace(actor, basis=f"description: the {phrase.title} named") for actor in named.values())
    return len(named) > 1


def _holds(actor: Actor, phrase: SectorPhrase, owned: bool) -> bool:
    """Whether somebody's office answers to the phrase: its noun is in it, or both are leaders of a country."""
    office = (actor.office or "").lower()
    if f" {phrase.noun.noun}" in f" {office}":
        return True
    leaders = words_of("leader")
    general = owned and phrase.noun.noun in leaders and actor.code.split(".")[1:] == ["GOV"]
    return general and any(f" {word}" in f" {office}" for word in leaders)


def _holder_on(talk: Discourse, country: str, office: str) -> Person | None:
    """The one person the table has in this office of the country on the story's day; claimed offices do not count."""
    found: dict[str, Person] = {}
    for id, rows in talk.scene.tables.persons.items():
        for row in as_of(rows, talk.scene.day):
            if row.code.split(".")[0] == country and row.office.lower() == office and row.status != "claimed":
                found[id] = row
    return next(iter(found.values())) if len(found) == 1 else None
