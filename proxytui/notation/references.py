"""What the names in a text stand for: records of the text or a store, or what it makes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.model.vocabulary import tie_id
from proxytui.notation.reading import NewSource, Proposed
from proxytui.notation.scanner import Fault
from proxytui.notation.values import Reference
from proxytui.notation.words import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.model.records import Json
    from proxytui.notation.reading import Directory
    from proxytui.notation.scanner import Scanner

_ALIKE = 0.75
"""How alike two names of a text are, of 1, where one may be the other mistyped."""

NO_ID = "?"
"""In the place of an id: an actor of the text is given none as long as the text has a fault."""


class References:
    """The names and ids that a text gives, and what its references stand for.

    `made` are the actors that it makes by a plus, `lacking` the new sources that it has no record
    of, `faults` the references that stand for nothing.
    """

    def __init__(self, directory: Directory, new_id: Callable[[str, Json], str]) -> None:
        self._directory = directory
        self._new_id = new_id
        self._called: dict[str, list[str]] = {}
        self._ids: dict[str, set[str]] = {"actors": set(), "sources": set()}
        self._lines: dict[str, dict[str, int]] = {"actors": {}, "sources": {}}
        self.made: list[Proposed] = []
        self.lacking: dict[str, NewSource] = {}
        self.faults: list[Fault] = []

    def note_id(self, table: str, id_: str) -> None:
        """Note that the text has a record with this id."""
        self._ids[table].add(id_)

    def note_name(self, table: str, id_: str, name: str, line: int) -> None:
        """Note that a record of the text, in this line, is called so."""
        self.note_id(table, id_)
        self._lines[table].setdefault(name, line)
        self._called.setdefault(f"{table}/{identity(name)}", []).append(id_)

    def note_line(self, table: str, name: str, line: int) -> None:
        """Note that this line has the name, to be told where another comes close to it."""
        self._lines[table].setdefault(name, line)

    def is_actor(self, id_: str) -> bool:
        """Whether an actor has this id, in the text or beside it."""
        return id_ in self._ids["actors"] or self._directory.has("actors", id_)

    def resolved(self, value: object, scanner: Scanner) -> object:
        """A value with ids in the place of references."""
        if isinstance(value, Reference):
            try:
                id_ = self._id_of(value, scanner)
                return "" if id_ == NO_ID else id_
            except Fault as fault:
                self.faults.append(fault)
                return ""
        if isinstance(value, tuple):
            type_, *ends = value
            return tie_id(type_, *(str(self.resolved(end, scanner)) for end in ends))
        if isinstance(value, dict):
            return {key: self.resolved(item, scanner) for key, item in value.items()}
        if isinstance(value, list):
            return [self.resolved(item, scanner) for item in value]
        return value

    def _id_of(self, reference: Reference, scanner: Scanner) -> str:
        table, name = reference.table, reference.name
        if reference.id:
            return reference.id
        here = self._called.get(f"{table}/{identity(name)}", [])
        if table == "sources":
            if name in self._ids.get("sources", ()) or self._directory.has("sources", name):
                return name
            found = [*here, *self._directory.sources_called(name)]
        else:
            found = here or list(self._directory.actors_called(name))
        ids = list(dict.fromkeys(found))
        if len(ids) == 1:
            return ids[0]
        if ids:
            which = ", ".join(f"{self._label(table, id_)} [{id_}]" for id_ in ids[:9])
            raise scanner.fault(
                f"“{name}” may be one of {which}; write it with its id", reference.at
            )
        if table == "sources" and reference.new:
            self.lacking.setdefault(name, NewSource(name, scanner.place(reference.at)))
            return name
        if table == "sources":
            near_here = self._near_here(table, name)
            raise scanner.fault(f"no source is called “{name}”{near_here}", reference.at)
        if self.is_actor(name):
            return name
        if reference.new:
            return self._new_actor(name, reference, scanner)
        cited = name.rpartition(" ")[2]
        if " " in name and self._directory.has("sources", cited):
            raise scanner.fault(
                f"“{cited}” is a source; its quote stands before it, or from: from {cited}",
                reference.at,
            )
        near = self._directory.near(name)[:3]
        close = f"; close to it are {', '.join(near)}" if near else ""
        close += self._near_here(table, name)
        raise scanner.fault(f"no actor is called “{name}”{close}; +{name} makes it", reference.at)

    def _near_here(self, table: str, name: str) -> str:
        """The name of this text that comes close, and its line: one of the two may be mistyped."""
        from difflib import get_close_matches  # only a fault pays for it

        close = get_close_matches(name, self._lines[table], n=1, cutoff=_ALIKE)
        return f"; line {self._lines[table][close[0]]} has “{close[0]}”" if close else ""

    def _label(self, table: str, id_: str) -> str:
        return self._directory.label(id_) if table == "actors" else "a source"

    def _new_actor(self, name: str, reference: Reference, scanner: Scanner) -> str:
        verb = next((word for word in name.split() if word in VERBS), "")
        if verb and "`" not in scanner.text[max(0, reference.at - 1) : reference.at + 1]:
            raise scanner.fault(
                f"“{name}” holds the verb {verb}; a name with it stands in backticks: +`{name}`",
                reference.at,
            )
        record: Json = {"kind": "unknown", "names": [{"text": name}]}
        id_ = self._new_id("actors", record)
        place = scanner.place(reference.at)
        self.note_name("actors", id_, name, place.line)
        self.made.append(Proposed("actors", id_, record, place, is_new=True))
        return id_
