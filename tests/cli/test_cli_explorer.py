"""The explorer and its pictures, as far as the command line goes."""

from __future__ import annotations

import re

import pytest


def test_the_explorer_asks_for_a_terminal(program):
    ended = program.process(stdin=b"q")
    assert (ended.code, ended.out) == (2, "")
    assert "needs a terminal" in ended.err


@pytest.mark.parametrize("size", ["big", "10x10", "120x", "9999x40", "-1x2"])
def test_a_picture_of_an_odd_size_is_refused(program, size):
    ended = program("screenshot", "north", "-o", "x.svg", f"--size={size}")
    assert ended.code == 2
    assert re.fullmatch(r"proxytui: [^\n]+; [^\n]+\n", ended.err)
    assert not (program.home / "x.svg").exists()


def test_a_picture_is_an_svg_file_with_the_actor_in_it(program):
    words = ("screenshot", "north", "-o", "x.svg", "--size", "100x30", "--as-of", "2015")
    ended = program.process(*words)
    assert (ended.code, ended.out) == (0, ""), ended.err
    svg = (program.home / "x.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "North" in svg


def test_a_picture_of_an_unknown_view_names_those_there_are(program):
    ended = program("screenshot", "north", "-o", "x.svg", "--view", "dreams")
    assert ended.code == 2
    assert "explorer" in ended.err
