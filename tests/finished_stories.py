"""A finished story built by hand: every layer filled, so that store, formats and command line need no parser."""

from __future__ import annotations

from dataclasses import replace

from whodid.model import (
    Actor,
    Claim,
    Count,
    Dateline,
    Event,
    Group,
    Interval,
    Mention,
    Party,
    Place,
    Quarantine,
    Quotation,
    Refusal,
    Relation,
    Sentence,
    Span,
    Story,
    Token,
    Voice,
    content_id,
)

TITLE = "Norway expels two diplomats of Belarus"
TEXT = (
    "Norway expelled two diplomats of Belarus on Tuesday. "
    "Minsk had the consulate in Tromso ransacked and three clerks beaten, Foreign Minister Ingrid Vale alleged "
    "on Radio Fjord, NTB reported. "
    "Most Nordic countries (excluding Iceland) backed Oslo. The river froze."
)

NORWAY = Actor("Norway", "NOR", "table row")
BELARUS = Actor("Belarus", "BLR", "capital for government")
VALE = Actor("Ingrid Vale", "NOR.GOV", "title grammar", "foreign minister", "recognised")
NORDICS = Actor(
    None, "IGO", "group table", group=Group("Nordic countries", "most", ("ISL",), "2021-03-02", ("DNK", "FIN", "SWE"))
)


def words(text: str, within: str = TEXT) -> Span:
    """The span of the first occurrence of these words in the text (or the title)."""
    start = within.index(text)
    return Span(start, start + len(text), text, "title" if within is TITLE else "text")


def finished_story(number: int = 1, **changes: object) -> Story:
    """The story, told once for each number: stories of different numbers share no id."""
    key = content_id("story", number)
    event_ids = [content_id(key, kind) for kind in ("expel", "beat", "back")]
    fields: dict[str, object] = {
        "id": key,
        "title": TITLE,
        "text": TEXT,
        "source_id": str(40_000 + number),
        "publisher": "The Fjord Courier",
        "published": "2021-03-02T08:15",
        "dateline": Dateline("Oslo", "NOR"),
        "language": "en",
        "relays": ("NTB",),
        "basis": {"published": "label 'Printed'", "language": "detector"},
        "furniture": ("Subscribe today",),
        "origin": f"fjord/{number}.txt",
        "sentences": _sentences(),
        "quotations": (
            Quotation(
                (words("Minsk had the consulate in Tromso ransacked and three clerks beaten"),),
                direct=False,
                cue=words("alleged"),
                cue_lemma="allege",
                speaker=words("Foreign Minister Ingrid Vale"),
                medium="Radio Fjord",
            ),
        ),
        "mentions": (
            Mention(words("Norway"), 1, 0, "named", (NORWAY,)),
            Mention(words("Most Nordic countries (excluding Iceland)"), 3, 2, "group", (NORDICS,)),
            Mention(words("three clerks"), 2, 1, "description", (), "no table knows them"),
        ),
        "events": _events(event_ids),
        "claims": _claims(event_ids),
        "relations": (Relation(content_id(key, "denies"), "denies", event_ids[0], event_ids[1], "same two sides"),),
        "refused": (
            Refusal(words("The river froze."), "sentence", "no act"),
            Refusal(words("three clerks beaten"), "candidate", "told already"),
        ),
    }
    return Story(**{**fields, **changes})  # type: ignore[arg-type]


def denied_story(number: int = 1) -> Story:
    """The story with one sentence more, in which Minsk denies the beating that Ingrid Vale alleges."""
    story = finished_story(number)
    text = TEXT + " Minsk denied the claim."
    said = words("Minsk denied the claim", text)
    alleged = story.claims[1]
    chain = (Voice("speaker", "Belarus", "BLR", "denies", words("Minsk")), alleged.chain[-1])
    denial = Claim(content_id(alleged.event_id, "denial"), alleged.event_id, "denies", chain, said)
    tie = Relation(content_id(denial.id), "denies", denial.id, alleged.id, "“Minsk denied the claim”: the same event")
    claims = (story.claims[0], replace(alleged, words=story.events[1].evidence[0]), denial, story.claims[2])
    return replace(story, text=text, claims=claims, relations=(tie,))


def quiet_story(number: int = 1) -> Story:
    """A story in which nothing is done."""
    return Story(content_id("quiet", number), "River freezes", "The river froze.", origin=f"quiet/{number}.txt")


def failure(number: int = 1) -> Quarantine:
    """A page that could not be read."""
    where = f"fjord/broken-{number}.html"
    return Quarantine(content_id("broken", number), where, "empty", f"{where}: no words were found")


