"""The stage `relations`: tellings of one act made one event, and denials tied to what they deny."""

from whodid.relations.tellings import make_relation_stage, same_act

__all__ = ["make_relation_stage", "same_act"]
