"""The table of commands that the command line, its help, its manual and the explorer read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands.command import Argument, Command, Shape
from proxytui.commands.places import PLACES
from proxytui.exchange import FORMATS
from proxytui.lazy import LazyModule
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from proxytui.commands import (
        diff,
        findings,
        history,
        merge,
        merge_driver,
        neighbourhood,
        notes,
        path,
        recovery,
        search,
        show,
        sources,
        transfer,
        views,
    )
else:
    # Who calls one command needs none of the others, and the explorer's first picture none at all.
    diff = LazyModule("proxytui.commands.diff")
    merge_driver = LazyModule("proxytui.commands.merge_driver")
    transfer = LazyModule("proxytui.commands.transfer")
    history = LazyModule("proxytui.commands.history")
    show = LazyModule("proxytui.commands.show")
    neighbourhood = LazyModule("proxytui.commands.neighbourhood")
    merge = LazyModule("proxytui.commands.merge")
    notes = LazyModule("proxytui.commands.notes")
    recovery = LazyModule("proxytui.commands.recovery")
    search = LazyModule("proxytui.commands.search")
    sources = LazyModule("proxytui.commands.sources")
    views = LazyModule("proxytui.commands.views")
    path = LazyModule("proxytui.commands.path")
    findings = LazyModule("proxytui.commands.findings")

_NAME = Argument(
    "NAME", "an id, scheme:value, any of the names, or a close spelling", Shape.REQUIRED
)
_ABOUT = "an actor as above, or the id of a tie, claim, event or source"
_AS_OF = Argument(
    "--as-of", "the date to look at: 2010, 2010-06 or 2010-06-15; the store's own if left out",
    metavar="P",
)  # fmt: skip
_FILTER = Argument(
    "--filter", "only ties that pass, such as 'type:backs support:W publishers:2..'", metavar="F"
)  # fmt: skip
_VIEW = Argument("--view", "through a saved view: its filter and its date", metavar="VIEW")
_ALL = Argument("--all", "show also what is not held then", Shape.FLAG)
_ROLL_UP = Argument("--roll-up", "add the ties of leaders and parts, marked via", Shape.FLAG)
_FORMAT = Argument(
    "--format", "the format of the file", metavar="F", choices=tuple(FORMATS), default="json"
)
_TEXT = Argument("TEXT", "the note; left out: standard input when piped, else $VISUAL or $EDITOR")

# JSON nests twice a level, and its readers give up at about a thousand.
_DEEPEST = 200
_MOST_PATHS = 1000
_MOST_HOPS = 3

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command(
            "show",
            "the dossier of an actor: names, ties by type, events, quotes, notes",
            (_NAME, _AS_OF, _FILTER, _VIEW, _ALL, _ROLL_UP),
            lambda call: show.show(call),
            json=True,
        ),
        Command(
            "tree",
            "whom an actor is reported to back, or to be backed by, as a tree",
            (
                _NAME,
                Argument(
                    "--direction",
                    "downwards or upwards",
                    metavar="D",
                    choices=("backs", "backed-by"),
                    default="backs",
                ),
                Argument("--depth", "how many levels", Shape.NUMBER, "N", default=3, most=_DEEPEST),
                Argument(
                    "--type",
                    "follow ties of this type; may be repeated; backs if left out",
                    Shape.REPEATED,
                    "T",
                    tuple(CLAIM_TYPES),
                ),
                _AS_OF,
                _FILTER,
                _VIEW,
                _ALL,
                _ROLL_UP,
            ),
            lambda call: show.tree(call),
            json=True,
        ),
        Command(
            "path",
            "the shortest chains of ties between two actors",
            (
                Argument("A", _NAME.help, Shape.REQUIRED),
                Argument("B", "the other one, named in the same ways", Shape.REQUIRED),
                _AS_OF._replace(
                    help="ties as of this date: 2010, 2010-06 or 2010-06-15; "
                    "of all time if left out"
                ),
                Argument(
                    "--type",
                    "over ties of this type; may be repeated; of every type if left out",
                    Shape.REPEATED,
                    "T",
                    tuple(CLAIM_TYPES),
                ),
                Argument("--directed", "only from subject to object", Shape.FLAG),
                Argument("-k", "how many", Shape.NUMBER, "N", default=3, most=_MOST_PATHS),
                Argument("--max-hops", "of at most so many ties", Shape.NUMBER, "N"),
                _FILTER,
                _VIEW,
            ),
            lambda call: path.path(call),
            json=True,
        ),
        Command(
            "map",
            "an actor between its reported backers and those it is said to back; opponents, allies",
            (
                _NAME._replace(
                    shape=Shape.OPTIONAL, help=f"{_NAME.help}; the overview if left out"
                ),
                Argument("--overview", "who backs whom, in layers, around it first", Shape.FLAG),
                Argument(
                    "--hops", "how far, up to 3", Shape.NUMBER, "N", default=1, most=_MOST_HOPS
                ),
                Argument(
                    "--since", "mark what changed between this date and the other", metavar="P"
                ),
                _AS_OF,
                _FILTER,
                _VIEW,
                _ALL,
            ),
            lambda call: neighbourhood.map_(call),
            json=True,
        ),
        Command(
            "timeline",
            "the history of an actor or a tie: claims, events, names and offices, by their dates",
            (_NAME._replace(help=f"{_NAME.help}, or the id of a tie"), _AS_OF, _FILTER, _VIEW),
            lambda call: show.timeline(call),
            json=True,
        ),
        Command(
            "diff",
            "what began, ended, changed or became disputed between two dates, states, publishers",
            (
                Argument("P1", "the earlier date: 2010, 2010-06 or 2010-06-15"),
                Argument("P2", "the later date"),
                Argument("NAME", "only ties of this actor; all if left out"),
                Argument(
                    "--recorded",
                    "between two states of the store instead: times, ids of transactions as `log` "
                    "lists them, `start`, `now`",
                    Shape.PAIR,
                    "T1 T2",
                ),
                Argument(
                    "--publisher",
                    "what rests on one publisher, on the other, on both, and where they differ",
                    Shape.PAIR,
                    "A B",
                ),
                _FILTER,
                _VIEW,
            ),
            lambda call: diff.diff(call),
            json=True,
        ),
        Command(
            "tensions",
            "who is said to back both sides; allies that oppose each other; unbalanced triangles",
            (_AS_OF, _FILTER, _VIEW),
            lambda call: findings.tensions(call),
            json=True,
        ),
        Command(
            "gaps",
            "what has no quote, date, means or second publisher, and dates that are odd",
            (
                Argument(
                    "--without",
                    "which ties would fall, weaken or stay without this publisher",
                    metavar="PUBLISHER",
                ),
            ),
            lambda call: findings.gaps(call),
            json=True,
        ),
        Command(
            "search",
            "names in any script and spelling; words of quotes, events, notes, sources and texts",
            (
                Argument("QUERY", "words; the manual has its fields and signs", Shape.REQUIRED),
                Argument(
                    "--in",
                    f"where: {','.join(PLACES)}; all if left out",
                    metavar="PLACES",
                ),
            ),
            lambda call: search.search(call),
            json=True,
        ),
        Command(
            "note add",
            "keep a note",
            (Argument("NAME", _ABOUT, Shape.REQUIRED), _TEXT),
            lambda call: notes.add(call),
        ),
        Command(
            "note list",
            "all notes, or those about one thing",
            (Argument("NAME", _ABOUT),),
            lambda call: notes.list_(call),
            json=True,
        ),
        Command(
            "note edit",
            "give a note another text",
            (Argument("ID", "the note's id", Shape.REQUIRED), _TEXT),
            lambda call: notes.edit(call),
        ),
        Command(
            "note remove",
            "remove a note; undo brings it back",
            (Argument("ID", "the note's id", Shape.REQUIRED),),
            lambda call: notes.remove(call),
        ),
        Command(
            "view list",
            "all saved views and bookmarks",
            (),
            lambda call: views.list_(call),
            json=True,
        ),
        Command(
            "view save",
            "save a filter, a date, an actor under a name; the same name replaces",
            (
                Argument("NAME", "what to call it", Shape.REQUIRED),
                _FILTER,
                _AS_OF,
                Argument("--centre", "the actor that the explorer then shows", metavar="ACTOR"),
                _ALL,
            ),
            lambda call: views.save(call),
        ),
        Command(
            "view rename",
            "give a saved view another name",
            (
                Argument("NAME", "its name", Shape.REQUIRED),
                Argument("NEW", "the new one", Shape.REQUIRED),
            ),
            lambda call: views.rename(call),
        ),
        Command(
            "view remove",
            "remove a saved view; undo brings it back",
            (Argument("NAME", "its name", Shape.REQUIRED),),
            lambda call: views.remove(call),
        ),
        Command(
            "source add",
            "keep a text as a source",
            (
                Argument("FILE", "a text file in UTF-8", Shape.REQUIRED),
                Argument("--title", "its title; the file's name if left out", metavar="TITLE"),
                Argument("--author", "who wrote it", metavar="WHO"),
                Argument("--publisher", "who published it", metavar="WHO"),
                Argument("--publisher-parent", "whom the publisher belongs to", metavar="WHO"),
                Argument("--published", "when, as an EDTF date: 2024-12-02~", metavar="DATE"),
                Argument("--url", "where it was read", metavar="URL"),
                Argument("--licence", "under which terms", metavar="TERMS"),
                Argument("--lang", "its language: en, ar", metavar="CODE"),
                Argument("--kind", "what it is: report, news", metavar="KIND"),
            ),
            lambda call: sources.add(call),
        ),
        Command(
            "source attach",
            "give a source the text that it cites",
            (
                Argument("ID", "the source's id", Shape.REQUIRED),
                Argument("FILE", "a text file in UTF-8", Shape.REQUIRED),
            ),
            lambda call: sources.attach(call),
        ),
        Command(
            "source list",
            "all sources, with the checks of what is quoted from them",
            (),
            lambda call: sources.list_(call),
            json=True,
        ),
        Command(
            "source verify",
            "check every quote against the kept text of its source, and the store's files",
            (),
            lambda call: sources.verify(call),
            json=True,
        ),
        Command(
            "check",
            "check records, references, dates, quotes and the store's files: a line a problem",
            (),
            lambda call: sources.check(call),
            json=True,
        ),
        Command(
            "export",
            "write all records of all dates, notes included, to standard output or a file",
            (
                _FORMAT,
                Argument("--output", "the file to write", metavar="FILE", short="-o"),
            ),
            lambda call: transfer.export(call),
        ),
        Command(
            "import",
            "bring in the records of a file in one step; bad rows are set aside, odd ones named",
            (
                Argument("FILE", "what to read; - for standard input", Shape.REQUIRED),
                _FORMAT,
                Argument("--dry-run", "only say what would change", Shape.FLAG),
                Argument("--no-attest", "leave claims without a date as they are", Shape.FLAG),
            ),
            lambda call: transfer.import_(call),
            json=True,
        ),
        Command(
            "merge",
            "another copy of the store into this one, three ways; conflicts stay side by side",
            (
                Argument("DIR", "the other copy's folder; it is only read"),
                Argument(
                    "--install-driver",
                    "let git merge store.json this way, in the repository you are in",
                    Shape.FLAG,
                ),
            ),
            lambda call: merge.merge(call),
            json=True,
        ),
        Command(
            "merge-driver",
            "merge three versions of a store.json, for git",
            (
                Argument(
                    "BASE", "what both had in common (git's %O); may be empty", Shape.REQUIRED
                ),
                Argument(
                    "OURS", "our version (git's %A); it becomes the merged one", Shape.REQUIRED
                ),
                Argument("THEIRS", "their version (git's %B)", Shape.REQUIRED),
            ),
            lambda call: merge_driver.merge_for_git(call),
        ),
        Command("undo", "take back the newest change", (), lambda call: history.undo(call)),
        Command("redo", "bring back what was undone last", (), lambda call: history.redo(call)),
        Command("log", "all changes, newest first", (), lambda call: history.log(call), json=True),
        Command(
            "backup",
            "copy the store, and read the copy again; the newest ten days are kept",
            (Argument("DIR", "a new folder; left out: today's under the store's own `backups`"),),
            lambda call: recovery.backup(call),
        ),
        Command(
            "restore",
            "make the store what a backup holds, after a backup of what is there",
            (
                Argument("DIR", "the folder of a backup or of another store"),
                Argument("--newest", "the newest whole backup of the store's own", Shape.FLAG),
            ),
            lambda call: recovery.restore(call),
        ),
        Command(
            "repair",
            "what is damaged, what the newest backup holds, and what can be read without it",
            (
                Argument(
                    "--accept",
                    "go on with what is sound; the rest is kept in a file that is named",
                    Shape.FLAG,
                ),
            ),
            lambda call: recovery.repair(call),
            json=True,
        ),
        Command(
            "compact",
            "write the newest state into store.json",
            (),
            lambda call: history.compact(call),
        ),
        Command(
            "stats",
            "how much of everything there is",
            (),
            lambda call: history.stats(call),
            json=True,
        ),
        Command("locate", "where everything is", (), lambda call: history.locate(call), json=True),
        Command(
            "screenshot",
            "a picture of a view, as SVG",
            (
                Argument("NAME", "the actor in the middle; before --keys, if both are given"),
                Argument(
                    "--output", "the file to write", Shape.REQUIRED, metavar="FILE.svg", short="-o"
                ),
                Argument("--view", "the view", metavar="V", default="explorer"),
                Argument("--size", "columns and rows", metavar="WxH", default="120x40"),
                Argument("--theme", "the theme", metavar="T"),
                Argument("--keys", "keys to press first", Shape.WORDS, "KEY"),
                _AS_OF,
            ),
            None,
        ),
    )
}
"""Every command by its name, in the order of the manual."""
