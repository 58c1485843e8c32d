"""Who says so: quotations with their speakers, and for each event the chain of voices that vouch for it."""

from whodid.attribution.claims import make_claim_stage
from whodid.attribution.quotations import make_quotation_stage

__all__ = ["make_claim_stage", "make_quotation_stage"]
