"""Title grammar: personal names in a sentence, and the offices the words around them give ("X, head of Y").

Says only what the words say; who that is on the story's day is persons.py's matter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from whodid.actors.names import NameHit, fold
from whodid.actors.phrases import NAME_TAGS, words
from whodid.actors.sectors import Owner, SectorPhrase
from whodid.actors.wordlists import words_of
from whodid.model import Sentence

NOT_IN_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A personal name in a sentence and what is said of its bearer there.

    Tokens `first` to `last` are the name alone, `begin` to `end` with title before and "of ..." behind; `ids` are the
    table persons the name may be; `roles` the phrases that give an office; `owner` what the bearer belongs to.
    """

    first: int
    last: int
    begin: int
    end: int
    text: str
    ids: tuple[str, ...]
    roles: tuple[SectorPhrase, ...]
    owner: Owner | None
    gender: str
    person: bool


def find_namings(
    sent: Sentence,
    names: Sequence[NameHit],
    phrases: Sequence[SectorPhrase],
    after: AfterName,
    given: Collection[str],
) -> tuple[Naming, ...]:
    """The personal names of the sentence, left to right, each with its roles.

    `after` tells the owner in the "of ..." behind a name, and its last token; `given` are given names, lower case.
    """
    spans = _name_spans(sent, names, phrases, given)
    respective = _respective(sent, spans, phrases, names, after)
    return tuple(_naming(sent, span, spans, phrases, after, respective.get(span.first)) for span in spans)


def add_known(
    sent: Sentence, names: Sequence[NameHit], namings: Sequence[Naming], known: Mapping[str, object]
) -> tuple[Naming, ...]:
    """The namings with the surnames that stand alone: words that, capitalised, name a person known from the story.

    `known` is by folded lower-case surname. A word within another name is left alone.
    """
    namings = [replace(naming, person=naming.person or fold(naming.text)[0].lower() in known) for naming in namings]
    taken = {i for naming in namings for i in range(naming.begin, naming.end + 1)}
    taken |= {i for hit in names for i in range(hit.first, hit.last + 1)}
    found = list(namings)
    for at, token in enumerate(sent.tokens):
        if at in taken or not token.text[0].isupper() or fold(token.text)[0].lower() not in known:
            continue
        if token.tag in NAME_TAGS or sent.field == "title" or at == 0:
            first, _ = _extended(sent, at, at, taken)
            text = words(sent, first, at)
            found.append(Naming(first, at, first, at, text, (), (), None, "", True))
    return tuple(sorted(found, key=lambda naming: naming.first))


class AfterName:
    """What stands in "of ..." or "from ..." behind a name: the owner, or the sector phrase."""

    def __init__(self, sent: Sentence, names: Sequence[NameHit], owners: dict[int, Owner]) -> None:
        self._sent = sent
        self._hits = {hit.first: hit for hit in names}
        self._owners = owners

    def owner_at(self, first: int) -> Owner | None:
        """What the name beginning at token `first` makes the owner of a phrase."""
        return self._owners.get(first)

    def owner(self, first: int, last: int) -> tuple[Owner | None, int]:
        """The owner named behind token `last` ("of Egypt"), and the last token of it; (None, last) where none is."""
        tokens = self._sent.tokens
        if first > 1 and tokens[first - 1].tag == "POS":  # "Peru's Ana Rojas"
            possessor = next((hit for hit in self._hits.values() if hit.last == first - 2), None)
            if possessor and possessor.first in self._owners:
                return self._owners[possessor.first], last
        if last + 2 < len(tokens) and tokens[last + 1].text in ("of", "from"):
            at = last + 2
            if tokens[at].tag == "DT":
                at += 1
            hit = self._hits.get(at)
            if hit and at in self._owners and not hit.attached:
                return self._owners[at], hit.last
        return None, last


@dataclass(frozen=True, slots=True)
class _NameSpan:
    first: int
    last: int
    ids: tuple[str, ...]
    certain: bool


