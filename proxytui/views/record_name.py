"""What a record is called on the screen; one that another stands for, by its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui import wording
from proxytui.views import notes
from proxytui.wording import identity, label
from proxytui.wording.phrases import shortened

if TYPE_CHECKING:
    from proxytui.model.records import Json
    from proxytui.views.scene import Scene

_LOOKED_AT = 200
"""So much of a text is cleaned to be shortened."""


def actor_label(scene: Scene, actor: str) -> str:
    """An actor by the name of its own record, also where another one stands for it."""
    recorded = scene.index.merged.recorded(actor, scene.index.actors)
    return scene.name(actor) if recorded is None else label(recorded, scene.lens.as_of)


def actor_name(scene: Scene, actor: str) -> str:
    """The same, with its id where several records show as one actor."""
    merged = scene.index.merged
    recorded = merged.recorded(actor, scene.index.actors)
    if recorded is None or merged.standing(actor) not in merged.originals:
        return notes.title(scene, actor)
    return identity.named(recorded, scene.lens.as_of)


def record_name(scene: Scene, table: str, id_: str, record: Json) -> str:
    """A record as it is stored in a few words."""
    match table:
        case "actors":
            name = actor_name(scene, id_)
        case "claims":
            return claim_name(scene, record)
        case "identities":
            a, b = (actor_name(scene, str(record.get(end))) for end in ("a", "b"))
            return texts.line(identity.judged_words(str(record.get("judgement")), a, b))
        case "notes":
            return f"“{shortened(texts.line(str(record.get('text', ''))[:_LOOKED_AT]))}”"
        case "views":
            name = str(record.get("name", id_))
        case _:
            name = notes.title(scene, id_)
    return texts.line(name)


def claim_name(scene: Scene, record: Json) -> str:
    """A claim by its ends and its type: `Iran › reported to back › Hezbollah`."""
    ends = [actor_label(scene, str(record.get(end))) for end in ("subject", "object")]
    heading = wording.heading(str(record.get("type")), inverse=False)
    return texts.line(f" › {heading} › ".join(ends))
