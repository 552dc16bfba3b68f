"""The import of a file: read, planned against a store, and carried out in one step."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from proxytui.commands import mappings
from proxytui.errors import UsageError
from proxytui.exchange import attesting, detection, editions, kept_rows, own_tables, resolving
from proxytui.exchange.import_plan import ImportPlan
from proxytui.exchange.known_actors import StoredActors
from proxytui.exchange.proposal import Past, ReadFile, Row, propose
from proxytui.exchange.rows import ReadOptions, RejectedRow, WholeCopy
from proxytui.jobs.collector import without_collector
from proxytui.model.changes import Edition
from proxytui.model.packed_changes import as_held
from proxytui.model.spilled_json import Spill
from proxytui.text import line
from proxytui.workspace import now

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence, Set

    from proxytui.commands.foreign_file import ForeignFile
    from proxytui.exchange.formats import Format
    from proxytui.exchange.own_tables import ReturnedTable
    from proxytui.exchange.resolving import MatchedActor
    from proxytui.exchange.rows import Rows
    from proxytui.exchange.three_way import Key
    from proxytui.model.changes import EarlierState, Transaction
    from proxytui.questions.integrity import Problem
    from proxytui.workspace import Workspace


class _Reading(NamedTuple):
    """The rows of a file for a store, with what came to be known on the way."""

    reading: ReadFile
    matched: tuple[MatchedActor, ...] = ()
    gone: tuple[str, ...] = ()
    documents: tuple[bytes, ...] = ()
    edition: Edition | None = None
    attested: tuple[str, ...] = ()


def plan(
    workspace: Workspace,
    file: ForeignFile,
    format_: Format | None = None,
    options: ReadOptions | None = None,
    *,
    attest: bool = True,
    watched: Callable[[Rows], Rows] = iter,
) -> ImportPlan:
    """The plan of an import; the format is told by the file where none is named. `watched` sees
    the rows pass, to tell of progress or to stop. Raises UsageError for a file that can't be read.
    """
    chosen = format_ or detection.known(file.head)
    told = (options or ReadOptions())._replace(name=file.name)
    with without_collector():
        rows = watched(_readable(file, chosen.read(file.file, told)))
        if chosen.own:
            reading = _as_stored(rows)
            attested: tuple[str, ...] = ()
            if attest and not reading.whole:
                reading, attested = attesting.attest(reading, workspace.raw())
            result = _Reading(reading, attested=attested)
        else:
            result = _foreign(workspace, file, chosen, rows, personal=told.personal)
        return _planned(workspace, chosen.name, file.name, result, own=chosen.own)


def plan_returned(
    workspace: Workspace,
    file: ForeignFile,
    format_: Format,
    table: ReturnedTable,
    *,
    watched: Callable[[Rows], Rows] = iter,
) -> ImportPlan:
    """The plan for a table that this store wrote: its rows as they are to be, and those that were
    added to it."""
    raw = workspace.raw()
    result = _Reading(ReadFile((), ()))
    if table.added.listed:
        title = PurePath(file.name).stem
        rows = watched(own_tables.added_records(table.added, title, raw))
        result = _foreign(workspace, file, format_, rows, personal=False)
    stored = {table: records.keys() for table, records in raw.items()}
    added = (r for r in result.reading.rows if not (r.carried and r.id in stored[r.table]))
    reading = ReadFile((*table.rows, *added), (*table.aside, *result.reading.set_aside))
    exact = frozenset((row.table, row.id) for row in table.rows)
    return _planned(
        workspace, format_.name, file.name, result._replace(reading=reading), own=False, exact=exact
    )


def own_records(
    workspace: Workspace, format_: str, title: str, reading: ReadFile, *, remember: bool = True
) -> ImportPlan:
    """The plan for records in the program's own shape, from a file or a folder by its title.

    Without `remember` they come in whatever was done with them since: they were held against the
    store already.
    """
    return _planned(workspace, format_, title, _Reading(reading), own=True, remember=remember)


def _planned(
    workspace: Workspace,
    format_: str,
    title: str,
    result: _Reading,
    *,
    own: bool,
    remember: bool = True,
    exact: Set[Key] = frozenset(),
) -> ImportPlan:
    """The plan for what was read; `exact` are the records that were held against the store
    already, so that what they say is what is meant."""

    def earlier(keys: Container[Key]) -> Mapping[Key, Sequence[EarlierState]]:
        states = workspace.earlier(keys)
        return {key: of for key, of in states.items() if key not in exact} if exact else states

    raw = workspace.raw()
    reading = result.reading
    past = None
    if remember:
        past = Past(earlier, workspace.merged, own)
    proposal = propose(reading, raw, past)
    problems: tuple[Problem, ...] = ()
    if proposal.changes:
        from proxytui.exchange import review  # looks at every field, which only an import does

        # Texts that are made of the quotes of this very file have them: a look at each would take
        # the square of their number.
        text_of = None if result.documents else workspace.text_of
        problems = review.problems(proposal.changes, raw, text_of)
    held = as_held(proposal.changes) if result.attested else ()
    changed = {change.id for change in held if change.table == "claims"}
    return ImportPlan(
        format_,
        title,
        proposal,
        result.matched,
        tuple(id_ for id_ in result.attested if id_ in changed),
        result.gone,
        problems,
        result.documents,
        result.edition,
    )


def carry_out(workspace: Workspace, plan: ImportPlan) -> Transaction:
    """Write what a plan says, in one step after a backup of the day; raises ProxyTUIError."""
    workspace.back_up()
    for data in plan.documents:
        workspace.keep_document(data)
    if plan.mapping is not None:
        mappings.keep(workspace.place, plan.mapping)
    changes = plan.proposal.changes
    return workspace.apply(changes, f"import {plan.title}", imported=plan.edition)


def _readable(file: ForeignFile, rows: Rows) -> Rows:
    """The rows, where a file that can't be read to its end is told as such."""
    try:
        yield from rows
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UsageError(f"{line(file.name)} is packed and damaged", "fetch it again") from None
    except OSError as error:
        words = f"can't read {line(file.name)} ({error.strerror or error})"
        raise UsageError(words, "check the file") from None


