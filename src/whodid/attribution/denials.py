"""Denials that only a noun joins to what is denied ("Moscow denied the attack"), and the words of every claim.

Stands beside `claims`, which makes the claims of what is found here. A denial with a clause of its own ("denied that
the army had attacked") tells an event itself; `relations` ties that one to the telling it denies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whodid.attribution.lexicon import Cue, load_cues, load_words
from whodid.attribution.reporting import cue_at, cue_span, speaker_of
from whodid.attribution.syntax import Tree
from whodid.attribution.voices import holds, sentence_at, speaker_voices
from whodid.model import Actor, Claim, Event, Party, Quotation, Span, Story
from whodid.ontology import act_nouns

LONGEST_WORDS = 300
"""Characters of a quotation that are taken as the words of a claim; of a longer one only those that tell the event."""

SENTENCES_BACK = 2
"""How far back a denial may reach where the sides do not say which act it means ("The company denied the claim")."""

NO_COUNTRY = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "UNK", "UAF"})
"""First parts of codes that many share: there the name tells who it is."""

AFFIRMING = frozenset({"asserts", "alleges", "quotes", "admits"})


@dataclass(frozen=True, slots=True)
class Denied:
    """What a denial says of the act it means: its noun's lemma, and whether that names an act, a charge or a part."""

    lemma: str
    kind: str
    makers: frozenset[str]


def find_denied(story: Story, claims: Sequence[Claim], trees: dict[int, Tree]) -> list[tuple[Quotation, Event]]:
    """Each denial without an event of its own, with the event told before (for a headline: in the text) it denies."""
    found = []
    for quotation in story.quotations:
        denied = _denied(story, quotation, trees)
        if denied is None or quotation.cue is None:
            continue
        speakers = speaker_voices(story, quotation, "denies")
        deniers = frozenset(side(voice.name, voice.code) for voice in speakers if voice.role == "speaker")
        reach = list(_reach(story, quotation))
        event = next((e for e in reach if _means(e, denied, deniers, claims, trees)), None)
        if event is None and denied.kind != "part":
            home = sentence_at(story, quotation.cue)
            near = [e for e in reach if home is not None and 0 <= home.index - e.sentence <= SENTENCES_BACK]
            event = next((e for e in near if _may_mean(e, denied, deniers, claims, trees)), None)
        if event is not None and deniers:
            found.append((quotation, event))
    return found + [pair for tree in trees.values() for pair in _denied_beside(story, tree)]


def _denied_beside(story: Story, tree: Tree) -> Iterator[tuple[Quotation, Event]]:
    """Denials hung on the telling itself: "…, a charge the army denies", "…, which the army denies"."""
    for verb, token in enumerate(tree.tokens):
        cue = cue_at(tree, verb) if token.dep == "relcl" else None
        speaker = speaker_of(tree, verb) if cue is not None and cue.stance == "denies" else None
        taken_up = _taken_up(tree, verb)
        if cue is None or speaker is None or taken_up is None:
            continue
        quotation = Quotation((tree.span(tree.noun_phrase(taken_up)),), False, cue_span(tree, verb), cue.lemma, speaker)
        deniers = {side(voice.name, voice.code) for voice in speaker_voices(story, quotation, "denies")}
        told = [e for e in story.events if e.sentence == tree.sentence.index and e.trigger.start < speaker.start]
        meant = [e for e in told if deniers & _sides(e.recipients if e.event_type == "ACCUSE" else e.actors)]
        if meant and not tree.negated(verb):
            yield quotation, max(meant, key=lambda event: event.trigger.start)


def _taken_up(tree: Tree, verb: int) -> int | None:
    """The word by which a relative clause takes up the clause before it: "a charge", or its own "which"; None for a
    clause that describes a thing."""
    above = tree.tokens[verb].head
    if tree.tokens[above].lemma.lower() in load_words("allegations"):
        return above if tree.tokens[above].dep in ("npadvmod", "appos", "dep") else None
    which = [i for i in tree.children(verb, "dobj") if tree.tokens[i].text.lower() == "which"]
    return which[0] if which and tree.tokens[which[0] - 1].text == "," else None


def with_words(story: Story, event: Event, claim: Claim) -> Claim:
    """The claim with the words it tells the event in: its speaker's, with a word that denies; else the telling's."""
    told = event.evidence[0] if event.evidence else event.trigger
    if not any(voice.role == "speaker" for voice in claim.chain):
        return replace(claim, words=told)
    holding = [
        (span, quotation) for quotation in story.quotations for span in quotation.content if holds(span, event.trigger)
    ]
    if not holding:
        return replace(claim, words=told)
    span, quotation = min(holding, key=lambda pair: pair[0].end - pair[0].start)
    cue = quotation.cue
    if claim.stance == "denies" and cue is not None and cue.field == span.field and cue.start < span.start:
        span = _between(story, cue.start, span.end, span)
    return replace(claim, words=span if span.end - span.start <= LONGEST_WORDS else told)


def words_of_denial(story: Story, quotation: Quotation) -> Span:
    """The reporting clause and what it denies: "Moscow denied the attack"."""
    spans = [span for span in (quotation.speaker, quotation.cue, *quotation.content) if span is not None]
    own = [span for span in spans if span.field == quotation.content[0].field]
    return _between(story, min(span.start for span in own), max(span.end for span in own), quotation.content[0])


