"""What a reader of pages has found so far: the working record between a `Page` and its `Story`."""

from __future__ import annotations

from dataclasses import dataclass, field

from whodid.model import Dateline

NO_DATE = "no date on the page"
"""The basis of a publication date that a page does not print anywhere."""


@dataclass(slots=True)
class Draft:
    """A story being read. `fields` holds metadata values by the name they have in `Story`, `basis` where each was read.

    A field that was looked for and not found has its reason in `basis` and no value; `credits` are the canonical names
    of agencies in credit lines and dateline; `furniture` the lines taken out.
    """

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    basis: dict[str, str] = field(default_factory=dict)
    credits: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    dateline: Dateline | None = None

    def fill(self, name: str, value: str | None, basis: str) -> None:
        """Take a value for a field that has none yet; without a value, note why, unless a reason stands already."""
        if name in self.fields:
            return
        if value:
            self.fields[name] = value
            self.basis[name] = basis
        else:
            self.basis.setdefault(name, basis)
