"""The README's first ten claims are what the program does, line by line."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
_, _, SECTION = README.partition("## An own store: the first ten claims\n")
BLOCKS = re.findall(r"^```(console|claims)\n(.*?)^```", SECTION.partition("\n## ")[0], re.M | re.S)


def test_the_session_of_the_readme_runs_as_it_stands(program):
    assert [kind for kind, _ in BLOCKS] == ["console", "claims", "claims", "console"]
    for kind, text in BLOCKS:
        for line in text.splitlines():
            if kind == "claims":
                # As it is said below the lines: the same ones work in a shell.
                words = ["--store", "sudan", "add", line]
            else:
                name, *words = shlex.split(line.removeprefix("$ "))
                assert name == "proxytui"
            if words == ["--store", "sudan"]:
                continue  # the explorer
            ended = program(*words)
            assert ended.code == 0, (line, ended.err)
    exported = json.loads(program("--store", "sudan", "export").raw)
    assert len(exported["claims"]) == 10
    assert program("--store", "sudan", "check").code == 0
    shown = program("--store", "sudan", "show", "RSF").out
    assert "as of Jan 2024" in shown
    assert "United Arab Emirates" in shown
    written = (program.home / "sudan.claims").read_text(encoding="utf-8")
    assert written.count(" backs ") == 4
