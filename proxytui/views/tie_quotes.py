"""The citations of a tie by what its claims assert: for and against stand under one sentence."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from proxytui import wording
from proxytui.asof.states import claim_state
from proxytui.model.claim_status import live
from proxytui.model.dates import State
from proxytui.model.publishers import retracted
from proxytui.model.stances import rank
from proxytui.views import quotes, recorded_by
from proxytui.views.lines import BLANK, Row, Span, foreign, paragraph
from proxytui.views.page_lines import GAP, PageLine, dated, dotted, plain
from proxytui.views.quotes import FirstTime
from proxytui.wording import assertion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie
    from proxytui.views.quotes import Cited
    from proxytui.views.scene import Scene
    from proxytui.wording.assertion import Assertion

_CITATION = "  "
_BELOW = "    "


class AssertedCitation(NamedTuple):
    """A citation, and what the claim that it stands in asserts."""

    assertion: Assertion
    cited: Cited


def asserted(scene: Scene, claims: Sequence[Claim]) -> list[AssertedCitation]:
    """The citations of claims by what these assert: first what somebody supports, then what is
    disputed, then what is only mentioned; what counts no more last. Of alike those first that hold
    at the scene's date, and of these the newest words. Of each first those that say so."""
    groups = []
    for group in assertion.assertions(claims, scene.name, scene.source):
        cited = quotes.of_claims(group.claims)
        cited = sorted(cited, key=lambda item: _published(scene, item), reverse=True)
        cited.sort(key=lambda item: _place(scene, item))
        best = min((_place(scene, item) for item in cited), default=(True, 0, True))
        shelved = not any(map(live, group.claims))
        state = max(
            claim_state(scene.index, claim, scene.lens.as_of).rank for claim in group.claims
        )
        newest = max((_published(scene, item) for item in cited), default="")
        # A coded row that ended long ago is no answer to what is asked at this date.
        place = (shelved, *best[:2], -state, best[2])
        groups.append((newest, place, [AssertedCitation(group, item) for item in cited]))
    groups.sort(key=lambda group: group[0], reverse=True)
    groups.sort(key=lambda group: group[1])
    return [item for _, _, group in groups for item in group]


def _published(scene: Scene, cited: Cited) -> str:
    """The date of a citation's source, as it sorts; "" where none is given."""
    source = scene.source(cited.citation.source)
    return source.published or "" if source is not None else ""


def _place(scene: Scene, cited: Cited) -> tuple[bool, int, bool]:
    """The place of a citation among others: that of a retracted source last, by stance, first one
    whose text is kept."""
    source = scene.source(cited.citation.source)
    kept = source is not None and bool(source.documents)
    return retracted(cited.citation, scene.source), rank(cited.citation), not kept


def rows(scene: Scene, items: Iterable[AssertedCitation], cells: int) -> list[Row]:
    """What the claims of a tie assert, each sentence with its citations below it."""
    rows: list[Row] = []
    named = FirstTime()
    for group, alike in groupby(items, key=lambda item: item.assertion):
        if rows:
            rows.append(BLANK)
        for words, role in _heading(scene, group):
            rows += [Row("", line, stop=False) for line in paragraph(words, cells, role)]
        for item in alike:
            rows += _citation_rows(scene, item, cells, in_full=named.first(item.cited))
    return rows


def _heading(scene: Scene, group: Assertion) -> Iterator[tuple[str, str]]:
    """The lines over citations and their roles: what is asserted, how many say so, and what whoever
    recorded it put down."""
    as_of = scene.lens.as_of
    states = [claim_state(scene.index, claim, as_of) for claim in group.claims]
    yield group.words, "text" if State.HELD in states else "dim"
    yield assertion.support_words(group.claims, scene.source), "structure"
    for words in assertion.record_words(group.claims, scene.source):
        yield words, "alert" if any(map(assertion.claim_standing, group.claims)) else "dim"
    if written := recorded_by.words(scene, "claims", (claim.id for claim in group.claims)):
        yield written, "dim"


def _citation_rows(scene: Scene, item: AssertedCitation, cells: int, *, in_full: bool) -> list[Row]:
    origin = " · ".join(part.text for part in _origin(scene, item.cited, in_full=in_full))
    role = quotes.origin_role(scene, item.cited.citation)
    return quotes.cited_rows(scene, item.cited, origin, role, cells)


def _origin(scene: Scene, cited: Cited, *, in_full: bool) -> list[Span]:
    """What a citation does for its claim, who speaks and where, check, grade, and rank and status
    of its claim; foreign text."""
    citation, record = cited.citation, scene.index.claims[cited.record.id]
    role = quotes.origin_role(scene, citation)
    parts = [
        assertion.stance_words(citation, scene.source),
        wording.voice_words(citation, scene.name, scene.source, in_full=in_full),
        quotes.check_words(scene, citation),
        wording.grade_of(citation, scene.source),
        *(assertion.claim_standing(record) if citation.stance == "supports" else ()),
    ]
    return [Span(words, role) for words in parts if words]


# On a page of the command line


def page(scene: Scene, tie: Tie, reason: str) -> Iterator[PageLine]:
    """A tie at the scene's date, with the reason for the date: the sentences on it, and the
    citations of its claims by what these assert, with the claims' ids."""
    title = foreign(wording.tie_title(tie, scene.name), "strong")
    yield PageLine(dotted([title, foreign(tie.id, "dim")]))
    yield dated(scene.lens.as_of, reason)
    yield GAP
    for words in wording.tie_sentences(tie, scene.lens.as_of, scene.name, scene.source):
        yield plain(words)
    named = FirstTime()
    for group, alike in groupby(asserted(scene, tie.claims), key=lambda item: item.assertion):
        yield GAP
        (words, role), (counts, of_counts), *recorded = _heading(scene, group)
        yield plain(words, role)
        ids = ", ".join(claim.id for claim in group.claims)
        yield PageLine(dotted([foreign(counts, of_counts), foreign(ids, "dim")]))
        for more, role_of_more in recorded:
            yield plain(more, role_of_more)
        for item in alike:
            citation = item.cited.citation
            exact = foreign(quotes.exact_words(citation), "quote" if citation.quote else "dim")
            yield PageLine((exact,), (Span(_CITATION), quotes.mark(scene, citation), Span(" ")))
            in_full = named.first(item.cited)
            parts = _origin(scene, item.cited, in_full=in_full)
            origin = [foreign(part.text, part.role) for part in parts]
            yield PageLine(dotted(origin), (Span(_BELOW),))
