"""The table of actions: each has one handler, each key one meaning, and a bad setting is named."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import keystrokes
import pytest

from proxytui.editing.form import Form
from proxytui.editing.suggested_claims import SourceText
from proxytui.errors import ProxyTUIError
from proxytui.tui import keymap
from proxytui.tui.actions import ACTIONS, BY_ID, COUNTED, NEEDS_ALTGR
from proxytui.tui.app import ProxyTUI
from proxytui.tui.asked import CompareQuestion, DifferenceQuestion, PathQuestion
from proxytui.tui.forms.screen import RecordForm
from proxytui.tui.key_labels import key_label
from proxytui.tui.key_list import PLACES
from proxytui.tui.manual_places import CONTENTS
from proxytui.tui.manual_screen import ManualScreen
from proxytui.tui.reading.deciding import Deciding
from proxytui.tui.reading.reader import OpenText, Reader
from proxytui.tui.reading.room_text import RoomText
from proxytui.tui.view_kinds import VIEW_CONTEXTS
from proxytui.tui.views.backbone import BackboneView
from proxytui.tui.views.candidates import CandidatesView
from proxytui.tui.views.compare import CompareView
from proxytui.tui.views.difference import DifferenceView
from proxytui.tui.views.filter_form import FilterForm
from proxytui.tui.views.gaps import GapsView
from proxytui.tui.views.notebook import NotebookView
from proxytui.tui.views.path import PathView
from proxytui.tui.views.publisher_removed import PublisherRemovedView
from proxytui.tui.views.saved_views import SavedViewsView
from proxytui.tui.views.split import SplitView
from proxytui.tui.views.tensions import TensionsView
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_READER = "reader"
_DECIDING = "deciding"
_VIEWS = sorted(VIEW_CONTEXTS.keys() - {"form", "findings"})
_FORM = "form"
_MANUAL = "manual"
_RECORD = "record"
_PANES = {"any", "actors", "ties", "detail", "notes", "map", "selected", "claims"}
_CONTEXTS = {*_PANES, _READER, _DECIDING, _FORM, _RECORD, _MANUAL, "view", "findings", *_VIEWS}
# A key of the pane and of the explorer around it would both be meant.
_AT_ONCE = (
    {"any", "actors", "selected"},
    {"any", "ties", "selected", "claims"},
    {"any", "detail", "selected", "claims"},
    {"any", "detail", "notes"},
    {"any", "ties", "map", "selected"},
    {"any", "detail", "map", "selected"},
    {_READER},
    {_DECIDING},
    {_RECORD},
    {_MANUAL},
    {_FORM},
    {"view", "findings"},
    {"view", "findings", "difference"},
    {"view", "findings", "candidates"},
    *({"view", view} for view in _VIEWS if view != "difference"),
)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    opened = Workspace.open(demo=True)
    yield opened
    opened.close()


async def test_every_action_has_a_handler_wherever_it_is_valid(workspace: Workspace) -> None:
    app = ProxyTUI(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        one = app.explorer
        source = next(iter(workspace.index.sources.values()))
        places = {
            frozenset(_PANES): one.handlers,
            frozenset({_RECORD}): RecordForm(one, Form("actors", "iran", {})).handlers,
            frozenset({_MANUAL}): ManualScreen(one.keymap, app.palette, CONTENTS).handlers,
            frozenset({_READER}): Reader(one, OpenText(source, "")).handlers,
            frozenset({_DECIDING}): Deciding(
                one, RoomText("", [], 0), SourceText("", source, ""), lambda _: None
            ).handlers,
        }
        for view in (
            PathView(one, PathQuestion("iran", "syria")),
            DifferenceView(one, DifferenceQuestion()),
            CompareView(one, CompareQuestion("iran", "syria", None)),
            TensionsView(one),
            GapsView(one),
            PublisherRemovedView(one, "CIA"),
            BackboneView(one, "iran"),
            SavedViewsView(one),
            NotebookView(one),
            CandidatesView(one),
            SplitView(one, "iran", "Persia"),
            FilterForm(one, one.tie_filter.apply),
        ):
            places[view.contexts] = view.handlers
    for contexts, handlers in places.items():
        valid = {action.id for action in ACTIONS if contexts.intersection(action.where)}
        assert valid - set(handlers) == set(), contexts
    assert set(places[frozenset(_PANES)]) <= set(BY_ID)


def test_ids_and_contexts_are_in_order() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert {context for action in ACTIONS for context in action.where} <= _CONTEXTS
    assert set(PLACES) >= _CONTEXTS, "the list of keys has words for each place"
    for action in ACTIONS:
        assert action.keys or action.view, action.id
        assert action.title, action.id
        assert action.help, action.id
        assert not action.help.endswith("."), action.id
    letters = Counter(action.view for action in ACTIONS if action.view)
    assert [letter for letter, times in letters.items() if times > 1] == []
    ranks = Counter(action.footer for action in ACTIONS if action.footer)
    assert [rank for rank, times in ranks.items() if times > 1] == []


@pytest.mark.parametrize("contexts", _AT_ONCE, ids=lambda c: " ".join(sorted(c)))
def test_no_key_has_two_meanings_in_one_place(contexts: set[str]) -> None:
    meant: dict[str, list[str]] = {}
    for action in ACTIONS:
        if contexts.intersection(action.where):
            for key in action.keys:
                meant.setdefault(key, []).append(action.id)
    assert {key: ids for key, ids in meant.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("contexts", _AT_ONCE, ids=lambda c: " ".join(sorted(c)))
def test_titles_tell_actions_of_one_place_apart(contexts: set[str]) -> None:
    titles = Counter(action.title for action in ACTIONS if contexts.intersection(action.where))
    assert [title for title, times in titles.items() if times > 1] == []


def test_no_default_key_is_one_that_terminals_mix_up() -> None:
    keys = {part for action in ACTIONS for key in action.keys for part in key.split(" ")}
    assert keys.isdisjoint({"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket"})
    assert {id_ for id_, a in BY_ID.items() if "ctrl+p" in a.keys} == {"palette"}


def test_no_action_can_be_reached_only_by_a_key_that_some_keyboards_lack() -> None:
    for action in ACTIONS:
        if action.keys:
            parts = [set(key.split(" ")) for key in action.keys]
            assert any(not names & NEEDS_ALTGR for names in parts), action.id


def test_what_a_count_repeats_is_an_action() -> None:
    assert set(BY_ID) >= COUNTED


def test_two_actions_are_never_written_alike() -> None:
    for contexts in _AT_ONCE:
        shown = Counter(
            key_label(key)
            for action in ACTIONS
            if contexts.intersection(action.where)
            for key in action.keys
        )
        assert [label for label, times in shown.items() if times > 1] == []


def test_a_key_of_ones_own_replaces_the_default_ones() -> None:
    made = keymap.build({"search": ("f5",), "top": ("g t",)})
    assert made.single["f5"] == ("search",)
    assert "search" not in made.single.get("s", ())
    assert made.double[("g", "t")] == ("top",)
    assert ("g", "g") not in made.double


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ({"serch": ("f5",)}, ("serch",)),
        ({"search": ("t",)}, ("search", "date")),
        ({"zoom": ("j",)}, ("zoom", "down")),
        ({"remove-note": ("u",)}, ("remove-note", "undo")),
        ({"search": ("g",)}, ("search", "g g")),
        ({"search": ("ctrl+i",)}, ("search", "ctrl+i")),
        ({"search": ("g ctrl+m",)}, ("search", "ctrl+m")),
    ],
)
def test_a_setting_that_cannot_work_is_refused_in_one_line_that_names_both_sides(
    own: dict[str, tuple[str, ...]], names: tuple[str, ...]
) -> None:
    with pytest.raises(ProxyTUIError) as caught:
        keymap.build(own)
    said = str(caught.value)
    assert "\n" not in said
    assert caught.value.hint
    for name in names:
        assert name in said


@pytest.mark.parametrize(
    "settings",
    [
        "[keys]\nsearch = 5\n",
        "[keys]\nsearch = ['f5', 5]\n",
        "keys = 5\n",
        "[keys\n",
        "keys = '\x1b]0;owned\x07'\n",
        b"\xff\xfe\x00",
    ],
)
def test_a_settings_file_that_cannot_be_read_is_named(
    settings: str | bytes, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(settings.encode() if isinstance(settings, str) else settings)
    with pytest.raises(ProxyTUIError) as caught:
        keymap.user_keys(file)
    said = str(caught.value)
    assert "\n" not in said
    assert str(file) in said


def test_without_a_settings_file_there_are_no_keys_of_ones_own(tmp_path: Path) -> None:
    assert keymap.user_keys(tmp_path / "none.toml") == keymap.UserKeys()
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert keymap.user_keys(tmp_path / "empty.toml") == keymap.UserKeys()


async def test_a_bad_setting_leaves_the_default_keys_and_says_so(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[keys]\nsearch = 't'\n", encoding="utf-8")
    monkeypatch.setattr("proxytui.paths.config_file", lambda: file)
    app = ProxyTUI(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await keystrokes.settled(pilot)
        said = [note.message for note in app._notifications]
        assert any("search" in message and "date" in message for message in said), said
        await keystrokes.press(pilot, "t")
        assert "as of" in app.explorer.prompt.question.label
