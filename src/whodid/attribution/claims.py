"""The stage `claims`: for each event the chain of who vouches for it, nearest first, the publisher last.

An event told inside a quotation is its speaker's word; an event that is itself an act of speech ("X accused Y") is
told by the publisher, who only passes on in which medium it was done and which agency reported it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from whodid.attribution.denials import find_denied, with_words, words_of_denial
from whodid.attribution.lexicon import Cue, load_cues, load_words
from whodid.attribution.marks import Quoted, find_quoted
from whodid.attribution.media import find_medium
from whodid.attribution.relays import publisher_of, same_outlet, sentence_relays, story_relays, told_agencies
from whodid.attribution.syntax import NOUNS, VERBS, Tree
from whodid.attribution.voices import holds, sentence_at, speaker_names, speaker_voices
from whodid.media import load_outlets
from whodid.model import Claim, Event, Field, Quotation, Span, Story, Voice, content_id

SPOKEN_ACTS = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""Types done by speaking: "we demand", between quotation marks, is the demand itself, not a report of one."""

OFFICIAL = frozenset({"GOV", "MIL"})
"""Sectors that speak for their state."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the stage knows of a story before its events: trees, quoted runs, relays by sentence and by speaker."""

    trees: dict[int, Tree]
    relays: dict[int, tuple[str, ...]]
    by_speaker: dict[str, tuple[str, ...]]
    whole: tuple[str, ...]
    quoted: dict[Field, list[Quoted]]


def make_claim_stage() -> Callable[[Story], Story]:
    """The step that fills `Story.claims` from quotations, mentions and events: one for each event, then the denials."""
    load_cues()
    load_outlets()

    def claim_events(story: Story) -> Story:
        heard = _listen(story)
        told = [with_words(story, event, _claim(story, event, heard)) for event in story.events]
        denied = find_denied(story, told, heard.trees)
        return replace(story, claims=(*told, *(_denial(story, q, event, heard) for q, event in denied)))

    return claim_events


def _listen(story: Story) -> Heard:
    trees = {s.index: Tree(s, story.text_of(s.field)) for s in story.sentences}
    quoted: dict[Field, list[Quoted]] = {"title": find_quoted(story.title), "text": find_quoted(story.text)}
    relays = {index: sentence_relays(tree, quoted[tree.sentence.field]) for index, tree in trees.items()}
    named_beside = {name for names in relays.values() for name in names}
    for quotation in story.quotations:  # what somebody speaks in is no relay: "told Sky News"
        sentence = sentence_at(story, quotation.cue) if quotation.cue is not None else None
        if sentence is not None and quotation.medium:
            relays[sentence.index] = tuple(name for name in relays[sentence.index] if name != quotation.medium)
    by_speaker: dict[str, tuple[str, ...]] = {}
    for quotation in story.quotations:
        named = _relays_beside(story, quotation, relays)
        if quotation.direct and named:
            for name in speaker_names(story, quotation):
                by_speaker[name] = tuple(dict.fromkeys((*by_speaker.get(name, ()), *named)))
    local = named_beside - told_agencies(trees.values(), quoted)
    return Heard(trees, relays, by_speaker, story_relays(story, local), quoted)


