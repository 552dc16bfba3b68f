"""Commands for the store as a whole: write it anew, count what is in it, say where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import paths
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from proxytui.model.records import Json
    from proxytui.workspace import Workspace


class KeyValues(Answer, frozen=True):
    """Counts or paths, by name."""

    facts: dict[str, int | str]

    def document(self, workspace: Workspace) -> Json:
        """A flat object."""
        return dict(self.facts)

    def to_json(self, call: Call) -> Json:
        """The flat object again; no store need be open."""
        return dict(self.facts)


def compact(call: Call) -> Done:
    """Write the newest state into store.json; the journal keeps the history."""
    call.workspace.compact()
    return Done((), f"{call.workspace.folder / 'store.json'} holds the newest state")


def stats(call: Call) -> KeyValues:
    """Count the records, ties, quotes, texts and transactions of a store."""
    index, raw = call.workspace.index, call.workspace.raw()
    facts: dict[str, int | str] = {table: len(raw.get(table, {})) for table in TABLES}
    citations = [
        citation
        for records in (index.iter_actors(), index.iter_claims(), index.iter_events())
        for record in records
        for citation in record.citations
    ]
    facts["ties"] = len(index.tie_claims)
    facts["citations"] = len(citations)
    facts["quotes"] = sum(1 for citation in citations if citation.quote is not None)
    texts = {kept.text for source in index.iter_sources() for kept in source.documents}
    facts["documents"] = len(texts)
    facts["transactions"] = len(call.workspace.log())
    if call.workspace.uncompacted:
        facts["not_compacted"] = call.workspace.uncompacted
    return KeyValues(facts)


def locate(call: Call) -> KeyValues:
    """The folders and files of a store and of the program; no store is opened, or need exist."""
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


def new(call: Call) -> Done:
    """Make an empty store in a folder that is not there, or as good as empty."""
    from proxytui.commands import new_store

    as_of = call.date("as_of")
    folder = paths.expanded(call.text("dir"))
    new_store.empty(folder, as_of.text if as_of else "")
    return Done((), f"made an empty store at {folder}; open it with proxytui --store {folder}")


COMMANDS = (
    Command(
        "new",
        "make an empty store",
        (
            Argument("DIR", "its folder", Shape.REQUIRED),
            Argument("--as-of", "the date that its views start at", metavar="DATE"),
        ),
        new,
    ),
    Command(
        "compact",
        "write the newest state into store.json",
        (),
        compact,
    ),
    Command(
        "stats",
        "how much of everything there is",
        (),
        stats,
        json=True,
    ),
    Command("locate", "where everything is", (), locate, json=True),
)
