"""Problems of a store: in records, references, dates, and quotes that their texts don't hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

import msgspec

from proxytui import text
from proxytui.jobs import told_progress
from proxytui.model import dates, identities
from proxytui.model.fields import FIELDS
from proxytui.model.record_source import in_order
from proxytui.model.records import (
    STRUCTS,
    Actor,
    Citation,
    Claim,
    Decision,
    Event,
    Json,
    Note,
    Source,
    View,
)
from proxytui.model.references import named_ids, tie_ends
from proxytui.model.vocabulary import CLAIM_TYPES, KINDS, TABLES, Check
from proxytui.questions import quote_findings
from proxytui.reading import spellings
from proxytui.reading.quotes_by_text import QuotesByText

if TYPE_CHECKING:
    from proxytui.graph.index import Index

CODES: dict[str, str] = {
    "bad-record": "a field is missing, or is not what the vocabulary accepts",
    "bad-date": "a date is none of the forms that are accepted",
    "set-aside": "a record could not be read and is left out of every view",
    "odd-file": "store.json is read, but is not as the program writes it",
    "damaged": "a file of the store can't be read, or is not what was written",
    "history-damaged": "a part of the journal can't be read; no record rests on it",
    "document-missing": "a text that was kept of a source is not in the store's folder",
    "unknown-field": "a record has a field that the vocabulary doesn't have, near one that it has",
    "merge-driver": "git merges store.json by a driver of an earlier version",
    "no-such-actor": "an actor that is named has no record",
    "no-such-claim": "a claim that is named has no record",
    "no-such-source": "a source that is cited has no record",
    "no-such-record": "a note or view is about something that has no record",
    "copy-of-itself": "a source is a copy of itself, over others or directly",
    "ends-before-start": "a claim, name or actor ends before it starts, so it holds at no date",
    "attested-outside": "an attested date lies outside start and end, so it changes nothing",
    "same-and-different": "actors that are judged different are judged the same by other decisions",
    "person-expected": "the claim's type expects a person at an end where there is none",
    **quote_findings.CODES,
}
"""Every code of a problem, and what it means; codes are part of the command line's contract."""

HINTS: dict[str, str] = {
    "publisher-spelling": "a publisher is written in another way than elsewhere, and counts as one",
    "dead-link": "a note links to something that no record is called",
    "claim-between-same": "a claim is between two actors judged the same, and makes no tie",
    **quote_findings.HINTS,
}
"""Every code of a hint, and what it means: worth reading again, though nothing need be wrong."""

Value: TypeAlias = Actor | Claim | Event | Source | Note | Decision | View
Findings: TypeAlias = Iterator[tuple[str, str]]

_PLACES = {table: place for place, table in enumerate(TABLES)}


class Problem(msgspec.Struct, frozen=True):
    """A problem: its code, the record as `table/id`, and a line for a person."""

    code: str
    record: str
    message: str


class Report(msgspec.Struct, frozen=True):
    """All problems, then hints, in the order of tables and ids; quotes by check and records by
    table."""

    problems: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    quotes: dict[str, int]
    records: dict[str, int]

    def after(self, problems: Iterable[Problem]) -> Report:
        """The report with other problems before its own."""
        return msgspec.structs.replace(self, problems=(*problems, *self.problems))


class _Read(NamedTuple):
    """A record as it was read: its value, None where it has faults."""

    id: str
    value: Value | None
    faults: tuple[str, ...]


