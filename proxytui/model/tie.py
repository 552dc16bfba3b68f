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
    """A means of support, how many independent publishers report it at the date, at least one, and
    whether a claim that is held then names it; otherwise it is only possible."""

    code: str
    publishers: int
    held: bool = True


class Ending(msgspec.Struct, frozen=True, order=True):
    """The last day on which a claim can be true, because of another actor's end or a successor.

    `day` is its ordinal; `kind` is died, dissolved, renamed, merged, absorbed or succeeded; `actor`
    is the actor that ended, or the successor in the office; `date` gives the day, in EDTF.
    """

    day: int
    kind: str
    actor: str
    date: str


class Tie(msgspec.Struct, frozen=True):
    """The claims of one type between the same two actors, as they stand at a period.

    `claims` are all of them, by their earliest bound, each with the dates that are told of it, as
    `told_dates.as_told` leaves them; `states` and `support` the state and the support of each, in
    that order; `live` the live ones. `terms` are the means that somebody reports then, and
    `disputed_terms` those of them that somebody disputes then; `status` is that of the claims
    reported then. `publishers` counts independent publishers of the live claims. `standing` is the
    support of the claims that hold or may hold then, of all live ones where none does. `ending` is
    the reason, other than its own dates, why a tie is *not*. `near` marks a tie that is *not* only
    by an approximate bound close by. `changed_sources` are the statuses other than current that
    sources of its live claims have, `retracted` first. `via` is the leader or part through whom a
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
    support: tuple[Standing, ...]
    live: tuple[Claim, ...]
    publishers: int
    standing: Standing = Standing.SUPPORTED
    attested: Attested | None = None
    ending: Ending | None = None
    near: bool = False
    via: str | None = None
    disputed_terms: tuple[str, ...] = ()
    changed_sources: tuple[str, ...] = ()

    def other(self, actor: str) -> str:
        """The actor at the other end."""
        return self.object if actor == self.subject else self.subject

    @property
    def quotes(self) -> int:
        """How many citations with words the tie rests on."""
        return sum(1 for claim in self.claims for c in claim.citations if c.quote is not None)
