"""Rows made when they are drawn are the rows that all at once would be."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from proxytui.asof.counts import LazyCounts
from proxytui.asof.lens import Lens
from proxytui.graph.index import Index
from proxytui.model import dates
from proxytui.model.changes import Change
from proxytui.views import actor_list
from proxytui.views.actor_groups import ActorList
from proxytui.views.actor_names import ActorNames
from proxytui.views.lines import Listing, Row, Span
from proxytui.views.scene import Scene

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def _scene(workspace: Workspace, date: str) -> Scene:
    lens = Lens(dates.period(date))
    name = workspace.index.namer(lens.as_of)
    return Scene(workspace.index, lens, name, workspace.check_quote)


def test_a_listing_makes_only_the_rows_that_are_looked_at() -> None:
    made: list[int] = []

    def line(place: int) -> tuple[Span, ...]:
        made.append(place)
        return (Span(str(place)),)

    rows = Listing([f"k{n}" for n in range(1000)], line)
    assert (len(rows), rows.place("k7"), rows.place("x"), made) == (1000, 7, None, [])
    assert rows[7] == Row("k7", (Span("7"),))
    assert [row.key for row in rows[2:4]] == ["k2", "k3"]
    assert made == [7], "a key costs no line"
    assert [row.line for row in rows[6:8]] == [(Span("6"),), (Span("7"),)]
    assert made == [7, 6], "a line that was drawn is kept"


def test_a_roll_taken_to_another_date_is_the_roll_of_that_date(workspace: Workspace) -> None:
    kept: ActorList | None = None
    for date in ("1950", "2024", "1975", "2010-05-01", "1950"):
        scene = _scene(workspace, date)
        fresh = ActorList(scene.index, scene.name, scene.lens.as_of)
        kept = kept or fresh
        shown = [
            list(
                actor_list.rows(
                    scene,
                    roll,
                    LazyCounts(scene.index, scene.lens),
                    set(),
                    set(),
                    None,
                    "ardania",
                    40,
                )
            )
            for roll in (kept, fresh)
        ]
        assert shown[0] == shown[1]
        assert len(shown[0]) > len(scene.index.actors)


def test_many_that_are_called_otherwise_at_each_date_stay_in_order() -> None:
    chance = random.Random(7)
    records = {}
    for number in range(80):
        turn = 1990 + chance.randrange(20)
        early, late = (f"{chance.choice('abcdeé“')}{chance.randrange(9)}" for _ in range(2))
        names = [{"text": early, "until": str(turn)}, {"text": late, "since": str(turn + 1)}]
        kind = chance.choice(("state", "person", "armed-group"))
        records[f"x{number}"] = {"kind": kind, "names": names}
    index = Index.build({"actors": records})
    first = dates.period("1980")
    kept = ActorList(index, index.namer(first), first)
    for _ in range(30):
        period = dates.period(str(1988 + chance.randrange(25)))
        name = index.namer(period)
        fresh = ActorList(index, name, period)
        taken = kept.groups(name, period)
        assert taken.keys() == fresh.groups(name, period).keys()
        for kind, group in fresh.groups(name, period).items():
            assert (taken[kind].actors, taken[kind].keys) == (group.actors, group.keys)


def test_a_list_that_follows_changes_is_the_one_made_anew() -> None:
    chance = random.Random(11)

    def actor() -> dict[str, Any]:
        names = [{"text": chance.choice("abcdeé")}]
        if chance.random() < 0.4:
            names = [{**names[0], "until": "1999"}, {"text": chance.choice("fgh"), "since": "2000"}]
        kind = chance.choice(("state", "person", "unheard-of", "never-heard-of"))
        return {"kind": kind, "names": names}

    index = Index.build({"actors": {f"x{number}": actor() for number in range(30)}})
    period = dates.period("1998")
    kept = ActorList(index, index.namer(period), period)
    names = ActorNames(index)
    for turn in range(60):
        changed = [f"x{chance.randrange(34)}" for _ in range(chance.randrange(4))]
        index.apply(
            Change("actors", id_, None, actor() if chance.random() < 0.8 else None)
            for id_ in changed
        )
        if chance.random() < 0.5:
            period = dates.period(str(chance.choice((1998, 2003))))
        name = index.namer(period)
        assert kept.follow(name, period), turn
        fresh = ActorList(index, name, period)
        shown, anew = kept.groups(name, period), fresh.groups(name, period)
        assert list(shown) == list(anew)
        for kind, group in anew.items():
            assert (shown[kind].actors, shown[kind].keys) == (group.actors, group.keys)
        for letters in ("a", "e", "f"):
            assert names.matching(letters) == ActorNames(index).matching(letters)
    index.apply(Change("actors", f"y{number}", None, actor()) for number in range(100))
    assert not kept.follow(index.namer(period), period)
