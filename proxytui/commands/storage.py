"""Commands for the store as a whole: write it anew, count what is in it, say where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import paths
from proxytui.commands.call import Answer, Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.lazy import LazyModule
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.records import Json
    from proxytui.place import Place
    from proxytui.wording import phrases
    from proxytui.workspace import Workspace
else:
    phrases = LazyModule("proxytui.wording.phrases")


class Beside(NamedTuple):
    """A count that stands behind another one in brackets, with the words for what is counted; `key`
    is its name in JSON."""

    key: str
    number: int
    words: str


class KeyValues(Answer, frozen=True):
    """Counts or paths, by name, some with another count beside them."""

    facts: dict[str, int | str]
    beside: dict[str, Beside] = {}

    def document(self, workspace: Workspace) -> Json:
        """A flat object."""
        return self._flat()

    def to_json(self, call: Call) -> Json:
        """The flat object again; no store need be open."""
        return self._flat()

    def _flat(self) -> Json:
        return self.facts | {other.key: other.number for other in self.beside.values()}

    def outline(self, call: Call) -> Json:
        """The facts as they are printed."""
        return dict(self.rows())

    def rows(self) -> list[tuple[str, str]]:
        """Each name with what stands behind it."""
        words = {name: f" ({other.words})" for name, other in self.beside.items()}
        return [(name, f"{value}{words.get(name, '')}") for name, value in self.facts.items()]


def compact(call: Call) -> Done:
    """Write the newest state into store.json; the journal keeps the history."""
    call.workspace.compact()
    file = call.workspace.place.own_folder("compact") / "store.json"
    return Done((), f"{file} holds the newest state")


def stats(call: Call) -> KeyValues:
    """Count the records, ties, quotes, texts and transactions of a store."""
    index, raw = call.workspace.index, call.workspace.raw()
    facts: dict[str, int | str] = {table: len(raw.get(table, {})) for table in TABLES}
    merged, beside = index.merged, {}
    if merged.aliases:
        records = len(raw.get("actors", {}))
        facts["actors"] = records - len(merged.aliases)
        beside["actors"] = Beside("actor_records", records, phrases.plural(records, "record"))
    if between := sum(map(len, merged.within.values())):
        words = f"{between} between records of one actor, in no tie"
        beside["claims"] = Beside("claims_between", between, words)
    actors = (
        recorded
        for actor in index.iter_actors()
        for recorded in merged.originals.get(actor.id, (actor,))
    )
    citations = quotes = 0
    for table in (actors, index.iter_claims(), index.iter_events()):
        for record in table:
            citations += len(record.citations)
            quotes += sum(citation.quote is not None for citation in record.citations)
    in_no_tie = [
        citation
        for ids in merged.within.values()
        for id_ in ids
        for citation in raw["claims"][id_].get("citations", ())
    ]
    facts["ties"] = len(index.tie_claims)
    facts["citations"] = citations + len(in_no_tie)
    facts["quotes"] = quotes + sum(1 for citation in in_no_tie if citation.get("quote"))
    texts = {kept.text for source in index.iter_sources() for kept in source.documents}
    facts["documents"] = len(texts)
    facts["transactions"] = call.workspace.steps
    if call.workspace.uncompacted:
        facts["not_compacted"] = call.workspace.uncompacted
    return KeyValues(facts, beside)


_STORE_FOLDERS = ("documents", "journal", "backups")


def locate(call: Call) -> KeyValues:
    """The folders and files of a store and of the program; no store is opened, or need exist."""
    places = {
        "store": call.place.shown,
        **{name: folder / name for folder in call.place.folders for name in _STORE_FOLDERS},
        **({} if call.place.folder else _beside_a_server(call.place)),
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


def _beside_a_server(place: Place) -> dict[str, Path]:
    """What this machine has of a store on a server."""
    cache = {} if place.cache is None else {"cache": place.cache}
    return {"backups": place.home / "backups", **cache}


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
            Argument("DIR", "its folder", Shape.REQUIRED, values=Values.FILES),
            Argument("--as-of", "the date that it opens at", metavar="DATE"),
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
        "how many records of each kind there are",
        (),
        stats,
        json=True,
    ),
    Command("locate", "where the store, the settings and other files are", (), locate, json=True),
)
