"""A place told by a word for one named before: "the city", "the country"; and "here", where the story was filed."""

from __future__ import annotations

from dataclasses import replace

from whodid.events.clauses import children, is_noun
from whodid.events.gazetteer import look_up
from whodid.events.where.names import named_place
from whodid.events.wordlists import load_lists, word_set
from whodid.model import Place, Sentence, Span, Story, Token

_SENTENCES_BACK = 3
"""How far back the place may be named that "the city" stands for."""
_LOOSE = ("case", "relcl", "appos", "punct")
"""What may hang on such a noun beside its article."""
_INSIDE_NAMES = ("compound", "nmod", "amod")


def place_meant(story: Story, sentence: Sentence, noun: int, basis_from: int) -> Place | None:
    """The place that a bare "the city", "that region", "the country" stands for: the last one of its kind named before.

    A part stands for the whole ("a third of the country"), what lies in it for it ("the city's prison"). "The city" of
    a story that has named none is where it was filed. None for any other noun.
    """
    token = sentence.tokens[noun]
    owners = children(sentence, noun, "poss")
    if token.lemma.lower() in word_set("where", "parts"):
        owners += [inner for of in children(sentence, noun, "prep") for inner in children(sentence, of, "pobj")]
    if owners:
        return next((place for owner in owners if (place := place_meant(story, sentence, owner, basis_from))), None)
    kinds = next((row["precisions"].split() for row in _anaphors() if token.lemma in row["nouns"].split()), None)
    own = [sentence.tokens[k].text.lower() for k in children(sentence, noun) if sentence.tokens[k].dep not in _LOOSE]
    if kinds is None or own not in (["the"], ["that"], ["this"]):
        return None
    basis = story.text_of(sentence.field)[sentence.tokens[basis_from].start : token.end]
    for other, index in _before(story, sentence, noun):
        if not _may_be_meant(other, index, kinds, same=other is sentence):
            continue
        place = named_place(story, other, index, index)
        if place is not None and (place.precision in kinds or not look_up(place.name)):
            return replace(place, basis=basis)
    if token.lemma == "city" and story.dateline is not None:
        return Place(story.dateline.name, story.dateline.country, "city", basis, _span(sentence, token))
    return None


def _may_be_meant(sentence: Sentence, index: int, kinds: list[str], *, same: bool) -> bool:
    """Whether a name may be what is meant later: a country by any mention but who acts in the `same` sentence."""
    dep = sentence.tokens[index].dep
    if dep in _INSIDE_NAMES or (same and dep == "nsubj"):
        return False
    return kinds == ["country"] or _is_scene(sentence, index)


def _is_scene(sentence: Sentence, index: int) -> bool:
    """Whether the name stands as a place: a capital that acts or is blamed stands for its state, no city."""
    over = sentence.tokens[sentence.tokens[index].head]
    word = over.text.lower()
    return word in word_set("where", "prepositions") or word in ("to", "into", "from", "of") or is_noun(over)


def _before(story: Story, sentence: Sentence, noun: int) -> list[tuple[Sentence, int]]:
    """Every token before token `noun`, nearest first, over the last sentences of the same field."""
    found = [(sentence, index) for index in reversed(range(noun))]
    for other in reversed(story.sentences[: sentence.index][-_SENTENCES_BACK:]):
        if other.field == sentence.field:
            found += [(other, index) for index in reversed(range(len(other.tokens)))]
    return found


def place_here(story: Story, sentence: Sentence, level: int) -> Place | None:
    """Where the story was filed, for what it says was done "here"; None without that word or a dateline."""
    dateline = story.dateline
    for index in children(sentence, level, "advmod"):
        token = sentence.tokens[index]
        if token.text.lower() == "here" and dateline is not None and not _is_quoted(story, token.start, sentence.field):
            return Place(dateline.name, dateline.country, "city", token.text, _span(sentence, token))
    return None


def _span(sentence: Sentence, token: Token) -> Span:
    return Span(token.start, token.end, token.text, sentence.field)


def _is_quoted(story: Story, at: int, field: str) -> bool:
    """Whether a speaker says it: "here" is then where the speaker stood."""
    spans = [span for quotation in story.quotations if quotation.direct for span in quotation.content]
    return any(span.field == field and span.start <= at < span.end for span in spans)


def _anaphors() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = load_lists("where")["anaphors"]
    return rows
