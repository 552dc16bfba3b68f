"""The clipboard: how far a copied text comes depends on the programs before the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64encode
from typing import TYPE_CHECKING

from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.tui.host import ScreenHost
    from proxytui.tui.themed_app import Result

_PATIENCE_SECONDS = 2.0
_PART = 72
"""Letters that GNU screen hands on at once; its own limit is 768 bytes, the frame included."""
_PROGRAMS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-in")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
)
"""The variable that says that a desktop is there, and the program that reaches its clipboard."""
_IN_TMUX = "in tmux it arrives after: tmux set -s set-clipboard on"


def copy(app: ScreenHost[Result], text: str, what: str) -> None:
    """Copy a text while keys go on, and say how far it came; `what` names it, "" says nothing.

    Of the programs that reach a clipboard from here all are used; where none does, the terminal is
    asked to take the text.
    """
    program = system_program()
    copied = amount(text, what)

    def send(trouble: str) -> None:
        if app._driver is not None:
            app._driver.write(sequence(text))
        if what:
            app.say(f"{trouble}{sent(copied)}", "warning" if trouble else "information")

    def take(_: object) -> tuple[str, ...]:
        places = ("the clipboard",) if program and _feed(program, text) else ()
        return (*places, *([place] if in_tmux() and (place := to_tmux(text)) else []))

    def taken(places: tuple[str, ...]) -> None:
        if not places:
            tried = program[0] if program else "tmux"
            send(f"{tried} didn't take the text. ")
        elif what:
            app.say(f"Copied {copied} to {', to '.join(places)}.")

    if program or in_tmux():
        app.threads.start(take, taken, name="copy")
    else:
        send("")


def amount(text: str, what: str) -> str:
    """`the footnote (212 characters)`; a text of several lines is counted in lines too."""
    lines = text.count("\n") + 1
    count = plural(len(text), "character")
    named = what if what.startswith(("the ", "this ", "what ")) else f"the {what}"
    return f"{named} ({f'{lines} lines, ' if lines > 1 else ''}{count})"


def system_program() -> tuple[str, ...]:
    """The call of a program that puts its input into the clipboard of this desktop; () where there
    is none, and over SSH, where the user's clipboard is that of another machine."""
    if any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY")):
        return ()
    for variable, call in _PROGRAMS:
        if (os.environ.get(variable) or not variable) and shutil.which(call[0]):
            return call
    return ()


def _feed(call: Sequence[str], text: str) -> bool:
    """Whether a program took a text as its input. Takes up to two seconds."""
    try:
        done = subprocess.run(
            call,
            input=text.encode(errors="replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def in_tmux() -> bool:
    """Whether the program runs in a window of tmux on this machine."""
    return bool(os.environ.get("TMUX"))


def to_tmux(text: str) -> str:
    """Put a text into tmux's buffer and, where this tmux can, into the clipboard of its terminal.

    Returns where it is, in words; "" where tmux doesn't take it. Takes up to four seconds.
    """
    for options, words in (
        (("-w",), "tmux's buffer and sent it to the terminal"),
        ((), "tmux's buffer"),
    ):
        if _feed(["tmux", "load-buffer", *options, "-"], text):
            return words
    return ""


def sequence(text: str) -> str:
    """The control sequence that has the terminal take a text (OSC 52); for GNU screen, which keeps
    such sequences to itself, in parts that it hands on."""
    command = f"\x1b]52;c;{b64encode(text.encode(errors='replace')).decode()}\a"
    return "".join(_through_screen(command)) if os.environ.get("STY") else command


def _through_screen(command: str) -> Iterator[str]:
    for place in range(0, len(command), _PART):
        yield f"\x1bP{command[place : place + _PART]}\x1b\\"


def sent(copied: str) -> str:
    """How far a text came in words, as far as that is known: a terminal doesn't answer."""
    if os.environ.get("STY"):
        return f"Sent {copied} through screen to the terminal's clipboard."
    words = f"Sent {copied} to the terminal's clipboard"
    between = os.environ.get("TERM", "").startswith(("tmux", "screen"))
    return f"{words}; {_IN_TMUX}." if in_tmux() or between else f"{words}."
