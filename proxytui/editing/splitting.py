"""One actor split in two, claim by claim, and claims moved between records that show as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.collation import identity
from proxytui.editing.identities import on_pair
from proxytui.errors import Refused, UsageError
from proxytui.model.changes import Change
from proxytui.model.identities import DIFFERENT
from proxytui.model.records import Claim, Decision, decode, encode
from proxytui.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.editing.identities import Records
    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Json

NEW = ""
"""In a move the actor that is made."""
_ENDS = ("subject", "object")


class ClaimEnd(NamedTuple):
    """A claim as it is recorded, and which of its ends, `subject` or `object`, is at stake."""

    claim: Claim
    end: str

    @property
    def record(self) -> str:
        """The id of the recorded actor at that end."""
        return self.claim.subject if self.end == "subject" else self.claim.object


class Move(NamedTuple):
    """One end of a claim, by the claim's id, goes to the recorded actor `goal`, or to the NEW
    one."""

    claim: str
    end: str
    goal: str


class Split(NamedTuple):
    """Claims that go to other actors; `name` is what a NEW one is called, `time` is RFC 3339
    UTC."""

    name: str
    moves: Sequence[Move]
    time: str


def claim_ends(index: Graph, records: Records, actor: str) -> Iterator[ClaimEnd]:
    """The claims of an actor of a graph as they are recorded, each with the end that is one of its
    records; a claim between two of these comes once for each end."""
    members = frozenset(index.merged.records(actor))
    ids = [claim for tie in index.ties_of(actor) for claim in index.tie_claims[tie]]
    for id_ in (*ids, *index.merged.within.get(actor, ())):
        claim = index.claims.get(id_) if len(members) == 1 else _recorded(records, id_)
        if claim is not None:
            ends = [ClaimEnd(claim, end) for end in _ENDS]
            yield from (side for side in ends if side.record in members)


def _recorded(records: Records, id_: str) -> Claim | None:
    try:
        return decode(Claim, id_, records.record("claims", id_) or {})
    except (TypeError, msgspec.ValidationError):
        return None


def moved_end(records: Records, claim: str, members: Sequence[str], preferred: str) -> str:
    """The end of a claim that is one of an actor's records: of two that of the preferred one.

    Raises UsageError and Refused.
    """
    before = _claim(records, claim)
    ends = [end for end in _ENDS if before[end] in members]
    if not ends:
        raise Refused(f"{line(claim)} is no claim of that actor", "nothing was written")
    own = [end for end in ends if before[end] == preferred]
    if len(ends) > 1 and not own:
        both = " and ".join(line(str(before[end])) for end in ends)
        raise Refused(
            f"{line(claim)} is a claim between two records of that actor",
            f"give the id of the one that it leaves: {both}",
        )
    return (own or ends)[0]


def split(index: Graph, records: Records, order: Split) -> tuple[tuple[Change, ...], str]:
    """The changes of a split, and the id of the new actor, "" where none is made.

    A new actor is of the kind of the first one that claims leave. A name of theirs that is its name
    goes to it too. The old and the new are judged different, so that nobody asks again, but for
    records that show as one. Raises Refused and UsageError.
    """
    name = order.name.strip()
    claims: dict[str, Json] = {}
    sides: dict[tuple[str, str], None] = {}
    made = ""
    for move in order.moves:
        before = claims.setdefault(move.claim, dict(_claim(records, move.claim)))
        old = str(before[move.end])
        if move.goal == NEW and not name:
            raise UsageError("the second actor has no name", "give it with --into")
        if move.goal == NEW and not made:
            made = records.fresh_id("actors", name)
        goal = move.goal or made
        if old == goal:
            raise Refused(f"both are the actor {line(goal)}", "give a name for the second one")
        before[move.end] = goal
        sides[old, goal] = None
    for id_, after in claims.items():
        if after["subject"] == after["object"]:
            raise Refused(
                f"{line(id_)} ties the two to each other", "leave it out; nothing was written"
            )
    olds = dict.fromkeys(old for old, goal in sides if goal == made)
    changes = [*_new_actor(records, list(olds), made, name)] if made else []
    changes += [Change("claims", id_, _claim(records, id_), after) for id_, after in claims.items()]
    return (*changes, *_apart(index, records, sides, order.time)), made


def _claim(records: Records, id_: str) -> Json:
    record = records.record("claims", id_)
    if record is None:
        raise UsageError(
            f"there is no claim {line(id_)}", "`show NAME --json` lists those of an actor"
        )
    return record


def _apart(
    index: Graph, records: Records, pairs: Iterable[tuple[str, str]], time: str
) -> Iterator[Change]:
    """That those are different that don't show as one and on whom nothing is decided."""
    standing = index.merged.standing
    for a, b in pairs:
        if standing(a) != standing(b) and not on_pair(index, a, b):
            id_ = records.fresh_id("identities")
            decision = Decision(id_, a, b, DIFFERENT, "split, claim by claim", time)
            yield Change("identities", id_, None, encode(decision))


def _new_actor(records: Records, olds: Sequence[str], goal: str, name: str) -> Iterator[Change]:
    """The new actor, and the old ones without the names that are its own."""
    first: Json = {}
    names: list[Json] = []
    losing: list[Change] = []
    for old in olds:
        before = records.record("actors", old)
        if before is None:
            raise Refused(f"there is no actor {line(old)} to split", "nothing was written")
        first = first or before
        taken = [known for known in before["names"] if _is_called(known, name)]
        kept = [known for known in before["names"] if known not in taken]
        # The one that stays is still called something.
        if taken and kept:
            names += [known for known in taken if known not in names]
            losing.append(Change("actors", old, before, {**before, "names": kept}))
    record: Json = {"kind": first["kind"], "names": names or [{"text": name}]}
    # Its first name is what it is called, whatever it was to the old one.
    record["names"] = [{k: v for k, v in n.items() if k != "type"} for n in record["names"]]
    if first.get("described"):
        record["described"] = True
    yield Change("actors", goal, None, record)
    yield from losing


def _is_called(known: Json, name: str) -> bool:
    return identity(str(known.get("text"))) == identity(name)
