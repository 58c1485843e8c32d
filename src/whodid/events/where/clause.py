"""The place a sentence itself gives an event: in the event's own clause, then in the clauses over it."""

from __future__ import annotations

from collections.abc import Iterator

from whodid.events.clauses import ancestors, children, is_noun, is_verb
from whodid.events.gazetteer import look_up
from whodid.events.where.anaphors import place_here, place_meant
from whodid.events.where.names import named_before, place_at
from whodid.events.wordlists import word_set
from whodid.model import Place, Sentence, Story

SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})
"""Types of acts that are mostly words: what their objects hold ("the leaders in Quito") is not where they are said."""


_IN_THE_AIR = ("ASSAULT", "MOBILIZE", "COERCE")
"""Types of acts that are done over a place."""


def stated_place(story: Story, sentence: Sentence, head: int, event_type: str | None = None) -> Place | None:
    """The place the sentence itself gives the event at token `head`, None where it gives none.

    Of what is said ("accused", "urged") the objects' places are not the act's own, and no sea or wider region is; a
    promise has the place of what is promised ("agreed to meet in Quito") where it has none of its own.
    """
    judges = event_type is None and _judges(sentence, head)
    spoken = event_type in SPOKEN or judges or _is_far(sentence, head)
    wide = not spoken and event_type != "AGREE"
    for level in _levels(sentence, head, spoken=spoken):
        places = _places_below(story, sentence, level, head, spoken=spoken, above=event_type in (None, *_IN_THE_AIR))
        place = next((place for place in places if place.country or place.precision in ("point", "city") or wide), None)
        if place is not None:
            return place
    return _place_of_the_promised(story, sentence, head) if event_type == "AGREE" else None


def _places_below(
    story: Story, sentence: Sentence, level: int, head: int, *, spoken: bool, above: bool
) -> Iterator[Place]:
    """The places that the words right below a level name, first those that stand nearest to the act.

    "Over Quito" is a place only with `above`; what is agreed or talked over is a topic.
    """
    here = place_here(story, sentence, level)
    if here is not None:
        yield here
    nouns = [
        (noun, _first_of(sentence, noun)) for noun in [*_name_before(sentence, level), *_scene_objects(sentence, level)]
    ]
    for preposition in _place_prepositions(sentence, level, head, spoken=spoken):
        nouns += [(noun, preposition) for noun in children(sentence, preposition, "pobj")]
    for noun, basis_from in nouns:
        if sentence.tokens[basis_from].text.lower() == "over" and not above:
            continue  # "talks over Cyprus"
        if sentence.tokens[basis_from].text.lower() == "at" and _is_country(sentence.tokens[noun].text):
            continue  # "lashed out at Peru"
        place = place_at(story, sentence, noun, basis_from) or place_meant(story, sentence, noun, basis_from)
        if place is not None:
            yield place


def _is_country(name: str) -> bool:
    known = look_up(name)
    return known is not None and known.precision == "country"


def _first_of(sentence: Sentence, noun: int) -> int:
    """The first token of a noun's own words: its article and what else stands before it."""
    return min([noun, *children(sentence, noun, "det", "amod", "compound", "nmod", "poss")])


def _place_of_the_promised(story: Story, sentence: Sentence, head: int) -> Place | None:
    """Where what is agreed or offered is to be: "agreed to meet in Quito", "agreed to a meeting in Quito"."""
    deeds = children(sentence, head, "xcomp", "ccomp")
    for preposition in children(sentence, head, "prep"):
        if sentence.tokens[preposition].text.lower() in ("to", "on"):
            deeds += children(sentence, preposition, "pobj")
    return next((place for deed in deeds if (place := stated_place(story, sentence, deed))), None)


def names_unknown_place(sentence: Sentence, head: int) -> bool:
    """Whether the act's own clause names a place that cannot be read: then none from elsewhere in the story is its."""
    nouns = _scene_objects(sentence, head)
    for preposition in _place_prepositions(sentence, head, head, spoken=False):
        nouns += children(sentence, preposition, "pobj")
    tokens = [sentence.tokens[noun] for noun in nouns]
    return any(token.tag in ("NNP", "NNPS") and token.entity not in ("PERSON", "DATE", "NORP") for token in tokens)


