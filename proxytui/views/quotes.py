"""The words that a tie, a claim, an actor or an event rests on, each with its source and check."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui import wording
from proxytui.asof.states import claim_state
from proxytui.lazy import LazyModule
from proxytui.model.dates import State
from proxytui.model.publishers import retracted
from proxytui.model.stances import rank, rank_now
from proxytui.model.vocabulary import CHECK_MARKS, Check, tie_id
from proxytui.views.lines import BLANK, Line, Row, Span, foreign, paragraph
from proxytui.views.page_lines import PageLine, dotted, plain
from proxytui.wording import tie_summary
from proxytui.wording.citation import licence_words
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.model.records import Citation, Claim, Event
    from proxytui.model.tie import Tie
    from proxytui.reading import sentences
    from proxytui.views.scene import Scene
else:
    sentences = LazyModule("proxytui.reading.sentences")

MARK_ROLES = {
    Check.EXACT: "good",
    Check.NORMALISED: "good",
    Check.AMBIGUOUS: "caution",
    Check.MOVED: "caution",
    Check.ABSENT: "alert",
    Check.NO_COPY: "dim",
}
_STANCE_ROLES = {"disputes": "caution", "mentions": "dim"}
_UNCHECKED = "looking it up in its source"
_INDENT = "  "
_SENTENCE_LINES = 2
_NEAREST_LINES = 4
_BEFORE_QUOTE = " " * 6
_BELOW_QUOTE = " " * 8


class Cited(NamedTuple):
    """A citation and the record it stands in: `key` is `quote:TABLE/ID:PLACE`."""

    table: str
    record: Claim | Event
    place: int
    citation: Citation

    @property
    def key(self) -> str:
        """The key of the row of this citation."""
        return f"quote:{self.table}/{self.record.id}:{self.place}"


class FirstTime:
    """The sources that a listing has named in full already."""

    def __init__(self) -> None:
        self._sources: set[str] = set()

    def first(self, cited: Cited) -> bool:
        """Whether a citation is the first of its source; from then on it was named."""
        is_first = cited.citation.source not in self._sources
        self._sources.add(cited.citation.source)
        return is_first


def tie_of(claim: Claim) -> str:
    """The id of the tie that a claim belongs to."""
    return tie_id(claim.type, claim.subject, claim.object)


def of_claims(claims: Iterable[Claim]) -> list[Cited]:
    """The citations of claims in the order of these; of each claim first those that support it,
    then those that dispute it."""
    return [cited for claim in claims for cited in _of_claim(claim)]


def _of_claim(claim: Claim) -> list[Cited]:
    cited = [
        Cited("claims", claim, place, citation) for place, citation in enumerate(claim.citations)
    ]
    return sorted(cited, key=lambda citation: rank(citation.citation))


def checkable_first(scene: Scene, cited: list[Cited]) -> list[Cited]:
    """Citations record by record: first of records that a source supports, then of those that one
    disputes or only mentions, and among each first of those with a source whose text is kept."""
    places: dict[str, tuple[int, bool]] = {}
    for item in cited:
        known = scene.source(item.citation.source)
        place, unkept = places.get(item.record.id, (_place(scene, item), True))
        unkept = unkept and not (known is not None and known.documents)
        places[item.record.id] = min(place, _place(scene, item)), unkept
    return sorted(cited, key=lambda item: places[item.record.id])


def first(scene: Scene, claims: Sequence[Claim], most: int) -> list[Cited]:
    """The first citations of claims in the order of `checkable_first`, at most so many."""
    by_place: dict[tuple[int, bool], list[Cited]] = {}
    for claim in claims:
        best = min((_place(scene, cited) for cited in _of_claim(claim)), default=0)
        place = by_place.setdefault((best, not _kept(scene, claim)), [])
        if len(place) < most:
            place += sorted(_of_claim(claim), key=lambda cited: _place(scene, cited))
        if len(by_place.get((0, False), ())) >= most:
            break
    return [cited for place in sorted(by_place) for cited in by_place[place]][:most]


def _place(scene: Scene, cited: Cited) -> int:
    return rank_now(cited.citation, scene.source)


def shown_first(scene: Scene, tie: Tie) -> list[Cited]:
    """The citations to show of a tie before all else: one for it and, where it is disputed, one
    against it."""
    return [
        Cited("claims", tie.claims[place], number, tie.claims[place].citations[number])
        for place, number in tie_summary.first_citations(tie, scene.source)
    ]


def first_of_tie(scene: Scene, tie: Tie, most: int) -> list[Cited]:
    """The citations of `shown_first` and more for the tie, at most so many."""
    cited = shown_first(scene, tie)
    keys = {item.key for item in cited}
    more = (item for item in first(scene, tie.claims, most + len(cited)) if item.key not in keys)
    cited += more
    return sorted(cited[:most], key=lambda item: _place(scene, item))


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
    """Citations as rows: mark and words, then the origin, in which a source has its whole title the
    first time; with `about`, first what each is for."""
    rows: list[Row] = []
    named = FirstTime()
    last = ""
    for item in cited:
        if about and item.record.id != last:
            if rows:
                rows.append(BLANK)
            rows += _about(scene, item, cells)
            last = item.record.id
        rows += quote_rows(scene, item, cells, in_full=named.first(item))
    return rows


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


def quote_rows(scene: Scene, cited: Cited, cells: int, *, in_full: bool = False) -> list[Row]:
    """One citation: its words on the row the cursor rests on, its origin below."""
    return scene.index.memo.of(_QuoteRows).of(scene, cited, cells, in_full)


class _QuoteRows(dict[tuple[object, ...], "list[Row]"]):
    """The rows of the citations drawn last, which are the same at most dates."""

    _MOST = 256

    def __init__(self) -> None:
        super().__init__()
        self._version = -1

    def of(self, scene: Scene, cited: Cited, cells: int, in_full: bool) -> list[Row]:
        """The rows of a citation, in so many cells."""
        if self._version != scene.index.version or len(self) >= self._MOST:
            self.clear()
            self._version = scene.index.version
        citation = cited.citation
        speaker = citation.speaker.actor if citation.speaker is not None else None
        key = (
            (cited.key, cells, in_full, scene.name(speaker) if speaker else ""),
            scene.check(citation) if citation.quote is not None else None,
        )
        rows = self.get(key)
        if rows is None:
            parts = [part.text for part in origin_parts(scene, citation, in_full=in_full)]
            licence = licence_words(scene.source(citation.source))
            origin = " · ".join(filter(None, (*parts, licence)))
            role = origin_role(scene, citation)
            rows = self[key] = cited_rows(scene, cited, origin, role, cells)
        return rows


def cited_rows(scene: Scene, cited: Cited, origin: str, role: str, cells: int) -> list[Row]:
    """One citation with these words for its origin, foreign text, in a role."""
    citation = cited.citation
    sign, quote = mark(scene, citation), citation.quote
    first, *more = paragraph(exact_words(citation), cells, "quote" if quote else "dim", _INDENT)
    lines: list[Line] = [(Span(f"{sign.text} ", sign.role), *first[1:]), *more]
    around = sentence(scene, citation, _SENTENCE_LINES * cells - 12)
    if around:
        lines += paragraph(f"in “{around}”", cells, "dim", _INDENT)
    if near := nearest(scene, citation):
        lines += paragraph(near, cells, "dim", _INDENT)[:_NEAREST_LINES]
    if quote is not None and quote.translation:
        lines += paragraph(f"({quote.translation})", cells, "dim", _INDENT)
    lines += paragraph(origin, cells, role, _INDENT)
    rows = [Row(cited.key, lines[0])]
    return rows + [Row("", line, stop=False) for line in lines[1:]]


def page(scene: Scene, tie: Tie) -> Iterator[PageLine]:
    """The words to show of a tie before all else, and against it where it is disputed: of each
    citation a line with its words, its check and its origin."""
    for cited in shown_first(scene, tie):
        yield _page_line(scene, cited.citation)


def page_in_full(scene: Scene, tie: Tie, cells: int) -> Iterator[PageLine]:
    """The words to show of a tie before all else, with how many more quotes there are, and below
    each the sentence that it stands in, on a page of so many cells."""
    citations = [cited.citation for cited in shown_first(scene, tie)]
    left = tie.quotes - sum(1 for citation in citations if citation.quote is not None)
    for citation in citations:
        more = plural(left, "more quote") if left > 0 and citation is citations[-1] else ""
        yield _page_line(scene, citation, more)
        around = sentence(scene, citation, cells - len(_BELOW_QUOTE) - len("sentence: “”"))
        if around:
            yield plain(f"sentence: “{around}”", "dim", _BELOW_QUOTE)
        if near := nearest(scene, citation):
            yield plain(near, "dim", _BELOW_QUOTE)


def _page_line(scene: Scene, citation: Citation, more: str = "") -> PageLine:
    words = foreign(exact_words(citation), "quote" if citation.quote else "dim")
    origin = [foreign(part.text, part.role) for part in origin_parts(scene, citation)]
    if licence := licence_words(scene.source(citation.source)):
        origin.append(foreign(licence, "dim"))
    lead = (Span(_BEFORE_QUOTE), mark(scene, citation), Span(" "))
    return PageLine(dotted([words, *origin, Span(more, "dim")]), lead)


# What is said of one citation


def mark(scene: Scene, citation: Citation) -> Span:
    """The sign for how the words of a citation were found in their source; a dash without words,
    dots where they are still to be looked for."""
    if citation.quote is None:
        return Span("–", "dim")
    check = scene.check(citation)
    if check is None:
        return Span("…", "dim")
    return Span(CHECK_MARKS[check.check].glyph, MARK_ROLES[check.check])


def exact_words(citation: Citation) -> str:
    """The words of a citation in quotation marks, or that there are none."""
    if citation.quote is None:
        return "no words are recorded"
    return f"“{texts.line(citation.quote.exact)}”"


def origin_parts(scene: Scene, citation: Citation, *, in_full: bool = False) -> list[Span]:
    """Whether the words of a citation stand in their source, and who says so; foreign text."""
    role = origin_role(scene, citation)
    words = wording.citation_words(citation, scene.name, scene.source, in_full=in_full)
    origin = Span(words, role)
    if citation.quote is None:
        return [origin]
    return [Span(check_words(scene, citation), role), origin]


def check_words(scene: Scene, citation: Citation) -> str:
    """Whether the words of a citation stand in their source; "" where it has none."""
    if citation.quote is None:
        return ""
    check = scene.check(citation)
    return _UNCHECKED if check is None else CHECK_MARKS[check.check].words


def origin_role(scene: Scene, citation: Citation) -> str:
    """The role of the words for the origin of a citation, by its stance; of a retracted source one
    that stands out."""
    if retracted(citation, scene.source):
        return "alert"
    return _STANCE_ROLES.get(citation.stance, "dim")


def nearest(scene: Scene, citation: Citation) -> str:
    """That the source has a passage much like the words of a citation, which are absent in it, and
    how it differs; foreign text, "" where there is none."""
    check = scene.check(citation) if citation.quote is not None else None
    return texts.line(check.nearest) if check is not None else ""


def sentence(scene: Scene, citation: Citation, cells: int) -> str:
    """The sentence that the words of a citation stand in, in about so many cells; empty where they
    are all of it, or where it isn't known."""
    check = scene.check(citation) if citation.quote is not None else None
    around = check.sentence if check is not None else None
    return texts.line(sentences.shown(around, cells)) if around is not None else ""
