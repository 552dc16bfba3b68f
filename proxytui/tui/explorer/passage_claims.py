"""The claims that a passage of a text may be cited for, and what is written of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.editing import citation, citation_line, passage, records, same_claims
from proxytui.editing.line import Preview
from proxytui.errors import ProxyTUIError
from proxytui.tui.dialogs.passage_claim import SameClaims
from proxytui.views import same_claims as claim_words
from proxytui.workspace import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.editing.new_sources import TypedRecords
    from proxytui.editing.passage import PassageLine
    from proxytui.editing.records import Edit, Records
    from proxytui.tui.desk import Desk

_REMOVED = "this claim was removed meanwhile; ↑ goes back to a new claim"


class PassageClaims:
    """A passage as a new claim, or as a citation of one that is there."""

    def __init__(
        self, desk: Desk, begun: PassageLine, finish: Callable[[Edit], Edit] | None = None
    ) -> None:
        """`finish` makes of what was typed what is kept; if left out, quotes are put where they
        stand in the passage."""
        self._desk = desk
        self._finish = finish or partial(passage.in_place, passage=begun.passage)
        self._begun = begun
        self._ends = begun.ends
        self.same = SameClaims(
            self._of_line, self._words, self._preview, self._left_out, self._meant
        )

    def _of_line(self, line: str) -> Sequence[str]:
        """The claims between the actors of a line; while it can't be read, of those that it begins
        with, or of those before."""
        at = self._begun.pair_of(line)
        named = self._begun.pairs[at].ends if at is not None else None
        self._ends = same_claims.ends(line, self._desk.writing.directory) or named or self._ends
        if self._ends is None:
            return ()
        index = self._desk.workspace.index
        return [claim.id for claim in same_claims.standing_between(index, self._ends)]

    def _meant(self, claims: Sequence[str]) -> str:
        """Which of the claims of a line a passage that disputes is held against by itself: the
        first of its tie, or the only one; "" for none."""
        if not self._begun.disputes or self._ends is None:
            return ""
        of_tie = same_claims.of_tie(self._desk.workspace.index, self._ends)
        if self._ends.type:
            return next((id_ for id_ in claims if id_ in of_tie), "")
        return claims[0] if len(claims) == 1 else ""

    def _words(self, id_: str) -> str:
        claim = self._desk.workspace.index.claims.get(id_)
        return claim_words.words(self._desk.scene, claim) if claim is not None else id_

    def _preview(self, id_: str, typed: TypedRecords) -> Preview:
        desk = self._desk
        claim = desk.workspace.index.claims.get(id_)
        if claim is None:
            return Preview(fault=_REMOVED, column=1)
        part = typed._replace(line=same_claims.citing_part(typed.line).line)
        scene = desk.scene
        read = citation_line.preview(part, claim, desk.writing.directory, scene.name, scene.source)
        if not part.line:
            return read._replace(fault=citation_line.EXPECTED, column=1)
        if not read.fault:
            return read
        # Where the fault stands is counted in the line, not in its last part.
        at = max(0, typed.line.find(part.line))
        return read._replace(column=read.column + at)

    def _left_out(self, line: str) -> Sequence[str]:
        return same_claims.citing_part(line).left_out

    def edit(self, cited: str, typed: TypedRecords, stored: Records) -> Edit:
        """What a line adds to the store: a new claim, or a citation of the claim `cited`."""
        names = self._desk.writing.directory
        if not cited:
            return self._finish(records.edit(typed.text, names, stored, moment()))
        claim = self._desk.workspace.index.claims.get(cited)
        if claim is None:
            raise ProxyTUIError(_REMOVED)
        part = typed._replace(line=same_claims.citing_part(typed.line).line)
        return self._finish(citation.cite(part, claim, names, stored))
