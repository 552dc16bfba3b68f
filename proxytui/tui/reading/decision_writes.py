"""What decisions on suggestions write, each in one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.editing.suggested_claims import remembering, stands_for
from proxytui.model.changes import Change
from proxytui.model.records import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.editing.records import Edit
    from proxytui.editing.suggested_claims import ProposedClaim, SourceText
    from proxytui.reading.suggesting.suggestion import Suggestion
    from proxytui.tui.desk import Desk


class DecisionWrites:
    """Writes what is decided, one decision after the other."""

    def __init__(self, desk: Desk, text: SourceText) -> None:
        self._desk = desk
        self._text = text

    @property
    def busy(self) -> bool:
        """Whether something is still being written; until then nothing else can be decided."""
        return self._desk.host.writer.busy

    def refusal(self, proposed: ProposedClaim) -> str:
        """Why a claim can't be recorded of this text any more, in words; "" where it can."""
        index, text = self._desk.workspace.index, self._text
        source = index.sources.get(text.source.id)
        if source is None:
            return "The source was removed meanwhile; nothing was recorded."
        if source.documents != text.source.documents:
            return (
                "The source has another version of its text now; nothing was recorded. "
                "Leave, and open the source anew."
            )
        claim = proposed.claim
        speakers = [c.speaker.actor for c in claim.citations if c.speaker and c.speaker.actor]
        if not all(actor in index.actors for actor in (claim.subject, claim.object, *speakers)):
            return "One of the actors was removed meanwhile; nothing was recorded."
        return ""

    def accept(
        self, proposed: ProposedClaim, original: Suggestion, done: Callable[[], None]
    ) -> None:
        """Record the claim; where it was turned round, what the text was read as is rejected."""
        id_ = self._desk.workspace.fresh_id("claims")
        changes = [Change("claims", id_, None, encode(proposed.claim))]
        self._write([*changes, *self._rejecting(changes, original)], "accept", done)

    def reject(self, suggestion: Suggestion, done: Callable[[], None]) -> None:
        """Have the source remember that a suggestion was rejected."""
        changes = self._rejecting((), suggestion)
        if changes:
            self._write(changes, "reject", done)
        else:
            words = "The source was removed, or this was rejected in another window."
            self._desk.host.say(words, "warning")

    def edit(self, proposed: ProposedClaim, original: Suggestion, done: Callable[[], None]) -> None:
        """Open the line of the claim. Where another tie is kept than the text was read as, that
        one is rejected."""
        from proxytui.editing import passage, suggested_line

        begun = suggested_line.begin(proposed, self._text, self._desk.writing.directory)

        def finish(edit: Edit) -> Edit:
            placed = passage.in_place(edit, begun.passage)
            if placed.faults:
                return placed
            more = self._rejecting(placed.changes, original)
            return placed._replace(changes=(*placed.changes, *more))

        self._desk.writing.record(begun, done, finish=finish)

    def undo(self, done: Callable[[], None]) -> None:
        """Take back the last thing that this window wrote."""
        self._begin(self._desk.workspace.undo, done)

    def _rejecting(self, changes: Sequence[Change], suggestion: Suggestion) -> list[Change]:
        """The change by which the source remembers that a suggestion was rejected, unless changes
        record just that, or it does already, or the source is gone."""
        source = self._text.source.id
        record = self._desk.workspace.record("sources", source)
        if record is None or stands_for(changes, suggestion):
            return []
        change = remembering(source, record, suggestion, self._text.sha or "")
        return [change] if change.after != change.before else []

    def _write(self, changes: Sequence[Change], verb: str, done: Callable[[], None]) -> None:
        from proxytui.views.plan import step_label

        workspace = self._desk.workspace
        label = step_label(verb, changes, self._desk.writing.directory)
        self._begin(lambda: workspace.apply(changes, label), done)

    def _begin(self, work: Callable[[], object], done: Callable[[], None]) -> None:
        self._desk.host.writer.do(work, lambda _: done())
