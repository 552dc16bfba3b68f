"""The part of the table of actions that is valid in one view only."""

from __future__ import annotations

from proxytui.tui.action import LOOK, Action

VIEW_ACTIONS: tuple[Action, ...] = (
    Action(
        "more-hops", ("plus",), "a hop more", "A hop more, up to three", LOOK, ("map",), footer=-13
    ),
    Action("fewer-hops", ("underscore",), "a hop less", "A hop less", LOOK, ("map",), footer=-12),
    Action(
        "since",
        ("c",),
        "changes since",
        "Mark what changed between another date and this one",
        LOOK,
        ("map",),
        footer=-11,
    ),
    Action("swap", ("x",), "swap ends", "Turn the path round", LOOK, ("path",), footer=14),
    Action("more-paths", ("plus",), "more", "More paths", LOOK, ("path",), footer=15),
    Action("fewer-paths", ("underscore",), "fewer", "Fewer paths", LOOK, ("path",)),
    Action(
        "all-time",
        ("a",),
        "all time",
        "Ties of all time, or of the date of the view",
        LOOK,
        ("path",),
        footer=16,
    ),
    Action(
        "directed",
        ("d",),
        "direction",
        "Only from subject to object, or either way",
        LOOK,
        ("path",),
        footer=17,
    ),
    Action(
        "path-types",
        ("f",),
        "types",
        "Over ties of which types",
        LOOK,
        ("path",),
        footer=18,
    ),
    Action(
        "everyone",
        ("a",),
        "one or all",
        "Changes of this actor's ties, or of all",
        LOOK,
        ("difference",),
        footer=19,
    ),
    Action(
        "sides",
        ("c",),
        "columns",
        "The same side by side, and back",
        LOOK,
        ("difference", "compare"),
        footer=20,
    ),
    Action(
        "other-actor",
        ("a",),
        "other actor",
        "Compare with another actor",
        LOOK,
        ("compare",),
        footer=21,
    ),
    Action(
        "closer",
        ("plus",),
        "closer",
        "Look closer: fewer days a cell",
        LOOK,
        ("timeline",),
        footer=31,
    ),
    Action(
        "wider",
        ("underscore", "minus"),
        "wider",
        "Look wider: more days a cell",
        LOOK,
        ("timeline",),
        footer=32,
    ),
    Action(
        "earlier", ("h", "left"), "earlier", "Earlier on the axis", LOOK, ("timeline",), footer=33
    ),
    Action("later", ("l", "right"), "later", "Later on the axis", LOOK, ("timeline",), footer=34),
    Action(
        "whole",
        ("0",),
        "all of it",
        "All that there is, on one axis",
        LOOK,
        ("timeline",),
        footer=35,
    ),
    Action("choose", ("space",), "choose", "Choose it, or not", LOOK, ("form",), footer=-4),
    Action("take", ("enter",), "take", "Filter by what is chosen", LOOK, ("form",), footer=-3),
    Action("choose-none", ("x",), "none", "Choose nothing: all ties", LOOK, ("form",), footer=-2),
    Action(
        "choose-typed",
        ("e",),
        "as a line",
        "The filter as a line, as the command line has it",
        LOOK,
        ("form",),
        footer=-1,
    ),
    Action(
        "save-view", ("a",), "save", "Save what the explorer shows", LOOK, ("saved",), footer=42
    ),
    Action("rename-view", ("e",), "rename", "Rename the view", LOOK, ("saved",), footer=43),
    Action("remove-view", ("d",), "remove view", "Remove the view", LOOK, ("saved",), footer=44),
)
