"""Terminals whose encoding lacks signs: they are spelt in ASCII, and letters never are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import process

import proxytui
from proxytui.cli.plain_signs import spell

# Signs of the program's own, in the rooms whose words reach standard output.
_ROOMS = ("cli", "commands", "views", "wording", "questions")


def _printed(words: list[str], encoding: str, tmp_path: Path) -> str:
    env = {"HOME": str(tmp_path), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ended = process(words, folder=tmp_path, env=env)
    return (ended.raw + b"\n" + ended.complaints).decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "iso8859-1", "cp437"])
def test_the_programs_signs_are_spelt_where_the_encoding_lacks_them(
    encoding: str, tmp_path: Path
) -> None:
    words = _printed(["--demo", "show", "Hezbollah"], encoding, tmp_path)
    assert "Traceback" not in words
    prose = words.split("reported to back", 1)[1]
    assert not re.search(r"(?<![\w?])\?|\?(?![\w?])", prose)
    # What one bit tells, a quote's mark, stays apart from every other sign.
    assert re.search(r"^ +[+√] [\"“]", prose, re.MULTILINE)


def test_a_letter_is_not_spelt_in_others(tmp_path: Path) -> None:
    words = _printed(["--demo", "show", "Hezbollah"], "ascii", tmp_path)
    assert "??? ????" in words


def test_a_message_is_spelt_too(tmp_path: Path) -> None:
    words = _printed(["--demo", "show", "no such“actor”"], "ascii", tmp_path)
    assert '"' in words
    assert "\\u" not in words


def test_every_sign_that_the_program_prints_has_a_spelling() -> None:
    package = Path(proxytui.__file__).parent
    signs = {
        sign
        for room in _ROOMS
        for file in (package / room).rglob("*.py")
        for sign in re.findall(r"[^\x00-\x7f]", file.read_text(encoding="utf-8"))
        if not sign.isalpha() and sign.isprintable()
    }
    unspelt = {s for s in signs if spell(UnicodeEncodeError("ascii", s, 0, 1, "no"))[0] == "?"}
    assert unspelt == set()
