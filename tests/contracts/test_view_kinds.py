"""A view is one row of a table, opened by its name, which the type checker can't follow."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest

from proxytui.tui.view_kinds import VIEW_KINDS, ViewKind
from proxytui.tui.views.base import View

ROOT = Path(__file__).resolve().parents[2]


def _screen(kind: ViewKind) -> type[View]:
    module, _, name = kind.screen.partition(":")
    screen = getattr(import_module(f"proxytui.tui.views.{module}"), name)
    assert issubclass(screen, View)
    return screen


def _calls(name: str) -> list[tuple[str, ast.Call]]:
    """Every call of a method of that name in the explorer's code, with where it stands."""
    return [
        (f"{file.name}:{node.lineno}", node)
        for file in sorted((ROOT / "proxytui" / "tui").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    ]


_OPENED = _calls("open_view")


@pytest.mark.parametrize("kind", VIEW_KINDS.values(), ids=lambda kind: kind.name)
def test_a_row_names_a_view_that_names_the_row(kind: ViewKind) -> None:
    assert _screen(kind).kind == kind.name


@pytest.mark.parametrize("kind", VIEW_KINDS.values(), ids=lambda kind: kind.name)
def test_the_explorer_opens_every_view_of_the_table(kind: ViewKind) -> None:
    opened = {node.args[0].value for _, node in _OPENED if isinstance(node.args[0], ast.Constant)}
    assert kind.name in opened


@pytest.mark.parametrize(("place", "call"), _OPENED, ids=[place for place, _ in _OPENED])
def test_a_view_is_opened_with_as_many_arguments_as_it_takes(place: str, call: ast.Call) -> None:
    name = call.args[0]
    assert isinstance(name, ast.Constant), f"{place}: the name is not to be read off"
    assert isinstance(name.value, str), place
    assert not call.keywords, f"{place}: arguments are handed on by their places"
    inspect.signature(_screen(VIEW_KINDS[name.value])).bind("desk", *call.args[1:])
