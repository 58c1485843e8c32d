"""Patterns held against frames: which pattern fits a predicate, and which words fill its sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whodid.events.frames import Frame, Prep, Tree, is_passive, noun_frame, small_clauses
from whodid.events.lexicon import Pattern, Slot, word_sets


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits: token indices for its sides; `deeds` head DEED clauses; `used` are the tokens it explains;
    `weight` says how much of it was filled (see `Slot.weight`)."""

    pattern: Pattern
    frame: Frame
    actors: tuple[int, ...] = ()
    partners: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    deeds: tuple[int, ...] = ()
    used: tuple[int, ...] = ()
    weight: int = 0


Lexicon = Mapping[tuple[bool, str], Sequence[Pattern]]


def fitting(tree: Tree, frame: Frame, lexicon: Lexicon) -> list[Match]:
    """The matches of a frame, the most specific pattern first; empty where no pattern fits."""
    found = []
    for pattern in lexicon.get((not frame.verbal, frame.lemma), ()):
        match = match_pattern(tree, frame, pattern)
        if match is not None:
            found.append(match)
    return sorted(found, key=lambda match: (-match.weight, match.pattern.breadth))


def match_pattern(tree: Tree, frame: Frame, pattern: Pattern) -> Match | None:
    """The pattern on this frame, or None where a slot that must be filled is not."""
    match = Match(pattern, frame, used=(frame.head,))
    hosts = [frame.head]
    for slot in pattern.slots:
        filled = _fill(tree, frame, slot, match, hosts, nominal=pattern.nominal)
        if filled is None:
            if slot.optional or _may_be_unstated(slot, pattern):
                continue
            return None
        match = replace(filled, weight=match.weight + slot.weight)
    return match


def _may_be_unstated(slot: Slot, pattern: Pattern) -> bool:
    """The actor of a passive or of an event noun may be left out ("were arrested", "the bombing of …")."""
    return slot.kind == "side" and slot.side in {"ACTOR", "ACTORS"} and not pattern.two_sided


def _fill(tree: Tree, frame: Frame, slot: Slot, match: Match, hosts: list[int], *, nominal: bool) -> Match | None:
    """The match with one more slot filled, or None. Nouns that fill it become hosts of later prepositions."""
    if slot.kind == "subject":
        heads = frame.objects if is_passive(tree, frame.head) else frame.subjects
        return replace(match, recipients=heads) if heads else None
    if slot.kind == "side":
        return _fill_side(frame, slot, match, hosts, nominal=nominal)
    if slot.kind == "particle":
        return match if set(frame.particles) & slot.words else _adverb_particle(tree, frame, slot, match)
    if slot.kind == "object":
        return _fill_object(tree, frame, slot, match, hosts)
    if slot.kind == "clause":
        return _fill_clause(tree, slot, match, hosts)
    return _fill_prep(tree, frame, slot, match, hosts)


def _fill_side(frame: Frame, slot: Slot, match: Match, hosts: list[int], *, nominal: bool) -> Match | None:
    if slot.side in {"ACTOR", "ACTORS"}:
        heads = frame.subjects or (frame.owners if nominal else ())
        return replace(match, actors=heads) if heads else None
    if nominal:
        return None
    sides = frame.objects + frame.datives
    heads = tuple(j for j in sides if j not in match.used) or sides  # "granted officials asylum" read as one phrase
    hosts += heads
    return replace(match, recipients=match.recipients + heads) if heads else None


def _adverb_particle(tree: Tree, frame: Frame, slot: Slot, match: Match) -> Match | None:
    """Particles the parser took for adverbs or prepositions without an object ("called off the talks")."""
    near = tree.kids(frame.head, "advmod", "prep")
    return match if any(tree.tokens[j].lemma.lower() in slot.words for j in near) else None


def _fill_object(tree: Tree, frame: Frame, slot: Slot, match: Match, hosts: list[int]) -> Match | None:
    if not frame.verbal:
        return None
    candidates = (*frame.objects, *small_clauses(tree, frame.head), *frame.datives)
    candidates += tuple(k for j in candidates for k in _measured(tree, j))
    for j in candidates:
        if not slot.words or any(is_word(tree, j, word) for word in slot.words):
            hosts.append(j)
            return replace(match, used=(*match.used, j))
    return None


def _measured(tree: Tree, i: int) -> list[int]:
    """What a measure noun counts: "a series of attacks" gives attacks."""
    if tree.tokens[i].lemma.lower() not in word_sets()["MEASURES"]:
        return []
    return [k for prep in tree.kids(i, "prep") if tree.tokens[prep].text == "of" for k in tree.kids(prep, "pobj")]


