"""Which earlier mention a pointing word takes up: nearness and position make points, and the best must lead clearly.

Where two are about as likely nobody is chosen: a wrong actor is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable

from whodid.actors.discourse import Discourse, identity
from whodid.actors.drafts import Draft
from whodid.actors.phrases import OBJECTS, SUBJECTS, governors, subject_of, verb_over, within
from whodid.model import Sentence

REACH = 4
"""Sentences back that a pronoun can reach."""
A_SENTENCE, A_SUBJECT, A_MAIN_SUBJECT, AN_OBJECT, A_SPEAKER = 25, 30, 5, 12, 20
"""Points lost by each sentence in between; won by a subject, one of the main clause, an object, a subject of "said"."""
SAME_SENTENCE = 15
"""Points won in the sentence itself: "... sanctioned X and threatened him"."""
OUT_OF_QUOTATION, RATHER_IT = 20, 40
"""Points lost by a mention on the other side of quotation marks, and, for "they", by a body that is rather "it"."""
MARGIN = 15
"""Points by which the best must lead the next: a subject over an object, a sentence over an earlier one."""


def best_antecedent(
    talk: Discourse, draft: Draft, fits: Callable[[Draft], bool], *, possessive: bool = False, far: bool = False
) -> Draft | None:
    """The antecedent of `draft` among those that `fits` allows; None where there is none, or none leads clearly.

    `possessive`: "his" may be the subject's own; `far`: a description may reach back to the beginning.
    """
    sent = talk.sentences[draft.sentence]
    barred = set() if possessive else _barred(talk, sent, draft)
    found: dict[tuple[str | None, str], tuple[int, Draft]] = {}
    for other in (*talk.drafts, *talk.rows):
        if other is draft or other.place >= (draft.sentence, draft.first) or not fits(other):
            continue
        if other.sentence == draft.sentence and (other.head in barred or other.first <= draft.head <= other.last):
            continue
        points = _points(talk, other, draft, far)
        held = found.get(identity(other))
        if points > 0 and (held is None or points > held[0]):
            found[identity(other)] = (points + (2 if held else 0), other)
    ranked = sorted(found.values(), key=lambda row: (-row[0], row[1].place))
    if not ranked or not ranked[0][1].actors:
        return None
    guessed = draft.gender and not talk.gender(ranked[0][1])
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < (2 * MARGIN if guessed else MARGIN):
        return None
    return ranked[0][1]


def _points(talk: Discourse, other: Draft, draft: Draft, far: bool) -> int:
    """How likely `other` is meant by `draft`; 0 or less: out of reach."""
    here, there = talk.sentences[draft.sentence], talk.sentences[other.sentence]
    back = _sentences_back(talk, other.sentence, draft.sentence)
    if there.field != here.field:
        back = max(back, 2)  # a headline is read before the story, but not as its last sentence
    if back > REACH and not far:
        return 0
    points = max(100 - A_SENTENCE * back, 10 if far else 0)
    first = _first_of_row(there, other.head)
    dep = there.tokens[first].dep
    if dep in SUBJECTS:
        points += A_SUBJECT + (A_MAIN_SUBJECT if there.tokens[there.tokens[first].head].dep == "ROOT" else 0)
    elif dep in OBJECTS | {"pobj", "agent", "attr"}:
        points += AN_OBJECT
    if draft.plural and not other.plural and other.being == "body":
        points -= RATHER_IT if identity(other) in talk.its else RATHER_IT // 2
    if back == 0:
        points += SAME_SENTENCE
    if (talk.quoted.get(other.place) is None) != (talk.quoted.get(draft.place) is None):
        points -= OUT_OF_QUOTATION
    if back == 0 and here.tokens[draft.head].dep in SUBJECTS and _holds_clause(there, first, draft.head):
        points += A_SPEAKER
    return points


def _first_of_row(sent: Sentence, at: int) -> int:
    """The first word of a coordination: in "Chad and Niger signed", both count as the subject."""
    for _ in sent.tokens:
        if sent.tokens[at].dep != "conj" or sent.tokens[at].head == at:
            break
        at = sent.tokens[at].head
    return at


def _holds_clause(sent: Sentence, subject: int, at: int) -> bool:
    """Whether `subject` is the subject of a clause around the clause of `at` ("X said he ...")."""
    verb = verb_over(sent, subject)
    return sent.tokens[subject].dep in SUBJECTS and verb is not None and within(sent, at, verb)


def _sentences_back(talk: Discourse, there: int, here: int) -> int:
    """Sentences between, not counting those in between that are quotation from end to end."""
    between = 0
    for index in range(there, here):
        size = len(talk.sentences[index].tokens)
        inside = sum((index, i) in talk.quoted for i in range(size))
        if index == there or inside < size - 2:
            between += 1
    return between


def _barred(talk: Discourse, sent: Sentence, draft: Draft) -> set[int]:
    """Head tokens that cannot be meant: fellow arguments of the same verb ("he met him") and its understood subject."""
    if sent.tokens[draft.head].dep == "poss" or draft.being == "office":
        return set()
    barred: set[int] = set()
    here = [other for other in talk.drafts if other.sentence == sent.index and other.head != draft.head]
    if draft.being == "country":  # "drive Chadian troops from the country": not from Chad
        barred |= {other.head for other in here if _belongs_to_object(sent, other.head, draft.head)}
    for verb in governors(sent, draft.head):
        subject = subject_of(sent, verb)
        if subject is not None and subject != draft.head:
            barred.add(subject)
        barred |= {other.head for other in here if verb in governors(sent, other.head)}
    return barred


def _belongs_to_object(sent: Sentence, at: int, head: int) -> bool:
    owner = sent.tokens[at]
    holder = sent.tokens[owner.head]
    if owner.dep not in ("compound", "amod", "nmod", "poss") or holder.dep != "dobj":
        return False
    return holder.head == verb_over(sent, head)
