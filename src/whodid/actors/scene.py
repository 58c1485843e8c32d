"""What resolving a mention may ask about its story: the day, the main country, who has been named so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from whodid.actors.names import fold
from whodid.actors.persons import Bearer, may_be, resolve_person, same_name
from whodid.actors.sectors import Owner, SectorPhrase
from whodid.actors.tables import Tables
from whodid.actors.titles import Naming
from whodid.model import Story

NEXT = 1
"""Sentences back that a foreign owner of "the army" may stand, in a story of one country alone."""


@dataclass(slots=True)
class Scene:
    """One story while its mentions are resolved; made anew for each story.

    `country` is the one named most (None: no country named), `alone` whether hardly any other is, `pair` the two that
    the story is about; `settings` give for a sentence the one country where it says something happens; `day` is the
    publication day; `policed` says that the story has police and no soldiers; `strange` are sector nouns said to be
    foreign or of an unknown name, which are not the story's country's later on either.
    """

    story: Story
    tables: Tables
    day: str | None
    country: str | None
    policed: bool = False
    alone: bool = False
    pair: tuple[str, str] | None = None
    settings: dict[int, str] = field(default_factory=dict)
    owned: dict[str, list[tuple[int, Owner]]] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)
    people: dict[str, tuple[str, Bearer]] = field(default_factory=dict)

    def own(self, phrase: SectorPhrase, sentence: int) -> None:
        """Remember whose a sector noun was said to be ("the Turkish army": army, Turkey)."""
        if phrase.owner and not phrase.former:
            self.owned.setdefault(phrase.noun.noun, []).append((sentence, phrase.owner))
        elif phrase.foreign:
            self.strange.add(phrase.noun.noun)

    def owner_of(self, phrase: SectorPhrase, sentence: int) -> Owner | None:
        """Whose the noun was said to be before, for "the army" after "the Turkish army": the one owner told so far.

        The nearest sentence with one owner decides where several were told; None where none or two stand there.
        """
        if not phrase.definite and phrase.noun.kind == "collective":
            return None
        told = [(at, owner) for at, owner in self.owned.get(phrase.noun.noun, []) if at <= sentence]
        if self.alone:  # a foreign government named once does not stay "the government" of a story of one country
            told = [
                (at, owner) for at, owner in told if sentence - at <= NEXT or owner.code.startswith(self.country or "")
            ]
        last = [owner for at, owner in told if at == max(at for at, _ in told)]
        return last[0] if len({owner.code for owner in last}) == 1 else None

    def resolve(self, naming: Naming, sentence: int) -> Bearer | None:
        """Who bears the name by its own words and the tables alone."""
        owners = [owner for role in naming.roles if (owner := self.owner_of(role, sentence))]
        owner = next(iter(owners), None)
        return resolve_person(naming, self.tables, self.day, self.country, owner, settled=self.alone)

    def enter(self, naming: Naming, sentence: int) -> None:
        """Remember who bears a name; a reading by a role in the words replaces one without."""
        bearer = self.resolve(naming, sentence)
        if bearer is None:
            return
        key = surname(naming.text)
        held = self.people.get(key)
        if held is not None and not self._same(naming.text, *held):
            return
        if held is None:
            self.people[key] = (naming.text, bearer)
            return
        text, known = held
        best = bearer if _told(bearer) > _told(known) else known
        longest = max(text, naming.text, key=len)
        if best.id is None:
            best = replace(best, actor=replace(best.actor, name=longest))
        self.people[key] = (longest, best)

    def bearer(self, naming: Naming, sentence: int) -> Bearer | None:
        """Who bears the name here: as its own words say, else as the story says elsewhere; None for nobody known."""
        own = self.resolve(naming, sentence)
        held = self.people.get(surname(naming.text))
        if held is None or not self._same(naming.text, *held):
            return own
        text, known = held
        in_full = " " in text and " " not in naming.text and not naming.roles
        if own is None or _told(own) < _told(known) or in_full:
            basis = known.actor.basis if text == naming.text else f"earlier mention: {text}; {known.actor.basis}"
            return replace(known, actor=replace(known.actor, basis=basis), gender=known.gender or naming.gender)
        if own.id is None and known.id is None:
            return replace(own, actor=replace(own.actor, name=max(text, naming.text, key=len)))
        return own

    def _same(self, said: str, text: str, known: Bearer) -> bool:
        """Whether a name as written can be that of somebody known by `text`."""
        if known.id is not None and not may_be(said, self.tables.persons[known.id][0]):
            return False
        return same_name(said, text) or same_name(text, said)


def _told(bearer: Bearer) -> int:
    """How much the words told of somebody: 2 a role and whose it is, 1 a role or a table row, 0 only a country."""
    basis = bearer.actor.basis
    if basis.startswith("title grammar") and "story's country" not in basis and not bearer.actor.code.startswith("UNK"):
        return 2
    return 1 if bearer.id is not None or basis.startswith("title grammar") else 0


def surname(text: str) -> str:
    """The last word of a name, folded, for looking it up."""
    return fold(text)[0].lower().replace("-", " ").split()[-1]
