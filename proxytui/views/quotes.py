"""The words that a tie, a claim, an actor or an event rests on, each with its source and check."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui import wording
from proxytui.asof.states import claim_state
from proxytui.model.dates import State
from proxytui.model.stances import rank
from proxytui.model.vocabulary import CHECK_MARKS, Check, tie_id
from proxytui.reading import sentences
from proxytui.views.lines import BLANK, Line, Row, Span, paragraph
from proxytui.wording import tie_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.records import Citation, Claim, Event
    from proxytui.model.tie import Tie
    from proxytui.views.scene import Scene

_MARK_ROLES = {
    Check.EXACT: "good",
    Check.NORMALISED: "good",
    Check.AMBIGUOUS: "possible",
    Check.MOVED: "possible",
    Check.ABSENT: "alert",
    Check.NO_COPY: "dim",
}
_STANCE_ROLES = {"disputes": "opposes", "mentions": "possible"}
_INDENT = "  "
_SENTENCE_LINES = 2


class Cited(NamedTuple):
    """A citation and the record it stands in: `key` is `quote:TABLE/ID:PLACE`."""

    table: str
    record: Claim | Event
    place: int
    citation: Citation

    @property
    def key(self) -> str:
        """What the row of this citation is about."""
        return f"quote:{self.table}/{self.record.id}:{self.place}"


def tie_of(claim: Claim) -> str:
    """The id of the tie that a claim belongs to."""
    return tie_id(claim.type, claim.subject, claim.object)


def of_claims(claims: Iterable[Claim]) -> list[Cited]:
    """The citations of claims, in their order; of each what says so before what disputes it."""
    return [one for claim in claims for one in _of_claim(claim)]


def _of_claim(claim: Claim) -> list[Cited]:
    cited = [Cited("claims", claim, place, one) for place, one in enumerate(claim.citations)]
    return sorted(cited, key=lambda one: rank(one.citation))


def checkable_first(scene: Scene, cited: list[Cited]) -> list[Cited]:
    """Record by record: those that a source says are so before those that one disputes or only
    mentions, and among each those first whose words stand in a source whose text is kept here."""
    places: dict[str, tuple[int, bool]] = {}
    for one in cited:
        known = scene.source(one.citation.source)
        place, unkept = places.get(one.record.id, (rank(one.citation), True))
        unkept = unkept and not (known is not None and known.documents)
        places[one.record.id] = min(place, rank(one.citation)), unkept
    return sorted(cited, key=lambda one: places[one.record.id])


def first(scene: Scene, claims: Sequence[Claim], most: int) -> list[Cited]:
    """The first of what `checkable_first` gives for the citations of claims, at most so many."""
    found: dict[tuple[int, bool], list[Cited]] = {}
    for claim in claims:
        best = min(map(rank, claim.citations), default=0)
        place = found.setdefault((best, not _kept(scene, claim)), [])
        if len(place) < most:
            place += _of_claim(claim)
        if len(found.get((0, False), ())) >= most:
            break
    return [one for place in sorted(found) for one in found[place]][:most]


def shown_first(tie: Tie) -> list[Cited]:
    """What to show of a tie before all else: words for it and, where it is disputed, against it."""
    return [
        Cited("claims", tie.claims[place], number, tie.claims[place].citations[number])
        for place, number in tie_summary.first_citations(tie)
    ]


def first_of_tie(scene: Scene, tie: Tie, most: int) -> list[Cited]:
    """The same, and more words for it up to so many."""
    made = shown_first(tie)
    keys = {one.key for one in made}
    more = (one for one in first(scene, tie.claims, most + len(made)) if one.key not in keys)
    made += more
    return sorted(made[:most], key=lambda one: rank(one.citation))


def _kept(scene: Scene, record: Claim) -> bool:
    sources = (scene.source(citation.source) for citation in record.citations)
    return any(source is not None and source.documents for source in sources)


def of_events(events: Iterable[Event]) -> list[Cited]:
    """The citations of events, in their order."""
    return [Cited("events", e, i, cited) for e in events for i, cited in enumerate(e.citations)]


def find(scene: Scene, key: str) -> Cited | None:
    """The citation that a row's key names, if it is still there."""
    kind, _, rest = key.partition(":")
    path, _, place = rest.rpartition(":")
    table, _, id_ = path.partition("/")
    if kind != "quote" or not place.isdigit():
        return None
    record = scene.index.claims.get(id_) if table == "claims" else scene.index.events.get(id_)
    if record is None or int(place) >= len(record.citations):
        return None
    return Cited(table, record, int(place), record.citations[int(place)])


def rows(scene: Scene, cited: Iterable[Cited], cells: int, *, about: bool) -> list[Row]:
    """Each citation: check mark and words, then who says it; with `about`, what it is cited for."""
    made: list[Row] = []
    last = ""
    for one in cited:
        if about and one.record.id != last:
            if made:
                made.append(BLANK)
            made += _about(scene, one, cells)
            last = one.record.id
        made += quote_rows(scene, one, cells)
    return made


def _about(scene: Scene, cited: Cited, cells: int) -> list[Row]:
    if cited.table == "claims":
        claim = scene.index.claims[cited.record.id]
        words = wording.claim_words(claim, scene.name, scene.source)
        state = claim_state(scene.index, claim, scene.lens.as_of)
        role = "text" if state is State.HELD else "dim"
    else:
        words = wording.event_words(scene.index.events[cited.record.id], scene.name, scene.source)
        role = "text"
    return [Row("", line, stop=False) for line in paragraph(words, cells, role)]


def quote_rows(scene: Scene, cited: Cited, cells: int) -> list[Row]:
    """One citation: its words on the row the cursor rests on, its origin below."""
    citation = cited.citation
    origin = wording.citation_words(citation, scene.name, scene.source)
    if citation.quote is None:
        lines: list[Line] = [(Span("– ", "dim"), Span("no words are recorded", "dim"))]
        mark_words = ""
    else:
        result = scene.check(citation)
        checked = result.check
        mark = CHECK_MARKS[checked]
        mark_words = mark.words
        said = paragraph(f"“{texts.line(citation.quote.exact)}”", cells, "quote", _INDENT)
        first = said[0]
        lines = [(Span(mark.glyph + " ", _MARK_ROLES[checked]), *first[1:]), *said[1:]]
        if result.sentence is not None:
            around = sentences.shown(result.sentence, _SENTENCE_LINES * cells - 12)
            if around:
                lines += paragraph(f"in “{texts.line(around)}”", cells, "dim", _INDENT)
        if citation.quote.translation:
            lines += paragraph(f"({citation.quote.translation})", cells, "dim", _INDENT)
    tail = " · ".join(part for part in (mark_words, origin) if part)
    made = [Row(cited.key, lines[0])]
    made += [Row("", line, stop=False) for line in lines[1:]]
    role = _STANCE_ROLES.get(citation.stance, "dim")
    made += [Row("", line, stop=False) for line in paragraph(tail, cells, role, _INDENT)]
    return made


def mark_words(scene: Scene, citation: Citation) -> str:
    """The check of a citation's words, in words."""
    return CHECK_MARKS[scene.check(citation).check].words
