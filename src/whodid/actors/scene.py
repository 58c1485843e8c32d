"""What resolving a mention may ask about its story: the day, the main country, who has been named so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from whodid.actors.names import fold
from whodid.actors.persons import Bearer, resolve_person, same_name
from whodid.actors.tables import Tables
from whodid.actors.titles import Naming
from whodid.model import Story


@dataclass(slots=True)
class Scene:
    """One story while its mentions are resolved; made anew for each story.

    `country` is the one named most (None: no country named); `day` the publication day.
    """

    story: Story
    tables: Tables
    day: str | None
    country: str | None
    people: dict[str, tuple[str, Bearer]] = field(default_factory=dict)

    def enter(self, naming: Naming, bearer: Bearer) -> None:
        """Remember who bears a name; a reading by a role in the words replaces one without."""
        key = surname(naming.text)
        held = self.people.get(key)
        better = bool(naming.roles) and not held_by_role(held)
        longer = held is not None and len(naming.text) > len(held[0]) and not held_by_role(held)
        if held is None or better or longer:
            self.people[key] = (naming.text, bearer)

    def bearer(self, naming: Naming) -> Bearer | None:
        """Who bears the name here: as its own words say, else as the story says elsewhere; None for an unknown person."""
        own = resolve_person(naming, self.tables, self.day, self.country)
        held = self.people.get(surname(naming.text))
        if held is None or not (same_name(naming.text, held[0]) or same_name(held[0], naming.text)):
            return own
        text, known = held
        if own is None or (own.id is None and not naming.roles):
            actor = (
                known.actor
                if text == naming.text
                else replace(known.actor, basis=f"earlier mention: {text}; {known.actor.basis}")
            )
            return replace(known, actor=actor, gender=known.gender or naming.gender)
        if own.id is None and known.id is None:
            longest = max(text, naming.text, key=len)
            return replace(own, actor=replace(own.actor, name=longest), gender=own.gender or known.gender)
        return own


def held_by_role(held: tuple[str, Bearer] | None) -> bool:
    """Whether what is remembered of a person was read from a title in the words."""
    return held is not None and held[1].actor.basis.startswith("title grammar")


def surname(text: str) -> str:
    """The last word of a name, folded, for looking it up."""
    return fold(text)[0].lower().replace("-", " ").split()[-1]
