"""What a match means: its parties, its type after PLOVER's reductions, or the reason why it is no event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whodid.events.clauses import children
from whodid.events.frames import Tree, noun_frame, verb_frame
from whodid.events.lexicon import word_sets
from whodid.events.matching import Match
from whodid.events.parties import OWNER_PREPS, TARGET_PREPS, Parties, country, unstated
from whodid.events.status import Reading
from whodid.events.wordlists import word_set
from whodid.model import Party

UNSTATED_ACTOR_TYPES = {"ASSAULT", "COERCE", "SANCTION"}
"""Types whose passives and nouns are coded without a doer ("were arrested"): somebody must have acted."""

OPEN_RECIPIENT_TYPES = {"ASSAULT", "PROTEST", "MOBILIZE", "RETREAT", "CONCEDE", "AGREE", "COERCE", "REQUEST", "REJECT"}
"""Types whose recipient may be left out of the text altogether."""

UNNAMED_RECIPIENT_TYPES = {"ASSAULT", "PROTEST", "MOBILIZE"}
"""Types coded although the words in the recipient's place name nobody we know ("the convoy was attacked")."""

TARGET_TYPES = {"ASSAULT", "COERCE", "MOBILIZE", "AID", "SANCTION", "RETREAT", "PROTEST", "CONSULT"}
"""Types whose recipient may be named by where a thing is ("bombed a market in Baghdad")."""

SPOKEN = {"REQUEST", "THREATEN", "ACCUSE", "AGREE"}
"""Types whose recipient may be told only in what is said."""

DEED_PREPS = ("with", *TARGET_PREPS)
"""Prepositions behind which the other side of a promised or threatened deed stands ("to suspend talks with …")."""

WHERE_PREPS = {"in", "at", "near", "outside", "around", "inside"}
NO_COUNTRY = {"IGO", "UNO", "EUR", "NGO", "IMG", "UNK"}
PROMISED = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of an act, resolved; `reason` is set, and the sides are void, where the match is no event."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    reason: str | None = None


def read_sides(match: Match, parties: Parties) -> Sides:
    """The parties on both sides of a match, or the countable reason why it cannot be coded."""
    if match.pattern.event_type == "AGREE" and _promises_harm(match, parties.tree):
        return Sides(reason="a promise of harm is no agreement")
    actors, reason = _actors(match, parties)
    if reason:
        return Sides(reason=reason)
    if match.pattern.two_sided or match.pattern.many:
        return _joint(match, parties, actors)
    return _opposed(match, parties, actors)


def _actors(match: Match, parties: Parties) -> tuple[list[Party], str | None]:
    """Those who act, or why nobody can be said to."""
    pattern = match.pattern
    found = parties.all_of(match.actors, deep=not pattern.nominal and pattern.event_type != "PROTEST")
    found = [party for party in found if not _is_an_act(party, pattern.event_type)]
    if pattern.event_type == "PROTEST" and any(_is_state(party) for party in found):
        return [], "a state does not protest in the street"
    if pattern.mode == "visit" and any(_is_no_guest(party) for party in found):
        return [], "soldiers and refugees do not visit"
    if found:
        return found, None
    if pattern.event_type == "MOBILIZE" and match.frame.agentless:
        sent = [party for party in parties.all_of(match.recipients) if _is_force(party)]
        if sent:  # "extra police were deployed": they are the ones who come
            return sent, None
    stand_in = _unstated_actor(match, parties.tree)
    if stand_in is not None:
        return [stand_in], None
    return [], "actor not resolved" if match.actors else "no actor"


def _joint(match: Match, parties: Parties, actors: list[Party]) -> Sides:
    """The sides of an act of several together: all of them actors."""
    partners = [party for party in parties.all_of(match.partners) if not same_party(party, actors)]
    if len(actors) + len(partners) < 2 and not _several(actors, match, parties.tree):
        return Sides(reason="no second party")
    return Sides((*actors, *partners))