def _as_stored(rows: Rows) -> ReadFile:
    """Rows in the program's own format, under their own ids; of unequal ones with one id the first
    stays."""
    listed: dict[str, dict[str, Row]] = {}
    aside: list[RejectedRow] = []
    whole = False
    spill = Spill()
    for item in rows:
        if isinstance(item, WholeCopy):
            whole = True
        elif isinstance(item, RejectedRow):
            aside.append(item)
        else:
            row = Row.of(item.row, item.table, item.key, item.fields, spill=spill)
            first = listed.setdefault(item.table, {}).setdefault(item.key, row)
            if first is not row and not first.says_the_same(row):
                aside.append(resolving.other_words(first.row, item))
    every = tuple(chain.from_iterable(rows.values() for rows in listed.values()))
    return ReadFile(every, tuple(aside), whole)


def _foreign(
    workspace: Workspace, file: ForeignFile, format_: Format, rows: Rows, *, personal: bool
) -> _Reading:
    """Rows of another program, under ids of the store, their quotes in kept texts."""
    raw = workspace.raw()
    known = StoredActors(workspace.index, workspace.exact_names, raw.get("actors", {}))
    reading, matched = resolving.resolve(format_.name, rows, known, raw)
    listed = list(reading.rows)
    reading = reading._replace(rows=())
    texts = kept_rows.place_quotes(listed)
    sha = file.digest()
    keeps = texts and (personal or not format_.personal)
    original = file.bytes_to_keep() if keeps else None
    documents = [original] if original is not None else []
    for number, row in enumerate(listed):
        if row.table == "sources" and row.id in texts:
            data = texts[row.id].encode()
            documents.append(data)
            version = {"text": _sha(data), "added": now()}
            if original is not None:
                version["original"] = sha
            there = raw.get("sources", {}).get(row.id)
            record = kept_rows.with_document(row.record, there, version)
            listed[number] = row.with_record(record)
    gone = editions.gone(tuple(listed), workspace.index, raw)
    reading = reading._replace(rows=(*listed, *gone))
    edition = Edition(format_.name, file.name, sha)
    gone_ids = tuple(row.id for row in gone)
    return _Reading(reading, matched, gone_ids, tuple(documents), edition)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
