"""Commands for the store itself: undo, redo, log, compact, what is in it and where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import paths
from proxytui.commands.call import Answer, Call, Done
from proxytui.errors import Refused
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from proxytui.model.changes import Transaction
    from proxytui.model.records import Json
    from proxytui.workspace import Workspace


class UndoneStep(NamedTuple):
    """A transaction, and whether it is taken back now."""

    transaction: Transaction
    undone: bool


class Log(Answer, frozen=True):
    """The transactions of a store, newest first."""

    steps: tuple[UndoneStep, ...]

    def document(self, workspace: Workspace) -> Json:
        """The shape of `log`."""
        made = []
        for transaction, undone in self.steps:
            touched = dict.fromkeys(change.id for change in transaction.changes)
            made.append(
                {
                    "id": transaction.id,
                    "time": transaction.time,
                    "by": transaction.by,
                    "label": transaction.label,
                    "records": list(touched),
                    "undone": undone,
                }
            )
        return {"transactions": made}


class KeyValues(Answer, frozen=True):
    """Counts or paths, by name."""

    facts: dict[str, int | str]

    def document(self, workspace: Workspace) -> Json:
        """A flat object."""
        return dict(self.facts)

    def to_json(self, call: Call) -> Json:
        """The same; it can be had without a store."""
        return dict(self.facts)


def undo(call: Call) -> Done:
    """Take back the newest change."""
    try:
        step = call.workspace.undo()
    except Refused as error:
        raise Refused(error.title, error.hint or "`log` lists the changes") from None
    return Done((step.id,), step.label)


def redo(call: Call) -> Done:
    """Bring back what was undone last."""
    try:
        step = call.workspace.redo()
    except Refused as error:
        raise Refused(error.title, error.hint or "`log` lists the changes") from None
    return Done((step.id,), step.label)


def log(call: Call) -> Log:
    """All changes, newest first."""
    return Log(tuple(UndoneStep(entry.transaction, entry.undone) for entry in call.workspace.log()))


def compact(call: Call) -> Done:
    """Write the newest state into store.json; the journal keeps the history."""
    call.workspace.compact()
    return Done((), f"{call.workspace.folder / 'store.json'} holds the newest state")


def stats(call: Call) -> KeyValues:
    """How much of everything there is."""
    index, raw = call.workspace.index, call.workspace.raw()
    facts: dict[str, int | str] = {table: len(raw.get(table, {})) for table in TABLES}
    cited = [
        citation
        for records in (index.iter_actors(), index.iter_claims(), index.iter_events())
        for record in records
        for citation in record.citations
    ]
    facts["ties"] = len(index.tie_claims)
    facts["citations"] = len(cited)
    facts["quotes"] = sum(1 for citation in cited if citation.quote is not None)
    texts = {kept.text for source in index.iter_sources() for kept in source.documents}
    facts["documents"] = len(texts)
    facts["transactions"] = len(call.workspace.log())
    if call.workspace.uncompacted:
        facts["not_compacted"] = call.workspace.uncompacted
    return KeyValues(facts)


def locate(call: Call) -> KeyValues:
    """Where everything is; the store need not exist, and isn't opened."""
    places = {
        "store": call.folder,
        "documents": call.folder / "documents",
        "journal": call.folder / "journal",
        "backups": call.folder / "backups",
        "bundled": paths.bundled_data(),
        "config": paths.config_file(),
        "state": paths.state_dir(),
        "crashes": paths.crash_dir(),
        "drafts": paths.drafts_dir(),
    }
    # A path may hold bytes that are no text, which neither JSON nor a terminal takes.
    return KeyValues(
        {name: str(path).encode(errors="replace").decode() for name, path in places.items()}
    )
