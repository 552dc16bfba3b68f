"""The actors that a text names outright: by an identifier, or by a name of any of their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.text import fold, folds

if TYPE_CHECKING:
    from proxytui.graph.protocol import Graph


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


def alike_but_for_signs(index: Graph, text: str) -> set[str]:
    """The actors with a name that differs from the text by case and accents only, or else by signs
    only."""
    originals = index.merged.originals
    named = [
        (name, actor.id)
        for actor in index.iter_actors()
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
