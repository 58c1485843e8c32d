"""Where an event happened: the place its own clause names, or that its story sets for it, with the country.

A dateline says where the story was filed, not where things happened, and is not used. Names of places inside names of
persons or organisations are no places, nor is a state named as one of the parties ("talks with Syria").
"""

from __future__ import annotations

from whodid.events.clauses import ancestors, children, is_noun, is_verb, subtree
from whodid.events.gazetteer import look_up
from whodid.events.history import read_history
from whodid.events.status import read_status
from whodid.events.wordlists import word_set
from whodid.model import Place, Sentence, Span, Story
from whodid.places import KnownPlace, country_of_demonym, home_of

NONE_STATED = "none stated"
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_NAME_TAGS = ("NNP", "NNPS")
_LEAD_SENTENCES = 4
_SENTENCES_BACK = 6
"""How far a scene holds; past the sentences before, only the lead's does."""


def place_event(story: Story, sentence: Sentence, head: int) -> tuple[Place | None, str | None]:
    """The place of the event whose head is token `head`, and None; or None and the reason.

    Looks for a place in the event's own clause ("in Quito", "at a fair in the capital"; for who travels, where to:
    "on her tour to Nairobi"), then in the clauses over it. For an act done at one scene ("police arrested ten")
    the scene the narration has set holds: the same paragraph's, else the lead's. `basis` are the words that place it.
    A headline that names no place has the lead's.
    """
    place = stated_place(story, sentence, head) or _scene(story, sentence, head)
    return (place, None) if place else (None, NONE_STATED)


def stated_place(story: Story, sentence: Sentence, head: int) -> Place | None:
    """The place the sentence itself gives the event, None where it gives none."""
    for level in _levels(sentence, head):
        nouns = [(index, index) for index in [*_name_before(sentence, level), *_scene_objects(sentence, level)]]
        for preposition in _place_prepositions(sentence, level, head):
            nouns += [(noun, preposition) for noun in children(sentence, preposition, "pobj")]
        for noun, basis_from in nouns:
            place = _place_at(story, sentence, noun, basis_from)
            if place is not None:
                return place
    return None


# --- the scene set by the narration ----------------------------------------------------------------------------------


def _scene(story: Story, sentence: Sentence, head: int) -> Place | None:
    """The place that sentences before (for a headline: the lead) set for an act done at one scene."""
    body = [other for other in story.sentences if other.field == "text" and any(is_verb(t) for t in other.tokens)]
    if not body:
        return None
    lead = body[:_LEAD_SENTENCES]
    lemma = sentence.tokens[head].lemma.lower()
    local = lemma in word_set("where", "local_acts")
    if sentence.field == "title":
        return _first_place(story, lead, lemma, local=local)
    if not local or sentence.tokens[head].dep == "amod":
        return None
    if not read_status(sentence, head).is_real or read_history(story, sentence, head, None)[0]:
        return None
    before = [other for other in body if other.index < sentence.index][-_SENTENCES_BACK:]
    return _first_place(story, [*reversed(before), *(other for other in lead if other.index != sentence.index)], None)


def _first_place(story: Story, sentences: list[Sentence], lemma: str | None, *, local: bool = True) -> Place | None:
    """The first place stated for the act of that lemma; of a `local` act also for an act done at one scene, or for a
    main clause."""
    for other in sentences:
        heads = [index for index, token in enumerate(other.tokens) if token.lemma.lower() == lemma]
        heads += [
            index
            for index, token in enumerate(other.tokens)
            if local and (token.head == index or token.lemma.lower() in word_set("where", "local_acts"))
        ]
        for head in heads:
            place = stated_place(story, other, head)
            if place is not None:
                return place
    return None


# --- where the clause of an event names a place ----------------------------------------------------------------------


def _levels(sentence: Sentence, head: int) -> list[int]:
    """The head and the heads of the clauses it shares its place with, nearest first.

    A noun shares the verb's place; a participle, an infinitive and a joined verb share the place of the verb over them.
    A reporting verb does not lend its place to what is reported, nor one that judges ("condemned") to what it judges.
    """
    levels = [head]
    for above in ancestors(sentence, head):
        below = sentence.tokens[levels[-1]]
        if below.dep in ("ccomp", "relcl", "acl", "parataxis", "appos"):
            break
        if below.dep == "advcl" and below.tag not in ("VBG", "VB"):
            break
        if below.dep in ("dobj", "pobj") and _judges(sentence, above):
            break
        levels.append(above)
    return levels


def _judges(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].lemma.lower() in word_set("where", "judges")


def _name_before(sentence: Sentence, level: int) -> list[int]:
    """A town's or region's name before an act noun: "the Homs bombing"; a state's there is a party or a topic."""
    if not is_noun(sentence.tokens[level]):
        return []
    found = []
    for index in children(sentence, level, "compound", "nmod"):
        known = look_up(sentence.tokens[index].text)
        if known is not None and known.precision in ("city", "division") and sentence.tokens[index].entity != "ORG":
            found.append(index)
    return found


