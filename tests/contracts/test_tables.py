"""Only `graph/` goes through a whole table of records; everybody else looks up, or asks it to."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    path
    for path in sorted((ROOT / "proxytui").rglob("*.py"))
    if path.parent != ROOT / "proxytui" / "graph"
]
_TABLES = {
    "actors",
    "claims",
    "ends",
    "events",
    "identities",
    "notes",
    "sources",
    "tie_claims",
    "views",
}
_INDEXES = {"index", "_index", "graph", "_graph"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _is_index(node: ast.expr) -> bool:
    """`index`, `self._index`, `workspace.index` and the like."""
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in _INDEXES


def _is_table(node: ast.AST, aliases: set[str]) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_table(node.body, aliases) or _is_table(node.orelse, aliases)
    if isinstance(node, ast.Attribute):
        return node.attr in _TABLES and _is_index(node.value)
    return isinstance(node, ast.Name) and node.id in aliases


def _aliases(function: ast.AST) -> set[str]:
    """The local names that a function gives to a table."""
    return {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and _is_table(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _passes(tree: ast.AST) -> set[int]:
    """The lines that go through a whole table."""
    lines: set[int] = set()
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    for scope in functions or [tree]:
        aliases = _aliases(scope)
        for node in ast.walk(scope):
            walked: list[ast.expr] = []
            if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
                walked = [node.iter]
            elif isinstance(node, ast.Starred | ast.YieldFrom):
                walked = [node.value]
            elif isinstance(node, ast.Attribute):
                walked = [node.value] if node.attr in ("items", "keys", "values") else []
            elif isinstance(node, ast.Call):
                function = node.func
                known = isinstance(function, ast.Name) and function.id not in ("len", "bool")
                # Own functions take a table to look up in; those that go through it are these.
                walked = node.args if known and function.id in _ITERATING else []
            lines.update(part.lineno for part in walked if _is_table(part, aliases))
    return lines


_ITERATING = {
    *("all", "any", "dict", "enumerate", "filter", "frozenset", "iter", "list", "map", "max"),
    *("min", "next", "reversed", "set", "sorted", "sum", "tuple", "zip"),
    *("batches", "chain", "in_order", "with_checkpoints"),
}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_but_the_graph_goes_through_a_whole_table(path: Path) -> None:
    assert not _passes(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "code",
    [
        "def f(index):\n    for claim in index.claims: pass",
        "def f(index):\n    return [a for a in self.workspace.index.actors]",
        "def f(self):\n    return list(self._index.sources.values())",
        "def f(index):\n    ids = index.tie_claims\n    return sorted(ids)",
        "def f(index):\n    ids = index.ends if tie else ()\n    return {i for i in ids}",
        "def f(index):\n    yield from index.events",
        "def f(index):\n    return with_checkpoints(index.actors, never)",
        "def f(index):\n    return (*index.notes,)",
    ],
)
def test_a_pass_over_a_whole_table_is_seen(code: str) -> None:
    assert _passes(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "def f(index):\n    return index.claims['c1'], len(index.actors), 'a' in index.actors",
        "def f(index):\n    return index.sources.get('s1'), supported(claim, index.sources)",
        "def f(index):\n    return [index.claims[id_] for id_ in index.tie_claims[tie]]",
        "def f(index):\n    return list(index.iter_claims())",
    ],
)
def test_a_look_up_is_no_pass(code: str) -> None:
    assert not _passes(ast.parse(code))
