"""Pronouns of the third person and relative pronouns: he, it, they, who. "I" and "we" are in speakers.py."""

from __future__ import annotations

from collections.abc import Callable

from whodid.actors.antecedents import best_antecedent
from whodid.actors.discourse import Discourse
from whodid.actors.drafts import Draft
from whodid.actors.phrases import SUBJECTS, ancestors, subject_of, verb_over
from whodid.actors.wordlists import words_of
from whodid.model import Sentence


def third_person(talk: Discourse, sent: Sentence, at: int) -> Draft | None:
    """The draft of "he", "its", "them" at token `at`, resolved or with a reason; None for other words, empty "it"."""
    word = sent.tokens[at].text.lower()
    draft = Draft(sent.index, at, at, at, "pronoun", "pronoun", plural=word in words_of("they"))
    if gender := words_of("he").get(word):
        draft.gender = gender
        _resolve(talk, draft, word, lambda other: _can_be_person(talk, other, gender))
    elif word in words_of("it"):
        if not _stands_for_something(sent, at):
            return None
        _resolve(talk, draft, word, lambda other: _can_be_it(talk, other))
    elif word in words_of("they"):
        _resolve(talk, draft, word, lambda other: _can_be_they(talk, other))
    else:
        return None
    return draft


def relative(talk: Discourse, sent: Sentence, at: int) -> Draft | None:
    """The draft of "who", "whose", "which" at token `at`; None where no mention is right before or above it."""
    draft = Draft(sent.index, at, at, at, "pronoun", "pronoun")
    held = _noun_of_clause(talk, sent, at) or _just_before(talk, sent, at)
    return talk.identify(draft, held, f"relative pronoun: {talk.words(held)}") if held else None


def _noun_of_clause(talk: Discourse, sent: Sentence, at: int) -> Draft | None:
    for i in ancestors(sent, at):
        if sent.tokens[i].dep in ("relcl", "acl"):
            held = talk.by_head.get((sent.index, sent.tokens[i].head))
            return held if held and held.last <= at + 1 else None
    return None


def _just_before(talk: Discourse, sent: Sentence, at: int) -> Draft | None:
    """Where the parse hangs the clause elsewhere: the person right before "who" or "whose", a comma between at most."""
    if sent.tokens[at].text.lower() not in ("who", "whose", "whom"):
        return None
    last = at - 2 if at > 1 and sent.tokens[at - 1].text == "," else at - 1
    near = [draft for draft in talk.drafts if draft.sentence == sent.index and draft.last == last]
    near = [draft for draft in near if draft.being in ("person", "office", "people", "body")]
    return max(near, key=lambda draft: (draft.being == "person", draft.last - draft.first), default=None)


def _resolve(talk: Discourse, draft: Draft, word: str, fits: Callable[[Draft], bool]) -> None:
    sent = talk.sentences[draft.sentence]
    if word in words_of("reflexive"):
        verb = verb_over(sent, draft.head)
        subject = subject_of(sent, verb) if verb is not None else None
        held = talk.by_head.get((draft.sentence, subject)) if subject is not None else None
        if held is not None and fits(held):
            talk.identify(draft, held, f"pronoun: {word}, the subject {talk.words(held)!r}")
            return
    speaker = talk.speaker(talk.quoted.get(draft.place))
    names = {actor.name for actor in speaker.actors} if speaker else set()

    def other_than_speaker(other: Draft) -> bool:
        return fits(other) and not (other.actors and other.actors[0].name and other.actors[0].name in names)

    best = best_antecedent(talk, draft, other_than_speaker, possessive=word in words_of("possessive"))
    if best is None:
        draft.reason = "no one antecedent that agrees"
        return
    talk.identify(draft, best, f"pronoun: {word}, {best.actors[0].name or talk.words(best)}")


def _can_be_person(talk: Discourse, other: Draft, gender: str) -> bool:
    if other.being == "pronoun":
        return other.gender == gender
    return other.being in ("person", "office") and not other.plural and talk.gender(other) in ("", gender)


def _can_be_it(talk: Discourse, other: Draft) -> bool:
    if other.being == "pronoun":
        return talk.words(other).lower() in words_of("it")
    return other.being in ("country", "body", "place") and not other.plural


def _can_be_they(talk: Discourse, other: Draft) -> bool:
    if other.being == "pronoun":
        return talk.words(other).lower() in words_of("they")
    if other.being in ("people", "states"):
        return other.being == "people" or other.plural
    return other.being == "body" and other.kind in ("named", "collective")


def _stands_for_something(sent: Sentence, at: int) -> bool:
    """Whether "it" acts, speaks, is acted on or owns; not "it rained", "it was said that"."""
    token = sent.tokens[at]
    if token.tag == "PRP$":
        return True
    verb = verb_over(sent, at)
    if verb is None:
        return False
    if token.dep in SUBJECTS:
        return sent.tokens[verb].lemma not in words_of("impersonal") and token.dep != "nsubjpass"
    return token.dep in ("pobj", "agent", "dobj", "dative")
