"""The dossier: what a document about an actor, a pair, several actors or a filter holds.

Made of values alone, which `dossier_html` and `dossier_markdown` write down. Who reports what is
said in the program's own wording; each claim leads to numbered footnotes.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text, wording
from proxytui.asof import all_time, ties
from proxytui.asof.lens import Lens
from proxytui.asof.tie_order import order
from proxytui.collation import sort_key
from proxytui.exchange import dossier_colophon as colophons
from proxytui.exchange import dossier_figures as figures
from proxytui.exchange.dossier_entries import Entries
from proxytui.exchange.losses import COARSENED, DROPPED
from proxytui.model.dates import State
from proxytui.model.event_order import event_day
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.questions import paths
from proxytui.wording import actor_record, identity, tie_summary
from proxytui.wording.filter import filter_words
from proxytui.wording.path import together_words
from proxytui.wording.phrases import date_words, join_words, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.exchange.dossier_colophon import ColophonFact, SourceEntry
    from proxytui.exchange.dossier_entries import EventEntry, Footnote, TieEntry
    from proxytui.exchange.selection import Selection
    from proxytui.model.records import Actor, Event, Note
    from proxytui.model.tie import Tie
    from proxytui.questions.paths import Path
    from proxytui.wording.phrases import Namer

_PATHS = 3
"""So many paths over other actors are shown of a pair."""
_MOST_HOPS = 4
_MOST_AMONG = 24
"""So many ties are drawn among several actors."""
_MOST_ON_AXIS = 60
"""With more ties than this no common timeline of all of them is drawn."""
INTRODUCTION = (
    "This document reports who says what. It states nothing as a fact: every claim leads to"
    " footnotes with the words, the source, and whether the words were found in it. Words that"
    " stand in their source need not be true. A count such as 9+7? stands for nine ties that are"
    " held and seven that are possible by the dates given."
)

LOSSES: dict[str, str] = {
    **dict.fromkeys(
        (
            *("actors.identifiers", "actors.tags", "actors.citations", "events.claims"),
            *("events.kind", "events.basis", "events.summary", "sources.publisher_parent"),
            *("sources.published_raw", "sources.documents", "sources.rejected"),
            *("notes.tags", "notes.created", "notes.modified"),
            *(f"identities.{field}" for field in ("a", "b", "judgement", "reason", "made")),
            *(f"views.{field}" for field in ("name", "centre", "lens", "layout")),
        ),
        DROPPED,
    ),
    **dict.fromkeys(("sources.accessed", "sources.kind", "sources.copy_of"), COARSENED),
}
"""What a reader is not told, by `table.field`; a dossier is for reading, and nothing of it can be
imported."""


class TieGroup(NamedTuple):
    """Ties under a heading. `counts` says how many of them are held and possible, "" where they
    stand apart from what is reported; `remark` is a sentence below the heading, or ""."""

    heading: str
    entries: tuple[TieEntry, ...]
    counts: str = ""
    remark: str = ""


class Section(NamedTuple):
    """A part of the document: an actor, or ties that belong together. `facts` are sentences on it,
    `names` those of an actor with several; a document of one section needs no `title` for it. The
    map is that around an actor, or chains between two."""

    title: str
    facts: tuple[str, ...]
    groups: tuple[TieGroup, ...]
    names: tuple[str, ...] = ()
    map: figures.Map | tuple[figures.Chain, ...] | None = None
    timeline: figures.Timeline | None = None


class NoteEntry(NamedTuple):
    """A note of the user: what it is about, and its text, which may have several lines."""

    about: str
    text: str


class Dossier(NamedTuple):
    """All that stands in the document; `date` and `filter` are in words, `filter` "" for none."""

    title: str
    date: str
    filter: str
    sections: tuple[Section, ...]
    events: tuple[EventEntry, ...]
    notes: tuple[NoteEntry, ...]
    sources: tuple[SourceEntry, ...]
    footnotes: tuple[Footnote, ...]
    colophon: tuple[ColophonFact, ...]
    name: Namer


def dossier(selection: Selection) -> Dossier:
    """The dossier of the actors that were asked for: of one, of a pair with the paths between them,
    of several what ties them and one after the other; without any, of all ties that were chosen."""
    return _DossierBuilder(selection).dossier()


class _DossierBuilder:
    """Makes one dossier, part by part, in the order in which footnotes are numbered."""

    def __init__(self, selection: Selection) -> None:
        self._selection, self._graph = selection, selection.graph
        self._name = selection.graph.namer(selection.as_of)
        self._entries = Entries(selection, self._name)
        self._actors = tuple(dict.fromkeys(a for a in selection.named if a in self._graph.actors))

    def dossier(self) -> Dossier:
        selection = self._selection
        sections = tuple(self._sections())
        shown = self._entries.ties
        events = tuple(self._events(shown))
        notes = tuple(self._notes())
        used = [("claims", claim.id) for entry in shown.values() for claim in entry.tie.claims]
        used += [("actors", actor) for actor in self._actors]
        used += [("events", event.id) for event in self._chosen_events(shown)]
        used += [("notes", id_) for id_ in selection.tables.get("notes", {})]
        footnotes = tuple(self._entries.footnotes)
        omitted = colophons.left_out(selection, self._recorded(), shown)
        if self._is_pair:
            omitted.append("Ties of either to others, but for those on the paths shown.")
        as_of = selection.as_of
        return Dossier(
            self._title(),
            f"as of {date_words(as_of.text)}" if as_of else "of all dates",
            filter_words(selection.filter) if selection.filter else "",
            sections,
            events,
            notes,
            colophons.sources(selection, footnotes),
            footnotes,
            colophons.colophon(selection, used, footnotes, omitted),
            self._name,
        )

    @property
    def _is_pair(self) -> bool:
        return len(self._actors) == _TWO

    def _recorded(self) -> Iterable[str]:
        """The ties that the document is about, whether they show in it or not."""
        graph = self._graph
        if not self._actors:
            return graph.iter_ties()
        at = [set(graph.ties_of(actor)) for actor in self._actors]
        return set.intersection(*at) if self._is_pair else set.union(*at)

    def _title(self) -> str:
        if not self._actors:
            filter_ = self._selection.filter
            whole = "Some ties" if self._selection.single else "All ties"
            return f"Ties: {filter_words(filter_)}" if filter_ else whole
        return join_words([self._shown(actor) for actor in self._actors])

    def _shown(self, actor: str) -> str:
        return text.line(self._name(actor)) or "an actor without a name"

    # Parts

    def _sections(self) -> Iterator[Section]:
        if self._is_pair:
            yield from self._pair(*self._actors)
        elif self._actors:
            if len(self._actors) > 1:
                yield self._among()
            for actor in self._actors:
                yield self._actor(actor)
        else:
            yield self._everything()

    def _actor(self, actor: str) -> Section:
        listed = self._ties_of(actor)
        names = actor_record.names(self._graph.actors[actor])
        return Section(
            self._shown(actor),
            tuple(self._facts(self._graph.actors[actor])),
            tuple(self._groups(listed, actor)),
            tuple(names) if len(names) > 1 else (),
            figures.actor_map(self._selection, actor, listed, self._name),
            figures.actor_timeline(self._selection, actor, self._name),
        )

    def _among(self) -> Section:
        """A figure of the ties among several actors; each stands in words in the part of an end."""
        wanted = set(self._actors)
        drawn = [
            tie
            for actor in self._actors
            for tie in self._ties_of(actor)
            if tie.subject == actor and tie.object in wanted and not tie_summary.apart(tie)
        ]
        facts = []
        if not drawn:
            facts.append("No tie among them is recorded here, or none that shows at the date.")
        elif len(drawn) > _MOST_AMONG:
            facts.append(f"Of {len(drawn)} ties among them {_MOST_AMONG} are drawn.")
        chains = tuple(
            figures.chain(self._selection, tie.subject, (tie,), self._name)
            for tie in drawn[:_MOST_AMONG]
        )
        return Section("Ties among them", tuple(facts), (), map=chains or None)

    def _pair(self, first: str, second: str) -> Iterator[Section]:
        direct = [tie for tie in self._ties_of(first) if second in (tie.subject, tie.object)]
        between = self._paths(first, second, len(direct))
        hops = [hop.tie.id for path in between for hop in path.hops]
        drawn = list(dict.fromkeys((*(tie.id for tie in direct), *hops)))
        facts = [self._pair_words(actor) for actor in (first, second)]
        groups = list(self._groups(direct, first))
        if not direct:
            facts.append("No tie between the two is recorded here, or none that shows at the date.")
        line = figures.ties_timeline(self._selection, drawn, self._name)
        links = [[tie] for tie in direct] + [[hop.tie for hop in path.hops] for path in between]
        chains = tuple(figures.chain(self._selection, first, ties, self._name) for ties in links)
        yield Section("Ties between them", tuple(facts), tuple(groups), (), chains or None, line)
        if between:
            groups = [self._path(number, path) for number, path in enumerate(between, 1)]
            yield Section("Paths between them over others", (), tuple(groups))

    def _pair_words(self, actor: str) -> str:
        record = self._graph.actors[actor]
        return f"{self._shown(actor)}: {' · '.join(actor_record.kind_and_countries(record))}."

    def _paths(self, first: str, second: str, direct: int) -> list[Path]:
        """The shortest paths that lead over others."""
        matches = paths.shortest(
            self._graph,
            first,
            second,
            self._selection.as_of,
            k=_PATHS + direct,
            max_hops=_MOST_HOPS,
            filter_=self._selection.filter,
        )
        return [path for path in matches if len(path.hops) > 1][:_PATHS]

    def _path(self, number: int, path: Path) -> TieGroup:
        title = " – ".join(map(self._shown, path.actors))
        together = together_words(
            len(path.hops), path.together.state, path.together.day, self._selection.as_of
        )
        entries = tuple(self._entry(hop.tie, "") for hop in path.hops)
        return TieGroup(f"Path {number}: {title}", entries, remark=f"{upper_first(together)}.")

    def _everything(self) -> Section:
        """All ties that were chosen, by type."""
        chosen = [self._tie(tie) for tie, _ in self._selection.ties()]

        def place(tie: Tie) -> tuple[int, int, str, str]:
            names = f"{self._name(tie.subject)} {self._name(tie.object)}"
            where = order(tie.state, tie.near, tie.standing)
            return where, -tie.publishers, sort_key(names), tie.id

        chosen.sort(key=place)
        on_axis = chosen if len(chosen) <= _MOST_ON_AXIS else []
        line = figures.ties_timeline(self._selection, [tie.id for tie in on_axis], self._name)
        return Section("", (), tuple(self._groups(chosen, "")), timeline=line)

    # Ties

    def _lens(self) -> Lens | None:
        as_of = self._selection.as_of
        return Lens(as_of, filter=self._selection.filter) if as_of is not None else None

    def _tie(self, tie_id: str) -> Tie:
        lens = self._lens()
        if lens is None:
            return all_time.tie(self._graph, tie_id)
        return ties.tie(self._graph, tie_id, lens)

    def _ties_of(self, actor: str) -> list[Tie]:
        """The ties that show at an actor, as they stand under it in the explorer."""
        graph, lens = self._graph, self._lens()
        if lens is not None:
            return list(ties.ties(graph, actor, lens))
        listed = (
            all_time.tie(graph, tie)
            for tie in graph.ties_of(actor)
            if all_time.passes(graph, tie, self._selection.filter, actor)
        )
        return list(ties.ordered(graph, actor, Lens(all_time.ALL_TIME), listed))

    def _groups(self, listed: Iterable[Tie], actor: str) -> Iterator[TieGroup]:
        """Ties by type, those that nobody reports of that time apart; seen from an actor, or from
        neither end where that is ""."""
        places = {code: place for place, code in enumerate(CLAIM_TYPES)}

        def rank(tie: Tie) -> tuple[int, int, bool]:
            apart = tie_summary.apart_rank(tie)
            return apart, places.get(tie.type, len(places)), self._inverse(tie, actor)

        ranked = sorted(listed, key=rank)
        for heading, group in groupby(ranked, lambda tie: self._heading(tie, actor)):
            alike = list(group)
            reported = not tie_summary.apart(alike[0])
            entries = tuple(self._entry(tie, actor) for tie in alike)
            states = [tie.state for tie in alike]
            counts = wording.counts_words(states.count(State.HELD), states.count(State.POSSIBLY))
            yield TieGroup(upper_first(heading), entries, counts if reported else "")

    def _heading(self, tie: Tie, actor: str) -> str:
        return tie_summary.apart(tie) or wording.heading(tie.type, self._inverse(tie, actor))

    def _inverse(self, tie: Tie, actor: str) -> bool:
        kind = CLAIM_TYPES.get(tie.type)
        return tie.object == actor and not (kind and kind.symmetric)

    def _entry(self, tie: Tie, actor: str) -> TieEntry:
        """A tie, by the actor at its other end, or without one at this end by both."""
        if not actor:
            return self._entries.tie(tie, wording.tie_title(tie, self._name))
        title = self._shown(tie.other(actor))
        if tie_summary.apart(tie):
            title = f"{tie_summary.lead(tie, tie.type, self._inverse(tie, actor))} {title}"
        return self._entries.tie(tie, title)

    # An actor, events, notes

    def _facts(self, actor: Actor) -> Iterator[str]:
        """Sentences on the record of an actor itself."""
        as_of, merged = self._selection.as_of, self._graph.merged
        life = [f"recorded as {end}" for end in actor_record.life(actor)]
        yield f"{' · '.join((*actor_record.kind_and_countries(actor), *life))}."
        if originals := merged.originals.get(actor.id, ()):
            yield identity.recorded_words(originals, as_of)
        if actor.described:
            yield "Known only by a source's description."
        if actor.summary and text.line(actor.summary):
            yield f"Summary, by whoever recorded it: {text.line(actor.summary)}"

    def _chosen_events(self, shown: dict[str, TieEntry]) -> list[Event]:
        """The events that name a claim of a tie in the document, or in which the actors that were
        asked for take part, of a pair both; by their day."""
        claims = {claim.id for entry in shown.values() for claim in entry.tie.claims}
        wanted, least = set(self._actors), _TWO if self._is_pair else 1
        chosen = []
        for id_ in self._selection.tables.get("events", {}):
            event = self._graph.events.get(id_)
            if event is None:
                continue
            taking_part = wanted & {part.actor for part in event.participants}
            if len(taking_part) >= least or not claims.isdisjoint(event.claims):
                chosen.append(event)
        return sorted(chosen, key=event_day)

    def _events(self, shown: dict[str, TieEntry]) -> Iterator[EventEntry]:
        return map(self._entries.event, self._chosen_events(shown))

    def _notes(self) -> Iterator[NoteEntry]:
        for id_ in sorted(self._selection.tables.get("notes", {})):
            note = self._graph.notes.get(id_)
            if note is not None:
                yield NoteEntry(self._about(note), text.clean(note.text))

    def _about(self, note: Note) -> str:
        return join_words([self._titled(id_) for id_ in note.about])

    def _titled(self, id_: str) -> str:
        graph = self._graph
        if id_ in graph.tie_claims:
            return wording.tie_title(self._tie(id_), self._name)
        if id_ in graph.actors:
            return self._shown(id_)
        record = graph.events.get(id_) or graph.sources.get(id_)
        return text.line(record.title if record is not None else id_)


_TWO = 2
