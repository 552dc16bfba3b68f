"""The documentation as a site is whole, and a browser fetches nothing from elsewhere for it."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_every_page_has_its_place_in_the_site_and_every_place_a_page() -> None:
    listed = re.findall(r"^ +- (?:.*: )?(\S+\.md)$", SETTINGS.partition("\nnav:")[2], re.M)
    pages = {file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md")}
    assert sorted(listed) == sorted(pages)


def test_the_site_is_built_and_loads_only_its_own_files(tmp_path: Path) -> None:
    if importlib.util.find_spec("mkdocs") is None:
        pytest.skip("`make site` installs what builds it")
    words = ["build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > len(list(DOCS.rglob("*.md")))
    assert [page.name for page in pages if "```" in page.read_text("utf-8")] == []
    loads = r"<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)=\"(?:https?:)?//[^\"]*"
    foreign = [match for page in pages for match in re.findall(loads, page.read_text("utf-8"))]
    assert foreign == []