def _scene_objects(sentence: Sentence, level: int) -> list[int]:
    """Places that are the object of an act: "shelled Homs", "Homs was shelled", "left Damascus"."""
    lemma = sentence.tokens[level].lemma.lower()
    if lemma == "host":
        return children(sentence, level, "nsubj")
    if not is_verb(sentence.tokens[level]) or lemma not in word_set("where", "scenes"):
        return []
    return children(sentence, level, "nsubjpass") or children(sentence, level, "dobj")


def _place_prepositions(sentence: Sentence, level: int, head: int) -> list[int]:
    """Prepositions below `level` that can open a place, nearest to the event's head first."""
    found = []
    waiting = [level]
    while waiting:
        index = waiting.pop(0)
        moves = _moves(sentence, index)
        for below in children(sentence, index):
            token = sentence.tokens[below]
            word = token.text.lower()
            if token.dep == "prep":
                if word in word_set("where", "prepositions") or (word in ("to", "into", "from") and moves):
                    found.append(below)
                if word in word_set("where", "carriers"):
                    waiting += children(sentence, below, "pobj")
            elif token.dep in ("dobj", "attr", "nsubjpass", "prep") and not is_verb(token):
                if not _judges(sentence, index):
                    waiting.append(below)
            elif token.dep in ("nsubj", "ccomp") and is_noun(token):
                waiting.append(below)
    return sorted(found, key=lambda index: (_depth(sentence, index, level), abs(index - head), index))


def _moves(sentence: Sentence, index: int) -> bool:
    """Whether "to X" below the token is where it goes: "flew to Oslo", "began an offensive into the valley"."""
    movers = word_set("where", "movers")
    return any(sentence.tokens[k].lemma.lower() in movers for k in [index, *children(sentence, index, "dobj")])


def _depth(sentence: Sentence, index: int, level: int) -> int:
    """How many steps lie between a token and the level above it: what hangs on the verb itself comes first."""
    for steps, above in enumerate(ancestors(sentence, index)):
        if above == level:
            return min(steps, 2)
    return 2


def _place_at(story: Story, sentence: Sentence, noun: int, basis_from: int) -> Place | None:
    """The place a noun phrase names; the name may stand deeper: "in the island's old capital of Galle"."""
    for index in [noun, *_named_inside(sentence, noun)]:
        place = _named_place(story, sentence, index, basis_from)
        if place is not None:
            return place
    return _described_place(story, sentence, noun, basis_from)


def _named_inside(sentence: Sentence, noun: int) -> list[int]:
    """Place names inside a phrase that describes a place: "the capital of Quito", "the Serbian capital Belgrade"."""
    token = sentence.tokens[noun]
    if token.tag in _NAME_TAGS:
        return []
    inside = [
        index
        for index in subtree(sentence, noun)
        if index != noun
        and sentence.tokens[index].tag in _NAME_TAGS
        and (sentence.tokens[index].entity in _PLACE_ENTITIES or look_up(sentence.tokens[index].text))
    ]
    if token.lemma.lower() in word_set("where", "place_nouns"):
        return inside
    prepositions = word_set("where", "prepositions")
    return [index for index in inside if sentence.tokens[sentence.tokens[index].head].text.lower() in prepositions]


def _named_place(story: Story, sentence: Sentence, index: int, basis_from: int) -> Place | None:
    """The place named at token `index`, or None; its basis runs from token `basis_from` to the end of the name."""
    name = _place_name(sentence, index)
    if name is None:
        return None
    first, last = name
    tokens, text = sentence.tokens, _text(story, sentence)
    words = text[tokens[first].start : tokens[last].end]
    known = look_up(words) or (look_up(tokens[index].text) if first != last else None)
    if known is None and tokens[index].entity not in _PLACE_ENTITIES:
        return None
    country = _holder(sentence, first) or (
        _home(story, sentence, index, known) if known else _country_beside(sentence, index)
    )
    precision = known.precision if known else {"GPE": "city", "FAC": "city"}.get(tokens[index].entity, "region")
    basis = text[tokens[min(basis_from, first)].start : tokens[last].end]
    return Place(words, country, precision, basis, Span(tokens[first].start, tokens[last].end, words, sentence.field))


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
    tokens, text = sentence.tokens, _text(story, sentence)
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
            return Place(words, country, "region", text[tokens[basis_from].start : tokens[noun].end], span)
    return None


def _text(story: Story, sentence: Sentence) -> str:
    return story.title if sentence.field == "title" else story.text


def _place_name(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """First and last token of the place name around token `index`; None where it is no place's name."""
    token = sentence.tokens[index]
    if token.tag not in _NAME_TAGS or token.entity in ("PERSON", "DATE", "NORP", "EVENT"):
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
        known = look_up(sentence.tokens[other].text) if sentence.tokens[other].tag in _NAME_TAGS else None
        country = known.country if known else country_of_demonym(sentence.tokens[other].text)
        if other != index and country is not None:
            return country
    return None
