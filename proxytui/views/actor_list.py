"""The list of actors, with how many they are said to back and to be backed by at the date."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof.newest_word import newest_word
from proxytui.model.vocabulary import KINDS
from proxytui.views import empty_store
from proxytui.views.actor_name import fitting
from proxytui.views.actor_order import APART, DESCRIBED, LISTED
from proxytui.views.key_words import with_keys
from proxytui.views.lines import Line, Listing, Row, Span, paragraph, spread, width
from proxytui.views.numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from proxytui.asof.counts import Counts
    from proxytui.views.actor_groups import ActorGroup, ActorList, NamedActor
    from proxytui.views.scene import Scene

ALL = "store"
"""The key of the row of the whole store, on which the explorer opens until an actor was chosen."""
_ROOMY = 46
"""With so many cells the columns can be as wide as their headers."""
_UNNAMED = "No name has these letters; {search} searches in any spelling."
_UNLISTED = "None of the actors listed here has these letters; {search} searches them all."
_MOST_TIED = "Most ties first; {search} finds the rest."


class Column(NamedTuple):
    """A column of numbers behind the names: its header and its cells."""

    header: str
    cells: int


def columns(cells: int) -> tuple[Column, Column]:
    """The columns of numbers in a list so wide: how many an actor backs, and how many back it."""
    if cells >= _ROOMY:
        return Column("backs", 10), Column("backed by", 10)
    return Column("backs", 6), Column("backers", 8)


def header(cells: int, dated: bool, on_disk: bool = False) -> str:
    """The headers over the columns, as wide as these are together."""
    if on_disk:
        return "by ties"
    if dated:
        return "newest word"
    return "".join(column.header.rjust(column.cells) for column in columns(cells))


def rows(
    scene: Scene,
    actors: ActorList,
    counts: Mapping[str, Counts] | None,
    opened: Set[str],
    folded: Set[str],
    matching: Set[str] | None,
    centre: str,
    cells: int,
    dated: bool = False,
    selected: str = "",
    weighed: bool = True,
) -> Sequence[Row]:
    """The rows of the pane. Keys: `store`, `kind:CODE`, `apart:…` and `actor:ID`; without
    `matching` all actors; `dated` with the date of the newest word on each instead of numbers.

    Kinds are unfolded unless they are among the `folded`, groups apart only where they are among
    the `opened`; the centre and the selected actor show in a folded one too. Without `counts` their
    place is left empty, and so are the numbers of groups while these are not `weighed` at the date.
    """
    groups = actors.groups(scene.name, scene.lens.as_of)
    if scene.lens.filter is None and not groups.keys() - set(APART):
        # Where nobody has a tie yet, nobody stands apart.
        opened = {*opened, *APART}
    is_filtered = scene.lens.filter is not None
    places = _arranged(groups, opened, folded, matching, {centre, selected})
    keys, heads, starts, shown = places
    is_part = scene.index.on_disk and len(actors) < len(scene.index.actors)
    if not keys:
        return _empty(scene, matching is not None, is_part, cells)

    def line(place: int) -> Line:
        if keys[place] == ALL:
            return (Span("  "), Span("all of the store", "strong"))
        if place in heads:
            key, number = heads[place]
            closed = matching is None and _is_folded(key, opened, folded)
            title = Span(_title(key, is_filtered), "heading")
            left = (Span("▸ " if closed else "▾ ", "dim"), title)
            return spread(left, (Span(str(number) if weighed else "", "dim"),), cells)
        at = bisect_right(starts, place) - 1
        actor = shown[at].actors[place - starts[at]]
        beside: Line = ()
        if scene.index.on_disk:
            beside = (Span(f" {scene.index.degree(actor.id)}", "dim"),)
        elif dated:
            beside = (Span(" " + (newest_word(scene.index, actor.id).date or "–"), "dim"),)
        elif counts is not None:
            beside = _figures(counts[actor.id], *columns(cells))
        return _named(scene, actor, actor.id == centre, beside, cells)

    listing = Listing(keys, line)
    if not is_part:
        return listing
    at = 1 if keys[0] == ALL else len(keys)
    return [*listing[:at], *_sentence(_MOST_TIED, scene, cells), *listing[at:]]


class _Places(NamedTuple):
    """The keys of all rows, the groups that have a head by its place, and the actors of each group
    with the place of the first, so that nothing has to be made for each of them."""

    keys: list[str]
    heads: dict[int, tuple[str, int]]
    starts: list[int]
    shown: list[ActorGroup]


def _arranged(
    groups: Mapping[str, ActorGroup],
    opened: Set[str],
    folded: Set[str],
    matching: Set[str] | None,
    in_sight: Set[str],
) -> _Places:
    """The rows in order; of a folded group only the actors that stay `in_sight`."""
    places = _Places([], {}, [], [])
    for key, everyone in groups.items():
        group = everyone if matching is None else everyone.filtered(matching)
        if not group.keys:
            continue
        if matching is None and not places.keys:
            # Before all others stands the row of the store as a whole.
            places.keys.append(ALL)
        if key != LISTED:
            places.heads[len(places.keys)] = key, len(group.keys)
            places.keys.append(key)
        if matching is None and _is_folded(key, opened, folded):
            group = group.only(in_sight)
        places.starts.append(len(places.keys))
        places.shown.append(group)
        places.keys.extend(group.keys)
    return places


def _empty(scene: Scene, named: bool, is_part: bool, cells: int) -> Sequence[Row]:
    if not named:
        return empty_store.actors(scene.key, cells)
    return _sentence(_UNLISTED if is_part else _UNNAMED, scene, cells)


def _sentence(words: str, scene: Scene, cells: int) -> Sequence[Row]:
    """A sentence that may name keys, as rows on which the cursor doesn't rest."""
    lines = paragraph(with_keys(words, scene.key), cells, "dim")
    return [Row("", line, stop=False) for line in lines]


def _is_folded(key: str, opened: Set[str], folded: Set[str]) -> bool:
    return key not in opened if key in APART else key in folded


def _title(key: str, is_filtered: bool) -> str:
    if key == DESCRIBED:
        return "known by a description"
    if key in APART:
        return "left out by the filter" if is_filtered else "without a tie at this date"
    kind = key.removeprefix("kind:")
    return KINDS[kind].plural if kind in KINDS else kind


@lru_cache(maxsize=1024)
def _named(scene: Scene, actor: NamedActor, is_centre: bool, beside: Line, cells: int) -> Line:
    mark = Span("• " if is_centre else "  ", "title")
    name = fitting(scene, actor.id, actor.label, cells - 2 - width(beside))
    return (mark, Span(name, "title" if is_centre else "text"), *beside)


def _figures(counts: Counts, backs: Column, backers: Column) -> Line:
    if not any(counts):
        return (Span(" " * (backs.cells + backers.cells)),)
    out, into, out_possible, into_possible = counts
    return (
        *numbers(out, out_possible, backs.cells),
        *numbers(into, into_possible, backers.cells),
    )
