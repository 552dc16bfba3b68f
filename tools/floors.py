"""Installs the oldest versions that pyproject.toml admits, and runs a core part of the tests there.

With `--list` only says which versions those are. What installs fetches them as pip is set up to.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "floors"
TESTS = (
    "tests/model",
    "tests/wording",
    "tests/store/test_store_tinydb.py",
    "tests/store/test_store_transactions.py",
    "tests/store/folder/test_store_snapshot.py",
    "tests/cli/test_cli_search.py",
    "tests/cli/test_cli_exchange.py",
    "tests/cli/test_cli_people.py",
    "tests/cli/test_cli_json.py",
    "tests/contracts/test_imports.py",
    "tests/tui/test_tui_navigation.py",
    "tests/tui/test_tui_notes.py",
)
"""What uses every library: records, the store, names, the command line, the explorer."""


def floors(pyproject: str) -> list[str]:
    """The oldest version of everything that a project asks for, as `name==version`; raises
    ValueError for what names none."""
    project = tomllib.loads(pyproject)["project"]
    groups = [project["dependencies"], *project.get("optional-dependencies", {}).values()]
    return sorted({_floor(Requirement(line)) for group in groups for line in group})


def _floor(wanted: Requirement) -> str:
    lowest = [bound.version for bound in wanted.specifier if bound.operator in (">=", "==", "~=")]
    if len(lowest) != 1:
        raise ValueError(f"{wanted} names no oldest version")
    return f"{wanted.name}=={lowest[0]}"


def main() -> int:
    """Do it; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="only say which versions those are")
    asked = parser.parse_args()
    listed = floors((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if asked.list:
        print("\n".join(listed))
        return 0
    venv.create(PLACE, clear=True, with_pip=True)
    python = PLACE / "bin" / "python"
    constraints = PLACE / "floors.txt"
    constraints.write_text("\n".join([*listed, ""]), encoding="utf-8")
    install = [python, "-m", "pip", "install", "--quiet", "--constraint", constraints]
    tests = [python, "-m", "pytest", "-p", "no:warnings", *TESTS]
    for words in ([*install, f"{ROOT}[dev,reading,exchange,web]"], tests):
        code = subprocess.run(words, cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
