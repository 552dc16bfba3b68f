"""Problems of a store: in records, references, dates, and quotes that their texts don't hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol, TypeAlias

import msgspec

from proxytui import text
from proxytui.model import dates, identities
from proxytui.model.fields import FIELDS
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
from proxytui.reading import qualifiers, quotes, spellings
from proxytui.wording import gap
from proxytui.wording.phrases import shortened

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.model.quote_check import QuoteCheck

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
    "quote-absent": "the words do not stand in the kept text",
    "quote-ambiguous": "the words stand at several places, and nothing tells which is meant",
    "quote-moved": "the words stand elsewhere than their prefix and suffix say",
}
"""Every code of a problem, and what it means; codes are part of the command line's contract."""

HINTS: dict[str, str] = {
    "publisher-spelling": "a publisher is written in another way than elsewhere, and counts as one",
    "dead-link": "a note links to something that no record is called",
    "claim-between-same": "a claim is between two actors judged the same, and makes no tie",
    "quote-qualified": "a word stands before the quote in its sentence that may turn or weaken it",
}
"""Every code of a hint, and what it means: worth reading again, though nothing need be wrong."""

_QUOTE_CODES = {
    Check.ABSENT: "quote-absent",
    Check.AMBIGUOUS: "quote-ambiguous",
    Check.MOVED: "quote-moved",
}

Value: TypeAlias = Actor | Claim | Event | Source | Note | Decision | View
Findings: TypeAlias = Iterator[tuple[str, str]]


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


class _Store:
    """The records as values, those with faults left out, and the ids that may be referred to."""

    def __init__(self, raw: Mapping[str, Mapping[str, Json]]) -> None:
        from proxytui.model import validation  # pydantic, which only checks and edits wait for

        self.raw = raw
        self.values: dict[str, dict[str, Value]] = {}
        self.faults: dict[str, tuple[str, ...]] = {}
        for table in TABLES:
            readable = self.values[table] = {}
            for id_, record in sorted(raw.get(table, {}).items()):
                faults = validation.faults(table, id_, record)
                if faults:
                    self.faults[f"{table}/{id_}"] = faults
                    continue
                readable[id_] = msgspec.convert({**record, "id": id_}, STRUCTS[table])

    def has(self, table: str, id_: str) -> bool:
        return id_ in self.raw.get(table, {})

    def record(self, table: str, id_: str) -> Json | None:
        return self.raw.get(table, {}).get(id_)

    def source(self, id_: str) -> Source | None:
        source = self.values["sources"].get(id_)
        return source if isinstance(source, Source) else None

    def kind(self, actor: str) -> str:
        record = self.values["actors"].get(actor)
        return record.kind if isinstance(record, Actor) else "unknown"


