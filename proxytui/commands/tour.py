"""The command for the tour; the explorer has what shows it."""

from __future__ import annotations

from proxytui.commands.command import Command

COMMANDS = (Command("tour", "nine steps through the explorer, over the bundled data", (), None),)
