"""From the words that name a speaker to the voices of a chain: resolved through the story's mentions."""

from __future__ import annotations

import re

from whodid.attribution.lexicon import load_words
from whodid.attribution.relays import outlet_name
from whodid.media import find_outlet, load_outlets
from whodid.model import Actor, Mention, Quotation, Sentence, Span, Story, Token, Voice

_SEAT = re.compile(r"(?<=\w) in [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*$")
"""Where somebody sits, which is no part of their name: "the Interior Ministry" in Lima."""


def speaker_voices(story: Story, quotation: Quotation, stance: str) -> tuple[Voice, ...]:
    """Who speaks in a quotation: a voice for each speaker, resolved where a mention is; none where nobody is named.

    An outlet that reports ("Xinhua said") is a relay, not a speaker. An unresolved speaker keeps the words as name.
    """
    span = quotation.speaker
    if span is None:
        return ()
    outlet = _as_relay(_with_name_behind(story, span)) or _as_medium(story, span)
    if outlet is not None:
        return (outlet,)
    sentence = sentence_at(story, span)
    heads = _heads(sentence, span) if sentence is not None else []
    voices: list[Voice] = []
    for head in heads:
        mention = _mention_over(story, span, head)
        if mention is not None and mention.actors:
            voices += [_voice(story, mention, actor, stance) for actor in mention.actors]
        else:
            voices.append(_unresolved(story, quotation, _words(span, head, heads, mention), stance))
    return tuple(dict.fromkeys(voices)) or (Voice("speaker", span.text, None, stance, span),)


def speaker_names(story: Story, quotation: Quotation) -> frozenset[str]:
    """The names of who speaks in a quotation, for asking whether two quotations share a speaker."""
    return frozenset(voice.name for voice in speaker_voices(story, quotation, "asserts") if voice.role == "speaker")


def holds(span: Span, trigger: Span) -> bool:
    """Whether the words of a span are those in which a trigger stands."""
    return span.field == trigger.field and span.start <= trigger.start < span.end


def sentence_at(story: Story, span: Span) -> Sentence | None:
    """The sentence in which a span begins, or None."""
    for sentence in story.sentences:
        if sentence.field == span.field and sentence.start <= span.start < sentence.end:
            return sentence
    return None


def _voice(story: Story, mention: Mention, actor: Actor, stance: str) -> Voice:
    name = actor.name or _own_name(story, mention.span) or _in_full(story, mention) or _with_cause(story, mention)
    return Voice("speaker", name, actor.code, stance, mention.span)


def _own_name(story: Story, span: Span) -> str | None:
    """The name right behind what describes its bearer: "the rights group" Amal; None without one."""
    sentence = sentence_at(story, span)
    if sentence is None or not span.text.rsplit(" ", 1)[-1].islower():
        return None
    name: list[Token] = []
    end = span.end
    for token in (token for token in sentence.tokens if token.start >= span.end):
        if token.tag not in ("NNP", "NNPS") or token.entity == "DATE" or token.start - end > 1:
            break
        name.append(token)
        end = token.end
    return " ".join(token.text for token in name) or None


def _with_cause(story: Story, mention: Mention) -> str:
    """The mention's words, with what a body's name says it is for ("the Union" for Progress), without where it sits."""
    rest = getattr(story, mention.span.field)[mention.span.end :]
    capital = mention.span.text.rsplit(" ", 1)[-1][:1].isupper()
    cause = re.match(r" (?:for|of) (?:the )?[A-Z][a-z]+(?:(?: and)? [A-Z][a-z]+)*", rest) if capital else None
    return mention.span.text + cause.group() if cause else _SEAT.sub("", mention.span.text)


def _in_full(story: Story, mention: Mention) -> str | None:
    """The full name that "the bureau" takes up: the last name before it with that word in it; None without one."""
    article, _, noun = mention.span.text.partition(" ")
    if article.lower() != "the" or not noun.isalpha() or not noun.islower():
        return None
    joining = r"(?:of\s+|and\s+|for\s+|the\s+)*"
    name = r"[A-Z][\w'’-]*"
    pattern = re.compile(rf"(?:{name}\s+{joining})*{noun.capitalize()}(?:\s+{joining}{name})*")
    found = [match[0] for match in pattern.finditer(story.text, 0, mention.span.start) if " " in match[0]]
    return found[-1] if found and mention.span.field == "text" else None


