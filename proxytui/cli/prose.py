"""A longer text from whoever calls: from standard input when piped, else from their editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from proxytui.errors import ProxyTUIError, UsageError


def ask(before: str) -> str:
    """A text; in the editor it begins as `before`. Raises ProxyTUIError."""
    if sys.stdin is not None and not sys.stdin.isatty():
        return _decoded(sys.stdin.buffer.read())
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError("no text was given", "give it behind the name, pipe it in, or set $EDITOR")
    # The folder is made for its owner only, so that no one else reads along.
    with tempfile.TemporaryDirectory(prefix="proxytui-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(f"{before}\n" if before else "", encoding="utf-8")
        try:
            ended = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode
        except (OSError, ValueError) as error:
            said = getattr(error, "strerror", None) or error
            raise UsageError(f"can't start the editor ({said})", "set $EDITOR to one") from None
        if ended:
            raise ProxyTUIError(f"the editor ended with {ended}", "nothing was stored")
        return _decoded(file.read_bytes())


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UsageError("the text is not UTF-8", "convert it first; nothing was stored") from None
