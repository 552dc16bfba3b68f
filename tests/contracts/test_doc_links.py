"""Links in the documentation lead somewhere: to a file that is there, and to a heading of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from manual_pages import CHAPTERS

from proxytui.views.manual_page import anchor

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md")), *sorted(DOCS.rglob("*.md"))]
_FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
_LINK = re.compile(r"\]\((?P<address>[^)\s]+)\)")


def prose(file: Path) -> str:
    return _FENCE.sub("", file.read_text(encoding="utf-8"))


def anchors(file: Path) -> set[str]:
    return {anchor(title) for title in re.findall(r"^#+ (.+)$", prose(file), re.M)}


@pytest.mark.parametrize("page", PAGES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for match in _LINK.finditer(prose(page)):
        name, _, heading = match["address"].partition("#")
        if "://" in name:
            continue
        file = page if not name else (page.parent / name).resolve()
        assert file.exists(), match["address"]
        assert not heading or heading in anchors(file), match["address"]
        if page.is_relative_to(DOCS):
            assert file.is_relative_to(DOCS), f"{match['address']} is not in the site"


_UNTRIED = {"browser"}
"""Chapters whose example is a server, which goes on until it is ended; it has tests of its own."""
_EXAMPLE = re.compile(
    r"^(```(screen|console|session|shell-session|sh-session|claims|toml)|<!-- cases)", re.M
)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_begins_with_a_question_and_has_an_example_that_is_tried(name: str) -> None:
    assert re.match(r"# [A-Z].*\?\n\n", CHAPTERS[name])
    assert name in _UNTRIED or _EXAMPLE.search(CHAPTERS[name])


def test_every_page_can_be_reached_from_the_first_one() -> None:
    reached, waiting = set(), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        names = (match["address"].partition("#")[0] for match in _LINK.finditer(prose(page)))
        waiting += [(page.parent / name).resolve() for name in names if name.endswith(".md")]
    assert sorted(DOCS.rglob("*.md")) == sorted(reached)
