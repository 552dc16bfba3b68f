"""The rules of the house that can be read off the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "proxytui").rglob("*.py"))
TOOLS = sorted((ROOT / "tools").glob("*.py"))
_LONGEST_FILE = 450
_LONGEST_FUNCTION = 70
_OPEN_END = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Which top-level modules may be imported, and where, beside what import-linter checks.
_ONLY_UNDER = {
    "textual": ("proxytui/tui/",),
    "rich": ("proxytui/tui/", "proxytui/views/", "proxytui/cli/"),
    "tinydb": ("proxytui/store/",),
    "pydantic": ("proxytui/model/validation.py",),
    "platformdirs": ("proxytui/paths.py",),
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imported(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", MODULES + TOOLS, ids=_name)
def test_a_module_keeps_the_rules_of_the_house(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    lines = text.count("\n")
    assert lines <= _LONGEST_FILE, f"{lines} lines are two ideas"

    said = ast.get_docstring(tree)
    assert said, "a module begins with a sentence that says what it is for"
    first = said.partition("\n\n")[0]
    assert "\n" not in first, "the sentence stands on one line"
    assert first.endswith("."), first
    assert ". " not in first.replace("…. ", ""), f"one sentence, not two: {first}"

    assert not _OPEN_END.search(text), "an open end belongs where open ends are kept"

    for module, places in _ONLY_UNDER.items():
        if module in _imported(tree):
            assert _name(path).startswith(places), f"{module} is imported outside {places}"

    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = (node.end_lineno or 0) - node.lineno
            assert size <= _LONGEST_FUNCTION, f"{node.name} has {size} lines"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_public_signature_says_any(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if node.name.startswith("_"):
            continue
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        hints = [arg.annotation for arg in given if arg.annotation] + [node.returns]
        for hint in hints:
            said = ast.unparse(hint) if hint else ""
            # What a screen is dismissed with has no name of its own in Textual.
            assert not re.search(r"\bAny\b", said.replace("Screen[Any]", "")), node.name
