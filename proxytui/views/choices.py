"""Choices that are narrowed as one types: actors, publishers, states of the store, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.collation import Typed, sort_key
from proxytui.views.lines import Row, Span, fit, foreign, spread
from proxytui.wording.actor_record import kind_label
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from proxytui.model.changes import Transaction
    from proxytui.search.near_names import NameHit
    from proxytui.views.scene import Scene

    class NamedRecord(Protocol):
        """A record by its kind, id and name."""

        @property
        def kind(self) -> str:
            """`actor`, `event` or `source`."""

        @property
        def id(self) -> str:
            """Its id."""

        @property
        def name(self) -> str:
            """Its name or title."""


__all__ = ["Row", "nothing", "publishers", "records", "rows", "steps"]

_NOTHING = "Nothing comes close."


def nothing(words: str) -> list[Row]:
    """The row that says why there is nothing to choose; the cursor can't go there."""
    return [Row("", (Span(words, "dim"),), stop=False)]


def rows(
    scene: Scene,
    hits: Iterable[NameHit],
    known: Iterable[str],
    text: str,
    excluded: str,
    cells: int,
) -> list[Row]:
    """Actors with a name like the text, before anything is typed those that are known; never the
    one that is excluded. Keys: `actor:ID`."""
    rows = []
    if text.strip():
        actors = [(hit.actor, hit.name) for hit in hits]
    else:
        actors = [(actor, "") for actor in dict.fromkeys(known) if actor in scene.index.actors]
    for actor, called in actors:
        if actor == excluded:
            continue
        label = scene.name(actor)
        kind = kind_label(scene.index.actors[actor].kind)
        other = "" if sort_key(called) == sort_key(label) else called
        left = (Span(fit(texts.line(label), cells * 2 // 5) + " ", "strong"), foreign(other, "dim"))
        rows.append(Row(f"actor:{actor}", spread(left, (foreign(kind, "dim"),), cells)))
    return rows or nothing(_NOTHING if text.strip() else "Type a name.")


def records(options: Iterable[NamedRecord], cells: int) -> list[Row]:
    """Records of any table by name, a line each, with what they are. Keys: `KIND:ID`."""
    return [
        Row(
            f"{option.kind}:{option.id}",
            spread((foreign(option.name, "strong"),), (Span(option.kind, "dim"),), cells),
        )
        for option in options
    ]


def publishers(counts: Mapping[str, int | None] | None, text: str, cells: int) -> list[Row]:
    """Publishers in whose name the text stands, each with the number of claims that cite it, where
    that is known; None where the names are not known yet. Keys: names."""
    if counts is None:
        return nothing("Looking through the sources …")
    needle = Typed(text)
    rows = []
    for name, count in counts.items():
        if needle.within(name):
            words = "" if count is None else f"cited by {plural(count, 'claim')}"
            rows.append(Row(name, spread((foreign(name),), (Span(words, "dim"),), cells)))
    return rows or nothing("No publisher has these words in its name.")


def steps(log: Sequence[Transaction], text: str, cells: int) -> list[Row]:
    """States of the store: after each transaction of the log, newest first, and before the first.
    Keys: ids of transactions, and `start`."""
    needle = Typed(text)
    rows = []
    for step in log:
        when = step.time[:16].replace("T", " ")
        if needle.within(f"{when} {step.label} {step.by}"):
            left = (foreign(when, "date"), Span("  "), foreign(step.label))
            rows.append(Row(step.id, spread(left, (foreign(step.by, "dim"),), cells)))
    if not needle:
        rows.append(Row("start", (Span("before the first change in the journal", "text"),)))
    return rows or nothing("No change has these words.")
