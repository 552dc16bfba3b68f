"""Whatever a view works out, keys go on meanwhile, esc leaves it, and what fails is told."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import keystrokes
import pytest
from meanwhile import arrived, until
from tui_driver import exploring

from proxytui.commands import diff
from proxytui.model.changes import Change
from proxytui.questions import (
    candidates,
    gaps,
    paths,
    publisher_removed,
    publishers,
    tensions,
    timeline,
)
from proxytui.questions.difference import TieChange
from proxytui.tui.views import backbone
from proxytui.views import compare
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from meanwhile import Gate
    from tui_driver import Driver

    from proxytui.model.records import Json

VIEWS = {
    "tensions": (("V", "t"), tensions, "findings"),
    "gaps": (("V", "g"), gaps, "gaps"),
    "who is who": (("V", "s"), candidates, "candidates"),
    "path": (("p", *"cedar", "enter"), paths, "shortest"),
    "without": (("V", "w", "enter"), publisher_removed, "ties_without"),
    "publishers": (("V", "u", "enter", "down", "enter"), publishers, "contrast"),
    "timeline": (("2", "V", "l"), timeline, "actor_timeline"),
    "overview": (("V", "o"), backbone, "backbone_around"),
    "everyone": (("V", "o"), backbone, "everyone"),
    "side by side": (("V", "c", "d", "enter"), compare, "pairs"),
}
RECORDED = ("V", "r", "down", "enter")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that is kept open is not waited for."""
    monkeypatch.setattr(keystrokes, "_QUESTION_SECONDS", 0.02)


def words(it: Driver) -> str:
    return " ".join(it.screen.split())


@pytest.mark.parametrize("view", VIEWS)
async def test_keys_go_on_while_a_view_is_worked_out_and_esc_leaves_it(
    many: Workspace, sliced: Gate, view: str
) -> None:
    async with exploring(many) as it:
        sliced.shut = True
        await it.press(*VIEWS[view][0])
        shown = it.app.screen
        assert shown.working
        await it.press("j", "k", "G", "g", "g", "?")
        assert it.top == "KeysHelp"
        await it.press("esc")
        assert it.app.screen is shown
        assert shown.working
        assert "…" in it.screen
        await it.press("esc")
        assert it.top == "Explorer"
        assert not shown.working
        at = it.at("actors")
        await it.press("1", "j")
        assert it.at("actors") != at


# Once they are counted, other publishers stand first.
@pytest.mark.parametrize("view", [view for view in VIEWS if view != "publishers"])
async def test_a_view_that_takes_long_shows_in_the_end_what_it_shows_at_once(
    many: Workspace, sliced: Gate, view: str
) -> None:
    keys = VIEWS[view][0]
    async with exploring(many) as it:
        sliced.shut = True
        await it.press(*keys)
        slow = it.app.screen
        assert slow.working
        sliced.shut = False
        await until(it, lambda: not slow.working)
        await it.settled()
        shown, resting = it.screen, slow.rows.key
        await it.press("esc")
        await it.press(*keys)
        again = it.app.screen
        await until(it, lambda: not again.working)
        await it.settled()
        assert it.screen == shown
        assert again.rows.key == resting


