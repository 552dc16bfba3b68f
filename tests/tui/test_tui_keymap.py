"""The default keys, the user's own ones, and what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from manual_pages import CHAPTERS

from proxytui.errors import ProxyTUIError
from proxytui.tui.actions import ACTIONS, BY_ID, valid
from proxytui.tui.explorer.detail import TABS
from proxytui.tui.key_labels import key_label
from proxytui.tui.key_presets import PRESETS
from proxytui.tui.keymap import UNBINDABLE, UserKeys, build, user_keys

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = build({})


def bound(id_: str) -> list[tuple[str, ...]]:
    single = [(key,) for key, ids in DEFAULT.single.items() if id_ in ids]
    return single + [keys for keys, ids in DEFAULT.double.items() if id_ in ids]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_its_keys(action: object) -> None:
    assert sorted(bound(action.id)) == sorted(tuple(key.split(" ")) for key in action.keys)


def test_an_own_key_takes_the_place_of_the_defaults() -> None:
    made = build({"search": ("ctrl+k",)})
    assert made.single["ctrl+k"] == ("search",)
    assert "search" not in made.single.get("s", ())


def test_the_settings_that_the_manual_shows_are_taken(tmp_path: Path) -> None:
    blocks = re.findall(r"^```toml\n(\[keys\]\n.*?)^```$", CHAPTERS["own-keys"], re.M | re.S)
    assert blocks
    for block in blocks:
        file = tmp_path / "config.toml"
        file.write_text(block)
        keys = user_keys(file)
        assert keys.own
        build(keys.own, keys.preset)


def test_an_own_sequence_works() -> None:
    made = build({"search": ("g s",)})
    assert made.double["g", "s"] == ("search",)
    assert "g" in made.prefixes


def test_an_action_may_be_left_without_keys() -> None:
    made = build({"picture": ()})
    assert "f12" not in made.single


def test_an_unknown_action_is_named() -> None:
    with pytest.raises(ProxyTUIError, match="'fly'"):
        build({"fly": ("w",)})


@pytest.mark.parametrize("key", sorted(UNBINDABLE))
def test_a_key_that_terminals_mix_up_is_refused(key: str) -> None:
    with pytest.raises(ProxyTUIError, match="tell"):
        build({"search": (key,)})


@pytest.mark.parametrize(
    ("own", "both"),
    [
        ({"search": ("d d",)}, ("search", "remove-note")),
        ({"search": ("x",)}, ("search", "turn")),
        ({"edit-note": ("d",)}, ("edit-note", "remove-note")),
        ({"search": ("g g",)}, ("search", "top")),
        ({"search": ("g",)}, ("search", "g g")),
        # A note's key is dead where the whole explorer has it already.
        ({"edit-note": ("s",)}, ("edit-note", "search")),
    ],
)
def test_a_clash_names_both_sides(own: dict[str, tuple[str, ...]], both: tuple[str, str]) -> None:
    with pytest.raises(ProxyTUIError) as raised:
        build(own)
    for named in both:
        assert named in str(raised.value)


def test_no_settings_are_no_own_keys(tmp_path: Path) -> None:
    assert user_keys(tmp_path / "none.toml") == UserKeys()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_settings_saved_in_another_unicode_encoding_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes('# é\n[keys]\nsearch = "ctrl+k"\n'.encode(encoding))
    assert user_keys(file).own == {"search": ("ctrl+k",)}


def test_keys_are_read_from_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keys]\nsearch = "ctrl+k"\nturn = ["x", "ctrl+x"]\n')
    assert user_keys(file).own == {"search": ("ctrl+k",), "turn": ("x", "ctrl+x")}


@pytest.mark.parametrize(
    "settings", ["[keys", "keys = 3", "[keys]\nsearch = 3", "[keys]\nsearch = ['x', 3]", "\xff"]
)
def test_wrong_settings_are_explained(tmp_path: Path, settings: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(settings.encode("latin-1"))
    with pytest.raises(ProxyTUIError) as raised:
        user_keys(file)
    assert "config.toml" in str(raised.value)


def test_the_explorer_offers_at_most_one_action_a_key() -> None:
    for contexts in ({"any", "actors"}, {"any", "ties"}, {"any", "detail", "notes"}, {"reader"}):
        for key, ids in DEFAULT.single.items():
            here = [i for i in ids if contexts.intersection(BY_ID[i].where)]
            assert len(here) <= 1, (key, here)


def test_what_is_valid_somewhere_follows_the_table() -> None:
    notes = {a.id for a in valid(frozenset({"any", "detail", "notes"}))}
    assert {"edit-note", "remove-note"} <= notes
    assert "toggle" not in notes
    assert "edit-note" not in {a.id for a in valid(frozenset({"any", "ties"}))}


def test_keys_are_written_as_people_write_them() -> None:
    assert key_label("left_square_bracket") == "["
    assert key_label("g g") == "g g"
    for action in ACTIONS:
        for key in action.keys:
            label = key_label(key)
            assert label == "_" or "_" not in label, key


def test_the_tabs_have_a_key_each() -> None:
    assert {f"tab-{n + 1}" for n in range(len(TABS))} <= set(BY_ID)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_has_no_clash_and_leaves_out_only_what_it_says(name: str) -> None:
    made = build({}, name)
    for id_, keys in PRESETS[name].keys.items():
        assert made.keys[id_] == keys
    without = {action.id for action in ACTIONS if action.keys and not made.keys[action.id]}
    assert without == {id_ for id_, keys in PRESETS[name].keys.items() if not keys}


def test_a_preset_and_keys_of_ones_own_stand_beside_each_other(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keys]\npreset = "vim"\n[keys.bind]\n"unfold" = ["l", "right"]\n')
    settings = user_keys(file)
    assert settings == UserKeys("vim", {"unfold": ("l", "right")})
    made = build(settings.own, settings.preset)
    assert made.keys["unfold"] == ("l", "right")
    assert made.double["z", "c"] == ("fold",)


def test_a_clash_with_the_preset_names_both(tmp_path: Path) -> None:
    with pytest.raises(ProxyTUIError) as raised:
        build({"search": ("ctrl+o",)}, "vim")
    assert "search" in str(raised.value)
    assert "back" in str(raised.value)


@pytest.mark.parametrize("preset", ['"emacs"', "3", "[]"])
def test_an_unknown_preset_is_named_with_those_there_are(preset: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[keys]\npreset = {preset}\n")
    with pytest.raises(ProxyTUIError) as raised:
        user_keys(file)
    assert "preset" in str(raised.value)
    assert "lazygit" in str(raised.value)


def test_a_key_may_be_written_as_its_sign(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keys]\nback = ["(", "alt+←"]\ntop = "g ["\n')
    own = user_keys(file).own
    assert own["back"] == ("left_parenthesis", "alt+left")
    assert own["top"] == ("g left_square_bracket",)


@pytest.mark.parametrize("key", ["ctrl+", "pagedwn", "hyper+x", "", "g g g"])
def test_a_key_that_there_is_not_is_refused(key: str) -> None:
    with pytest.raises(ProxyTUIError, match="search"):
        build({"search": (key,)})


@pytest.mark.parametrize("key", ["ctrl+home", "ö", "section_sign", "alt+x", "f24", "Ω"])
def test_a_key_of_any_keyboard_is_taken(key: str) -> None:
    assert build({"search": (key,)}).single[key] == ("search",)


def test_an_unknown_action_that_is_nearly_one_is_corrected() -> None:
    with pytest.raises(ProxyTUIError, match="did you mean unfold"):
        build({"ties.unfold": ("l",)})