def _name_spans(
    sent: Sentence, names: Sequence[NameHit], phrases: Sequence[SectorPhrase], given: Collection[str]
) -> list[_NameSpan]:
    """Names of table persons, names behind a title, and what begins with a given name or the parser takes for a person.

    None overlap.
    """
    taken = {i for hit in names if not hit.only("person") for i in range(hit.first, hit.last + 1)}
    nouns = {i for phrase in phrases for i in range(phrase.last, phrase.last + 1)}
    spans: list[_NameSpan] = []
    used: set[int] = set()

    def add(first: int, last: int, ids: tuple[str, ...], certain: bool) -> None:
        if not any(i in used for i in range(first, last + 1)):
            spans.append(_NameSpan(first, last, ids, certain))
            used.update(range(first, last + 1))

    for hit in names:
        if hit.only("person"):
            add(*_extended(sent, hit.first, hit.last, taken | nouns | used), hit.only("person"), True)
    for phrase in phrases:
        for at in {phrase.last + 1, phrase.end + 1} if phrase.noun.kind in ("office", "spokesperson") else ():
            if at < len(sent.tokens) and _names(sent, at, taken | used):
                first, last = _extended(sent, at, at, taken | nouns | used)
                if last > first or sent.tokens[at].entity in ("", "PERSON"):  # not "Democratic National Convention"
                    add(first, last, (), True)
        at = phrase.end + 2
        titled = phrase.plural or phrase.noun.kind in ("office", "spokesperson")
        if titled and at < len(sent.tokens) and sent.tokens[at - 1].text == ",":
            first, last = _extended(sent, at, at, taken | nouns | used) if _names(sent, at, taken | used) else (at, at)
            while last > first == at and _closes(sent, last + 1):
                add(first, last, (), True)
                if not phrase.plural:
                    break
                at = last + 2  # "the Greek and Cypriot ministers, A, B"
                while at < len(sent.tokens) and sent.tokens[at].text == "and":
                    at += 1
                if at >= len(sent.tokens) or not _names(sent, at, taken | used):
                    break
                first, last = _extended(sent, at, at, taken | nouns | used)
    for at in _told_behind(sent, phrases):
        if all(_names(sent, i, taken | used | nouns) for i in (at - 1, at)):
            add(*_extended(sent, at, at, taken | nouns | used), (), True)
    for at in range(1, len(sent.tokens)):
        honoured = sent.tokens[at - 1].text.lower() in words_of("honorific") and sent.tokens[at - 1].text[0].isupper()
        if honoured and _names(sent, at, taken | used):
            add(*_extended(sent, at, at, taken | nouns | used), (), True)
    for at in range(len(sent.tokens) - 1):
        known = sent.tokens[at].text.lower() in given and sent.field == "text"
        if known and all(_names(sent, i, taken | nouns | used) for i in (at, at + 1)):
            add(*_extended(sent, at, at, taken | nouns | used), (), False)
    at = 0
    while at < len(sent.tokens):
        last = at
        if sent.tokens[at].entity == "PERSON" and _names(sent, at, taken | nouns | used):
            while (
                last + 1 < len(sent.tokens)
                and sent.tokens[last + 1].entity == "PERSON"
                and (_names(sent, last + 1, taken | nouns | used) or _is_particle(sent, last + 1))
            ):
                last += 1
            first, last = _extended(sent, at, last, taken | nouns | used)
            add(first, last, (), False)
        at = last + 1
    return sorted(spans, key=lambda span: span.first)


def _told_behind(sent: Sentence, phrases: Sequence[SectorPhrase]) -> list[int]:
    """Where a name must end, if one does: before ", who" and before the comma of an office in apposition."""
    tokens = sent.tokens
    whos = [at - 2 for at, token in enumerate(tokens) if token.text.lower() in ("who", "whose")]
    offices = [
        phrase.first - 2 for phrase in phrases if phrase.noun.kind in ("office", "spokesperson") and not phrase.plural
    ]
    return [at for at in sorted({*whos, *offices}) if at > 0 and tokens[at + 1].text == ","]


def _names(sent: Sentence, at: int, taken: set[int]) -> bool:
    token = sent.tokens[at]
    return (
        at not in taken
        and token.tag in NAME_TAGS
        and token.text[0].isupper()
        and token.entity not in NOT_IN_NAMES
        and token.text.lower() not in words_of("honorific")
    )


def _is_particle(sent: Sentence, at: int) -> bool:
    return sent.tokens[at].text.lower().strip("-'’") in words_of("particle") or sent.tokens[at].text in ("-", "'", "’")


