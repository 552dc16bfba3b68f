"""What the bytes of a terminal are read as: keys, pastes and reports, and nothing nobody sent."""

from __future__ import annotations

import random

import pytest
from textual import events

from proxytui.tui import terminal_driver
from proxytui.tui.terminal_driver import Incoming, understood


def keys(*chunks: bytes) -> list[str]:
    """The characters and keys of what comes in these reads."""
    incoming = Incoming()
    found = []
    for chunk in chunks:
        for message in incoming.take(chunk):
            if isinstance(message, events.Key):
                found.append(message.character or message.key)
            elif isinstance(message, events.Paste):
                found.append(f"paste {message.text}")
            else:
                found.append(type(message).__name__)
    return found


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b"abc", ["a", "b", "c"]),
        ("é東".encode(), ["é", "東"]),
        (b"\x1b[A", ["up"]),
        (b"\x1b[1;5A", ["ctrl+up"]),
        (b"\x1bOP", ["f1"]),
        (b"\x1b[[A", ["f1"]),
        (b"\x1b[97;;233u", ["é"]),
        (b"\x1b[I\x1b[O", ["AppFocus", "AppBlur"]),
        (b"\x1b[<0;5;5M\x1b[<0;5;5m", ["MouseDown", "MouseUp"]),
        (b"\x1b[200~a\nb\x1b[201~c", ["paste a\nb", "c"]),
    ],
)
def test_keys_reports_and_pastes_are_what_they_were(sent: bytes, read: list[str]) -> None:
    assert keys(sent) == read
    assert keys(*(sent[i : i + 1] for i in range(len(sent)))) == read


@pytest.mark.parametrize(
    "sent",
    [
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
        b"\x1b]52;c;dW5kbw==\x1b\\",
        b"\x1bP>|xterm(390)\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[?62;22;52c",
        b"\x1b[>41;390;0c",
        b"\x1b[0n",
        b"\x1b[8;40;120t",
        b"\x1b[99999999u",
        b"\x1b[" + b"7" * 500 + b"u",
    ],
)
def test_replies_that_nobody_asked_for_press_no_keys(sent: bytes) -> None:
    assert keys(b"a" + sent + b"b") == ["a", "b"]


def test_a_reply_in_two_reads_is_left_out_whole() -> None:
    assert keys(b"a\x1b]11;rgb:1e1e/", b"1e1e/1e1e\x1b\\b") == ["a", "b"]


def test_what_is_typed_after_a_reply_that_never_ends_is_read() -> None:
    incoming = Incoming()
    assert list(incoming.take(b"\x1b]11;rgb:1e1e")) == []
    incoming._heard -= 1
    assert [m.character for m in incoming.take(b"ab") if isinstance(m, events.Key)] == ["a", "b"]


def test_bytes_that_are_no_text_are_counted_and_a_sign_that_was_typed_is_not() -> None:
    incoming = Incoming()
    list(incoming.take(b"\xe9a\xff" + "\ufffd".encode()))
    assert incoming.broken == 2


def test_a_paste_that_is_never_closed_ends_after_a_silence() -> None:
    incoming = Incoming()
    assert list(incoming.take(terminal_driver.PASTE.encode() + b"words")) == []
    assert list(incoming.tick()) == []
    incoming._heard -= 60
    pasted = list(incoming.tick())
    assert [m.text for m in pasted if isinstance(m, events.Paste)] == ["words"]
    assert keys(b"a") == ["a"]


def test_a_size_that_no_screen_has_is_not_believed() -> None:
    assert understood("\x1b[48;40;120;800;1200t")
    assert not understood("\x1b[48;0;120;800;1200t")
    assert not understood("\x1b[48;99999;99999;1;1t")


def test_whatever_comes_is_read_to_its_end() -> None:
    chance = random.Random(11)
    pieces = [b"\x1b", b"[", b"]", b"P", b"_", b"<", b"?", b";", b"9", b"0", b"u", b"t", b"M", b"~"]
    pieces += [
        b"200",
        b"201",
        b"48",
        b"\x07",
        b"\\",
        b"\xe9",
        b"\xff",
        b"\x9b",
        "東".encode(),
        b"a",
    ]
    for _ in range(300):
        incoming = Incoming()
        for _ in range(20):
            data = b"".join(chance.choices(pieces, k=chance.randrange(1, 40)))
            list(incoming.take(data))
            list(incoming.tick())
        incoming._heard -= 60
        list(incoming.take(b"\x1b\\\x07"))
        incoming._heard -= 60
        list(incoming.tick())
        incoming._heard -= 60
        # What came before may wait for its end, but not for long.
        read = [m.character for m in incoming.take(b"z" * 80) if isinstance(m, events.Key)]
        assert read[-1] == "z"
