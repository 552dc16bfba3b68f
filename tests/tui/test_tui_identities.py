"""Who is who in the explorer: judged by keys, shown as one, taken back, split."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_store import _name
from test_tui_snapshots import _shown
from tui_driver import Driver, exploring, text_of
from twin_actors import records

from proxytui.model.changes import Change
from proxytui.tui.app import ProxyTUI
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from test_tui_snapshots import Compare

    from proxytui.workspace import Workspace


def cursor(it: Driver) -> str:
    """The line under the cursor of a view."""
    rows = it.app.screen.query_one("#view", Rows)
    return text_of(rows)[rows.cursor].strip()


def shared_out(it: Driver) -> list[str]:
    """The claims of a split, with their ends, by the keys of their rows."""
    return [row.key for row in it.app.screen.query_one("#view", Rows).rows if row.stop]


def whole(it: Driver) -> str:
    return " ".join(it.screen.split())


async def test_the_view_lists_pairs_with_their_reasons(twins: Workspace) -> None:
    async with exploring(twins) as it:
        await it.press("V", "s")
        assert it.top == "CandidatesView"
        assert "a name of both 1" in whole(it)
        assert cursor(it).startswith("Cedar Brigade [cedar] ? [cedar2]")
        assert "Both are called “Cedar Brigade”" in whole(it)
        await it.press("G")
        assert "names that sound alike" in it.screen
        shown = " ".join(text_of(it.app.screen.query_one("#said", Rows)))
        assert "But one is recorded as: armed group, the other as: party" in shown


@pytest.mark.parametrize(("key", "judgement"), [("s", "same"), ("x", "different"), ("m", "unsure")])
async def test_one_key_decides_a_pair_and_goes_on_to_the_next(
    twins: Workspace, key: str, judgement: str
) -> None:
    before = records(twins)
    async with exploring(twins) as it:
        await it.press("V", "s")
        await it.press(key)
        (decision,) = twins.index.iter_decisions()
        assert (decision.a, decision.b, decision.judgement) == ("cedar", "cedar2", judgement)
        assert decision.reason is not None
        assert "both are called “Cedar Brigade”" in decision.reason
        assert "Noor Movement" in cursor(it)
        assert ("cedar2" in set(twins.index.actor_ids())) is (judgement != "same")
        await it.press("u")
        assert cursor(it).startswith("Cedar Brigade [cedar] ? [cedar2]")
    assert records(twins) == before


async def test_a_decision_is_taken_back_where_it_is_listed(twins: Workspace) -> None:
    before = records(twins)
    async with exploring(twins) as it:
        await it.press("V", "s", "s", "G")
        assert "judged the same" in cursor(it)
        await it.press("l", "j")
        assert cursor(it).startswith("Cedar Brigade [cedar] = [cedar2]")
        await it.press("d")
        assert records(twins) == before
        assert "Cedar Brigade [cedar] ? [cedar2]" in whole(it)
        await it.press("g", "g", "d")
        assert "Nothing is decided here" in it.said[-1]


async def test_a_decision_that_is_gone_already_is_told_in_one_line(twins: Workspace) -> None:
    async with exploring(twins) as it:
        await it.press("V", "s", "s", "G", "l", "j")
        (decision,) = twins.index.iter_decisions()
        removal = Change("identities", decision.id, twins.record("identities", decision.id), None)
        twins.apply((removal,), "elsewhere")
        await it.press("d")
        assert it.top == "CandidatesView"
        assert "cedar and cedar2 are not judged: same" in it.said[-1]


async def test_a_decision_is_judged_otherwise_where_it_is_listed(twins: Workspace) -> None:
    async with exploring(twins) as it:
        await it.press("V", "s", "s", "G", "l", "j", "x")
        (decision,) = twins.index.iter_decisions()
        assert decision.judgement == "different"
        assert "both are called" in (decision.reason or "")


async def test_enter_goes_to_one_of_the_two(twins: Workspace) -> None:
    async with exploring(twins) as it:
        await it.press("V", "s", "enter")
        assert it.top == "SelectOne"
        await it.press("j", "enter")
        assert it.top == "Explorer"
        assert it.explorer.target.id == "cedar2"


async def test_two_that_are_judged_the_same_show_as_one_and_apart_again_after_undo(
    twins: Workspace,
) -> None:
    async with exploring(twins, centre="cedar2") as it:
        await it.go("actors", "actor:cedar2")
        screen = it.screen
        await it.press("M", *"cedar front", "down", "up", "enter")
        assert "Cedar Brigade and Cedar Brigade are …" in it.screen
        await it.press("s")
        await it.answer("one list names both")
        assert "Cedar Brigade and Cedar Brigade are judged the same." in it.said[-1]
        assert "actor:cedar" not in [row.key for row in it.rows("actors").rows]
        assert twins.index.tie_claims["backs:ardania:cedar2"] == ("c-01", "c-02", "c-cedar2")
        detail = it.words("detail")
        assert "Recorded as 2 actors: Cedar Brigade [cedar2] and Cedar Brigade [cedar]." in detail
        assert "one list names both" in detail
        await it.press("u")
        it.app.clear_notifications()
        await it.settled()
        assert it.screen == screen


async def test_the_centre_goes_on_at_the_actor_that_stands_for_it(twins: Workspace) -> None:
    async with exploring(twins, centre="cedar2") as it:
        assert it.session.centre == "cedar2"
        await it.press("V", "s", "s", "esc")
        assert it.session.centre == "cedar"
        assert "Ties of Cedar Brigade" in it.title("ties")
        await it.press("u")
        assert it.session.centre == "cedar2"


async def test_an_actor_is_judged_another_one_or_unsure_with_a_reason(twins: Workspace) -> None:
    async with exploring(twins) as it:
        for key, judgement in (("x", "different"), ("m", "unsure")):
            await it.go("actors", "actor:nur")
            await it.press("M", *"noor", "enter", key)
            await it.answer(f"it is {judgement}")
            (decision,) = twins.index.iter_decisions()
            assert (decision.a, decision.b) == ("nur", "nur2")
            assert (decision.judgement, decision.reason) == (judgement, f"it is {judgement}")


async def test_a_judgement_that_is_left_writes_nothing(twins: Workspace) -> None:
    before = records(twins)
    async with exploring(twins) as it:
        for keys in (("esc",), ("enter", "esc"), ("enter", "s", "esc")):
            await it.go("actors", "actor:nur")
            await it.press("M", *"noor", *keys)
            assert it.top == "Explorer"
    assert records(twins) == before


async def test_an_actor_is_split_claim_by_claim_in_one_step(twins: Workspace) -> None:
    before = records(twins)
    async with exploring(twins) as it:
        await it.go("actors", "actor:nur")
        await it.press("S")
        await it.answer("Nur Movement")
        assert it.top == "SplitView"
        claims = [key.partition("/")[0] for key in shared_out(it)]
        assert sorted(claims) == ["c-03", "c-08", "c-22", "c-25"]
        await it.press("a")
        assert "No claim goes anywhere yet" in it.said[-1]
        await it.press("3")
        assert "There is no third one here." in it.said[-1]
        await it.press("2", "2", "k", "1", "k")
        assert "1 of 4 go to 2" in it.screen
        await it.press("a")
        assert it.top == "Explorer"
        goal = it.explorer.target.id
        assert goal == "nur-movement"
        ends = [twins.index.claims[one] for one in claims]
        assert [goal in (one.subject, one.object) for one in ends].count(True) == 1
        assert [name.text for name in twins.index.actors[goal].names] == ["Nur Movement"]
        assert len(twins.index.actors["nur"].names) == 1
        await it.press("u")
    assert records(twins) == before


async def test_what_cannot_be_split_says_why(twins: Workspace) -> None:
    async with exploring(twins) as it:
        await it.go("actors", "actor:hermit")
        await it.press("S")
        assert "no claims" in it.said[-1]


def ends(workspace: Workspace, claim: str) -> tuple[str, str]:
    record = workspace.record("claims", claim)
    assert record is not None
    return record["subject"], record["object"]


async def to_claim(it: Driver, key: str) -> None:
    """Put the cursor on a claim that is shared out."""
    await it.press("g", "g")
    for _ in shared_out(it):
        if it.app.screen.query_one("#view", Rows).key == key:
            return
        await it.press("j")
    raise AssertionError(key)


async def test_claims_of_several_records_are_listed_each_with_the_record_it_stands_on(
    merged: Workspace,
) -> None:
    async with exploring(merged) as it:
        await it.go("actors", "actor:cedar")
        await it.press("S")
        await it.answer("Another Brigade")
        keys = shared_out(it)
        assert {"c-01/object", "c-cedar2/object"} <= set(keys)
        assert {key for key in keys if key.startswith("c-between")} == {
            "c-between/subject",
            "c-between/object",
        }
        assert whole(it).count("recorded on Cedar Brigade [cedar2]") == 2
        assert "3 Another Brigade" in whole(it)


async def test_claims_go_to_another_record_and_to_a_new_actor_in_one_step(
    merged: Workspace,
) -> None:
    before = records(merged)
    shown = merged.index.ties_of("cedar")
    async with exploring(merged) as it:
        await it.go("actors", "actor:cedar")
        await it.press("S")
        await it.answer("Another Brigade")
        await to_claim(it, "c-01/object")
        await it.press("2")
        await to_claim(it, "c-02/object")
        await it.press("m", "j", "j", "enter")
        assert "2 of" in whole(it)
        await it.press("a")
        assert it.top == "Explorer"
        assert it.said[-1].startswith("2 claims moved")
        assert ends(merged, "c-01") == ("ardania", "cedar2")
        assert ends(merged, "c-02") == ("ardania", "another-brigade")
        judged = {(d.a, d.b): d.judgement for d in merged.index.iter_decisions()}
        assert judged == {("cedar", "cedar2"): "same", ("cedar", "another-brigade"): "different"}
        await it.press("u")
    assert records(merged) == before
    assert merged.index.ties_of("cedar") == shown


async def test_without_a_new_actor_claims_move_between_the_records_only(merged: Workspace) -> None:
    before = records(merged)
    async with exploring(merged) as it:
        await it.go("actors", "actor:cedar")
        await it.press("S", "enter")
        assert it.top == "SplitView"
        await it.press("3")
        assert "There is no third one here." in it.said[-1]
        await to_claim(it, "c-cedar2/object")
        await it.press("1", "a")
        assert ends(merged, "c-cedar2") == ("ardania", "cedar")
        assert len(list(merged.index.iter_decisions())) == 1
        assert it.explorer.target.id == "cedar"
        await it.press("u")
    assert records(merged) == before


async def test_a_claim_that_would_tie_a_record_to_itself_stays(merged: Workspace) -> None:
    before = records(merged)
    async with exploring(merged) as it:
        await it.go("actors", "actor:cedar")
        await it.press("S", "enter")
        await to_claim(it, "c-between/subject")
        await it.press("1", "a")
        assert it.top == "SplitView"
        assert "ties the two to each other" in it.said[-1]
    assert records(merged) == before


async def test_a_split_is_left_without_a_change(twins: Workspace) -> None:
    before = records(twins)
    async with exploring(twins) as it:
        await it.go("actors", "actor:cedar")
        await it.press("S")
        await it.answer("Another")
        await it.press("2", "esc")
        assert it.top == "Explorer"
    assert records(twins) == before


async def test_without_candidates_the_view_says_how_to_judge_two(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "s")
        assert "No two actors look alike" in whole(it)
        await it.press("s")
        assert "Put the cursor on a pair first." in it.said[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_split_of_several_records_looks_as_accepted(
    snap_compare: Compare, merged: Workspace, size: tuple[int, int]
) -> None:
    keys = ("S", *"Other", "enter", "2", "3")
    assert _shown(snap_compare, ProxyTUI(merged, centre="cedar"), keys, size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    ("view", "keys"), [("pairs", ("V", "s")), ("split", ("S", *"Other", "enter", "2", "2"))]
)
def test_a_view_of_who_is_who_looks_as_accepted(
    snap_compare: Compare, twins: Workspace, view: str, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    assert _shown(snap_compare, ProxyTUI(twins, centre="cedar"), keys, size)


async def test_undo_of_a_split_goes_back_to_the_actor_that_was_split(twins: Workspace) -> None:
    async with exploring(twins, centre="ardania") as it:
        await it.go("actors", "actor:nur")
        await it.press("enter", "S")
        await it.answer("Nur Movement")
        await it.press("2", "a")
        assert it.session.centre == "nur-movement"
        await it.press("u")
        assert "nur-movement" not in twins.index.actors
        assert it.session.centre == "nur"
        assert it.explorer.target.id == "nur"
        await it.press("ctrl+o")
        assert it.session.centre != "nur-movement"


async def test_without_a_way_back_a_centre_that_goes_gives_way_to_the_busiest(
    twins: Workspace,
) -> None:
    alone = {"kind": "party", "names": [_name("Alone")]}
    twins.apply([Change("actors", "alone", None, alone)], "one more")
    async with exploring(twins, centre="alone") as it:
        await it.press("u")
        assert "alone" not in twins.index.actors
        assert it.session.centre == twins.index.busiest()


async def test_a_judgement_that_others_contradict_says_by_which_at_once(twins: Workspace) -> None:
    links = [("cedar", "nur"), ("nur", "nur2")]
    for a, b in links:
        decision = {"a": a, "b": b, "judgement": "same", "made": "2024-12-02T10:00:00Z"}
        twins.apply([Change("identities", f"i-{a}", None, decision)], "joined")
    different = {"a": "nur2", "b": "cedar", "judgement": "unsure", "made": "2024-12-02T11:00:00Z"}
    twins.apply([Change("identities", "i-odd", None, different)], "unsure")
    async with exploring(twins) as it:
        await it.press("V", "s", "G")
        await it.press("l", "G")
        for _ in range(8):
            if "Noor Movement ? Cedar Brigade" in cursor(it):
                break
            await it.press("k")
        await it.press("x")
        assert "But they still show as one by other decisions: " in it.said[-1]
        assert "nur = nur2" in it.said[-1]


async def test_a_message_goes_with_the_screen_that_it_came_on(twins: Workspace) -> None:
    async with exploring(twins) as it:
        await it.press("y", "n")
        assert it.said
        await it.press("j")
        assert it.said
        await it.press("V", "s")
        assert not it.said
        await it.press("x")
        assert "judged different" in it.said[-1]
        await it.press("q")
        assert it.top == "Explorer"
        assert not it.said
