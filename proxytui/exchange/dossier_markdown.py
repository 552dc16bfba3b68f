"""The dossier as Markdown: readable as it is, with footnotes that Obsidian and others link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange import dossier as dossiers
from proxytui.exchange.dossier_entries import grade_words, licence_remark, unchecked_words
from proxytui.exchange.dossier_figures import Map
from proxytui.wording import chicago
from proxytui.wording.citation import source_status_words
from proxytui.wording.footnote import escape_markdown, note
from proxytui.wording.phrases import short_date, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.exchange.dossier import Dossier, Section, TieGroup
    from proxytui.exchange.dossier_entries import Footnote, Statement, TieEntry
    from proxytui.exchange.dossier_figures import Timeline
    from proxytui.exchange.selection import Selection
    from proxytui.model.publishers import Lookup

_AT_ADDRESS = re.compile(r"(?i)https?://\S+")

LOSSES = dossiers.LOSSES


def write(selection: Selection) -> Iterator[str]:
    """The dossier of a selection as a Markdown document, piece by piece."""
    dossier = dossiers.dossier(selection)
    filtered = f"; {_escaped(dossier.filter)}" if dossier.filter else ""
    yield f"# {_escaped(dossier.title)}\n\n"
    yield f"**Reported ties, {_escaped(dossier.date)}{filtered}**\n\n"
    yield f"{dossiers.INTRODUCTION}\n\n"
    alone = len(dossier.sections) == 1
    for section in dossier.sections:
        if not alone:
            yield f"## {_escaped(section.title)}\n\n"
        yield from _section(section, "##" if alone else "###", alone=alone)
    yield from _events_and_notes(dossier)
    yield from _sources(dossier, selection.graph.source_names.get)
    yield "## About this document\n\n"
    for fact in dossier.colophon:
        yield f"- **{fact.label}**: {_escaped(fact.words)}\n"
    yield "\n## Footnotes\n\n"
    for footnote in dossier.footnotes:
        yield _footnote(footnote, dossier)


def _section(section: Section, level: str, *, alone: bool) -> Iterator[str]:
    for fact in section.facts:
        yield f"{_escaped(fact)}\n\n"
    if section.names:
        yield f"Names: {', '.join(map(_escaped, section.names))}.\n\n"
    if section.map is not None:
        yield f"{level} Map\n\n"
        if isinstance(section.map, Map):
            yield from _map(section.map)
        else:
            yield from (f"- {_escaped(chain.words)}\n" for chain in section.map)
            yield "\n"
    if section.timeline is not None:
        yield f"{level} Timeline\n\n"
        yield from _timeline(section.timeline)
    if section.groups or alone:
        yield f"{level} Ties\n\n"
    if alone and not section.groups:
        yield "No tie shows here.\n\n"
    for group in section.groups:
        yield from _group(group, level)


def _map(map_: Map) -> Iterator[str]:
    """The groups around an actor as lists."""
    for group in (*map_.left, *map_.right):
        yield f"{_escaped(upper_first(group.heading))} ({group.total}):\n\n"
        for neighbour in group.neighbours:
            state = "held" if neighbour.held else "possibly"
            words = " · ".join((state, *neighbour.remarks))
            yield f"- {_escaped(neighbour.name)}: {_escaped(words)}\n"
        if group.more:
            yield f"- … {group.more} more\n"
        yield "\n"


def _timeline(timeline: Timeline) -> Iterator[str]:
    yield "| What | When | At the date |\n| --- | --- | --- |\n"
    for group in timeline.groups:
        if group.heading:
            yield f"| *{_escaped(group.heading)}* | | |\n"
        for bar in group.bars:
            remark = f" ({_escaped(bar.remark)})" if bar.remark else ""
            state = bar.state.words if bar.state is not None else ""
            yield f"| {_escaped(bar.label)}{remark} | {_escaped(bar.years)} | {state} |\n"
        if group.more:
            yield f"| … {group.more} more | | |\n"
    yield "\n"


def _group(group: TieGroup, level: str) -> Iterator[str]:
    counts = f" ({group.counts})" if group.counts else ""
    yield f"{level}# {_escaped(group.heading)}{counts}\n\n"
    if group.remark:
        yield f"{_escaped(group.remark)}\n\n"
    for entry in group.entries:
        yield from _tie(entry, f"{level}##")


def _tie(entry: TieEntry, level: str) -> Iterator[str]:
    if entry.repeated:
        yield f"{_escaped(entry.title)}: stands in full above.\n\n"
        return
    yield f"{level} {_escaped(entry.title)}\n\n"
    yield f"*{' · '.join(_escaped(fact.words) for fact in entry.facts)}*\n\n"
    yield f"{' '.join(map(_escaped, entry.sentences))}\n\n"
    for statement in entry.statements:
        yield _statement(statement)
    yield "\n"


def _statement(statement: Statement) -> str:
    state = f" *({statement.state})*" if statement.state else ""
    stances = [
        (_escaped(stance.words), _references(stance.numbers)) for stance in statement.stances
    ]
    behind = " ".join(numbers for _, numbers in stances)
    if len(stances) > 1:
        behind = f"({'; '.join(f'{words} {numbers}' for words, numbers in stances)})"
    remarks = "".join(f" {_escaped(remark)}" for remark in statement.remarks)
    support = _escaped(upper_first(statement.support))
    return f"- {_escaped(statement.words)}{state} {support} {behind}.{remarks}\n"


def _references(numbers: Sequence[int]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _events_and_notes(dossier: Dossier) -> Iterator[str]:
    if dossier.events:
        yield "## Events\n\n"
    for event in dossier.events:
        date = _escaped(short_date(event.date or None))
        yield f"- **{date}**: {_escaped(event.words)} {_references(event.numbers)}\n"
    yield "\n" if dossier.events else ""
    if dossier.notes:
        yield "## Notes\n\nWritten by whoever keeps the store; no source says them.\n\n"
    for entry in dossier.notes:
        yield f"On {_escaped(entry.about)}:\n\n"
        # A note is Markdown itself; what would be HTML or a footnote in it is shown as it stands.
        for line in entry.text.split("\n"):
            shown = line.replace("<", "\\<").replace("[^", "\\[^")
            yield f"> {shown}\n" if shown else ">\n"
        yield "\n"


def _sources(dossier: Dossier, source: Lookup) -> Iterator[str]:
    yield "## Sources\n\n"
    for entry in dossier.sources:
        words = upper_first(chicago.reference(entry.source, None, _escaped))
        status = source_status_words(entry.source, source)
        licence = _escaped(entry.source.licence or "") or "no licence recorded"
        remark = f" **({status})**" if status else ""
        words = f"{words.removesuffix('.')}{remark}. Licence: {licence}."
        yield f"- {words} {_references(entry.numbers)}\n"
    yield "\n"


def _footnote(footnote: Footnote, dossier: Dossier) -> str:
    """The words and their source on one line, as a footnote has to be."""
    quote = footnote.cited.citation.quote
    parts = []
    if quote is not None and text.line(quote.exact):
        parts.append(f"“{_escaped(quote.exact)}”")
        translation = text.line(quote.translation or "")
        parts += [f"(translated: “{_escaped(translation)}”)"] if translation else []
        parts.append("–")
    parts.append(note(footnote.cited, dossier.name, None, _escaped))
    parts += [unchecked_words(footnote), grade_words(footnote.grade)]
    parts.append(_escaped(licence_remark(footnote)))
    return f"[^{footnote.number}]: {' '.join(filter(None, parts))}\n"


def _escaped(words: str) -> str:
    """Words so that Markdown shows them as they are; an address stays one that can be followed."""
    line = text.line(words)
    if _AT_ADDRESS.fullmatch(line) and not set(line) & set("<>|[]()`\\"):
        return f"<{line}>"
    return escape_markdown(line)
