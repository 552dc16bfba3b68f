"""Sessions in the manual: calls one after the other on one store, and what each prints."""

from __future__ import annotations

import re
import shlex

import pytest
from manual_pages import TEXT

SESSIONS = re.findall(r"^```session\n(.*?)^```$", TEXT, re.M | re.S)


def test_the_manual_has_sessions():
    assert len(SESSIONS) >= 2


@pytest.mark.parametrize("session", SESSIONS, ids=lambda text: text.split("\n")[0][2:])
def test_each_call_prints_what_the_manual_shows(program, session):
    """A `…` stands for any words, on a line of its own for any lines."""
    for call in session.split("$ proxytui ")[1:]:
        words, _, shown = call.partition("\n")
        printed = program(*shlex.split(words))
        assert printed.code == 0, printed.err
        pattern = ".*".join(map(re.escape, shown.split("…"))).replace(r"\ ", r"\s+")
        pattern = pattern.replace(r".*\\n", ".*")
        found = re.fullmatch(pattern, printed.out, re.S)
        assert found, f"{words} printed:\n{printed.out}"
