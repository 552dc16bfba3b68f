"""A suggestion that is to be decided on: how it would read, its words, and what is recorded yet."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui.views.lines import Row, Span, paragraph, rule
from proxytui.wording import assertion
from proxytui.wording.phrases import join_words, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.model.records import Claim
    from proxytui.views.lines import Line
    from proxytui.views.scene import Scene

_MOST_LINES = 3
_MOST_CLAIMS = 6


class Decided(NamedTuple):
    """How many suggestions were accepted, rejected, say no more than an accepted one, are left."""

    accepted: int = 0
    rejected: int = 0
    repeated: int = 0
    left: int = 0

    @property
    def words(self) -> str:
        """`3 accepted, 1 rejected and 2 left`."""
        parts = [f"{self.accepted} accepted", f"{self.rejected} rejected"]
        parts += [f"{self.repeated} that say the same again"] if self.repeated else []
        return join_words([*parts, f"{self.left or 'none'} left"])

    def words_within(self, cells: int) -> str:
        """The words, without what says the same again where that leaves them no room."""
        words = self.words
        return words if len(words) <= cells else self._replace(repeated=0).words


class Suggested(NamedTuple):
    """A suggestion: the claim that it would become, in a sentence, its quote and where that stands,
    and the words that led to it."""

    claim: Claim
    sentence: str
    quote: str
    place: str
    why: str


class EndKeys(NamedTuple):
    """The keys that are named once all is decided, or where there is nothing to decide on; that for
    `new_names` works in the text."""

    later: str
    take_back: str
    close: str
    new_names: str


def rows(
    scene: Scene, suggested: Suggested, recorded: Sequence[Claim], cells: int, height: int
) -> list[Row]:
    """The claim as it would read, what is doubtful or denied, why it is suggested, the claims that
    are recorded of its two actors, and its quote; in few lines without the quote, which is marked
    in the text, then with fewer of the claims."""
    cautions = " · ".join(_cautions(scene, suggested.claim))
    lines = [
        *paragraph(texts.line(suggested.sentence), cells, "strong"),
        *(paragraph(cautions, cells, "caution") if cautions else ()),
        *_first(f"why  {texts.line(suggested.why)}", cells, "dim"),
    ]
    quote = [(), *_first(f"{quoted(suggested.quote)} {suggested.place}", cells, "text")]
    known = _of_both(scene, suggested.claim, recorded, cells, _MOST_CLAIMS)
    if len(lines) + len(known) + len(quote) <= height:
        return _still([*lines, *known, *quote])
    most = min(len(recorded), _MOST_CLAIMS)
    while most and len(lines) + len(known) > height:
        most -= 1
        known = _of_both(scene, suggested.claim, recorded, cells, most)
    return _still([*lines, *known])


def _of_both(
    scene: Scene, claim: Claim, recorded: Sequence[Claim], cells: int, most: int
) -> list[Line]:
    """The claims that are recorded of the two actors, so many of them, under their number."""
    if not recorded:
        return [(Span("Nothing is recorded of these two.", "dim"),)]
    heading = rule("recorded of these two", str(len(recorded)), cells)
    return [heading, *(_recorded(scene, claim, recorded, cells, most) if most else ())]


def end(decided: Decided, keys: EndKeys, cells: int) -> list[Row]:
    """What was decided, once there is no further suggestion."""
    words = [f"{keys.later} goes through those left"] if decided.left else []
    if decided.accepted or decided.rejected:
        words.append(f"{keys.take_back} takes the last decision back")
    words.append(f"{keys.close} leaves")
    said = paragraph(f"{decided.words}.", cells, "strong")
    return _still([*said, *paragraph(f"{', '.join(words)}.", cells, "dim")])


def nothing(recorded: int, rejected: int, keys: EndKeys, cells: int) -> list[Row]:
    """What is said of a text without a suggestion to decide on."""
    counts = [f"{recorded} recorded from it"] if recorded else []
    counts += [f"{rejected} rejected before"] if rejected else []
    more = f"{plural(recorded + rejected, 'suggestion')}: {join_words(counts)}." if counts else ""
    words = "Nothing to decide on. " + (more or "No sentence seems to claim a tie of two actors.")
    return _still(
        [
            *paragraph(words, cells, "strong"),
            *paragraph(
                f"Only actors that are recorded are looked for: in the text {keys.new_names} lists"
                f" names that no actor has. {keys.close} leaves.",
                cells,
                "dim",
            ),
        ]
    )


def _cautions(scene: Scene, claim: Claim) -> Iterator[str]:
    """What a reader has to look at twice: a denial, hedges, and whose words it is said to be."""
    for citation in claim.citations:
        if citation.stance == "disputes":
            yield "a denial, recorded as disputing"
        speaker = citation.speaker
        if speaker is not None:
            name = scene.name(speaker.actor) if speaker.actor else quoted(speaker.text or "")
            yield f"said by {texts.line(name)}"
        yield from (*claim.flags, *citation.flags)


def _recorded(
    scene: Scene, claim: Claim, recorded: Sequence[Claim], cells: int, most: int
) -> Iterator[Line]:
    sources = {citation.source for citation in claim.citations}
    for known in islice(recorded, most):
        own = any(citation.source in sources for citation in known.citations)
        words = assertion.assertion_words(known, scene.name, scene.source)
        lines = paragraph(words.removeprefix("The claim that "), cells - 2)
        note = (Span(" from this source", "caution"),) if own else ()
        yield (Span("· ", "dim"), *lines[0], *(note if len(lines) == 1 else ()))
        for number, line in enumerate(lines[1:], 2):
            yield (Span("  "), *line, *(note if number == len(lines) else ()))
    more = len(recorded) - most
    if more > 0:
        yield (Span(f"… and {more} more", "dim"),)


def _first(words: str, cells: int, role: str) -> list[Line]:
    """The first lines of words, the last with `…` where there are more."""
    lines = paragraph(words, cells - 1, role)
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], (*lines[_MOST_LINES - 1], Span("…", role))]


def _still(lines: Sequence[Line]) -> list[Row]:
    return [Row("", line, stop=False) for line in lines]
