"""A tie: all claims of one type between the same two actors, as they stand at a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.model.vocabulary import Standing

if TYPE_CHECKING:
    from proxytui.model.dates import State
    from proxytui.model.records import Attested, Claim
    from proxytui.model.vocabulary import Status


class TermCount(msgspec.Struct, frozen=True):
    """A means of support, how many independent publishers report it at the date, at least one,
    and whether a claim that is held then names it: else it is only possible."""

    code: str
    publishers: int
    held: bool = True


class Ending(msgspec.Struct, frozen=True, order=True):
    """The last day on which a claim can be true, by what is known of somebody else.

    `day` is its ordinal; `kind` is died, dissolved, renamed, merged, absorbed or succeeded;
    `actor` is whose end it is, or the successor in the office; `date` gives the day, in EDTF.
    """

    day: int
    kind: str
    actor: str
    date: str


class Tie(msgspec.Struct, frozen=True):
    """All claims of one type between the same two actors, as they stand at a period.

    `claims` are all of them, oldest bound first; `live` those that count; `states` the state of
    each claim of `claims`, in their order. `terms` are the means that somebody reports then, and
    `disputed_terms` those of them that somebody disputes then; `status` is that of what is reported
    then. `publishers` counts independent publishers of the live claims. `standing` is how the
    claims that hold or may hold then are spoken of, of all that are live where none does. `ending`
    is what else than its own dates ends a tie that is *not* for it. `near` marks a tie that is
    *not* only by an approximate bound close by. `via` is the leader or part through whom a
    rolled-up tie comes, else None.
    """

    id: str
    type: str
    subject: str
    object: str
    state: State
    status: Status
    terms: tuple[TermCount, ...]
    claims: tuple[Claim, ...]
    states: tuple[State, ...]
    live: tuple[Claim, ...]
    publishers: int
    standing: Standing = Standing.SUPPORTED
    attested: Attested | None = None
    ending: Ending | None = None
    near: bool = False
    via: str | None = None
    disputed_terms: tuple[str, ...] = ()

    def other(self, actor: str) -> str:
        """The actor at the other end."""
        return self.object if actor == self.subject else self.subject

    @property
    def quotes(self) -> int:
        """How many citations with words it rests on."""
        return sum(1 for claim in self.claims for c in claim.citations if c.quote is not None)
