"""Actors: which words of a story can act or be acted on, and who they stand for on the story's day."""

from whodid.actors.own import actor_tables
from whodid.actors.stage import make_mention_stage
from whodid.actors.tables import Tables, load_tables

__all__ = ["Tables", "actor_tables", "load_tables", "make_mention_stage"]
