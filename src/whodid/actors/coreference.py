"""Words that only point: pronouns, "the president", "the country", "we". By rule, each with its reason, or not at all.

Agreement (gender, number, kind) decides who can be meant, the clause who cannot ("he met him"), nearness and subject
position who is. Where two are about as likely nobody is chosen: a wrong actor is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from whodid.actors.drafts import Draft, said
from whodid.actors.phrases import (
    SUBJECTS,
    ancestors,
    governors,
    head_of,
    is_plural,
    subject_of,
    tokens_over,
    verb_over,
    within,
)
from whodid.actors.scene import Scene
from whodid.actors.sectors import SectorPhrase, code_of
from whodid.actors.tables import as_of
from whodid.model import Actor, Quotation, Sentence

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
ME = frozenset({"i", "me", "my", "mine", "myself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
WHO = frozenset({"who", "whom", "whose", "which", "that"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our"})
COUNTRY_NOUNS = frozenset({"country", "nation", "republic", "kingdom", "state", "neighbour", "neighbor"})
BODY_NOUNS = frozenset(
    [
        "group",
        "organisation",
        "organization",
        "bloc",
        "alliance",
        "coalition",
        "union",
        "movement",
        "party",
        "militia",
        "agency",
        "bureau",
        "body",
        "council",
        "paper",
        "newspaper",
        "company",
        "firm",
        "ministry",
        "committee",
        "commission",
        "league",
        "front",
        "office",
    ]
)
TWO_NOUNS = frozenset(
    {"countries", "nations", "sides", "leaders", "states", "neighbours", "neighbors", "governments", "parties"}
)
LEADERS = frozenset(
    {"leader", "president", "premier", "prime minister", "chancellor", "king", "head of state", "strongman"}
)
TOGETHER = frozenset(
    [
        "meet",
        "talk",
        "speak",
        "discuss",
        "contact",
        "negotiate",
        "consult",
        "call",
        "phone",
        "agree",
        "sign",
        "visit",
        "host",
        "relation",
        "tie",
        "conversation",
        "talks",
        "meeting",
        "contact",
        "summit",
        "agreement",
    ]
)
"""Words of doing something together: they make "we" the speaker and company."""
REACH = 4
"""Sentences back that a pronoun can reach."""
MARGIN = 15
"""Points by which the best antecedent must lead the next: a subject over an object, a sentence over an earlier one."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    draft: Draft
    points: int


