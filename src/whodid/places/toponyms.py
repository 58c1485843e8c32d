"""Names of places in a sentence: those the parser marks, those the gazetteer knows, less what names something else.

A person, a street, a paper or a team with a place's name is no place. A body of a place ("the Ashford police") names
the place inside its own name: such a toponym has `inside_name`, for whoever wants where something happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml

from whodid.model import Field, Sentence, Story, Token
from whodid.places.gazetteer import is_named, places_named
from whodid.places.keys import name_key

_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_NOT_NAMES = frozenset({"DATE", "TIME", "NORP", "LANGUAGE", "LAW", "MONEY", "PERCENT", "ORDINAL"})
_LONGEST = 5
"""Tokens of the longest name looked up: "Democratic Republic of the Congo"."""
_DASHES = frozenset({"—", "–", "--", "-"})
_LISTING = frozenset({",", "and", "or", "&", ";"})
_JOINING = frozenset(
    {"of", "the", "and", "de", "del", "da", "do", "la", "el", "al", "es", "on", "upon", "sur", "-", "'s", "’s"}
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place's name: characters `start` to `end` of the story's `field`, tokens `first` to `last` of its sentence.

    `known` is whether the gazetteer has the name; `inside_name` whether it stands in the name of a body of that
    place, `is_local` whether that is a town's ("the Lebanon police"), not a state's.
    """

    start: int
    end: int
    text: str
    field: Field
    sentence: int
    first: int
    last: int
    known: bool
    inside_name: bool = False
    is_local: bool = False

    @property
    def key(self) -> str:
        """The name as the gazetteer compares it; the same for all its spellings."""
        return name_key(self.text)

    @property
    def plain(self) -> str:
        """The name without what only says which part: "West Arden" and "Province of Arden" speak of Arden.

        The name itself where the gazetteer has it ("North Carolina").
        """
        if self.known:
            return self.text
        words = self.text.replace("-", " ").split()
        while len(words) > 1 and words[0].lower() in _words("parts"):
            words = words[1:]
        return " ".join(words)


def find_toponyms(story: Story) -> tuple[Toponym, ...]:
    """All names of places in the story, in order. Needs its sentences.

    A name the parser doubts counts where the words around it, or the rest of the story, say that it is a place.
    """
    persons = _persons(story)
    found = []
    for sentence in story.sentences:
        found += _with_neighbours(sentence, list(_read(story, sentence)))
    sure = Counter(one.toponym.key for one in found if one.sure)
    speakers = _speakers(story)
    held = [
        one.toponym
        for one in found
        if _holds(one, sure[one.toponym.key], one.toponym.key in persons)
        and (one.toponym.known or one.toponym.key not in speakers)
    ]
    held += _repeated(story, held)
    return tuple(sorted(held, key=lambda one: (one.sentence, one.first)))


def _repeated(story: Story, held: Sequence[Toponym]) -> Iterator[Toponym]:
    """The other mentions of names that the gazetteer lacks and the story has placed: "in Arden", "the Arden bar"."""
    names = {tuple(one.text.split()) for one in held if not one.known}
    taken = {(one.sentence, at) for one in held for at in range(one.first, one.last + 1)}
    lengths = sorted({len(name) for name in names}, reverse=True)
    for sentence in story.sentences if names else ():
        words = [token.text for token in sentence.tokens]
        for first, token in enumerate(sentence.tokens):
            length = next((n for n in lengths if tuple(words[first : first + n]) in names), 0)
            span = range(first, first + length)
            if not length or token.entity == "PERSON" or any((sentence.index, at) in taken for at in span):
                continue
            if not _names_another_thing(sentence.tokens, first, span[-1]):
                yield _toponym(story, sentence, first, span[-1], known=False)


def _holds(one: _Found, times_sure: int, is_person: bool) -> bool:
    """Whether a possible toponym is one: a person's name in the story is a place's only where its words place it."""
    if is_person:
        return one.placed
    return one.sure or times_sure > 0


def is_abbreviation(name: str) -> bool:
    """Whether a name is an abbreviation of a state ("Ill.", "MA"), which counts only behind another place's name."""
    if len(name) > 6 or name in ("U.S.", "US", "UK", "U.K.", "UAE", "DRC", "NSW"):
        return False
    found = [place for place in places_named(name) if place.usual]
    return bool(found) and all(place.precision == "division" and place.name != name for place in found)


@dataclass(frozen=True, slots=True)
class _Found:
    """A possible toponym: `sure` by its own words, else the rest of the story may tell; `placed` by those around it."""

    toponym: Toponym
    sure: bool
    placed: bool


def _with_neighbours(sentence: Sentence, found: list[_Found]) -> list[_Found]:
    """The names with those made sure that stand in a list beside a sure one: "Ashford, Kingman and Larned"."""
    for step in (1, -1):
        for at in range(1, len(found)):
            near, one = (found[at - 1], found[at]) if step == 1 else (found[-at], found[-at - 1])
            left, right = sorted((near.toponym, one.toponym), key=lambda name: name.first)
            between = sentence.tokens[left.last + 1 : right.first]
            if near.sure and between and all(token.text in _LISTING for token in between):
                found[found.index(one)] = replace(one, sure=True)
    return found