def _opposed(match: Match, parties: Parties, actors: list[Party]) -> Sides:
    """The sides of an act of one side upon another."""
    event_type = match.pattern.event_type
    preps = TARGET_PREPS if event_type in TARGET_TYPES else OWNER_PREPS
    found = parties.all_of(match.recipients, preps=preps) or _recipients_of_deed(match, parties, actors)
    recipients = [party for party in found if not same_party(party, actors)]
    if event_type in SPOKEN:
        recipients = [party for party in recipients if not own_side(party, actors)]
        recipients = recipients or named_in_content(match.deeds, parties, actors)
    if match.recipients and not recipients and event_type == "ASSAULT":
        recipients = _struck_where(match, parties)
    wanted = any(slot.side == "RECIPIENT" and not slot.optional for slot in match.pattern.slots)
    if wanted and not recipients:
        open_types = UNNAMED_RECIPIENT_TYPES if match.recipients else OPEN_RECIPIENT_TYPES
        if event_type not in open_types:
            return Sides(reason="recipient not resolved" if match.recipients else "no recipient")
        if actors[0].actor.code == "UNK":
            return Sides(reason="neither side resolved")
    return Sides(tuple(actors), tuple(recipients))


def _struck_where(match: Match, parties: Parties) -> list[Party]:
    """The country where an unnamed target was struck ("attacked a bus near Gao": Mali)."""
    for prep in match.frame.preps:
        if prep.word in WHERE_PREPS:
            found = parties.all_of(prep.objects, preps=TARGET_PREPS)
            if found:
                return found
    return []


def _is_no_guest(party: Party) -> bool:
    return bool(set(party.actor.code.split(".")[1:]) & {"MIL", "REF", "REB", "UAF", "PRM"})


def _several(actors: Sequence[Party], match: Match, tree: Tree) -> bool:
    """Whether the one actor named is several by number and of no one country ("the foreign ministers met")."""
    plural = any(tree.tokens[j].tag in {"NNS", "NNPS"} for j in match.actors)
    land = country(actors[0])
    return plural and (actors[0].actor.group is not None or land in NO_COUNTRY)


def _promises_harm(match: Match, tree: Tree) -> bool:
    """Whether what is promised is hostile or a refusal ("vowed to retaliate", "promised never to recognise it")."""
    hostile = word_sets()["HOSTILE"]
    return any(tree.tokens[deed].lemma.lower() in hostile or tree.kids(deed, "neg") for deed in match.deeds)


def _is_an_act(party: Party, event_type: str) -> bool:
    """Whether the doer was found by way of an act told before: an agreement demands nothing, an attack may strike."""
    return event_type != "ASSAULT" and party.actor.basis.startswith(("act:", "'the "))


def _is_force(party: Party) -> bool:
    return bool(set(party.actor.code.split(".")[1:]) & {"MIL", "COP", "PRM"})


def _is_state(party: Party) -> bool:
    """Whether a party is a state by its own name ("Syria"), not its people ("Syrians")."""
    words = party.span.text if party.span else ""
    return "." not in party.actor.code and party.actor.name == words and not words.endswith("s")


def _unstated_actor(match: Match, tree: Tree) -> Party | None:
    """UNK for a violent or coercive act without a named doer; None where that would be a guess."""
    if match.pattern.event_type not in UNSTATED_ACTOR_TYPES or match.pattern.two_sided:
        return None
    if not match.actors:
        return unstated("doer not stated")
    instruments = word_sets()["INSTRUMENTS"]
    if all(tree.tokens[j].lemma.lower() in instruments for j in match.actors):
        return unstated("only the means is stated")
    return None


def _recipients_of_deed(match: Match, parties: Parties, actors: list[Party]) -> list[Party]:
    """Those whom a promised, demanded or threatened deed is for or against."""
    asked = match.pattern.event_type == "REQUEST"
    return deed_parties(match.deeds, parties, actors, preps=DEED_PREPS, doers=asked)


