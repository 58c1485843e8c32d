"""Whether an act happened, goes on, is to come, is only imagined, or is said not to have happened.

Reads any predicate, verb or event noun, from the dependency tree: its own auxiliaries and negation first (`form`,
`clause`), then the words that govern it, upwards ("refused to agree to withdraw": `governed`, `preposition`, `noun`).
The words are data (`data/events/status.yaml`); the order of the questions is here. What a speaker reports passes
through: who vouches for it is not this reader's matter.
"""

from whodid.events.status.predicate import read_status
from whodid.events.status.reading import Reading

__all__ = ["Reading", "read_status"]
