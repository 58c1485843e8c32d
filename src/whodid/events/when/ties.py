"""Which expression of a sentence dates an event in it: the clauses it shares its time with, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator

from whodid.events.clauses import ancestors, children, has_subject, is_noun, is_verb, subtree
from whodid.events.when.expression import DateExpression
from whodid.events.when.recognition import set_off
from whodid.events.wordlists import word_set
from whodid.model import Sentence

_ARGUMENTS = (
    "dobj",
    "pobj",
    "prep",
    "attr",
    "dative",
    "agent",
    "nsubj",
    "nsubjpass",
    "npadvmod",
    "advmod",
    "oprd",
    "acomp",
)


def levels_of(sentence: Sentence, head: int, quoted_said: bool | None) -> Iterator[tuple[int, str]]:
    """The heads of the clauses whose time is the event's, nearest first, each with how it is tied to the event."""
    yield head, "its own clause"
    below = head
    for above in ancestors(sentence, head):
        how = _shares_time(sentence, below, above, quoted_said)
        if how is None:
            return
        if how:
            yield above, how
        below = above


def _shares_time(sentence: Sentence, below: int, above: int, quoted_said: bool | None) -> str | None:
    """How the clause of `above` dates what hangs on it at `below`; "" for a word to pass over, None for not at all."""
    token, over = sentence.tokens[below], sentence.tokens[above]
    lemma = over.lemma.lower()
    if token.dep == "conj":
        return "joined to it"
    if token.dep == "amod" and token.tag == "VBD":
        return "its object"  # "both navies held drills", where the parser takes the verb for an adjective
    if token.dep in ("nsubj", "nsubjpass", "csubj"):
        return None if lemma in word_set("dates", "reporting") else "its verb"
    if token.dep in ("dobj", "attr", "oprd"):
        return (
            "its verb"
            if lemma in word_set("dates", "makers") | word_set("status", "verbs", "light") or lemma == "be"
            else None
        )
    if token.dep == "pobj":
        aimed_at = over.text.lower() in ("on", "against") and _is_local_act(sentence, over.head)
        return "" if aimed_at or over.text.lower() in ("in", "during", "at", "by", "with") else None
    if token.dep in ("prep", "agent", "pcomp"):
        return "the clause it is a circumstance of" if is_verb(over) else None
    if token.dep == "xcomp":
        return (
            "the verb over it"
            if any(lemma in word_set("status", "governors", kind) for kind in ("passes", "denies"))
            else None
        )
    if token.dep == "advcl":
        return _circumstance(sentence, below)
    if token.dep == "relcl":
        return "" if _seen_there(sentence, below) else None
    if token.dep in ("ccomp", "parataxis") and lemma in word_set("dates", "reporting"):
        said = _does_what_it_says(sentence, below) if quoted_said is None else quoted_said
        return "said then, and done by saying" if said else None
    return None


def _circumstance(sentence: Sentence, clause: int) -> str | None:
    marks = [sentence.tokens[index].text.lower() for index in children(sentence, clause, "mark", "advmod")]
    if any(
        mark in ("after", "before", "since", "until", "once", "if", "unless", "because", "although", "though")
        for mark in marks
    ):
        return None
    if not has_subject(sentence, clause) or any(mark in ("when", "as", "while") for mark in marks):
        return "the clause it is a circumstance of"
    return None


def _seen_there(sentence: Sentence, clause: int) -> bool:
    """Whether a relative clause tells another act of the same scene: "fired on the men who threw stones"."""
    token = sentence.tokens[clause]
    return token.tag == "VBD" and not children(sentence, clause, "aux", "auxpass") and _is_local_act(sentence, clause)


def _is_local_act(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].lemma.lower() in word_set("where", "local_acts")


def _does_what_it_says(sentence: Sentence, verb: int) -> bool:
    """Whether the words are themselves the act: first person, present, a verb of speaking ("we condemn", "I urge")."""
    token = sentence.tokens[verb]
    subject = [sentence.tokens[index].text.lower() for index in children(sentence, verb, "nsubj")]
    return (
        token.tag in ("VBP", "VB")
        and not children(sentence, verb, "aux", "auxpass")
        and any(word in ("i", "we") for word in subject)
        and token.lemma.lower() in word_set("status", "verbs", "acts_in_present")
    )


# --- expressions of a clause -----------------------------------------------------------------------------------------