def _levels(sentence: Sentence, head: int, *, spoken: bool) -> list[int]:
    """The head and the heads of the clauses it shares its place with, nearest first.

    A noun shares the verb's place; a participle, an infinitive and a joined verb share the place of the verb over them,
    a joined verb with a subject of its own only what stands before the whole; a relative clause that of its noun.
    A reporting verb does not lend its place to what is reported, nor one that judges ("condemned") to what it judges;
    but what the speaker does by these very words is done where they are said: "'We reject it,' she said in Quito".
    """
    levels = [head]
    for above in ancestors(sentence, head):
        below = sentence.tokens[levels[-1]]
        if spoken and below.dep == "ccomp" and _in_first_person(sentence, head):
            levels.append(above)
            continue
        if below.dep == "relcl":
            levels.append(above)
        if below.dep in ("ccomp", "relcl", "acl", "parataxis", "appos"):
            break
        if below.dep == "conj" and children(sentence, levels[-1], "nsubj") and not _has_fronted(sentence, above):
            break
        if below.dep == "advcl" and below.tag not in ("VBG", "VB"):
            break
        if below.dep in ("dobj", "pobj") and _judges(sentence, above):
            break
        levels.append(above)
    return levels


def _has_fronted(sentence: Sentence, verb: int) -> bool:
    """Whether a phrase stands before the subject and so over all that follows: "In Quito, he lost and she won"."""
    subject = min(children(sentence, verb, "nsubj", "nsubjpass"), default=0)
    return any(index < subject for index in children(sentence, verb, "prep"))


def _in_first_person(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[k].text.lower() in ("i", "we") for k in children(sentence, verb, "nsubj"))


def _judges(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].lemma.lower() in word_set("where", "judges")


def _name_before(sentence: Sentence, level: int) -> list[int]:
    """A town's or region's name before an act noun ("the Homs bombing") or a gathering that acts ("the Cairo summit");
    a state's there is a party or a topic."""
    acting = [
        k for k in children(sentence, level, "nsubj") if sentence.tokens[k].lemma in word_set("where", "gatherings")
    ]
    return [
        name for noun in (level, *acting) if is_noun(sentence.tokens[noun]) for name in named_before(sentence, noun)
    ]


def _scene_objects(sentence: Sentence, level: int) -> list[int]:
    """Places that are the object of an act: "shelled Homs", "Homs was shelled", "left Damascus"; and what hosts one."""
    lemma = sentence.tokens[level].lemma.lower()
    if lemma == "host":
        over = sentence.tokens[level].head
        return children(sentence, level, "nsubj") or (
            children(sentence, over, "nsubj") if sentence.tokens[level].dep == "xcomp" else []
        )
    taken_over = lemma == "take" and any(sentence.tokens[k].lemma == "over" for k in children(sentence, level, "prt"))
    if not is_verb(sentence.tokens[level]) or not (taken_over or lemma in word_set("where", "scenes")):
        return []
    return children(sentence, level, "nsubjpass") or children(sentence, level, "dobj")


def _place_prepositions(sentence: Sentence, level: int, head: int, *, spoken: bool) -> list[int]:
    """Prepositions below `level` that can open a place, nearest to the event's head first."""
    found = []
    carriers = word_set("where", "spoken_carriers" if spoken else "carriers")
    end = _content_start(sentence, head) if spoken and level == head else len(sentence.tokens)
    waiting = [level, *_occasions(sentence, level, spoken=spoken)]
    while waiting:
        index = waiting.pop(0)
        moves = _moves(sentence, index)
        for below in children(sentence, index):
            token = sentence.tokens[below]
            word = token.text.lower()
            if (
                token.dep in ("prep", "dative")
                and token.pos == "ADP"
                and below < end
                and not (spoken and _is_seat(sentence, index, below))
            ):
                if word in word_set("where", "prepositions") or _says_where_to(sentence, below, moves=moves):
                    found.append(below)
                if word in carriers:
                    waiting += children(sentence, below, "pobj")
            elif token.dep in ("dobj", "attr", "nsubjpass", "prep") and not is_verb(token):
                if not spoken and (index == head or not _judges(sentence, index)):
                    waiting.append(below)
            elif token.dep in ("nsubj", "ccomp") and is_noun(token):
                waiting.append(below)
            elif token.dep == "conj" and is_noun(token) and is_noun(sentence.tokens[index]) and index != level:
                waiting.append(below)  # "freed two sailors and a nurse in Quito", where the phrase hangs on the nurse
    return sorted(found, key=lambda index: (_depth(sentence, index, level), abs(index - head), index))


