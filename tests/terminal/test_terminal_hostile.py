"""Hostile records: nothing in a store acts on the terminal, and nothing in it breaks the screen."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from proxytui import text as texts

if TYPE_CHECKING:
    from conftest import Home
    from terminal import Terminal

ACTORS, TIES, DETAIL = "1 Actors", "2 Ties", "Over"
ACTS = (
    "\x1b]0;HOSTILE\x07",
    "\x1b]2;HOSTILE\x1b\\",
    "\x1b]52;c;SE9TVElMRQ==\x07",
    "\x1b]8;;http://hostile.example/\x07",
    "\x1b]1337;File=name=SE9T:AAAA\x07",
    "\x1bPqHOSTILE\x1b\\",
    "\x1b_HOSTILE\x1b\\",
    "\x1b[2J\x1b[6n\x1b[c",
    "\x1b[?1049l",
    "\x1bc",
    "\x9b31m\x9d0;HOSTILE\x9c\x90q\x9c",
    "\x07\x08\x0b\x0c\r\x0e",
)
BIDI = "\u202egnp.exe\u202c \u2066a\u2069 \u200fb\u200e \u061c"
MARKUP = "[bold red]loud[/] [@click=app.exit()]press[/] [link=http://h.example]x[/link] [/unopened]"
HOSTILE = f"Zed {MARKUP} " + "".join(f"{act}k{i}" for i, act in enumerate(ACTS)) + BIDI

# What the program itself writes: cursor, colours, modes, the keyboard protocol, the pointer shape.
_OWN = re.compile(rb"\x1b\[[<>=?]?[0-9;]*(?:\$p|[mHhlup])|\x1b\]22;[a-z]*\x07")
_CONTROL = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def _assert_tame(screen: Terminal) -> None:
    """Nothing but the program's own sequences was written, and the title is as it was."""
    # What has not come whole yet is left out.
    rest = re.sub(r"\x1b[^a-zA-Z]*$", "", _OWN.sub(b"", screen.raw).decode(errors="replace"))
    found = _CONTROL.search(rest)
    assert found is None, repr(rest[max(0, found.start() - 30) : found.end() + 30])
    assert screen.screen.title == ""
    assert screen.screen.icon_name == ""
    assert screen.mode(1049)


@pytest.fixture
def hostile_home(bare_home: Home) -> Home:
    """A home whose store has hostile text in every field that is shown."""
    text = f"A text. {HOSTILE} The end.\n" * 30
    bare_home.records(
        ("actors", "zed", {"kind": "person", "names": [{"text": HOSTILE}], "summary": HOSTILE}),
        ("actors", "yak", {"kind": "state", "names": [{"text": "Yak"}, {"text": HOSTILE}]}),
    )
    sha = hashlib.sha256(text.encode()).hexdigest()
    (bare_home.store / "documents").mkdir(exist_ok=True)
    (bare_home.store / "documents" / sha).write_text(text, newline="")
    quote = {"exact": HOSTILE, "text": sha, "translation": HOSTILE}
    cited = {
        "source": "s-1",
        "quote": quote,
        "speaker": {"text": HOSTILE},
        "locator": {"page": HOSTILE},
    }
    source = dict.fromkeys(("title", "author", "publisher", "licence", "url"), HOSTILE)
    source["documents"] = [{"text": sha, "added": "2024-12-02T00:00:00Z"}]
    claim = {
        "type": "backs",
        "subject": "yak",
        "object": "zed",
        "since": "1990",
        "since_raw": HOSTILE,
        "until": "..",
        "attested": ["2024", "2024"],
        "role": HOSTILE,
        "summary": HOSTILE,
        "reason": HOSTILE,
        "citations": [cited],
    }
    event = {
        "title": HOSTILE,
        "date": "1999",
        "date_raw": HOSTILE,
        "place": HOSTILE,
        "summary": HOSTILE,
        "participants": [{"actor": "zed", "role": "party"}, {"actor": "yak"}],
        "citations": [cited],
    }
    made = "2024-12-02T00:00:00Z"
    note = {"about": ["zed", "yak"], "text": HOSTILE, "created": made, "modified": made}
    bare_home.records(
        ("sources", "s-1", source),
        ("claims", "c-1", claim),
        ("events", "e-1", event),
        ("notes", "n-1", note),
    )
    return bare_home


def test_hostile_text_in_every_view_is_only_text(hostile_home: Home) -> None:
    screen = hostile_home.explorer()
    screen.go_to("Yak")
    for key in "4567":
        screen.press(key)
        screen.sync()
    screen.move_to(TIES, "Zed")
    for key in "4567":
        screen.press(key)
        screen.sync()
    _assert_tame(screen)
    screen.press("o")
    screen.wait_for(lambda: screen.line(0).lstrip().startswith("source"), "the source")
    screen.wait_for("[@click=app.exit()]press[/]")
    screen.press("/")
    screen.wait_for("/ find:")
    screen.write("Zed\r")
    screen.wait_for("1 of 30")
    screen.press("q", "q")
    screen.wait_for("2 Ties of Yak")
    screen.press("3", "5", "enter")  # the event or the claim that the history begins with
    screen.sync()
    screen.press("s")
    screen.wait_for("search:")
    screen.write("zed bold")
    screen.wait_for("search: zed bold")
    screen.wait_for(lambda: "Zed [bold red]loud" in screen.cursor("search"), "the hits")
    if not screen.cursor("search").startswith("Zed"):
        screen.press("down")
    screen.wait_for(lambda: screen.cursor("search").startswith("Zed [bold red]"), "the hit")
    screen.press("enter")
    screen.wait_for("2 Ties of Zed [bold red]")
    screen.press("i")
    screen.wait_for("note on Yak › Zed [bold red]")
    screen.press("esc")
    _assert_tame(screen)


