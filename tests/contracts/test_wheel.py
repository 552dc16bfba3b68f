"""What is installed is whole: the wheel carries the data set, and runs without the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _run(argv: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        argv,
        cwd=more.pop("cwd", str(ROOT)),
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), "."])
    return next(out.glob("proxytui-*.whl"))


def test_the_wheel_carries_the_data_set_and_nothing_of_the_checkout(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in (ROOT / "data").rglob("*"):
        if file.is_file():
            assert f"proxytui/data/{file.relative_to(ROOT / 'data').as_posix()}" in names
    assert {f"proxytui/tui/styles/{name}.tcss" for name in ("explorer", "windows")} <= names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(name.endswith(".data/data/share/man/man1/proxytui.1") for name in names)
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == {"proxytui"}
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_an_installed_wheel_answers_from_its_own_data(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    argv = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    _run([*argv, "--target", str(target), str(wheel)])
    home = tmp_path / "home"
    home.mkdir()
    where = {"cwd": str(home), "HOME": str(home), "PYTHONPATH": str(target)}
    located = _run([sys.executable, "-m", "proxytui", "--demo", "locate", "--json"], **where)
    assert json.loads(located.stdout)["bundled"] == str(target / "proxytui" / "data")
    shown = _run([sys.executable, "-m", "proxytui", "--demo", "show", "Iran"], **where)
    assert "reported to back" in shown.stdout
    assert (target / "share" / "man" / "man1" / "proxytui.1").is_file(), "where man looks for it"
    assert not any(home.iterdir()), "a look at the demo leaves nothing behind"
