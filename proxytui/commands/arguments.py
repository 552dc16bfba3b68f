"""Arguments that several commands take: an actor, a date, a filter, a saved view."""

from __future__ import annotations

from proxytui.commands.command import Argument, Shape, Values

NAME = Argument(
    "NAME",
    "an id, scheme:value, any of the names, a beginning of one, or a close spelling",
    Shape.REQUIRED,
    values=Values.ACTORS,
)
AS_OF = Argument(
    "--as-of",
    "the date to look at: 2010, 2010-06 or 2010-06-15; the store's own if left out",
    metavar="P",
)
FILTER = Argument(
    "--filter", "only ties that pass, such as 'type:backs support:W publishers:2..'", metavar="F"
)
VIEW = Argument(
    "--view", "through a saved view: its filter and its date", metavar="VIEW", values=Values.VIEWS
)
ALL = Argument(
    "--all", "also show ties that are ruled out then, not spoken of or not supported", Shape.FLAG
)
ROLL_UP = Argument("--roll-up", "add the ties of leaders and parts, marked via", Shape.FLAG)
