"""The end of a dossier: what it was made of, by which date and filter, and what was left out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec

import proxytui
from proxytui import text
from proxytui.asof import states
from proxytui.model import records
from proxytui.model.dates import State
from proxytui.model.publishers import groups
from proxytui.model.references import named_ids
from proxytui.model.vocabulary import CHECK_MARKS, TABLES, Check
from proxytui.wording.filter import filter_words
from proxytui.wording.phrases import date_words, join_words, plural, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proxytui.exchange.dossier_entries import Footnote
    from proxytui.exchange.selection import Selection
    from proxytui.model.record_source import ById
    from proxytui.model.records import Actor, Claim, Event, Json, Note, Source

Key: TypeAlias = tuple[str, str]
"""The table and the id of a record."""


class ColophonFact(NamedTuple):
    """A fact about the document, and its label."""

    label: str
    words: str


class SourceEntry(NamedTuple):
    """A source, and the numbers of the footnotes that cite it."""

    source: Source
    numbers: tuple[int, ...]


def sources(selection: Selection, footnotes: Iterable[Footnote]) -> tuple[SourceEntry, ...]:
    """The sources of the footnotes, in the order of these."""
    cited: dict[str, list[int]] = {}
    for footnote in footnotes:
        cited.setdefault(footnote.cited.citation.source, []).append(footnote.number)
    known = selection.graph.sources
    return tuple(
        SourceEntry(known[id_], tuple(numbers)) for id_, numbers in cited.items() if id_ in known
    )


def colophon(
    selection: Selection,
    used: Iterable[Key],
    footnotes: Sequence[Footnote],
    omitted: Sequence[str],
) -> tuple[ColophonFact, ...]:
    """The facts about a document made of the records `used`; `omitted` says what it leaves out."""
    chosen = _with_named(selection, used)
    as_of, filter_ = selection.as_of, selection.filter
    date = f"as of {date_words(as_of.text)}" if as_of else "of all dates"
    facts = [
        ColophonFact("Date of the view", upper_first(date)),
        ColophonFact("Filter", upper_first(filter_words(filter_)) if filter_ else "None"),
        ColophonFact("Left out", " ".join(omitted) or "Nothing"),
        ColophonFact("Rests on", _extent(selection, chosen, footnotes)),
        ColophonFact("Quotes", _checks(footnotes)),
        ColophonFact("Licences of the sources", _licences(selection, footnotes)),
        ColophonFact("Fingerprint", _fingerprint(selection, chosen)),
        ColophonFact("Made with", f"ProxyTUI {proxytui.__version__}"),
    ]
    return tuple(facts)


# What is left out


def left_out(selection: Selection, recorded: Iterable[str], shown: Iterable[str]) -> list[str]:
    """Sentences on those of the ties `recorded` that are not shown: the ones that the filter keeps
    out, and the ones that are not held at the date."""
    graph, as_of, filter_ = selection.graph, selection.as_of, selection.filter
    missing = sorted(set(recorded) - set(shown))
    if as_of is None:
        return [f"{_counted(selection, missing)} that the filter keeps out."] if missing else []
    when = date_words(as_of.text)
    if filter_ is not None and missing and not selection.named:
        # To tell the two apart would take a look at every tie of the store.
        are = "is" if len(missing) == 1 else "are"
        return [
            f"{_counted(selection, missing)} that the filter keeps out or that {are} not held as of"
            f" {when}."
        ]
    not_then = missing
    if filter_ is not None:
        not_then = [tie for tie in missing if states.tie_state(graph, tie, as_of) is State.NOT]
    sentences = []
    if len(not_then) < len(missing):
        filtered = sorted(set(missing) - set(not_then))
        sentences.append(f"{_counted(selection, filtered)} that the filter keeps out.")
    if not_then:
        verb = "is" if len(not_then) == 1 else "are"
        sentences.append(f"{_counted(selection, not_then)} that {verb} not held as of {when}.")
    return sentences


def _counted(selection: Selection, tie_ids: Sequence[str]) -> str:
    claims = sum(len(selection.graph.tie_claims[tie]) for tie in tie_ids)
    return f"{plural(len(tie_ids), 'tie')} ({plural(claims, 'claim')})"


# What it rests on


def _with_named(selection: Selection, used: Iterable[Key]) -> dict[Key, Json]:
    """Records as they are stored, with the actors and sources that they name; claims as the graph
    has them, whose ends are those of actors judged the same."""
    waiting, chosen = list(used), {}
    while waiting:
        key = waiting.pop()
        record = _record(selection, *key) if key not in chosen else None
        if record is not None:
            chosen[key] = record
            waiting += [
                (item.table, item.id)
                for item in named_ids(key[0], record)
                if item.table in ("actors", "sources")
            ]
    return chosen


def _record(selection: Selection, table: str, id_: str) -> Json | None:
    """A record as it was chosen, else as the graph has it: a tie that is not spoken of at the date
    stands in the document, and its claims are none of those chosen."""
    stored = selection.tables.get(table, {}).get(id_)
    if stored is not None:
        return stored
    graph = selection.graph
    by_id: dict[str, ById[Actor] | ById[Claim] | ById[Event] | ById[Source] | ById[Note]] = {
        "actors": graph.actors,
        "claims": graph.claims,
        "events": graph.events,
        "sources": graph.sources,
        "notes": graph.notes,
    }
    value = by_id[table].get(id_)
    return records.encode(value) if value is not None else None


def _extent(selection: Selection, chosen: Mapping[Key, Json], footnotes: Sequence[Footnote]) -> str:
    """The numbers of claims, citations, sources and publishers."""
    claims = sum(1 for table, _ in chosen if table == "claims")
    cited = [footnote.cited.citation for footnote in footnotes]
    publishers = len(groups(cited, selection.graph.sources.get))
    return join_words(
        [
            plural(claims, "claim"),
            plural(len(cited), "citation"),
            plural(len({citation.source for citation in cited}), "source"),
            plural(publishers, "independent publisher"),
        ]
    )


def _checks(footnotes: Sequence[Footnote]) -> str:
    """How many quotes stand in the kept texts of their sources."""
    quoted = [footnote for footnote in footnotes if footnote.cited.citation.quote is not None]
    if not quoted:
        return "None"
    counts: dict[Check, int] = {}
    for footnote in quoted:
        if footnote.cited.check is not None:
            counts[footnote.cited.check] = counts.get(footnote.cited.check, 0) + 1
    parts = [
        f"{counts[check]} {mark.words}" for check, mark in CHECK_MARKS.items() if check in counts
    ]
    unchecked = len(quoted) - sum(counts.values())
    parts += [f"{unchecked} not looked up"] if unchecked else []
    return f"{plural(len(quoted), 'quote')}: {'; '.join(parts)}"


def _licences(selection: Selection, footnotes: Iterable[Footnote]) -> str:
    counts: dict[str, int] = {}
    for entry in sources(selection, footnotes):
        licence = text.line(entry.source.licence or "") or "none recorded"
        counts[licence] = counts.get(licence, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return "; ".join(f"{licence} ({plural(n, 'source')})" for licence, n in ordered) or "None"


def _fingerprint(selection: Selection, chosen: Mapping[Key, Json]) -> str:
    tables = {table: {id_: r for (t, id_), r in chosen.items() if t == table} for table in TABLES}
    document = msgspec.json.encode(tables, order="sorted")
    digest = hashlib.sha256(document).hexdigest()
    return f"sha256:{digest}, of the records that this document rests on, as JSON with sorted keys"