def _is_seat(sentence: Sentence, verb: int, preposition: int) -> bool:
    """Whether the phrase only tells which rulers are meant, wherever it hangs: "blamed the junta in Quito"."""
    before = sentence.tokens[preposition - 1]
    elsewhere = before.lemma.lower() in word_set("where", "seats") or _is_far(sentence, verb)
    return before.dep == "dobj" and before.head == verb and elsewhere


def _is_far(sentence: Sentence, verb: int) -> bool:
    """Whether the verb reaches somebody who is elsewhere: "phoned her colleague in Quito"."""
    return sentence.tokens[verb].lemma.lower() in word_set("where", "far")


def _content_start(sentence: Sentence, head: int) -> int:
    """The first token of what is said: "accused them *of shelling* a dam in Quito" was not said in Quito."""
    inside = children(sentence, head, "xcomp", "ccomp")
    objects = children(sentence, head, "dobj")
    for below in [inner for over in (head, *objects) for inner in children(sentence, over, "prep")]:
        if sentence.tokens[below].text.lower() in ("of", "for", "over") or children(sentence, below, "pcomp"):
            inside.append(below)
    return min((index for index in inside if index > head), default=len(sentence.tokens))


def _occasions(sentence: Sentence, level: int, *, spoken: bool) -> list[int]:
    """Participles that tell on what occasion it was: "*Speaking* in Geneva, she rejected ..."; of a deed, any other."""
    found = []
    inside = [index for subject in children(sentence, level, "nsubj") for index in children(sentence, subject, "acl")]
    for index in [*children(sentence, level, "advcl"), *inside]:
        token = sentence.tokens[index]
        if token.lemma.lower() == "follow":
            continue  # "Following the raid in Quito, he ..." is elsewhere
        occasion = token.lemma.lower() in word_set("where", "occasions")
        if (
            token.tag in ("VBG", "VBN")
            and not children(sentence, index, "nsubj", "mark")
            and (occasion or not (spoken or index in inside))
        ):
            found.append(index)
    return found


def _says_where_to(sentence: Sentence, preposition: int, *, moves: bool) -> bool:
    """Whether the preposition opens a place only here: "flew to Oslo", "marched on Oslo", "30km from Oslo"."""
    token = sentence.tokens[preposition]
    word = token.text.lower()
    if word == "on":
        return sentence.tokens[token.head].lemma.lower() == "march" or _is_ground(sentence, preposition)
    if word in ("from", "of", "north", "south", "east", "west"):
        near = sentence.tokens[max(0, preposition - 2) : preposition]
        if any(other.text.lower().lstrip("0123456789.,") in word_set("where", "distances") for other in near):
            return True
    return moves and word in ("to", "into", "from")


def _is_ground(sentence: Sentence, preposition: int) -> bool:
    """Whether "on" opens where it was: an island, a coast, a road; of a deed done at one scene, a border."""
    over = sentence.tokens[sentence.tokens[preposition].head]
    for noun in children(sentence, preposition, "pobj"):
        word = sentence.tokens[noun].lemma.lower()
        if word in word_set("where", "surfaces") | word_set("where", "islands"):
            return True
        if word in word_set("where", "lines") and over.lemma.lower() in word_set("where", "local_acts"):
            return True
    return False


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
