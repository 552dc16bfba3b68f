"""The table of commands that the command line, its help, its manual and the explorer read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands import (
    citing,
    diff,
    edit,
    findings,
    history,
    identities,
    merge,
    merge_driver,
    neighbourhood,
    notes,
    only_outside,
    path,
    recovery,
    screenshot,
    search,
    server,
    show,
    sources,
    storage,
    suggest,
    timeline,
    tour,
    transfer,
    views,
)

if TYPE_CHECKING:
    from proxytui.commands.command import Command

# What a command needs beyond its arguments it imports when it runs: none pays for another.
_FILES = (
    show,
    path,
    neighbourhood,
    timeline,
    diff,
    findings,
    search,
    edit,
    citing,
    identities,
    notes,
    views,
    sources,
    suggest,
    transfer,
    merge,
    merge_driver,
    history,
    recovery,
    storage,
    server,
    screenshot,
    only_outside,
    tour,
)

COMMANDS: dict[str, Command] = {
    command.name: command for file in _FILES for command in file.COMMANDS
}
"""Every command by its name, in the order of the manual."""
