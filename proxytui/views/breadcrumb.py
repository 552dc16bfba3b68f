"""The breadcrumb of what is selected, for the line on top: only a tie stands between two names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.views.key_words import with_keys

if TYPE_CHECKING:
    from proxytui.views.key_words import KeyNamer
    from proxytui.views.scene import Scene
    from proxytui.views.target import Target

_STORE_DATE = "{newest} store's date"


def store_date(key: KeyNamer) -> str:
    """The hint beside a date that isn't the one the store starts at."""
    return with_keys(_STORE_DATE, key)


def crumbs(scene: Scene, centre: str, target: Target) -> tuple[str, ...]:
    """`Iran`, `Iran › reported to back › Hezbollah`, `Bahrain, beside the centre Iran`."""
    name, index = scene.name, scene.index
    middle = name(centre) if centre else ""
    if target.kind == "tie":
        type_, subject, object_ = target.id.split(":", 2)
        inverse = object_ == centre
        if centre not in (subject, object_):
            return name(subject), wording.heading(type_, False), name(object_)
        return middle, wording.heading(type_, inverse), name(subject if inverse else object_)
    if target.kind == "event" and target.id in index.events:
        return middle, index.events[target.id].title
    if target.kind == "source" and target.id in index.sources:
        return middle, index.source_names.name(target.id)
    if target.kind == "actor" and target.id != centre:
        return (f"{name(target.id)}, beside the centre {middle}",)
    return (middle,)
