"""The story as told so far, while its pointing words are resolved: drafts by place, speakers, learnt genders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whodid.actors.drafts import Draft, said
from whodid.actors.phrases import head_of, tokens_over
from whodid.actors.scene import Scene
from whodid.model import Quotation, Sentence

Place = tuple[int, int]
"""Sentence and token."""


class Discourse:
    """One story's drafts, growing while its pronouns and descriptions are resolved one after the other.

    `rows` are antecedents of "they" that are no mentions themselves ("Chad and Niger"); `quoted` gives for every
    token within quotation marks its quotation; `its` holds who has been called "it" so far.
    """

    def __init__(self, drafts: list[Draft], scene: Scene) -> None:
        self.scene = scene
        self.sentences = scene.story.sentences
        self.drafts = drafts
        self.by_head = {draft.place: draft for draft in drafts}
        self.quoted = _quoted_tokens(self.sentences, scene.story.quotations)
        self.rows = _coordinated(self.sentences, self.by_head)
        self.its: set[tuple[str | None, str]] = set()
        self._genders: dict[tuple[str | None, str], str] = {}

    def add(self, draft: Draft) -> None:
        """Enter a new draft, which can be an antecedent from now on."""
        self.drafts.append(draft)
        self.by_head[draft.place] = draft

    def words(self, draft: Draft) -> str:
        """The words of a draft."""
        return said(draft, self.sentences)

    def gender(self, draft: Draft) -> str:
        """The gender of whom a draft stands for, as told or as an earlier "he" or "she" taught; "" where not known."""
        return draft.gender or self._genders.get(identity(draft), "")

    def identify(self, draft: Draft, other: Draft, basis: str) -> Draft:
        """`draft`, now standing for whom `other` stands for; unresolved with a reason where that is not known."""
        draft.actors = tuple(replace(actor, basis=basis) for actor in other.actors)
        draft.gender = draft.gender or other.gender
        draft.refers = other.refers or other.being
        if draft.gender and len(other.actors) == 1 and draft.being == "pronoun":
            self._genders[identity(other)] = draft.gender
        if draft.being == "pronoun" and not draft.plural and not draft.gender:
            self.its.add(identity(other))
        if not other.actors:
            draft.reason = f"its antecedent is unknown: {self.words(other)}"
        return draft

    def speaker(self, quotation: Quotation | None) -> Draft | None:
        """The draft of a quotation's speaker: the head of the words that name him, else the person in them."""
        if quotation is None or quotation.speaker is None:
            return None
        span = quotation.speaker
        for sent in self.sentences:
            over = tokens_over(sent, span.start, span.end) if sent.field == span.field else None
            if over is None:
                continue
            head = head_of(sent, *over)
            held = self.by_head.get((sent.index, head))
            if held and held.actors:
                return held
            inside = [
                draft for draft in self.drafts if draft.sentence == sent.index and over[0] <= draft.head <= over[1]
            ]
            people = [draft for draft in inside if draft.being == "person"]
            around = [draft for draft in inside if draft.first <= head <= draft.last]
            return next(iter([*people, *around]), held)
        return None

    def reported(self, sent: Sentence, at: int) -> Quotation | None:
        """The reported speech around a token outside quotation marks, the smallest (for a phrase quoted within it)."""
        token = sent.tokens[at]
        around = [
            (span.end - span.start, number)
            for number, quotation in enumerate(self.scene.story.quotations)
            for span in quotation.content
            if span.field == sent.field and span.start <= token.start and token.end <= span.end and quotation.speaker
        ]
        return self.scene.story.quotations[min(around)[1]] if around else None


def identity(draft: Draft) -> tuple[str | None, str]:
    """What makes two drafts the same actor: name and code; a draft that is nobody known is only itself."""
    if not draft.actors:
        return None, f"{draft.sentence}:{draft.head}"
    return draft.actors[0].name, " ".join(actor.code for actor in draft.actors)


def _quoted_tokens(sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> dict[Place, Quotation]:
    found: dict[Place, Quotation] = {}
    for quotation in quotations:
        for span in quotation.content if quotation.direct else ():
            for sent in sentences:
                if sent.field != span.field or sent.end <= span.start or span.end <= sent.start:
                    continue
                for i, token in enumerate(sent.tokens):
                    if span.start <= token.start and token.end <= span.end:
                        found[sent.index, i] = quotation
    return found


def _coordinated(sentences: Sequence[Sentence], by_head: dict[Place, Draft]) -> list[Draft]:
    """For "Chad and Niger", one draft standing for both."""
    found: list[Draft] = []
    for (index, head), draft in by_head.items():
        tokens = sentences[index].tokens
        if tokens[head].dep == "conj":
            continue
        row, at = [draft], head
        while True:
            after = [i for i, token in enumerate(tokens) if token.head == at and token.dep == "conj" and i > at]
            nearest = next((i for i in after if (index, i) in by_head), None)
            if nearest is None:
                break
            row.append(by_head[index, nearest])
            at = nearest
        if len(row) > 1 and all(member.actors and not member.open for member in row):
            actors = tuple(actor for member in row for actor in member.actors)
            found.append(Draft(index, draft.first, row[-1].last, head, "group", "states", actors, plural=True))
    return found