class _Stored:
    """The records, read one after the other; what others refer to is kept, and no more."""

    def __init__(self, raw: Mapping[str, Mapping[str, Json]]) -> None:
        self._raw = raw
        self._kinds = dict.fromkeys(raw.get("actors", {}), "unknown")
        self._source_ids = set(raw.get("sources", {}))
        self._sources = {
            read.id: read.value for read in self.read("sources") if isinstance(read.value, Source)
        }

    def read(self, table: str) -> Iterator[_Read]:
        """The records of a table in the order of their ids, those with faults too."""
        from proxytui.model import validation  # pydantic, which only checks and edits wait for

        for id_, record, packed in in_order(self._raw.get(table, {})):
            faults = validation.faults(table, id_, record, packed=packed)
            if faults:
                yield _Read(id_, None, faults)
                continue
            value = msgspec.convert({**record, "id": id_}, STRUCTS[table])
            if isinstance(value, Actor):
                self._kinds[id_] = value.kind
            yield _Read(id_, value, ())

    def texts_of_notes(self) -> Iterator[str]:
        """What notes say, as far as it is text."""
        for record in self._raw.get("notes", {}).values():
            words = record.get("text") if isinstance(record, dict) else None
            if isinstance(words, str):
                yield words

    def count(self, table: str) -> int:
        return len(self._raw.get(table, {}))

    def has(self, table: str, id_: str) -> bool:
        # Nearly all that is referred to: to look each up in a large file takes most of the time.
        if table == "actors":
            return id_ in self._kinds
        return id_ in (self._source_ids if table == "sources" else self._raw.get(table, {}))

    def record(self, table: str, id_: str) -> Json | None:
        return self._raw.get(table, {}).get(id_)

    def source(self, id_: str) -> Source | None:
        return self._sources.get(id_)

    def kind(self, actor: str) -> str:
        return self._kinds.get(actor, "unknown")


