"""The first person: "I" is who speaks, "we" the speaker's side, or the speaker and the one he is told to deal with."""

from __future__ import annotations

from dataclasses import replace

from whodid.actors.discourse import Discourse
from whodid.actors.drafts import Draft
from whodid.actors.wordlists import words_of
from whodid.model import Actor, Sentence


def first_person(talk: Discourse, sent: Sentence, at: int) -> Draft:
    """The draft of "I", "we", "our" at token `at`: by the quotation it stands in, else left open with the reason."""
    word = sent.tokens[at].text.lower()
    draft = Draft(sent.index, at, at, at, "pronoun", "pronoun", plural=word in words_of("we"))
    quotation = talk.quoted.get((sent.index, at)) or talk.reported(sent, at)
    speaker = talk.speaker(quotation)
    if speaker is None or not speaker.actors:
        draft.reason = "first person outside a quotation" if quotation is None else "the speaker is not known"
        return draft
    actor = speaker.actors[0]
    name = actor.name or talk.words(speaker)
    if not draft.plural:
        draft.actors = (replace(actor, basis=f"pronoun: speaker {name}"),)
        draft.gender = speaker.gender
    elif company := _company(talk, sent, actor):
        draft.actors = tuple(replace(one, basis="pronoun: speaker and company") for one in (actor, company))
    else:
        draft.actors = (_side(talk, actor, name, word),)
    return draft


def _side(talk: Discourse, actor: Actor, name: str, word: str) -> Actor:
    """The country or organisation that the speaker speaks for; "our" and a former official's "we" are the country's."""
    country, *sectors = actor.code.split(".")
    code = actor.code
    if country != "UNK" and (word in words_of("possessive") or sectors[:1] == ["ELI"]):
        code = country
    rows = talk.scene.tables.countries.get(country)
    side = rows[0].name if rows else actor.name
    return Actor(side, code, f"pronoun: side of the speaker {name}")


def _company(talk: Discourse, sent: Sentence, speaker: Actor) -> Actor | None:
    """Who else "we" is: the one foreign person told to meet or be in contact with the speaker, right before.

    Only where the sentence itself tells of something done together ("we have met"), and not past two paragraphs,
    quotations of the speaker's in between not counted.
    """
    if not _together(talk, sent, quoted=True):
        return None
    paragraphs = 0
    for earlier in reversed(talk.sentences[: sent.index]):
        if earlier.field != sent.field:
            break
        if earlier.paragraph != talk.sentences[earlier.index + 1].paragraph and not _is_quotation(talk, earlier):
            paragraphs += 1
        if paragraphs > 1:
            break
        if _together(talk, earlier, quoted=False):
            return _partner(talk, earlier, speaker)
    return None


def _together(talk: Discourse, sent: Sentence, *, quoted: bool) -> bool:
    """Whether the words within (or outside) the quotation marks of a sentence tell of something done together."""
    joint = words_of("together")
    return any(
        token.lemma.lower() in joint and ((sent.index, i) in talk.quoted) == quoted
        for i, token in enumerate(sent.tokens)
    )


def _is_quotation(talk: Discourse, sent: Sentence) -> bool:
    """Whether more of the sentence is quoted than not."""
    return 2 * sum((sent.index, i) in talk.quoted for i in range(len(sent.tokens))) > len(sent.tokens)


def _partner(talk: Discourse, sent: Sentence, speaker: Actor) -> Actor | None:
    people = [
        draft.actors[0]
        for draft in talk.drafts
        if draft.sentence == sent.index
        and draft.actors
        and draft.being in ("person", "pronoun", "office")
        and draft.place not in talk.quoted
    ]
    country = speaker.code.split(".")[0]
    others = {one.name: one for one in people if one.name != speaker.name and one.code.split(".")[0] != country}
    if len(others) != 1 or all(one.name != speaker.name for one in people):
        return None
    return next(iter(others.values()))
