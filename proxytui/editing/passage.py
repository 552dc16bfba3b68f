"""A claim begun from a passage of a text: its line, and its quote where the passage stands."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import text as texts
from proxytui.editing.anchors import locator_of
from proxytui.editing.same_claims import Ends
from proxytui.errors import ProxyTUIError
from proxytui.notation.scanner import escaped
from proxytui.notation.words import CLAIM_STOPS, VERBS
from proxytui.notation.writer import bare_name
from proxytui.reading import locators, quotes
from proxytui.reading.breaks import is_break

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.editing.directory import StoreDirectory
    from proxytui.editing.records import Edit
    from proxytui.model.changes import Change
    from proxytui.model.records import Json, Locator, Source

_DETAILS = ";"
_MOST_NAMED = 8
"""Actors of a passage that are gone through in pairs."""


class Passage(NamedTuple):
    """A stretch of the kept text of a source, by code points; `sha` names the version."""

    source: Source
    sha: str
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as they stand on one line."""
        return texts.line(self.text[self.start : self.end])


class Guess(NamedTuple):
    """A speaker that the text seems to name: the words there, and how the line has them."""

    words: str
    addition: str


class ActorPair(NamedTuple):
    """Two actors of a passage as a line begins with them: the verb stands between the two texts."""

    first: str
    second: str
    ends: Ends | None

    @property
    def words(self) -> str:
        """`Ilan Voss … Northland`, the two with the verb to be typed between."""
        return f"{self.first.strip()} … {self.second.strip()}"


