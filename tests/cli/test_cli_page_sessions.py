"""Sessions in the documentation: each page's run in one folder, and print what the page shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(
    r"^```(?P<kind>shell-session|text) ?(?P<name>\S*)\n(?P<text>.*?)^```$", re.M | re.S
)
_REFUSALS = (
    "nothing was written",
    "did you mean",
    "no actor is named",
    "set aside row",
    "holds no password",
)
PAGES = {
    file.relative_to(DOCS).as_posix(): list(_BLOCK.finditer(file.read_text(encoding="utf-8")))
    for file in sorted(DOCS.rglob("*.md"))
}
SESSIONS = [name for name, blocks in PAGES.items() if any(b["kind"] != "text" for b in blocks)]


def test_the_first_hour_makes_one_of_everything():
    text = (DOCS / "first-hour.md").read_text(encoding="utf-8")
    for words in ("new valley", "'source ", "'actor ", " backs ", "note add", "undo", "export"):
        assert f"{words}" in text


@pytest.mark.parametrize("page", SESSIONS)
def test_a_session_prints_what_its_page_shows(program, page):
    """A `…` stands for any words, on a line of its own for any lines, also for none."""
    for block in PAGES[page]:
        if block["kind"] == "text":
            if block["name"]:
                (program.home / block["name"]).write_text(block["text"], encoding="utf-8")
            continue
        for call in block["text"].split("$ proxytui ")[1:]:
            words, _, shown = call.partition("\n")
            ended = program(*shlex.split(words))
            refused = any(words in shown for words in _REFUSALS)
            assert (ended.code != 0) == refused, (words, ended.err)
            pattern = "".join(map(_pattern, shown.splitlines(keepends=True)))
            assert re.fullmatch(pattern, ended.out + ended.err), f"{words}:\n{ended.out}{ended.err}"


def _pattern(line: str) -> str:
    if line.strip() == "…":
        return r"(?:.*\n)*?"
    return ".*".join(map(re.escape, line.split("…")))
