"""Every error whodid raises on purpose, by what the caller can do about it.

    WhodidError
    ├── BadInput          a page, table, option or actor of the caller's is not what was expected: mend it
    ├── MissingResource   a model, library or file that whodid needs is absent: install it (the message says how)
    ├── BadData           a data file of ours is malformed: file and line named
    ├── BadPipeline       stages are chained so that one lacks what it needs: reorder or add the missing stage
    └── StoreConflict     the store is not a store, or another writer got there first: reopen and look again

A message says what was found, what was expected, where, and the next step.
"""


class WhodidError(Exception):
    """Base of all errors raised on purpose; catching it catches nothing else."""


class BadInput(WhodidError):
    """Input that cannot be read as asked.

    `where` names the place ("feed.jsonl, line 3", "page.html, byte 120"); `reason` is a short, countable code
    such as "empty", "binary" or "not_english", used as the reason of a quarantine row.
    """

    def __init__(self, message: str, *, where: str = "", reason: str = "bad_input") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where
        self.reason = reason


class MissingResource(WhodidError):
    """A model, library or file that is needed and absent; the message holds the command that mends it."""


class BadData(WhodidError):
    """A data file (pattern, actor table, ontology) that breaks its own form."""


class BadPipeline(WhodidError):
    """A chain of stages in which one needs a layer that no earlier stage adds."""


class StoreConflict(WhodidError):
    """A folder that is no store, or a commit that lost against another writer."""
