"""Numbers of ties are written one way, and never cut; names give way to their acronyms."""

from __future__ import annotations

import pytest
from network_of import at, index_of

from proxytui.views.actor_list import columns
from proxytui.views.actor_name import fitting
from proxytui.views.lines import width
from proxytui.views.numbers import numbers
from proxytui.views.scene import Scene
from proxytui.wording import counts_words


@pytest.mark.parametrize(
    ("held", "possible", "shown"),
    [
        (9, 7, "9+7?"),
        (9, 0, "9"),
        (0, 7, "7?"),
        (0, 0, "–"),
        (12345, 999, "12k+999?"),
        (88, 999, "88+999?"),
    ],
)
def test_a_column_has_the_same_notation_as_a_heading(held: int, possible: int, shown: str) -> None:
    line = numbers(held, possible, 9)
    assert width(line) == 9
    assert "".join(span.text for span in line).strip() == shown
    if held < 1000:
        assert counts_words(held, possible) == shown


@pytest.mark.parametrize("held", [0, 7, 77, 777, 7777, 77777, 7777777])
@pytest.mark.parametrize("possible", [0, 3, 33, 333, 3333, 333333])
def test_numbers_of_any_size_begin_with_what_they_are(held: int, possible: int) -> None:
    shown = "".join(span.text for span in numbers(held, possible, columns(31)[0].cells)).strip()
    assert shown.startswith("7" if held else "3" if possible else "–")
    assert shown.endswith("?") == (possible > 0)


def test_a_name_that_is_much_too_long_gives_way_to_its_acronym() -> None:
    names = [{"text": "Rapid Support Forces"}, {"text": "RSF", "type": "acronym"}]
    actors = {"a": {"kind": "armed-group", "names": names}}
    index = index_of("a backs b", actors=actors)
    lens = at("2010")
    scene = Scene(index, lens, index.namer(lens.as_of), lambda _: None)
    label = scene.name("a")
    assert fitting(scene, "a", label, 22) == "Rapid Support Forces  "
    assert fitting(scene, "a", label, 19) == "Rapid Support Forc…", "only a letter is lost"
    assert fitting(scene, "a", label, 10) == "RSF       "
    assert fitting(scene, "a", label, 2) == "R…"