def report(
    index: Index,
    raw: Mapping[str, Mapping[str, Json]],
    text_of: Callable[[str], str | None],
    only_quotes: bool = False,
) -> Report:
    """All problems and hints of a store; a quote whose text is not here is counted, and no problem.

    `raw` are the stored records by table and id, `text_of` the kept text of a sha256 or None.
    """
    store = _Store(raw)
    values = (
        (f"{table}/{id_}", value) for table in TABLES for id_, value in store.values[table].items()
    )
    checks = _checks(values, store, text_of)
    counts = {check.value: 0 for check in Check}
    for checked in checks.values():
        counts[checked.check.value] += 1
    problems: list[Problem] = []
    hints: list[Problem] = []
    names = spellings.NamesInText(
        value for table in store.values.values() for value in table.values()
    )
    for table in TABLES:
        for id_ in sorted(raw.get(table, {})):
            where = f"{table}/{id_}"
            value = store.values[table].get(id_)
            findings: list[tuple[str, str]] = []
            if not only_quotes:
                for fault in store.faults.get(where, ()):
                    code = "bad-date" if "; accepted are " in fault else "bad-record"
                    findings.append((code, fault.removeprefix(f"{where}: ")))
                if value is not None:
                    findings += _findings(store, table, value)
            if value is not None:
                findings += _quote_findings(where, value, checks)
                read_again = list(_qualifier_hints(where, value, checks))
                if not only_quotes:
                    read_again += names.hints(value)
                hints += (Problem(code, where, text.line(message)) for code, message in read_again)
            problems += (Problem(code, where, text.line(message)) for code, message in findings)
    if not only_quotes:
        hints += _between_same(index)
        problems += _contradictions(store.values["identities"].values())
        named = {problem.record for problem in problems}
        for table, id_, reason in index.set_aside:
            if f"{table}/{id_}" not in named:
                problems.append(Problem("set-aside", f"{table}/{id_}", text.line(reason)))
    sizes = {table: len(raw.get(table, {})) for table in TABLES}
    return Report(tuple(problems), tuple(hints), counts, sizes)


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
        self._quoting: list[tuple[str, Value]] = []
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
        if quoting:
            self._quoting.append((where, value))
        if found or quoting:
            self._problems[where] = [Problem(c, where, text.line(words)) for c, words in found]

    def _has_text(self, citation: Citation) -> bool:
        source = self._records.source(citation.source)
        return source is not None and bool(source.documents)

    def problems(self, decisions: Iterable[Decision]) -> tuple[Problem, ...]:
        """All problems, in the order of the records; `decisions` are those among them."""
        if self._text_of is not None:
            checks = _checks(self._quoting, self._records, self._text_of)
            for where, value in self._quoting:
                for code, words in _quote_findings(where, value, checks):
                    self._problems[where].append(Problem(code, where, text.line(words)))
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


def _checks(
    values: Iterable[tuple[str, Value]], store: Records, text_of: Callable[[str], str | None]
) -> dict[tuple[str, int], QuoteCheck]:
    """The check of every quote, by the record's `table/id` and the number of its citation.

    Quotes are checked text by text, so that each text is read and folded once.
    """
    cited = [
        (citation.source, citation.quote.text or "", where, n, citation)
        for where, value in values
        if isinstance(value, Actor | Claim | Event)
        for n, citation in enumerate(value.citations)
        if citation.quote is not None
    ]
    checks: dict[tuple[str, int], QuoteCheck] = {}
    latest: tuple[str, str] | None = None
    kept: tuple[str, str] | None = None
    for id_, sha, where, n, citation in sorted(cited, key=lambda row: row[:4]):
        if latest != (id_, sha):
            latest = (id_, sha)
            kept = quotes.text_for(citation, store.source(id_), text_of)
        if citation.quote is not None:
            checks[where, n] = quotes.in_sentence(citation.quote, kept[0] if kept else None)
    return checks


def _quote_findings(
    where: str, value: Value, checks: Mapping[tuple[str, int], QuoteCheck]
) -> Findings:
    if not isinstance(value, Actor | Claim | Event):
        return
    for n, citation in enumerate(value.citations):
        checked = checks.get((where, n))
        code = _QUOTE_CODES.get(checked.check) if checked is not None else None
        if code is not None:
            words = f"citations.{n}.quote: {CODES[code]}: {_quote_and_source(citation)}"
            near = checked.nearest if checked is not None else ""
            yield code, f"{words}; {near}" if near else words


def _qualifier_hints(
    where: str, value: Value, checks: Mapping[tuple[str, int], QuoteCheck]
) -> Findings:
    """Hints on supporting quotes that a word before them in their sentence may turn or weaken."""
    if not isinstance(value, Actor | Claim | Event):
        return
    for n, citation in enumerate(value.citations):
        checked = checks.get((where, n))
        word = qualifiers.before_quote(checked) if checked is not None else ""
        if word and citation.stance == "supports":
            remark = gap.qualified_words(word)
            yield "quote-qualified", f"citations.{n}.quote: {remark}: {_quote_and_source(citation)}"


def _quote_and_source(citation: Citation) -> str:
    """The first words of a quote, and its source."""
    words = text.line(citation.quote.exact) if citation.quote is not None else ""
    return f"“{shortened(words)}” ({citation.source})"