class PassageLine(NamedTuple):
    """A line that is begun: the cursor stands behind `before`, where mostly a verb is wanted next;
    `guess` has to be accepted."""

    passage: Passage
    before: str
    after: str
    guess: Guess | None = None
    disputes: bool = False
    ends: Ends | None = None
    """The two actors that it names, where it names two that are known."""
    wants_verb: bool = True
    pairs: tuple[ActorPair, ...] = ()
    """The pairs of actors that it may be of, that which it begins with first."""

    def pair_of(self, line: str) -> int | None:
        """The number of the pair that a line is of; None where it is of none."""
        head = line.partition(_DETAILS)[0]
        fitting: list[tuple[int, int, int]] = []
        for number, pair in enumerate(self.pairs):
            at = head.find(pair.second, len(pair.first) - 1) if head.startswith(pair.first) else -1
            if at >= 0:
                # A name may begin as another one does, and others may stand behind the object.
                fitting.append((at, -len(pair.words), number))
        return min(fitting)[-1] if fitting else None

    def next_pair(self, line: str) -> ActorPair | None:
        """The pair of actors that comes behind that of a line; None where it is of none."""
        at = self.pair_of(line)
        return None if at is None else self.pairs[(at + 1) % len(self.pairs)]

    def turned(self, line: str) -> tuple[str, int] | None:
        """A line with the next pair of actors in place of its own, whatever else was typed, and the
        place behind its verb; None where its actors are none of the passage's."""
        at, following = self.pair_of(line), self.next_pair(line)
        if at is None or following is None:
            return None
        pair = self.pairs[at]
        verb, _, rest = line[len(pair.first) - 1 :].partition(pair.second)
        begun = following.first + verb[1:]
        return begun + following.second + rest, len(begun)

    @property
    def line(self) -> str:
        """The whole line."""
        return self.before + self.after

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from a line of another passage."""
        passage = self.passage
        return passage.sha, passage.start, passage.end, self.disputes


def begin(
    passage: Passage,
    actors: Sequence[tuple[str, str]],
    locator: Locator,
    directory: StoreDirectory,
    *,
    disputes: bool = False,
    speaker: str | None = None,
    speaker_words: str = "",
) -> PassageLine:
    """A line of a claim between the first two actors of a passage, or others of it, with its quote,
    source, place and date; the verb is left to whoever writes it. An actor is an id and the words
    there; without an id only the words.

    `speaker` is the id of the actor whom `speaker_words` name, if it is one.
    """
    pairs = tuple(_pairs(actors[:_MOST_NAMED], directory))
    before = pairs[0].first if pairs else "".join(f"{_name(*one, directory)} " for one in actors)
    after = pairs[0].second if pairs else ""
    published = passage.source.published
    if published:
        after += f"; attested {published}"
    stance = "disputes " if disputes else ""
    place = locators.words(locator)
    citation = f"{stance}{escaped(passage.words, chr(34))} {passage.source.id} {place}".rstrip()
    guess = None
    if speaker_words:
        said = escaped(speaker_words, '"') if speaker is None else _named(speaker, directory)
        guess = Guess(speaker_words, f", said by {said}")
    ends = pairs[0].ends if pairs else None
    after = f"{after}; {citation}"
    return PassageLine(passage, before, after, guess, disputes, ends, pairs=pairs)


def _pairs(actors: Sequence[tuple[str, str]], directory: StoreDirectory) -> Iterator[ActorPair]:
    """The pairs of actors, each in both directions, those that stand together first."""
    named = [_name(*actor, directory) for actor in actors]
    apart = sorted(combinations(range(len(actors)), 2), key=lambda pair: pair[1] - pair[0])
    for one, other in apart:
        for subject, object_ in ((one, other), (other, one)):
            ids = actors[subject][0], actors[object_][0]
            ends = Ends(*ids) if all(ids) else None
            yield ActorPair(f"{named[subject]} ", f" {named[object_]}", ends)


def _name(actor: str, words: str, directory: StoreDirectory) -> str:
    return _named(actor, directory) if actor else _bare(words)


def _named(actor: str, directory: StoreDirectory) -> str:
    name, alone = directory.name(actor)
    if not name:
        return f"[{actor}]"
    return _bare(name) + ("" if alone else f" [{actor}]")


def _bare(name: str) -> str:
    return bare_name(texts.line(name), (*CLAIM_STOPS, *VERBS))


def in_place(edit: Edit, passage: Passage) -> Edit:
    """The edit with each new quote that is of the passage where that stands in the text, and as it
    is written there."""
    return edit._replace(changes=tuple(_placed(change, passage) for change in edit.changes))


def _placed(change: Change, passage: Passage) -> Change:
    record = change.after
    if change.table != "claims" or record is None:
        return change
    known = (change.before or {}).get("citations", ())
    citations = list(_citations(record, known, passage))
    return msgspec.structs.replace(change, after={**record, "citations": citations})


def _citations(record: Json, known: Sequence[Json], passage: Passage) -> Iterator[Json]:
    for citation in record.get("citations", ()):
        quote = citation.get("quote")
        is_new = citation not in known
        if is_new and citation.get("source") == passage.source.id and quote is not None:
            yield _in_passage(citation, quote, passage)
        else:
            yield citation


def _in_passage(citation: Json, quote: Json, passage: Passage) -> Json:
    """A new citation with its words where they stand in the passage; a place that was noted for
    another occurrence of them goes along."""
    placed = _quote(quote, passage)
    start, meant = quote.get("start"), placed.get("start", 0)
    locator = citation.get("locator")
    if start is not None and locator == locator_of(passage.text, start):
        locator = locator_of(passage.text, meant)
    return {**citation, "quote": placed, **({"locator": locator} if locator else {})}


def _quote(quote: Json, passage: Passage) -> Json:
    text = passage.text
    try:
        within = quotes.anchor(text[passage.start : passage.end], str(quote["exact"]))
    except ProxyTUIError:
        return quote  # words from elsewhere in the text
    start = passage.start + (within.start or 0)
    end = start + len(within.exact)
    if not is_break(text, start) or not is_break(text, end):
        return quote
    place = quotes.anchor_at(text, start, end)
    fields = {
        "exact": place.exact,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "start": place.start,
        "text": passage.sha,
    }
    known = {key: value for key, value in quote.items() if key not in fields}
    return {**{key: value for key, value in fields.items() if value not in ("", None)}, **known}