def _extended(sent: Sentence, first: int, last: int, taken: set[int]) -> tuple[int, int]:
    """The whole name around the tokens `first` to `last`: given names before, further names behind, particles between.

    In headlines, where every word may be capitalised, only what the parser takes for the same person.
    """
    tokens = sent.tokens

    def fits(at: int) -> bool:
        return _names(sent, at, taken) and (sent.field == "text" or tokens[at].entity == "PERSON")

    while first > 0:
        back = first - 1
        while back > 0 and back not in taken and _is_particle(sent, back):
            back -= 1
        if not fits(back) or any(tokens[i].text in ("'", "’") and tokens[i].tag == "POS" for i in range(back, first)):
            break
        first = back
    while (
        first > 0
        and first - 1 not in taken
        and tokens[first - 1].text.lower() in ("al", "el")
        and tokens[first].text == "-"
    ):
        first -= 1
    if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].text.lower() in words_of("particle"):
        first -= 2
    while last + 1 < len(tokens):
        ahead = last + 1
        while (
            ahead < len(tokens) - 1 and ahead not in taken and _is_particle(sent, ahead) and tokens[ahead].tag != "POS"
        ):
            ahead += 1
        second = tokens[ahead - 1].text == "-" and tokens[ahead].entity == "PERSON" == tokens[last].entity  # "Min-su"
        if not (fits(ahead) or second) or (tokens[ahead - 1].text == "-" and tokens[ahead].tag not in NAME_TAGS):
            break
        last = ahead
    return first, last


def _naming(
    sent: Sentence,
    span: _NameSpan,
    spans: Sequence[_NameSpan],
    phrases: Sequence[SectorPhrase],
    after: AfterName,
    respective: SectorPhrase | None,
) -> Naming:
    tokens = sent.tokens
    begin, end = span.first, span.last
    gender = ""
    if begin > 0 and tokens[begin - 1].text.lower() in words_of("honorific"):
        begin -= 1
        gender = words_of("honorific")[tokens[begin].text.lower()]
    before = _title_before(sent, begin, span, spans, phrases)
    owner, end = after.owner(span.first, span.last)
    roles: list[SectorPhrase] = []
    if before:
        roles.append(before)
        if before.last < begin and not _shared(before, span, spans):
            begin = min(begin, before.first)
    roles += [respective] if respective else _apposed(sent, span, phrases)
    if not owner:
        member = _member_of(sent, span, phrases)
        if member:
            roles.append(member)
            end = member.end
    return Naming(
        span.first, span.last, begin, end, words(sent, span.first, span.last), span.ids, tuple(roles), owner,
        gender, span.certain or bool(roles) or span.last > span.first or bool(gender),
    )  # fmt: skip


def _respective(
    sent: Sentence,
    spans: Sequence[_NameSpan],
    phrases: Sequence[SectorPhrase],
    names: Sequence[NameHit],
    after: AfterName,
) -> dict[int, SectorPhrase]:
    """For "the French and German ministers, A and B": each name's own phrase, by the name's first token.

    Only where as many names follow as countries stand before the noun.
    """
    found: dict[int, SectorPhrase] = {}
    tokens = sent.tokens
    for phrase in phrases:
        if (
            not phrase.plural
            or phrase.last + 1 >= len(tokens)
            or tokens[phrase.last + 1].text not in (",", "-", "–", "—", ":")
        ):
            continue
        inside = [hit for hit in names if phrase.first <= hit.first and hit.last < phrase.last]
        owners = [owner for hit in inside if (owner := after.owner_at(hit.first)) and not hit.attached]
        row: list[_NameSpan] = []
        at = phrase.last + 2
        for span in spans:
            if span.first == at:
                row.append(span)
                at = span.last + 1
                while at < len(tokens) and tokens[at].text in (",", "and"):
                    at += 1
        if len(row) > 1 and len(row) == len(owners):
            for span, owner in zip(row, owners, strict=True):
                found[span.first] = replace(phrase, owner=owner, plural=True)
    return found


def _follows_owner(sent: Sentence, begin: int, phrase: SectorPhrase) -> bool:
    """Whether nothing but "of" and the owner stands between title and name: "Defence Minister of Norway Ola Berg"."""
    owner = phrase.owner
    if owner is None or not phrase.last < owner.first < begin or sent.tokens[phrase.last + 1].text != "of":
        return False
    return all(token.tag in NAME_TAGS for token in sent.tokens[owner.first : begin])


