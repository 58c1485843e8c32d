"""Where an event happened: the place its clause names, the scene its story sets, or what its parties tell."""

from whodid.events.where.act import Act, main_country
from whodid.events.where.clause import stated_place
from whodid.events.where.scene import NONE_STATED, Placing, place_event
from whodid.events.where.settled import settle_places

__all__ = ["NONE_STATED", "Act", "Placing", "main_country", "place_event", "settle_places", "stated_place"]
