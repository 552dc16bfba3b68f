"""A date that only retracted sources give is told no more; what another source bears out stays."""

from __future__ import annotations

from typing import Any

import pytest

from proxytui.model.records import Claim, Source, decode
from proxytui.model.told_dates import as_told

SOURCES = {
    id_: decode(Source, id_, {"title": id_, **fields})
    for id_, fields in {
        "gone": {"published": "2024-12-02~", "status": "retracted"},
        "copy": {"published": "2024-12", "copy_of": "gone"},
        "book": {"published": "1990"},
        "wire": {"published": "2024-12"},
        "leaf": {},
    }.items()
}


def cited(source: str, words: str | None = None, stance: str = "supports") -> dict[str, Any]:
    quote = {} if words is None else {"quote": {"exact": words}}
    return {"source": source, "stance": stance, **quote}


def told(*citations: dict[str, Any], **fields: Any) -> Claim:
    record = {"type": "backs", "subject": "a", "object": "b", "citations": list(citations)}
    claim = decode(Claim, "c-1", {**record, **fields})
    left = as_told(claim, SOURCES.get)
    assert as_told(left, SOURCES.get) == left
    return left


GONE = cited("gone", "has armed them since the\nspring of 2019 and until 2021")
BOOK = cited("book", "arms them")


@pytest.mark.parametrize("field", ["since", "until"])
@pytest.mark.parametrize(
    ("others", "stays"),
    [
        ((BOOK,), False),
        ((cited("copy", "since the spring of 2019, until 2021"), BOOK), False),
        ((BOOK, cited("leaf", "not since the spring of 2019 or until 2021", "disputes")), False),
        ((cited("book", "from 2019 to 2021 it armed them"),), True),
        ((cited("book", "from 2019–21 it armed them"),), True),
        ((BOOK, cited("leaf", "the war of 2019, ended 2021", "mentions")), True),
        # Without its words nobody can tell what a source gives.
        ((BOOK, cited("leaf")), True),
        # It says then of which time the retracted report is.
        ((), True),
    ],
)
def test_a_start_or_end_stays_if_another_source_may_give_it(
    field: str, others: tuple[dict[str, Any], ...], stays: bool
) -> None:
    date = {"since": "2019-04/2019-06", "until": "2021"}[field]
    left = told(GONE, *others, **{field: date})
    assert getattr(left, field) == (date if stays else None)


def test_a_month_is_no_year() -> None:
    paper = cited("gone", "since 2012")
    assert told(paper, cited("wire", "arms them"), since="2012").since is None
    assert told(paper, cited("book", "arms them, 2024-12-02"), since="2012").since is None


def test_words_for_a_date_stay_if_a_source_that_stands_has_them() -> None:
    date = {"since": "2019", "since_raw": "the spring of 2019"}
    assert told(GONE, cited("book", "in 2019"), **date).since_raw is None
    assert told(GONE, cited("book", "in 2019"), **date).since == "2019"
    assert told(GONE, cited("book", "from the Spring of\n2019"), **date).since_raw
    assert told(GONE, BOOK, until_raw="until 2021").until_raw is None
    assert told(GONE, BOOK, until_raw="for years").until_raw == "for years"
    # Nobody else has them where all support is retracted.
    assert told(GONE, **date).since_raw is None
    assert told(GONE, **date).since == "2019"


def test_a_date_that_no_retracted_source_gives_stays() -> None:
    assert told(cited("gone", "arms them"), BOOK, since="1985").since == "1985"
    assert told(cited("gone"), BOOK, until="1985").until == "1985"


def test_what_goes_on_by_the_words_of_a_retracted_source_alone_goes_on_no_more() -> None:
    goes_on = {"until": "..", "until_raw": "to this day"}
    left = told(cited("gone", "and arms them to this day"), BOOK, **goes_on)
    assert (left.until, left.until_raw, left.attested) == (None, None, None)
    left = told(GONE, cited("book", "arms them to this day"), **goes_on)
    assert (left.until, left.attested) == ("..", ("1990", "1990"))


@pytest.mark.parametrize(
    ("attested", "others", "fields", "left"),
    [
        (["2024-12-02", "2024-12-02"], (BOOK,), {}, None),
        (["1983-10", "2024-12-02"], (BOOK,), {}, ("1983-10", "1983-10")),
        (["2024-12-02", "2024-12-02"], (cited("wire"),), {}, ("2024-12-02", "2024-12-02")),
        (["2024-12-02", "2024-12-02"], (cited("copy"),), {}, None),
        # Whoever only mentions or disputes it attests nothing.
        (["2024-12-02", "2024-12-02"], (BOOK, cited("wire", stance="mentions")), {}, None),
        # A day on which no cited source was published stays as long as somebody supports it.
        (["1983", "1983"], (BOOK,), {}, ("1983", "1983")),
        (["1983", "1983"], (), {}, None),
        (["1983", "1983"], (cited("wire", stance="mentions"),), {}, None),
        # Where it goes on by its sources, those that stand attest it.
        (["2024-12-02", "2024-12-02"], (BOOK,), {"until": ".."}, ("1990", "1990")),
        (["1983", "2024-12-02"], (BOOK,), {"until": ".."}, ("1983", "1983")),
        (["2024-12-02", "2024-12-02"], (), {"until": ".."}, None),
        (None, (BOOK, cited("wire")), {"until": ".."}, ("1990", "2024-12")),
    ],
)
def test_a_claim_is_attested_by_sources_that_stand(
    attested: list[str] | None,
    others: tuple[dict[str, Any], ...],
    fields: dict[str, Any],
    left: tuple[str, str] | None,
) -> None:
    recorded = {} if attested is None else {"attested": attested}
    assert told(GONE, *others, **recorded, **fields).attested == left


def test_a_claim_without_a_retracted_source_is_told_as_it_is_recorded() -> None:
    record = {
        "type": "backs",
        "subject": "a",
        "object": "b",
        "since": "2019",
        "since_raw": "since spring",
        "until": "2021",
        "attested": ["1990", "2024-12"],
        "citations": [cited("book"), cited("wire", "arms them")],
    }
    claim = decode(Claim, "c-1", record)
    assert as_told(claim, SOURCES.get) is claim
