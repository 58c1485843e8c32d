"""The first person, in quotations that the tests make themselves."""

from __future__ import annotations

from reading import mention_of, read, said, shown

CONTACT = (
    "Fijian President Paul Reddy said he had met Tongan Prime Minister Sione Fale twice. "
    '"We have agreed on a ferry," Reddy added.'
)


def test_i_is_the_speaker() -> None:
    text = 'Fijian President Paul Reddy flew home. "I thank the crew," he said.'
    story = read(text, quotations=(said(text, '"I thank the crew,"', "he"),))
    assert shown(mention_of(story, "I")) == "FJI.GOV=Paul Reddy"


def test_we_is_the_speaker_and_whom_he_is_told_to_have_met() -> None:
    story = read(CONTACT, quotations=(said(CONTACT, '"We have agreed on a ferry,"', "Reddy added".split()[0]),))
    mention = mention_of(story, "We")
    assert shown(mention) == "FJI.GOV=Paul Reddy; TON.GOV=Sione Fale"
    assert mention is not None and mention.actors[0].basis == "pronoun: speaker and company"


def test_we_is_otherwise_the_speakers_side() -> None:
    text = 'Fijian President Paul Reddy flew home. "We reject the charge," Reddy said.'
    story = read(text, quotations=(said(text, '"We reject the charge,"', "Reddy"),))
    assert shown(mention_of(story, "We")) == "FJI.GOV=Fiji"


def test_our_is_the_speakers_country() -> None:
    text = 'Fijian President Paul Reddy flew home. "They shelled our territory," Reddy said.'
    story = read(text, quotations=(said(text, '"They shelled our territory,"', "Reddy"),))
    assert shown(mention_of(story, "our")) == "FJI=Fiji"


def test_without_a_speaker_nobody_is_chosen_and_the_reason_is_told() -> None:
    text = '"We reject the charge," a voice said.'
    mention = mention_of(read(text), "We")
    assert mention is not None
    assert mention.actors == () and mention.reason == "first person outside a quotation"


def test_the_speaker_is_not_the_he_of_his_own_words() -> None:
    text = 'Fijian President Paul Reddy met Tongan Prime Minister Sione Fale. "He kept his word," Reddy said.'
    story = read(text, quotations=(said(text, '"He kept his word,"', "Reddy"),))
    assert shown(mention_of(story, "He")) == "TON.GOV=Sione Fale"
