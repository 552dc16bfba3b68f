"""A choice between the records that show as one actor, for keys that mean one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.views import identities
from proxytui.wording import actor_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.tui.desk import Desk
    from proxytui.views.scene import Scene


def choose_record(desk: Desk, title: str, actors: Sequence[str], go: Callable[[str], None]) -> None:
    """Go on with the record of an actor that is chosen, by its id."""
    scene = desk.scene
    name = texts.line(scene.name(actors[0]))
    about = [f"{len(actors)} records show as {name}."]
    choices = [Choice(actor, identities.named(scene, actor), _note(scene, actor))
               for actor in actors]  # fmt: skip

    def chosen(id_: str | None) -> None:
        if id_:
            go(id_)

    desk.app.push_screen(SelectOne(title, choices, desk.palette, about=about), chosen)


def _note(scene: Scene, actor: str) -> str:
    """What tells a record from the others: its kind, and its names."""
    recorded = scene.index.merged.recorded(actor, scene.index.actors)
    if recorded is None:
        return ""
    names = (name.text for name in recorded.names[1:3])
    return " · ".join((actor_record.kind_label(recorded.kind), *map(texts.line, names)))
