"""Which words stand between quotation marks, whatever the marks."""

import pytest

from whodid.attribution.marks import find_quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes” and „no“.", ["“yes”", "„no“"]),
        ("``Yes,'' he said.", ["``Yes,''"]),
        ("''Yes,'' he said.", ["''Yes,''"]),
        ("«Oui», he said.", ["«Oui»"]),
        ("‘It’s over,’ he said.", ["‘It’s over,’"]),
        ("The workers' pay and the miners' homes", []),
        ("In the '90s the rock 'n' roll years", []),
        ('A 6" gun and a 12" pipe', []),
        ('Lund Thanks Norland"We are grateful," he said.', ['"We are grateful,"']),
        ('"The day begins.\n\n"And it ends," he said.', ['"The day begins.', '"And it ends,"']),
        ("“He told me ‘go’ and I went.”", ["“He told me ‘go’ and I went.”"]),
    ],
)
def test_runs_between_marks(text: str, quoted: list[str]) -> None:
    assert [text[run.start : run.end] for run in find_quoted(text)] == quoted


def test_a_paragraph_without_closing_mark_leaves_its_run_open() -> None:
    runs = find_quoted('"The day begins.\n\n"And it ends," he said.')
    assert [run.open_ended for run in runs] == [True, False]
