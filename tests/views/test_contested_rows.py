"""What is contested is the last thing that a narrow row loses, and no word of it is cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import small_store
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.collation import Typed
from proxytui.model import dates
from proxytui.model.changes import Change
from proxytui.model.dates import State
from proxytui.questions import tensions
from proxytui.questions import timeline as timelines
from proxytui.tui.explorer.tie_tree import TieTree
from proxytui.views import compare, tension, tie_line, timeline_columns
from proxytui.views import timeline as charts
from proxytui.views.scene import Scene
from proxytui.views.target import Target
from proxytui.wording import contested
from proxytui.wording.contested import Contested

if TYPE_CHECKING:
    from proxytui.model.tie import Tie
    from proxytui.views.lines import Line
    from proxytui.workspace import Workspace

CUT = re.compile(r"\b(disp|alle|retr|corr|refu)[a-z]*…|(retracted|corrected) s[a-z]*…|planne?…")
PANES = (23, 32, 36, 60, 80, 120)
"""The cells of the middle pane at 60, 80 and 120 columns, and whole screens of these."""
TO_CEDAR = "backs:ardania:cedar"
"""Rests on a source that is retracted, and on another."""
DISPUTED = "backs:borland:cedar"
ALLEGED = "backs:borland:nur"
PLANNED = "backs:ardania:renewal"


@pytest.fixture(params=[("retracted", "corrected"), ("corrected", "retracted")])
def scene(workspace: Workspace, request: pytest.FixtureRequest) -> Scene:
    """The small store with a retracted and a corrected source."""
    for source, status in zip(("s-herald", "s-gazette"), request.param, strict=True):
        record = workspace.record("sources", source)
        assert record is not None
        changed = Change("sources", source, record, {**record, "status": status, "reason": "R."})
        workspace.apply([changed], status)
    lens = Lens(dates.period(small_store.AS_OF), show_all=True)
    index = workspace.index
    return Scene(index, lens, index.namer(lens.as_of), workspace.check_quote)


def text(line: Line) -> str:
    return "".join(span.text for span in line)


def tie_at(scene: Scene, tie: str) -> Tie:
    return ties.tie(scene.index, tie, scene.lens)


def kept(line: str, remark: Contested) -> bool:
    return any(form in line for form in remark.forms)


@pytest.mark.parametrize("cells", PANES)
@pytest.mark.parametrize("centre", ["ardania", "borland", "cedar", "nur"])
def test_a_row_of_the_tree_says_what_is_contested(scene: Scene, centre: str, cells: int) -> None:
    tree = TieTree()
    tree.load(scene, centre, roll_up=False, turned=False)
    keys = {row.key for row in tree.rows(set(), set(), "", cells)}
    seen = 0
    for row in tree.rows(set(), keys, "", cells):
        if row.key not in tree.branches:
            continue
        line = text(row.line)
        assert cell_len(line) <= cells
        assert not CUT.search(line), line
        first, *_ = contested.remarks(tree.branches[row.key].tie) or (None,)
        if first is not None:
            seen += 1
            assert kept(line, first), (line, first)
    assert seen


@pytest.mark.parametrize("cells", [32, 60, 80, 120])
@pytest.mark.parametrize("tie_id", [TO_CEDAR, DISPUTED, ALLEGED, PLANNED])
def test_a_tie_in_a_list_of_findings_says_what_is_contested(
    scene: Scene, tie_id: str, cells: int
) -> None:
    tie = tie_at(scene, tie_id)
    rows = (
        text(tie_line.titled(scene, tie, cells, "      ")),
        tie_line.title(scene, tie, cells),
    )
    for row in rows:
        assert cell_len(row) <= cells
        assert not CUT.search(row), row
        first, *more = contested.remarks_in_title(tie)
        assert kept(row, first), row
        assert all(kept(row, remark) or row.endswith(("…", "…)")) for remark in more), row
        assert "›" in row or "━" in row or "┅" in row


@pytest.mark.parametrize("cells", [36, 60, 80, 120])
def test_a_row_of_the_timeline_says_what_is_contested(scene: Scene, cells: int) -> None:
    groups = charts.groups(scene, Target("actor", "cedar"))
    chart = charts.Chart(scene, charts.ChartQuestion(groups, "cedar", text=Typed("")))
    axis = charts.whole(scene, groups, cells)
    seen = set()
    for row in chart.rows(axis, cells):
        line = text(row.line)
        assert not CUT.search(line), line
        target = chart.target(row.key)
        if target.kind != "tie":
            continue
        band = timelines.TimelineRow("tie", target.id)
        for remark in timelines.remarks(scene.index, band, scene.lens)[:1]:
            assert kept(line, remark), line
            seen.add(remark.words)
    assert seen & {"denied", "disputed"}
    assert seen & {"retracted source", "corrected source"}


@pytest.mark.parametrize("cells", [60, 84, 120])
def test_actors_side_by_side_say_what_is_contested(scene: Scene, cells: int) -> None:
    pairs = compare.pairs((scene, scene), ("ardania", "borland"))
    rows = compare.rows((scene, scene), pairs, ("Ardania", "Borland"), "", cells)
    lines = [text(row.line) for row in rows]
    assert not any(CUT.search(line) for line in lines), lines
    said = "\n".join(lines)
    assert "disputed" in said or "denied" in said
    assert "retracted" in said or "corrected" in said


@pytest.mark.parametrize("cells", [32, 60, 120])
def test_a_tension_says_what_is_contested_about_its_ties(scene: Scene, cells: int) -> None:
    about = tuple(tie_at(scene, tie) for tie in (TO_CEDAR, DISPUTED))

    class Told(tensions.LazyWording):
        def ties(self, _: tensions.Finding) -> tuple[Tie, ...]:
            return about

    finding = tensions.Finding(
        "both-sides",
        ("committee", "ardania", "borland"),
        (TO_CEDAR, DISPUTED),
        State.POSSIBLY,
        Told(scene.index, scene.lens.as_of),
    )
    line = text(tension.line(scene, finding, cells))
    assert cell_len(line) <= cells
    assert not CUT.search(line), line
    assert re.search("disputed|corrected|retracted", line)


REMARKS = st.lists(
    st.sampled_from(
        [
            Contested(("disputed",)),
            Contested(("alleged",), grave=False),
            Contested(("weapons, funding disputed", "W F disputed", "part disputed")),
            Contested(("retracted source", "retracted")),
        ]
    ),
    max_size=4,
    unique=True,
)


@given(REMARKS, st.integers(0, 80), st.integers(1, 3))
def test_of_what_is_contested_whole_words_find_room_or_a_sign(
    remarks: list[Contested], cells: int, between: int
) -> None:
    words = contested.fitting(remarks, cells, cell_len, between)
    assert sum(map(cell_len, words)) + between * max(0, len(words) - 1) <= cells
    for said, remark in zip(words, remarks, strict=False):
        assert said in (*remark.forms, contested.LEFT_OUT)
    if remarks and cells >= min(map(cell_len, remarks[0].forms)):
        assert words[0] in remarks[0].forms, "the gravest is said where it has room"


def test_the_label_of_a_timeline_gives_way_to_what_is_contested() -> None:
    taken = timeline_columns.columns(78)
    (start,) = (charts.Span("  ━ A name that is long enough"),)
    both = (Contested(("disputed",)), Contested(("retracted source", "retracted")))
    label = text(timeline_columns.beside((start,), both[1:], taken))
    assert label.rstrip().endswith("… retracted")
    assert cell_len(label) == taken.label