def _title_before(
    sent: Sentence, begin: int, span: _NameSpan, spans: Sequence[_NameSpan], phrases: Sequence[SectorPhrase]
) -> SectorPhrase | None:
    """The title right before the name, or before the first of several names that share it ("Presidents A and B")."""
    for phrase in phrases:
        if phrase.noun.kind not in ("office", "spokesperson"):
            continue
        if begin - 1 in (phrase.last, phrase.end) or _follows_owner(sent, begin, phrase):
            return phrase
        if phrase.plural and phrase.last < begin and _shared(phrase, span, spans):
            between = sent.tokens[phrase.last + 1 : begin]
            if all(
                token.tag in NAME_TAGS | {"CC", ",", "IN", "DT"} or token.text in words_of("particle")
                for token in between
            ):
                return phrase
    return None


def _shared(phrase: SectorPhrase, span: _NameSpan, spans: Sequence[_NameSpan]) -> bool:
    return phrase.plural and any(other.first == phrase.last + 1 for other in spans)


def _apposed(sent: Sentence, span: _NameSpan, phrases: Sequence[SectorPhrase]) -> list[SectorPhrase]:
    """The offices told behind the name between commas, before it with a comma, or by "is", "was", "who was"."""
    tokens = sent.tokens
    found: list[SectorPhrase] = []
    for phrase in phrases:
        if phrase.noun.kind not in ("office", "spokesperson") or phrase.plural:
            continue
        last = _past_age(sent, span.last)
        behind = last + 2 == phrase.first and tokens[last + 1].text in (",", "(", "-", "–", "—")
        if behind and (tokens[phrase.head].dep == "appos" or _closes(sent, phrase.end + 1)):
            found.append(phrase)
        elif found and phrase.first == found[-1].end + 2 and tokens[phrase.first - 1].text in ("and", ","):
            if tokens[phrase.head].dep in ("conj", "appos"):
                found.append(phrase)
        elif _before_comma(sent, span, phrase) or _said_of(sent, span, phrase):
            found.append(phrase)
    return found


def _past_age(sent: Sentence, last: int) -> int:
    """The last token of a name with the age behind it: of "Ana Rojas, 54," the number."""
    aged = sent.tokens[last + 1 : last + 4]
    return last + 2 if [token.text for token in aged[::2]] == [",", ","] and aged[1].text.isdigit() else last


APPOINTED = frozenset({"appoint", "reappoint", "name", "elect", "reelect", "swear", "nominate"})


def _closes(sent: Sentence, at: int) -> bool:
    return at >= len(sent.tokens) or sent.tokens[at].text in (
        ",",
        ".",
        ")",
        ";",
        "-",
        "–",
        "—",
        "and",
        "who",
        '"',
        "”",
        ":",
    )


def _before_comma(sent: Sentence, span: _NameSpan, phrase: SectorPhrase) -> bool:
    tokens = sent.tokens
    gap = span.first - phrase.end
    if gap != 2 or tokens[span.first - 1].text != ",":
        return False
    told = phrase.definite or phrase.owner is not None or tokens[phrase.first].text.lower() in ("a", "an")
    return told and (tokens[span.last].dep == "appos" or _closes(sent, span.last + 1))


def _said_of(sent: Sentence, span: _NameSpan, phrase: SectorPhrase) -> bool:
    """Whether a form of "be" says it: "X was the deputy commander of ...", "X, who was their envoy", "was named"."""
    tokens = sent.tokens
    verb = tokens[phrase.head].head
    if tokens[phrase.head].dep == "oprd" and tokens[verb].lemma in APPOINTED:
        return any(
            token.head == verb and token.dep == "nsubjpass" and span.first <= i <= span.last
            for i, token in enumerate(tokens)
        )
    if tokens[phrase.head].dep != "attr" or tokens[verb].lemma != "be":
        return False
    if any(token.dep == "neg" and token.head == verb for token in tokens):
        return False
    for i, token in enumerate(tokens):
        if token.head == verb and token.dep == "nsubj":
            if span.first <= i <= span.last:
                return True
            if token.tag in ("WP", "WDT") and span.first <= tokens[verb].head <= span.last:
                return True
    return False


def _member_of(sent: Sentence, span: _NameSpan, phrases: Sequence[SectorPhrase]) -> SectorPhrase | None:
    """The body in "X of the army's western command": "of" or "from" right behind the name."""
    tokens = sent.tokens
    if span.last + 2 >= len(tokens) or tokens[span.last + 1].text not in ("of", "from"):
        return None
    return next((phrase for phrase in phrases if phrase.first == span.last + 2 and phrase.noun.kind != "office"), None)
