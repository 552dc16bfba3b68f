"""How near a claim's dates bring it to a period."""

import pytest

from proxytui.model.dates import bounds, parse, period
from proxytui.model.nearness import NEVER, reach


def brings_near(
    text: str, since: str | None = None, until: str | None = None, attested: str | None = None
) -> bool:
    spoken = (attested, attested) if attested else None
    first, last = reach(bounds(since, until, spoken), spoken)
    asked = period(text)
    return first <= asked.last and asked.first <= last


def test_a_claim_without_any_date_is_near_to_no_time() -> None:
    assert reach(bounds(None, None, None), None) == NEVER
    assert reach(bounds(None, "..", None), None) == NEVER
    assert not brings_near("2024")


@pytest.mark.parametrize(
    ("given", "near", "far"),
    [
        ({"attested": "2004"}, ["1994", "2004", "2014"], ["1993", "2015"]),
        ({"attested": "2004-07-22"}, ["1994-07-22", "2014-07"], ["1994-07-21", "2014-08"]),
        ({"since": "1989"}, ["1989", "1999"], ["2000", "2024-12-02"]),
        ({"since": "../1994"}, ["1984", "1990", "2004"], ["1983", "2005"]),
        ({"until": "2024"}, ["2014", "2024-12-02"], ["2013", "1850"]),
        ({"since": "1979", "until": "2030"}, ["1979", "2000", "2024", "2040"], ["2041"]),
        ({"since": "1979", "attested": "2024-12-02"}, ["1985", "2034"], ["2035"]),
        ({"since": "2016-02-29"}, ["2026-02-28"], ["2026-03-01"]),
        ({"since": "0005"}, ["0001", "0015"], ["0016"]),
        ({"until": "9995"}, ["9985", "9999"], ["9984"]),
    ],
)
def test_ten_years_before_the_first_date_and_after_the_last(
    given: dict[str, str], near: list[str], far: list[str]
) -> None:
    assert [text for text in near + far if brings_near(text, **given)] == near


def test_all_between_two_dates_is_near_however_far_they_lie_apart() -> None:
    assert brings_near("1950", since="../1900", until="2000/..")


def test_an_attestation_that_the_claims_own_dates_rule_out_brings_nothing_near() -> None:
    given = bounds("1980", "1985", ("2020", "2020"))
    last = reach(given, ("2020", "2020"))[1]
    assert last == parse("1995-12-31").last
