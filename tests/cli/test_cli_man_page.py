"""The page of `man proxytui` is made from the table of commands, and is sound roff."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from proxytui.cli import man_page
from proxytui.commands.command import EXIT_CODES
from proxytui.commands.table import COMMANDS

FILE = Path(__file__).parents[2] / "docs" / "proxytui.1"


def _shown(device: str) -> str:
    """The page as groff sets it, without its overstrikes, in one line."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not here")
    setting = subprocess.run(
        ["groff", "-man", "-ww", f"-T{device}", "-P-c", str(FILE)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert setting.stderr == ""
    return _bare(setting.stdout)


def _bare(page: str) -> str:
    return " ".join(re.sub(".\b", "", page).split())


def test_the_page_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == man_page.render(), "run: make docs"


def test_the_page_is_in_ascii_and_begins_no_line_with_an_accident():
    lines = man_page.render().splitlines()
    assert all(line.isascii() for line in lines)
    requests = {line.split()[0] for line in lines if line.startswith((".", "'"))}
    known = {'.\\"', ".TH", ".SH", ".SS", ".TP", ".PP", ".br", ".nh", ".ad", ".if"}
    assert requests == known


@pytest.mark.parametrize("device", ["utf8", "ascii"])
def test_groff_sets_every_command_argument_and_exit_code_without_a_warning(device: str):
    page = _shown(device)
    for command in COMMANDS.values():
        first = command.usage.split("|")[0].split("…")[0]
        assert f"{first}" in page
        for argument in command.arguments:
            words = argument.help.translate({ord("“"): '"', ord("”"): '"'})
            plain = words.replace("`", "").partition("¶")[0]
            assert " ".join(plain.split()) in page, argument.help
    for end in EXIT_CODES:
        assert f"{end.code} {end.meaning}" in page


def test_man_itself_warns_of_nothing():
    if shutil.which("man") is None or shutil.which("groff") is None:
        pytest.skip("man is not here")
    shown = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", str(FILE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "PROXYTUI_STORE" in _bare(shown.stdout)