def side(name: str | None, code: str | None) -> str:
    """Whom somebody stands for: the country of the code, or the name where the code has none."""
    country = (code or "UNK").split(".")[0]
    return (name or "") if country in NO_COUNTRY else country


def _between(story: Story, start: int, end: int, beside: Span) -> Span:
    return Span(start, end, getattr(story, beside.field)[start:end], beside.field)


def _denied(story: Story, quotation: Quotation, trees: dict[int, Tree]) -> Denied | None:
    """The noun of a denial that takes up something told; None for a clause, for "a claim", and for no denial."""
    cue = _cue(quotation)
    if cue is None or quotation.cue is None or quotation.negated or not {"clause", "object"} <= cue.takes:
        return None
    if any(holds(span, event.trigger) for span in quotation.content for event in story.events):
        return None
    sentence = sentence_at(story, quotation.cue)
    tree = trees.get(sentence.index) if sentence is not None else None
    verb = next((i for i, t in enumerate(tree.tokens) if t.start == quotation.cue.start), None) if tree else None
    if tree is None or verb is None:
        return None
    for noun in tree.children(verb, "dobj", "nsubjpass"):
        lemma = tree.tokens[noun].lemma.lower()
        determiners = {tree.tokens[i].text.lower() for i in tree.children(noun, "det")}
        kind = _kind(lemma, cue)
        if kind and not (determiners & {"a", "an", "no"}) and not tree.children(noun, "acl", "relcl"):
            return Denied(lemma, kind, _makers(story, tree, noun))
    return None


def _cue(quotation: Quotation) -> Cue | None:
    cue = load_cues().get((quotation.cue_lemma or "", "verb"))
    return cue if cue is not None and cue.stance == "denies" else None


def _kind(lemma: str, cue: Cue) -> str:
    """What the noun names; an offer or a deal that is rejected is not denied."""
    if lemma in load_words("allegations"):
        return "charge"
    if cue.lemma not in load_words("deniers"):
        return ""
    return "part" if lemma in load_words("denied_parts") else "act"


def _makers(story: Story, tree: Tree, noun: int) -> frozenset[str]:
    """Whose accusation it is, where the noun phrase names them: "Kyiv's claim", "the US accusation"."""
    inside = [tree.tokens[i] for child in tree.children(noun, "poss", "compound", "amod") for i in tree.subtree(child)]
    return frozenset(
        _side_of(actor)
        for mention in story.mentions
        for actor in mention.actors
        if mention.span.field == tree.sentence.field
        and any(mention.span.start <= t.start < mention.span.end for t in inside)
    )


def _reach(story: Story, quotation: Quotation) -> Iterator[Event]:
    """The events a denial can mean, the likeliest first: told before it, the nearest first, then the headline's."""
    cue = quotation.cue
    if cue is None:
        return
    text = [event for event in story.events if event.trigger.field == "text"]
    if cue.field == "title":
        yield from text
        return
    yield from reversed([event for event in text if event.trigger.start < cue.start and not _at(cue, event)])
    yield from (event for event in story.events if event.trigger.field == "title")


def _at(cue: Span, event: Event) -> bool:
    return cue.start <= event.trigger.start < cue.end


def _means(
    event: Event, denied: Denied, deniers: frozenset[str], claims: Sequence[Claim], trees: dict[int, Tree]
) -> bool:
    """Whether the sides say that the event is what is denied: the deniers' own act, or an accusation of them."""
    actors, recipients = _sides(event.actors), _sides(event.recipients)
    if event.status == "negated":
        return False
    if event.event_type == "ACCUSE":
        return (
            bool(deniers & recipients) and not deniers & actors and not (denied.makers and not denied.makers & actors)
        )
    if not deniers & actors:
        return False
    if denied.kind == "act":
        return _names(event, denied.lemma, trees)
    return bool(_tellers(event, claims) - deniers) and not (denied.makers - _tellers(event, claims))


def _may_mean(
    event: Event, denied: Denied, deniers: frozenset[str], claims: Sequence[Claim], trees: dict[int, Tree]
) -> bool:
    """Whether an event nearby can be what is denied, although the denier stands on neither side of it."""
    if event.status == "negated" or (deniers & _sides(event.actors) and denied.kind == "charge"):
        return False
    if denied.kind == "act":
        return _names(event, denied.lemma, trees)
    tellers = _sides(event.actors) if event.event_type == "ACCUSE" else _tellers(event, claims)
    return bool(tellers - deniers) and not (denied.makers - tellers)


def _names(event: Event, noun: str, trees: dict[int, Tree]) -> bool:
    """Whether the noun can stand for the act: by its type, or as the noun of its verb ("the shelling": "shelled")."""
    if event.event_type in act_nouns().get(noun, frozenset()):
        return True
    tree = trees.get(event.sentence)
    lemmas = [t.lemma.lower() for t in tree.tokens if t.start == event.trigger.start] if tree else []
    return any(len(lemma) > 3 and noun.startswith(lemma.removesuffix("e")) for lemma in lemmas)


def _tellers(event: Event, claims: Sequence[Claim]) -> frozenset[str]:
    """Who says that the event happened: the speakers of its claims."""
    return frozenset(
        side(voice.name, voice.code)
        for claim in claims
        if claim.event_id == event.id and claim.stance in AFFIRMING
        for voice in claim.chain
        if voice.role == "speaker"
    )


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(_side_of(party.actor) for party in parties)


def _side_of(actor: Actor) -> str:
    return actor.group.name if actor.group else side(actor.name, actor.code)
