"""Which words of a sentence are a place's name, and what the words around them say of it; below `toponyms.py`.

Reads tokens only: nothing here knows the rest of the story.
"""

from __future__ import annotations

from dataclasses import dataclass

from whodid.model import Token
from whodid.places.gazetteer import is_named, places_named
from whodid.places.wordlists import words_of

Tokens = tuple[Token, ...]

_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_NOT_NAMES = frozenset({"DATE", "TIME", "NORP", "LANGUAGE", "LAW", "MONEY", "PERCENT", "ORDINAL"})
_LONGEST = 5
"""Tokens of the longest name looked up: "Democratic Republic of the Congo"."""
_OPENING = 12
"""Tokens in which a dateline begins, where a byline may stand before it."""
_DASHES = frozenset({"—", "–", "--", "-", "(", ":"})
_JOINING = frozenset("of the and de del da do la el al es on upon sur - 's ’s".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words `first` to `last` of a sentence's tokens that may name a place; `text` is what the tokens stand in."""

    text: str
    tokens: Tokens
    first: int
    last: int
    known: bool

    @property
    def name(self) -> str:
        """The words as the text has them."""
        return self.text[self.tokens[self.first].start : self.tokens[self.last].end]

    @property
    def label(self) -> str:
        """The parser's type of the name, by its last word."""
        return self.tokens[self.last].entity

    @property
    def before(self) -> Token | None:
        """The token before the name, None at the sentence's beginning."""
        return self.tokens[self.first - 1] if self.first > 0 else None

    @property
    def after(self) -> Token | None:
        """The token behind the name, None at the sentence's end."""
        return self.tokens[self.last + 1] if self.last + 1 < len(self.tokens) else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a phrase's own words say: `sure` that it is a place's name (else the story may tell), `inside_name` of a
    body of that place, `placed` by the words right beside it."""

    sure: bool
    inside_name: bool = False
    placed: bool = False


def phrase_at(text: str, tokens: Tokens, first: int) -> Phrase | None:
    """The name that begins at token `first`, None where none does.

    The longest known name, or the parser's whole name of a place where that goes on with words that name no place of
    their own ("Tennessee Colony").
    """
    if not tokens[first].text[:1].isupper() or tokens[first].text.lower() == "the":
        return None
    known = _known_end(text, tokens, first)
    label = tokens[first].entity
    feature = _feature_end(tokens, first)
    if feature is not None and (known is None or feature > known):
        return Phrase(text, tokens, first, feature, known=False)
    goes_on = first > 0 and tokens[first - 1].entity == label and tokens[first - 1].text[:1].isupper()
    if label not in ("GPE", "LOC") or (goes_on and known is None):
        return None if known is None else Phrase(text, tokens, first, known, known=True)
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].entity == label and tokens[last + 1].text not in (",", "and"):
        last += 1
    while last > first and not tokens[last].text[:1].isupper():
        last -= 1
    if known is not None and (last <= known or _known_end(text, tokens, known + 1) is not None):
        return Phrase(text, tokens, first, known, known=True)
    if known is not None and (tokens[known + 1].text[:1].islower() or word_of(tokens[known + 1]) in words_of("civic")):
        return Phrase(text, tokens, first, known, known=True)
    return Phrase(text, tokens, first, last, known=False) if len(tokens[first].text) > 2 else None


def _feature_end(tokens: Tokens, first: int) -> int | None:
    """The last token of the name of a river, lake or the like that begins here: "Arden River", "Lake Arden"."""
    if first + 1 >= len(tokens) or not (is_name(tokens[first]) and is_name(tokens[first + 1])):
        return None
    if word_of(tokens[first]) in words_of("waters"):
        return first + 1
    for last in range(first + 1, min(first + 3, len(tokens))):
        if not is_name(tokens[last]):
            return None
        if word_of(tokens[last]) in words_of("waters"):
            return last
    return None


def _known_end(text: str, tokens: Tokens, first: int) -> int | None:
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


def judge(phrase: Phrase) -> Verdict | None:
    """What the words of a name and those around it say; None where it is no place's name."""
    placed = _is_placed(phrase)
    if is_abbreviation(phrase.name):
        behind = phrase.first > 1 and phrase.before is not None and phrase.before.text in (",", "(")
        is_state = behind or (phrase.label == "GPE" and "." in phrase.name)
        return Verdict(sure=True, placed=placed) if is_state else None
    if not _can_be_place(phrase):
        return None
    if _is_contained(phrase) or _is_dateline(phrase):
        return Verdict(sure=True, placed=True)
    inside = phrase.after is not None and phrase.after.text[:1].isupper() and word_of(phrase.after) in words_of("civic")
    feature = phrase.last > phrase.first and word_of(phrase.tokens[phrase.last]) in words_of("features")
    if not phrase.known and not feature:
        return _judge_unknown(phrase, placed)
    if phrase.label in ("GPE", "LOC"):
        is_person = _is_titled(phrase) and phrase.label == "GPE" and not inside
        return None if is_person else Verdict(True, inside, inside or placed)
    area = feature or _is_area(phrase.name) or (phrase.label != "ORG" and _is_region(phrase.name))
    return _judge_doubted(phrase, placed=placed, inside=inside, area=area)


def _can_be_place(phrase: Phrase) -> bool:
    """Whether neither its form nor the words beside it make it something else than a place's name."""
    if phrase.label in _NOT_NAMES:
        return False
    if phrase.tokens[phrase.last].pos not in ("PROPN", "NOUN", "ADJ") and phrase.label not in _PLACE_ENTITIES:
        return False
    if phrase.first == phrase.last and word_of(phrase.tokens[phrase.first]) in words_of("never"):
        return False
    return not names_another_thing(phrase.tokens, phrase.first, phrase.last)


def _judge_unknown(phrase: Phrase, placed: bool) -> Verdict | None:
    """A name the gazetteer lacks and the parser takes for a place's: of one word only where a preposition places it."""
    if phrase.label != "GPE" or _is_titled(phrase):
        return None
    for token in phrase.tokens[phrase.first : phrase.last + 1]:
        if word_of(token) in words_of("not_place") or not token.text[-1].isalpha():
            return None
    return Verdict(placed or phrase.last > phrase.first, placed=placed)


def _judge_doubted(phrase: Phrase, *, placed: bool, inside: bool, area: bool) -> Verdict | None:
    """A name of the gazetteer that the parser takes for something else; `area`: hardly the name of other things."""
    after = phrase.after
    if _is_titled(phrase) or _is_led(phrase):
        return None
    if after is not None and is_name(after) and after.entity == phrase.label and not inside:
        return Verdict(True, inside_name=True, placed=True) if area and phrase.label == "ORG" else None
    if _is_other_word(phrase):
        return None
    if (inside or area) and phrase.label != "PERSON":
        return Verdict(True, inside, inside or placed)
    if after is not None and after.text.lower() in words_of("people"):
        return Verdict(True, placed=placed)
    return Verdict(placed or area, inside, inside or placed)


def _is_other_word(phrase: Phrase) -> bool:
    """Whether a single name is a common noun's too, or a surname's that no preposition makes a place's."""
    if phrase.first != phrase.last:
        return False
    word = word_of(phrase.tokens[phrase.first])
    if word in words_of("surnames"):
        return phrase.before is None or phrase.before.text.lower() not in words_of("inside")
    return word in words_of("common")


def names_another_thing(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words beside make the name a street's, a bank's, a virus's: "Ashford Street", "Bank of Ashford"."""
    owner = tokens[first - 2] if first > 1 and tokens[first - 1].text == "of" else None
    if owner is not None and owner.text[:1].isupper() and word_of(owner) in words_of("not_place"):
        return True
    if last + 1 >= len(tokens):
        return False
    after = tokens[last + 1]
    if last + 2 < len(tokens) and word_of(tokens[last + 2]) == "patrol":
        return False
    return word_of(after) in words_of("not_place" if after.text[:1].isupper() else "illness")


def is_abbreviation(name: str) -> bool:
    """Whether a name is an abbreviation of a state ("Ill.", "MA"), which counts only behind another place's name."""
    if len(name) > 6 or name in ("U.S.", "US", "UK", "U.K.", "UAE", "DRC", "NSW"):
        return False
    found = [place for place in places_named(name) if place.usual]
    return bool(found) and all(place.precision == "division" and place.name != name for place in found)


def _is_region(name: str) -> bool:
    return any(place.precision == "region" for place in places_named(name))


def _is_area(name: str) -> bool:
    """Whether a country, a division or a county bears the name: hardly the name of a person or a company."""
    return any(place.precision in ("country", "division", "county") and place.usual for place in places_named(name))


def _is_placed(phrase: Phrase) -> bool:
    """Whether the words right before or behind a name say that it is a place's; "according to" does not."""
    if phrase.before is not None and phrase.before.text.lower() in words_of("locative"):
        return phrase.first < 2 or phrase.tokens[phrase.first - 2].text.lower() != "according"
    return _is_contained(phrase) or _is_dateline(phrase)


def _is_contained(phrase: Phrase) -> bool:
    """Whether a comma and the name of a country or division follow: "Tripoli, Lebanon", "Springfield, Ill."."""
    tokens, start = phrase.tokens, phrase.last + 2
    if start >= len(tokens) or tokens[start - 1].text != "," or not tokens[start].text[:1].isupper():
        return False
    end = _known_end(phrase.text, tokens, start)
    if end is None or phrase.label == "DATE":
        return False
    wider = places_named(phrase.text[tokens[start].start : tokens[end].end])
    return any(place.precision in ("country", "division") for place in wider)


def _is_dateline(phrase: Phrase) -> bool:
    """Whether a name in capitals opens the sentence before a dash or an agency: "ASHFORD — Police said"."""
    if phrase.after is None or phrase.after.text not in _DASHES or phrase.first >= _OPENING:
        return False
    return all(token.text.isupper() and len(token.text) > 2 for token in phrase.tokens[phrase.first : phrase.last + 1])


def _is_titled(phrase: Phrase) -> bool:
    """Whether a title or a calling stands before the name: "Mr. London", "coach Ripley"."""
    before = phrase.before
    if before is None:
        return False
    return before.text in words_of("callings") or (before.text[:1].isupper() and word_of(before) in words_of("titles"))


def _is_led(phrase: Phrase) -> bool:
    """Whether the token before belongs to the same name, which then is another's: "Alan Ashford"."""
    before = phrase.before
    if before is None or word_of(before) in words_of("locative") or word_of(before) in words_of("civic"):
        return False
    if before.entity == phrase.label and phrase.label in ("PERSON", "ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT"):
        return before.text.lower() not in ("the", "of")
    return is_name(before) and phrase.label == ""


def is_name(token: Token) -> bool:
    """Whether the parser takes the token for a proper noun, and it is written as one."""
    return token.tag in ("NNP", "NNPS") and token.text[:1].isupper()


def word_of(token: Token) -> str:
    """The token's word as the lists have it: in small letters, without a stop."""
    return token.text.lower().rstrip(".")
