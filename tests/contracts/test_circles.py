"""No files of the program import each other in a circle, not even for their types."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _modules(root: Path) -> dict[str, Path]:
    names = {}
    for file in (root / "proxytui").rglob("*.py"):
        parts = file.relative_to(root).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return names


def _imported(file: Path, modules: dict[str, Path]) -> set[str]:
    """The modules that a file imports anywhere in it."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                named.add(inner if inner in modules else node.module)
    return named & modules.keys()


def _order(root: Path) -> list[str]:
    modules = _modules(root)
    graph = {name: _imported(file, modules) - {name} for name, file in modules.items()}
    return list(TopologicalSorter(graph).static_order())


def test_no_files_import_each_other_in_a_circle() -> None:
    assert len(_order(ROOT)) > 200


def test_a_circle_would_be_seen(tmp_path: Path) -> None:
    package = tmp_path / "proxytui"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "a.py").write_text("from proxytui import b\n")
    (package / "b.py").write_text("def late():\n    from proxytui.a import x\n")
    with pytest.raises(CycleError):
        _order(tmp_path)