def _read(story: Story, sentence: Sentence) -> Iterator[_Found]:
    """The possible toponyms of a sentence, from left to right, none within another."""
    text = story.title if sentence.field == "title" else story.text
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        is_start = tokens[at].text[:1].isupper() and tokens[at].text.lower() != "the"
        span = _name_at(text, tokens, at) if is_start else None
        if span is None:
            at += 1
            continue
        last, known = span
        verdict = _judge(text, tokens, at, last, known)
        if verdict is not None:
            sure, inside = verdict
            placed = inside or _is_placed(text, tokens, at, last)
            name = _toponym(story, sentence, at, last, known=known, inside=inside)
            yield _Found(name, sure, placed)
        at = last + 1


def _toponym(story: Story, sentence: Sentence, first: int, last: int, *, known: bool, inside: bool = False) -> Toponym:
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[last].end
    words = (story.title if sentence.field == "title" else story.text)[start:end]
    local = inside and last + 1 < len(tokens) and _word(tokens[last + 1]) in _words("local")
    return Toponym(start, end, words, sentence.field, sentence.index, first, last, known, inside, local)


def _name_at(text: str, tokens: tuple[Token, ...], first: int) -> tuple[int, bool] | None:
    """The last token of the name that begins at token `first`, and whether the gazetteer has it; None for no name.

    The longest known name, or the parser's whole name of a place where that goes on with words that name no place of
    their own ("Tennessee Colony").
    """
    known = _known_end(text, tokens, first)
    label = tokens[first].entity
    feature = _feature_end(tokens, first)
    if feature is not None and (known is None or feature > known):
        return feature, False
    goes_on = first > 0 and tokens[first - 1].entity == label and tokens[first - 1].text[:1].isupper()
    if label not in ("GPE", "LOC") or (goes_on and known is None):
        return None if known is None else (known, True)
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].entity == label and tokens[last + 1].text not in (",", "and"):
        last += 1
    while last > first and not tokens[last].text[:1].isupper():
        last -= 1
    if known is not None and (last <= known or _known_end(text, tokens, known + 1) is not None):
        return known, True
    if known is not None and (tokens[known + 1].text[:1].islower() or _word(tokens[known + 1]) in _words("civic")):
        return known, True
    return (last, False) if len(tokens[first].text) > 2 else None


def _feature_end(tokens: tuple[Token, ...], first: int) -> int | None:
    """The last token of the name of a river, lake or the like that begins here: "Arden River", "Lake Arden"."""
    if first + 1 >= len(tokens) or not (_is_name(tokens[first]) and _is_name(tokens[first + 1])):
        return None
    if _word(tokens[first]) in _words("waters"):
        return first + 1
    for last in range(first + 1, min(first + 3, len(tokens))):
        if not _is_name(tokens[last]):
            return None
        if _word(tokens[last]) in _words("waters"):
            return last
    return None


def _known_end(text: str, tokens: tuple[Token, ...], first: int) -> int | None:
    """The last token of the longest name of the gazetteer that begins at token `first`."""
    ends = []
    for last in range(first, min(first + _LONGEST, len(tokens))):
        word = tokens[last].text
        if not (word[:1].isupper() or word.lower() in _JOINING):
            break
        if word[:1].isupper():
            ends.append(last)
    for last in reversed(ends):
        if is_named(text[tokens[first].start : tokens[last].end]):
            return last
    return None


# --- what the words around a name say --------------------------------------------------------------------------------


def _judge(text: str, tokens: tuple[Token, ...], first: int, last: int, known: bool) -> tuple[bool, bool] | None:
    """Whether a name is surely a place's, and whether it stands inside another name; None where it is no place's."""
    before = tokens[first - 1] if first > 0 else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    label = tokens[last].entity
    name = text[tokens[first].start : tokens[last].end]
    if is_abbreviation(name):
        behind = first > 1 and before is not None and before.text in (",", "(")
        return (True, False) if behind or (label == "GPE" and "." in name) else None
    if label in _NOT_NAMES or (tokens[last].pos not in ("PROPN", "NOUN", "ADJ") and label not in _PLACE_ENTITIES):
        return None
    if first == last and _word(tokens[first]) in _words("never"):
        return None
    if _names_another_thing(tokens, first, last):
        return None
    if _contained(text, tokens, last) or _is_dateline(tokens, first, last):
        return True, False
    inside = after is not None and after.text[:1].isupper() and _word(after) in _words("civic")
    placed = _is_placed(text, tokens, first, last)
    feature = last > first and _word(tokens[last]) in _words("features")
    if not known and not feature:
        return _judge_unknown(tokens, first, last, placed)
    if label in ("GPE", "LOC"):
        return None if _titled(before) and label == "GPE" and not inside else (True, inside)
    area = feature or _is_area(name) or (label != "ORG" and _is_region(name))
    return _judge_doubted(tokens, first, last, placed, inside, area)