def test_hostile_notes_are_edited_as_text(hostile_home: Home) -> None:
    screen = hostile_home.explorer()
    screen.go_to("Yak")
    screen.press("1", "7", "3")
    screen.wait_for(lambda: "[bold red]" in screen.cursor(DETAIL), "the note")
    screen.press("e")
    screen.wait_for("ctrl+s keeps")
    screen.press("esc")
    screen.wait_gone("ctrl+s keeps")
    screen.press("d")
    screen.wait_for("No note yet")
    screen.press("u")
    screen.wait_for(lambda: "[bold red]" in screen.box(DETAIL).text, "the note again")
    _assert_tame(screen)


def test_markup_in_a_name_can_not_be_clicked(hostile_home: Home) -> None:
    screen = hostile_home.explorer(columns=200)
    screen.go_to("Yak")
    screen.press("4")
    screen.wait_for("press")
    places = [
        (x + 1, y + 1)
        for y, line in enumerate(screen.lines)
        for x in [match.start() for match in re.finditer(r"press\[/\]", line)]
    ]
    assert places
    for x, y in places:
        screen.write(f"\x1b[<0;{x + 1};{y}M\x1b[<0;{x + 1};{y}m")
    screen.sync()
    _assert_tame(screen)


def test_what_is_copied_holds_nothing_that_acts(hostile_home: Home) -> None:
    screen = hostile_home.explorer()
    screen.go_to("Yak")
    screen.move_to(TIES, "Zed")
    screen.press('"')
    screen.sync()
    for letter in "iwqf":
        screen.press("y")
        screen.wait_for("Copy")
        screen.press(letter)
        screen.wait_for(lambda: screen.box("Copy") is None, "the menu to close")
        screen.sync()
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)", screen.raw)
    assert len(copied) == 4
    for one in copied:
        words = base64.b64decode(one).decode()
        assert words == texts.clean(words), repr(words)


def test_what_is_pasted_holds_nothing_that_acts(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.go_to("Alpha")
    screen.press("i")
    screen.wait_for("note on Alpha › Bravo:")
    screen.write("\x1b[200~pasted \x9b31mwords \u202eand \u2066more\x07\x1b[201~")
    screen.wait_for("pasted")
    screen.press("enter")
    screen.wait_for("Noted.")
    _assert_tame(screen)
    (kept,) = small_home.notes()
    assert kept.startswith("pasted")
    assert kept == texts.clean(kept)


def test_a_name_of_a_megabyte_does_not_break_the_screen(bare_home: Home) -> None:
    bare_home.records(
        ("actors", "long", {"kind": "state", "names": [{"text": "Huge" + "e" * 1_000_000}]}),
        ("actors", "short", {"kind": "state", "names": [{"text": "Short"}]}),
        ("sources", "s-1", {"title": "One"}),
        (
            "claims",
            "c-1",
            {
                "type": "backs",
                "subject": "short",
                "object": "long",
                "attested": ["2024", "2024"],
                "citations": [{"source": "s-1"}],
            },
        ),
    )
    screen = bare_home.explorer()
    screen.go_to("Short")
    screen.move_to(TIES, "Huge")
    screen.press("5", "4", "enter")
    screen.wait_for("2 Ties of Huge")
    screen.sync()
    _assert_framed(screen)
    screen.go_to("Short")
    screen.sync()
    _assert_framed(screen)


def test_wide_and_combining_names_keep_the_columns_straight(bare_home: Home) -> None:
    names = ["中华人民共和国", "Ã̷̛n̸", "حزب الله", "🕊 dove", "İstanbul", "ไทยแลนด์", "한국"]
    bare_home.records(
        *(
            ("actors", f"a-{i}", {"kind": "state", "names": [{"text": f"{name} {i}"}]})
            for i, name in enumerate(names)
        )
    )
    screen = bare_home.explorer()
    screen.wait_for("中华人民")
    screen.sync()
    box = screen.box(ACTORS)
    assert f"한국 {len(names) - 1}" in box.text
    for y in range(box.top, box.bottom):
        assert screen.cell(box.right, y).data == "│", screen.line(y)


def _assert_framed(screen: Terminal) -> None:
    """The three frames stand side by side over the whole width, and are closed."""
    boxes = [screen.box(title) for title in (ACTORS, TIES, DETAIL)]
    assert all(boxes), screen.text
    assert boxes[0].left == 1
    assert boxes[2].right == screen.screen.columns - 1
    for box in boxes:
        for y in range(box.top, box.bottom):
            assert screen.cell(box.left - 1, y).data == "│", screen.line(y)
            assert screen.cell(box.right, y).data == "│", screen.line(y)
