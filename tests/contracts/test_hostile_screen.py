"""Foreign text in the explorer: nothing in it acts."""

from __future__ import annotations

import os
import re
import signal
import sys
from typing import TYPE_CHECKING, Any

import corpus
import keystrokes
import msgspec
import pexpect
import pytest

from proxytui.model.changes import Change
from proxytui.reading import files
from proxytui.store.store import Store
from proxytui.tui.app import ProxyTUI
from proxytui.tui.reading.reader import Reader
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

_SCREEN = (120, 40)


def _fill(folder: Path, tables: dict[str, dict[str, Any]]) -> None:
    Store.create(folder, None, "hostile \x1b]0;owned\x07 store")
    store = Store.open(folder)
    made = [Change(t, id_, None, one) for t, rows in tables.items() for id_, one in rows.items()]
    # What others point to comes first.
    made.sort(key=lambda change: change.table != "sources")
    store.apply(made, "the corpus \x1b]52;c;b3duZWQ=\x07")
    store.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the whole corpus, and beside it a text that does."""
    beside = tmp_path_factory.mktemp("hostile")
    _fill(beside / "store", corpus.zoo())
    text = "\n\n".join(text[:4000] for text in corpus.NAMES.values()).replace("\0", "")
    (beside / "text.txt").write_bytes(text.encode())
    return beside / "store"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(folder)
    yield opened
    opened.close()


class Watch:
    """Looks at all that the app shows after each key."""

    def __init__(self, app: ProxyTUI, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.seen = ""

    async def press(self, *keys: str) -> None:
        for key in keys:
            await keystrokes.press(self.pilot, key)
            self.look(key)

    def look(self, after: str) -> None:
        strips = self.app.screen._compositor.render_strips()
        for strip in strips:
            assert corpus.forbidden(strip.text) == "", f"after {after}"
            for segment in strip:
                meta = segment.style.meta if segment.style else {}
                # Textual's scrollbars act on the mouse; no text of ours or of a record does.
                acts = {key for key in meta if key.startswith("@") and "mouse" not in key}
                assert not acts, f"after {after}: {segment.text!r} does {acts} on a click"
                assert not (segment.style and segment.style.link), f"after {after}: a link"
        self.seen += "".join(strip.text for strip in strips)

    def untouched(self) -> None:
        assert self.app.is_running
        assert self.app.return_code in (None, 0)
        assert self.app.clipboard == ""
        assert self.app.crash is None


def _app(workspace: Workspace, centre: str = "") -> ProxyTUI:
    return ProxyTUI(workspace, centre=centre, as_of="2024")


async def test_the_explorer_shows_every_hostile_actor_in_every_tab(workspace: Workspace) -> None:
    app = _app(workspace)
    async with app.run_test(size=_SCREEN, notifications=True) as pilot:
        watch = Watch(app, pilot)
        await watch.press("2")
        for number in range(len(corpus.NAMES)):
            app.explorer.session.visit(f"z{number:02}-north")
            app.explorer.reload_ties()
            app.explorer.draw_ties(at="group:backs:out")
            before = watch.seen.count(corpus.SEEN)
            await watch.press("j", "7654"[number % 4])
            assert watch.seen.count(corpus.SEEN) > before, f"text {number} is not shown"
        watch.untouched()


@pytest.mark.parametrize(
    "what",
    [
        "sequence: clipboard",
        "markup: closing tag",
        "lines: line feeds",
    ],
)
async def test_every_question_and_window_stays_itself(workspace: Workspace, what: str) -> None:
    number = list(corpus.NAMES).index(what)
    app = _app(workspace, f"z{number:02}-north")
    async with app.run_test(size=_SCREEN, notifications=True) as pilot:
        watch = Watch(app, pilot)
        await watch.press("2", "j", "l", "i", "escape", "slash", "escape", "y", "escape")
        await watch.press("question_mark", "escape", "r", "A", "x", "3", "j", "enter", "7", "e")
        await watch.press("escape", "z", "ctrl+p", "escape")
        watch.untouched()
    assert corpus.SEEN in watch.seen


async def test_a_name_of_a_megabyte_is_shown(tmp_path: Path) -> None:
    long = {"kind": "state", "names": [{"text": corpus.NAMES["long: 1 MB"]}]}
    _fill(tmp_path / "store", {"actors": {"long": long}})
    workspace = Workspace.open(tmp_path / "store")
    try:
        app = _app(workspace, "long")
        async with app.run_test(size=_SCREEN, notifications=True) as pilot:
            watch = Watch(app, pilot)
            await watch.press("2")
            watch.untouched()
        assert corpus.SEEN in watch.seen
    finally:
        workspace.close()


async def test_a_click_on_markup_in_a_name_does_nothing(workspace: Workspace) -> None:
    number = list(corpus.NAMES).index("markup: action")
    app = _app(workspace, f"z{number:02}-north")
    async with app.run_test(size=_SCREEN) as pilot:
        await keystrokes.settled(pilot)
        watch = Watch(app, pilot)
        watch.look("the start")
        assert "@click=app.exit" in watch.seen.replace("\n", "")
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        for y, line in enumerate(lines):
            at = line.find("@click")
            if at >= 0:
                await pilot.click(offset=(at + 8, y))
                await keystrokes.settled(pilot)
        watch.untouched()


@pytest.mark.parametrize("key", ["s", "slash", "t", "i"])
async def test_hostile_answers_to_questions_are_taken_as_text(
    workspace: Workspace, key: str
) -> None:
    app = _app(workspace, "z00-north")
    async with app.run_test(size=_SCREEN, notifications=True) as pilot:
        watch = Watch(app, pilot)
        await watch.press(key)
        for text in list(corpus.NAMES.values())[::3]:
            app.explorer.prompt.field.value = text[:300]
            await keystrokes.settled(pilot)
            watch.look(f"{key} {text[:20]!r}")
        await watch.press("escape")
        watch.untouched()
    assert corpus.SEEN in watch.seen


async def test_a_hostile_text_opens_and_is_searched(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    Store.create(copy, folder)
    workspace = Workspace.open(copy)
    try:
        workspace.attach("z00-s-1", files.read(folder.parent / "text.txt"))
        app = _app(workspace, "z00-north")
        async with app.run_test(size=_SCREEN, notifications=True) as pilot:
            watch = Watch(app, pilot)
            await watch.press("2", "j", "o")
            assert isinstance(app.screen, Reader)
            await watch.press("G", "g", "g", "ctrl+d", "pagedown", "pagedown")
            await watch.press("slash", *corpus.SEEN, "enter", "n", "n", "N", "escape")
            watch.untouched()
        assert corpus.SEEN in watch.seen
    finally:
        workspace.close()


async def test_a_hostile_note_that_another_window_writes_is_shown_as_text(
    folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "store"
    Store.create(copy, folder)
    mine, theirs = Workspace.open(copy, origin="mine"), Workspace.open(copy, origin="theirs")
    try:
        app = _app(mine, "z00-north")
        async with app.run_test(size=_SCREEN, notifications=True) as pilot:
            watch = Watch(app, pilot)
            await watch.press("2", "7")
            for text in corpus.NAMES.values():
                theirs.add_note(("z00-north",), text[:2000])
            mine.look()
            app.poll()
            await keystrokes.settled(pilot)
            watch.look("the poll")
            await watch.press("3", "G", "u")
            watch.untouched()
    finally:
        mine.close()
        theirs.close()


async def test_hostile_notes_are_text_in_the_list_of_all_notes(
    folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "store"
    Store.create(copy, folder)
    workspace = Workspace.open(copy, origin="window-test")
    try:
        for number, text in enumerate(corpus.NAMES.values()):
            tags = (text[:2000],) if text.isprintable() and text.strip() else ()
            workspace.add_note((f"z{number:02}-north",), f"{text} [[{text[:2000]}]] #x", tags)
        app = _app(workspace, "z00-north")
        async with app.run_test(size=_SCREEN, notifications=True) as pilot:
            watch = Watch(app, pilot)
            await watch.press("V", "n", *"j" * len(corpus.NAMES))
            await watch.press("number_sign", "escape", "L", "escape", "plus", "z", "escape")
            await watch.press("e", "escape", "slash", "x", "enter", "escape")
            watch.untouched()
        assert watch.seen.count(corpus.SEEN) > len(corpus.NAMES)
    finally:
        workspace.close()


# A real terminal

_OSC = re.compile(rb"(?:\x1b\]|\x9d)([^\x07\x1b\x9c]*)")


def _bytes_of(folder: Path, keys: Iterable[str], home: Path) -> tuple[bytes, int | None]:
    """All that the explorer writes to a terminal while keys are pressed, and its exit code."""
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }
    child: Any = pexpect.spawn(
        sys.executable,
        ["-m", "proxytui", "--store", str(folder)],
        env=environment,
        dimensions=(40, 120),
        timeout=30,
    )
    written = b""
    try:
        child.expect(b"1 Actors")
        written += child.before + child.after
        for key in keys:
            child.send(key)
            written += _quiet(child)
        child.send("\x11")
        child.expect(pexpect.EOF)
        written += child.before
        child.wait()
    finally:
        if child.isalive():
            child.kill(signal.SIGKILL)
        child.close()
    return written, child.exitstatus


def _quiet(child: Any) -> bytes:
    """What comes until nothing more comes for a while."""
    written = b""
    while True:
        try:
            written += child.read_nonblocking(65536, timeout=0.15)
        except pexpect.TIMEOUT:
            return written


def test_a_real_terminal_gets_no_byte_of_it_that_acts(folder: Path, tmp_path: Path) -> None:
    keys = ["2", "j", "l", "4", "5", "6", "7", "s", corpus.SEEN, "\x1b", "A", "3", "G", "G", "\r"]
    written, code = _bytes_of(folder, keys, tmp_path)
    assert code == 0
    assert corpus.SEEN.encode() in written
    said = [found.group(1) for found in _OSC.finditer(written)]
    kinds = {one.partition(b";")[0] for one in said}
    assert not kinds & {b"0", b"1", b"2", b"8", b"52"}, kinds
    assert not [one for one in said if b"owned" in one or b"b3duZWQ" in one]
    for payload in (b"\x1bP$q", b"\x1b_G", b"\x1b^", b"\x0e", b"\x90", b"\x9d", b"\x00"):
        assert payload not in re.sub(rb"[\xc2-\xf4][\x80-\xbf]+", b"", written), payload
    shown = written.decode("utf-8", "replace")
    for character in "\u202e\u2066\u2067\u200b\u200e\u200f\u061c\u2028\ufeff\U000e0065":
        assert character not in shown, ascii(character)


def test_the_corpus_is_one_that_a_store_takes(folder: Path) -> None:
    raw = msgspec.json.decode((folder / "store.json").read_bytes())
    store = Store.open(folder, read_only=True)
    try:
        assert len(store.records("actors")) == 4 * len(corpus.NAMES)
    finally:
        store.close()
    assert raw["_meta"]
