"""Nouns that take up an act told before ("condemned the withdrawal"): they stand for who did it, where that is told."""

from __future__ import annotations

from dataclasses import replace

from whodid.actors.discourse import Discourse
from whodid.actors.drafts import Draft
from whodid.actors.phrases import children, subject_of, within
from whodid.model import Sentence

REACH = 3
"""Sentences back that "the decision" can reach; beyond it, only the title."""
MOST_DOERS = 3
"""A row of more doers is rather told of than pointed at."""
ARTICLES = frozenset({"the", "this", "these", "that", "those", "such"})


def act(talk: Discourse, sent: Sentence, at: int) -> Draft | None:
    """The draft of "the withdrawal" at token `at`, standing for who withdrew; None where the story does not say who.

    The nearest telling decides: a verb of that act with its subject, or the noun with its owner ("the US pull-out").
    Where a sentence tells of two who did it, nobody is chosen.
    """
    noun = sent.tokens[at].text.lower()
    verbs = talk.scene.tables.acts.get(noun)
    if verbs is None or not _only_points(talk, sent, at):
        return None
    titles = [other for other in talk.sentences if other.field == "title" and other.index < sent.index]
    before = [talk.sentences[i] for i in range(sent.index, max(sent.index - REACH, 0) - 1, -1)]
    for told in dict.fromkeys([*before, *reversed(titles)]):
        stop = at if told.index == sent.index else len(told.tokens)
        inner = at if told.index == sent.index else None
        doers = {doer.place: doer for doer in _doers(talk, told, noun, verbs, stop, inner)}
        known = {actor.code: doer for doer in doers.values() for actor in doer.actors[:1]}
        if len(known) > 1:
            return None
        for doer in known.values():
            draft = Draft(sent.index, at, at, at, "description", "act")
            draft.first = next(i for i in children(sent, at) if sent.tokens[i].dep == "det")
            basis = f"act: the {noun}, by {doer.actors[0].name or talk.words(doer)}"
            draft.actors = tuple(replace(actor, basis=basis) for actor in doer.actors)
            return draft
    return None


def _only_points(talk: Discourse, sent: Sentence, at: int) -> bool:
    """Whether the noun has an article and nobody of its own: not "the Turkish attack", not "the attack by rebels"."""
    parts = list(children(sent, at))
    if not any(sent.tokens[i].dep == "det" and sent.tokens[i].text.lower() in ARTICLES for i in parts):
        return False
    if any((sent.index, i) in talk.by_head for i in parts):
        return False
    return not any(sent.tokens[i].text.lower() in ("by", "of") for i in parts)


def _doers(
    talk: Discourse, sent: Sentence, noun: str, verbs: frozenset[str], stop: int, inner: int | None
) -> list[Draft]:
    """The drafts of those who are said, before token `stop` of the sentence, to have done such an act.

    A verb over the pointing word itself (`inner`) does not count: in "Mali said the statement ...", it is another's.
    """
    found: list[int | None] = []
    for i, token in enumerate(sent.tokens[:stop]):
        if token.pos == "VERB" and token.lemma.lower() in verbs and not _is_unreal(sent, i):
            if inner is not None and within(sent, inner, i):
                continue
            found.append(_agent(sent, i) if _is_passive(sent, i) else subject_of(sent, i))
        elif token.text.lower().rstrip("s") == noun.rstrip("s"):
            owner = _owner(talk, sent, i)
            if owner is None and token.dep == "dobj" and not _is_unreal(sent, token.head):
                owner = subject_of(sent, token.head)  # "launched an attack"
            found.append(owner)
    drafts = [talk.by_head.get((sent.index, i)) for i in found if i is not None and i < stop]
    return [draft for draft in drafts if draft and draft.being != "act" and 0 < len(draft.actors) <= MOST_DOERS]


def _owner(talk: Discourse, sent: Sentence, noun: int) -> int | None:
    """Whose act the noun says it is: "Chad's attack" before "the Chadian attack"."""
    for deps in (("poss",), ("amod", "compound", "nmod")):
        for i in children(sent, noun):
            held = talk.by_head.get((sent.index, i))
            if not held or sent.tokens[i].dep not in deps or held.being not in ("country", "body", "person", "pronoun"):
                continue
            target = sent.tokens[i].dep == "compound" and held.being == "country" and not sent.tokens[i].text.isupper()
            if not target:  # "the Chad drills" may be drills near Chad
                return i
    return None


def _is_unreal(sent: Sentence, verb: int) -> bool:
    """Whether the act is not told as done: "to decide", "could decide", "did not decide"."""
    return any(sent.tokens[i].tag in ("TO", "MD") or sent.tokens[i].dep == "neg" for i in children(sent, verb))


def _is_passive(sent: Sentence, verb: int) -> bool:
    return any(sent.tokens[i].dep in ("auxpass", "nsubjpass") for i in children(sent, verb))


def _agent(sent: Sentence, verb: int) -> int | None:
    """The token behind "by" of a passive verb."""
    for by in children(sent, verb):
        if sent.tokens[by].dep == "agent":
            return next((i for i in children(sent, by) if sent.tokens[i].dep == "pobj"), None)
    return None