class _Listed:
    """Problems, or hints, in the order of their records, and those of a record as they come."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, str, Problem]] = []

    def add(self, code: str, where: str, words: str) -> None:
        table, _, id_ = where.partition("/")
        self._rows.append((_PLACES[table], id_, Problem(code, where, text.line(words))))

    def in_order(self) -> list[Problem]:
        self._rows.sort(key=itemgetter(0, 1))
        return [problem for _, _, problem in self._rows]


def report(
    index: Index,
    raw: Mapping[str, Mapping[str, Json]],
    text_of: Callable[[str], str | None],
    only_quotes: bool = False,
) -> Report:
    """All problems and hints of a store; a quote whose text is not here is counted, and no problem.

    `raw` are the stored records by table and id, `text_of` the kept text of a sha256 or None. Each
    record is read in its turn and let go again.
    """
    stored = _Stored(raw)
    problems, hints = _Listed(), _Listed()
    counts = {check.value: 0 for check in Check}
    by_text = QuotesByText(stored.source)
    names = spellings.NamesInText(() if only_quotes else stored.texts_of_notes())
    decisions: list[Decision] = []
    for table in TABLES:
        words = f"{table} checked"
        for id_, value, faults in told_progress.counted(
            stored.read(table), stored.count(table), words
        ):
            where = f"{table}/{id_}"
            if not only_quotes:
                for fault in faults:
                    code = "bad-date" if "; accepted are " in fault else "bad-record"
                    problems.add(code, where, fault.removeprefix(f"{where}: "))
            if value is None:
                continue
            if isinstance(value, Actor | Claim | Event):
                taken = by_text.take(where, value.citations)
                counts[Check.NO_COPY.value] += sum(1 for _ in taken)
            elif isinstance(value, Decision):
                decisions.append(value)
            if not only_quotes:
                names.see(value)
                for code, words in _findings(stored, table, value):
                    problems.add(code, where, words)
    every_quote = told_progress.counted(by_text, len(by_text), "quotes checked")
    for cited, check in quote_findings.checked(every_quote, stored.source, text_of):
        counts[check.check.value] += 1
        if wrong := quote_findings.problem(cited, check):
            problems.add(wrong[0], cited.record, wrong[1])
        if turned := quote_findings.hint(cited, check):
            hints.add(turned[0], cited.record, turned[1])
    listed, remarks = problems.in_order(), hints.in_order()
    if not only_quotes:
        remarks += _spelling_hints(stored, names)
        remarks += _between_same(index)
        listed += _contradictions(decisions)
        named = {problem.record for problem in listed}
        for table, id_, reason in index.set_aside:
            if f"{table}/{id_}" not in named:
                listed.append(Problem("set-aside", f"{table}/{id_}", text.line(reason)))
    return Report(tuple(listed), tuple(remarks), counts, {t: stored.count(t) for t in TABLES})


def _spelling_hints(stored: _Stored, names: spellings.NamesInText) -> Iterator[Problem]:
    """Hints on names, for which all records had to be seen; they come in those two tables only."""
    for table in ("sources", "notes"):
        for read in stored.read(table):
            if read.value is not None:
                for code, words in names.hints(read.value):
                    yield Problem(code, f"{table}/{read.id}", text.line(words))


_MAY_DANGLE = frozenset(
    table for table, fields in FIELDS.items() if any(field.may_dangle for field in fields)
)
"""The tables of which a sound record may name what is gone."""


class Records(Protocol):
    """The records among which one is looked at."""

    def has(self, table: str, id_: str) -> bool:
        """Whether there is such a record."""

    def record(self, table: str, id_: str) -> Json | None:
        """A record as it is stored."""

    def source(self, id_: str) -> Source | None:
        """A sound source."""

    def kind(self, actor: str) -> str:
        """The kind of an actor, `unknown` where there is none."""


class Review:
    """Records looked at one after the other, for their problems and not for hints; each is sound,
    and is let go again but for quotes whose text is kept.

    Without `text_of` no quote is looked at.
    """

    def __init__(self, records: Records, text_of: Callable[[str], str | None] | None) -> None:
        self._records = records
        self._text_of = text_of
        self._quoted = QuotesByText(records.source)
        self._problems: dict[str, list[Problem]] = {}

    def add(self, table: str, value: Value, *, new: bool) -> None:
        """Look at one more record; of a `new` one all that it must name is there."""
        where = f"{table}/{value.id}"
        looked_up = not new or table in _MAY_DANGLE
        found = list(_findings(self._records, table, value, looked_up=looked_up))
        quoting = (
            self._text_of is not None
            and isinstance(value, Actor | Claim | Event)
            and any(c.quote is not None and self._has_text(c) for c in value.citations)
        )
        if quoting and isinstance(value, Actor | Claim | Event):
            for _ in self._quoted.take(where, value.citations):
                pass  # without a text there is nothing to find
        if found or quoting:
            self._problems[where] = [Problem(c, where, text.line(words)) for c, words in found]

    def _has_text(self, citation: Citation) -> bool:
        source = self._records.source(citation.source)
        return source is not None and bool(source.documents)

    def problems(self, decisions: Iterable[Decision]) -> tuple[Problem, ...]:
        """All problems, in the order of the records; `decisions` are those among them."""
        if self._text_of is not None:
            source = self._records.source
            for cited, check in quote_findings.checked(self._quoted, source, self._text_of):
                if wrong := quote_findings.problem(cited, check):
                    problem = Problem(wrong[0], cited.record, text.line(wrong[1]))
                    self._problems[cited.record].append(problem)
        listed = [problem for problems in self._problems.values() for problem in problems]
        return (*listed, *_contradictions(decisions))


def _findings(store: Records, table: str, value: Value, *, looked_up: bool = True) -> Findings:
    """The findings on a record; where references needn't be `looked_up`, all are known to hold."""
    if isinstance(value, Source) and _copies_itself(store, value):
        yield "copy-of-itself", f"copy_of: {value.copy_of} is in turn a copy of this source"
    if looked_up:
        yield from _reference_findings(store, table, value)
    yield from _date_findings(value)
    yield from _person_findings(store, value)


