"""Filters as a line of words, and the line in words for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.model import filters
from proxytui.model.filters import CODES, FIELDS, LIMITS, Filter
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.wording import filter as filter_wording

_OWN = {"countries": ("LB", "SY", "IR"), "publishers": ("1", "2", "12")}


def _chosen(field: str) -> st.SearchStrategy[frozenset[str]]:
    codes = st.sampled_from(CODES.get(field) or _OWN[field])
    return st.frozensets(codes, max_size=1 if field in LIMITS else 20)


ANY = st.builds(Filter, **{field: _chosen(field) for field in FIELDS})


@given(ANY)
def test_what_is_written_is_read_again(made: Filter) -> None:
    assert filters.read(filters.written(made)) == filters.whole(made)


def test_an_empty_line_asks_for_nothing() -> None:
    assert filters.read("  ") is None
    assert filters.written(None) == ""


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("type:backs support:w,t publishers:2", "type:backs support:W,T publishers:2.."),
        ("support:W support:M.fuel", "support:W,M.fuel"),
        ("in:lb,SY", "in:LB,SY"),
        ("grade:b2", "grade:B grade:2"),
        ("grade:C grade:B", "grade:B"),
        ("publishers:5 publishers:2..", "publishers:2.."),
        ("-type:designates", "-type:designates"),
        ("-state:not", "-state:not"),
        ("type:backs,opposes -type:opposes", "type:backs"),
    ],
)
def test_a_line_has_one_way_to_be_written(line: str, again: str) -> None:
    assert filters.written(filters.read(line)) == again


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("weapons", "“weapons” is no part of a filter"),
        ("typ:backs", "“typ:backs” is no part"),
        ("type:loves", "type: doesn't know “loves”"),
        ("type:", "type: doesn't know “”"),
        ("support:Q", "support: doesn't know “Q”"),
        ("in:Lebanon", "use a code of two letters"),
        ("in:uk", "use GB"),
        ("publishers:many", "use the least number"),
        ("publishers:0", "use the least number"),
        ("grade:G", "use a letter A to F"),
        ("grade:", "use a letter A to F"),
        ("-publishers:2", "publishers: can't be left out"),
        ("state:held -state:held", "state: leaves nothing"),
        ("kind:\x1b[31mred", "doesn't know"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(line: str, named: str) -> None:
    with pytest.raises(UsageError) as caught:
        filters.read(line)
    assert named in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused_in_words(line: str) -> None:
    try:
        made = filters.read(line)
    except UsageError:
        return
    assert made is None or any(made)


@pytest.mark.parametrize("field", FIELDS)
def test_a_code_is_put_in_and_taken_out_again(field: str) -> None:
    code = (CODES.get(field) or _OWN[field])[0]
    once = filters.toggled(None, field, code)
    assert once is not None
    assert getattr(once, field) == {code}
    assert filters.toggled(once, field, code) is None


def test_a_limit_takes_the_place_of_the_one_before() -> None:
    two = filters.toggled(filters.toggled(None, "publishers", "2"), "publishers", "3")
    assert two == Filter(publishers=frozenset({"3"}))


# In words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("support:W publishers:2 state:held", "only weapons, held, ≥ 2 publishers"),
        ("type:backs,opposes in:LB,SY", "only backing or opposition, in LB or SY"),
        ("kind:armed-group,party", "only armed groups or parties"),
        ("-type:designates,leads", "without leadership or designation"),
        ("-type:leads in:LB", "only in LB, without leadership"),
        ("grade:B2", "only sources graded B or better, what they say graded 2 or better"),
        ("status:alleged publishers:1", "only alleged, ≥ 1 publisher"),
    ],
)
def test_a_filter_in_words(line: str, words: str) -> None:
    made = filters.read(line)
    assert made is not None
    assert filter_wording.filter_words(made) == words


def test_every_field_and_code_has_words() -> None:
    assert list(filter_wording.HEADINGS) == list(FIELDS) == list(Filter._fields)
    nouns = [filter_wording.choice_words("types", code) for code in CLAIM_TYPES]
    assert len(set(nouns)) == len(CLAIM_TYPES)
    for field in FIELDS:
        for code in CODES.get(field) or _OWN[field]:
            assert filter_wording.choice_words(field, code)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("support:W", ["W", "P", "F", "M.fuel"]),
        ("support:F,M", ["F", "M.fuel", "P", "W"]),
        ("support:M.fuel", ["M.fuel", "P", "F", "W"]),
        ("type:backs", ["P", "F", "W", "M.fuel"]),
        ("", ["P", "F", "W", "M.fuel"]),
    ],
)
def test_the_means_that_are_asked_for_come_first(asked: str, shown: list[str]) -> None:
    wanted = filters.read(asked) if asked else None
    assert filters.wanted_first(["P", "F", "W", "M.fuel"], wanted) == shown