def _events(ids: list[str]) -> tuple[Event, ...]:
    norway = Party(words("Norway"), NORWAY)
    return (
        Event(
            id=ids[0],
            event_type="SANCTION",
            mode="expel",
            actors=(norway,),
            recipients=(Party(words("two diplomats of Belarus"), Actor("Belarus", "BLR.GOV", "possessor")),),
            trigger=words("expelled"),
            evidence=(words("Norway expels two diplomats of Belarus", TITLE), words("Norway expelled two diplomats")),
            pattern="ACTOR expel RECIPIENT",
            sentence=1,
            cameo="161",
            quad=4,
            score=-5.0,
            contexts=("diplomatic",),
            happened=Interval("2021-03-02", "2021-03-02", "day", "on Tuesday", words("on Tuesday")),
            place_reason="none stated",
            confidence=0.9,
            tellings=2,
            steps=("type SANCTION: pattern 'ACTOR expel RECIPIENT'", "status happened: past tense"),
        ),
        Event(
            id=ids[1],
            event_type="ASSAULT",
            mode="beat",
            actors=(Party(words("Minsk"), BELARUS),),
            recipients=(Party(words("three clerks"), Actor(None, "NOR.CVL", "description")),),
            trigger=words("beaten"),
            evidence=(words("Minsk had the consulate in Tromso ransacked and three clerks beaten"),),
            pattern="ACTOR have RECIPIENT beat",
            sentence=2,
            cameo="182",
            quad=4,
            score=-9.0,
            happened_reason="none stated",
            place=Place("Tromso", "NOR", "city", "in Tromso", words("Tromso")),
            counts=(Count("wounded", 3, "three clerks"),),
            confidence=0.6,
        ),
        Event(
            id=ids[2],
            event_type="SUPPORT",
            mode=None,
            actors=(Party(words("Most Nordic countries (excluding Iceland)"), NORDICS),),
            recipients=(Party(words("Oslo"), NORWAY),),
            trigger=words("backed"),
            evidence=(words("Most Nordic countries (excluding Iceland) backed Oslo"),),
            pattern="ACTOR back RECIPIENT",
            sentence=3,
            cameo="051",
            quad=1,
            score=3.5,
            happened_reason="none stated",
            place_reason="none stated",
            confidence=0.4,
        ),
    )


def _claims(ids: list[str]) -> tuple[Claim, ...]:
    publisher = Voice("publisher", "The Fjord Courier")
    chain = (
        Voice("speaker", "Ingrid Vale", "NOR.GOV", "alleges", words("Foreign Minister Ingrid Vale")),
        Voice("medium", "Radio Fjord"),
        Voice("relay", "NTB"),
        publisher,
    )
    return (
        Claim(content_id(ids[0], "claim"), ids[0], "asserts", (publisher,)),
        Claim(content_id(ids[1], "claim"), ids[1], "alleges", chain),
        Claim(content_id(ids[2], "claim"), ids[2], "asserts", (publisher,)),
    )


def _sentences() -> tuple[Sentence, ...]:
    heading = Sentence(0, len(TITLE), "title", 0, -1, ())
    first = TEXT.index("Minsk")
    shapes = [
        ("Norway", "Norway", "PROPN", "NNP", "nsubj", 1, "GPE"),
        ("expelled", "expel", "VERB", "VBD", "ROOT", 1, ""),
        ("two", "two", "NUM", "CD", "nummod", 3, ""),
        ("diplomats", "diplomat", "NOUN", "NNS", "dobj", 1, ""),
        ("of", "of", "ADP", "IN", "prep", 3, ""),
        ("Belarus", "Belarus", "PROPN", "NNP", "pobj", 4, "GPE"),
        ("on", "on", "ADP", "IN", "prep", 1, ""),
        ("Tuesday", "Tuesday", "PROPN", "NNP", "pobj", 6, "DATE"),
        (".", ".", "PUNCT", ".", "punct", 1, ""),
    ]
    tokens = []
    for text, lemma, pos, tag, dep, head, entity in shapes:
        span = words(text)
        tokens.append(Token(span.start, span.end, text, lemma, pos, tag, dep, head, entity))
    return (
        heading,
        Sentence(0, first - 1, "text", 1, 0, tuple(tokens)),
        Sentence(first, TEXT.index("Most") - 1, "text", 2, 0, ()),
        Sentence(TEXT.index("Most"), TEXT.index("The river") - 1, "text", 3, 0, ()),
    )
