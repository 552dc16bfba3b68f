"""A command line as it is typed in the explorer: words, what they ask for, what may follow."""

from __future__ import annotations

import pytest

from proxytui.commands.command import Values
from proxytui.commands.table import COMMANDS
from proxytui.commands.typed_line import Candidate, complete, quoted, read, split
from proxytui.errors import UsageError


def known(what, typed):
    if what == Values.ACTORS:
        return [(one, "") for one in ("Iran", "North Korea") if one.lower().startswith(typed)]
    return [("CIA", "publisher")]


def test_words_are_held_together_by_double_quotes_only():
    assert split('path "North Korea" Iran') == ["path", "North Korea", "Iran"]
    assert split("note add Iran it's odd") == ["note", "add", "Iran", "it's", "odd"]
    assert split('path "North Kor') == ["path", "North Kor"]
    assert split("") == []


@pytest.mark.parametrize("word", ["Iran", "North Korea", 'the "Quds" Force', ""])
def test_a_quoted_word_is_found_again(word):
    assert split(f"show {quoted(word)}")[1] == word.replace('"', "")


def test_words_too_many_belong_to_the_last_argument():
    wanted = read("note add Iran second source? -- really")
    assert wanted.arguments["name"] == "Iran"
    assert wanted.arguments["text"] == "second source? -- really"
    assert read("show North Korea").arguments["name"] == "North Korea"
    assert read("diff 2010 2012 North Korea").arguments["name"] == "North Korea"


def test_options_stand_before_behind_and_between():
    for line in (
        "path A B -k 5 --directed",
        "path -k 5 A --directed B",
        "path A -k=5 --directed B",
    ):
        given = read(line).arguments
        assert (given["a"], given["b"], given["k"], given["directed"]) == ("A", "B", 5, True)
    assert read("diff --publisher CIA BBC Iran").arguments["publisher"] == ("CIA", "BBC")
    assert read("diff --publisher CIA BBC Iran").arguments["p1"] == "Iran"


@pytest.mark.parametrize("line", ["tensons", "note", "show", "path A", "show Iran --json", "-h"])
def test_what_is_wrong_is_one_line(line):
    with pytest.raises(UsageError) as raised:
        read(line)
    assert "\n" not in str(raised.value)


def test_commands_are_completed_and_told():
    found = complete("te", known)
    assert found == [Candidate("tensions ", "tensions", COMMANDS["tensions"].help)]
    assert [one.label for one in complete("note ", known)] == [
        name for name in COMMANDS if name.startswith("note ")
    ]
    assert len(complete("", known)) == len(COMMANDS)


def test_names_options_and_choices_are_completed():
    assert complete("show nor", known)[0].line == 'show "North Korea" '
    assert complete("path Iran ", known)[0].line == "path Iran Iran "
    assert complete("tree Iran --dir", known)[0].line == "tree Iran --direction "
    assert [one.label for one in complete("tree Iran --direction ", known)] == [
        "backs",
        "backed-by",
    ]
    assert complete("gaps --without ", known)[0].line == "gaps --without CIA "
    assert complete("path Iran Iraq ", known) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_beginning_of_a_line_is_too_much(name):
    line = f'{name} --as-of 2010 "North Kor'
    for end in range(len(line) + 1):
        complete(line[:end], known)
