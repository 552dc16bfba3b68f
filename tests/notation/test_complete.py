"""Whatever was typed of a line, what may come next is offered, and nothing that doesn't fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_faults import NAMES, Directory, ids

from proxytui.notation.complete import complete
from proxytui.notation.reader import read

if TYPE_CHECKING:
    from collections.abc import Sequence


class Names(Directory):
    """The same directory, which finds names by their beginnings too."""

    def actors_like(self, text: str, most: int) -> Sequence[str]:
        wanted = text.strip().casefold()
        return [known for known in NAMES if known.casefold().startswith(wanted)][:most]

    def sources_like(self, text: str, most: int) -> Sequence[str]:
        return [known for known in ("memo-1", "paper-2") if known.startswith(text)][:most]


def offered(line: str, subject: str = "") -> list[str]:
    return [option.text for option in complete(line, Names(), subject=subject)]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("So", "South Republic"),
        ("South R", "South Republic"),
        ("North ", "backs"),
        ("North b", "backed-by"),
        ("North backs R", "River Guard"),
        ("North backs River Guard", ""),
        ("North backs River Guard ", "since"),
        ("North backs River Guard: ", "weapons"),
        ("North backs River Guard: weapons, tr", "training"),
        ("North backs River Guard: weapons s", "since"),
        ("North backs River Guard since 2010 a", "against"),
        ("North backs River Guard since 2010 against So", "South Republic"),
        ('North backs River Guard "words" ', "memo-1"),
        ('North backs River Guard "words" p', "paper-2"),
        ('North backs River Guard "words" memo-1 ', "said"),
        ('North backs River Guard "words" memo-1 said by So', "South Republic"),
        ("North backs River Guard; rank ", "deprecated"),
        ("actor New Group (", "armed-group"),
        ("event 2011  A bridge is taken (of", "offensive"),
        ("event 2011  A bridge is taken; Riv", "River Guard"),
        ("note Nor", "North"),
        ("ev", "event"),
    ],
)
def test_what_fits_comes_among_the_first(line: str, wanted: str) -> None:
    assert (wanted in offered(line)) if wanted else (offered(line) == [])


def test_a_line_may_begin_with_the_verb_where_there_is_a_centre() -> None:
    assert "backs" in offered("ba", subject="North")
    assert "backs" not in offered("ba")


def test_an_option_put_in_the_place_of_what_was_typed_goes_on_to_a_whole_claim() -> None:
    line = ""
    for word in ("Nor", " ba", " Riv", ": wea", ' "words" mem'):
        line += word
        option = complete(line, Names())[0]
        line = line[: option.start] + option.text
    reading = read(f"source memo-1  A memorandum\n{line}", Names(), ids())
    assert [fault.message for fault in reading.faults] == []
    assert reading.records[1].record["terms"] == ["W"]


@pytest.mark.parametrize("cut", range(0, 120, 3))
def test_no_beginning_of_a_line_fails(cut: int) -> None:
    line = 'South Republic backs River Guard: weapons since 2010 against North "it `was`" memo-1 ¶4'
    offered(line[:cut])
