"""PLOVER's types and modes as this project codes them (data/ontology/types.tsv), looked up by (type, mode)."""

from whodid.ontology.types import EVENT_TYPES, TypeRow, load_types, quad, score

__all__ = ["EVENT_TYPES", "TypeRow", "load_types", "quad", "score"]
