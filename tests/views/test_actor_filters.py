"""A group of actors narrowed letter by letter is the group narrowed at once."""

from __future__ import annotations

import random

from proxytui.views.actor_groups import ActorGroup, NamedActor


def _group(count: int) -> ActorGroup:
    actors = [NamedActor((), f"{n:04}", f"id{n}", f"Actor {n}", "") for n in range(count)]
    return ActorGroup(actors)


def test_a_group_narrowed_in_any_steps_has_the_actors_asked_for_in_their_order() -> None:
    chance = random.Random(4)
    group = _group(60)
    ids = [frozenset(chance.sample([f"id{n}" for n in range(80)], 40))]
    for size in (25, 12, 30, 5, 3, 50, 2, 1):
        among = sorted(ids[-1]) if size <= len(ids[-1]) else [f"id{n}" for n in range(80)]
        ids.append(frozenset(chance.sample(among, min(size, len(among)))))
    asked = [*ids, *reversed(ids), *chance.choices(ids, k=40)]
    for wanted in asked:
        narrowed = group.filtered(wanted)
        assert narrowed.actors == [actor for actor in group.actors if actor.id in wanted]
        assert narrowed.keys == [f"actor:{actor.id}" for actor in narrowed.actors]


def test_actors_renamed_or_gone_are_not_in_what_was_kept() -> None:
    group = _group(9)
    ids = frozenset({"id2", "id5", "id7"})
    assert len(group.filtered(ids).keys) == 3
    assert [actor.id for actor in group.without({"id5"}).filtered(ids).actors] == ["id2", "id7"]
    renamed = group.actors[2]._replace(sorted_by="9999", label="Last")
    last = group.renamed([group.actors[2]], [renamed]).filtered(ids).actors[-1]
    assert last.label == "Last"
    assert [actor.id for actor in group.only({"id3", "id99"}).actors] == ["id3"]
    assert not group.only({"id99"}).keys
