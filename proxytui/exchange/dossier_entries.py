"""What a dossier says of ties and events: sentences, claims with footnotes, and the footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text, wording
from proxytui.model.dates import State
from proxytui.model.vocabulary import CREDIBILITY, RELIABILITY
from proxytui.wording import assertion, tie_summary
from proxytui.wording.citation import licence_words
from proxytui.wording.footnote import CitedWords
from proxytui.wording.phrases import upper_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.exchange.selection import Selection
    from proxytui.model.records import Citation, Claim, Event
    from proxytui.model.tie import Tie
    from proxytui.wording.phrases import Namer
    from proxytui.wording.tie_summary import Fact


class Footnote(NamedTuple):
    """A citation by its number; `lang` is the language of its words, "" where it isn't known,
    `grade` the letter and digit of its source and of what it says, "" for none."""

    number: int
    cited: CitedWords
    lang: str
    grade: str


class Stance(NamedTuple):
    """What some footnotes do for a claim ("says so", "disputes"), and their numbers."""

    words: str
    numbers: tuple[int, ...]


class Statement(NamedTuple):
    """What one or more claims assert: the words, the state where it isn't held, who says so in
    numbers, what was recorded beside it, and the footnotes by what they do for it."""

    words: str
    state: str
    support: str
    remarks: tuple[str, ...]
    stances: tuple[Stance, ...]


class TieEntry(NamedTuple):
    """A tie: its title, facts in a row, full wording, and claims; `anchor` names it in the
    document. One that is `repeated` stands in full elsewhere, under the same anchor."""

    tie: Tie
    anchor: str
    title: str
    facts: tuple[Fact, ...] = ()
    sentences: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    repeated: bool = False


class EventEntry(NamedTuple):
    """An event in words, its date ("" for none), and the numbers of its footnotes."""

    date: str
    words: str
    numbers: tuple[int, ...]


_AT_NO_DATE = "at no date"
"""Of a claim that doesn't count, in a dossier of all dates."""


class Entries:
    """Makes the entries of one dossier, and numbers its footnotes in the order of the document.

    A citation that stands in several claims has one footnote, but where it disputes or only
    mentions one: then the footnote says which.
    """

    def __init__(self, selection: Selection, name: Namer) -> None:
        self._selection, self._name = selection, name
        self._numbers: dict[tuple[Citation, str], int] = {}
        self.footnotes: list[Footnote] = []
        self.ties: dict[str, TieEntry] = {}
        """The ties that stand in the document, by their ids."""

    def tie(self, tie: Tie, title: str) -> TieEntry:
        """The entry of a tie; of one that stands in the document already, a mere reference."""
        known = self.ties.get(tie.id)
        if known is not None:
            return TieEntry(tie, known.anchor, title, repeated=True)
        as_of, source = self._selection.as_of, self._selection.graph.source_names.get
        entry = TieEntry(
            tie,
            f"tie-{len(self.ties) + 1}",
            title,
            tie_summary.facts(tie, as_of),
            wording.tie_sentences(tie, as_of, self._name, source),
            tuple(self._statements(tie)),
        )
        self.ties[tie.id] = entry
        return entry

    def event(self, event: Event) -> EventEntry:
        """The entry of an event."""
        words = wording.event_words(event, self._name, self._selection.graph.source_names.get)
        return EventEntry(event.date or "", words, self._numbered(event, event.citations))

    def _statements(self, tie: Tie) -> list[Statement]:
        state = dict(zip((claim.id for claim in tie.claims), tie.states, strict=True))
        groups = [
            (max((state[claim.id] for claim in group.claims), key=lambda item: item.rank), group)
            for group in assertion.assertions(
                tie.claims, self._name, self._selection.graph.source_names.get
            )
        ]
        groups.sort(key=lambda pair: -pair[0].rank)
        return [self._statement(group.words, group.claims, best) for best, group in groups]

    def _statement(self, words: str, claims: Sequence[Claim], state: State) -> Statement:
        source = self._selection.graph.source_names.get
        by_stance: dict[str, dict[int, None]] = {}
        cited = [(claim, citation) for claim in claims for citation in claim.citations]
        ranked = tie_summary.by_stance((citation for _, citation in cited), source)
        record_of = {id(citation): claim for claim, citation in cited}
        for citation in ranked:
            stance = assertion.stance_words(citation, source)
            numbers = by_stance.setdefault(stance, {})
            numbers.update(dict.fromkeys(self._numbered(record_of[id(citation)], (citation,))))
        state_words = "" if state is State.HELD else state.words
        if self._selection.as_of is None:
            state_words = _AT_NO_DATE if state is State.NOT else ""
        return Statement(
            words,
            state_words,
            assertion.support_words(claims, source),
            tuple(assertion.record_words(claims, source)),
            tuple(Stance(stance, tuple(numbers)) for stance, numbers in by_stance.items()),
        )

    def _numbered(self, record: Claim | Event, citations: Iterable[Citation]) -> tuple[int, ...]:
        numbers = []
        for citation in citations:
            key = citation, "" if citation.stance == "supports" else record.id
            if key not in self._numbers:
                self._numbers[key] = len(self.footnotes) + 1
                self.footnotes.append(self._footnote(self._numbers[key], record, citation))
            numbers.append(self._numbers[key])
        return tuple(dict.fromkeys(numbers))

    def _footnote(self, number: int, record: Claim | Event, citation: Citation) -> Footnote:
        graph, check = self._selection.graph, self._selection.check
        source, quote = graph.source_names.get(citation.source), citation.quote
        checked = check(citation).check if check is not None and quote is not None else None
        lang = (quote.lang if quote is not None else "") or (source.lang if source else "") or ""
        return Footnote(
            number,
            CitedWords(citation, record, source, checked),
            text.line(lang),
            wording.grade_of(citation, graph.source_names.get),
        )


def unchecked_words(footnote: Footnote) -> str:
    """That words are recorded and were not looked for in their source, or ""."""
    has_words = footnote.cited.citation.quote is not None
    return "" if not has_words or footnote.cited.check else "The words were not looked up."


def licence_remark(footnote: Footnote) -> str:
    """The licence of a source that asks to be named with what is taken from it, or ""."""
    words = licence_words(footnote.cited.source)
    return f"{upper_first(words)}." if words else ""


def grade_words(grade: str) -> str:
    """A grade in words, "" for none: "Graded B2: the source usually reliable, what it says probably
    true."."""
    parts = [f"the source {RELIABILITY[code]}" for code in grade if code in RELIABILITY]
    parts += [f"what it says {CREDIBILITY[code]}" for code in grade if code in CREDIBILITY]
    return f"Graded {grade}: {', '.join(parts)}." if parts else ""
