"""Files kept of a failure: the traceback, and the text that was being written."""

from __future__ import annotations

import os
import platform
import secrets
import sys
import tempfile
import time
import traceback
from pathlib import Path

from proxytui import __version__, paths


def keep_traceback(error: BaseException, what: str = "the program failed") -> str:
    """Write the traceback to a file for its owner only; returns a line that begins with `what` and
    names the file, with the notes of the error behind it."""
    head = f"proxytui {__version__}, Python {platform.python_version()}, {sys.platform}\n\n"
    file = _keep("crash", ".txt", head + "".join(traceback.format_exception(error)))
    outcome = f"what happened is kept in {file}" if file else "what happened could not be kept"
    notes = "".join(f"; {note}" for note in getattr(error, "__notes__", ()))
    return f"{what} ({type(error).__name__}); {outcome}{notes}"


def keep_text(text: str) -> Path | None:
    """Write a text that would be lost to a file for its owner only; None where no file can be
    written."""
    return _keep("text", ".md", text)


def _keep(kind: str, suffix: str, body: str) -> Path | None:
    stamp = time.strftime("%Y%m%d-%H%M%S")
    # Several may be kept within a second, of one process too.
    name = f"{kind}-{stamp}-{os.getpid()}-{secrets.token_hex(2)}{suffix}"
    for folder in (paths.crash_dir(), Path(tempfile.gettempdir())):
        file = folder / name
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(body.encode(errors="backslashreplace"))
        except OSError:
            continue
        return file
    return None
