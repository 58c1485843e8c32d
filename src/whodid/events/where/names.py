"""What a noun phrase names as a place: a place's name, or a place told by its country ("the Serbian capital").

Names inside names of persons and organisations are no places. An embassy stands in the city it is in, not in the
country it is of.
"""

from __future__ import annotations

from itertools import pairwise

from whodid.events.clauses import ancestors, children, subtree
from whodid.events.gazetteer import is_place_name, look_up
from whodid.events.wordlists import word_set
from whodid.model import Place, Sentence, Span, Story
from whodid.places import KnownPlace, country_of_demonym, home_of

_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_MISTAKABLE = ("PERSON", "NORP")
"""What the parser also takes little-known towns for; a known place's whole name is believed against it."""
_NAME_TAGS = ("NNP", "NNPS")


def place_at(story: Story, sentence: Sentence, noun: int, basis_from: int) -> Place | None:
    """The place a noun phrase names; its basis runs from token `basis_from` to the end of the name.

    The name may stand deeper: "in the island's old capital of Galle", "in the Homs bombing".
    """
    mission = sentence.tokens[noun].lemma.lower() in word_set("where", "missions")
    if mission:
        inside = [*_below_prepositions(sentence, noun), *named_before(sentence, noun)]
    else:
        inside = [noun, *_named_inside(sentence, noun), *named_before(sentence, noun)]
    for index in inside:
        place = named_place(story, sentence, index, basis_from, basis_to=noun)
        if place is not None:
            return place
    return None if mission else _described_place(story, sentence, noun, basis_from)


def named_before(sentence: Sentence, noun: int) -> list[int]:
    """A town's or region's name before a common noun ("the Homs bombing"); a state's there is a party or a topic."""
    if sentence.tokens[noun].tag in _NAME_TAGS:
        return []
    found = []
    for index in children(sentence, noun, "compound", "nmod"):
        known = look_up(sentence.tokens[index].text)
        if (
            known is not None
            and known.precision not in ("country", "region")
            and sentence.tokens[index].entity != "ORG"
        ):
            found.append(index)
    return found


def _named_inside(sentence: Sentence, noun: int) -> list[int]:
    """Place names inside a phrase that describes a place: "the capital of Quito", "the Serbian capital Belgrade"."""
    token = sentence.tokens[noun]
    if token.tag in _NAME_TAGS:
        return []
    if token.lemma.lower() in word_set("where", "place_nouns"):
        return _names_below(sentence, noun)
    return _below_prepositions(sentence, noun)


def _below_prepositions(sentence: Sentence, noun: int) -> list[int]:
    """Names in a noun's own phrases of place: Lima in "the Swedish embassy in Lima"."""
    prepositions = word_set("where", "prepositions")
    return [
        index
        for index in _names_below(sentence, noun)
        if sentence.tokens[sentence.tokens[index].head].text.lower() in prepositions
    ]


def _names_below(sentence: Sentence, noun: int) -> list[int]:
    """Names of places anywhere in the phrase of a noun, first what it is called: "the Amhara town of Debark"."""
    names = [
        index
        for index in subtree(sentence, noun)
        if index != noun
        and sentence.tokens[index].tag in _NAME_TAGS
        and (
            sentence.tokens[index].entity in _PLACE_ENTITIES
            or look_up(sentence.tokens[index].text)
            or _is_called_place(sentence, index)
        )
    ]
    return sorted(names, key=lambda index: not _is_called_place(sentence, index))


