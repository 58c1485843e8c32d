"""Which matches of the grammar are dates where they stand, what they hang on, and whether their clause looks ahead."""

from __future__ import annotations

import re

from whodid.events.clauses import ancestors, children, governing_verb, is_noun
from whodid.events.status import read_status
from whodid.events.when.calendar import Direction
from whodid.events.when.grammar import Match
from whodid.events.wordlists import load_lists, word_set
from whodid.model import Sentence

BEFORE_NOUN = ("poss", "compound", "nmod", "nummod", "amod")


_NO_YEAR_FROM = 2100
"""From here on a bare number is a count; behind a month it is a year, far in the future."""


def is_date(sentence: Sentence, match: Match, words: str) -> bool:
    """Whether a match is a date here, and no verb, name or number written alike ("may", "March", "1,500")."""
    if match.means == "month" and set(match.parts) == {"month"}:
        return _is_month(sentence, match, words)
    if match.means in ("year", "year_range") and match.parts["year"] >= _NO_YEAR_FROM:
        return False
    if match.means == "year" and "part" not in match.parts:
        return _is_year(sentence, match, words)
    if match.means == "year_range":
        return bool(match.parts["last_year"] > match.parts["year"] or match.parts["last_year"] < 100)
    if match.means == "ahead" and "told_ahead" not in match.parts:
        # "in three days" is when only of what is to come; of the past it is how long
        tokens = covered(sentence, match.start, match.end)
        head = top_token(sentence, tokens) if tokens else 0
        return read_direction(sentence, head, "point", find_governor(sentence, head)[0]) == "future"
    if match.means in ("other_calendar", "movable_feast"):
        tokens = covered(sentence, match.start, match.end)
        return not any(sentence.tokens[index].entity in ("PERSON", "ORG", "GPE", "LOC") for index in tokens)
    if match.means == "weekday":
        if word_before(words, match.start) in ("every", "each"):
            return False  # a habit has no day
        return all(
            sentence.tokens[index].tag not in ("VB", "VBD") for index in covered(sentence, match.start, match.end)
        )
    return True


def _is_month(sentence: Sentence, match: Match, words: str) -> bool:
    """A bare month, not the verb "may" or a person called April: a name, after a time word or called a date."""
    tokens = [sentence.tokens[index] for index in covered(sentence, match.start, match.end)]
    if not tokens or not tokens[-1].tag.startswith("NNP") or tokens[-1].entity == "PERSON":
        return False
    opened = word_before(words, match.start) in word_set("dates", "year_openers")
    return opened or tokens[-1].entity == "DATE" or words[match.end : match.end + 2] in ("'s", "’s")


def _is_year(sentence: Sentence, match: Match, words: str) -> bool:
    """A bare number that is a year: after a time word, named a date by the parser, in brackets, or before one thing."""
    tokens = covered(sentence, match.start, match.end)
    if not tokens:
        return False
    token = sentence.tokens[tokens[-1]]
    follower = sentence.tokens[tokens[-1] + 1 : tokens[-1] + 2]
    opened = word_before(words, match.start) in word_set("dates", "year_openers") or any(
        child.head == token.head and child.tag in ("DT", "PRP$") for child in sentence.tokens[: tokens[0]]
    )
    if follower and follower[0].tag == "NNS" and (token.entity != "DATE" or not opened):
        return False  # "released 2000 prisoners"; but "the 2016 elections"
    if word_before(words, match.start) in word_set("dates", "year_openers") or token.entity in ("DATE", "EVENT"):
        return token.entity not in ("MONEY", "QUANTITY", "PERCENT")
    bracketed = words[: match.start].rstrip().endswith(("(", "[")) or words[match.end :].lstrip().startswith((")", "]"))
    return bracketed or (token.dep in BEFORE_NOUN and bool(follower) and follower[0].tag in ("NN", "NNP", "NNPS"))


def word_before(words: str, start: int) -> str:
    """The word before an offset of the sentence, lower case; "" at its beginning."""
    before = re.findall(r"[\w’']+", words[max(0, start - 20) : start])
    return before[-1].lower() if before else ""


def covered(sentence: Sentence, start: int, end: int) -> list[int]:
    """The tokens that characters `start` to `end` of the sentence (end excluded) touch."""
    first, last = sentence.start + start, sentence.start + end
    return [index for index, token in enumerate(sentence.tokens) if token.start < last and token.end > first]


def top_token(sentence: Sentence, tokens: list[int]) -> int:
    """The token of the expression that hangs on a word outside it; the nearest to its end where there are several."""
    tops = [
        index for index in tokens if sentence.tokens[index].head not in tokens or sentence.tokens[index].head == index
    ]
    named = [
        index
        for index in tops
        if sentence.tokens[index].dep != "case" and sentence.tokens[index].tag not in ("POS", ",")
    ]
    return (named or tops or tokens)[0]