def _as_relay(span: Span) -> Voice | None:
    """The voice of an outlet that reports. "Reuters", "the official news agency Xinhua", not "a Reuters editor"."""
    words = span.text.removeprefix("the ").removeprefix("The ")
    outlet = load_outlets().get(words)
    name = _name_at_end(words)
    if outlet is None and name is not None:  # "Syria's state news agency SANA": not "state news agency"
        before = words[: -len(name)].lower().rstrip()
        if any(before.endswith(word) for word in load_words("broadcasters")):
            outlet, words = load_outlets()[name], name
    if outlet is None:
        found = find_outlet(words)
        rest = words.replace(found.name, "") if found else words
        if found is None or not any(rest.lower().rstrip().endswith(w) for w in load_words("broadcasters")):
            return None
        outlet = found
    if outlet.kind not in ("agency", "outlet"):
        return None
    return Voice("relay", outlet_name(words), span=span)


def _as_medium(story: Story, span: Span) -> Voice | None:
    """The voice of a paper or station that no table names, where its kind stands before the name: "the daily Alba"."""
    kinds = "|".join(sorted(load_words("broadcasters") - {"agency"}))
    text = getattr(story, span.field)
    named = re.match(
        rf"(?:[Tt]he |[Ll]ocal )?(?:[\w-]+ )?(?:{kinds}) (?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)", text[span.start :]
    )
    if named is None or span.start + named.end() < span.end:
        return None
    end = span.start + named.end()
    return Voice("medium", named["name"], span=Span(span.start, end, text[span.start : end], span.field))


def _with_name_behind(story: Story, span: Span) -> Span:
    """The span with the name of an outlet that stands right behind it: "the state news agency" SANA."""
    text = getattr(story, span.field)
    behind = re.match(r" [A-Z][\w-]*", text[span.end :])
    if behind is None or behind.group().strip() not in load_outlets():
        return span
    end = span.end + behind.end()
    return Span(span.start, end, text[span.start : end], span.field)


def _name_at_end(words: str) -> str | None:
    """The longest name of an outlet that ends the words, and is not all of them; None where there is none."""
    parts = words.split()
    endings = (" ".join(parts[first:]) for first in range(1, len(parts)))
    return next((ending for ending in endings if ending in load_outlets()), None)


def _heads(sentence: Sentence, span: Span) -> list[Token]:
    """The tokens that head the speaker's words: one for each partner of "the minister and his deputy"."""
    inside = {i for i, t in enumerate(sentence.tokens) if t.start >= span.start and t.end <= span.end}
    top = [i for i in sorted(inside) if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    if not top:
        return []
    heads, waiting = [top[0]], [top[0]]
    while waiting:
        here = waiting.pop()
        partners = [i for i in sorted(inside) if sentence.tokens[i].head == here and sentence.tokens[i].dep == "conj"]
        partners = [i for i in partners if i not in heads]
        heads += partners
        waiting += partners
    return [sentence.tokens[i] for i in sorted(heads)]


def _mention_over(story: Story, span: Span, head: Token) -> Mention | None:
    """The widest mention that holds the head of the speaker's words, a resolved one before others."""
    over = [
        mention
        for mention in story.mentions
        if mention.span.field == span.field and mention.span.start <= head.start and head.end <= mention.span.end
    ]
    return max(over, key=lambda m: (bool(m.actors), m.span.end - m.span.start), default=None)


def _words(span: Span, head: Token, heads: list[Token], mention: Mention | None) -> Span:
    if len(heads) == 1:
        return span
    return mention.span if mention is not None else Span(head.start, head.end, head.text, span.field)


def _unresolved(story: Story, quotation: Quotation, span: Span, stance: str) -> Voice:
    """A speaker that no mention resolves: for "he" and "she" the speaker of the quotation before, else the words."""
    if span.text.lower() in ("he", "she"):
        before = [q for q in story.quotations if q.direct and q.speaker and q.content[0].field == span.field]
        before = [q for q in before if q.speaker is not None and q.speaker.start < span.start and q != quotation]
        if before and before[-1].speaker is not None and before[-1].speaker.text.lower() not in ("he", "she"):
            last = speaker_voices(story, before[-1], stance)
            if len(last) == 1 and last[0].role == "speaker":
                return Voice("speaker", last[0].name, last[0].code, stance, span)
    return Voice("speaker", _own_name(story, span) or span.text, None, stance, span)
