"""The scene that every view is drawn from: index, lens, names at the date, checks of quotes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proxytui import text, wording
from proxytui.asof import all_time, ranking, tie_spans, ties
from proxytui.asof.lens import Lens
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model.vocabulary import tie_id
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.quote_check import QuoteCheck
    from proxytui.model.records import Citation, Claim, Source
    from proxytui.views.key_words import KeyNamer

_HUB = 200
"""The claims of so many ties are read from the disk in 15 ms."""


@dataclass(frozen=True)
class Scene:
    """Everything a view may read. `name` gives an actor's label at the lens's date, `check` the
    check of a citation's words, None where it is not made yet; `key` names the key of an action by
    its id, where there are keys. `authors` gives who recorded and who last changed a record, by
    table and id, each "" where nothing is said of it."""

    index: Index
    lens: Lens
    name: Callable[[str], str]
    check: Callable[[Citation], QuoteCheck | None]
    key: KeyNamer = str
    authors: Callable[[str, str], tuple[str, str]] = lambda table, id_: ("", "")

    def source(self, id_: str) -> Source | None:
        """The source with an id; None where there is none."""
        return self.index.source_names.get(id_)

    def at(self, period: Period) -> Scene:
        """The scene at another date, without filter."""
        return replace(self, lens=Lens(period), name=self.index.namer(period))

    def claims_of(self, actor: str, checkpoint: Checkpoint = never) -> list[Claim]:
        """The claims of an actor's ties, tie by tie, of the ties that the filter lets through over
        all time."""
        return self.index.memo.of(_ActorClaims).of(self.index, actor, self.lens.filter, checkpoint)

    def is_at_hand(self, actor: str) -> bool:
        """Whether the claims at an actor can be asked for at once; those of a hub on the disk have
        to be read before."""
        index = self.index
        if not index.on_disk or index.degree(actor) <= _HUB:
            return True
        claims = index.memo.of(_ActorClaims)
        return claims.remembers(index, actor, self.lens.filter) and (
            tie_spans.are_remembered(index, actor)
        )

    def read(self, actor: str, checkpoint: Checkpoint) -> None:
        """Read the claims at an actor, and put its ties in order; they are remembered."""
        tie_spans.spans_at_actor(self.index, actor, checkpoint)
        self.claims_of(actor, checkpoint)
        ranking.ranking(self.index, self.lens, actor, checkpoint=checkpoint)


class _ActorClaims(dict[tuple[str, "Filter | None"], "list[Claim]"]):
    """The claims of the actors asked for last, at a hub thousands: most keys ask for them again,
    and who moves in a list comes back."""

    _MOST = 20_000

    def __init__(self) -> None:
        super().__init__()
        self._version = -1
        self._size = 0

    def remembers(self, index: Index, actor: str, filter_: Filter | None) -> bool:
        """Whether these claims were asked for since the last change."""
        return self._version == index.version and (actor, filter_) in self

    def of(
        self, index: Index, actor: str, filter_: Filter | None, checkpoint: Checkpoint
    ) -> list[Claim]:
        """The claims of an actor's ties that a filter lets through."""
        if self._version != index.version:
            self.clear()
            self._version = index.version
        claims = self.get((actor, filter_))
        if claims is None:
            at_actor = with_checkpoints(index.ties_of(actor), checkpoint, CLAIMS)
            ties = (t for t in at_actor if all_time.passes(index, t, filter_, actor))
            claims = [index.claims[claim] for tie in ties for claim in index.tie_claims[tie]]
            if self._size + len(claims) > self._MOST:
                self.clear()
            self._size += len(claims)
            self[actor, filter_] = claims
        return list(claims)

    def clear(self) -> None:
        """Forget them."""
        super().clear()
        self._size = 0


def record_title(scene: Scene, target: Target) -> str:
    """The name or title of a target, whatever it is."""
    index = scene.index
    if target.kind == "tie" and target.id in index.tie_claims:
        return wording.tie_title(ties.tie(index, target.id, scene.lens), scene.name)
    if target.kind == "event" and target.id in index.events:
        return text.line(index.events[target.id].title)
    if target.kind == "source":
        return text.line(index.source_names.name(target.id))
    return text.line(scene.name(target.id))


def pinnable(index: Index, id_: str) -> Target | None:
    """The target in the detail pane for an id of any table or of a tie; a claim's is its tie."""
    for kind, known in (
        ("actor", index.actors),
        ("tie", index.tie_claims),
        ("event", index.events),
        ("source", index.sources),
    ):
        if id_ in known:
            return Target(kind, id_)
    claim = index.claims.get(id_)
    if claim is None:
        return None
    return Target("tie", tie_id(claim.type, claim.subject, claim.object))
