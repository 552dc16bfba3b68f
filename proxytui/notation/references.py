"""What the names in a text stand for: records of the text or a store, or what it makes itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.model.vocabulary import tie_id
from proxytui.notation.reading import NewSource, Proposed
from proxytui.notation.scanner import Fault, escaped
from proxytui.notation.values import Reference
from proxytui.notation.words import CITATION_WORDS, CLAIM_STOPS, VERBS, nearest, without_quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.model.records import Json
    from proxytui.notation.reading import Directory
    from proxytui.notation.scanner import Scanner

_MOST = 6
"""How many records a fault lists that a name may stand for."""
_NEAREST = 3
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

    def has(self, table: str, id_: str) -> bool:
        """Whether an actor or a source has this id, in the text so far or beside it."""
        return id_ in self._ids[table] or self._directory.has(table, id_)

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
        if reference.id:
            return reference.id
        ids = list(dict.fromkeys(self._called_so(reference)))
        if len(ids) == 1:
            return ids[0]
        if ids:
            which = ", ".join(f"{self._label(reference.table, id_)} [{id_}]" for id_ in ids[:_MOST])
            more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
            raise scanner.fault(
                f"“{reference.name}” may be one of {which}{more}; write it with its id",
                reference.at,
            )
        if reference.table == "sources":
            return self._new_source(reference, scanner)
        if self.has("actors", reference.name):
            return reference.name
        if reference.new:
            return self._new_actor(reference, scanner)
        raise self._no_actor(reference.name, reference.at, scanner)

    def _called_so(self, reference: Reference) -> Sequence[str]:
        """The ids of the records that a name may stand for."""
        name = reference.name
        if reference.table == "sources":
            return [name] if self.has("sources", name) else self._sources_called(name)
        here = self._called.get(f"actors/{identity(name)}")
        return here or self._directory.actors_called(name)

    def _sources_called(self, title: str) -> Sequence[str]:
        here = self._called.get(f"sources/{identity(title)}", [])
        return [*here, *self._directory.sources_called(title)]

    def _is_called(self, name: str) -> bool:
        """Whether an actor is called so, in the text or beside it."""
        return bool(name and self._called_so(Reference("actors", name, 0)))

    def _label(self, table: str, id_: str) -> str:
        return self._directory.label(id_) if table == "actors" else "a source"

    # What stands for nothing yet

    def _new_source(self, reference: Reference, scanner: Scanner) -> str:
        name = reference.name
        if reference.new:
            self.lacking.setdefault(name, NewSource(name, scanner.place(reference.at)))
            return name
        close = _close(self._directory.ids_near("sources", name)) + self._near_here("sources", name)
        raise scanner.fault(f"no source is called “{name}”{close}", reference.at)

    def _new_actor(self, reference: Reference, scanner: Scanner) -> str:
        name = reference.name
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

    def _no_actor(self, name: str, at: int, scanner: Scanner) -> Fault:
        """The fault of a name that no actor has: it may have taken in what is no part of it."""
        is_quoted = scanner.text[at : at + 1] == "`"
        for word in () if is_quoted else re.finditer(r"\S+", name):
            before, rest = name[: word.start()].rstrip(), name[word.start() :]
            if before.islower() and self._is_called(rest):
                return scanner.fault(f"no actor is called “{name}”; did you mean {rest}?", at)
            message = self._not_of_a_name(word.group(), before, rest)
            if message:
                return scanner.fault(message, at + word.start())
        close = _close(self._directory.near(name)) + self._near_here("actors", name)
        written = escaped(name, "`") if is_quoted else name
        return scanner.fault(f"no actor is called “{name}”{close}; +{written} makes it", at)

    def _not_of_a_name(self, word: str, before: str, rest: str) -> str:
        """Why `rest`, which begins with `word`, is no part of a name that begins with `before`; ""
        where it may be."""
        if word in VERBS:
            return (
                f"“{word}” is a verb: a second claim stands on a line of its own, a name with a"
                " verb in backticks"
            )
        if before and self.has("sources", rest):
            return without_quote(rest)
        if not self._is_called(before):
            return ""
        if self._sources_called(rest):
            return without_quote(rest, escaped(rest, "`"))
        if word in CITATION_WORDS or word.startswith("¶"):
            return f"“{word}” stands behind a quote and its source"
        hint = nearest(word, CLAIM_STOPS) if word.islower() else ""
        return f"“{word}”, expected a detail of a claim{hint}" if hint else ""

    def _near_here(self, table: str, name: str) -> str:
        """The name of this text that comes close, and its line: one of the two may be mistyped."""
        from difflib import get_close_matches  # only a fault pays for it

        close = get_close_matches(name, self._lines[table], n=1, cutoff=_ALIKE)
        return f"; line {self._lines[table][close[0]]} has “{close[0]}”" if close else ""


def _close(names: Sequence[str]) -> str:
    """The names that come close, as a fault ends: `; close to it is North`."""
    listed = ", ".join(names[:_NEAREST])
    return f"; close to it {'is' if len(names) == 1 else 'are'} {listed}" if names else ""
