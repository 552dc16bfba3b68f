"""In a real terminal, from a plain file to a suggestion that is accepted, and back by undo."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from command_line import in_process

if TYPE_CHECKING:
    from command_line import Ended
    from conftest import Home

REPORT = (
    "Iran-backed Hezbollah has lost its leader. Hezbollah leader Hassan Nasrallah was killed.\n"
)
ACTORS = (
    "actor Iran (state)",
    "actor Hezbollah (armed-group)",
    "actor Hassan Nasrallah (person)",
)


def call(home: Home, *words: str) -> Ended:
    ended = in_process(words, folder=home.folder, env=home.env)
    assert ended.code == 0, (words, ended.err)
    return ended


def test_a_file_becomes_an_accepted_and_a_rejected_suggestion_and_undo_gives_the_start(
    home: Home,
) -> None:
    shutil.rmtree(home.store)
    call(home, "new", str(home.store))
    call(home, "add", *ACTORS)
    (home.folder / "report.txt").write_text(REPORT, encoding="utf-8")
    call(home, "source", "add", "report.txt", "--title", "A report", "--published", "2024-10")
    before = call(home, "export").raw
    screen = home.terminal()
    screen.wait_for("Iran")
    screen.write("stext:leader")
    screen.wait_for("Kept texts")
    screen.write("\r")
    screen.wait_for("n N names")
    screen.write("d")
    screen.wait_for("1 of 2")
    screen.wait_for("why subject: Iran")
    screen.write("a")
    screen.wait_for("2 of 2")
    screen.wait_for("why object: Hezbollah")
    screen.write("x")
    screen.wait_for("1 accepted, 1 rejected and none left")
    exported = json.loads(call(home, "export", "--format", "json").out)
    (claim,) = exported["claims"]
    (citation,) = claim["citations"]
    assert citation["quote"]["exact"] == "Iran-backed Hezbollah has lost its leader."
    assert "1 quote: 1 exact" in call(home, "source", "list").out
    shown = call(home, "suggest", citation["source"], "--all", "--json").document
    assert [entry["rejected"] for entry in shown["suggestions"]] == [True]
    screen.write("\x7f")
    screen.wait_for("2 of 2")
    screen.write("u")
    screen.wait_for("1 of 2")
    assert call(home, "export").raw == before
