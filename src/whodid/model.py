"""The records: what every stage reads and fills. Frozen, without behaviour of the stages.

A `Story` holds a page's text, untouched from here on, and a layer for each stage: sentences, quotations, mentions,
events, claims, relations, refusals. Every layer points back into `Story.text` (or `Story.title`) by character offsets,
end excluded, so that any record can show its words. Ids are hashes of content: a second run changes nothing.
"""

from __future__ import annotations

import dataclasses
import hashlib
import types
import typing
from dataclasses import dataclass, field
from typing import Any, Literal, Self

Field = Literal["text", "title"]
Status = Literal["happened", "ongoing", "future", "hypothetical", "negated"]
VoiceRole = Literal["speaker", "medium", "relay", "publisher"]


def content_id(*parts: object) -> str:
    """A stable 16-digit hexadecimal id of the given parts, in order.

    >>> content_id("a", 1) == content_id("a", 1)
    True
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Record:
    """Base of the records: to and from plain dictionaries (JSON types only)."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain lists, dictionaries, strings and numbers; `from_dict` gives it back unchanged."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The record a `to_dict` row describes; an unknown key raises TypeError, a missing one takes its default."""
        hints = _hints(cls)
        return cls(**{key: _typed(hints[key], value) if key in hints else value for key, value in row.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(cls: type) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = typing.get_type_hints(cls)
    return _HINTS[cls]


def _typed(hint: Any, value: Any) -> Any:
    """`value`, as read from JSON, given the shape its type hint asks for."""
    if value is None:
        return None
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _typed(next(arg for arg in args if arg is not type(None)), value)
    if origin is tuple:
        return tuple(_typed(args[0], item) for item in value)
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint.from_dict(value)
    return value


@dataclass(frozen=True, slots=True)
class Span(Record):
    """Some words of a story: `text == getattr(story, field)[start:end]`, characters, end excluded."""

    start: int
    end: int
    text: str
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Page(Record):
    """One unit of input before it is read as a story: a file, a table row, a line of a feed.

    `body` is the raw text, or HTML where `kind` is "html"; `row` holds the columns of a table row or JSONL line.
    `origin` names where it came from ("news/a.html", "feed.jsonl, line 3", "-"); it is for messages, not identity.
    """

    origin: str
    kind: Literal["text", "html", "row"]
    body: str
    row: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dateline(Record):
    """Where (and when) a story was filed: "TEHRAN (defapress) –". Filed there, not necessarily happened there.

    `country` is ISO 3166-1 alpha-3 or None where the place is not known; `others` are further places of a double
    dateline; `agency` is the agency in brackets; `date` is an ISO day where the dateline prints one.
    """

    name: str
    country: str | None = None
    others: tuple[str, ...] = ()
    agency: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Token(Record):
    """One token: offsets into its sentence's field; `head` is an index into the sentence's tokens (root: itself).

    `dep`, `tag`, `pos` follow spaCy's English models (ClearNLP labels, Penn tags, universal parts of speech);
    `entity` is the name type the parser gave ("" for none).
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Sentence(Record):
    """One sentence of the title or the text; `paragraph` counts from 0 (title: -1), `index` over the whole story."""

    start: int
    end: int
    field: Field
    index: int
    paragraph: int
    tokens: tuple[Token, ...]
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation(Record):
    """What somebody is reported to have said or written.

    `content` are the quoted or reported spans in order (a broken quotation has several); `speaker` the words that name
    the speaker, None where there are none; `cue` the reporting words ("said", "according to"); `medium` the outlet or
    channel it was said in or on ("Rossiya-24", "Twitter"). `direct` is True for the words as they were said: between
    quotation marks, or set off as a block. `kind` is marked, reported, block, or free (a narrator goes on telling what
    was said, without a reporting word: "It would carry grain"). `negated` is True where the saying itself is denied
    ("did not say"). `addressee` are the words that name to whom it was said or written ("reporters", "the UN Security
    Council"), `said` is when, where the reporting clause says so.
    """

    content: tuple[Span, ...]
    direct: bool
    cue: Span | None = None
    cue_lemma: str | None = None
    speaker: Span | None = None
    medium: str | None = None
    negated: bool = False
    addressee: Span | None = None
    said: Interval | None = None
    kind: str = "reported"


