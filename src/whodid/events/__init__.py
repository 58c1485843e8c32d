"""Who did what to whom: patterns over dependencies decide the act, rules its status, time and place."""

from whodid.events.coder import code_sentence, make_event_stage
from whodid.events.lexicon import Pattern, index_patterns, load_lexicon, parse_patterns, read_patterns

__all__ = [
    "Pattern",
    "code_sentence",
    "index_patterns",
    "load_lexicon",
    "make_event_stage",
    "parse_patterns",
    "read_patterns",
]