def _relays_beside(story: Story, quotation: Quotation, relays: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The outlets named in the sentence of the quotation's reporting clause."""
    beside = quotation.cue or quotation.speaker
    sentence = sentence_at(story, beside) if beside is not None else None
    return relays[sentence.index] if sentence is not None else ()


def _claim(story: Story, event: Event, heard: Heard) -> Claim:
    told = [q for q in _around(story, event) if _vouches(story, event, q, heard)]
    performed = [q for q in story.quotations if _performs(story, event, q)]
    chain: list[Voice] = []
    for quotation in told:
        chain += _cited(story, quotation, heard)
        chain += speaker_voices(story, quotation, _stance_to(quotation, event, heard))
        medium = _medium(story, quotation)
        chain += [Voice("medium", medium)] if medium else []
    if not told:
        media = [medium for q in performed if (medium := _medium(story, q))] or _medium_of_act(event, heard)
        chain += [Voice("medium", medium) for medium in media[:1]]
    chain += [Voice("relay", name) for name in _relays(story, event, told or performed, heard)]
    publisher = publisher_of(story)
    chain += [Voice("publisher", publisher)] if publisher else []
    ordered = _ordered(chain, publisher)
    stance = next((voice.stance for voice in ordered if voice.stance), None)
    stance = stance or (_stance_to(told[0], event, heard) if told else _own_stance(story, event, heard))
    parts = [(voice.role, voice.name) for voice in ordered]
    return Claim(content_id("claim", event.id, stance, *parts), event.id, stance, ordered)


def _denial(story: Story, quotation: Quotation, event: Event, heard: Heard) -> Claim:
    """The claim of who denies an act that only a noun takes up ("denied the attack"), with the chain of the denial."""
    publisher, medium = publisher_of(story), _medium(story, quotation)
    chain = [*speaker_voices(story, quotation, "denies"), *([Voice("medium", medium)] if medium else [])]
    relays = dict.fromkeys((*_relays_beside(story, quotation, heard.relays), *heard.whole))
    chain += [Voice("relay", name) for name in relays] + ([Voice("publisher", publisher)] if publisher else [])
    ordered = _ordered(chain, publisher)
    parts = [(voice.role, voice.name) for voice in ordered]
    key = content_id("claim", event.id, "denies", *parts)
    return Claim(key, event.id, "denies", ordered, words_of_denial(story, quotation))


def stance_of(quotation: Quotation) -> str:
    """How the speaker stands to what is said, by the cue; "quotes" for quoted words without one."""
    cue = _cue(quotation)
    return cue.stance if cue is not None else "quotes" if quotation.cue is None and quotation.direct else "asserts"


def _stance_to(quotation: Quotation, event: Event, heard: Heard) -> str:
    """The stance to this event: who dismisses a move "as a coup", or says what "allegedly" was done, alleges it."""
    stance = stance_of(quotation)
    if stance == "denies":
        return "alleges" if _phrase_lead(event, heard) == "as" else stance
    return "alleges" if stance == "asserts" and _is_kept_apart(event, heard) else stance


def _cue(quotation: Quotation) -> Cue | None:
    cues = load_cues()
    lemma = quotation.cue_lemma or ""
    return next((cues[lemma, kind] for kind in ("verb", "noun", "phrase") if (lemma, kind) in cues), None)


def _around(story: Story, event: Event) -> list[Quotation]:
    """The quotations in whose content the event's trigger stands, or whose cue it is, innermost first."""
    holding = [
        q
        for q in story.quotations
        if any(holds(span, event.trigger) for span in q.content)
        or (q.cue is not None and _overlap(q.cue, event.trigger))
    ]
    return sorted(holding, key=lambda q: sum(span.end - span.start for span in q.content))


def _vouches(story: Story, event: Event, quotation: Quotation, heard: Heard) -> bool:
    """Whether the quotation's speaker, not the publisher, tells the event whose trigger stands in its content."""
    if quotation.negated:
        return False
    if quotation.cue is not None and _overlap(quotation.cue, event.trigger):
        return _only_reports(event, quotation, heard)
    if quotation.direct:
        performed = event.event_type in SPOKEN_ACTS and event.status != "future"  # "we will demand" demands nothing yet
        return not (performed and _is_own_act(story, event, quotation))
    if _is_aside(quotation, event, heard):
        return False
    if _is_reported_clause(quotation, event, heard):
        return not (event.event_type == "REJECT" and _refuses(story, event, quotation))
    denied = _denies_deed(story, event, quotation)
    return _alleges(quotation, event, heard) and (denied or not _is_own_act(story, event, quotation))


def _is_aside(quotation: Quotation, event: Event, heard: Heard) -> bool:
    """Whether the event stands in a clause of another time that the publisher adds to what is reported.

    "The front, which agreed to a truce in May, …"; not one that goes on with it ("rammed a boat, which was on patrol").
    """
    tree = heard.trees.get(event.sentence)
    if tree is None:
        return False
    content = next(span for span in quotation.content if holds(span, event.trigger))
    for top in [i for at in _trigger_tokens(tree, event) for i in (at, *tree.ancestors(at))]:
        below = tree.subtree(top)
        first = min(below)
        described = tree.tokens[top].dep == "relcl" and tree.tokens[first].tag in ("WDT", "WP", "WP$")
        dated = any(tree.tokens[i].entity == "DATE" for i in below)
        if described and dated and tree.tokens[first].start > content.start and tree.tokens[first - 1].text == ",":
            return True
    return False


def _only_reports(event: Event, quotation: Quotation, heard: Heard) -> bool:
    """Whether the event's own verb only passes on what is said, be it quoted words or a thing done before.

    "“…,” he said", "announced that it had signed"; not "announced sanctions", "promised to leave".
    """
    if event.event_type in SPOKEN_ACTS or (quotation.cue_lemma or "") not in load_words("plain_speech"):
        return False
    if quotation.direct:
        return True
    tree = heard.trees.get(event.sentence)
    if tree is None:
        return False
    said = [i for at in _trigger_tokens(tree, event) for i in tree.children(at, "ccomp")]
    return any(tree.tokens[i].text.lower() == "had" for clause in said for i in tree.children(clause, "aux"))


def _refuses(story: Story, event: Event, quotation: Quotation) -> bool:
    """Whether who speaks refuses by what is reported: "said it would not step down", an official for the state."""
    return _is_own_act(story, event, quotation) or _speaks_for(story, event, quotation)


def _denies_deed(story: Story, event: Event, quotation: Quotation) -> bool:
    """Whether the cue denies what it names, be it the speaker's own deed ("denied shelling", "rejected claims that …").

    Not "refused to", "rejected talks": there the refusing is the deed.
    """
    cue = _cue(quotation)
    if cue is None or cue.stance != "denies":
        return False
    told = [q for q in _around(story, event) if q != quotation and _within(q.content[0], quotation.content)]
    return "gerund" in cue.takes or any((inner := _cue(q)) is not None and inner.kind == "noun" for q in told)


def _within(span: Span, content: tuple[Span, ...]) -> bool:
    return any(one.field == span.field and one.start <= span.start and span.end <= one.end for one in content)


def _performs(story: Story, event: Event, quotation: Quotation) -> bool:
    """Whether the event is the act of speech that the quotation reports or holds."""
    if quotation.cue is not None and _overlap(quotation.cue, event.trigger):
        return True
    inside = any(holds(span, event.trigger) for span in quotation.content)
    return inside and _is_own_act(story, event, quotation)


def _overlap(one: Span, other: Span) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end


def _is_own_act(story: Story, event: Event, quotation: Quotation) -> bool:
    """Whether who acts in the event is who speaks in the quotation."""
    speakers = speaker_names(story, quotation)
    if speakers & {party.actor.name or (party.span.text if party.span else "") for party in event.actors}:
        return True
    words = {party.span.text.lower() for party in event.actors if party.span is not None}
    return quotation.direct and (bool(words & {"i", "we"}) or _speaks_for(story, event, quotation))


def _speaks_for(story: Story, event: Event, quotation: Quotation) -> bool:
    """Whether an official speaks for the state that acts ("the United States will answer", the ministry said), or a
    spokesman for his own side."""
    states = {party.actor.code for party in event.actors if "." not in party.actor.code}
    voices = speaker_voices(story, quotation, "asserts")
    sides = {party.actor.code for party in event.actors}
    if any(voice.code in sides and "spokes" in voice.name.lower() for voice in voices):
        return True
    officials = {voice.code.split(".")[0] for voice in voices if voice.code and set(voice.code.split(".")) & OFFICIAL}
    return bool(states & officials)


def _is_reported_clause(quotation: Quotation, event: Event, heard: Heard) -> bool:
    """Whether the trigger's part of the content is a finite clause ("said that …"), which its speaker asserts."""
    cue = _cue(quotation)
    if cue is None or cue.kind == "phrase" or "clause" not in cue.takes:
        return cue is None or cue.kind == "phrase"
    tree = heard.trees.get(event.sentence)
    span = next(span for span in quotation.content if holds(span, event.trigger))
    if tree is None or tree.sentence.field != span.field:
        return True
    inside = [i for i, t in enumerate(tree.tokens) if t.start >= span.start and t.end <= span.end]
    tops = [i for i in inside if tree.tokens[i].head not in inside or tree.tokens[i].head == i]
    return any(tree.is_clause(i) for i in tops) or not tops


def _alleges(quotation: Quotation, event: Event, heard: Heard) -> bool:
    """Whether the cue alleges, announces or demands what a phrase names: "accused X of arming …", "denied the raid"."""
    cue = _cue(quotation)
    if cue is None or (cue.stance == "denies" and _is_asked_for(event, heard)):
        return False
    lead = _phrase_lead(event, heard)
    if lead in ("of", "for", "as", "against") and lead in cue.takes:
        return True
    return ("clause" in cue.takes and cue.stance != "asserts") or (lead is None and "clause" in cue.takes)


def _is_asked_for(event: Event, heard: Heard) -> bool:
    """Whether the event stands in what somebody demands: who rejects "calls for an inquiry into the raid" denies no
    raid."""
    tree = heard.trees.get(event.sentence)
    at = _trigger_tokens(tree, event) if tree is not None else []
    above = tree.ancestors(at[0]) if tree is not None and at else []
    return tree is not None and any(tree.tokens[i].lemma.lower() in load_words("requests") for i in above)


def _phrase_lead(event: Event, heard: Heard) -> str | None:
    """The nearest preposition above the trigger that hangs from a cue ("of" in "accused X of arming Y"), or None."""
    tree = heard.trees.get(event.sentence)
    if tree is None:
        return None
    at = next((i for i, t in enumerate(tree.tokens) if t.start <= event.trigger.start < t.end), None)
    if at is None:
        return None
    for above in tree.ancestors(at):
        token = tree.tokens[above]
        hangs_from = tree.tokens[token.head]
        if token.dep == "prep" and (hangs_from.pos not in NOUNS or hangs_from.dep in ("dobj", "nsubjpass")):
            return token.lemma.lower()
    return None


def _medium_of_act(event: Event, heard: Heard) -> list[str]:
    """In what an act of speech was done that no quotation holds: "posted a message on Twitter blaming Iran"."""
    tree = heard.trees.get(event.sentence)
    if tree is None or event.event_type not in SPOKEN_ACTS:
        return []
    at = next((i for i, t in enumerate(tree.tokens) if t.start <= event.trigger.start < t.end), None)
    medium = find_medium(tree, at) if at is not None and tree.tokens[at].pos in VERBS else None
    return [medium] if medium else []


def _medium(story: Story, quotation: Quotation) -> str | None:
    """In what it was said: named with it, or with the same speaker's quotation earlier in the paragraph."""
    if quotation.medium or not quotation.direct:
        return quotation.medium
    here = sentence_at(story, quotation.content[0])
    names = speaker_names(story, quotation)
    medium = None
    for other in story.quotations:
        if other.content[0].start >= quotation.content[0].start or not other.medium:
            continue
        there = sentence_at(story, other.content[0])
        same_paragraph = here is not None and there is not None and there.paragraph == here.paragraph
        if same_paragraph and names & speaker_names(story, other):
            medium = other.medium
    return medium


def _cited(story: Story, quotation: Quotation, heard: Heard) -> list[Voice]:
    """Whom the speaker leans on ("…, citing two officials"): nearer to the event than the speaker is."""
    sentence = sentence_at(story, quotation.cue) if quotation.cue is not None else None
    if sentence is None or quotation.cue is None:
        return []
    tree = heard.trees[sentence.index]
    verb = next((i for i, t in enumerate(tree.tokens) if t.start == quotation.cue.start), None)
    if verb is None:
        return []
    for below, token in enumerate(tree.tokens):
        cites = token.text.lower() in ("citing", "quoting")
        relative = token.dep == "relcl" and token.lemma.lower() in load_words("quoters")  # "Tass, which quoted him"
        if (cites or relative) and verb in tree.ancestors(below):
            for named in tree.children(below, "dobj"):
                cited = replace(quotation, speaker=tree.span(tree.noun_phrase(named)))
                return list(speaker_voices(story, cited, "quotes"))
    return []


def _relays(story: Story, event: Event, told: list[Quotation], heard: Heard) -> list[str]:
    """The outlets that hand the event on: beside its sentence or quotation, for its speaker, for the whole story."""
    names = list(heard.relays.get(event.sentence, ()))
    for quotation in told:
        names += _relays_beside(story, quotation, heard.relays)
        if quotation.direct:
            for name in sorted(speaker_names(story, quotation)):
                names += heard.by_speaker.get(name, ())
    return list(dict.fromkeys([*names, *heard.whole]))


def _ordered(chain: list[Voice], publisher: str | None) -> tuple[Voice, ...]:
    """The chain without repeats: speakers and media as found, then relays that are not the publisher, then it."""
    rank = {"speaker": 0, "medium": 0, "relay": 1, "publisher": 2}
    kept: dict[tuple[str, str], Voice] = {}
    for voice in sorted(chain, key=lambda voice: rank[voice.role]):
        if voice.role != "relay" or not same_outlet(voice.name, publisher):
            kept.setdefault((voice.role, voice.name), voice)
    media = {voice.name for voice in kept.values() if voice.role == "medium"}
    return tuple(voice for voice in kept.values() if voice.role != "relay" or voice.name not in media)


def _own_stance(story: Story, event: Event, heard: Heard) -> str:
    """The publisher's stance: "alleges" where the words keep a distance.

    "Allegedly", "the alleged raid", "is said to have attacked", and scare quotes around the deed alone.
    """
    tree = heard.trees.get(event.sentence)
    if tree is None:
        return "asserts"
    scare_quoted = any(_is_scare_quote(tree, run, event) for run in heard.quoted[event.trigger.field])
    if scare_quoted or _is_kept_apart(event, heard):
        return "alleges"
    near = _trigger_tokens(tree, event)
    subjects = {tree.tokens[i].start for at in near for i in tree.children(at, "nsubj", "nsubjpass")}
    subject = next((e for e in story.events if e.sentence == event.sentence and e.trigger.start in subjects), None)
    return _own_stance(story, subject, heard) if subject is not None and subject is not event else "asserts"


def _trigger_tokens(tree: Tree, event: Event) -> list[int]:
    return [i for i, t in enumerate(tree.tokens) if t.start <= event.trigger.start < t.end]


def _is_kept_apart(event: Event, heard: Heard) -> bool:
    """Whether words beside the deed keep it apart from the teller: "allegedly", "the alleged raid", "is said to"."""
    tree = heard.trees.get(event.sentence)
    if tree is None:
        return False
    tops = [top for at in _trigger_tokens(tree, event) for top in _around_deed(tree, at)]
    return any(_keeps_distance(tree, top) or _is_hearsay(tree, top) for top in tops)


def _around_deed(tree: Tree, at: int) -> list[int]:
    """The trigger, the noun it hangs from, and the verbs it shares its adverb with ("reportedly began to shell")."""
    around = [at, *[i for i in tree.ancestors(at) if tree.tokens[i].dep in ("dobj", "pobj")][:1]]
    while tree.tokens[at].dep in ("xcomp", "conj") and tree.tokens[at].pos in VERBS and tree.own_subject(at) is None:
        at = tree.tokens[at].head
        around.append(at)
    return around


def _keeps_distance(tree: Tree, top: int) -> bool:
    words = {tree.tokens[i].text.lower() for i in tree.children(top, "advmod", "amod")}
    return any((word, "adverb") in load_cues() for word in words) or bool(words & load_words("alleged"))


def _is_hearsay(tree: Tree, verb: int) -> bool:
    """Whether nobody is named who says it: "is said to have attacked", "are believed to be shelling"."""
    token = tree.tokens[verb]
    over = tree.tokens[token.head]
    if token.dep != "xcomp" or not any(tree.tokens[i].tag == "TO" for i in tree.children(verb, "aux")):
        return False
    passive = bool(tree.children(token.head, "auxpass")) and not tree.children(token.head, "agent")
    return passive and over.lemma.lower() in load_words("hearsay")


def _is_scare_quote(tree: Tree, run: Quoted, event: Event) -> bool:
    """Whether nothing but the deed stands between the marks: "has "liberated" another city"."""
    words = [t for t in tree.tokens if run.start <= t.start and t.end <= run.end and t.pos not in ("PUNCT", "SPACE")]
    return [(t.start, t.end) for t in words] == [(event.trigger.start, event.trigger.end)]