def deed_parties(
    deeds: Sequence[int], parties: Parties, actors: Sequence[Party], *, preps: tuple[str, ...], doers: bool = False
) -> list[Party]:
    """The first outside parties of the clauses headed by `deeds`; with `doers`, those who are to do them come first."""
    tree = parties.tree
    for deed in deeds:
        verbal = tree.tokens[deed].pos in {"VERB", "AUX"}
        frame = verb_frame(tree, deed) if verbal else noun_frame(tree, deed)
        if doers and tree.kids(deed, "nsubj", "nsubjpass"):
            found = parties.all_of(frame.subjects or frame.objects)
            found = [party for party in found if not same_party(party, actors)]
            if found:
                return found
        groups = [
            frame.objects,
            frame.datives,
            *(prep.objects for prep in frame.preps if prep.word not in {"in", "on", "at"}),
        ]
        for heads in groups:
            found = [party for party in parties.all_of(heads, preps=preps) if not same_party(party, actors)]
            if found:
                return found
    return []


def same_party(party: Party, others: Sequence[Party]) -> bool:
    """Whether a party is one of the others: the same name and code, or the very same words."""
    keys = {(other.actor.name, other.actor.code) for other in others if other.actor.group is None}
    if party.actor.group is None and (party.actor.name, party.actor.code) in keys:
        return True
    return party.span is not None and party.span in [other.span for other in others]


def own_side(party: Party, others: Sequence[Party]) -> bool:
    """Whether a party is the state itself of one of the others, who are of its government or the state as well.

    A minister who announces that his country will send aid promises nothing to his country.
    """
    if party.actor.group is not None:
        return False
    land, *sectors = party.actor.code.split(".")
    bare = not sectors or (sectors == ["GOV"] and party.actor.basis.startswith("pronoun: side of"))
    return bare and any(
        other.actor.group is None and other.actor.code in {land, f"{land}.GOV"} and land not in NO_COUNTRY
        for other in others
    )


def named_in_content(deeds: Sequence[int], parties: Parties, actors: Sequence[Party]) -> list[Party]:
    """The first of another country named in what is said, whatever its place there; empty where there is none.

    Those of the speaker's own country are more often his means ("warned that its artillery would answer") than meant.
    """
    tree = parties.tree
    homes = {country(actor) for actor in actors}
    if homes & {"UNK", "UAF", ""}:
        return []
    for deed in deeds:
        for j in tree.subtree(deed):
            if j not in parties.by_head or tree.tokens[j].dep in {"amod", "compound", "nmod"}:
                continue
            found = parties.of(j, deep=False)
            if found and not {country(party) for party in found} & {*homes, "UNK", "UAF", ""}:
                return found[:1]
    return []


def done_by_saying(event_type: str, tree: Tree, head: int, reading: Reading) -> Reading:
    """The reading of a refusal or threat that is told by its content: it happens as it is said.

    "Would not step down", "has no intention to talk" and "if they come, we will burn it" are refusals and a threat
    that happened; "did not reject", "may threaten" and what a threat makes its condition are none.
    Source: PLOVER codebook, THREATEN.
    """
    told = {"REJECT": ("refusals", ("negated", "future")), "THREATEN": ("threats", ("future", "hypothetical"))}
    words, statuses = told.get(event_type, ("", ()))
    lemma = tree.tokens[head].lemma.lower()
    conditional = any(tree.tokens[i].text.lower() in ("if", "unless") for i in children(tree.sentence, head, "mark"))
    if reading.status not in statuses or conditional or lemma in word_set("status", "verbs", words):
        return reading
    because = f"a {event_type} is done by saying it, not {reading.status}"
    return Reading("happened", reading.words, (*reading.steps, because))


def reduce_type(event_type: str, mode: str | None, status: str) -> tuple[str, str | None, str | None]:
    """Type and mode after PLOVER's reductions of planned acts, and the rule that was applied (None: none was).

    Source: PLOVER codebook, "Auxiliary modes": a planned CONSULT, SUPPORT, COOPERATE or AID is AGREE; a retreat that is
    only announced is CONCEDE.
    """
    if status == "future" and event_type in PROMISED:
        return "AGREE", None, f"planned {event_type} is AGREE"
    if status == "future" and event_type == "RETREAT":
        return "CONCEDE", None, "announced RETREAT is CONCEDE"
    return event_type, mode, None
