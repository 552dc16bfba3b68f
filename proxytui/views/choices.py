"""What is chosen from as one types: actors, publishers, and states of the store, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.collation import Typed, sort_key
from proxytui.views.actor_record import kind_label
from proxytui.views.lines import Row, Span, fit, foreign, spread
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proxytui.model.changes import Transaction
    from proxytui.search.names import NameHit
    from proxytui.views.scene import Scene

__all__ = ["Row", "publishers", "rows", "steps"]

_NOTHING = "Nothing comes close."


def _none(words: str) -> list[Row]:
    return [Row("", (Span(words, "dim"),), stop=False)]


def rows(
    scene: Scene, hits: Iterable[NameHit], known: Iterable[str], wanted: str, but: str, cells: int
) -> list[Row]:
    """Actors that answer to a text, before anything is typed those that are known; never `but`.

    Keys: `actor:ID`.
    """
    made = []
    if wanted.strip():
        found = [(hit.actor, hit.name) for hit in hits]
    else:
        found = [(one, "") for one in dict.fromkeys(known) if one in scene.index.actors]
    for actor, called in found:
        if actor == but:
            continue
        label = scene.name(actor)
        kind = kind_label(scene.index.actors[actor].kind)
        other = "" if sort_key(called) == sort_key(label) else called
        left = (Span(fit(texts.line(label), cells * 2 // 5) + " ", "strong"), foreign(other, "dim"))
        made.append(Row(f"actor:{actor}", spread(left, (foreign(kind, "dim"),), cells)))
    return made or _none(_NOTHING if wanted.strip() else "Type a name.")


def publishers(found: Mapping[str, int | None], wanted: str, cells: int) -> list[Row]:
    """Publishers in whose name the text stands, each with how many claims cite it, where that is
    known; keys: names."""
    needle = Typed(wanted)
    made = []
    for name, count in found.items():
        if needle.within(name):
            said = "" if count is None else f"cited by {plural(count, 'claim')}"
            made.append(Row(name, spread((foreign(name),), (Span(said, "dim"),), cells)))
    return made or _none("No publisher has these words in its name.")


def steps(found: Sequence[Transaction], wanted: str, cells: int) -> list[Row]:
    """States of the store: after each transaction, newest first, and before the first one."""
    needle = Typed(wanted)
    made = []
    for one in found:
        when = one.time[:16].replace("T", " ")
        if needle.within(f"{when} {one.label} {one.by}"):
            left = (foreign(f"{when}  ", "date"), foreign(one.label))
            made.append(Row(one.id, spread(left, (foreign(one.by, "dim"),), cells)))
    if not needle:
        made.append(Row("start", (Span("before the first change in the journal", "text"),)))
    return made or _none("No change has these words.")
