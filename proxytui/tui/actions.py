"""The one table of actions: what a key does, where; `?`, palette, hints and manual read it."""

from __future__ import annotations

from typing import NamedTuple


class Action(NamedTuple):
    """An action of the explorer.

    `keys` are Textual's key names; two names with a blank between are pressed one after the
    other. `where` names the contexts in which it is valid: "any" (the explorer), "actors",
    "ties", "detail", "notes" (the Notes tab), "selected" (a pane, but for the Notes tab), "claims"
    (of those ties and quotes, but no map), "record" (the form of a record), "reader" (a source's
    text), "manual", "view" (a view of its own over the explorer), and what a view is called, for
    what only that one knows. `footer` is its rank among the hints at the bottom, 0 for none; `view`
    its letter in the menu of views, for what opens one.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: str
    where: tuple[str, ...] = ("any",)
    footer: int = 0
    view: str = ""


EVERYWHERE = ("any", "reader", "view", "form", "manual")
"""Where moving and leaving are valid."""
MOVING = (*EVERYWHERE, "record")
"""The same, and in the form of a record, where words are typed into its fields only."""
LISTED = ("any", "view")
"""The explorer, and the views over it."""
MOVE, LOOK, TIME, WRITE, PROGRAM = "Move", "Look", "Time", "Write", "Program"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

ACTIONS: tuple[Action, ...] = (
    Action("down", ("j", "down"), "down", "Move down", MOVE, MOVING),
    Action("up", ("k", "up"), "up", "Move up", MOVE, MOVING),
    Action("unfold", ("l", "right"), "unfold",
           "Unfold; in a map to the right; in the detail pane the next tab",
           MOVE, ("any", "findings", "overview")),
    Action("fold", ("h", "left"), "fold",
           "Fold, or go to the parent; in a map to the left; in the detail pane the previous tab",
           MOVE, ("any", "findings", "overview")),
    Action("toggle", ("space",), "fold or unfold",
           "Fold or unfold the row", MOVE, ("actors", "ties", "findings", "timeline")),
    Action("top", ("g g", "home"), "top", "To the first row", MOVE, MOVING),
    Action("bottom", ("G", "end"), "bottom", "To the last row", MOVE, MOVING),
    Action("half-down", ("ctrl+d",), "half page down", "Half a page down", MOVE, MOVING),
    Action("half-up", ("ctrl+u",), "half page up", "Half a page up", MOVE, MOVING),
    Action("page-down", ("pagedown", "ctrl+f"), "page down", "A page down", MOVE, MOVING),
    Action("page-up", ("pageup", "ctrl+b"), "page up", "A page up", MOVE, MOVING),
    Action("next-pane", ("tab",), "next pane", "To the next pane", MOVE, ("any", "findings")),
    Action("previous-pane", ("shift+tab",), "previous pane", "To the previous pane", MOVE),
    Action("pane-1", ("1",), "actors", "To the actors", MOVE),
    Action("pane-2", ("2",), "ties", "To the ties of the centre", MOVE),
    Action("pane-3", ("3",), "detail", "To the detail pane", MOVE),
    Action("tab-1", ("4",), "overview", "Detail: Overview", LOOK),
    Action("tab-2", ("5",), "history", "Detail: History", LOOK),
    Action("tab-3", ("6",), "quotes", "Detail: Quotes", LOOK),
    Action("tab-4", ("7",), "notes", "Detail: Notes", LOOK),
    Action("tab-5", ("8",), "map", "Detail: Map", LOOK),
    Action("tab-6", ("9",), "time", "Detail: Timeline; z over the whole screen", LOOK),
    Action("next-tab", ("ctrl+pagedown",), "next tab", "Detail: the next tab", LOOK),
    Action("previous-tab", ("ctrl+pageup",), "previous tab", "Detail: the previous tab", LOOK),
    Action("centre", ("enter",), "centre",
           "Make the actor the centre; open what the row is about", MOVE, LISTED, footer=1),
    Action("back", ("left_square_bracket", "left_parenthesis", "alt+left", "backspace"), "back",
           "Back to where you were", MOVE, ("any", "manual")),
    Action("forward", ("right_square_bracket", "right_parenthesis", "alt+right"), "forward",
           "Forward again", MOVE),
    Action("last-centre", ("minus",), "last centre",
           "To the last centre, and back with the same key", MOVE),
    Action("filter", ("slash",), "filter",
           "Filter this pane; in a source, find", LOOK, EVERYWHERE, footer=6),
    Action("next-hit", ("n",), "next hit", "To the next hit", LOOK, EVERYWHERE),
    Action("previous-hit", ("N",), "previous hit", "To the previous hit", LOOK, EVERYWHERE),
    Action("search", ("s",), "search",
           "Search names in any spelling, quotes, events, notes, sources and texts",
           LOOK, footer=7),
    Action("words", ("quotation_mark",), "its words",
           "The quotes of the selected row", LOOK, LISTED, footer=2),
    Action("source", ("o",), "source", "The source's text at the quote", LOOK, LISTED, footer=3),
    Action("turn", ("x",), "turn round",
           "Turn the tree round: whom it backs, who backs it", LOOK, footer=5),
    Action("roll-up", ("r",), "roll up",
           "Count the ties of leaders and parts too, marked via", LOOK),
    Action("show-all", ("A",), "show all",
           "Show what is not held at this date too, with its status", LOOK, ("any", "timeline")),
    Action("fold-all", ("Z",), "fold all",
           "Fold everything in this pane", LOOK, ("actors", "ties", "findings")),
    Action("order", ("X",), "sort",
           "Sort the actors by weight, by name, by the newest word on them, or by kind",
           LOOK, ("actors",), footer=51),
    Action("map", ("v",), "map or tree",
           "The ties as a map, backers left and those backed right, or as a tree again",
           LOOK, footer=36, view="m"),
    Action("overview", (), "who backs whom",
           "Who backs whom, in layers, those around the centre first", LOOK, LISTED, view="o"),
    Action("zoom", ("z",), "zoom", "One pane over the whole screen, and back", LOOK),
    Action("path", ("p",), "path",
           "The ways from the centre to another actor", LOOK, ("any", "path"), footer=12, view="p"),
    Action("difference", ("equals_sign",), "difference",
           "What changed between this date and another one",
           LOOK, ("any", "difference", "compare"), footer=13, view="d"),
    Action("compare", (), "side by side",
           "An actor at two dates, or two actors at one, side by side", LOOK, LISTED, view="c"),
    Action("recorded", (), "as recorded",
           "What the store says otherwise than it did before", LOOK, LISTED, view="r"),
    Action("publishers", (), "two publishers",
           "What rests on one publisher, on another, on both, and where they differ",
           LOOK, LISTED, view="u"),
    Action("tensions", (), "tensions",
           "Both sides backed, allies that oppose each other, triangles that don't balance",
           LOOK, LISTED, view="t"),
    Action("gaps", (), "gaps", "Weak spots of what is recorded", LOOK, LISTED, view="g"),
    Action("identities", (), "who is who",
           "Which actors may be the same, with reasons, and what is decided",
           LOOK, LISTED, view="s"),
    Action("without", ("w",), "without a publisher",
           "Which ties would fall, weaken or stay without a publisher", LOOK, LISTED, view="w"),
    Action("timeline", (), "timeline",
           "What was when: ties, names and events of the centre, on one axis",
           LOOK, LISTED, view="l"),
    Action("filter-ties", ("f",), "filter ties",
           "Filter ties by type, means, kind, country, state, status, grade, publishers",
           LOOK, ("any", "findings", "difference", "compare", "timeline"), footer=40),
    Action("filter-off", ("F",), "filter off", "The filter off, and on again", LOOK, LISTED),
    Action("saved", ("b",), "saved views",
           "Saved views and bookmarks", LOOK, LISTED, footer=41, view="b"),
    Action("notebook", (), "all notes",
           "All notes, newest first, with their tags and what they are about",
           LOOK, LISTED, view="n"),
    Action("bookmark", ("B",), "bookmark", "Bookmark the selected actor at this date", LOOK),
    Action("jump", ("semicolon",), "jump",
           "Give each row in view a letter; typing it puts the cursor there", MOVE,
           (*LISTED, "record"), footer=50),
    Action("mark", ("m",), "mark", "Mark this place with a letter", MOVE),
    Action("to-mark", ("apostrophe", "g m"), "to a mark",
           "Go to a mark by its letter; twice: back to where you were", MOVE),
    Action("date", ("t",), "date",
           "Go to a date: 2010, 2010-06 or 2010-06-15", TIME, LISTED, footer=8),
    Action("newest", ("T",), "store's date", "Back to the store's own date", TIME, LISTED),
    Action("previous-change", ("comma",), "previous change",
           "To the previous change of what is on the screen", TIME, LISTED),
    Action("next-change", ("full_stop",), "next change",
           "To the next change of what is on the screen", TIME, LISTED),
    Action("previous-year", ("less_than_sign",), "a year back", "A year back", TIME, LISTED),
    Action("next-year", ("greater_than_sign",), "a year on", "A year on", TIME, LISTED),
    Action("add", ("a",), "add",
           "Add a claim, an actor, an event or a source in one line", WRITE, footer=10),
    Action("edit-records", ("E",), "edit as text",
           "Edit what is selected as text in $VISUAL or $EDITOR, an actor with its claims", WRITE,
           ("selected", "findings", "timeline", "compare", "overview", "path")),
    Action("judge", ("M",), "the same as …",
           "Judge whether the selected actor is the same as another one", WRITE),
    Action("split", ("S",), "split",
           "Split the selected actor in two, or move claims between its records", WRITE),
    Action("cite", ("c",), "cite",
           "Another citation in support of the claim, in one line", WRITE, ("claims",), footer=46),
    Action("dispute", ("C",), "dispute",
           "A citation that disputes the claim, in one line", WRITE, ("claims",), footer=47),
    Action("standing", ("D",), "status",
           "Deprecate, refute or retract the claim, correct or retract the source, with a reason",
           WRITE, ("claims",), footer=48),
    Action("note", ("i",), "note", "A note on what is selected, on one line", WRITE, footer=4),
    Action("note-editor", ("I",), "note in editor",
           "A note on what is selected, in $VISUAL or $EDITOR, from a template where there is one",
           WRITE),
    Action("edit-note", ("e",), "edit", "Edit the note in place", WRITE, ("notes", "notebook"),
           footer=-6),
    Action("edit-note-editor", ("E",), "edit in editor",
           "Edit the note in $VISUAL or $EDITOR", WRITE, ("notes", "notebook")),
    Action("remove-note", ("d",), "remove",
           "Remove the note (undo brings it back)", WRITE, ("notes", "notebook"), footer=-5),
    Action("follow-link", ("L",), "follow", "Go where a link of the note leads",
           MOVE, ("notes", "notebook"), footer=62),
    Action("link-mention", ("K",), "link",
           "Make the actor's name in the note a link to it", WRITE, ("notes",), footer=63),
    Action("add-subject", ("plus",), "also about",
           "Have the note be about another record too", WRITE, ("notes", "notebook"), footer=64),
    Action("tag", ("number_sign", "ctrl+t"), "tag",
           "Only the notes with a tag", LOOK, ("notebook",), footer=65),
    Action("edit-record", ("e",), "edit",
           "Edit the record of what is selected, field by field", WRITE,
           ("selected", "findings", "timeline", "compare", "overview", "path"), footer=9),
    Action("remove-record", ("d",), "remove the record",
           "Remove the record of what is selected, after saying what falls with it", WRITE,
           ("selected",)),
    Action("note-form", ("ctrl+e",), "note's form",
           "Edit all of the note field by field: what it is about, its tags", WRITE,
           ("notes", "notebook")),
    Action("import", ("O",), "import",
           "Import a file of any known format; what would change is shown first", WRITE),
    Action("undo", ("u",), "undo", "Undo the last change to the store", WRITE,
           ("any", "saved", "notebook", "candidates")),
    Action("redo", ("ctrl+r",), "redo", "Redo what was undone", WRITE,
           ("any", "saved", "notebook", "candidates")),
    Action("copy", ("y",), "copy",
           "Copy a name, an id, a quote, a footnote or the tree", WRITE, EVERYWHERE),
    Action("views", ("V",), "views",
           "All views, of the centre; from the detail pane, of what stands there",
           PROGRAM, LISTED, footer=22),
    Action("command", ("colon",), "command line",
           "The program's commands, in the words of the command line", PROGRAM, LISTED),
    Action("stores", ("ctrl+o",), "stores",
           "Another store: the demo, a new one, one from a file, or one that was open before",
           PROGRAM, LISTED, footer=61),
    Action("dossier", ("R",), "dossier",
           "Write a dossier, a report in HTML or Markdown: of the centre; from the detail pane, of"
           " what stands there", PROGRAM, ("any", "path")),
    Action("theme", ("f2",), "theme", "Choose a theme, with a preview", PROGRAM),
    Action("picture", ("f12",), "picture", "Save a picture of the screen (SVG)", PROGRAM,
           (*LISTED, "record")),
    Action("help", ("question_mark",), "keys",
           "The keys that work here", PROGRAM, MOVING, footer=11),
    Action("manual", ("f1",), "manual",
           "The manual, at the chapter on what is on the screen; in the manual all chapters",
           PROGRAM, MOVING, footer=85),
    Action("palette", ("ctrl+p",), "palette", "Every action by its name", PROGRAM, MOVING),
    Action("close", ("escape",), "close",
           "Clear the filter, else close the innermost; never quits", PROGRAM, MOVING),
    Action("leave", ("q",), "up, quit",
           "One level up; at the top, asks to quit", PROGRAM, MOVING),
    Action("quit", ("ctrl+q",), "quit", "Quit", PROGRAM, MOVING),
    Action("suspend", ("ctrl+z",), "suspend", "Suspend to the shell", PROGRAM, MOVING),
    # Actions that are valid in one view only.
    Action("more-hops", ("plus",), "a hop more",
           "A hop more, up to three", LOOK, ("map",), footer=-13),
    Action("fewer-hops", ("underscore",), "a hop less", "A hop less", LOOK, ("map",), footer=-12),
    Action("since", ("c",), "changes since",
           "Mark what changed between another date and this one", LOOK, ("map",), footer=-11),
    Action("swap", ("x",), "swap ends", "Turn the path round", LOOK, ("path",), footer=14),
    Action("more-paths", ("plus",), "more", "More paths", LOOK, ("path",), footer=15),
    Action("fewer-paths", ("underscore",), "fewer", "Fewer paths", LOOK, ("path",)),
    Action("all-time", ("a",), "all time",
           "Ties of all time, or of the date of the view", LOOK, ("path",), footer=16),
    Action("directed", ("d",), "direction",
           "Only from subject to object, or either way", LOOK, ("path",), footer=17),
    Action("path-types", ("f",), "types", "Over ties of which types", LOOK, ("path",), footer=18),
    Action("everyone", ("a",), "one or all",
           "Changes of this actor's ties, or of all", LOOK, ("difference",), footer=19),
    Action("sides", ("c",), "columns",
           "The same side by side, and back", LOOK, ("difference", "compare"), footer=20),
    Action("other-actor", ("a",), "other actor",
           "Compare with another actor", LOOK, ("compare",), footer=21),
    Action("judge-same", ("s",), "same",
           "Judge the two the same: they show as one", WRITE, ("candidates",), footer=23),
    Action("judge-different", ("x",), "different",
           "Judge the two different", WRITE, ("candidates",), footer=24),
    Action("judge-unsure", ("m",), "unsure",
           "Judge that nobody can say; nothing is joined", WRITE, ("candidates",), footer=25),
    Action("take-back", ("d",), "take back",
           "Take the decision back", WRITE, ("candidates",), footer=26),
    *(
        Action(f"to-{ordinal}", (str(number),), ordinal,
               f"The claim goes to the {ordinal} actor or record", WRITE, ("split",),
               footer=26 + number if number < 4 else 0)
        for number, ordinal in enumerate(ORDINALS, 1)
    ),
    Action("to-listed", ("m",), "from a list",
           "Choose from a list where the claim goes", WRITE, ("split",)),
    Action("split-now", ("a",), "split",
           "Move the claims to where they go now, in one step", WRITE, ("split",), footer=30),
    Action("closer", ("plus",), "closer",
           "Look closer: fewer days a cell", LOOK, ("timeline",), footer=31),
    Action("wider", ("underscore", "minus"), "wider",
           "Look wider: more days a cell", LOOK, ("timeline",), footer=32),
    Action("earlier", ("h", "left"), "earlier",
           "Earlier on the axis", LOOK, ("timeline",), footer=33),
    Action("later", ("l", "right"), "later", "Later on the axis", LOOK, ("timeline",), footer=34),
    Action("whole", ("0",), "all of it",
           "All that there is, on one axis", LOOK, ("timeline",), footer=35),
    Action("choose", ("space",), "choose", "Choose it, or not", LOOK, ("form",), footer=-4),
    Action("take", ("enter",), "take", "Filter by what is chosen", LOOK, ("form",), footer=-3),
    Action("choose-none", ("x",), "none", "Choose nothing: all ties", LOOK, ("form",), footer=-2),
    Action("choose-typed", ("e",), "as a line",
           "The filter as a line, as the command line has it", LOOK, ("form",), footer=-1),
    Action("save-view", ("a",), "save",
           "Save what the explorer shows", LOOK, ("saved",), footer=42),
    Action("rename-view", ("e",), "rename", "Rename the view", LOOK, ("saved",), footer=43),
    Action("remove-view", ("d",), "remove view", "Remove the view", LOOK, ("saved",), footer=44),
    Action("field-edit", ("enter", "e"), "edit the field",
           "Edit the field in place; open a part; at the head of a list, add to it",
           WRITE, ("record",), footer=70),
    Action("part-add", ("a",), "add to the list",
           "Add a name, a citation, a participant, a tag: another item of the list",
           WRITE, ("record",), footer=71),
    Action("part-remove", ("d",), "remove it",
           "Remove the item, or empty the field", WRITE, ("record",), footer=72),
    Action("part-down", ("J",), "move down",
           "Move the item down in its list", WRITE, ("record",)),
    Action("part-up", ("K",), "move up", "Move the item up in its list", WRITE, ("record",)),
    Action("next-link", ("tab",), "next link", "To the next link", MOVE, ("manual",), footer=80),
    Action("previous-link", ("shift+tab",), "previous link",
           "To the previous link", MOVE, ("manual",)),
    Action("open-link", ("enter",), "follow", "Follow the link", MOVE, ("manual",), footer=81),
    Action("chapters", ("c",), "chapters",
           "All chapters, found by a word of their titles", MOVE, ("manual",), footer=82),
    Action("form-keep", ("ctrl+s",), "keep all",
           "Keep all that was changed, as one step", WRITE, ("record",), footer=73),
)  # fmt: skip
"""In the order in which manual, `?` and palette list them."""

COUNTED = frozenset(
    {"down", "up", "top", "bottom", "half-down", "half-up", "page-down", "page-up"}
    | {"next-pane", "previous-pane", "next-tab", "previous-tab", "back", "forward"}
    | {"next-hit", "previous-hit", "previous-change", "next-change"}
    | {"closer", "wider", "earlier", "later", "part-down", "part-up"}
)
"""Actions that a count before their key repeats; before `top` and `bottom` it is a row."""

NEEDS_ALTGR = frozenset(
    {"left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket"}
    | {"at", "backslash", "vertical_line", "tilde", "grave_accent", "apostrophe", "number_sign"}
)
"""Keys that German, French, Spanish or Turkish keyboards have with AltGr only, or as a dead key;
an action that has one has another key too."""

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def valid(contexts: frozenset[str]) -> tuple[Action, ...]:
    """The actions that work in any of these contexts, in the order of the table."""
    return tuple(action for action in ACTIONS if contexts.intersection(action.where))