def named_place(story: Story, sentence: Sentence, index: int, basis_from: int, *, basis_to: int = 0) -> Place | None:
    """The place named at token `index`, or None where it names none or the name is a person's or organisation's.

    Its basis runs from token `basis_from` to the end of the name, or on to token `basis_to`.
    """
    name = _place_name(sentence, index)
    if name is None:
        return None
    first, last = name
    tokens, text = sentence.tokens, story.text_of(sentence.field)
    last = _end_of_name(sentence, text, first, last)
    whole = _with_hyphens(sentence, text, first, last)
    first, last = whole or (first, last)
    words = text[tokens[first].start : tokens[last].end]
    known = look_up(words)
    if whole is not None:
        pass  # "Rostov-on-Don" is nothing but a place
    elif tokens[index].entity in _MISTAKABLE:
        called = _is_called_place(sentence, index)
        if not called and (known is None or _is_somebody(story, sentence, index, known)):
            return None
    elif known is None and first != last:
        known = look_up(tokens[index].text)
    is_place = whole is not None or tokens[index].entity in _PLACE_ENTITIES or _is_called_place(sentence, index)
    if known is None and not is_place:
        return None
    country = _home(story, sentence, index, known) if known else _country_beside(sentence, index)
    if known is None or len(known.homes) != 1:
        country = _holder(sentence, first) or country
    basis = text[tokens[min(basis_from, first)].start : tokens[max(basis_to, last)].end]
    precision = known.precision if known else _precision(sentence, last)
    return Place(words, country, precision, basis, Span(tokens[first].start, tokens[last].end, words, sentence.field))


def _is_called_place(sentence: Sentence, index: int) -> bool:
    """Whether the words before say that it is a place's name: "the town of Strelsau"."""
    of = sentence.tokens[index].head
    kind = sentence.tokens[sentence.tokens[of].head].lemma.lower()
    return sentence.tokens[of].text == "of" and kind in word_set("where", "called")


def _is_somebody(story: Story, sentence: Sentence, index: int, known: KnownPlace) -> bool:
    """Whether a known place's name is somebody's here: "Jordan" where the story tells of "Jordan Smith", and a name
    that the mentions take for another than the place."""
    here = [mention for mention in story.mentions if (mention.sentence, mention.head) == (sentence.index, index)]
    codes = [actor.code for mention in here for actor in mention.actors]
    if codes:
        return not any(code in known.homes for code in codes)
    name = sentence.tokens[index].text
    for other in story.sentences:
        for before, after in pairwise(other.tokens):
            if name in (before.text, after.text) and before.entity == after.entity == "PERSON":
                return True
    return False


def _precision(sentence: Sentence, last: int) -> str:
    """How exact a name of no table is, by its last token: a square or an airport is a point."""
    token = sentence.tokens[last]
    if token.lemma.lower() in word_set("where", "facilities"):
        return "point"
    if _is_called_place(sentence, last):
        kind = sentence.tokens[sentence.tokens[token.head].head].lemma.lower()
        return "city" if kind in word_set("where", "town_nouns") else "division"
    return "city" if token.entity in ("GPE", "FAC") else "region"


def _end_of_name(sentence: Sentence, text: str, first: int, last: int) -> int:
    """The last token of a known name that runs on after "of": "the Line of Control"."""
    if last + 2 < len(sentence.tokens) and sentence.tokens[last + 1].text == "of":
        whole = text[sentence.tokens[first].start : sentence.tokens[last + 2].end]
        if look_up(whole) is not None:
            return last + 2
    return last


def _with_hyphens(sentence: Sentence, text: str, first: int, last: int) -> tuple[int, int] | None:
    """First and last token of a known name with hyphens around a part of it: "Guinea-Bissau", "Port-au-Prince".

    Words of the name before the hyphened one count too ("Deir ez-Zor"); None where there is no such name.
    """
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[last].end
    while start > sentence.start and (text[start - 1].isalnum() or text[start - 1] == "-"):
        start -= 1
    while end < sentence.end and (text[end].isalnum() or text[end] == "-"):
        end += 1
    inside = [index for index, token in enumerate(tokens) if start <= token.start and token.end <= end]
    if "-" not in text[start:end]:
        return None
    for begin in (max(inside[0] - 1, 0), inside[0]):
        if tokens[begin].text[:1].isupper() and is_place_name(text[tokens[begin].start : tokens[inside[-1]].end]):
            return begin, inside[-1]
    return None