@pytest.mark.parametrize("view", VIEWS)
async def test_a_view_whose_question_fails_says_so_and_is_left_by_esc(
    many: Workspace,
    failures: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    view: str,
) -> None:
    keys, module, question = VIEWS[view]

    def fails(*_: object, **__: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr(module, question, fails)
    async with exploring(many) as it:
        await it.press(*keys)
        await until(it, lambda: not it.app.screen.working)
        await it.settled()
        assert "could not be worked out" in words(it)
        assert "boom" in failures()[0]
        await it.press("esc")
        assert it.top == "Explorer"


# Two states of the store


class SlowDiff:
    """A comparison of two states that begins once it may."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may = threading.Event()
        self.begun = 0
        self._states = diff.recorded_states
        monkeypatch.setattr(diff, "recorded_states", self)

    def __call__(self, *arguments: object) -> object:
        self.begun += 1
        assert self.may.wait(20)
        return self._states(*arguments)  # type: ignore[arg-type]


async def test_two_states_of_the_store_are_compared_while_keys_go_on(
    many: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowDiff(monkeypatch)
    async with exploring(many) as it:
        await it.press(*RECORDED)
        view = it.app.screen
        assert "working it out … esc leaves" in it.screen
        await it.press("j", "?", "esc", "esc")
        assert it.top == "Explorer"
        assert not view.working
        await it.press(*RECORDED)
        slow.may.set()
        view = it.app.screen
        await until(it, lambda: not view.working)
        assert "began" in it.screen or "60 in all" in it.screen
        assert all(isinstance(item, TieChange) for item in view.list.findings.values())


async def test_a_change_while_two_states_are_compared_has_it_done_once_more(
    many: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowDiff(monkeypatch)
    async with exploring(many) as it:
        await it.press(*RECORDED)
        view = it.app.screen
        for number in range(3):
            many.apply(arrived(number), "one more")
            it.app.tell_screens()
        assert slow.begun == 1, "none begins before the one under way is over"
        slow.may.set()
        await until(it, lambda: any("person-2" in key for key in view.list.findings))
        await until(it, lambda: not view.working)
        assert slow.begun == 2


async def test_two_states_that_cant_be_compared_are_told_of(
    many: Workspace, failures: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr(diff, "recorded_states", fails)
    async with exploring(many) as it:
        await it.press(*RECORDED)
        await until(it, lambda: not it.app.screen.working)
        assert "could not be done" in words(it)
        assert "boom" in failures()[0]
        await it.press("esc")
        assert it.top == "Explorer"


async def test_the_journal_is_read_while_keys_go_on(
    many: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    may, log = threading.Event(), Workspace.log

    def slow(workspace: Workspace) -> object:
        assert may.wait(20)
        return log(workspace)

    monkeypatch.setattr(Workspace, "log", slow)
    async with exploring(many) as it:
        await it.press("V", "r")
        assert "Reading the journal … esc leaves." in it.screen
        await it.press("x", "backspace", "esc")
        assert it.top == "Explorer"
        await it.press("V", "r")
        may.set()
        await until(it, lambda: "many" in it.screen)
        await it.press("esc")
        assert it.top == "Explorer"


# Quotes, and the timeline of the detail pane


class SlowTexts:
    """Kept texts on a disk that answers once it may."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may = threading.Event()
        read = Workspace.text_of

        def slow(workspace: Workspace, sha: str) -> str | None:
            assert self.may.wait(20)
            return read(workspace, sha)

        monkeypatch.setattr(Workspace, "text_of", slow)


async def test_keys_go_on_while_quotes_are_looked_up_and_their_marks_come_later(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowTexts(monkeypatch)
    async with exploring(workspace) as it:
        await it.press("2", "j", "6")
        assert "looking it up in its source" in it.words("detail")
        assert "in source" not in it.words("detail").replace("in its source", "")
        shown = it.explorer.target
        await it.press("j", "j")
        assert it.explorer.target != shown
        await it.press("k", "k")
        disk.may.set()
        await until(it, lambda: "looking it up" not in it.words("detail"))
        assert "in source" in it.words("detail")


async def test_marks_come_into_a_view_over_the_explorer_too(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowTexts(monkeypatch)
    async with exploring(workspace) as it:
        await it.press("p", *"cedar", "enter")
        await until(it, lambda: not it.app.screen.working)
        assert "looking it up in its source" in words(it)
        disk.may.set()
        await until(it, lambda: "looking it up" not in words(it))


async def test_checks_made_while_their_source_changes_are_made_once_more(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowTexts(monkeypatch)
    async with exploring(workspace) as it:
        await it.press("2", "j", "6")
        for id_, source in list(workspace.raw()["sources"].items()):
            if source.get("documents"):
                after = {name: value for name, value in source.items() if name != "documents"}
                workspace.apply([Change("sources", id_, source, after)], "take the text away")
        quoted = [
            Change("claims", id_, claim, without_versions(claim))
            for id_, claim in workspace.raw()["claims"].items()
        ]
        workspace.apply([change for change in quoted if change.before != change.after], "untie")
        it.app.tell_screens()
        disk.may.set()
        await until(it, lambda: "looking it up" not in it.words("detail"))
        assert "in source" not in it.words("detail")


def without_versions(claim: Json) -> Json:
    """A claim whose quotes don't say from which text they are."""
    citations = [
        {**cited, "quote": {k: v for k, v in cited["quote"].items() if k != "text"}}
        if cited.get("quote")
        else cited
        for cited in claim["citations"]
    ]
    return {**claim, "citations": citations}


@pytest.mark.parametrize("key", ["a", "c"])
async def test_a_line_is_kept_while_keys_go_on_though_its_text_is_on_a_slow_disk(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    words = '"signed a treaty of mutual defence in 2021" s-herald'
    async with exploring(workspace) as it:
        await it.press("2", "j")
        tie = it.explorer.target.id
        claims = len(workspace.index.claims)
        cited = sum(
            len(workspace.index.claims[id_].citations) for id_ in workspace.index.tie_claims[tie]
        )
        disk = SlowTexts(monkeypatch)
        await it.press(key)
        if it.top == "SelectOne":
            await it.press("enter")
        await it.type(f"backs Borland: weapons {words}" if key == "a" else words)
        await it.press("enter")
        assert it.top == "Explorer"
        assert len(workspace.index.claims) == claims
        await it.press("j", "k")
        disk.may.set()

        def kept() -> bool:
            index = workspace.index
            now = sum(len(index.claims[id_].citations) for id_ in index.tie_claims[tie])
            return len(index.claims) > claims if key == "a" else now > cited

        await until(it, kept)


async def test_gaps_are_looked_for_while_keys_go_on_though_the_disk_is_slow(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowTexts(monkeypatch)
    async with exploring(workspace) as it:
        await it.press("V", "g")
        view = it.app.screen
        assert view.working
        await it.press("?", "esc", "esc")
        assert it.top == "Explorer"
        await it.press("V", "g")
        disk.may.set()
        await until(it, lambda: not it.app.screen.working)
        assert it.app.screen.list.findings


async def test_the_timeline_of_the_detail_pane_comes_later_and_keys_go_on(
    many: Workspace, sliced: Gate
) -> None:
    async with exploring(many) as it:
        sliced.shut = True
        await it.press("9")
        assert "Working it out …" in it.text("detail")
        await it.press("j", "k", "4", "9")
        sliced.shut = False
        await until(it, lambda: "Working it out" not in it.text("detail"))
        assert "z shows it over the whole screen" in it.text("detail")


async def test_the_bars_of_the_years_stand_under_tensions_that_came_late(
    many: Workspace, sliced: Gate
) -> None:
    async with exploring(many) as it:
        await it.press("V", "t")
        await until(it, lambda: not it.app.screen.working)
        await it.settled()
        assert "balanced" in it.screen.split("No triangle")[0]


# The search


async def test_an_enter_before_anything_is_found_goes_there_once_it_is(
    many: Workspace, sliced: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.store.search_index import SearchIndex

    monkeypatch.setattr(SearchIndex, "sync", lambda self, tables, checkpoint: False)
    async with exploring(many) as it:
        sliced.shut = True
        await it.press("s", *"note:police", "enter")
        assert it.explorer.prompt.field.value == "note:police"
        assert "Looking through all words …" in it.text("hits")
        # The line can be changed, and left.
        await it.press("x", "backspace", "down", "enter", "esc")
        assert not it.rows("hits").display
        assert it.top == "Explorer"
        await it.press("s", *"note:police", "enter")
        sliced.shut = False
        await until(it, lambda: it.explorer.target.id == "e-raid")
        assert not it.rows("hits").display
        assert it.explorer.prompt.question is None


async def test_a_search_that_fails_says_so(
    many: Workspace, failures: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.search.engine import Search
    from proxytui.store.search_index import SearchIndex

    def fails(*_: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr(SearchIndex, "sync", lambda self, tables, checkpoint: False)
    monkeypatch.setattr(Search, "scan", fails)
    async with exploring(many) as it:
        await it.search("note:police")
        assert any("could not be worked out" in one for one in it.said)
        assert "boom" in failures()[0]
        await it.press("esc")
        assert it.top == "Explorer"


# A picture, and what is copied


async def test_a_picture_is_made_while_keys_go_on(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.tui import svg

    may, offline = threading.Event(), svg.offline

    def slow(picture: str) -> str:
        assert may.wait(20)
        return offline(picture)

    monkeypatch.setattr(svg, "offline", slow)
    async with exploring(workspace) as it:
        whole = offline(it.app.export_screenshot(title="ProxyTUI"))
        it.app.save_picture()
        at = it.at("actors")
        await it.press("1", "j")
        assert it.at("actors") != at
        may.set()
        await until(it, lambda: any("Picture saved as" in one for one in it.said))
        from pathlib import Path

        (file,) = Path().glob("*.svg")
        assert file.read_text(encoding="utf-8") == whole
