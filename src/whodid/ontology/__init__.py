"""PLOVER and CAMEO as this project codes them (data/ontology/): types by (type, mode), codes, and the cross-walk."""

from whodid.ontology.book import Ontology, load_ontology, read_ontology
from whodid.ontology.check import find_faults
from whodid.ontology.crosswalk import Link, cameo_of, load_cameo, load_links, plover_of, root_type
from whodid.ontology.nouns import act_nouns
from whodid.ontology.types import EVENT_TYPES, TypeRow, load_types, quad, score

__all__ = [
    "EVENT_TYPES",
    "Link",
    "Ontology",
    "TypeRow",
    "act_nouns",
    "cameo_of",
    "find_faults",
    "load_cameo",
    "load_links",
    "load_ontology",
    "load_types",
    "plover_of",
    "quad",
    "read_ontology",
    "root_type",
    "score",
]
