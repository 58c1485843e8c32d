"""What stands before a group of states: "almost all of the", "the other 26", "all but Chad of the", "several southern".

The words before the group are turned into symbols, one a token, and one pattern reads those that end at the group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from whodid.actors.names import NameHit
from whodid.actors.phrases import NOUN_TAGS, words
from whodid.actors.wordlists import words_of
from whodid.model import Sentence

ADJECTIVE, NEUTRAL, NUMBER, NOUN, COUNTRY, NAME, OTHER = "~", "=", "0", "+", "@", "$", "."
"""The symbols: an adjective that picks some members out ("southern"), one that does not ("current", "27-member"), a
number other than "one", a noun, a country's name, any other name, a word to stop at. A word that the grammar asks for
is its own symbol.
"""

ADJECTIVE_TAGS = frozenset({"JJ", "JJR", "JJS", "VBG", "VBN"})
PREPOSITIONS = frozenset({"about", "around", "over", "under"})
"""Words that count roughly ("over ten"), unless they are prepositions ("talks over all EU states")."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What is read before a group; the words begin at token `first`.

    `quantifier` is "" where no word says how many. `amount` says that one does in front of "of", so that a name alone
    may follow ("most of the EU"). `definite` for "the 27" and "all 27", `count` the number told; `others` for "the
    other"; `partial` where one of the `adjectives` picks some out. `excluded` and `gone` are codes and tokens of the
    states taken out by "all but A of".
    """

    first: int
    adjectives: str = ""
    quantifier: str = ""
    amount: bool = False
    definite: bool = False
    count: int | None = None
    others: bool = False
    partial: bool = False
    excluded: tuple[str, ...] = ()
    gone: tuple[int, ...] = ()


def read_lead(sent: Sentence, symbols: Sequence[str], at: int, names: Sequence[NameHit]) -> Lead:
    """The words before token `at` that say how many of a group, and which.

    "Almost all of the" EU states: most; "the six founding" members: six, partial; "all but two of the": most.
    """
    found = _lead_pattern().search(row_of(symbols[:at]))
    assert found is not None  # at least the empty end matches
    numbers = tokens_of(found, "count")
    adjectives = tokens_of(found, "adjectives")
    lead = Lead(
        first=tokens_of(found, 0).start,
        adjectives=words(sent, adjectives.start, adjectives.stop - 1),
        quantifier=_quantifier(found),
        amount=any(found[name] for name in ("share", "word", "number")),
        definite=_is_definite(found),
        count=2 if found["direct"] == "both" else number_of([sent.tokens[i].text.lower() for i in numbers]),
        others=_are_others(found),
        partial=ADJECTIVE in found["adjectives"],
    )
    return _taken_out(lead, tokens_of(found, "left"), names) if found["left"] else lead


def number_of(numerals: Sequence[str]) -> int | None:
    """The number that numerals tell: 27 for "27" and "twenty - seven", 24 for "two dozen"; None for none."""
    dozen = 12 if "dozen" in numerals else 1
    parts = [int(words_of("numeral").get(word, word if word.isdecimal() else 0)) for word in numerals]
    return (sum(parts) or (dozen > 1)) * dozen or None


def tokens_of(found: re.Match[str], group: int | str) -> range:
    """The tokens that a group of the pattern covers; each token is a symbol and "_"."""
    if found.start(group) < 0:
        return range(0)
    return range(found.string.count("_", 0, found.start(group)), found.string.count("_", 0, found.end(group)))


def _is_definite(found: re.Match[str]) -> bool:
    universal = found["direct"] in ("all", "no", "every", "each", "both")
    return universal or bool(found["the"]) or _share(found) == "others" or "fellow_" in found["described"]


def _are_others(found: re.Match[str]) -> bool:
    """Whether the group is told as the rest of it: "the other 26", "the rest of the"."""
    return bool(set(found["described"].split("_")) & set(words_of("others"))) or _share(found) == "others"


def _share(found: re.Match[str]) -> str:
    return words_of("share").get(found["share"] or "", "")


def _quantifier(found: re.Match[str]) -> str:
    """How many of the group, by the word and what stands before it: "not all" is some, "nearly all" most."""
    word = found["share"] or found["word"] or found["direct"] or ""
    one = bool(found["number"] or found["single"])
    if not word and not one:
        return "some" if not _is_definite(found) and (found["count"] or _are_others(found)) else ""
    meant = "some" if one else _share(found) or words_of("quantifier")[word]
    if meant == "others":
        return ""
    effect = words_of("hedge").get((found["hedge"] or "").replace("_", " "), "")
    if effect == "not":
        return "none" if one else "some"
    if effect == "nearly":
        return {"all": "most", "none": "some"}.get(meant, meant)
    return "most" if effect == "over" and word == "half" else meant


def _taken_out(lead: Lead, left: range, names: Sequence[NameHit]) -> Lead:
    """The lead of "all but A and B of": all but these; of "all but two of": most."""
    hits = [hit for hit in names if hit.first in left and hit.only("country", "demonym")]
    codes = tuple(hit.only("country", "demonym")[0] for hit in hits)
    gone = tuple(i for hit in hits for i in range(hit.first, hit.last + 1))
    return replace(lead, quantifier="all" if codes else "most", amount=True, excluded=codes, gone=gone)


def row_of(symbols: Sequence[str]) -> str:
    """The symbols as the patterns read them, "most_of_the_": each followed by "_"."""
    return "".join(f"{symbol}_" for symbol in symbols)


def symbols_of(sent: Sentence, names: Sequence[NameHit]) -> list[str]:
    """The symbol of each token, for `read_lead` and the patterns of group phrases."""
    symbols = [_symbol(sent, i) for i in range(len(sent.tokens))]
    for i in range(1, len(symbols) - 1):
        if sent.tokens[i].tag == "HYPH":
            _join_hyphenated(sent, symbols, i)
    for hit in names:
        if hit.only("group"):
            _join_proper(sent, symbols, hit.first)
        symbol = COUNTRY if hit.only("country", "demonym", "capital") else NAME
        symbols[hit.first : hit.last + 1] = [symbol] * (hit.last + 1 - hit.first)
    return symbols


def _symbol(sent: Sentence, at: int) -> str:
    token = sent.tokens[at]
    word = token.text.lower()
    if word in words_of("neutral") and word != "member":
        return NEUTRAL
    if token.dep == "prep" and word in PREPOSITIONS:
        return OTHER
    if word in _asked_words():
        return word
    if token.tag == "CD":
        return NUMBER
    if token.tag in ADJECTIVE_TAGS:
        return ADJECTIVE
    return NOUN if token.tag in NOUN_TAGS else "".join(word.replace("_", "").split()) or OTHER


def _join_hyphenated(sent: Sentence, symbols: list[str], at: int) -> None:
    """Make one adjective of the pieces of "oil-rich", one number of "twenty-seven"; "27-member" tells no part."""
    before, after = sent.tokens[at - 1], sent.tokens[at + 1]
    if before.tag == after.tag == "CD":
        symbols[at] = symbols[at + 1] = NUMBER
    elif after.text.lower() == "member" and before.tag != "CD":  # "EU-member states"
        symbols[at] = NEUTRAL
    else:
        symbol = NEUTRAL if before.tag == "CD" else ADJECTIVE
        symbols[at - 1 : at + 2] = [symbol] * 3


def _join_proper(sent: Sentence, symbols: list[str], at: int) -> None:
    """Make adjectives of capitalised ones before a group's name at token `at`: "Central European" EU members."""
    while at > 0 and symbols[at - 1] == NOUN and sent.tokens[at - 1].dep in ("amod", "compound", "nmod"):
        at -= 1
        symbols[at] = ADJECTIVE


