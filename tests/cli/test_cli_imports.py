"""What a command imports: nothing heavy that it does not need."""

from __future__ import annotations

import ast

import pytest

from proxytui.commands.table import COMMANDS

READING = {
    "show": ("militia",),
    "tree": ("north",),
    "path": ("north", "south"),
    "map": ("north",),
    "timeline": ("militia",),
    "diff": ("2010", "2012"),
    "tensions": (),
    "gaps": (),
    "search": ("militia",),
    "footnote": ("c-1",),
    "who": (),
    "note list": (),
    "view list": (),
    "source list": (),
    "source verify": (),
    "suggest": ("s-paper", "--engine", "rules"),
    "check": (),
    "log": (),
    "stats": (),
    "locate": (),
    "repair": (),
    "export": (),
}
# They look at every field, which is what the models of the records are for.
CHECKING = ("check", "source verify")
CODE = """
import sys
from proxytui.cli.main import run
run({words!r})
print(sorted({{"textual", "pydantic", "rich"}} & set(sys.modules)), file=sys.stderr)
"""


def imported(program, *words: str) -> set[str]:
    ended = program.python("-c", CODE.format(words=words))
    return set(ast.literal_eval(ended.err.splitlines()[-1]))


def test_every_command_that_reads_is_tested_here():
    reading = {name for name, one in COMMANDS.items() if one.json} - {
        "import",
        "merge",
        "add",
        "edit",
        "cite",
        "remove",
    } | {"export"}
    assert set(READING) == reading


@pytest.mark.parametrize("name", READING)
def test_a_reading_command_imports_neither_textual_nor_pydantic(program, name):
    allowed = {"rich", "pydantic"} if name in CHECKING else {"rich"}
    assert imported(program, *name.split(), *READING[name]) <= allowed


@pytest.mark.parametrize("name", sorted(set(READING) - {"export"}))
def test_json_needs_no_rich(program, name):
    assert "rich" not in imported(program, *name.split(), *READING[name], "--json")


def test_an_unknown_name_needs_none_of_them(program):
    assert imported(program, "show", "no such one") == set()