def is_word(tree: Tree, i: int, word: str) -> bool:
    """Whether token `i` is the lemma `word`; "phone_call": a "call" with "phone" among its modifiers."""
    *modifiers, head = word.split("_")
    if tree.tokens[i].lemma.lower() != head and tree.tokens[i].text.lower() != head:
        return False
    below = {tree.tokens[j].lemma.lower() for j in tree.kids(i, "compound", "amod", "nmod", "poss", "det", "nummod")}
    return all(modifier in below for modifier in modifiers)


def _fill_clause(tree: Tree, slot: Slot, match: Match, hosts: list[int]) -> Match | None:
    """An infinitive or "that" clause on the predicate or on a noun already matched."""
    for host in hosts:
        for j in tree.kids(host, "xcomp", "ccomp", "acl", "advcl", "relcl"):
            if slot.words and tree.tokens[j].lemma.lower() not in slot.words:
                continue
            if not slot.words and not _is_complement(tree, j, slot.inside):
                continue
            return replace(match, deeds=(*match.deeds, j), used=(*match.used, *([j] if slot.words else [])))
    return None


def _is_complement(tree: Tree, clause: int, forms: frozenset[str]) -> bool:
    """Whether a clause says what is promised, asked or threatened: an infinitive ("to") or a finite clause ("that")."""
    label = tree.tokens[clause].dep
    if "must" in forms:
        duty = {tree.tokens[j].lemma.lower() for j in tree.kids(clause, "aux")} & {"must", "should"}
        return label == "ccomp" and bool(duty or _has_to(tree, clause))
    infinitive = any(tree.tokens[j].tag == "TO" for j in tree.kids(clause, "aux"))
    if infinitive:
        return "to" in forms or not forms
    return label in {"xcomp", "ccomp"} and ("that" in forms or not forms) and "to" not in forms


def _has_to(tree: Tree, clause: int) -> bool:
    """Whether the clause is "has to", "needs to", "ought to" with an infinitive."""
    return tree.tokens[clause].lemma.lower() in {"have", "need", "ought"} and bool(tree.kids(clause, "xcomp"))


def _fill_prep(tree: Tree, frame: Frame, slot: Slot, match: Match, hosts: list[int]) -> Match | None:
    reach = [prep for prep in _preps_in_reach(tree, frame, hosts) if prep.word in slot.words]
    if slot.side:  # "imposed sanctions on Iran on Thursday": the phrase that names somebody
        reach.sort(key=lambda prep: not any(tree.names_somebody(j) for j in prep.objects))
    for prep in reach:
        if slot.clause:
            deeds = _gerunds(tree, prep)
            if deeds or prep.objects:
                return replace(match, deeds=match.deeds + deeds, used=match.used + prep.objects)
            continue
        if not prep.objects:
            continue
        if slot.side:
            hosts += prep.objects
            return _with_side(match, slot, prep)
        if slot.inside:
            inner = [j for j in prep.objects if any(is_word(tree, j, word) for word in slot.inside)]
            if not inner:
                continue
            hosts += inner
            return replace(match, used=(*match.used, *inner))
        hosts += prep.objects
        return match
    if slot.inside:
        return _gerund_inside(tree, frame, slot, match, hosts)
    return None


def _with_side(match: Match, slot: Slot, prep: Prep) -> Match:
    if slot.side == "ACTOR" and match.pattern.two_sided:
        return replace(match, partners=match.partners + prep.objects)
    if slot.side == "ACTOR":
        return replace(match, actors=match.actors + prep.objects)
    return replace(match, recipients=match.recipients + prep.objects)


def _preps_in_reach(tree: Tree, frame: Frame, hosts: list[int]) -> list[Prep]:
    """Prepositional phrases of the predicate, then of the nouns that the pattern has already matched, nearest last."""
    found = list(frame.preps)
    for host in hosts:
        if host != frame.head:
            found += noun_frame(tree, host).preps
    return found


def _gerunds(tree: Tree, prep: Prep) -> tuple[int, ...]:
    """Heads of gerund clauses after the preposition ("of using force")."""
    return tuple(
        k
        for j in tree.kids(prep.host, "prep")
        if tree.tokens[j].text.lower() == prep.word
        for k in tree.kids(j, "pcomp")
    )


def _gerund_inside(tree: Tree, frame: Frame, slot: Slot, match: Match, hosts: list[int]) -> Match | None:
    for host in hosts:
        for j in tree.kids(host, "prep"):
            if tree.tokens[j].text.lower() not in slot.words:
                continue
            for k in tree.kids(j, "pcomp"):
                if tree.tokens[k].lemma.lower() in slot.inside:
                    return replace(match, used=(*match.used, k), deeds=(*match.deeds, k))
    return None