def find_governor(sentence: Sentence, head: int) -> tuple[int, bool]:
    """The token that the expression with this head modifies, and whether it stands before that noun.

    Prepositions, "late" and nouns of time ("the night of", "the end of") between the two are passed over.
    """
    index = head
    before_noun = sentence.tokens[index].dep in BEFORE_NOUN and is_noun(sentence.tokens[sentence.tokens[index].head])
    if before_noun and head > 0 and sentence.tokens[head - 1].text.lower() == "on":
        # "on Sunday envoys signed": the parser takes the day for a name before the noun
        noun = next(i for i in ancestors(sentence, head) if sentence.tokens[i].dep not in BEFORE_NOUN)
        over = sentence.tokens[noun].head
        return (sentence.tokens[over].head if over == head - 1 else over), False
    for above in ancestors(sentence, head):
        below, token = sentence.tokens[index], sentence.tokens[above]
        passes = (
            token.dep in ("prep", "agent")
            or (token.dep == "pcomp" and not _has_own_time(sentence, above))
            or token.tag in ("IN", "TO")
            or (is_noun(token) and token.lemma.lower() in word_set("dates", "time_nouns"))
            or (token.tag in ("RB", "RBR", "JJ") and token.lemma.lower() in word_set("dates", "time_adverbs"))
            or (token.entity in ("DATE", "TIME") and is_noun(token))
        )
        index = above
        if not passes and not set_off(sentence, head, above) and not _before_clause(sentence, head, above):
            before_noun = before_noun or (below.dep in BEFORE_NOUN and is_noun(token))
            if token.dep in ("aux", "auxpass"):  # "yesterday let go", "has on Monday signed"
                return token.head, False
            return above, before_noun and is_noun(token)
    return index, False


def _has_own_time(sentence: Sentence, gerund: int) -> bool:
    """Whether a gerund is told at another time than its verb: "for having met", "since taking over in May"."""
    preposition = sentence.tokens[sentence.tokens[gerund].head].text.lower()
    return preposition in ("after", "before", "since", "until") or bool(children(sentence, gerund, "aux"))


def _before_clause(sentence: Sentence, head: int, verb: int) -> bool:
    """Whether the expression stands before the clause the parser hangs it on: "told us on Monday he would resign"."""
    token = sentence.tokens[verb]
    subjects = children(sentence, verb, "nsubj", "nsubjpass")
    if token.dep != "ccomp" or not subjects or children(sentence, verb, "mark"):
        return False
    return token.head < head < subjects[0]


def above_infinitive(sentence: Sentence, governor: int) -> int:
    """The finite verb over an infinitive: what a date of the past that hangs on "to join" must belong to."""
    for index in [governor, *ancestors(sentence, governor)]:
        token = sentence.tokens[index]
        if is_noun(token) or token.tag == "IN" or (token.tag == "VB" and children(sentence, index, "aux")):
            continue
        return index
    return governor


def set_off(sentence: Sentence, head: int, participle: int) -> bool:
    """Whether a comma sets the expression off from the participle the parser hangs it on, which is not the main verb:
    "they sank the ship, seen as a threat, in 1967"."""
    token = sentence.tokens[participle]
    if token.dep not in ("advcl", "acl") or token.tag not in ("VBN", "VBG") or participle > head:
        return False
    opener = next((i for i in [head, *ancestors(sentence, head)] if sentence.tokens[i].dep == "prep"), head)
    return opener > 0 and sentence.tokens[opener - 1].text == "," and sentence.tokens[opener - 1].head != token.head


def read_role(words: str, start: int) -> str:
    """What the words before a date make of it ("since", "until", "by"); see the roles in data/events/dates.yaml."""
    before = " ".join(words[:start].lower().split()[-3:])
    for role, openers in load_lists("dates")["roles"].items():
        if any(
            re.search(rf"(?:^|\b){re.escape(opener)}(?: (?:early|late|the|around|about))?$", before)
            for opener in openers
        ):
            return str(role)
    return "point"


def read_direction(sentence: Sentence, head: int, role: str, governor: int) -> Direction:
    """Whether the clause of the expression looks ahead: by the status of its verb, a verb of planning with "for", or
    the present of what has its time beforehand ("the vote is on Sunday").

    What is promised may lie ahead or the promise behind ("promised a rally on May 3"): the nearer day is meant.
    """
    verb = governing_verb(sentence, governor)
    if verb is None:
        return "past"
    opener = sentence.tokens[sentence.tokens[head].head].text.lower()
    told = sentence.tokens[verb]
    if told.lemma.lower() in word_set("dates", "planning") and opener in ("for", "to", "until", "from", "by"):
        return "future"
    if told.lemma.lower() in word_set("dates", "promising") and told.tag != "VB":
        return "near"
    timetabled = told.lemma.lower() in word_set("dates", "timetabled") and told.tag in ("VBZ", "VBP")
    if timetabled and sentence.field == "text" and not children(sentence, verb, "aux", "auxpass"):
        return "future"
    reading = read_status(sentence, verb)
    if reading.status == "future":
        return "future"
    tensed = [sentence.tokens[index] for index in [*children(sentence, verb, "aux", "auxpass"), verb]]
    ahead = any(token.tag in ("MD", "TO") for token in tensed) and not any(
        token.text.lower() == "have" for token in tensed
    )
    if ahead or (reading.status == "hypothetical" and not any(token.tag in ("VBD", "VBN") for token in tensed)):
        return "future"
    return "future" if role == "by" and told.tag != "VBD" else "past"
