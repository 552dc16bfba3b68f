"""Commands that keep and bring back a store: backup, restore, repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import paths
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.commands.output_file import refuse_store_file
from proxytui.errors import ProxyTUIError, StoreError, UsageError
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui import workspace as workspaces
    from proxytui.model.records import Json
    from proxytui.wording import phrases, private_notes
    from proxytui.workspace import Accepted, Backup, Survey
else:
    phrases = LazyModule("proxytui.wording.phrases")
    private_notes = LazyModule("proxytui.wording.private_notes")
    workspaces = LazyModule("proxytui.workspace")


class BackedUp(Done, frozen=True):
    """A backup; `left_out` documents could not be copied, as they are not what they were."""

    left_out: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """1 where something is missing from it."""
        return 1 if self.left_out else 0


class Repair(Answer, frozen=True):
    """The damage of a store, and what was done about it, if anything was.

    `copies` are files in its folder that look like other copies of its own.
    """

    survey: Survey
    accepted: Accepted | None = None
    copies: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """1 where something is wrong, until it is accepted."""
        return 1 if self.accepted is None and self.wrong else 0

    @property
    def wrong(self) -> bool:
        """Whether there is any damage."""
        return bool(self.survey.damage or self.survey.set_aside)

    def to_json(self, call: Call) -> Json:
        """The shape of `repair`; the store may not open at all."""
        survey, newest, accepted = self.survey, self.survey.newest, self.accepted
        shape: Json = {
            "damage": list(survey.damage),
            "set_aside": [
                {"record": f"{row.table}/{row.id}", "reason": row.reason}
                for row in survey.set_aside
            ],
        }
        if newest is not None:
            shape["backup"] = {
                "folder": path_text(newest.folder),
                "time": newest.time,
                "records": newest.records,
            }
        if survey.replay is not None:
            shape["replay"] = survey.replay
        if self.copies:
            shape["copies"] = list(self.copies)
        if accepted is not None:
            shape["accepted"] = {
                "kept": path_text(accepted.kept),
                "aside": path_text(accepted.aside),
                "records": accepted.records,
            }
        return shape


def backup(call: Call) -> BackedUp:
    """Copy the store, and verify the copy."""
    target = paths.expanded(call.text("dir")) if call.text("dir") else None
    if target is not None:
        refuse_store_file(target, call.place)
    private = call.flag("private")
    copy = call.workspace.back_up(target, private=private)
    if copy is None:
        raise UsageError("a demo is not kept", "name a folder: `--demo backup DIR`")
    message = f"backed up and read again: {phrases.record_counts(copy.records)}"
    there = call.workspace.private_notes if call.place.folder is None else 0
    said = private_notes.taken_words if private else private_notes.left_out_words
    if words := said(there):
        message += f"; {words}"
    if copy.left_out:
        damaged = phrases.plural(len(copy.left_out), "damaged document")
        message += f"; left out {damaged}: {copy.left_out[0]}"
    return BackedUp((path_text(copy.folder),), message, copy.left_out)


def restore(call: Call) -> Done:
    """Make the store what a backup holds, after a backup of what is there."""
    source, folder = _source(call), call.place.folder
    if folder is None or _is_sound(folder):
        restored, before, step = call.workspace.restore(source)
        if not step.id:
            return Done((), f"the store already holds what {path_text(source)} does")
        message = f"restored {phrases.record_counts(restored.records)}; `undo` takes it back"
        if folder is None:  # where its backups lie is not plain from its address
            message += f"; what was there is kept in {path_text(before.folder)}"
        return Done((step.id,), message)
    kept = workspaces.Workspace.replace(folder, source)
    counts = {table: len(rows) for table, rows in call.workspace.raw().items() if rows}
    message = f"restored {phrases.record_counts(counts)}"
    return Done((), f"{message}; what was there is kept in {path_text(kept)}" if kept else message)


def _is_sound(folder: Path) -> bool:
    """Whether a folder holds a store without damage; raises StoreError where nobody can tell."""
    try:
        survey = workspaces.Workspace.survey(folder)
    except StoreError:
        if paths.may_be_store(folder):
            raise
        return False
    return not (survey.damage or survey.set_aside)


def repair(call: Call) -> Repair:
    """Say what is wrong and what can be done; with `--accept`, go on with what is sound."""
    folder = call.place.own_folder("repair")
    survey = workspaces.Workspace.survey(folder)
    wrong = bool(survey.damage or survey.set_aside)
    beside = workspaces.Workspace.copies_beside(call.place)
    if not call.flag("accept") or not wrong:
        return Repair(survey, copies=beside)
    return Repair(survey, workspaces.Workspace.accept(folder), beside)


def path_text(path: Path) -> str:
    """A path as text; it may hold bytes that are none."""
    return str(path).encode(errors="replace").decode()


def _source(call: Call) -> Path:
    folder, newest = call.text("dir"), call.flag("newest")
    if bool(folder) == newest:
        raise UsageError("restore takes a backup's folder, or --newest", "see `restore --help`")
    if folder:
        source = paths.expanded(folder)
        if not paths.may_be_store(source):
            raise UsageError(f"there is no backup at {source}", "name a folder with a store.json")
        return source
    home = call.place.home
    newest_backup: Backup | None = workspaces.Workspace.newest_backup(home)
    if newest_backup is None:
        raise ProxyTUIError(f"{home} has no whole backup", "name a folder to restore from")
    return newest_backup.folder


COMMANDS = (
    Command(
        "backup",
        "copy the store, and read the copy again; the newest ten days are kept",
        (
            Argument(
                "DIR",
                "a new folder; left out: today's under the store's own `backups`",
                values=Values.FILES,
            ),
            Argument("--private", "from a server, with your private notes", Shape.FLAG),
        ),
        backup,
    ),
    Command(
        "restore",
        "bring back the state of a backup, after a backup of the present one",
        (
            Argument("DIR", "the folder of a backup or of another store", values=Values.FILES),
            Argument("--newest", "the newest whole backup of the store's own", Shape.FLAG),
        ),
        restore,
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
        repair,
        json=True,
    ),
)
