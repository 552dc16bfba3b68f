"""The dossier as one HTML file without script, which fetches nothing and prints well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import proxytui
from proxytui import text
from proxytui.exchange import dossier as dossiers
from proxytui.exchange import dossier_chains, dossier_map, dossier_timeline
from proxytui.exchange.dossier_entries import grade_words, licence_remark, unchecked_words
from proxytui.exchange.dossier_figures import Map
from proxytui.exchange.dossier_style import CSS
from proxytui.exchange.dossier_svg import escape
from proxytui.model import dates
from proxytui.wording import chicago
from proxytui.wording.citation import source_status_words
from proxytui.wording.footnote import note
from proxytui.wording.phrases import short_date, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.exchange.dossier import Dossier, Section, TieGroup
    from proxytui.exchange.dossier_entries import EventEntry, Footnote, Statement, TieEntry
    from proxytui.exchange.dossier_figures import Chain, Timeline
    from proxytui.exchange.selection import Selection
    from proxytui.model.publishers import Lookup

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DATE = re.compile(rf"\b(?:([0-9]{{1,2}}) )?({_MONTHS}) ([0-9]{{4}})\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)]")
_EDTF_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_GRAVE = frozenset({"status", "disputed", "sources"})
"""What a fact is about that a reader must not miss."""

LOSSES = dossiers.LOSSES


def write(selection: Selection) -> Iterator[str]:
    """The dossier of a selection as an HTML document, piece by piece."""
    return _Page(selection).pieces()


def timed(escaped: str) -> str:
    """Escaped words with the dates in them marked up as such."""

    def marked(match: re.Match[str]) -> str:
        day, month, year = match.groups()
        number = _MONTHS.split("|").index(month) + 1
        when = f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
        return f'<time datetime="{when}">{match[0]}</time>'

    return _DATE.sub(marked, escaped)


def linked(escaped: str) -> str:
    """Escaped words with the addresses in them as links, which don't say where they were
    followed."""
    return _ADDRESS.sub(
        lambda m: f'<a href="{m[0]}" rel="noreferrer noopener external">{m[0]}</a>', escaped
    )


def _sentences(words: Iterable[str], kind: str = "") -> str:
    joined = " ".join(timed(escape(sentence)) for sentence in words)
    return f"<p{_class(kind)}>{joined}</p>\n" if joined else ""


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _foreign(words: str) -> str:
    """Words of a source or a name, in their own direction."""
    return f"<bdi>{escape(words)}</bdi>"


class _Page:
    """One document; remembers which footnotes were referred to, for the way back from them."""

    def __init__(self, selection: Selection) -> None:
        self._dossier: Dossier = dossiers.dossier(selection)
        self._source: Lookup = selection.graph.source_names.get
        self._as_of = selection.as_of
        self._referred: set[int] = set()
        self._anchors: set[str] = set()
        self._level = 2 if len(self._dossier.sections) == 1 else 3
        """The level of the headings inside a section."""

    def pieces(self) -> Iterator[str]:
        dossier = self._dossier
        title = f"{dossier.title}: reported ties, {dossier.date}"
        yield (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f'<meta name="generator" content="ProxyTUI {proxytui.__version__}">\n'
            f"<title>{escape(title)}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n"
            '<a class="skip" href="#main">Skip to the text</a>\n'
        )
        yield from self._header()
        yield '<main id="main">\n'
        for number, section in enumerate(dossier.sections, 1):
            yield from self._section(number, section)
        yield from self._events(dossier.events)
        yield from self._notes()
        yield from self._footnotes(dossier.footnotes)
        yield from self._sources()
        yield "</main>\n"
        yield from self._colophon()
        yield "</body>\n</html>\n"

    def _header(self) -> Iterator[str]:
        dossier = self._dossier
        date = escape(dossier.date)
        if self._as_of is not None:
            when = escape(self._as_of.text)
            words = escape(dates.words(self._as_of.text))
            date = f'as of <time datetime="{when}">{words}</time>'
        yield f"<header>\n<h1>{_foreign(dossier.title)}</h1>\n"
        yield f'<p class="date">Reported ties, {date}'
        yield f"; {escape(dossier.filter)}" if dossier.filter else ""
        yield f'</p>\n<p class="intro">{escape(dossiers.INTRODUCTION)}</p>\n</header>\n'
        yield '<nav aria-label="Contents">\n<ul>\n'
        for id_, words in self._contents():
            yield f'<li><a href="#{id_}">{escape(words)}</a></li>\n'
        yield "</ul>\n</nav>\n"

    def _contents(self) -> Iterator[tuple[str, str]]:
        dossier = self._dossier
        for number, section in enumerate(dossier.sections, 1):
            if len(dossier.sections) > 1:
                yield f"section-{number}", section.title
                continue
            for part, present in (("map", section.map), ("timeline", section.timeline)):
                if present is not None:
                    yield f"{part}-{number}", upper_first(part)
            yield f"ties-{number}", "Ties"
        if dossier.events:
            yield "events", "Events"
        if dossier.notes:
            yield "own-notes", "Notes"
        yield "footnotes", "Footnotes"
        yield "sources", "Sources"
        yield "colophon", "About this document"

    def _heading(self, words: str, id_: str = "", *, deeper: int = 0) -> str:
        level = self._level + deeper
        named = f' id="{id_}"' if id_ else ""
        return f"<h{level}{named}>{escape(words)}</h{level}>\n"

    # Ties

    def _section(self, number: int, section: Section) -> Iterator[str]:
        alone = len(self._dossier.sections) == 1
        label = f"ties-{number}" if alone else f"section-{number}"
        breaks = "" if number == 1 else ' class="break"'
        yield f'<section{breaks} aria-labelledby="{label}">\n'
        if not alone:
            yield f'<h2 id="{label}">{escape(section.title)}</h2>\n'
        for fact in section.facts:
            yield _sentences((fact,))
        if section.names:
            yield f"<p>Names: {', '.join(map(_foreign, section.names))}.</p>\n"
        yield from self._glance(section)
        if section.map is not None:
            yield self._heading("Map", f"map-{number}")
            yield from self._map(section.map, number)
        if section.timeline is not None:
            title = section.title or self._dossier.title
            yield self._heading("Timeline", f"timeline-{number}")
            yield from self._timeline(section.timeline, number, title)
        if section.groups or alone:
            yield self._heading("Ties", f"ties-{number}")
        if alone and not section.groups:
            yield "<p>No tie shows here.</p>\n"
        for group in section.groups:
            yield from self._group(group)
        yield "</section>\n"

    def _map(self, map_: Map | tuple[Chain, ...], number: int) -> Iterator[str]:
        dossier = self._dossier
        yield "<figure>\n"
        if isinstance(map_, Map):
            yield from dossier_map.drawn(map_, f"m{number}", dossier.date)
            caption = _MAP_CAPTION
        else:
            title = f"Ties between {dossier.title}, {dossier.date}"
            yield from dossier_chains.drawn(map_, f"m{number}", title)
            caption = _CHAINS_CAPTION
        yield f"<figcaption>{escape(caption)} {escape(self._lines())}</figcaption>\n</figure>\n"

    def _lines(self) -> str:
        when = "at the date" if self._as_of is not None else "at some time"
        return (
            f"Solid lines are held {when}, broken ones are not surely so. All of it stands in words"
            " under Ties."
        )

    def _glance(self, section: Section) -> Iterator[str]:
        """The numbers of ties by heading, as a table."""
        counted = [group for group in section.groups if not group.remark]
        if len(counted) < _WORTH_A_TABLE:
            return
        yield "<table>\n"
        yield f"<caption>Ties at a glance, {escape(self._dossier.date)}</caption>\n<thead><tr>"
        yield '<th scope="col">Ties</th><th scope="col" class="n">All</th>'
        yield '<th scope="col">Held + possible?</th></tr></thead>\n<tbody>\n'
        for group in counted:
            yield f'<tr><th scope="row">{escape(group.heading)}</th>'
            yield f'<td class="n">{len(group.entries)}</td><td>{escape(group.counts)}</td></tr>\n'
        yield "</tbody>\n</table>\n"

    def _timeline(self, timeline: Timeline, number: int, title: str) -> Iterator[str]:
        yield "<figure>\n"
        yield from dossier_timeline.drawn(timeline, f"t{number}", title)
        dated = timeline.as_of is not None
        legend = dossier_timeline.LEGEND_OF_DATE if dated else dossier_timeline.LEGEND
        yield f"<figcaption>{escape(legend)}</figcaption>\n</figure>\n"
        yield "<details>\n<summary>The timeline in words</summary>\n<table>\n<thead><tr>"
        yield '<th scope="col">What</th><th scope="col">When</th>'
        yield '<th scope="col">At the date</th></tr></thead>\n' if dated else "</tr></thead>\n"
        for group in timeline.groups:
            yield "<tbody>\n"
            if group.heading:
                span = 3 if dated else 2
                heading = escape(group.heading)
                yield f'<tr><th scope="rowgroup" colspan="{span}">{heading}</th></tr>\n'
            for bar in group.bars:
                remark = f" ({escape(bar.remark)})" if bar.remark else ""
                state = escape(bar.state.words) if bar.state is not None else ""
                yield f'<tr><th scope="row">{_foreign(bar.label)}{remark}</th>'
                yield f"<td>{timed(escape(bar.years))}</td>"
                yield f"<td>{state}</td></tr>\n" if dated else "</tr>\n"
            yield "</tbody>\n"
        yield "</table>\n</details>\n"

    def _group(self, group: TieGroup) -> Iterator[str]:
        count = f" ({group.counts})" if group.counts else ""
        yield self._heading(f"{group.heading}{count}", deeper=1)
        yield f'<p class="remark">{timed(escape(group.remark))}</p>\n' if group.remark else ""
        for entry in group.entries:
            yield from self._tie(entry)

    def _tie(self, entry: TieEntry) -> Iterator[str]:
        if entry.repeated:
            link = f'<a href="#{entry.anchor}">{escape(entry.title)}</a>'
            yield f'<p class="dim">{link} stands in full above.</p>\n'
            return
        level = self._level + 2
        yield f'<article id="{entry.anchor}" aria-labelledby="{entry.anchor}-title">\n'
        yield f'<h{level} id="{entry.anchor}-title">{_foreign(entry.title)}</h{level}>\n'
        facts = " · ".join(_fact(fact.about, fact.words) for fact in entry.facts)
        yield f'<p class="facts">{facts}</p>\n'
        yield _sentences(entry.sentences)
        yield '<ul class="claims">\n'
        for statement in entry.statements:
            yield from self._statement(statement)
        yield "</ul>\n</article>\n"

    def _statement(self, statement: Statement) -> Iterator[str]:
        mark = f' <span class="mark">{escape(statement.state)}</span>' if statement.state else ""
        yield f"<li>{timed(escape(statement.words))}{mark}"
        stances = [
            (escape(stance.words), self._references(stance.numbers)) for stance in statement.stances
        ]
        behind = "; ".join(f"{words} {numbers}" for words, numbers in stances)
        behind = f" ({behind})" if len(stances) > 1 else "".join(f" {n}" for _, n in stances)
        yield f'<span class="support">{escape(upper_first(statement.support))}{behind}</span>'
        for remark in statement.remarks:
            yield f' <span class="remark">{timed(escape(remark))}</span>'
        yield "</li>\n"

    def _references(self, numbers: Sequence[int]) -> str:
        return "".join(f"<sup>{self._reference(number)}</sup>" for number in numbers)

    def _reference(self, number: int) -> str:
        id_ = "" if number in self._referred else f' id="r{number}"'
        self._referred.add(number)
        return f'<a{id_} href="#n{number}" aria-label="footnote {number}">[{number}]</a>'

    # What stands behind the ties

    def _events(self, events: Sequence[EventEntry]) -> Iterator[str]:
        if not events:
            return
        yield '<section aria-labelledby="events">\n<h2 id="events">Events</h2>\n<ul>\n'
        for event in events:
            date = escape(short_date(event.date or None))
            if _EDTF_DAY.fullmatch(event.date):
                date = f'<time datetime="{escape(event.date)}">{date}</time>'
            words = timed(escape(event.words))
            yield f"<li><strong>{date}</strong>: {words}{self._references(event.numbers)}</li>\n"
        yield "</ul>\n</section>\n"

    def _notes(self) -> Iterator[str]:
        notes = self._dossier.notes
        if not notes:
            return
        yield '<section aria-labelledby="own-notes">\n<h2 id="own-notes">Notes</h2>\n'
        yield '<p class="dim">Written by whoever keeps the store; no source says them.</p>\n'
        for entry in notes:
            lines = "\n".join(escape(line) for line in entry.text.split("\n"))
            yield f"<p>On {_foreign(entry.about)}:</p>\n"
            yield f'<blockquote dir="auto">{lines}</blockquote>\n'
        yield "</section>\n"

    def _footnotes(self, footnotes: Sequence[Footnote]) -> Iterator[str]:
        yield '<section class="break" aria-labelledby="footnotes">\n'
        yield '<h2 id="footnotes">Footnotes</h2>\n'
        if not footnotes:
            yield "<p>No source is cited.</p>\n"
        yield '<ol class="notes">\n'
        for footnote in footnotes:
            stance = footnote.cited.citation.stance
            kind = ' class="disputes"' if stance == "disputes" else ""
            yield f'<li id="n{footnote.number}"{kind}>{_quote(footnote)}'
            words = note(footnote.cited, self._dossier.name, None, escape)
            yield linked(timed(words))
            remarks = (unchecked_words(footnote), grade_words(footnote.grade))
            for remark in (*remarks, licence_remark(footnote)):
                yield f" {escape(remark)}" if remark else ""
            number = footnote.number
            label = f"back to where footnote {number} stands"
            yield f'&nbsp;<a class="back" href="#r{number}" aria-label="{label}">↩</a></li>\n'
        yield "</ol>\n</section>\n"

    def _sources(self) -> Iterator[str]:
        yield '<section aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n'
        yield '<table class="sources">\n<thead><tr><th scope="col">Source</th>'
        yield '<th scope="col">Licence</th><th scope="col">Footnotes</th></tr></thead>\n<tbody>\n'
        for entry in self._dossier.sources:
            words = linked(timed(upper_first(chicago.reference(entry.source, None, escape))))
            status = source_status_words(entry.source, self._source)
            if status:
                words = f'{words} <strong class="alert">({escape(status)})</strong>'
            licence = escape(entry.source.licence or "") or "no licence recorded"
            numbers = ", ".join(f'<a href="#n{n}">{n}</a>' for n in entry.numbers)
            yield f"<tr><td>{words}</td><td>{licence}</td><td>{numbers}</td></tr>\n"
        yield "</tbody>\n</table>\n</section>\n"

    def _colophon(self) -> Iterator[str]:
        yield '<footer aria-labelledby="colophon">\n<h2 id="colophon">About this document</h2>\n'
        yield "<dl>\n"
        for fact in self._dossier.colophon:
            yield f"<dt>{escape(fact.label)}</dt><dd>{timed(escape(fact.words))}</dd>\n"
        yield "</dl>\n</footer>\n"


_WORTH_A_TABLE = 2
_MAP_CAPTION = (
    "Left: those said to do something towards the actor in the middle. Right: those towards whom it"
    " is said to."
)
_CHAINS_CAPTION = "Each row leads from one actor to another; arrows say who is said to act."


def _fact(about: str, words: str) -> str:
    kind = "state" if about == "state" else "alert" if about in _GRAVE else ""
    return f"<span{_class(kind)}>{timed(escape(words))}</span>"


def _quote(footnote: Footnote) -> str:
    """The words of a footnote in their language, and their translation."""
    quote = footnote.cited.citation.quote
    if quote is None or not text.line(quote.exact):
        return "No words are recorded. "
    lang = f' lang="{escape(footnote.lang)}"' if footnote.lang else ""
    words = f'<q class="quote"{lang} dir="auto">{escape(quote.exact)}</q>'
    translation = text.line(quote.translation or "")
    return f"{words} (translated: “{escape(translation)}”) – " if translation else f"{words} – "