class _Resolver:
    """Holds one story's drafts in order while the pointing words are resolved one after the other."""

    def __init__(self, drafts: list[Draft], scene: Scene) -> None:
        self.scene = scene
        self.sentences = scene.story.sentences
        self.drafts = drafts
        self.by_head = {draft.place: draft for draft in drafts}
        self.quoted = _quoted_tokens(self.sentences, scene.story.quotations)
        self.company: dict[str, tuple[Actor, ...]] = {}
        self.genders: dict[tuple[str | None, str], str] = {}
        self.rows = _coordinated(self.sentences, self.by_head)

    def run(self) -> list[Draft]:
        """All drafts, with the pointing words resolved: first what the publisher writes, then what speakers say."""
        for inside in (False, True):
            for sent in self.sentences:
                for at in range(len(sent.tokens)):
                    if (self.quoted.get((sent.index, at)) is not None) == inside:
                        self._visit(sent, at)
        return sorted(self.drafts, key=lambda draft: draft.place)

    def _visit(self, sent: Sentence, at: int) -> None:
        token = sent.tokens[at]
        word = token.text.lower()
        held = self.by_head.get((sent.index, at))
        if held is not None:
            if held.open:
                self._point(held)
            return
        if token.tag in ("PRP", "PRP$", "WP", "WDT", "WP$"):
            draft = self._pronoun(sent, at, word)
        elif token.tag in ("NN", "NNS", "NNP") and (first := _definite(sent, at)) is not None:
            draft = self._description(sent, first, at, word)
        else:
            return
        if draft:
            self._add(draft)

    def _add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.by_head[draft.place] = draft

    # pronouns

    def _pronoun(self, sent: Sentence, at: int, word: str) -> Draft | None:
        draft = Draft(sent.index, at, at, at, "pronoun", "pronoun", plural=word in THEY | WE)
        quotation = self.quoted.get((sent.index, at))
        if word in ME | WE and quotation is None:
            quotation = self._reported(sent, at)
        if word in ME | WE:
            return self._first_person(draft, word, quotation)
        if word in WHO:
            return self._relative(draft, sent, at, word)
        if word in HE:
            draft.gender = HE[word]
            self._choose(draft, word, lambda other: self._can_be_person(other, HE[word]), quotation)
        elif word in IT:
            if not _refers(sent, at):
                return None
            self._choose(draft, word, self._can_be_it, quotation)
        elif word in THEY:
            self._choose(draft, word, self._can_be_they, quotation)
        else:
            return None
        return draft

    def _can_be_person(self, other: Draft, gender: str) -> bool:
        if other.being == "pronoun":
            return other.gender == gender
        known = other.gender or self.genders.get(_identity(other), "")
        return other.being in ("person", "office") and not other.plural and known in ("", gender)

    def _can_be_it(self, other: Draft) -> bool:
        if other.being == "pronoun":
            return said(other, self.sentences).lower() in IT
        return other.being in ("country", "body", "place") and not other.plural

    def _can_be_they(self, other: Draft) -> bool:
        if other.being == "pronoun":
            return said(other, self.sentences).lower() in THEY
        if other.being in ("people", "states"):
            return other.being == "people" or other.plural
        return other.being == "body" and other.kind in ("named", "collective")

    def _reported(self, sent: Sentence, at: int) -> Quotation | None:
        """The reported speech around a first person outside quotation marks: the smallest, for a phrase quoted in it."""
        token = sent.tokens[at]
        around = [
            (span.end - span.start, number)
            for number, quotation in enumerate(self.scene.story.quotations)
            for span in quotation.content
            if span.field == sent.field and span.start <= token.start and token.end <= span.end and quotation.speaker
        ]
        return self.scene.story.quotations[min(around)[1]] if around else None

    def _relative(self, draft: Draft, sent: Sentence, at: int, word: str) -> Draft | None:
        if sent.tokens[at].tag not in ("WP", "WDT", "WP$"):
            return None
        for i in ancestors(sent, at):
            if sent.tokens[i].dep in ("relcl", "acl"):
                held = self.by_head.get((sent.index, sent.tokens[i].head))
                if held is None or held.last > at + 1:
                    break
                return self._is(draft, held, f"relative pronoun: {said(held, self.sentences)}")
        near = [
            d for d in self.drafts if d.sentence == sent.index and d.last in (at - 1, at - 2) and d.being != "pronoun"
        ]
        near = [d for d in near if d.last == at - 1 or sent.tokens[at - 1].text == ","]
        if near and word in ("who", "whose", "whom"):
            held = max(near, key=lambda d: (d.being in ("person", "office", "people"), d.last))
            named = next((d for d in near if d.being == "person"), held)
            return self._is(draft, named, f"relative pronoun: {said(named, self.sentences)}")
        return None

    def _is(self, draft: Draft, other: Draft, basis: str) -> Draft:
        draft.actors = tuple(replace(actor, basis=basis) for actor in other.actors)
        draft.gender = draft.gender or other.gender
        draft.refers = other.refers or other.being
        if draft.gender and len(other.actors) == 1 and draft.being == "pronoun":
            self.genders[_identity(other)] = draft.gender
        if not other.actors:
            draft.reason = f"its antecedent is unknown: {said(other, self.sentences)}"
        return draft

    # first person

    def _first_person(self, draft: Draft, word: str, quotation: Quotation | None) -> Draft:
        speaker = self._speaker(quotation) if quotation else None
        if speaker is None or not speaker.actors:
            draft.reason = "first person outside a quotation" if quotation is None else "the speaker is not known"
            return draft
        name = speaker.actors[0].name or said(speaker, self.sentences)
        if word in ME:
            draft.actors = tuple(replace(actor, basis=f"pronoun: speaker {name}") for actor in speaker.actors[:1])
            draft.gender = speaker.gender
            return draft
        company = self._company(draft, speaker) if speaker.being in ("person", "office", "pronoun") else ()
        if company:
            basis = "pronoun: speaker and company"
            draft.actors = tuple(replace(actor, basis=basis) for actor in (*speaker.actors[:1], *company))
            return draft
        actor = speaker.actors[0]
        country, *sectors = actor.code.split(".")
        if word in POSSESSIVE or sectors[:1] == ["ELI"]:
            actor = replace(actor, code=country if country != "UNK" else actor.code)
        rows = self.scene.tables.countries.get(country)
        side = rows[0].name if rows else actor.name
        draft.actors = (
            replace(actor, name=side, basis=f"pronoun: side of the speaker {name}", office=None, office_status=None),
        )
        return draft

    def _speaker(self, quotation: Quotation) -> Draft | None:
        if quotation.speaker is None:
            return None
        span = quotation.speaker
        for sent in self.sentences:
            if sent.field != span.field or not sent.start <= span.start < sent.end:
                continue
            over = tokens_over(sent, span.start, span.end)
            if over is None:
                continue
            head = head_of(sent, *over)
            held = self.by_head.get((sent.index, head))
            inside = [d for d in self.drafts if d.sentence == sent.index and over[0] <= d.head <= over[1]]
            around = [d for d in inside if d.first <= head <= d.last]
            people = [d for d in inside if d.being == "person"]
            return next(iter([*([held] if held and held.actors else []), *people, *around]), held)
        return None

    def _company(self, draft: Draft, speaker: Draft) -> tuple[Actor, ...]:
        """Who else "we" is: the other person of a meeting or contact told of with the speaker right before."""
        name = speaker.actors[0].name
        if name is None:
            return ()
        earlier = [sent for sent in self.sentences if sent.index <= draft.sentence and sent.field == "text"]
        here = self.sentences[draft.sentence].paragraph
        for sent in reversed([s for s in earlier if here - 1 <= s.paragraph <= here]):
            if not any(
                token.lemma.lower() in TOGETHER and self.quoted.get((sent.index, i)) is None
                for i, token in enumerate(sent.tokens)
            ):
                continue
            there = [
                d
                for d in self.drafts
                if d.sentence == sent.index and d.actors and d.being in ("person", "pronoun", "office")
            ]
            there = [d for d in there if self.quoted.get((d.sentence, d.head)) is None]
            others = {
                d.actors[0].name: d.actors[0]
                for d in there
                if d.actors[0].name
                and d.actors[0].name != name
                and d.actors[0].code.split(".")[0] != speaker.actors[0].code.split(".")[0]
            }
            if len(others) == 1 and any(d.actors[0].name == name for d in there):
                self.company[name] = tuple(others.values())
                self._company_at = (here, name)
                return self.company[name]
        last = getattr(self, "_company_at", None)
        if last and last[1] == name and here - last[0] in (0, 1):
            self._company_at = (here, name)
            return self.company[name]
        return ()

    _company_at: tuple[int, str] | None = None

    # descriptions

    def _description(self, sent: Sentence, first: int, at: int, word: str) -> Draft | None:
        lead = [token.text.lower() for token in sent.tokens[first:at]]
        if word in TWO_NOUNS and ("two" in lead or "both" in lead):
            return self._pair(sent, first, at, word)
        if word in COUNTRY_NOUNS:
            return self._country(sent, first, at, lead)
        if word in BODY_NOUNS:
            return self._body(sent, first, at, word)
        return None

    def _country(self, sent: Sentence, first: int, at: int, lead: list[str]) -> Draft | None:
        draft = Draft(sent.index, first, at, at, "description", "country")
        regions = self.scene.tables.regions
        region = next(
            (regions[name] for n in (2, 1) for i in range(len(lead)) if (name := " ".join(lead[i : i + n])) in regions),
            None,
        )
        plain = [word for word in lead if word not in ("the", "this", "that", "whole", "entire")]
        if plain and region is None:
            return None

        def fits(other: Draft) -> bool:
            if other.being not in ("country", "place", "office", "person", "body", "people") or not other.actors:
                return False
            code = other.actors[0].code.split(".")[0]
            return code in self.scene.tables.countries and (region is None or code in region)

        best = self._best(draft, fits, possessive=sent.tokens[at].dep == "poss", far=region is not None)
        if best is None:
            draft.reason = "no one country that it points at"
            return draft
        code = best.actors[0].code.split(".")[0]
        name = self.scene.tables.countries[code][0].name
        draft.actors = (
            Actor(name, code, f"description: {said(draft, self.sentences)}, from {said(best, self.sentences)!r}"),
        )
        return draft

    def _body(self, sent: Sentence, first: int, at: int, word: str) -> Draft | None:
        if at - first != 1:
            return None
        draft = Draft(sent.index, first, at, at, "description", "body")

        def fits(other: Draft) -> bool:
            if other.being != "body" or other.kind not in ("named", "collective") or not other.actors:
                return False
            text = f"{other.actors[0].name or ''} {said(other, self.sentences)}".lower()
            if word in text.split():
                return True
            if word in ("group", "movement", "militia", "front"):
                return other.actors[0].code.split(".")[-1] in ("REB", "PRM", "IMG", "UAF")
            if word in ("paper", "newspaper", "agency"):
                return other.actors[0].code.endswith("JRN")
            if word in ("bloc", "alliance", "organisation", "organization", "body", "union", "league"):
                return other.actors[0].code.split(".")[0] in ("IGO", "EUR", "UNO", "NGO")
            if word in ("company", "firm"):
                return "BUS" in other.actors[0].code or other.actors[0].code.startswith("MNC")
            return False

        best = self._best(draft, fits)
        if best is None:
            return None
        return self._is(draft, best, f"description: the {word}, {best.actors[0].name or said(best, self.sentences)}")

    def _pair(self, sent: Sentence, first: int, at: int, word: str) -> Draft:
        draft = Draft(
            sent.index, first, at, at, "description", "states" if word != "leaders" else "people", plural=True
        )
        beings = ("person", "office") if word == "leaders" else ("country", "place", "person", "office", "body")
        for index in range(sent.index, max(sent.index - 3, -1), -1):
            before: dict[str, Actor] = {}
            for other in self.drafts:
                if (
                    other.sentence == index
                    and other.being in beings
                    and len(other.actors) == 1
                    and (index < sent.index or other.head < first)
                ):
                    code = other.actors[0].code.split(".")[0]
                    if code in self.scene.tables.countries:
                        before.setdefault(code, other.actors[0])
            if len(before) == 2:
                basis = f"description: {said(draft, self.sentences)}"
                draft.actors = tuple(self._side(actor, word, basis) for actor in before.values())
                return draft
            if len(before) > 2:
                break
        draft.reason = "not two, and only two, right before"
        return draft

    def _side(self, actor: Actor, word: str, basis: str) -> Actor:
        if word == "leaders":
            return replace(actor, basis=basis)
        code = actor.code.split(".")[0]
        return Actor(self.scene.tables.countries[code][0].name, code, basis)

    def _point(self, draft: Draft) -> None:
        """A sector phrase that points: at its owner ("his government") or at who holds the office ("the president")."""
        phrase = draft.phrase
        assert phrase is not None, "only sector phrases are left open"
        draft.open = False
        sent = self.sentences[draft.sentence]
        if phrase.possessor is not None:
            owner = self._possessor(sent, phrase.possessor)
            if owner is None or not owner.actors:
                return
            draft.actors = tuple(self._owned(phrase, owner, actor) for actor in owner.actors)
            if draft.being != "office":
                return
        if draft.being == "office" and phrase.noun.kind == "office" and not phrase.former:
            self._office_holder(draft)

    def _owned(self, phrase: SectorPhrase, owner: Draft, actor: Actor) -> Actor:
        """What `phrase` is of `actor`: "its army", of Chad, the army of Chad."""
        base = actor.code if "body" in (owner.being, owner.refers) else actor.code.split(".")[0]
        office = phrase.title if phrase.noun.kind in ("office", "spokesperson") else None
        basis = f"sector noun: {phrase.title} of {actor.name or said(owner, self.sentences)}"
        return Actor(None, code_of(base, phrase.sectors), basis, office)

    def _possessor(self, sent: Sentence, at: int) -> Draft | None:
        held = self.by_head.get((sent.index, at))
        if held is None:
            self._visit(sent, at)
            held = self.by_head.get((sent.index, at))
        return held

    def _office_holder(self, draft: Draft) -> None:
        phrase = draft.phrase
        assert phrase is not None
        told = draft.actors[0].code.split(".")[0]
        owned = phrase.owner is not None or phrase.possessor is not None
        general = phrase.noun.noun in LEADERS

        def fits(other: Draft) -> bool:
            if other.being != "person" or not other.actors or not other.actors[0].name:
                return False
            actor = other.actors[0]
            if owned and actor.code.split(".")[0] != told:
                return False
            office = (actor.office or "").lower()
            if phrase.noun.noun in office.split(" and ") or f" {phrase.noun.noun}" in f" {office}":
                return True
            return (
                owned and general and actor.code.split(".")[1:] == ["GOV"] and any(word in office for word in LEADERS)
            )

        best = self._best(draft, fits, far=True)
        if best is not None:
            draft.gender = best.gender
            draft.actors = tuple(replace(a, basis=f"description: {phrase.title}, {a.name}") for a in best.actors)
            return
        row = (
            self._holder_in_table(told, phrase.title)
            if owned or (phrase.definite and told == self.scene.country)
            else None
        )
        if row is not None:
            draft.gender = row.gender
            basis = f"dated table: {row.office} of {told} on {self.scene.day}"
            draft.actors = (Actor(row.name, row.code, basis, row.office, row.status or None),)

    def _holder_in_table(self, country: str, office: str) -> _Holder | None:
        found = {}
        for rows in self.scene.tables.persons.values():
            for row in as_of(rows, self.scene.day):
                if row.code.split(".")[0] == country and row.office.lower() == office and row.status != "claimed":
                    found[row.id] = row
        if len(found) != 1:
            return None
        row = next(iter(found.values()))
        return _Holder(row.name, row.code, row.office, row.status, row.gender)

    # choice

    def _choose(self, draft: Draft, word: str, fits: Callable[[Draft], bool], quotation: Quotation | None) -> None:
        sent = self.sentences[draft.sentence]
        speaker = self._speaker(quotation) if quotation else None
        if word in REFLEXIVE:
            verb = verb_over(sent, draft.head)
            subject = subject_of(sent, verb) if verb is not None else None
            held = self.by_head.get((draft.sentence, subject)) if subject is not None else None
            if held is not None and fits(held):
                self._is(draft, held, f"pronoun: {word}, the subject {said(held, self.sentences)!r}")
                return
        best = self._best(
            draft, lambda other: fits(other) and not self._same_person(other, speaker), possessive=word in POSSESSIVE
        )
        if best is None:
            draft.reason = "no one antecedent that agrees"
            return
        named = best.actors[0].name if best.actors and best.actors[0].name else said(best, self.sentences)
        self._is(draft, best, f"pronoun: {word}, {named}")

    def _same_person(self, other: Draft, speaker: Draft | None) -> bool:
        if speaker is None or not speaker.actors or not other.actors:
            return False
        return speaker.actors[0].name is not None and other.actors[0].name == speaker.actors[0].name

    def _best(
        self, draft: Draft, fits: Callable[[Draft], bool], *, possessive: bool = False, far: bool = False
    ) -> Draft | None:
        """The antecedent that leads all others who are somebody else by `MARGIN`; None where there is none."""
        found: dict[tuple[str | None, str], _Candidate] = {}
        sent = self.sentences[draft.sentence]
        barred = self._barred(sent, draft, possessive)
        for other in (*self.drafts, *self.rows):
            if other is draft or other.place >= (draft.sentence, draft.first) or not fits(other):
                continue
            if other.sentence == draft.sentence and (other.head in barred or other.first <= draft.head <= other.last):
                continue
            points = self._points(other, draft, far)
            if points <= 0:
                continue
            who = _identity(other)
            held = found.get(who)
            if held is None or points > held.points:
                found[who] = _Candidate(other, points + (2 if held else 0))
        ranked = sorted(found.values(), key=lambda c: (-c.points, c.draft.place))
        if not ranked or not ranked[0].draft.actors:
            return None
        margin = MARGIN if draft.gender == "" or self._gender(ranked[0].draft) else 2 * MARGIN
        if len(ranked) > 1 and ranked[0].points - ranked[1].points < margin:
            return None
        return ranked[0].draft

    def _gender(self, draft: Draft) -> str:
        return draft.gender or self.genders.get(_identity(draft), "")

    def _points(self, other: Draft, draft: Draft, far: bool) -> int:
        """How likely `other` is meant: nearness first, then its part in the sentence."""
        here, there = self.sentences[draft.sentence], self.sentences[other.sentence]
        back = self._sentences_back(other.sentence, draft.sentence)
        if there.field != here.field and there.field == "title":
            back = max(back, 2)
        if back > (REACH if not far else 99):
            return 0
        points = max(100 - 25 * back, 10 if far else 0)
        token = there.tokens[other.head]
        if token.dep in SUBJECTS:
            points += 30
            if there.tokens[token.head].dep == "ROOT":
                points += 5
        elif token.dep in ("dobj", "iobj", "dative", "pobj", "agent", "attr"):
            points += 12
        if draft.plural and not other.plural and other.being == "body":  # "the army" is rather "it"
            points -= 40
        if (self.quoted.get(other.place) is not None) != (self.quoted.get(draft.place) is not None):
            points -= 20
        if back == 0 and here.tokens[draft.head].dep in SUBJECTS and self._says(there, other.head, draft.head):
            points += 20
        return points

    def _says(self, sent: Sentence, subject: int, at: int) -> bool:
        """Whether `subject` is the subject of a clause that holds the clause of `at` ("X said he ...")."""
        verb = verb_over(sent, subject)
        return sent.tokens[subject].dep in SUBJECTS and verb is not None and within(sent, at, verb)

    def _sentences_back(self, there: int, here: int) -> int:
        """Sentences between, not counting those that are quotation from end to end."""
        between = 0
        for index in range(there, here):
            sent = self.sentences[index]
            inside = sum(self.quoted.get((index, i)) is not None for i in range(len(sent.tokens)))
            if index == there or inside < len(sent.tokens) - 2:
                between += 1
        return between

    def _barred(self, sent: Sentence, draft: Draft, possessive: bool) -> set[int]:
        """Heads that the word cannot stand for: fellow arguments of its verb, and the subject that verb is understood to have."""
        if (
            possessive
            or sent.tokens[draft.head].dep == "poss"
            or (draft.kind == "description" and draft.being == "office")
        ):
            return set()
        barred: set[int] = set()
        if draft.being == "country":  # "drive Chadian troops from the country": not from Chad
            barred |= {
                other.head
                for other in self.drafts
                if other.sentence == sent.index and self._of_object(sent, other, draft)
            }
        for verb in governors(sent, draft.head):
            subject = subject_of(sent, verb)
            if subject is not None and subject != draft.head:
                barred.add(subject)
            for other in self.drafts:
                if other.sentence == sent.index and verb in governors(sent, other.head) and other.head != draft.head:
                    barred.add(other.head)
        return barred

    def _of_object(self, sent: Sentence, other: Draft, draft: Draft) -> bool:
        """Whether `other` belongs to an object of the verb that `draft` hangs from."""
        owner = sent.tokens[other.head]
        holder = sent.tokens[owner.head]
        if owner.dep not in ("compound", "amod", "nmod", "poss") or holder.dep != "dobj":
            return False
        return holder.head == verb_over(sent, draft.head)