@cache
def _asked_words() -> frozenset[str]:
    """The words that the patterns ask for one by one."""
    classes = ("quantifier", "share", "others", "members", "member")
    hedges = {part for hedge in words_of("hedge") for part in hedge.split()}
    own = ("the", "these", "those", "a", "an", "of", "but", "and", "one", "single", "dozen", "heads", "government")
    return frozenset({*own, *hedges, *(word for name in classes for word in words_of(name))})


@cache
def _lead_pattern() -> re.Pattern[str]:
    """The grammar of what stands before a group, on symbols each followed by "_".

    First "all but A of", or "half of", "all of", "ten of", "every"; then an article; then numbers and adjectives.
    """
    hedge, others, share = (any_of(words_of(name)) for name in ("hedge", "others", "share"))
    word = any_of(set(words_of("quantifier")) - set(words_of("others")))
    return re.compile(
        rf"""(?:^|(?<=_))
        (?: all_(?:the_)?but_ (?P<left>(?:(?:@|,|and|the|one|0|a|few|handful)_)+) (?:of_)?
          | (?:(?P<hedge>{hedge})_)?
            (?: (?:(?:an?|the|one|0)_)? (?:[~=]_)* (?P<share>{share})_of_
              | (?:(?:an?|the)_)? (?P<word>{word})_ (?:(?:single_)?(?:one|0)_)? of_
              | (?:(?:an?|the)_)? (?!no_(?:more|less|fewer)_) (?P<direct>{word})_
              | (?P<number>(?:a_single_)?one|0(?:_0)*)_of_
              | (?P<single>a_single|one)_ )
        )?
        (?:(?P<the>the|these|those)_)?
        (?P<described>
          (?:{others}_)? (?:{hedge}_)?
          (?P<count>(?: one_ | (?:0_)+(?:dozen_)? | (?:an?_)?dozen_ )?)
          (?:{others}_)?
          (?P<adjectives>(?: (?:[~=]_)+ (?:(?:,|and)_(?=[~=]))? )*)
        )$""",
        re.VERBOSE,
    )


def any_of(words: Iterable[str]) -> str:
    """The pattern of one of the words, the longest first, with "_" between the words of one."""
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word.replace(' ', '_')) for word in ordered)})"
