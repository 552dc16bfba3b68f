"""Where the user is, and what comes back at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui import paths
from proxytui.model import dates
from proxytui.place import Place
from proxytui.tui import saved_state
from proxytui.tui.explorer.session import Session
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from pathlib import Path

NOW = dates.period("2024")


def start(centre: str = "a") -> Session:
    return Session(centre, NOW, NOW)


def test_back_and_forward_walk_the_same_way() -> None:
    session = start()
    session.visit("b")
    session.visit("c")
    assert session.back()
    assert session.back()
    assert session.centre == "a"
    assert not session.back()
    assert session.forward()
    assert session.forward()
    assert session.centre == "c"
    assert not session.forward()


def test_a_new_way_cuts_the_way_forward_off() -> None:
    session = start()
    session.visit("b")
    session.visit("c")
    session.back()
    session.visit("d")
    assert not session.forward()
    session.back()
    assert session.centre == "b"


def test_a_visit_to_where_one_is_leaves_no_step() -> None:
    session = start()
    assert not session.visit("a")
    assert not session.back()


def test_what_was_pinned_comes_back_with_the_step() -> None:
    session = start()
    event = Target("event", "e-1")
    session.visit("a", event)
    session.visit("b")
    session.back()
    assert (session.centre, session.pinned) == ("a", event)
    session.back()
    assert (session.centre, session.pinned) == ("a", NOTHING)


def test_the_last_centre_is_swapped_with_one_key() -> None:
    session = start()
    assert not session.swap()
    session.visit("b")
    session.visit("c")
    assert session.swap()
    assert session.centre == "b"
    assert session.swap()
    assert session.centre == "c"


def test_another_centre_begins_folded() -> None:
    session = start()
    session.unfolded.add("group:backs:out|backs:a:b@")
    session.visit("b")
    assert not session.unfolded


def test_no_way_leads_to_an_actor_that_was_removed() -> None:
    session = start()
    session.visit("b")
    session.visit("c")
    session.forget("b")
    session.back()
    assert session.centre == "a"
    session.forward()
    assert session.centre == "c"


@given(st.lists(st.sampled_from(["back", "forward", "swap", *"abcd"]), max_size=40))
def test_every_walk_is_that_of_a_browser(steps: list[str]) -> None:
    session = start()
    way, place, last = ["a"], 0, ""
    for step in steps:
        before = way[place]
        if step == "back":
            assert session.back() == (place > 0)
            place = max(0, place - 1)
        elif step == "forward":
            assert session.forward() == (place < len(way) - 1)
            place = min(len(way) - 1, place + 1)
        else:
            to = last if step == "swap" else step
            moved = session.swap() if step == "swap" else session.visit(to)
            assert moved == (bool(to) and to != before)
            if moved:
                way[place + 1 :] = [to]
                place += 1
        if way[place] != before:
            last = before
        assert session.centre == way[place]


# What is kept


def kept() -> saved_state.SavedState:
    return saved_state.SavedState(
        centre="ardania",
        as_of="2010",
        tab="quotes",
        theme="proxytui-light",
        pane="ties",
        show_all=True,
        roll_up=True,
        turned=True,
        folded_kinds=["kind:state"],
        folded_groups=["group:backs:out"],
        unfolded=["x"],
    )


def test_the_state_of_a_store_comes_back(tmp_path: Path) -> None:
    saved_state.save(Place.of_folder(tmp_path / "one"), kept())
    assert saved_state.load(Place.of_folder(tmp_path / "one")) == kept()
    assert saved_state.load(Place.of_folder(tmp_path / "other")) == saved_state.SavedState()


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"centre": 3}', b"\xff\xfe"])
def test_a_broken_state_is_an_empty_state(tmp_path: Path, broken: bytes) -> None:
    saved_state.save(Place.of_folder(tmp_path), kept())
    (file,) = paths.state_dir().glob("*.json")
    file.write_bytes(broken)
    assert saved_state.load(Place.of_folder(tmp_path)) == saved_state.SavedState()


def test_a_state_of_a_newer_program_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    saved_state.save(Place.of_folder(tmp_path), kept())
    (file,) = paths.state_dir().glob("*.json")
    file.write_bytes(b'{"centre":"x","from_the_future":[1]}')
    assert saved_state.load(Place.of_folder(tmp_path)) == saved_state.SavedState(centre="x")


def test_where_no_state_can_be_written_nothing_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(paths, "state_dir", lambda: blocked / "below")
    saved_state.save(Place.of_folder(tmp_path), kept())
    assert saved_state.load(Place.of_folder(tmp_path)) == saved_state.SavedState()


def test_saving_leaves_one_file_and_nothing_else(tmp_path: Path) -> None:
    for _ in range(3):
        saved_state.save(Place.of_folder(tmp_path), kept())
    assert len(list(paths.state_dir().iterdir())) == 1
