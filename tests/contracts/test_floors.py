"""The oldest versions that pyproject.toml admits are known, so that they can be tried."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
TOOL: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "floors.py"))
OWN = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def project(*lines: str) -> str:
    return f"[project]\ndependencies = {list(lines)!r}\n"


def test_every_dependency_names_its_oldest_version_and_the_pinned_one_is_no_older():
    pinned = {
        line.partition("==")[0].lower().replace("_", "-"): Version(line.partition("==")[2])
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    listed = [Requirement(line) for line in TOOL["floors"](OWN)]
    assert {"rich", "msgspec", "tinydb", "pydantic", "textual"} <= {one.name for one in listed}
    for floor in listed:
        (bound,) = floor.specifier
        version = pinned.get(floor.name.lower().replace("_", "-"))
        assert version is None or version >= Version(bound.version), floor


def test_the_oldest_of_each_kind_of_bound_is_taken():
    text = project("a>=1.2,<2", "b==3", "c[more]~=4.1; python_version > '3'")
    assert TOOL["floors"](text) == ["a==1.2", "b==3", "c==4.1"]


@pytest.mark.parametrize("line", ["a", "a<2", "a!=1"])
def test_a_dependency_without_an_oldest_version_is_named(line):
    with pytest.raises(ValueError, match="names no oldest version"):
        TOOL["floors"](project(line))


def test_the_tests_that_are_run_are_there():
    assert all((ROOT / name).exists() for name in TOOL["TESTS"])