def choose_expression(
    sentence: Sentence, expressions: list[DateExpression], head: int, quoted_said: bool | None = None
) -> tuple[DateExpression | None, str]:
    """The expression tied to the event at `head` by syntax, and how; None where none is."""
    for level, how in levels_of(sentence, head, quoted_said):
        chosen = tied_to(sentence, expressions, level, head) or _taken_up(sentence, expressions, level)
        if chosen is not None:
            return chosen, how
    return None, ""


def _taken_up(sentence: Sentence, expressions: list[DateExpression], level: int) -> DateExpression | None:
    """The date a relative clause takes up: "in 1990, when it left", "the march of 3 May, in which guards fired"."""
    if sentence.tokens[level].dep not in ("relcl", "advcl"):
        return None
    words = [sentence.tokens[i].text.lower() for i in subtree(sentence, level)[:2]]
    if not (words[:1] == ["when"] or words in (["in", "which"], ["during", "which"], ["at", "which"])):
        return None
    noun = sentence.tokens[level].head
    return next((e for e in expressions if noun in (e.head, e.governor) and not is_verb(sentence.tokens[noun])), None)


def tied_to(sentence: Sentence, expressions: list[DateExpression], level: int, head: int) -> DateExpression | None:
    """The expression that hangs on `level` or on its arguments; a dated one before a vague one, then the nearest."""
    tied = [e for e in expressions if _hangs_on(sentence, e, level)]
    if not tied:
        return None
    direct = [e for e in tied if e.governor == level] or tied
    return min(direct, key=lambda e: (e.interval is None, e.role != "point", abs(e.head - head)))


def _hangs_on(sentence: Sentence, expression: DateExpression, level: int) -> bool:
    if expression.governor == level:
        return True
    if expression.names_noun:
        return _names_circumstance(sentence, expression.governor, level)
    index = expression.governor
    for above in [expression.governor, *ancestors(sentence, expression.governor)]:
        if above == level:
            return True
        token = sentence.tokens[above]
        made = token.dep == "acl" and token.lemma.lower() in word_set("dates", "makers") | word_set(
            "dates", "being_there"
        )
        beside = token.dep == "advcl" and token.head == level and _circumstance(sentence, above) is not None
        named = token.dep == "ccomp" and is_noun(token)  # "proclaimed himself president on ..."
        said = token.head == level and _says_when(sentence, above)
        where = token.dep == "relcl" and (_says_where(sentence, above) or said)
        if token.dep not in _ARGUMENTS and not made and not beside and not named and not where:
            return False
        if token.dep in ("nsubj", "nsubjpass") and (not is_noun(token) or expression.role != "point"):
            return False  # "the minister, in office since 2009, resigned"
        index = above
    return index == level


def _says_where(sentence: Sentence, clause: int) -> bool:
    """Whether a relative clause tells of the place or meeting that the act had: "met in a port where on Sunday ..."."""
    return sentence.tokens[subtree(sentence, clause)[0]].text.lower() == "where"


def _says_when(sentence: Sentence, clause: int) -> bool:
    """Whether a relative clause only says that the act happened, and when: "the attacks that took place on Monday"."""
    words = sentence.tokens[clause].lemma.lower()
    taken = words == "take" and any(sentence.tokens[i].lemma == "place" for i in children(sentence, clause, "dobj"))
    return taken or words in word_set("dates", "happening")


def _names_circumstance(sentence: Sentence, noun: int, level: int) -> bool:
    """Whether the dated noun is itself when or in what the act was done: "in the 1967 war", "at Friday's session"."""
    preposition = sentence.tokens[noun].head
    if sentence.tokens[noun].dep != "pobj" or sentence.tokens[preposition].text.lower() not in ("in", "at", "during"):
        return False
    over = sentence.tokens[preposition].head
    if set_off(sentence, noun, over):
        over = sentence.tokens[over].head
    return over == level or _names_what_was_said(sentence, noun, over, level)


def _names_what_was_said(sentence: Sentence, noun: int, below: int, level: int) -> bool:
    """Whether the dated noun is the actor's own writing or speech: "told them to leave in its Monday alert"."""
    own = [sentence.tokens[index].text.lower() for index in children(sentence, noun, "poss")]
    content = sentence.tokens[below].dep in ("xcomp", "ccomp") and sentence.tokens[below].head == level
    return content and any(word in ("its", "his", "her", "their", "our", "my") for word in own)
