"""The status of one predicate: which of the readers is asked, and how one asks for what stands above."""

from __future__ import annotations

from whodid.events.clauses import is_noun
from whodid.events.status.clause import asked, over_clause, own_words, read_tense, under
from whodid.events.status.form import read_form
from whodid.events.status.governed import read_below
from whodid.events.status.noun import read_noun
from whodid.events.status.reading import Read, Reading
from whodid.model import Sentence


def read_status(sentence: Sentence, head: int) -> Reading:
    """The status of the predicate whose head is token `head` of `sentence`: a verb, an event noun, an adjective.

    "The council refused to lift the embargo": `lift` is negated, by the word "refused".
    """
    return _read(sentence, head, frozenset())


def _read(sentence: Sentence, head: int, seen: frozenset[int]) -> Reading:
    """As `read_status`; `seen` are the tokens asked about on the way here, against a parse that runs in a circle."""
    if head in seen:
        return Reading("happened", None, ("parse runs in a circle",))

    def read(above: int) -> Reading:
        return _read(sentence, above, seen | {head})

    token = sentence.tokens[head]
    if is_noun(token) or token.pos in ("NOUN", "PROPN", "PRON"):
        return read_noun(sentence, head, read)
    return _read_verb(sentence, head, read)


def _read_verb(sentence: Sentence, head: int, read: Read) -> Reading:
    if sentence.tokens[head].dep == "acomp":
        return read(sentence.tokens[head].head)  # an adjective stands as its "is" or "was" does
    form = read_form(sentence, head)
    question = asked(sentence, head) if form.finite else None
    if question:
        return question
    own = own_words(sentence, head, form)
    if own:
        return under(sentence, head, own, read) if form.finite else own
    if form.finite:
        return over_clause(sentence, head, read) or read_tense(sentence, head, form)
    return read_below(sentence, head, form, read)