def _contradictions(values: Iterable[Value]) -> Iterator[Problem]:
    """Decisions for *different* that decisions for *same* contradict."""
    decided = [value for value in values if isinstance(value, Decision)]
    for odd in identities.Chains(decided).contradictions():
        chain = ", ".join(decision.id for decision in odd.chain)
        words = f"judgement: {odd.decision.a} and {odd.decision.b} are the same by {chain}"
        yield Problem("same-and-different", f"identities/{odd.decision.id}", text.line(words))


def _between_same(index: Index) -> Iterator[Problem]:
    """Claims that stand in no tie, for their two actors are judged the same."""
    for actor, claims in sorted(index.merged.within.items()):
        for claim in claims:
            words = f"subject and object are judged the same, and show as {actor}"
            yield Problem("claim-between-same", f"claims/{claim}", text.line(words))


_RECORDS = {"": "record", "claims": "claim", "actors": "actor", "sources": "source"}
"""The tables that fields refer to, each with the word for a record of it, in the order of the
problems; "" where any record is meant, or a tie."""


def _reference_findings(store: Records, table: str, value: Value) -> Findings:
    """Findings on records that a record names and that don't exist."""
    record = store.record(table, value.id) or {}
    missing = [
        named
        for named in named_ids(table, record)
        if not (store.has(named.table, named.id) if named.table else _exists(store, named.id))
    ]
    order = list(_RECORDS)
    missing.sort(key=lambda named: (order.index(named.table), named.field == "citations"))
    for field, number, path, target, id_ in missing:
        # What a citation names is told by its number, the rest by what it is.
        where = f"{field}.{number}.{path.partition('.')[0]}" if field == "citations" else field
        word = _RECORDS[target]
        yield f"no-such-{word}", f"{where}: there is no {word} {id_}"


def _exists(store: Records, id_: str) -> bool:
    """Whether an id is that of a record, or of a tie between actors that exist."""
    if ends := tie_ends(id_):
        return all(store.has("actors", end) for end in ends)
    return any(store.has(table, id_) for table in TABLES)


def _copies_itself(store: Records, source: Source) -> bool:
    seen: set[str] = set()
    at: Source | None = source
    while at is not None and at.copy_of and at.copy_of not in seen:
        seen.add(at.copy_of)
        at = store.source(at.copy_of)
    return source.id in seen


def _date_findings(value: Value) -> Findings:
    """Findings on ends before starts, and on attested dates that don't meet them."""
    if isinstance(value, Claim):
        if _is_contradictory(value.since, value.until):
            yield "ends-before-start", _contradiction("since", value.since, "until", value.until)
        elif value.attested:
            for outside in dates.misses(value.since, value.until, value.attested):
                yield "attested-outside", f"attested: {outside} lies outside start and end"
    elif isinstance(value, Actor):
        if _is_contradictory(value.founded, value.dissolved):
            contradiction = _contradiction("founded", value.founded, "dissolved", value.dissolved)
            yield "ends-before-start", contradiction
        for n, name in enumerate(value.names):
            if _is_contradictory(name.since, name.until):
                contradiction = _contradiction("since", name.since, "until", name.until)
                yield "ends-before-start", f"names.{n}.{contradiction}"


def _is_contradictory(start: str | None, end: str | None) -> bool:
    return bool(start and end) and dates.bounds(start, end, None).contradictory


def _contradiction(first: str, start: str | None, second: str, end: str | None) -> str:
    return f"{first}: {start} is after {second} {end}, however the dates are read"


def _person_findings(store: Records, value: Value) -> Findings:
    if not isinstance(value, Claim):
        return
    expected = CLAIM_TYPES[value.type].persons
    ends = {"subject": value.subject, "object": value.object} if expected == "both" else {}
    ends |= {"subject": value.subject} if expected == "subject" else {}
    for field, actor in ends.items():
        kind = store.kind(actor)
        if kind not in ("person", "unknown"):
            yield (
                "person-expected",
                (
                    f"{field}: {value.type} expects a person; "
                    f"{actor} is recorded as: {KINDS[kind].label}"
                ),
            )
