"""The stage `relations`: tellings of one act in headline, lead and body made one event."""

from whodid.relations.tellings import make_relation_stage, same_act

__all__ = ["make_relation_stage", "same_act"]
