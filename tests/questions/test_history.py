"""History in date order, ties by year, and the dates at which something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proxytui.asof.lens import Lens
from proxytui.graph.index import Index
from proxytui.model.dates import State, period
from proxytui.questions import difference, next_change, yearly
from proxytui.questions.history import HistoryEntry, entries, tie_entries

if TYPE_CHECKING:
    from proxytui.model.records import Json

CITED: list[Json] = [{"source": "s-1"}]


def claim(type_: str, subject: str, object_: str, **more: object) -> Json:
    return {"type": type_, "subject": subject, "object": object_, "citations": CITED, **more}


RAW: dict[str, dict[str, Json]] = {
    "actors": {
        "iran": {"kind": "state", "names": [{"text": "Iran"}]},
        "hezbollah": {
            "kind": "armed-group",
            "names": [
                {"text": "Islamic Amal", "until": "1985-02-15"},
                {"text": "Hezbollah", "since": "1985-02-16"},
                {"text": "Organisation of the Oppressed", "type": "former"},
                {"text": "Party of God", "type": "alias"},
            ],
        },
        "nasrallah": {"kind": "person", "names": [{"text": "Hassan Nasrallah"}]},
        "usa": {"kind": "state", "names": [{"text": "United States"}]},
    },
    "sources": {"s-1": {"title": "Report", "publisher": "Press", "published": "2024-12-02"}},
    "claims": {
        "c-back": claim("backs", "iran", "hezbollah", since="1982", terms=["W"]),
        "c-again": claim("backs", "iran", "hezbollah", until="2006-08-14", terms=["F"]),
        "c-undated": claim("backs", "usa", "hezbollah"),
        "c-lead": claim(
            "leads", "nasrallah", "hezbollah", since="1992-02", until="2024-09-27", role="head"
        ),
        "c-list": claim("designates", "usa", "hezbollah", since="1997-10-08", until=".."),
        "c-odd": claim("opposes", "usa", "hezbollah", since="back then"),
        "c-other": claim("opposes", "usa", "iran", since="1979"),
    },
    "events": {
        "e-war": {
            "title": "War in Lebanon",
            "date": "2006-07",
            "participants": [{"actor": "hezbollah"}],
            "citations": CITED,
        },
        "e-met": {"title": "Meeting", "claims": ["c-back"], "citations": CITED},
    },
}
TIE = "backs:iran:hezbollah"


def index() -> Index:
    return Index.build(RAW)


def history(actor: str) -> tuple[HistoryEntry, ...]:
    return entries(index(), actor, period("2024"))


# History


def test_the_history_of_an_actor_is_in_date_order_with_the_undated_last() -> None:
    assert [(one.date, one.kind, one.records) for one in history("hezbollah")] == [
        ("1982", "claim-start", ("claims/c-back",)),
        ("1985-02-15", "name", ("actors/hezbollah",)),
        ("1985-02-16", "name", ("actors/hezbollah",)),
        ("1992-02", "office", ("claims/c-lead",)),
        ("1997-10-08", "claim-start", ("claims/c-list",)),
        ("2006-07", "event", ("events/e-war",)),
        ("2006-08-14", "claim-end", ("claims/c-again",)),
        ("2024-09-27", "office", ("claims/c-lead",)),
        ("back then", "claim-start", ("claims/c-odd",)),
        (None, "claim", ("claims/c-undated",)),
        (None, "event", ("events/e-met",)),
        (None, "name", ("actors/hezbollah",)),
    ]


def test_every_entry_says_who_says_so() -> None:
    for one in history("hezbollah"):
        if one.kind != "name":
            assert "ccording to " in one.words
            assert "Report" in one.words


def test_entries_say_whether_a_start_or_an_end_is_meant() -> None:
    words = {(one.kind, one.date): one.words for one in history("hezbollah")}
    assert words["claim-start", "1982"].startswith("According to ")
    assert "end given: 14 Aug 2006" in words["claim-end", "2006-08-14"]
    assert words["claim", None].startswith("According to ")
    assert ". No start given" in words["claim", None]
    assert words["name", "1985-02-15"].startswith("Name, end given: Islamic Amal")


def test_a_name_does_not_repeat_the_date_that_stands_beside_it() -> None:
    words = {(one.kind, one.date): one.words for one in history("hezbollah")}
    assert "1985" not in words["name", "1985-02-15"]
    assert words["office", "1992-02"].startswith("According to ")
    assert "Hassan Nasrallah leads Hezbollah" in words["office", "1992-02"]


def test_an_office_stands_in_the_history_of_the_leader_too() -> None:
    assert [(one.kind, one.date) for one in history("nasrallah")] == [
        ("office", "1992-02"),
        ("office", "2024-09-27"),
    ]


def test_actors_are_called_as_they_are_at_the_date() -> None:
    early = entries(index(), "iran", period("1983"))
    late = entries(index(), "iran", period("2020"))
    start = "claim-start"
    assert any("Islamic Amal" in one.words for one in early if one.kind == start)
    assert not any("Islamic Amal" in one.words for one in late if one.kind == start)


def test_a_tie_has_its_own_history() -> None:
    found = tie_entries(index(), TIE)
    assert [(one.kind, one.date) for one in found] == [
        ("claim-start", "1982"),
        ("claim-end", "2006-08-14"),
        ("event", None),
    ]


def test_refuted_claims_stay_in_the_history_as_refuted() -> None:
    claims = {"c-1": claim("backs", "iran", "usa", since="1990", status="refuted")}
    found = entries(Index.build({**RAW, "claims": claims}), "usa", None)
    assert [one.words.startswith("Recorded as refuted: ") for one in found] == [True]


def test_what_is_unknown_has_no_history() -> None:
    assert entries(index(), "nobody", None) == ()
    assert tie_entries(index(), "backs:nobody:iran") == ()


@pytest.mark.parametrize(
    ("since", "until", "order"),
    [("../1982", None, ["1981", "../1982"]), (None, "1983/..", ["1981", "1983/.."])],
)
def test_a_date_open_on_one_side_is_sorted_by_the_other(
    since: str | None, until: str | None, order: list[str]
) -> None:
    given = {key: value for key, value in (("since", since), ("until", until)) if value}
    claims = {
        "c-1": claim("backs", "iran", "usa", **given),
        "c-2": claim("opposes", "iran", "usa", since="1981"),
    }
    found = entries(Index.build({**RAW, "claims": claims}), "usa", None)
    assert [one.date for one in found] == order


# Ties by year


def one_tie(*claims: Json) -> Index:
    return Index.build({**RAW, "claims": {f"c-{n}": one for n, one in enumerate(claims)}})


def backs(**more: object) -> Json:
    return claim("backs", "iran", "hezbollah", **more)


def test_claims_of_one_tie_count_once_a_year_by_the_strongest_state() -> None:
    made = one_tie(
        backs(since="1990", until="1992"),
        backs(since="1990/1991", until="1993"),
        claim("opposes", "usa", "hezbollah", since="1991", until="1991"),
    )
    assert yearly.years(made, "hezbollah") == (1990, (1, 2, 1, 1), (0, 0, 0, 0))
    assert yearly.years(made, "iran") == (1990, (1, 1, 1, 1), (0, 0, 0, 0))


def test_years_between_vague_bounds_are_possible() -> None:
    made = one_tie(backs(since="1990/1992", until="1994"))
    assert yearly.years(made, "iran") == (1990, (0, 0, 1, 1, 1), (1, 1, 0, 0, 0))


def test_without_any_start_nothing_is_drawn_before_the_first_attested_year() -> None:
    made = one_tie(backs(until="2003/2004", attested=["2001", "2003"]), backs(until="1990/.."))
    assert yearly.years(made, None, 1999, 2005) == (
        1999,
        (0, 0, 1, 1, 1, 0, 0),
        (0, 0, 0, 0, 0, 1, 0),
    )


def test_the_years_asked_for_are_the_years_given() -> None:
    made = one_tie(backs(since="1990", attested=["1990", "2020"]))
    assert yearly.years(made, "iran", 2018, 2022) == (2018, (1, 1, 1, 0, 0), (0, 0, 0, 1, 1))


def test_an_actor_without_dated_ties_has_no_years() -> None:
    assert yearly.years(one_tie(backs()), "iran") == (0, (), ())
    assert yearly.years(index(), "nobody", 2000, 2001) == (2000, (0, 0), (0, 0))


# Changes


def test_the_next_change_is_the_day_on_which_the_state_differs() -> None:
    made = one_tie(backs(since="1990-03-05", until="1992-06-07"))
    step = next_change.next_change
    assert step(made, [TIE], period("1980-01-01"), 1) == period("1990-03-05")
    assert step(made, [TIE], period("1990-03-05"), 1) == period("1992-06-08")
    assert step(made, [TIE], period("1992-06-08"), 1) is None
    assert step(made, [TIE], period("2000-01-01"), -1) == period("1992-06-08")
    assert step(made, [TIE], period("1992-06-08"), -1) == period("1990-03-05")
    assert step(made, [TIE], period("1990-03-05"), -1) is None


def test_changes_are_found_in_the_unit_of_the_period() -> None:
    made = one_tie(backs(since="1990-03-05", until="1992-06-07"))
    assert next_change.next_change(made, [TIE], period("1980"), 1) == period("1990")
    assert next_change.next_change(made, [TIE], period("1990"), 1) == period("1993")
    assert next_change.next_change(made, [TIE], period("1990-03"), 1) == period("1992-07")


def test_a_bound_that_another_claim_covers_is_no_change() -> None:
    made = one_tie(backs(since="1980", until="2000"), backs(since="1985", until="1990"))
    assert next_change.next_change(made, [TIE], period("1981"), 1) == period("2001")


def test_refuted_and_planned_claims_change_nothing() -> None:
    made = one_tie(backs(since="1990", status="refuted"), backs(since="1991", flags=["planned"]))
    assert next_change.next_change(made, [TIE], period("1980"), 1) is None


def test_unknown_ties_change_nothing() -> None:
    assert next_change.next_change(index(), ["backs:a:b"], period("1980"), 1) is None


def test_the_ends_of_the_calendar_are_no_change() -> None:
    made = one_tie(backs(since="0001-01-01", until="9999-12-31"))
    assert next_change.next_change(made, [TIE], period("2000"), 1) is None
    assert next_change.next_change(made, [TIE], period("2000-01-01"), -1) is None


def test_changed_ties_are_given_as_they_are_at_both_dates() -> None:
    made = index()
    ties = (*made.tie_claims, TIE, "backs:nobody:iran")
    pairs = difference.changed_ties(
        made, ties, period("1980"), period("1998"), Lens(period("2024"))
    )
    ends = [(old and old.type, new and new.type) for old, new in pairs]
    assert sorted(ends, key=str) == [("backs", "backs"), (None, "designates"), (None, "leads")]
    states = {new.type: new.state for _, new in pairs if new}
    assert states == {
        "backs": State.POSSIBLY,
        "designates": State.HELD,
        "leads": State.HELD,
    }


def test_only_types_of_the_lens_are_compared() -> None:
    lens = Lens(period("2024"), types=frozenset({"leads"}))
    made = index()
    pairs = difference.changed_ties(made, made.tie_claims, period("1980"), period("1998"), lens)
    assert [new.type for _, new in pairs if new] == ["leads"]


def test_new_means_are_a_change_though_the_state_is_the_same() -> None:
    made = one_tie(
        backs(since="1980", until="2000", terms=["W"]),
        backs(since="1990", until="2000", terms=["F"]),
    )
    lens = Lens(period("2024"))
    ((old, new),) = difference.changed_ties(made, [TIE], period("1985"), period("1995"), lens)
    assert old is not None
    assert new is not None
    assert [t.code for t in old.terms] == ["W"]
    assert sorted(t.code for t in new.terms) == ["F", "W"]


def test_ties_that_stay_as_they_are_are_not_listed() -> None:
    made = index()
    lens = Lens(period("2024"))
    assert (
        difference.changed_ties(made, made.tie_claims, period("2010"), period("2011"), lens) == ()
    )
