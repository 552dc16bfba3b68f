"""New stores: empty, of the records of a file, or a copy of the demo; whole, or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NoReturn

from proxytui import paths
from proxytui.commands import transfer
from proxytui.commands.call import Call
from proxytui.commands.edit import Faulty
from proxytui.commands.opening import Opening
from proxytui.commands.transfer import Imported
from proxytui.errors import Refused, StoreError, UsageError
from proxytui.model import dates
from proxytui.text import file_name
from proxytui.wording.phrases import plural, record_counts
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def empty(folder: Path, as_of: str = "") -> Opening:
    """An empty store whose views start at a date, "" for none. Raises ProxyTUIError."""
    as_of = start_date(as_of)
    if paths.is_store(folder):
        raise Refused(f"there is a store at {folder} already", "nothing was made")
    Workspace.create(folder, as_of=as_of)
    return Opening(folder, f"An empty store was made at {folder}.")


def start_date(words: str) -> str:
    """The date that words mean, "" for none; raises UsageError for words that are no date."""
    try:
        return dates.period(words).text if words else ""
    except dates.DateError as error:
        title, _, hint = str(error).partition("; ")
        raise UsageError(title, hint) from None


def copy_of_bundled_set() -> Opening:
    """A store of the user's own that begins with the bundled set. Raises StoreError."""
    folder = paths.bundled_copy()
    Workspace.create(folder, paths.bundled_data())
    return Opening(folder, f"Your copy of the bundled set is at {folder}.")


def of_file(file: Path) -> Opening:
    """A store with the records of a file, named as the file is. Raises ProxyTUIError."""
    folder = _free(file_name(file.stem))
    beside = folder.with_name(f".{folder.name}.{os.getpid()}-new")
    Workspace.create(beside, name=folder.name)
    try:
        with closing(Workspace.open(beside)) as workspace:
            place, arguments = workspace.place, {"file": str(file)}
            answer = transfer.import_(Call(arguments, lambda *_: workspace, place, _no_prose))
            counts = record_counts(workspace.counts())
        if isinstance(answer, Faulty):
            line, column, message = answer.faults[0]
            more = len(answer.faults) - 1
            also = f" (and {plural(more, 'fault')} more)" if more else ""
            raise UsageError(
                f"{file.name}:{line}:{column}: {message}{also}", "no store was made of it"
            )
        if not isinstance(answer, Imported):
            raise UsageError(f"{file.name} was not imported", "no store was made of it")
        aside = answer.plan.proposal.set_aside
        first = f"{aside[0].row}: {aside[0].reason}" if aside else ""
        if not answer.transaction:
            why = f" ({first})" if first else ""
            raise UsageError(f"{file.name} has no sound record{why}", "no store was made of it")
        os.rename(beside, folder)
    except OSError as error:
        raise StoreError(
            f"no store can be made at {folder}: {error.strerror}", "choose another file"
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    left = f" {plural(len(aside), 'row')} set aside, the first: {first}." if aside else ""
    return Opening(folder, f"{file.name} was read into {folder}: {counts}.{left}")


def _free(name: str) -> Path:
    """The folder of a store of that name, or of the name and a number where that is taken."""
    folder, number = paths.placed(name), 2
    while os.path.lexists(folder):
        folder = paths.placed(f"{name}-{number}")
        number += 1
    return folder


def _no_prose(before: str) -> NoReturn:
    raise UsageError("no text was given", "name a file")
