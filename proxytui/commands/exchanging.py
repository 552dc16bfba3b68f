"""Commands that bring records in from a file, and out into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import exchange
from proxytui.commands.call import Answer, Call, Made
from proxytui.commands.output import save
from proxytui.commands.sources import readable
from proxytui.errors import UsageError
from proxytui.exchange.proposal import Proposal, propose

if TYPE_CHECKING:
    from proxytui.model.values import Json
    from proxytui.workspace import Workspace


class Imported(Answer, frozen=True):
    """What an import did, or with `dry` would do; `transaction` is empty where nothing changed."""

    format: str
    proposal: Proposal
    transaction: str
    dry: bool

    @property
    def code(self) -> int:
        """1 where rows were set aside."""
        return 1 if self.proposal.set_aside else 0

    def document(self, workspace: Workspace) -> Json:
        """The shape of `import`."""
        found = self.proposal
        return {
            "format": self.format,
            "read": found.read,
            "added": found.added,
            "changed": found.changed,
            "unchanged": found.unchanged,
            "set_aside": [one._asdict() for one in found.set_aside],
        }


class Exported(Answer, frozen=True):
    """A file's bytes for standard output, and what to say beside it."""

    data: bytes
    said: str


def import_(call: Call) -> Imported:
    """Bring in a file's records in one transaction; again, and nothing changes."""
    file, name = readable(call.text("file")), call.text("format")
    read = exchange.codec(name).read
    if read is None:
        raise UsageError(f"{name} can't be imported", "it is a format for export only")
    try:
        reading = read(file.read_bytes())
    except OSError as error:
        raise UsageError(f"can't read {file} ({error.strerror})", "check the path") from None
    proposal = propose(reading, call.workspace_to_fill.raw())
    transaction = ""
    if proposal.changes and not call.flag("dry_run"):
        call.workspace.back_up()
        transaction = call.workspace.apply(proposal.changes, f"import {file.name}").id
    return Imported(name, proposal, transaction, call.flag("dry_run"))


def export(call: Call) -> Exported | Made:
    """Write all records to a file, or hand on what to print."""
    name = call.text("format")
    write = exchange.codec(name).write
    if write is None:
        raise UsageError(f"{name} can't be exported", "it is a format for import only")
    data = write(call.workspace.raw())
    count = len(call.workspace.index.notes)
    said = f"the export holds {count} note{'s' if count != 1 else ''}" if count else ""
    if not call.text("output"):
        return Exported(data, said)
    file = save(call.text("output"), data, call.folder)
    return Made((), f"wrote {file}" + (f"; {said}" if said else ""))
