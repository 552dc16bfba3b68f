"""A damaged store opens to a choice, and nothing is written before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Home
    from terminal import Terminal

CHOICE = "Nothing is written until you choose"


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a store's folder, but for its locks."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in found if "lock" not in p.name}


@pytest.fixture
def damaged(small_home: Home) -> Home:
    """A store with a backup, a note written after it, and a snapshot whose end is gone."""
    small_home.run("note", "add", "Alpha", "before the backup")
    small_home.run("backup")
    small_home.run("note", "add", "Alpha", "after the backup")
    small_home.run("compact")
    file = small_home.store / "store.json"
    file.write_bytes(file.read_bytes()[:-200])
    (small_home.store / "backups" / "store.json").unlink(missing_ok=True)
    return small_home


def asked(home: Home) -> Terminal:
    screen = home.terminal()
    screen.wait_for("everything stays as it is")
    screen.wait_for(lambda: screen.box("What is damaged").flat, "the damage")
    return screen


def test_the_choice_names_the_damage_and_what_each_way_brings(damaged: Home) -> None:
    screen = asked(damaged)
    assert "store.json" in screen.box("What is damaged").text
    said = screen.box(CHOICE).flat
    assert "newest whole backup" in said
    assert "1 note" in said
    assert "Go on with what is sound" in said


@pytest.mark.parametrize("key", ["q", "esc", "ctrl+q"])
def test_leaving_it_changes_nothing(damaged: Home, key: str) -> None:
    before = files(damaged.store)
    screen = asked(damaged)
    screen.press("9", "z", "j", "k", key)
    assert screen.wait_end() == 0
    assert files(damaged.store) == before


def test_looking_at_it_shows_the_actors_and_writes_nothing(damaged: Home) -> None:
    before = files(damaged.store)
    screen = asked(damaged)
    screen.press("l")
    screen.wait_for(lambda: screen.ready, "the explorer")
    screen.write("inot to be lost\r")
    screen.wait_for("What you wrote is in")
    screen.press("ctrl+q")
    screen.wait_end()
    assert files(damaged.store) == before


def test_the_backup_is_put_in_place_and_what_was_there_is_kept(damaged: Home) -> None:
    spoilt = (damaged.store / "store.json").read_bytes()
    screen = asked(damaged)
    screen.press("b")
    screen.wait_for(lambda: screen.ready, "the explorer")
    screen.press("ctrl+q")
    screen.wait_end()
    assert damaged.notes() == ["before the backup"]
    (kept,) = (damaged.store / "backups").glob("damaged-*/store.json")
    assert kept.read_bytes() == spoilt


def test_going_on_with_what_is_sound_keeps_what_was_there_and_can_be_written_to(
    damaged: Home,
) -> None:
    screen = asked(damaged)
    screen.press("g")
    screen.wait_for(lambda: screen.ready, "the explorer")
    screen.write("ia new one\r")
    screen.wait_for("Noted.")
    screen.press("ctrl+q")
    screen.wait_end()
    assert "a new one" in damaged.notes()
    assert list((damaged.store / "backups").glob("damaged-*"))


def test_a_store_of_which_nothing_can_be_read_opens_to_the_choice_too(damaged: Home) -> None:
    for file in (damaged.store / "store.json", *(damaged.store / "journal").iterdir()):
        file.write_bytes(b"\0" * 4000)
    screen = asked(damaged)
    said = screen.box(CHOICE).flat
    assert "Put the newest whole backup in its place" in said
    assert "Look at it" not in said
    screen.press("b")
    screen.wait_for(lambda: screen.ready, "the explorer")
    screen.press("ctrl+q")
    screen.wait_end()
    assert damaged.notes() == ["before the backup"]


def test_two_windows_at_the_choice_mend_it_once(damaged: Home) -> None:
    one, other = asked(damaged), asked(damaged)
    one.press("g")
    one.wait_for(lambda: one.ready, "the explorer")
    other.press("b")
    other.wait_for(lambda: other.ready, "the explorer")
    assert len(list((damaged.store / "backups").glob("damaged-*/store.json"))) == 1
