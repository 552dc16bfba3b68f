"""A text of records read into proposed ones, each at its place, with every fault of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.notation.heads import Heads
from proxytui.notation.parts import Parts
from proxytui.notation.reading import Directory, Proposed, Reading
from proxytui.notation.references import NO_ID, References
from proxytui.notation.scanner import Expected, Fault, Scanner, id_at_end
from proxytui.notation.words import KINDS_OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.model.records import Json


class _Draft(NamedTuple):
    table: str
    id: str
    record: Json
    scanner: Scanner
    begin: int
    parts: Parts


def read(
    text: str,
    directory: Directory,
    new_id: Callable[[str, Json], str],
    *,
    subject: str = "",
) -> Reading:
    """Read a text of any number of records.

    `new_id` gives an id to a record that the text has none for, by its table and its fields;
    `subject` is the actor that a claim is of which begins with a verb.
    """
    reader = _Reader(directory, new_id, subject)
    for block, line in _blocks(text):
        reader.block(Scanner(block, line))
    return reader.finish()


def read_line(line: str, directory: Directory, subject: str = "") -> Expected | None:
    """What may stand at the end of a line that was not ended; None where nothing is known of it."""
    scanner = Scanner(line)
    _Reader(directory, lambda table, record: "new", subject).block(scanner)
    at, expected = scanner.expected or (-1, None)
    return expected if at >= len(line.rstrip(" \t")) else None


def _blocks(text: str) -> Iterator[tuple[str, int]]:
    """The pieces of a text that begin at its margin, with their first lines."""
    lines = text.split("\n")
    begin = None
    for number, line in enumerate(lines):
        line = lines[number] = line.removesuffix("\r")
        if line and line[0] not in " \t#|":
            if begin is not None:
                yield "\n".join(lines[begin:number]), begin + 1
            begin = number
    if begin is not None:
        yield "\n".join(lines[begin:]), begin + 1


class _Reader:
    def __init__(
        self, directory: Directory, new_id: Callable[[str, Json], str], subject: str
    ) -> None:
        self._new_id = new_id
        self._references = References(directory, new_id)
        self._heads = Heads(subject)
        self._drafts: list[_Draft] = []
        self._faults: list[Fault] = []

    def block(self, scanner: Scanner) -> None:
        """Read one record, its head first, whatever is wrong in it."""
        scanner.next_detail()
        scanner.expect("actor")
        begin, word = scanner.at, scanner.peek()
        table = KINDS_OF_RECORDS.get(word, "claims")
        record: Json = {}
        parts = Parts(scanner, table, record, self._references.has)
        try:
            self._heads.read(word, parts)
        except Fault as fault:
            self._faults.append(fault)
            scanner.skip_detail()
            if table == "actors":
                # What names it by its id is not at fault as well.
                parts.own_id = id_at_end(scanner.text[begin : scanner.at])
        if parts.own_id:
            self._note(parts, scanner.place(begin).line)
        while scanner.next_detail():
            if not record and scanner.at == begin:
                break
            before = scanner.at
            try:
                if table == "notes" and scanner.next == "|":
                    self._note_text(parts)
                else:
                    parts.detail()
            except Fault as fault:
                self._faults.append(fault)
                scanner.skip_detail()
            if scanner.at == before:
                scanner.at += 1
        parts.may_go_on()
        self._drafts.append(_Draft(table, parts.own_id, record, scanner, begin, parts))

    def _note(self, parts: Parts, line: int) -> None:
        """Note what the records that come after may name this one by."""
        table, id_ = parts.table, parts.own_id
        if table in ("actors", "sources"):
            self._references.note_id(table, id_)
        if table == "sources":
            self._references.note_line(table, id_, line)
            if title := parts.record.get("title"):
                self._references.note_name(table, id_, title, line)

    def _note_text(self, parts: Parts) -> None:
        if "text" in parts.record:
            raise parts.scanner.fault("the text of this note stands above already")
        parts.record["text"] = parts.text()

    def finish(self) -> Reading:
        """All records with the ids of what they name."""
        references = self._references
        named: list[_Draft] = []
        seen: set[tuple[str, str]] = set()
        for draft in self._drafts:
            id_ = draft.id
            if not id_ and not self._faults:
                id_ = self._new_id(draft.table, draft.record)
            if id_ and (draft.table, id_) in seen:
                self._faults.append(
                    draft.scanner.fault(f"[{id_}] stands twice in this text", draft.begin)
                )
            seen.add((draft.table, id_))
            if draft.table == "actors":
                for name in draft.record.get("names", ()):
                    line = draft.scanner.place(draft.begin).line
                    references.note_name("actors", id_ or NO_ID, name["text"], line)
            named.append(draft._replace(id=id_))
        records = []
        for old, draft in zip(self._drafts, named, strict=True):
            resolved = references.resolved(draft.record, draft.scanner)
            if isinstance(resolved, dict):
                scanner, parts = draft.scanner, draft.parts
                records.append(
                    Proposed(
                        draft.table,
                        draft.id,
                        resolved,
                        scanner.place(draft.begin),
                        not old.id,
                        {word.text: scanner.place(word.at) for word in parts.quotes},
                        frozenset(parts.unchecked),
                        {word.text: scanner.place(word.at) for word in reversed(parts.ids)},
                    )
                )
        faults = (*self._faults, *references.faults)
        return Reading(
            (*references.made, *records),
            tuple(sorted(faults, key=lambda fault: fault.place)),
            tuple(references.lacking.values()),
        )
