"""The way from the command line into the explorer, and to pictures of it."""

from __future__ import annotations

import os
import re
import secrets
import sys
from typing import TYPE_CHECKING

from proxytui.cli.opening import leave, open_workspace
from proxytui.commands.call import Made
from proxytui.commands.exchanging import save
from proxytui.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.commands.call import Call

_SIZES = range(20, 501)


def explore(folder: Path | None, *, demo: bool) -> int:
    """Open the explorer; returns its exit code."""
    # Where the explorer is served to a browser there is no terminal, but a driver of its own.
    if not os.environ.get("TEXTUAL_DRIVER") and not (_terminal(0) and _terminal(1)):
        raise UsageError("the explorer needs a terminal", "see `proxytui --help` for the commands")
    # Every window has an origin of its own, so that undo takes back its own changes first.
    origin = f"window-{secrets.token_hex(6)}"
    workspace = open_workspace(folder, demo=demo, origin=origin)
    cut_off = True
    try:
        from proxytui.tui.app import run

        code = run(workspace)
        cut_off = False
    except Exception:
        cut_off = False
        raise
    finally:
        leave(workspace, cut_off=cut_off)
    return code


def _terminal(descriptor: int) -> bool:
    stream = (sys.stdin, sys.stdout)[descriptor]
    return stream is not None and stream.isatty()


def screenshot(call: Call) -> Made:
    """A picture of a view, in a file."""
    size = re.fullmatch(r"(\d{1,4})x(\d{1,4})", call.text("size"))
    if not size or any(int(number) not in _SIZES for number in size.groups()):
        hint = f"use columns x rows, each from {_SIZES[0]} to {_SIZES[-1]}: 120x40"
        raise UsageError(f"'{call.text('size')}' is no size", hint)
    as_of = call.period.text if call.text("as_of") else None
    name = call.workspace.find(call.text("name")).id if call.text("name") else None
    from proxytui.tui.picture import picture

    svg = picture(
        call.workspace,
        name=name,
        view=call.text("view"),
        size=(int(size[1]), int(size[2])),
        theme=call.text("theme") or None,
        keys=list(call.many("keys")),
        as_of=as_of,
    )
    return Made((), f"wrote {save(call.text('output'), svg.encode())}")
