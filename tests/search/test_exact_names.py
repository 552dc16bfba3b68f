"""Names as they are written lead to their actors, and follow every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from proxytui.graph.index import Index
from proxytui.graph.merged_records import MergedRecords
from proxytui.model.changes import Change
from proxytui.search.exact_names import ExactNames

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = ("North", "north", "NORTH'", "Hizb-Allah", "Hizballah", "Ndele\u0301", "Ndélé", "东方")
IDS = ("a", "b", "c")


def _actor(names: list[str]) -> dict[str, Any]:
    return {"kind": "state", "names": [{"text": name} for name in names]}


def _index(actors: Mapping[str, Any]) -> Index:
    return Index.build({"actors": dict(actors)})


def test_a_name_is_found_whatever_its_case_and_signs() -> None:
    exact = ExactNames(_index({"a": _actor(["Hizb-Allah"]), "b": _actor(["North", "Hizballah"])}))
    assert set(exact.called("hizb allah")) == {"a", "b"}
    assert exact.called("NORTH") == ("b",)
    assert exact.called("Nort") == ()


def test_of_actors_judged_the_same_each_is_found_by_the_names_of_its_own_record() -> None:
    tables: dict[str, dict[str, Any]] = {
        "actors": {"a": _actor(["North"]), "b": _actor(["Northland"])}
    }
    records = MergedRecords(lambda: {table: dict(rows) for table, rows in tables.items()})
    index = records.build()
    exact = ExactNames(index)
    assert (exact.called("north"), exact.called("northland")) == (("a",), ("b",))
    decision = {"a": "a", "b": "b", "judgement": "same"}
    for before, after in ((None, decision), (decision, None)):
        change = Change("identities", "i-1", before, after)
        tables["identities"] = {"i-1": after} if after else {}
        led = list(records.lead([change]))
        assert led
        for step in led:
            records.apply(index, [step])
            exact.update([step])
        assert (exact.called("north"), exact.called("northland")) == (("a",), ("b",))


steps = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.none() | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    ),
    max_size=8,
)


@given(steps, st.integers(0, 8), st.booleans())
def test_after_any_changes_it_answers_as_if_read_anew(
    changes: list[tuple[str, list[str] | None]], asked_at: int, beside: bool
) -> None:
    actors: dict[str, Any] = {"a": _actor(["North"])}
    index = _index(actors)
    exact = ExactNames(index)
    read = exact.prepare() if beside else None
    for number, (id_, names) in enumerate(changes):
        if number == asked_at:
            if read is not None:
                read(lambda: None)()
            exact.called("North")
        before, after = actors.get(id_), None if names is None else _actor(names)
        if before == after:
            continue
        change = Change("actors", id_, before, after)
        index.apply([change])
        exact.update([change])
        actors = {key: row for key, row in {**actors, id_: after}.items() if row is not None}
    if read is not None:
        read(lambda: None)()
    anew = ExactNames(_index(actors))
    for word in WORDS:
        assert set(exact.called(word)) == set(anew.called(word))
