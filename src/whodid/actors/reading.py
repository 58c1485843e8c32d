"""What was found in one sentence before anything is resolved across sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

from whodid.actors.drafts import Draft
from whodid.actors.names import NameHit
from whodid.actors.owners import Meaning
from whodid.actors.sectors import Owner, SectorPhrase
from whodid.actors.titles import Naming
from whodid.model import Sentence


@dataclass(slots=True)
class Reading:
    """A sentence with its names and what they mean, its cities and whose they are, its phrases, people and drafts.

    `meanings` and `city_owners` are by the first token of a name.
    """

    sent: Sentence
    names: tuple[NameHit, ...]
    meanings: dict[int, Meaning]
    cities: tuple[NameHit, ...] = ()
    city_owners: dict[int, Owner] = field(default_factory=dict)
    phrases: tuple[SectorPhrase, ...] = ()
    namings: tuple[Naming, ...] = ()
    drafts: list[Draft] = field(default_factory=list)

    def keep(self, names: tuple[NameHit, ...]) -> None:
        """Forget all names but these, and what they meant."""
        self.names = names
        first = {hit.first for hit in names}
        self.meanings = {at: meaning for at, meaning in self.meanings.items() if at in first}