@dataclass(frozen=True, slots=True)
class Group(Record):
    """A group of states as the text puts it; never expanded silently.

    `quantifier` is all, most, some, several or none; `excluded` ISO codes taken out ("except" in JSON);
    `members` ISO codes as of `as_of` (ISO day) less the excluded ones: certain for "all", only possible otherwise.
    """

    name: str
    quantifier: str
    excluded: tuple[str, ...] = ()
    as_of: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor(Record):
    """Who a mention stands for. `code` is COUNTRY[.SECTOR[.SECTOR]] as design.md section 3 has it ("VEN.GOV", "IGO").

    `name` is the resolved name; `office` and `office_status` (recognised, disputed, claimed) as of the story's day;
    `basis` says in a few words how it was resolved ("dated table", "title grammar", "pronoun: ...").
    """

    name: str | None
    code: str
    basis: str
    office: str | None = None
    office_status: str | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A span that can act. `head` is the index of its head token in sentence `sentence`.

    `kind` is named, description, pronoun, group or collective; `actors` is empty where nothing was resolved, with
    `reason` saying why; several actors where one word stands for several ("we": speaker and company; "both countries").
    """

    span: Span
    sentence: int
    head: int
    kind: str
    actors: tuple[Actor, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Party(Record):
    """One actor or recipient of an event: the words that name it there, and who that is."""

    span: Span | None
    actor: Actor


@dataclass(frozen=True, slots=True)
class Interval(Record):
    """When: ISO days, both ends always, end included; `granularity` instant, day, week, month, quarter, year.

    `basis` are the words, with the preposition where that makes them a bound ("since Friday"); an instant is a day
    whose hour they tell.
    """

    start: str
    end: str
    granularity: str
    basis: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PlaceCandidate(Record):
    """A place a name may stand for: usual name, ISO alpha-3 country, first-level division, GeoNames id (None: none)."""

    name: str
    country: str | None = None
    division: str | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class Place(Record):
    """Where: name as in the text, ISO alpha-3 country, and how exact: point, city, county, division, country, region.

    `division` is the first-level division it lies in; `latitude` and `longitude` are degrees: a town's point, else one
    that only stands for the area. All three and `geonames_id` are None where the gazetteer has nothing. `reason` says
    what decided among the places of that name; `second` is the next best and `margin` by how much it was behind, None
    where the text itself says which.
    """

    name: str
    country: str | None
    precision: str
    basis: str
    span: Span | None = None
    division: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    reason: str | None = None
    second: PlaceCandidate | None = None
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class Count(Record):
    """A number told with an event: `kind` killed, wounded, detained, size…; `value` None where only words are given."""

    kind: str
    value: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Voice(Record):
    """One link of the chain of who vouches for an event; `code` only for speakers, where known."""

    role: VoiceRole
    name: str
    code: str | None = None
    stance: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Event(Record):
    """Who did what to whom, once: PLOVER 2.0 `event_type` and `mode`, with the words and the reasons.

    `happened` is None with `happened_reason`, `place` None with `place_reason`, where the text leaves it open.
    `evidence` holds a span for each telling (headline, lead, body); `trigger` the word that decided the type.
    `pattern` is the pattern as the lexicon writes it, "" where none fits; `model` the version of the classifier that
    decided; `agree` whether both say the same (None without a pattern; False marks the event for review). `confidence`
    is the calibrated probability that type and sides are right; `steps` are the decisions in order, for `explain`.
    """

    id: str
    event_type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    trigger: Span
    evidence: tuple[Span, ...]
    pattern: str
    sentence: int
    cameo: str | None = None
    quad: int = 0
    score: float = 0.0
    contexts: tuple[str, ...] = ()
    happened: Interval | None = None
    happened_reason: str | None = None
    place: Place | None = None
    place_reason: str | None = None
    status: Status = "happened"
    status_words: str | None = None
    historical: bool = False
    historical_reason: str | None = None
    counts: tuple[Count, ...] = ()
    confidence: float = 0.0
    model: str | None = None
    agree: bool | None = None
    tellings: int = 1
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim(Record):
    """For one event, the chain of who vouches for it in this story, nearest first (speaker, medium, relay, publisher).

    `stance` is the nearest voice's: asserts, denies, expects, alleges, promises, threatens, demands, admits, quotes.
    Who denies an ACCUSE denies what is alleged, not that it was. `words` are those in which this claim tells the event,
    for a denial with the word that denies ("denied the attack").
    """

    id: str
    event_id: str
    stance: str
    chain: tuple[Voice, ...]
    words: Span | None = None

    @property
    def in_headline(self) -> bool:
        """Whether the headline tells it, which leaves out who says so."""
        return self.words is not None and self.words.field == "title"


@dataclass(frozen=True, slots=True)
class Relation(Record):
    """Two records tied together by id, or a state between two actors that an event sets up or ends.

    `kind` "telling": `left` is the event that the merged telling `right` became part of. "denies": `left` is the claim
    that denies, `right` the claim it denies, or the event where no speaker but only the publisher tells that.
    """

    id: str
    kind: str
    left: str
    right: str
    because: str


@dataclass(frozen=True, slots=True)
class Refusal(Record):
    """Something deliberately not coded, with a reason that can be counted ("no act", "no recipient", "metaphor")."""

    span: Span
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Story(Record):
    """One news story: what was read from the page, and a layer for each stage. `text` never changes again.

    `published` and `updated` are ISO 8601, as exact as the page gives them, in the page's own zone; `basis` says for
    each metadata field where it was read ("label 'Publish Date'", "json-ld", "meta", "url"), or why it is None.
    `relays` are agencies named in dateline or text as the origin; `furniture` the page lines taken out of the text.
    """

    id: str
    title: str
    text: str
    source_id: str | None = None
    publisher: str | None = None
    url: str | None = None
    byline: str | None = None
    section: str | None = None
    published: str | None = None
    updated: str | None = None
    dateline: Dateline | None = None
    language: str | None = None
    relays: tuple[str, ...] = ()
    basis: dict[str, str] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
    origin: str = ""
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def text_of(self, field: Field) -> str:
        """The text or title, whichever the offsets of a span or sentence with that `field` count in."""
        return self.title if field == "title" else self.text


@dataclass(frozen=True, slots=True)
class Quarantine(Record):
    """An input that could not be coded, kept with its reason: never dropped silently, never stopping a run.

    `reason` is a short countable code, `message` what was found and expected, `where` file with line or byte;
    `detail` holds a traceback where the failure was not foreseen.
    """

    id: str
    where: str
    reason: str
    message: str
    detail: str | None = None
