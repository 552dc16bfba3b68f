"""UCDP External Support as it is published, held against counts of its own rows."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from proxytui.asof.states import claim_state
from proxytui.exchange import ucdp_support
from proxytui.model import dates
from proxytui.model.dates import State
from tests.exchange.ucdp_letters import terms_by_year
from tests.exchange.ucdp_rows import Result, result

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ucdp-esd-mena.csv"
shared = pytest.mark.skipif(not SHARED.exists(), reason="the data set is not on this machine")


@shared
def test_every_supporter_of_every_row_is_cited_once_in_the_file_as_published() -> None:
    outcome = result(ucdp_support.read, SHARED.read_bytes(), name=SHARED.name)
    with SHARED.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert not outcome.aside
    cited = Counter(c["locator"]["paragraph"] for t in outcome.ties() for c in t["citations"])
    assert cited == {n: int(r["ext_count"]) for n, r in enumerate(rows, 2) if r["ext_count"] != "0"}
    active = sum(len(claim["citations"]) for claim in outcome.ties("opposes"))
    assert active == sum(row["active"] == "1" for row in rows)


@shared
def test_iran_held_by_hezbollah_in_the_coded_years_and_possibly_between() -> None:
    outcome = result(ucdp_support.read, SHARED.read_bytes(), name=SHARED.name)
    index = outcome.index()
    held = [
        year
        for year in range(1980, 2025)
        if any(
            claim_state(index, claim, dates.period(str(year))) is State.HELD
            for claim in index.claims.values()
            if (claim.subject, claim.object) == ("114", "366")
        )
    ]
    assert held == [*range(1990, 2000), *range(2006, 2018)]
    letters = terms_by_year(
        Result({**outcome.tables, "claims": {
            k: c for k, c in outcome.tables["claims"].items() if c["object"] == "366"
        }}, [], []), "114",
    )  # fmt: skip
    assert letters[1990] == "WTF"
    assert letters[1999] == "WF"
    assert letters[2008] == "WTF"
