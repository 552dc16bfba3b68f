"""The workspace: an open store and its index; every change and check goes through it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from proxytui import paths
from proxytui.errors import Conflict, NoStore, Refused
from proxytui.lazy import LazyModule
from proxytui.model import dates
from proxytui.model.changes import Change, Transaction
from proxytui.model.private_notes import a_note
from proxytui.model.records import Actor, Citation, Document, Json, Note, encode
from proxytui.place import Address, Place, default_address
from proxytui.store.store import Store, apply_once
from proxytui.store_session import StoreSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.quote_check import QuoteCheck
    from proxytui.questions.integrity import Report
    from proxytui.reading import files, quotes
    from proxytui.reading.files import ReadFile
    from proxytui.reading.names_in_texts import NamesInTexts
    from proxytui.reading.suggesting import rejections
    from proxytui.search import names
    from proxytui.search.exact_names import ExactNames
    from proxytui.search.names import NameSearch
    from proxytui.store import copies
    from proxytui.store.authors import Author as Author
    from proxytui.store.folder import backup, creation, damage, merged_file, repair
    from proxytui.store.folder.backup import Backup as Backup
    from proxytui.store.folder.repair import Accepted as Accepted
    from proxytui.store.folder.repair import Survey as Survey
    from proxytui.store.merge_stores import MergedStores as MergedStores
    from proxytui.store.search_index import SearchIndex
    from proxytui.store.store import LogEntry as LogEntry
else:
    names = LazyModule("proxytui.search.names")
    files, quotes = LazyModule("proxytui.reading.files"), LazyModule("proxytui.reading.quotes")
    rejections = LazyModule("proxytui.reading.suggesting.rejections")
    copies = LazyModule("proxytui.store.copies")
    backup, creation, damage, merged_file, repair = (
        LazyModule(f"proxytui.store.folder.{name}")
        for name in ("backup", "creation", "damage", "merged_file", "repair")
    )

_DAMAGED = (
    "nothing is written until the store is mended; `proxytui repair` says what is damaged, "
    "what the newest backup holds, and what can be kept as it is"
)


def now() -> str:
    """The time for a record: RFC 3339, UTC, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment() -> str:
    """The time for decisions, of which the last counts: as `now`, but to the microsecond."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Workspace(StoreSession):
    """An open store and all that is asked of it; every change and check goes through here.

    `created` says that this open made the user's store; `demo` that changes are thrown away.
    """

    def __init__(self, store: Store, *, created: bool = False, demo: bool = False) -> None:
        super().__init__(store, demo=demo)
        self._checks = self._following.checks
        self.created = created
        self.name = f"{store.name} (demo)" if demo else store.name

    @classmethod
    def open(
        cls,
        address: Address | None = None,
        *,
        demo: bool = False,
        origin: str = "cli",
        make: bool = False,
        trial: bool = False,
    ) -> Workspace:
        """Open a store, without `address` the user's own.

        With `make`, a folder that is not there, or as good as empty, becomes an empty store; with
        `trial` an empty store that is thrown away stands for it. Raises StoreError.
        """
        if demo:
            bundled = Store.open(paths.bundled_data(), origin=origin, read_only=True)
            return cls(bundled, demo=True)
        chosen = address if address is not None else default_address()
        if isinstance(chosen, str):
            return cls(Store.open(chosen, origin=origin))
        created = make and creation.is_free(chosen)
        if created and trial:
            scratch = Path(tempfile.mkdtemp(prefix="proxytui-trial-"))
            Store.create(scratch / "store", None)
            trial_store = cls(Store.open(scratch / "store", origin=origin))
            trial_store._scratch = scratch
            return trial_store
        if created:
            Store.create(chosen, None)
        if not paths.may_be_store(chosen):
            raise NoStore(
                f"there is no store at {chosen}",
                "`new` makes one; or name another folder with --store, or try --demo",
            )
        return cls(Store.open(chosen, origin=origin), created=created)

    @staticmethod
    def create(
        folder: Path, template: Path | None = None, name: str | None = None, as_of: str = ""
    ) -> None:
        """Create a store, empty or with the records of a template, whose views start at `as_of`
        where that is given. Raises StoreError."""
        Store.create(folder, template, name, as_of)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences on records that the store set aside or took as an edit by hand; there may be
        more later."""
        return (*self._store.warnings, *([_DAMAGED] if self._store.damaged else []))

    @property
    def damaged(self) -> bool:
        """Whether nothing may be written before the store is mended."""
        return self._store.damaged

    @property
    def default_period(self) -> Period:
        """The date the views start at: the store's own, else the newest attestation, else today."""
        if (stated := self._stated) is not None:
            return stated
        newest = self.index.newest_attestation()
        return dates.period(newest or datetime.now(UTC).strftime("%Y-%m-%d"))

    @property
    def _stated(self) -> Period | None:
        """The store's own date; a text that is no date, written by hand, counts as not set."""
        with suppress(dates.DateError):
            return dates.period(self._store.as_of) if self._store.as_of else None
        return None

    @property
    def default_reason(self) -> str:
        """Where `default_period` comes from, in words."""
        if self._stated is not None:
            return "the store's date"
        return "newest attestation" if self.index.newest_attestation() else "today"

    # Names and texts

    @property
    def names(self) -> NameSearch:
        """The search for names."""
        return self._following.names

    @property
    def exact_names(self) -> ExactNames:
        """The actors by their names as they are written."""
        return self._following.exact_names

    @property
    def names_in_texts(self) -> NamesInTexts:
        """The names of actors as they are looked for in texts."""
        return self._following.names_in_texts

    def find(self, name: str) -> Actor:
        """The actor that a NAME of the command line means; raises UnknownName."""
        return self.index.actors[names.resolve(self.index, self.names, name)]

    def find_linked(self, name: str) -> Actor:
        """The actor that a link in a note means, by a whole name; raises UnknownName."""
        id_ = names.resolve(self.index, self.names, name, beginnings=False)
        return self.index.actors[id_]

    @property
    def fulltext(self) -> SearchIndex:
        """The search index of all records, in a file of its own; `gather` brings it up to date."""
        # A demo reads from a folder that is not its own.
        folder = None if self.demo else self.place.cache
        return self._following.fulltext(folder, lambda sha: self._store.documents.data(sha))

    def gather(self) -> Callable[[Checkpoint], bool]:
        """A function that brings `fulltext` up to date with the records as they are now, in
        whatever thread."""
        return partial(self.fulltext.sync, self.raw())

    def text_of(self, sha: str) -> str | None:
        """A kept text by its sha256, if it is here."""
        return self._store.documents.text(sha)

    def text_for(self, citation: Citation) -> tuple[str, str] | None:
        """The kept text that a citation's quote is held against, and its sha256."""
        return quotes.text_for(citation, self.index.sources.get(citation.source), self.text_of)

    def check_quote(
        self, citation: Citation, text_of: Callable[[str], str | None] | None = None
    ) -> QuoteCheck:
        """Whether the citation's words stand in its source, and in which sentence; remembered until
        sources change. `text_of` gives a kept text by its sha256, by default as `self.text_of`, but
        that the last one is remembered too.

        Raises ValueError for a citation without words.
        """
        check = self.known_check(citation)
        if check is None:
            source = self.index.sources.get(citation.source)
            read = text_of or self._checks.last_text(self.text_of)
            check = quotes.check_cited(citation, source, read)
            self.remember_checks({citation: check})
        return check

    def known_check(self, citation: Citation) -> QuoteCheck | None:
        """The check of a citation's words as it is remembered; None where it is not."""
        return self._checks.known(citation)

    def remember_checks(self, checks: Mapping[Citation, QuoteCheck]) -> None:
        """Remember checks that were made in another thread, until sources change."""
        self._checks.remember(checks)

    def report(self, *, only_quotes: bool = False) -> Report:
        """Every problem of the store's records and quotes, and all damage to its files."""
        from proxytui.questions import integrity  # brings pydantic

        report = integrity.report(self.index, self.raw(), self.text_of, only_quotes=only_quotes)
        return report.after(integrity.Problem(*problem) for problem in self._store.damages())

    @staticmethod
    def copies_beside(place: Place) -> tuple[str, ...]:
        """Files in a store's folder, if it has one, that look like other copies of its own."""
        return damage.beside(place.folder) if place.folder else ()

    # Notes

    def add_note(
        self,
        about: tuple[str, ...],
        text: str,
        tags: tuple[str, ...] = (),
        *,
        private: bool = False,
    ) -> str:
        """Add a note on records or ties; returns its id. On a server it may be `private`."""
        time = now()
        if private and self.place.folder is not None:
            raise Refused("a store in a folder is private already", "leave out --private")
        note_id = self.fresh_private_id() if private else self._writable().fresh_id("notes")
        note = Note(id=note_id, about=about, text=text, created=time, modified=time, tags=tags)
        self.apply([Change("notes", note_id, None, encode(note))], f"add {a_note(note_id)}")
        return note_id

    def note_authors(self) -> dict[str, Author]:
        """The author of each note, as far as the journal says; takes time by the journal's size."""
        return self._store.note_authors()

    def edit_note(
        self,
        note_id: str,
        text: str | None,
        seen: str | None = None,
        *,
        about: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
    ) -> bool:
        """Replace a note's text, None for the same, and add what it is about and its tags.

        `seen` is the text that the writer had before them; without it, the text as it is now.
        Returns False where nothing changes; raises Conflict where the text was changed elsewhere.
        """
        before = self._record("notes", note_id)
        if seen is not None and before.get("text") != seen:
            raise Conflict(f"notes/{note_id}", "text", before.get("text"), text)
        after = {**before, "text": before.get("text") if text is None else text}
        for field, items in (("about", about), ("tags", tags)):
            known = before.get(field, [])
            if new := [item for item in dict.fromkeys(items) if item not in known]:
                after[field] = [*known, *new]
        if after == before:
            return False
        after["modified"] = now()
        self.apply([Change("notes", note_id, before, after)], f"edit {a_note(note_id)}")
        return True

    def remove_note(self, note_id: str) -> None:
        """Remove a note; undo brings it back."""
        change = Change("notes", note_id, self._record("notes", note_id), None)
        self.apply([change], f"remove {a_note(note_id)}")

    # Sources

    def add_source(self, file: ReadFile, fields: Json) -> tuple[str, bool]:
        """Keep a file's text and record it as a source; returns the source's id, and whether it is
        new: a text that a source has already makes no second one.

        The source has what the file states of itself, but for the `fields` that are given.
        """
        # A text that is known and was lost comes back.
        if ids := self.sources_with(str(self._keep(file)["text"])):
            return ids[0], False
        return self.new_source(file, fields), True

    def new_source(self, file: ReadFile, fields: Json) -> str:
        """Record a file as `add_source` does, though a source may have its text already; asks the
        index nothing, in whatever thread."""
        document = self._keep(file)
        record = {**file.fields(fields), "documents": [document]}
        source_id = self._writable().fresh_id("sources", str(record["title"]))
        self.apply([Change("sources", source_id, None, record)], f"add source {source_id}")
        return source_id

    def attach(self, source_id: str, file: ReadFile) -> str:
        """Add a file's text to a source; returns its sha256. Again it restores a lost one.

        Suggestions that were rejected stay so where their words stand in this version too.
        """
        before = self._record("sources", source_id)
        document, known = self._keep(file), before.get("documents", [])
        sha = str(document["text"])
        if all(version["text"] != sha for version in known):
            after = {**before, "documents": [*known, document]}
            rejected = before.get("rejected", [])
            text = file.extracted.text
            if more := rejections.carried_over(rejected, self.text_of, text, sha):
                after["rejected"] = list(dict.fromkeys((*rejected, *more)))
            self.apply(
                [Change("sources", source_id, before, after)], f"attach a text to {source_id}"
            )
        return sha

    def sources_with(self, sha: str) -> tuple[str, ...]:
        """The ids of the sources that have a text as one of their versions."""
        return tuple(
            sorted(
                source.id
                for source in self.index.iter_sources()
                if any(sha == version.text for version in source.documents)
            )
        )

    def keep(self, file: Path) -> Json:
        """Keep a file's text, and the file where it differs from its text; returns a version for a
        source."""
        return self._keep(files.read(file))

    def _keep(self, file: ReadFile) -> Json:
        self._writable()
        self._checks.forget()
        sha = self._store.documents.put(file.text)
        original = None if file.text == file.data else self._store.documents.put(file.data)
        extractor = file.extracted.extractor or None
        document = Document(text=sha, original=original, extractor=extractor, added=now())
        version: Json = msgspec.to_builtins(document)
        return version

    def record(self, table: str, id_: str) -> Json | None:
        """A record as it is stored; None where there is none."""
        return self._store.get(table, id_)

    def _record(self, table: str, id_: str) -> Json:
        record = self._store.get(table, id_)
        if record is None:
            raise Refused(f"there is no record {id_} in {table}", "it may have been removed")
        return record

    # Folder

    def back_up(self, target: Path | None = None, *, private: bool = False) -> Backup | None:
        """Make a verified copy of the store, by default that of today; of a demo only where a
        target is named. From a server private notes come only with `private`.

        Raises StoreError.
        """
        if self.demo and target is None:
            return None
        return copies.back_up(self._store, target, private=private)

    def restore(self, source: Path) -> tuple[Backup, Backup, Transaction]:
        """Replace the records by those of a backup, as one step that can be undone; returns that
        backup, the one of the state before, and the step. Raises StoreError; nothing is changed
        then."""
        self.poll()
        restored, before, changes = copies.to_restore(self._store, source, now())
        transaction = self.apply(changes, f"restore {source.name}")
        self._checks.forget()
        return restored, before, transaction

    def merge(self, address: Address) -> tuple[MergedStores, Transaction]:
        """Merge another copy of the store and its texts, as one step.

        Raises StoreError where it can't be read, Conflict where somebody writes all the while.
        """
        merged, step = copies.merge_in(self._store, address, now())
        self._following.wrote(step)
        self._checks.forget()
        return merged, step

    @staticmethod
    def merge_files(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, MergedStores]:
        """Merge three versions of a `store.json`; raises StoreError where one can't be read."""
        return merged_file.merged_file(base, ours, theirs, now())

    @staticmethod
    def newest_backup(folder: Path) -> Backup | None:
        """The newest backup by day that is sound."""
        return backup.newest(folder)

    @staticmethod
    def survey(folder: Path) -> Survey:
        """A survey of the damage in a store's folder; raises StoreError where there is none."""
        return repair.survey(folder)

    @staticmethod
    def accept(folder: Path) -> Accepted:
        """Keep the sound records of a damaged store and go on; raises StoreError."""
        return repair.accept(folder, apply_once)

    @staticmethod
    def replace(folder: Path, source: Path) -> Path | None:
        """Put a backup in the place of a store that is damaged or gone; returns where that is
        kept."""
        return repair.replace(folder, source.absolute())

    def compact(self) -> None:
        """Write the newest state into store.json."""
        self._writable().compact()
