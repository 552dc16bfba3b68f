"""A store on another conflict, written from nothing by keys, as a file, and a call a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import own_store
import pytest
from command_line import Ended, in_process

if TYPE_CHECKING:
    from conftest import Home
    from terminal import Terminal

KEYED = [line for line in (*own_store.SOURCES, *own_store.ACTORS) if own_store.ASKED[0] not in line]
"""What is typed before the claims; one source is asked for with the first claim that cites it."""


def call(home: Home, *words: str) -> Ended:
    ended = in_process(words, folder=home.folder, env=home.env)
    assert ended.code == 0, (words, ended.err)
    return ended


def records(home: Home) -> bytes:
    return call(home, "export").raw


def by_file(home: Home) -> list[bytes]:
    """The store as one file; returns what it was before the act, and after."""
    call(home, "new", str(home.store))
    states = [records(home)]
    (home.folder / "sudan.claims").write_text(own_store.TEXT, encoding="utf-8")
    call(home, "import", "sudan.claims")
    return [*states, records(home)]


def by_calls(home: Home) -> list[bytes]:
    """The store with a call of `add` for each record; returns all states on the way."""
    call(home, "new", str(home.store))
    states = [records(home)]
    for line in own_store.LINES:
        call(home, "add", line)
        states.append(records(home))
    return states


def by_keys(home: Home) -> list[bytes]:
    """The store by keys alone, from the start screen on; returns all states on the way."""
    screen = home.terminal()
    screen.wait_for("Make an empty store")
    screen.write(f"n{home.store}\r\r")
    screen.wait_for("No actors yet")
    states = [records(home)]
    for line in KEYED:
        states.append(keep(home, screen, states, f"a{line}\r"))
    for line in own_store.CLAIMS:
        name, answers = own_store.ASKED
        is_new = name in line and name.encode() not in states[-1]
        typed = line.replace(name, f"+{name}") if is_new else line
        asked = "".join(f"{answer}\r" for answer in answers) if is_new else ""
        states.append(keep(home, screen, states, f"a{typed}\r{asked}"))
        about, words = own_store.NOTES[0]
        if line.startswith(about):
            # The tie of a new claim is under the cursor.
            screen.wait_for("Over")
            states.append(keep(home, screen, states, f"i{words}\r"))
    for line in own_store.EVENTS:
        states.append(keep(home, screen, states, f"a{line}\r"))
    for about, words in own_store.NOTES[1:]:
        screen.press("1")
        screen.go_to(about)
        states.append(keep(home, screen, states, f"i{words}\r"))
    screen.press("ctrl+q")
    assert screen.wait_end() == 0
    return states


def keep(home: Home, screen: Terminal, states: list[bytes], keys: str) -> bytes:
    """What the store holds once these keys have written something."""
    journal = home.store / "journal"

    def size() -> int:
        return sum(file.stat().st_size for file in journal.iterdir())

    before = size()
    screen.write(keys)
    screen.wait_for(lambda: size() > before, f"a write of {keys!r}")
    screen.sync()
    return records(home)


WAYS = {"by keys": by_keys, "by a file": by_file, "by calls": by_calls}


@pytest.fixture
def homes(tmp_path_factory: pytest.TempPathFactory, new_home: type[Home]) -> dict[str, Home]:
    made = {}
    for way in WAYS:
        folder = tmp_path_factory.mktemp("way") / "home"
        folder.mkdir()
        made[way] = new_home(folder)
    return made


@pytest.mark.slow
def test_three_ways_to_write_a_store_give_the_same_one_and_each_act_is_undone(
    homes: dict[str, Home],
) -> None:
    written = {}
    for way, write in WAYS.items():
        home = homes[way]
        try:
            states = write(home)
        finally:
            home.close()
        written[way] = own_store.content(own_store.tables(states[-1]))
        # In another process, and for the keys in another program than the one that wrote them.
        for before in reversed(states[:-1]):
            call(home, "undo")
            assert records(home) == before, way
        assert in_process(["undo"], folder=home.folder, env=home.env).code == 1
    last = own_store.tables(states[-1])
    assert own_store.counts(last) == {
        "actors": 15,
        "claims": 25,
        "events": 2,
        "sources": 4,
        "notes": 3,
    }
    assert written["by keys"] == written["by a file"] == written["by calls"]


def test_without_a_store_of_ones_own_the_one_that_was_open_last_opens_again(
    bare_home: Home,
) -> None:
    bare_home.env.pop("PROXYTUI_STORE")
    elsewhere = bare_home.folder / "yemen"
    assert in_process(["new", str(elsewhere)], folder=bare_home.folder, env=bare_home.env).code == 0
    first = bare_home.explorer("--store", str(elsewhere))
    first.write("\x11")
    assert first.wait_end() == 0
    again = bare_home.explorer()
    assert "yemen" in again.text
