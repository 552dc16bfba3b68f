"""In a real terminal, from a plain file to a claim with its quote, and back by undo."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from command_line import Ended, in_process

if TYPE_CHECKING:
    from conftest import Home

LETTER = """\
A letter from the valley

The ministry of Northland has sent rifles to the River
Guard since the spring, two officers said.
"""
ACTORS = ("actor Northland (state)", "actor River Guard (armed-group)")


def call(home: Home, *words: str) -> Ended:
    ended = in_process(words, folder=home.folder, env=home.env)
    assert ended.code == 0, (words, ended.err)
    return ended


def test_a_file_becomes_a_claim_with_its_quote_and_undo_gives_the_start(home: Home) -> None:
    shutil.rmtree(home.store)
    call(home, "new", str(home.store))
    call(home, "add", *ACTORS)
    (home.folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    call(home, "source", "add", "letter.txt", "--title", "A letter", "--published", "2024-03")
    before = call(home, "export").raw
    screen = home.terminal()
    screen.wait_for("Northland")
    screen.write("stext:rifles")
    screen.wait_for("Kept texts")
    screen.write("\r")
    screen.wait_for(lambda: screen.line(0).lstrip().startswith("source"), "the text")
    screen.wait_for("n N names")
    screen.write("s")
    screen.write("c")
    screen.wait_for("a guess: “two officers” says it")
    screen.write("backs")
    screen.wait_for("Northland backs")
    screen.write("\r")
    screen.wait_for("Kept")
    screen.wait_for("✓")
    exported = json.loads(call(home, "export", "--format", "json").out)
    (claim,) = exported["claims"]
    (citation,) = claim["citations"]
    start = LETTER.index("The ministry")
    assert citation["quote"]["exact"] == LETTER[start:].rstrip("\n")
    assert citation["quote"]["start"] == start
    assert "speaker" not in citation
    assert "1 quote: 1 exact" in call(home, "source", "list").out
    screen.write("u")
    screen.wait_gone("✓")
    assert call(home, "export").raw == before
