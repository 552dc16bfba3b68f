"""A page prints the lines of views: wrapped on a terminal, whole in a pipe, with a style a role."""

from __future__ import annotations

import io
import sys

import pytest
from rich.cells import cell_len

from proxytui.cli.page import Page, to_text
from proxytui.tui import theme
from proxytui.views.lines import Span
from proxytui.views.page_lines import GAP, PageLine, column, dotted, table

LONG = PageLine((Span("one two three four five six seven", "quote"),), (Span("  ✓ ", "good"),))


@pytest.mark.parametrize("role", sorted(theme._ROLES))
def test_every_role_of_the_explorers_theme_has_a_style_on_a_page(role: str) -> None:
    assert to_text((Span("words", role),)).plain == "words"


def test_an_unknown_role_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        to_text((Span("words", "no-such-role"),))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(monkeypatch: pytest.MonkeyPatch, out: io.StringIO, *lines: PageLine) -> list[str]:
    monkeypatch.setattr(sys, "stdout", out)
    for name, value in {"COLUMNS": "24", "NO_COLOR": "1", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    Page().show(lines)
    return out.getvalue().split("\n")[:-1]


def test_in_a_pipe_a_line_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(monkeypatch, io.StringIO(), LONG) == ["  ✓ one two three four five six seven"]


def test_on_a_terminal_a_line_is_wrapped_beside_its_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = printed(monkeypatch, _Terminal(), LONG)
    assert lines == ["  ✓ one two three four", "    five six seven"]


def test_further_lines_stand_behind_what_follows_the_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    branch = LONG._replace(lead=(Span("├─ "),), follow=(Span("│"),))
    lines = printed(monkeypatch, _Terminal(), branch)
    assert lines == ["├─ one two three four", "│  five six seven"]


def test_what_is_drawn_is_printed_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = PageLine((Span("─" * 30),), drawn=True)
    assert printed(monkeypatch, _Terminal(), wide, GAP) == ["─" * 30, ""]


def test_empty_parts_leave_no_dot_behind() -> None:
    parts = [Span(""), Span("held"), Span(""), Span("1 publisher", "dim")]
    assert to_text(dotted(parts)).plain == "held · 1 publisher"


def test_a_column_is_as_wide_as_it_should_be_whatever_the_script() -> None:
    for words in ("Iran", "حزب الله", "東"):
        assert sum(cell_len(span.text) for span in column(words, 12)) == 12


def test_the_names_of_a_table_stand_in_a_column() -> None:
    rows = [
        to_text((*line.lead, *line.body)).plain for line in table([("a", "1"), ("bcd", "2")], "dim")
    ]
    assert rows == ["a    1", "bcd  2"]