def _home(story: Story, sentence: Sentence, index: int, known: KnownPlace) -> str | None:
    """The country of a known place; a name with several homes lies where its own mention, else the story's, tell."""
    if len(known.homes) < 2:
        return known.country
    here = [mention for mention in story.mentions if (mention.sentence, mention.head) == (sentence.index, index)]
    for mentions in (here, story.mentions):
        told = {actor.code.split(".")[0] for mention in mentions for actor in mention.actors}
        if len(told & set(known.homes)) == 1:
            return home_of(known, told)
    return _country_beside(sentence, index) or known.country


def _described_place(story: Story, sentence: Sentence, noun: int, basis_from: int) -> Place | None:
    """A place told by its country without a name: "in the Serbian capital", "in Pakistani-controlled territory"."""
    tokens, text = sentence.tokens, story.text_of(sentence.field)
    if tokens[noun].lemma.lower() not in word_set("where", "place_nouns"):
        return None
    for index in children(sentence, noun, "amod", "compound", "poss", "nmod"):
        held = _holder(sentence, index + 1)
        if index > 0 and tokens[index - 1].text in ("-", "–") and held is None:
            continue  # "the Syrian-Turkish border" lies in no one country
        known = look_up(tokens[index].text) if tokens[index].tag in _NAME_TAGS else None
        country = country_of_demonym(tokens[index].text) or (known.country if known else None)
        country = country or held
        if country is not None:
            first = min(k for k in subtree(sentence, index))
            words = text[tokens[first].start : tokens[noun].end]
            span = Span(tokens[first].start, tokens[noun].end, words, sentence.field)
            precision = "city" if tokens[noun].lemma.lower() in word_set("where", "town_nouns") else "region"
            return Place(words, country, precision, text[tokens[basis_from].start : tokens[noun].end], span)
    return None


def _place_name(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """First and last token of the place name around token `index`; None where it is no place's name."""
    token = sentence.tokens[index]
    if token.tag not in _NAME_TAGS or token.entity in ("DATE", "EVENT"):
        return None
    first = last = index
    while first > 0 and sentence.tokens[first - 1].head in range(first, last + 1) and _in_name(sentence, first - 1):
        first -= 1
    while last + 1 < len(sentence.tokens):
        after = sentence.tokens[last + 1]
        if after.tag not in _NAME_TAGS or after.head not in range(first, last + 1) or after.dep in ("appos", "conj"):
            break
        last += 1
    if token.entity == "ORG" and first != last:
        return None
    return first, last


def _in_name(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.dep not in ("compound", "nmod", "amod") or token.entity == "NORP":
        return False
    return token.tag in _NAME_TAGS or token.text.lower() in word_set("where", "quarters")


def _holder(sentence: Sentence, first: int) -> str | None:
    """The country that holds what begins at token `first`: "Ruritanian-held Strelsau" lies with the Ruritanians."""
    for index in (first - 1, first - 2):
        if index >= 2 and sentence.tokens[index].text.lower() in word_set("where", "holders"):
            return country_of_demonym(sentence.tokens[index - 2].text)
    return None


def _country_beside(sentence: Sentence, index: int) -> str | None:
    """The country of a place not in the table, where the text adds it: "Strelsau, Iraq", "the Iraqi town of"."""
    around = [*subtree(sentence, index)]
    for above in list(ancestors(sentence, index))[:2]:
        around += children(sentence, above, "amod", "appos", "npadvmod", "poss")
    for other in around:
        if other == index or sentence.tokens[other - 1].text in ("-", "–"):
            continue  # "the Pan-American highway" is in no one country
        known = look_up(sentence.tokens[other].text) if sentence.tokens[other].tag in _NAME_TAGS else None
        country = known.country if known else country_of_demonym(sentence.tokens[other].text)
        if country is not None:
            return country
    return None
