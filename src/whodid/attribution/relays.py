"""Which agency or outlet handed on what was said: beside one quotation, or for the whole story.

An outlet named in a reporting clause ("…, Tass reported", "told AFP", "citing Xinhua") relays that sentence, and the
other direct quotations of the same speaker, which come from the same interview. An outlet of the dateline or byline
relays the whole story, and so does one of `Story.relays` that no sentence names in such a clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from whodid.attribution.lexicon import load_words
from whodid.attribution.marks import Quoted
from whodid.attribution.syntax import Tree
from whodid.media import Outlet, find_outlet, load_outlets, outlet_of_host
from whodid.model import Field, Story


def sentence_relays(tree: Tree, quoted: list[Quoted]) -> tuple[str, ...]:
    """The outlets that a sentence names as having reported, quoted or been told what it says, in order."""
    found = []
    for match in _matches(tree, quoted):
        outlet = load_outlets()[next(group for group in match.groups() if group)]
        if outlet.kind == "agency" or not _is_told(match):
            found.append(outlet.name)
    return tuple(dict.fromkeys(found))


def told_agencies(trees: Iterable[Tree], quoted: dict[Field, list[Quoted]]) -> set[str]:
    """Agencies that were told things at least twice: where all speak to its reporters, the copy is the agency's."""
    times: Counter[str] = Counter()
    for tree in trees:
        for match in _matches(tree, quoted[tree.sentence.field]):
            if _is_told(match):
                times[load_outlets()[next(group for group in match.groups() if group)].name] += 1
    return {name for name, count in times.items() if count > 1}


def _matches(tree: Tree, quoted: list[Quoted]) -> Iterator[re.Match[str]]:
    """Where a sentence names an outlet in a reporting clause, outside quotation marks."""
    sentence = tree.sentence
    for match in _relay_pattern().finditer(tree.text[sentence.start : sentence.end]):
        at = sentence.start + match.start()
        if not any(run.start < at < run.end for run in quoted):
            yield match


def _is_told(match: re.Match[str]) -> bool:
    return match.group().lower().startswith(("told", "speaking", "tell"))


@cache
def _relay_pattern() -> re.Pattern[str]:
    outlets = load_outlets()
    usable = sorted((n for n in outlets if outlets[n].kind in ("agency", "outlet")), key=lambda n: (-len(n), n))
    name = rf"(?<![\w-])({'|'.join(map(re.escape, usable))})(?![\w-])"
    verbs = "|".join(sorted(load_words("relay_verbs")))
    leads = "|".join(sorted((re.escape(w) for w in load_words("relay_leads")), key=lambda w: (-len(w), w)))
    between = r"(?:[\w.’'-]+\s+){0,4}?"
    agency = r"(?:(?:,? ?[\w’'-]+){0,2} (?:agency|service|television|TV|newspaper|radio|network|channel))?"
    return re.compile(rf"\b(?:{leads})\s+{between}{name}|{name}{agency},?\s+(?:has\s+|had\s+|also\s+)?(?:{verbs})\b")


def story_relays(story: Story, local: set[str]) -> tuple[str, ...]:
    """The outlets behind the whole story, less those that only stand beside a sentence (`local`) and the publisher."""
    found: list[str] = []
    agency = story.dateline.agency if story.dateline else None
    credits = [agency or "", *filter(None, re.split(r"[,;/|]| and | with ", story.byline or ""))]
    for credit in credits:
        outlet = find_outlet(credit)
        if outlet is not None and outlet.kind == "agency":
            found.append(outlet.name)
    for relay in story.relays:
        name = outlet_name(relay)
        if name not in local:
            found.append(name)
    return tuple(name for name in dict.fromkeys(found) if not same_outlet(name, publisher_of(story)))


def outlet_name(words: str) -> str:
    """The name our output gives an outlet, or the words themselves where no list holds it."""
    outlet: Outlet | None = find_outlet(words)
    return outlet.name if outlet is not None else words


def publisher_of(story: Story) -> str | None:
    """Who printed the story: its publisher, else the host of its address without "www.", else None."""
    if story.publisher:
        return story.publisher
    host = urlsplit(story.url).hostname if story.url else None
    return host.removeprefix("www.") if host else None


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether two names stand for one outlet ("TASS", "tass.com"; "AP", "Associated Press")."""
    if not one or not other:
        return False
    own = [outlet_of_host(words.lower()) for words in (one, other)]
    known = [outlet.name if outlet else outlet_name(words) for outlet, words in zip(own, (one, other), strict=True)]
    names = [re.sub(r"[^a-z0-9]", "", name.lower().removeprefix("the ")) for name in known]
    short, long = sorted(names, key=len)
    if short == long or long in {short + kind for kind in ("newsagency", "pressservice", "newsservice", "agency")}:
        return True
    hosts = [words.lower().split(".")[0] for words in (one, other) if re.fullmatch(r"[\w-]+(\.[\w-]+)+", words)]
    return any(host in names for host in hosts)
