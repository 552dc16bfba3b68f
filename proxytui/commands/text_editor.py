"""A longer text from the user's editor, which stands in a named file until it is stored."""

from __future__ import annotations

import os
import secrets
import shlex
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from proxytui import paths, text
from proxytui.errors import ProxyTUIError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

AT_ONCE_SECONDS = 2.0
"""Seconds within which nobody writes: an editor that ends sooner goes on in a window of its own."""

_WAITING = {
    "atom": "--wait",
    "code": "--wait",
    "code-insiders": "--wait",
    "codium": "--wait",
    "cursor": "--wait",
    "gedit": "--wait",
    "gvim": "-f",
    "kate": "--block",
    "mate": "--wait",
    "mvim": "-f",
    "open": "-W",
    "subl": "--wait",
    "vimr": "--wait",
    "zed": "--wait",
}
"""Editors that return at once, and the option with which they wait."""


class NoEditor(UsageError):
    """No editor is set."""


class Draft(NamedTuple):
    """A text that was written, and the file it stands in until `discard`."""

    text: str
    file: Path

    def discard(self) -> None:
        """Take the file away: the text is stored, or there is none."""
        with suppress(OSError):
            self.file.unlink()


def command() -> list[str]:
    """The words that start the user's editor; raises UsageError where none is set."""
    for name in ("VISUAL", "EDITOR"):
        line = os.environ.get(name, "")
        try:
            words = shlex.split(line)
        except ValueError as error:
            raise UsageError(f"${name} can't be read ({error})", "mend its quotes") from None
        if words:
            return words
    raise NoEditor("no editor is set", "set $VISUAL or $EDITOR to one")


def edit(before: str, screen: AbstractContextManager[object] | None = None) -> Draft:
    """Let the user write a text in their editor, which begins as `before`.

    `screen` is entered while the editor has the terminal. Raises ProxyTUIError where nothing was
    written that can be stored; where there may be something all the same, the file stays and the
    error names it.
    """
    words = command()
    file = _new_file(f"{before}\n".encode() if before else b"")
    began = _state_of(file)
    start = time.monotonic()
    try:
        with screen or nullcontext(), _signals_left_alone():
            code = subprocess.run([*words, str(file)], check=False).returncode
    except (OSError, ValueError) as error:
        file.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or error
        program = text.line(words[0])
        hint = "set $VISUAL or $EDITOR to one that is here"
        raise UsageError(f"can't start the editor “{program}” ({reason})", hint) from None
    ended = _state_of(file)
    if code:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
        raise ProxyTUIError(f"the editor {how}", _file_hint(file, ended != began))
    if ended == began and (_returns_at_once(words) or time.monotonic() - start < AT_ONCE_SECONDS):
        raise ProxyTUIError(
            "the editor came back at once, with nothing written",
            f"if it is still open, what it saves is in {file}, and nowhere else; "
            f"let it wait, such as {_waiting_call(words)}",
        )
    return Draft(_read(file), file)


def decoded(data: bytes) -> str:
    """Text that was typed or piped, in any Unicode and with line feeds; raises UnicodeError or
    ValueError, with the reason, where it is no text."""
    words = text.utf8(data).decode()
    if "\0" in words:
        raise ValueError("it has null bytes")
    return words.replace("\r\n", "\n")


def _read(file: Path) -> str:
    try:
        return decoded(file.read_bytes())
    except FileNotFoundError:
        raise ProxyTUIError("the editor left no file", "nothing was stored") from None
    except UnicodeDecodeError as error:
        why = f"what the editor saved is no UTF-8 (byte {error.start + 1})"
        raise ProxyTUIError(why, _file_hint(file, True)) from None
    except (OSError, ValueError) as error:
        raise ProxyTUIError(
            f"what the editor saved is no text: {error}", _file_hint(file, True)
        ) from None


def _file_hint(file: Path, written: bool) -> str:
    """A hint on what became of the file, which is removed where nothing was written to it or beside
    it."""
    if written:
        return f"what you wrote is in {file}; nothing was stored"
    beside = [
        other.name for other in file.parent.iterdir() if file.stem in other.name and other != file
    ]
    if beside:
        return f"what it saved itself is beside {file}; nothing was stored"
    file.unlink(missing_ok=True)
    return "nothing was stored"


def _new_file(data: bytes) -> Path:
    """A new file for its owner only, in the user's state folder or where that can't be had."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    reason = ""
    for folder in (paths.drafts_dir(), Path(tempfile.gettempdir())):
        file = folder / f"proxytui-note-{stamp}-{secrets.token_hex(3)}.md"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
        except OSError as error:
            reason = error.strerror or str(error)
            continue
        return file
    raise ProxyTUIError(f"no file can be made for the editor ({reason})", "free some space")


def _state_of(file: Path) -> tuple[int, bytes]:
    """The time and the bytes of a file, by which it shows that somebody saved it."""
    try:
        return file.stat().st_mtime_ns, file.read_bytes()
    except OSError:
        return 0, b""


@contextmanager
def _signals_left_alone() -> Iterator[None]:
    """Leave ctrl+c and the like to the editor, for which they may be keys."""
    before = {}
    with suppress(ValueError):  # only the main thread may
        for number in (signal.SIGINT, signal.SIGQUIT):
            # No SIG_IGN: that the editor would inherit.
            before[number] = signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _returns_at_once(words: list[str]) -> bool:
    name = os.path.basename(words[0]).casefold()
    wait = _WAITING.get(name)
    short = {"--wait": "-w", "--block": "-b"}.get(wait or "")
    return bool(wait) and not {wait, short} & set(words[1:])


def _waiting_call(words: list[str]) -> str:
    name = os.path.basename(words[0])
    wait = _WAITING.get(name.casefold())
    return f"VISUAL='{name} {wait}'" if wait else "`code --wait` or `gvim -f`"