def _judge_unknown(tokens: tuple[Token, ...], first: int, last: int, placed: bool) -> tuple[bool, bool] | None:
    """A name the gazetteer lacks and the parser takes for a place's: of one word only where a preposition places it."""
    if tokens[last].entity != "GPE" or _titled(tokens[first - 1] if first > 0 else None):
        return None
    if any(_word(token) in _words("not_place") or not token.text[-1].isalpha() for token in tokens[first : last + 1]):
        return None
    return (placed or last > first), False


def _judge_doubted(
    tokens: tuple[Token, ...], first: int, last: int, placed: bool, inside: bool, area: bool
) -> tuple[bool, bool] | None:
    """A name of the gazetteer that the parser takes for something else; `area`: hardly the name of other things."""
    before = tokens[first - 1] if first > 0 else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    label = tokens[last].entity
    common = last == first and _word(tokens[first]) in _words("common")
    if last == first and _word(tokens[first]) in _words("surnames"):
        common = before is None or before.text.lower() not in _words("inside")
    if _titled(before) or (before is not None and _leads(before, label)):
        return None
    if after is not None and _is_name(after) and after.entity == label and not inside:
        return (True, True) if area and label == "ORG" else None
    if common:
        return None
    if (inside or area) and label != "PERSON":
        return True, inside
    if after is not None and after.text.lower() in _words("people"):
        return True, False
    return (placed or area), inside


def _names_another_thing(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the words beside make the name a street's, a bank's, a virus's: "Ashford Street", "Bank of Ashford"."""
    owner = tokens[first - 2] if first > 1 and tokens[first - 1].text == "of" else None
    if owner is not None and owner.text[:1].isupper() and _word(owner) in _words("not_place"):
        return True
    if last + 1 >= len(tokens):
        return False
    after = tokens[last + 1]
    if last + 2 < len(tokens) and _word(tokens[last + 2]) == "patrol":
        return False
    return _word(after) in _words("not_place") if after.text[:1].isupper() else _word(after) in _words("illness")


def _is_region(name: str) -> bool:
    return any(place.precision == "region" for place in places_named(name))


def _is_area(name: str) -> bool:
    """Whether a country, a division or a county bears the name: hardly the name of a person or a company."""
    return any(place.precision in ("country", "division", "county") and place.usual for place in places_named(name))


def _contained(text: str, tokens: tuple[Token, ...], last: int) -> bool:
    """Whether a comma and the name of a country or division follow: "Tripoli, Lebanon", "Springfield, Ill."."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != "," or not tokens[last + 2].text[:1].isupper():
        return False
    end = _known_end(text, tokens, last + 2)
    if end is None:
        return False
    wider = places_named(text[tokens[last + 2].start : tokens[end].end])
    return any(place.precision in ("country", "division") for place in wider) and tokens[last].entity != "DATE"


def _is_placed(text: str, tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the words right before or behind a name say that it is a place's; "according to" does not."""
    if first > 0 and tokens[first - 1].text.lower() in _words("locative"):
        return first < 2 or tokens[first - 2].text.lower() != "according"
    return _contained(text, tokens, last) or _is_dateline(tokens, first, last)


def _is_dateline(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a name in capitals opens the sentence before a dash or an agency: "ASHFORD — Police said"."""
    if last + 1 >= len(tokens) or tokens[last + 1].text not in _DASHES | {"(", ":"}:
        return False
    return first < 2 + _LONGEST * 2 and all(
        token.text.isupper() and len(token.text) > 2 for token in tokens[first : last + 1]
    )


def _titled(before: Token | None) -> bool:
    return before is not None and (
        (before.text[:1].isupper() and _word(before) in _words("titles")) or before.text in _words("callings")
    )


def _leads(before: Token, label: str) -> bool:
    """Whether the token before belongs to the same name, which then is another's: "Alan Ashford", "Bank of Ashford"."""
    if _word(before) in _words("locative") or _word(before) in _words("civic"):
        return False
    if before.entity == label and label in ("PERSON", "ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT"):
        return before.text.lower() not in ("the",) and before.text.lower() not in ("of",)
    return _is_name(before) and label == ""


def _is_name(token: Token) -> bool:
    return token.tag in ("NNP", "NNPS") and token.text[:1].isupper()


def _word(token: Token) -> str:
    return token.text.lower().rstrip(".")


def _persons(story: Story) -> frozenset[str]:
    """The last names of the persons whom the story names in full."""
    found = set()
    for sentence in story.sentences:
        for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            if before.entity == token.entity == "PERSON" and _is_name(token):
                found.add(name_key(token.text))
    return frozenset(found)


def _speakers(story: Story) -> frozenset[str]:
    """Names that say something: one the gazetteer lacks is then a person's, whatever the parser takes it for."""
    return frozenset(
        name_key(token.text)
        for sentence in story.sentences
        for token in sentence.tokens
        if token.dep == "nsubj" and _is_name(token) and sentence.tokens[token.head].lemma in _words("saying")
    )


@cache
def _words(name: str) -> frozenset[str]:
    path = files("whodid") / "data" / "places" / "toponyms.yaml"
    return frozenset(str(yaml.safe_load(path.read_text(encoding="utf-8"))[name]).split())
