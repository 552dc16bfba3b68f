"""Tab in a real bash, zsh and fish: what stands on the line afterwards is what the shell ran."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pexpect
import pytest

PATIENCE = 30
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], "source <(proxytui completions bash)"),
    "zsh": (
        ["-f", "-i"],
        "autoload -U compinit; compinit -u; source <(proxytui completions zsh)",
    ),
    "fish": (["--no-config", "-i"], "proxytui completions fish | source"),
}


@pytest.fixture(params=SHELLS)
def shell(request, tmp_path):
    """A shell that completes the program's words, with a `say` that prints its words apart."""
    program = shutil.which(request.param)
    if program is None:
        pytest.skip(f"{request.param} is not here")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "proxytui").write_text(
        f'#!/bin/sh\nif [ "$1" = completions ]; then exec {sys.executable} -m proxytui "$@"; fi\n'
        'for word; do printf "<%s>" "$word"; done; echo\n'
    )
    (folder / "proxytui").chmod(0o755)
    (tmp_path / "table.csv").write_text("a,b\n")
    env = {
        **os.environ,
        "HOME": str(tmp_path),
        "PATH": f"{folder}:{os.environ['PATH']}",
        "TERM": "dumb",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    words, setup = SHELLS[request.param]
    child = pexpect.spawn(
        program, words, env=env, cwd=str(tmp_path), encoding="utf-8", timeout=PATIENCE
    )
    child.setwinsize(40, 200)
    child.sendline(setup)
    child.sendline("echo rea''dy")
    child.expect("ready\r?\n")
    yield child
    child.close(force=True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("proxytui --demo show hezbollah\\ al-\t", "<--demo><show><Hezbollah Al-Hejaz>"),
        ("proxytui exp\t", "<export>"),
        ("proxytui --demo show hizbul\t", "<--demo><show><Hizbullah>"),
        ("proxytui import tab\t", "<import><table.csv>"),
    ],
)
def test_tab_puts_in_what_the_program_says_fits(shell, typed, words):
    shell.send(typed)
    # The shell asks in a process of its own; what is typed behind the tab waits for it.
    shell.send("\r")
    shell.expect_exact(words)
