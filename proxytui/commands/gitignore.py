"""The part of a store's folder that belongs to this machine, which git is told to leave out."""

from __future__ import annotations

import os
from pathlib import Path

from proxytui.commands.output_file import write
from proxytui.errors import ProxyTUIError

LEFT_OUT = ("/journal/", "/backups/", "/.lock", "/.windows/", "/.words/")
"""The lines of a store's `.gitignore`; what lies in the folder beside these is for all."""


def ignore_local_files(top: Path) -> str:
    """Write the lines that are missing into the `.gitignore` of each store in a repository.

    Returns a message: what was done, and which files git has already and goes on keeping; "" where
    there is nothing to say.
    Raises ProxyTUIError where one can't be written.
    """
    tracked = _files(top, "--cached")
    stores = {
        Path(name).parent
        for name in (*tracked, *_files(top, "--others"))
        # A backup is a store, too, and belongs to this machine as a whole.
        if Path(name).name == "store.json" and "backups" not in Path(name).parts
    }
    messages = []
    for store in sorted(stores):
        if _add_missing(top / store / ".gitignore"):
            messages.append(f"{store / '.gitignore'} leaves out what belongs to this machine")
    for store in sorted(stores):
        local = [str(store / line.strip("/")) for line in LEFT_OUT]
        kept = [
            file for file in local if any(f"{name}/".startswith(f"{file}/") for name in tracked)
        ]
        if kept:
            messages.append(f"git has {', '.join(kept)} already; git rm -r --cached takes it out")
    return "; ".join(messages)


def _files(top: Path, which: str) -> list[str]:
    """The names of files in a repository from its top; none where git fails."""
    import subprocess  # every command would pay for it

    words = ["git", "-C", str(top), "ls-files", "-z", "--full-name", which]
    done = subprocess.run(words, capture_output=True, check=False)
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def _add_missing(file: Path) -> bool:
    """Add the lines that are missing; False where none is."""
    try:
        data = file.read_bytes() if file.exists() else b""
    except OSError as error:
        raise ProxyTUIError(f"can't read {file} ({error.strerror})", "check it") from None
    there = {line.strip().strip(b"/") for line in data.splitlines()}
    lines = [line for line in LEFT_OUT if line.strip("/").encode() not in there]
    if lines:
        gap = b"\n" if data and not data.endswith(b"\n") else b""
        write(file, data + gap + "".join(f"{line}\n" for line in lines).encode())
    return bool(lines)
