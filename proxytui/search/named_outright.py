"""The actors that a text names outright: by an identifier, or by a name of any of their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.text import fold, folds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Actor


def identified(index: Graph, text: str) -> set[str]:
    """The actors with an identifier, as `scheme:value`."""
    scheme, colon, value = text.partition(":")
    if not (scheme and colon and value):
        return set()
    return {actor.id for actor in index.actors_identified(scheme, value)}


def called(index: Graph, text: str) -> set[str]:
    """The actors with just this name."""
    exact = {
        actor.id
        for actor in index.actors_named(text)
        for name in actor.names
        if name.type != "weak" and name.text == text
    }
    # One that is only described is called so by its own record alone.
    return exact | {
        standing
        for standing, originals in index.merged.originals.items()
        for actor in originals
        for name in actor.names
        if name.type != "weak" and name.text == text
    }


def alike_but_for_signs(index: Graph, actors: Iterable[Actor], text: str) -> set[str]:
    """Those of some actors with a name that differs from the text by case and accents only, or else
    by signs only."""
    originals = index.merged.originals
    named = [
        (name, actor.id)
        for actor in actors
        for recorded in originals.get(actor.id, (actor,))
        for name in recorded.names
    ]
    keys = zip(folds([name.text for name, _ in named]), named, strict=True)
    folded_text, text_identity = fold(text), identity(text)
    by_folding, by_identity = set(), set()
    for key, (name, id_) in keys:
        # Of thousands of names hardly one has these letters, which is quick to see.
        if name.type != "weak" and key and text_identity[:1] in key and text_identity[-1:] in key:
            if key == folded_text:
                by_folding.add(id_)
            elif (
                text_identity[len(text_identity) // 2 :][:1] in key
                and identity(name.text) == text_identity
            ):
                by_identity.add(id_)
    return by_folding or by_identity


_LETTERS = 3
"""With fewer a text is the beginning of too much."""


def beginning_so(actors: Iterable[Actor], text: str) -> list[str]:
    """Those of some actors with a main name that begins with the text, whatever its case and
    accents, the shortest name first; main names are those that an actor goes by, and acronyms."""
    begins = fold(text)
    if len(begins) < _LETTERS:
        return []
    named = [
        (name.text, actor.id)
        for actor in actors
        for number, name in enumerate(actor.names)
        if number == 0 or name.type in ("name", "acronym")
    ]
    keys = zip(folds([name for name, _ in named]), named, strict=True)
    hits = sorted((len(key), key, id_) for key, (_, id_) in keys if key.startswith(begins))
    return list(dict.fromkeys(id_ for _, _, id_ in hits))


def shortest_of(index: Graph, ids: list[str]) -> str:
    """The first of some actors where its main name begins those of all others, such as Israel for
    Israel and the Israel Defense Forces; else ""."""
    if not ids:
        return ""
    first, *others = (fold(next((n.text for n in index.actors[id_].names), "")) for id_ in ids)
    is_first = all(other != first and other.startswith(first) for other in others)
    return ids[0] if is_first else ""
