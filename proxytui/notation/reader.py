"""A text of records read into proposed ones, each at its place, with every fault of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.collation import identity
from proxytui.model import dates
from proxytui.model.vocabulary import EVENT_KINDS, KINDS, NAME_TYPES, tie_id
from proxytui.notation.parts import Parts
from proxytui.notation.reading import Directory, NewSource, Proposed, Reading
from proxytui.notation.scanner import Expected, Fault, Scanner
from proxytui.notation.values import Reference
from proxytui.notation.words import CLAIM_STOPS, KINDS_OF_RECORDS, VERBS, means, means_word, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.model.records import Json
    from proxytui.notation.scanner import Word

_ALIKE = 0.75
"""How alike two names of a text are, of 1, where one may be the other mistyped."""
_COUNTRY = re.compile(r"[A-Z]{2}")


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
        self._directory = directory
        self._new_id = new_id
        self._subject = subject
        self._drafts: list[_Draft] = []
        self._faults: list[Fault] = []
        self._called: dict[str, list[str]] = {}
        self._ids: dict[str, set[str]] = {}
        self._made: dict[str, str] = {}
        self._extra: list[Proposed] = []
        self._lines: dict[str, dict[str, int]] = {"actors": {}, "sources": {}}
        self._lacking: dict[str, NewSource] = {}

    # Heads

    def block(self, scanner: Scanner) -> None:
        """Read one record, its head first, whatever is wrong in it."""
        scanner.next_detail()
        scanner.expect("actor")
        begin, word = scanner.at, scanner.peek()
        table = KINDS_OF_RECORDS.get(word, "claims")
        record: Json = {}
        parts = Parts(scanner, table, record)
        id_ = ""
        try:
            if table == "claims":
                id_ = self._claim(parts)
            else:
                scanner.word()
                id_ = self._head(word, parts)
        except Fault as fault:
            self._faults.append(fault)
            scanner.skip_detail()
        if table == "actors" and id_:
            self._ids.setdefault("actors", set()).add(id_)
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
        self._drafts.append(_Draft(table, id_, record, scanner, begin, parts))

    def _note_text(self, parts: Parts) -> None:
        if "text" in parts.record:
            raise parts.scanner.fault("the text of this note stands above already")
        parts.record["text"] = parts.text()

    def _is_actor(self, id_: str) -> bool:
        return id_ in self._ids.get("actors", ()) or self._directory.has("actors", id_)

    def _claim(self, parts: Parts) -> str:
        scanner, record = parts.scanner, parts.record
        if scanner.peek() in VERBS and self._subject:
            subject = Reference("actors", "", scanner.at, self._subject)
        else:
            subject = parts.actor(VERBS, "the actor that a claim begins with")
            subject = parts.id_behind(subject)
        scanner.expect("verb", VERBS, since=subject.at)
        word = scanner.word()
        verb = VERBS.get(word.text) if word else None
        if word is None or verb is None:
            raise _no_verb(scanner, subject, word)
        object_ = parts.actor(CLAIM_STOPS, f"whom or what it {verb.type}")
        object_ = parts.with_id(object_, self._is_actor)
        scanner.expect("detail", (":", *parts.details()), since=object_.at)
        ends = (object_, subject) if verb.passive else (subject, object_)
        record["type"], record["subject"], record["object"] = verb.type, *ends
        if scanner.take(":"):
            scanner.expect("word", _means_words(verb.type))
            if scanner.next not in ("[", ""):
                self._means(parts, verb.type)
        own = scanner.id()
        while not scanner.ended:
            parts.detail()
            parts.may_go_on()
        return own.text if own else ""

    def _means(self, parts: Parts, type_: str) -> None:
        scanner = parts.scanner
        known = means(type_)
        terms: list[str] = []
        while True:
            at = scanner.at
            scanner.expect(
                "word", dict.fromkeys(means_word(type_, code) for code in known.values())
            )
            word = scanner.name(CLAIM_STOPS)
            if word is None:
                raise scanner.fault("nothing, expected a means", at)
            scanner.expect("detail", parts.details())
            code = known.get(word.text.casefold())
            if code is None:
                use = ", ".join(known) if len(known) < 12 else "weapons, funding, training …"
                hint = nearest(word.text.casefold(), known)
                takes = f"expected a means: {use}{hint}" if known else f"{type_} takes no means"
                raise scanner.fault(f"“{word.text}”, {takes}", word.at)
            terms.append(code)
            if not scanner.take(","):
                break
        parts.record["terms"] = terms

    def _head(self, word: str, parts: Parts) -> str:
        scanner, record = parts.scanner, parts.record
        if word == "source":
            return self._source_head(parts)
        if word == "actor":
            self._actor_head(parts)
        elif word == "event":
            self._event_head(parts)
        elif word == "note":
            self._note_head(parts)
        elif word == "view":
            name = scanner.phrase()
            if name is None:
                raise scanner.fault("nothing, expected the name of the view")
            record["name"] = name.text
        else:
            record["judgement"] = word
            record["a"] = parts.id_behind(parts.actor((), "an actor"))
            if not scanner.take(","):
                raise scanner.fault("a comma is expected here, and a second actor")
            record["b"] = parts.with_id(parts.actor((), "a second actor"), self._is_actor)
        own = scanner.id()
        if not scanner.ended and word != "source":
            raise scanner.fault(f"“{scanner.next}”, expected the end of the line or a semicolon")
        return own.text if own else ""

    def _source_head(self, parts: Parts) -> str:
        scanner = parts.scanner
        own = scanner.word()
        if own is None:
            raise scanner.fault("nothing, expected a short name for the source, and its title")
        title = scanner.line()
        if title is None:
            raise scanner.fault(f"the title is missing behind “{own.text}”")
        parts.record["title"] = title.text
        line = scanner.place(own.at).line
        self._note_id("sources", own.text, title.text, line)
        self._lines["sources"][own.text] = line
        return own.text

    def _actor_head(self, parts: Parts) -> None:
        scanner, record = parts.scanner, parts.record
        name = scanner.phrase()
        if name is None:
            raise scanner.fault("nothing, expected the name of the actor")
        record["names"] = [{"text": name.text}]
        record["kind"] = "unknown"
        for _ in parts.listed((*KINDS, *NAME_TYPES)):
            before = scanner.at
            item = scanner.name()
            text = item.text if item else ""
            kind = _kind(text)
            if kind:
                record["kind"] = kind
            elif _COUNTRY.fullmatch(text):
                record.setdefault("countries", []).append(text)
            else:
                scanner.at = before
                parts.name_detail(record["names"][0], (*KINDS, "two letters of a country"))

    def _event_head(self, parts: Parts) -> None:
        scanner, record = parts.scanner, parts.record
        before = scanner.at
        quoted = scanner.next == "`"
        token = None if quoted else scanner.token()
        if token is not None and not _is_date(token.text):
            scanner.at, token = before, None
        title = scanner.phrase()
        if title is None:
            raise scanner.fault("nothing, expected what happened")
        if token is not None:
            record["date"] = token.text
        record["title"] = title.text
        for _ in parts.listed(EVENT_KINDS):
            record["kind"] = parts.choice_word(EVENT_KINDS)

    def _note_head(self, parts: Parts) -> None:
        scanner = parts.scanner
        about: list[object] = []
        if scanner.peek() == "-":
            scanner.word()
        else:
            while True:
                about.append(self._subject_of_note(parts))
                if not scanner.take(","):
                    break
        parts.record["about"] = about

    def _subject_of_note(self, parts: Parts) -> object:
        scanner = parts.scanner
        first = parts.with_id(parts.actor(VERBS, "what the note is about"), self._is_actor)
        verb = VERBS.get(scanner.peek())
        if verb is None:
            return first
        scanner.word()
        second = parts.with_id(parts.actor((), "the other actor of the tie"), self._is_actor)
        return (verb.type, second, first) if verb.passive else (verb.type, first, second)

    # References

    def _note_id(self, table: str, id_: str, name: str, line: int) -> None:
        self._ids.setdefault(table, set()).add(id_)
        self._lines[table].setdefault(name, line)
        self._called.setdefault(f"{table}/{identity(name)}", []).append(id_)

    def finish(self) -> Reading:
        """All records with the ids of what they name."""
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
                    self._note_id("actors", id_ or f"?{draft.begin}", name["text"], line)
            named.append(draft._replace(id=id_))
        records = []
        for old, draft in zip(self._drafts, named, strict=True):
            resolved = self._resolved(draft.record, draft.scanner)
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
                    )
                )
        faults = tuple(sorted(self._faults, key=lambda fault: fault.place))
        return Reading((*self._extra, *records), faults, tuple(self._lacking.values()))

    def _resolved(self, value: object, scanner: Scanner) -> object:
        """A value with ids in the place of references."""
        if isinstance(value, Reference):
            try:
                return self._id_of(value, scanner)
            except Fault as fault:
                self._faults.append(fault)
                return ""
        if isinstance(value, tuple):
            type_, *ends = value
            return tie_id(type_, *(str(self._resolved(end, scanner)) for end in ends))
        if isinstance(value, dict):
            return {key: self._resolved(item, scanner) for key, item in value.items()}
        if isinstance(value, list):
            return [self._resolved(item, scanner) for item in value]
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
            self._lacking.setdefault(name, NewSource(name, scanner.place(reference.at)))
            return name
        if table == "sources":
            near_here = self._near_here(table, name)
            raise scanner.fault(f"no source is called “{name}”{near_here}", reference.at)
        if self._is_actor(name):
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
        self._note_id("actors", id_, name, place.line)
        self._extra.append(Proposed("actors", id_, record, place, is_new=True))
        return id_


def _no_verb(scanner: Scanner, subject: Reference, word: Word | None) -> Fault:
    """The fault of a claim without a verb, at a word that may be meant as one or at its start."""
    expected = f"a verb such as backs or opposes, or one of {', '.join(KINDS_OF_RECORDS)} before it"
    if word is not None:
        hint = nearest(word.text, VERBS)
        return scanner.fault(f"“{word.text}”, expected {expected}{hint}", word.at)
    for match in re.finditer(r"\S+", scanner.text[subject.at : scanner.at]):
        hint = nearest(match.group(), VERBS)
        if hint:
            at = subject.at + match.start()
            return scanner.fault(f"“{match.group()}”, expected {expected}{hint}", at)
    if scanner.next == ":":
        return scanner.fault("“:”, expected a verb; a name with a colon stands in backticks")
    return scanner.fault(f"no verb, expected {expected}", subject.at)


def _means_words(type_: str) -> tuple[str, ...]:
    return tuple(means_word(type_, code) for code in dict.fromkeys(means(type_).values()))


def _kind(text: str) -> str:
    lowered = text.casefold()
    for code, kind in KINDS.items():
        if lowered in (code, kind.label.casefold()):
            return code
    return ""


def _is_date(text: str) -> bool:
    if not text[:1].isdigit() and not text.startswith(".."):
        return False
    try:
        dates.parse(text)
    except dates.DateError:
        return False
    return True
