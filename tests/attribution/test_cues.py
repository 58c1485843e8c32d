"""The data of the attribution stages: complete, in form, and finding outlets by their names."""

import pytest

from whodid.attribution.lexicon import STANCES, load_cues, load_words
from whodid.errors import BadData
from whodid.media import find_outlet, load_outlets


def test_at_least_two_hundred_cues_and_every_stance_is_used() -> None:
    cues = load_cues()
    assert len(cues) >= 200
    assert {cue.stance for cue in cues.values()} == STANCES


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("the Tass news agency", "TASS", "agency"),
        ("Rossiya-24 TV channel", "Rossiya-24", "outlet"),
        ("BBC Radio 4", "BBC", "outlet"),
        ("his Telegram channel", "Telegram", "platform"),
        ("Agence France-Presse", "AFP", "agency"),
    ],
)
def test_outlets_are_found_by_any_of_their_names(words: str, name: str, kind: str) -> None:
    outlet = find_outlet(words)
    assert outlet is not None
    assert (outlet.name, outlet.kind) == (name, kind)


def test_an_outlet_is_not_found_inside_another_word() -> None:
    assert find_outlet("the Tassel Company of Aprilia") is None


def test_every_outlet_is_found_by_its_own_name() -> None:
    assert {name for name in load_outlets() if find_outlet(name) is None} == set()


def test_an_unknown_group_of_words_is_refused_by_name() -> None:
    with pytest.raises(BadData, match="no group 'colours'"):
        load_words("colours")
