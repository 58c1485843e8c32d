"""What is told behind a group of states: who is taken out ("except Malta") and who is listed ("including Malta")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from whodid.actors.drafts import Draft
from whodid.actors.names import NameHit
from whodid.actors.phrases import NOUN_TAGS
from whodid.actors.wordlists import words_of
from whodid.model import Sentence

PAUSES = frozenset({",", "-", "–", "—", "(", ":"})
LONGEST_CUE = 4
LINKS = frozenset({"the", "and", "or", ","})
LISTING = (("including",), ("namely",), ("notably",), ("such", "as"), ("among", "them"))


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The states taken out by words that begin at token `begin`: their codes and tokens; `last` the last token of all.

    `codes` is empty where only a number is told ("except two").
    """

    begin: int
    last: int
    codes: tuple[str, ...]
    tokens: tuple[int, ...]


def find_exclusion(
    sent: Sentence, names: Sequence[NameHit], start: int, stop: int, extra: frozenset[str] = frozenset()
) -> Exclusion | None:
    """The first exclusion that begins at a token from `start` to before `stop`; `extra` are cues beside the usual ones.

    "All states except Malta and Chad": begins at "except", codes MLT and TCD.
    """
    for at in range(start, stop):
        length = _cue_length(sent, at, extra)
        if length and (found := _excluded(sent, names, at, at + length)):
            return found
    return None


def begins_exclusion(sent: Sentence, at: int) -> bool:
    """Whether a cue that takes out stands at token `at` ("with the exception of")."""
    return _cue_length(sent, at, frozenset()) > 0


def _cue_length(sent: Sentence, at: int, extra: frozenset[str]) -> int:
    """The tokens of the longest cue at token `at`; 0 for none."""
    here = tuple(token.text.lower() for token in sent.tokens[at : at + LONGEST_CUE])
    return max((len(cue) for cue in _cues(extra) if here[: len(cue)] == cue), default=0)


@cache
def _cues(extra: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cue.split()) for cue in {*words_of("excluding"), *extra})


def exclusion_behind(sent: Sentence, names: Sequence[NameHit], last: int, alone: bool, whole: bool) -> Exclusion | None:
    """The exclusion from a group ending at token `last`: right behind, or anywhere behind where the group is `alone`.

    "But", "save" and "bar" take out only right behind a `whole` group ("all EU states but Malta"): "EU states but
    Malta" may begin a second clause.
    """
    nearest = last + 2 if last + 1 < len(sent.tokens) and sent.tokens[last + 1].text in PAUSES else last + 1
    if whole and (found := find_exclusion(sent, names, nearest, nearest + 1, frozenset(words_of("exception_next")))):
        return found
    end = len(sent.tokens)
    return find_exclusion(sent, names, last + 1, end if alone else min(last + 3, end))


def _excluded(sent: Sentence, names: Sequence[NameHit], begin: int, at: int) -> Exclusion | None:
    """The states named from token `at` on, one after the other; None for none, or for something of theirs.

    "All governments except Hungary's" takes Hungary out, "except Hungary's exports" does not.
    """
    tokens = sent.tokens
    starts = {hit.first: hit for hit in names if hit.only("country")}
    bracketed = begin > 0 and tokens[begin - 1].text == "("
    listed = bracketed or tokens[begin].text.lower() == "excluding"
    hits: list[NameHit] = []
    if at < len(tokens) and tokens[at].tag == "CD":
        return Exclusion(begin, at, (), ())
    while at < len(tokens):
        word = tokens[at].text.lower()
        if at in starts:
            hits.append(starts[at])
            at = starts[at].last + 1
        elif word in LINKS and (word != "," or listed):
            at += 1
        else:
            break
    owned = at < len(tokens) and tokens[at].tag == "POS"
    if not hits or (owned and at + 1 < len(tokens) and tokens[at + 1].tag in (*NOUN_TAGS, "JJ")):
        return None
    last = hits[-1].last + owned
    closed = last + 1 < len(tokens) and tokens[last + 1].text == ")"
    gone = tuple(i for hit in hits for i in range(hit.first, hit.last + 1))
    return Exclusion(begin, last + closed, tuple(hit.only("country")[0] for hit in hits), gone)


def list_members(sent: Sentence, head: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that "including", "such as" or "among them" behind `head` lists, by the row of words, not the tree."""
    begin = list_begin(sent, head.last)
    return _listed_from(sent, begin, _longest_by_start(drafts, head.last)) if begin else []


def list_begin(sent: Sentence, last: int) -> int | None:
    """The first token of what "including" or "such as" behind token `last` lists; None where nothing is listed."""
    tokens = sent.tokens
    at = last + 1
    if at < len(tokens) and tokens[at].text in PAUSES:
        at += 1
    here = tuple(token.text.lower() for token in tokens[at : at + 2])
    cue = next((cue for cue in LISTING if here[: len(cue)] == cue), None)
    return at + len(cue) if cue else None


def _longest_by_start(drafts: Sequence[Draft], after: int) -> dict[int, Draft]:
    """The longest draft that begins at each token behind `after`, pronouns left out."""
    starts: dict[int, Draft] = {}
    for draft in drafts:
        if draft.first > after and draft.being != "pronoun":
            held = starts.get(draft.first)
            if held is None or draft.last > held.last:
                starts[draft.first] = draft
    return starts


def _listed_from(sent: Sentence, at: int, starts: dict[int, Draft]) -> list[Draft]:
    found: list[Draft] = []
    while at < len(sent.tokens):
        if at in starts:
            found.append(starts[at])
            at = starts[at].last + 1
        elif sent.tokens[at].text.lower() in (",", "and", "as", "well", "the", "also", "&", ";"):
            at += 1
        else:
            break
    return found