@dataclass(frozen=True, slots=True)
class _Holder:
    name: str
    code: str
    office: str
    status: str
    gender: str


def resolve_references(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts with pronouns and descriptions added and resolved, in the order of the text."""
    return _Resolver(drafts, scene).run()


def _identity(draft: Draft) -> tuple[str | None, str]:
    if not draft.actors:
        return None, f"{draft.sentence}:{draft.head}"
    actor = draft.actors[0]
    return actor.name, " ".join(actor.code for actor in draft.actors)


def _coordinated(sentences: Sequence[Sentence], by_head: dict[tuple[int, int], Draft]) -> list[Draft]:
    """For "Chad and Niger", one draft standing for both; never a mention of its own, only an antecedent of "they"."""
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
        actors = tuple(actor for member in row for actor in member.actors)
        if len(row) > 1 and all(member.actors and not member.open for member in row):
            found.append(Draft(index, draft.first, row[-1].last, head, "group", "states", actors, plural=True))
    return found


def _quoted_tokens(sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> dict[tuple[int, int], Quotation]:
    """For every token within the marks of a direct quotation, that quotation."""
    found: dict[tuple[int, int], Quotation] = {}
    for quotation in quotations:
        if not quotation.direct:
            continue
        for span in quotation.content:
            for sent in sentences:
                if sent.field != span.field or sent.end <= span.start or span.end <= sent.start:
                    continue
                for i, token in enumerate(sent.tokens):
                    if span.start <= token.start and token.end <= span.end:
                        found[sent.index, i] = quotation
    return found


def _definite(sent: Sentence, at: int) -> int | None:
    """The article's token where `at` is the head noun of "the ...", "this ..." or "both ..."; None otherwise."""
    for first in range(at - 1, max(at - 5, -1), -1):
        token = sent.tokens[first]
        if token.text.lower() in ("the", "this", "that", "these", "those", "both"):
            return first
        if token.tag not in ("JJ", "NN", "NNP", "CD", "HYPH", "VBG", "VBN"):
            return None
    return None


def _refers(sent: Sentence, at: int) -> bool:
    """Whether "it" stands for somebody: it acts or speaks, is acted on, or owns; not "it rained", "it was said that"."""
    token = sent.tokens[at]
    if token.tag == "PRP$":
        return True
    verb = verb_over(sent, at)
    if verb is None:
        return False
    if token.dep in SUBJECTS:
        return sent.tokens[verb].lemma != "be" and not is_plural(sent, at) and token.dep != "nsubjpass"
    return token.dep in ("pobj", "agent", "dobj", "dative")
