"""Names that the stories of a store have and no table knows: what a user may want to enter as actors of their own.

Two kinds. A mention by name that was resolved to nobody, or whose code has no country; and words that the parser takes
for the name of a person or organisation and that are no mention at all, because nothing told that they can act.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from whodid.actors.checks import FORMS
from whodid.actors.names import fold
from whodid.actors.tables import load_tables
from whodid.model import Field, Mention, Sentence, Story, Token
from whodid.places import find_place
from whodid.store import Store

Kind = Literal["person", "organisation"]

EXAMPLES = 2
"""Sentences shown for a name, of different stories where there are several."""

UNKNOWN = frozenset({"UNK", "UAF"})
KINDS: dict[str, Kind] = {"PERSON": "person", "ORG": "organisation", "NORP": "organisation"}
"""The parser's types of names that can act; places cannot."""

OFFICE = "title grammar"
"""How the basis begins of somebody whose office alone is known."""

NAME_TAGS = frozenset({"NNP", "NNPS"})
JOINING = frozenset({"of", "the", "and", "for", "&", "-", "al", "de", "van", "von", "bin"})


@dataclass(frozen=True, slots=True)
class MissingName:
    """A name nobody is known by: how often and in how many stories it stands, and sentences that have it.

    `aliases` are shorter forms of it ("Vale" where the same story has "Ingrid Vale"); `reason` the commonest why.
    """

    name: str
    kind: Kind
    times: int
    stories: int
    reason: str
    aliases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """One place where such a name stands."""

    name: str
    kind: Kind
    reason: str
    sentence: str
    field: Field
    start: int
    end: int


@dataclass(slots=True)
class _Tally:
    """What has been seen of a name so far; examples by story."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)


def missing_names(store: Store, known: Collection[str] = ()) -> list[MissingName]:
    """The names that were resolved to nothing, the most frequent first; without those `known` (entered by now)."""
    tallies: dict[str, _Tally] = {}
    for story in store.stories():
        found = list(_unresolved(story))
        found += _surnames(story, found)
        names = {one.name for one in found}
        for one in found:
            full = _in_full(one, names)
            tally = tallies.setdefault(full, _Tally())
            tally.kinds[one.kind] += 1
            tally.reasons[one.reason] += 1
            tally.examples.setdefault(story.id, []).append(one.sentence)
            if full != one.name:
                tally.aliases[one.name] += 1
    missing = [_missing(name, tally) for name, tally in tallies.items() if name not in known]
    return sorted(missing, key=lambda one: (-one.times, -one.stories, one.name))


def _missing(name: str, tally: _Tally) -> MissingName:
    firsts = [sentences[0] for sentences in tally.examples.values()]
    others = [sentence for sentences in tally.examples.values() for sentence in sentences[1:]]
    return MissingName(
        name,
        tally.kinds.most_common(1)[0][0],
        sum(tally.kinds.values()),
        len(tally.examples),
        tally.reasons.most_common(1)[0][0],
        tuple(sorted(tally.aliases)),
        tuple(dict.fromkeys([*firsts, *others]))[:EXAMPLES],
    )


def _in_full(found: _Found, names: Iterable[str]) -> str:
    """The longer name of the same story that this one is the end of, if there is just one."""
    longer = [name for name in names if name.endswith(f" {found.name}")]
    return longer[0] if len(longer) == 1 and found.kind == "person" else found.name


def _unresolved(story: Story) -> Iterator[_Found]:
    """Every place in the story where a name stands for nobody known, in no order."""
    sentences = {sent.index: sent for sent in story.sentences}
    covered: dict[Field, list[tuple[int, int]]] = {"text": [], "title": []}
    for mention in story.mentions:
        covered[mention.span.field].append((mention.span.start, mention.span.end))
        if mention.kind == "named" and all(actor.code.split(".")[0] in UNKNOWN for actor in mention.actors):
            yield _of_mention(story, mention, sentences[mention.sentence])
    for sent in story.sentences:
        for tokens in _names(sent):
            start, end = tokens[0].start, tokens[-1].end
            if not any(first < end and start < last for first, last in covered[sent.field]):
                name = _words(story, sent.field, start, end)
                if find_place(name) is None:
                    reason = f"no mention: nothing tells that it can act ({tokens[0].entity} to the parser)"
                    kind = _kind(name, tokens[0].entity)
                    yield _Found(name, kind, reason, _sentence(story, sent), sent.field, start, end)


def _surnames(story: Story, found: list[_Found]) -> Iterator[_Found]:
    """Where the surname alone of such a person stands, which without the person is no name to anybody."""
    full = {one.name.split()[-1]: one for one in found if one.kind == "person" and " " in one.name}
    taken = [(one.field, one.start, one.end) for one in found]
    taken += [(mention.span.field, mention.span.start, mention.span.end) for mention in story.mentions]
    for sent in story.sentences:
        for token in sent.tokens:
            one = full.get(token.text)
            if one and not any(field == sent.field and start <= token.start < end for field, start, end in taken):
                yield replace(one, name=token.text, sentence=_sentence(story, sent))


def _of_mention(story: Story, mention: Mention, sent: Sentence) -> _Found:
    """The name alone of a mention: a title before it is no part of it."""
    actor = next(iter(mention.actors), None)
    name = (actor.name if actor else None) or mention.span.text
    reason = mention.reason or (f"code {actor.code}: {actor.basis}" if actor else "not resolved")
    taken_for_person = (mention.reason or "").startswith("unknown person") or (actor and actor.basis.startswith(OFFICE))
    kind = "person" if taken_for_person else _kind(name, sent.tokens[mention.head].entity)
    span = mention.span
    return _Found(" ".join(name.split()), kind, reason, _sentence(story, sent), span.field, span.start, span.end)


def _kind(name: str, entity: str) -> Kind:
    """A person where the name begins with a given name, whatever the parser takes it for."""
    first, *others = name.lower().split()
    return "person" if others and first in load_tables().given_names else KINDS.get(entity, "person")


def _names(sent: Sentence) -> Iterator[list[Token]]:
    """The runs of tokens that the parser takes for one name, without article and possessive."""
    run: list[Token] = []
    for token in sent.tokens:
        if run and token.entity != run[-1].entity:
            yield from _trimmed(run)
            run = []
        if token.entity in KINDS:
            run.append(token)
    yield from _trimmed(run)


def _trimmed(run: list[Token]) -> Iterator[list[Token]]:
    while run and run[0].tag not in NAME_TAGS:
        run = run[1:]
    while run and run[-1].tag not in NAME_TAGS:
        run = run[:-1]
    if run and all(token.tag in NAME_TAGS or token.text.lower() in JOINING for token in run):
        yield run


def _sentence(story: Story, sent: Sentence) -> str:
    return _words(story, sent.field, sent.start, sent.end)


def _words(story: Story, field: Field, start: int, end: int) -> str:
    return " ".join(story.text_of(field)[start:end].split())


def row_to_fill(missing: MissingName) -> dict[str, str]:
    """The cells of a row of persons.tsv or organisations.tsv as far as they are known; the rest is ""."""
    row = dict.fromkeys(FORMS[file_of(missing)].checks, "")
    row |= {"id": _slug(missing.name), "name": missing.name, "aliases": "|".join(missing.aliases)}
    if missing.kind == "person":
        row["gender"] = load_tables().given_names.get(missing.name.split()[0].lower(), "")
    return row


def file_of(missing: MissingName) -> str:
    """The table that the name would stand in."""
    return "persons.tsv" if missing.kind == "person" else "organisations.tsv"


def _slug(name: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", fold(name)[0].lower()))
