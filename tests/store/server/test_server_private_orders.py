"""Private and shared steps of two people in any order, against what a folder makes of them."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from test_server_private import note, other, shared_note
from test_server_roles import login

from proxytui.errors import Refused
from proxytui.model.changes import Change
from proxytui.model.private_notes import is_private
from proxytui.store.store import Store

FIRST = "window-0"
"""The window that made the first records, and stays open: nobody else takes them back."""


class Model:
    """What one person sees, kept in a folder: what is shared, and the person's private notes."""

    def __init__(self, folder, origins, seed):
        Store.create(folder, None)
        self.stores = {origin: Store.open(folder, origin) for origin in (*origins, FIRST)}
        self.stores[FIRST].apply(seed, "the first records")

    def close(self):
        for store in self.stores.values():
            store.close()


def verb_of(change):
    """What is told to others of the note that they see in a step with private ones."""
    return "add" if change.before is None else "remove" if change.after is None else "edit"


def outcome(act):
    """The label of a step, or that it was refused."""
    with suppress(Refused):
        return act().label
    return None


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_private_and_shared_steps_and_undos_is_what_a_folder_makes_of_it(
    seed, empty, make, tmp_path
):
    chance = random.Random(seed)
    first = [Change("actors", "north", None, make.actor("North"))]
    people = {
        "window-a": login(empty, "writer"),
        "window-b": other(empty),
    }
    stores = {origin: Store.open(address, origin) for origin, address in people.items()}
    begun = Store.open(empty, FIRST)
    begun.apply(first, "the first records")
    models = {origin: Model(tmp_path / origin, list(people), first) for origin in people}

    def apply(origin, changes, label):
        stores[origin].poll()
        stores[origin].apply(changes, label)
        for viewer, model in models.items():
            seen = [c for c in changes if viewer == origin or not is_private(c.id)]
            if seen:
                model.stores[origin].poll()
                told_ = label if len(seen) == len(changes) else f"{verb_of(seen[0])} a note"
                model.stores[origin].apply(seen, told_)

    def change(origin, number):
        own = stores[origin].records("notes")
        words = f"{origin} {number}"
        kind = chance.choice(["add", "edit", "remove"])
        if kind == "add" or not own:
            made = note if chance.random() < 0.5 else shared_note
            return made(make, words)
        id_ = chance.choice(sorted(own))
        after = None if kind == "remove" else {**own[id_], "text": words}
        return Change("notes", id_, own[id_], after)

    for number in range(50):
        origin = chance.choice(list(people))
        stores[origin].poll()
        kind = chance.random()
        if kind < 0.6:
            made = {(c := change(origin, number)).id: c for _ in range(chance.choice([1, 1, 2]))}
            apply(origin, list(made.values()), f"step {number}")
        elif kind < 0.9:
            verb = chance.choice(["undo", "undo", "redo"])
            model = models[origin].stores[origin]
            model.poll()
            label = outcome(getattr(model, verb))
            assert outcome(getattr(stores[origin], verb)) == label, (number, verb)
            step = model.log()[0].transaction
            if label is not None and any(not is_private(c.id) for c in step.changes):
                for viewer, seen in models.items():
                    if viewer != origin:
                        seen.stores[origin].poll()
                        assert outcome(getattr(seen.stores[origin], verb)) is not None
        else:
            stores[origin].close()
            stores[origin] = Store.open(people[origin], origin)
        for viewer, opened in stores.items():
            opened.poll()
            model = models[viewer].stores[viewer]
            model.poll()
            assert opened.raw() == model.raw(), number
            mine = [(e.transaction.label, e.undone) for e in opened.log()]
            assert mine == [(e.transaction.label, e.undone) for e in model.log()], number
    for opened in (begun, *stores.values(), *models.values()):
        opened.close()
