"""Why a tie is not simply held at a date, in two or three words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from manual_pages import CHAPTERS
from network_of import at, claim, index_of

from proxytui import wording
from proxytui.asof import ties


def bare(**fields: Any) -> dict[str, Any]:
    made = claim("a backs b", **{"since": None, "until": None, **fields})
    return {key: value for key, value in made.items() if value is not None}


def reason(when: str, *claims: dict[str, Any], **others: Any) -> str:
    lens = at(when)
    tie = ties.tie(index_of(*claims, **others), "backs:a:b", lens)
    return wording.reason_words(tie, lens.as_of)


@pytest.mark.parametrize(
    ("fields", "when", "words"),
    [
        ({}, "2024", "no date"),
        ({"until": ".."}, "2024", "no date"),
        ({"attested": ["2004-07-22", "2004-07-22"]}, "2024-12-02", "last 2004"),
        ({"attested": ["2024-12-02", "2024-12-02"]}, "2024-12-03", "last 2 Dec 2024"),
        ({"attested": ["2024-11", "2024-11"]}, "2024-12-03", "last Nov 2024"),
        ({"attested": ["2024-12-02~", "2024-12-02~"]}, "2006", "first ~2024"),
        ({"attested": ["1990", "2004"], "since": "1979"}, "2024", "last 2004"),
        ({"since": "1989"}, "2024", "since 1989"),
        ({"since": "1989-06-04"}, "2024", "since 1989"),
        ({"since": "1989~"}, "2024", "since ~1989"),
        ({"since": "../1994"}, "2024", "since ≤ 1994"),
        ({"since": "2012/.."}, "2024", "since ≥ 2012"),
        ({"since": "../1994"}, "1990", "since ≤ 1994"),
        ({"until": "2024"}, "2024-12-02", "until ≤ 2024"),
        ({"until": "2024-01-01/2024-12-01"}, "2024-06", "until ≤ 1 Dec 2024"),
        ({"until": "2011/2024-12-02~"}, "2024-06", "until ≤ ~2 Dec 2024"),
        ({"until": "2012/.."}, "2020", "until ≥ 2012"),
        ({"until": "2012/..", "attested": ["2011", "2011"]}, "2020", "until ≥ 2012"),
        ({"until": "2024"}, "2000", "until ≤ 2024"),
        ({"since": "1979", "until": "1988"}, "1985", ""),
        ({"since": "1979", "until": "1988"}, "1990", "until 1988"),
        ({"since": "1979", "until": "1988"}, "1970", "from 1979"),
        ({"since": "1989", "attested": ["1995", "1995"]}, "2004", "last 1995"),
        ({"since": "1995", "attested": ["1989", "1999"]}, "2004", "last 1999"),
        ({"attested": ["198X", "198X"]}, "2024", "last 1980s"),
        ({"attested": ["198X~", "198X~"]}, "2024", "last ~1980s"),
        ({"since": "198X"}, "1995", "since 1980s"),
        ({"since": "19XX"}, "2004", "since 1900–1999"),
        ({"since": "198X", "until": "199X"}, "2010", "until 1990s"),
    ],
)
def test_the_reason_is_the_date_that_comes_nearest(
    fields: dict[str, Any], when: str, words: str
) -> None:
    assert reason(when, bare(**fields)) == words


def test_a_claim_without_dates_gives_way_to_what_others_say_of_when_it_was() -> None:
    ended = bare(since="2000", until="2024-12-08")
    assert reason("2025", ended, bare()) == "until 2024"
    assert reason("1999", ended, bare()) == "from 2000"
    assert reason("2010", ended, bare()) == ""


def test_the_end_of_an_actor_is_named() -> None:
    person = {"kind": "person", "names": [{"text": "A"}], "dissolved": "2024-09-27"}
    spoken = bare(attested=["2020", "2020"])
    assert reason("2025", spoken, actors={"a": person}) == "died 2024"
    assert reason("2024-10", spoken, actors={"a": person}) == "died 27 Sep 2024"
    assert reason("2024-08", spoken, actors={"a": person}) == "last 2020"


# The cases of the manual

_CASE = re.compile(
    r"^\| (?P<gives>.+?) \| (?P<when>.+?) \| (?P<state>.+?) \| (?P<row>.*?) ?\|$", re.M
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _edtf(words: str) -> str:
    *day, year = words.split()
    return f"{year}-{_MONTHS.index(day[1]) + 1:02}-{int(day[0]):02}" if day else year


def _cases() -> list[tuple[str, str, str, str]]:
    text = CHAPTERS["dates"].partition("<!-- cases -->")[2]
    return [found.groups() for found in _CASE.finditer(text.partition("<!-- end -->")[0])][2:]


def test_the_manual_has_worked_cases() -> None:
    assert len(_cases()) > 10


@pytest.mark.parametrize(("gives", "when", "state", "row"), _cases())
def test_a_worked_case_of_the_manual_is_so(gives: str, when: str, state: str, row: str) -> None:
    fields: dict[str, Any] = {}
    for part in gives.split(", ") if gives != "nothing" else ():
        field, _, words = part.partition(" ")
        fields[field] = [_edtf(words)] * 2 if field == "attested" else _edtf(words)
    lens = at(_edtf(when))
    tie = ties.tie(index_of(bare(**fields)), "backs:a:b", lens)
    assert tie.state.words == state
    assert wording.reason_words(tie, lens.as_of) == row.strip("`")
