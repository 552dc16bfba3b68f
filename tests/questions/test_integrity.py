"""What `check` finds wrong in a store, and what it leaves alone."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

import pytest
from on_disk import filed

from proxytui.graph.index import Index
from proxytui.questions import integrity

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.records import Json

SHA = "a" * 64
TEXTS = {SHA: "Sources say that Iran backs Hezbollah. Iran backs Syria."}
CITATION = {"source": "s-1", "quote": {"exact": "Iran backs Hezbollah", "text": SHA}}


def store() -> dict[str, dict[str, Json]]:
    """A store without a fault."""
    return {
        "actors": {
            "iran": {"kind": "state", "names": [{"text": "Iran"}]},
            "hezbollah": {"kind": "armed-group", "names": [{"text": "Hezbollah"}]},
            "khamenei": {"kind": "person", "names": [{"text": "Ali Khamenei"}]},
        },
        "claims": {
            "c-1": {
                "type": "backs",
                "subject": "iran",
                "object": "hezbollah",
                "since": "1982~",
                "attested": ["2024", "2024"],
                "citations": [copy.deepcopy(CITATION)],
            },
            "c-2": {
                "type": "leads",
                "subject": "khamenei",
                "object": "iran",
                "citations": [{"source": "s-1"}],
            },
        },
        "events": {"e-1": {"title": "Talks", "claims": ["c-1"]}},
        "sources": {
            "s-1": {
                "title": "[analysis]",
                "documents": [{"text": SHA, "added": "2024-12-02T00:00:00Z"}],
            }
        },
        "notes": {
            "n-1": {
                "about": ["backs:iran:hezbollah", "c-1"],
                "text": "hm",
                "created": "2024-12-02T00:00:00Z",
                "modified": "2024-12-02T00:00:00Z",
            }
        },
    }


def made(raw: dict[str, dict[str, Json]], **more: Any) -> integrity.Report:
    return integrity.report(Index.build(raw), raw, TEXTS.get, **more)


def problems(table: str, id_: str, **fields: Any) -> list[tuple[str, str, str]]:
    """What is wrong once some fields of one record are set."""
    raw = store()
    raw[table].setdefault(id_, {}).update(fields)
    return [(p.code, p.record, p.message) for p in made(raw).problems]


def test_a_word_that_may_turn_a_supporting_quote_is_a_hint_and_no_problem() -> None:
    raw = store()
    turned = {"source": "s-1", "quote": {"exact": "backs Syria", "text": SHA}}
    texts = {SHA: "Sources say that Iran backs Hezbollah. Nobody denied that Iran backs Syria."}
    raw["claims"]["c-2"]["citations"] = [turned, {**turned, "stance": "disputes"}]
    report = integrity.report(Index.build(raw), raw, texts.get)
    assert report.problems == ()
    (hint,) = report.hints
    assert (hint.code, hint.record) == ("quote-qualified", "claims/c-2")
    assert hint.message == (
        "citations.0.quote: the sentence has “denied” before the quote: read it: "
        "“backs Syria” (s-1)"
    )
    assert hint.code in integrity.HINTS


def hints(raw: dict[str, dict[str, Json]]) -> list[tuple[str, str, str]]:
    report = made(raw)
    assert report.problems == ()
    return [(hint.code, hint.record, hint.message) for hint in report.hints]


def test_a_publisher_in_two_spellings_is_a_hint_at_the_rarer_one() -> None:
    raw = store()
    names = ("L'Orient-Le Jour", "L’Orient-Le Jour", "L’Orient-Le Jour", "L’Orient Littéraire")
    for number, name in enumerate(names):
        raw["sources"][f"s-{number + 2}"] = {"title": "T", "publisher": name}
    raw["sources"]["s-9"] = {
        "title": "T",
        "publisher": "Daily",
        "publisher_parent": "l orient-le jour",
    }
    said = "is “L’Orient-Le Jour” elsewhere; they count as one"
    assert hints(raw) == [
        ("publisher-spelling", "sources/s-2", f"publisher: “L'Orient-Le Jour” {said}"),
        ("publisher-spelling", "sources/s-9", f"publisher_parent: “l orient-le jour” {said}"),
    ]


def test_a_link_that_leads_nowhere_is_a_hint() -> None:
    raw = store()
    raw["actors"]["om"] = {"kind": "person", "names": [{"text": "Seán O’Meara [A]"}]}
    good = "[[iran]] [[ali khamenei]] [[Talks]] [[e-1]] [[Sean O'Meara [A]]] [[ ]]"
    raw["notes"]["n-1"]["text"] = f"{good} [[Irak]] and [[Irak]], [[\x1b[31mred]]"
    assert hints(raw) == [
        ("dead-link", "notes/n-1", "text: no record is called “Irak”"),
        ("dead-link", "notes/n-1", "text: no record is called “red”"),
    ]


def test_a_sound_store_has_no_problem_and_is_counted() -> None:
    report = made(store())
    assert report.problems == ()
    assert report.hints == ()
    assert report.quotes == {
        "exact": 1, "normalised": 0, "ambiguous": 0, "moved": 0, "absent": 0, "no-copy": 0
    }  # fmt: skip
    assert report.records == {
        "actors": 3, "claims": 2, "events": 1, "sources": 1, "notes": 1, "identities": 0, "views": 0
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "id_", "fields", "code", "said"),
    [
        ("actors", "iran", {"kind": "regime"}, "bad-record", "kind: 'regime' is not accepted"),
        ("claims", "c-1", {"since": "soon"}, "bad-date", "since: 'soon' is no date"),
        ("claims", "c-1", {"against": ["x"]}, "no-such-actor", "against: there is no actor x"),
        (
            "claims",
            "c-2",
            {"citations": [{"source": "s-9"}]},
            "no-such-source",
            "citations.0.source: there is no source s-9",
        ),
        (
            "claims",
            "c-2",
            {"citations": [{"source": "s-1", "speaker": {"actor": "x"}}]},
            "no-such-actor",
            "citations.0.speaker: there is no actor x",
        ),
        ("events", "e-1", {"claims": ["c-9"]}, "no-such-claim", "there is no claim c-9"),
        ("events", "e-1", {"participants": [{"actor": "x"}]}, "no-such-actor", "no actor x"),
        ("notes", "n-1", {"about": ["c-9"]}, "no-such-record", "about: there is no record c-9"),
        ("notes", "n-1", {"about": ["backs:iran:x"]}, "no-such-record", "backs:iran:x"),
        ("sources", "s-1", {"copy_of": "s-9"}, "no-such-source", "copy_of: "),
        ("sources", "s-1", {"copy_of": "s-1"}, "copy-of-itself", "copy_of: "),
        (
            "claims",
            "c-1",
            {"until": "1970", "attested": ["2024", "2024"]},
            "ends-before-start",
            "since: 1982~ is after until 1970, however the dates are read",
        ),
        ("claims", "c-1", {"until": "2000"}, "attested-outside", "attested: 2024 lies outside"),
        (
            "actors",
            "iran",
            {"founded": "1979", "dissolved": "1950"},
            "ends-before-start",
            "founded: 1979 is after dissolved 1950",
        ),
        (
            "actors",
            "iran",
            {"names": [{"text": "Iran", "since": "1979", "until": "1950"}]},
            "ends-before-start",
            "names.0.since: 1979 is after until 1950",
        ),
        (
            "claims",
            "c-2",
            {"subject": "hezbollah"},
            "person-expected",
            "subject: leads expects a person; hezbollah is recorded as: armed group",
        ),
    ],
)
def test_one_fault_is_one_problem_with_its_code(
    table: str, id_: str, fields: dict[str, Any], code: str, said: str
) -> None:
    found = problems(table, id_, **fields)
    mine = [message for c, record, message in found if (c, record) == (code, f"{table}/{id_}")]
    assert len(mine) == 1, found
    assert said in mine[0]


def test_a_claim_without_its_actor_is_named_once() -> None:
    assert [p[:2] for p in problems("claims", "c-1", object="x")] == [
        ("no-such-actor", "claims/c-1")
    ]


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        ({"exact": "Iran opposes Hezbollah"}, "quote-absent"),
        ({"exact": "Iran backs"}, "quote-ambiguous"),
        ({"exact": "Iran backs Syria", "prefix": "Nobody says that "}, "quote-moved"),
    ],
)
def test_a_quote_that_does_not_stand_where_it_should_is_a_problem(
    quote: dict[str, Any], code: str
) -> None:
    raw = store()
    raw["claims"]["c-2"]["citations"] = [{"source": "s-1", "quote": quote}]
    for only_quotes in (False, True):
        report = made(raw, only_quotes=only_quotes)
        assert [(p.code, p.record) for p in report.problems] == [(code, "claims/c-2")]
        assert quote["exact"] in report.problems[0].message
        assert report.quotes[code.removeprefix("quote-")] == 1


def test_folded_words_and_texts_that_are_not_here_are_no_problem() -> None:
    raw = store()
    raw["claims"]["c-2"]["citations"] = [
        {"source": "s-1", "quote": {"exact": "Iran\n backs Syria"}},
        {"source": "s-2", "quote": {"exact": "anything"}},
    ]
    raw["sources"]["s-2"] = {"title": "Not kept"}
    report = made(raw)
    assert report.problems == ()
    assert (report.quotes["normalised"], report.quotes["no-copy"]) == (1, 1)


def test_quotes_of_actors_and_events_are_checked_too() -> None:
    raw = store()
    wrong = [{"source": "s-1", "quote": {"exact": "never said"}}]
    raw["actors"]["iran"]["citations"] = wrong
    raw["events"]["e-1"]["citations"] = wrong
    assert [p.record for p in made(raw).problems] == ["actors/iran", "events/e-1"]


def test_only_quotes_leaves_everything_else_alone() -> None:
    raw = store()
    raw["claims"]["c-1"]["attested"] = ["1950", "1950"]
    raw["notes"]["n-1"]["about"] = ["nothing"]
    assert made(raw, only_quotes=True).problems == ()
    assert len(made(raw).problems) == 2


def test_each_text_is_read_once_however_many_quotes_it_has() -> None:
    raw = store()
    raw["claims"]["c-2"]["citations"] = [copy.deepcopy(CITATION) for _ in range(20)]
    read: list[str] = []

    def text_of(sha: str) -> str | None:
        read.append(sha)
        return TEXTS.get(sha)

    report = integrity.report(Index.build(raw), raw, text_of)
    assert report.quotes["exact"] == 21
    assert read == [SHA]


def test_hostile_words_reach_no_message() -> None:
    raw = store()
    raw["claims"]["c-2"]["citations"] = [
        {"source": "s-1", "quote": {"exact": "\x1b]0;x\x07 red\u202e\n words"}}
    ]
    (problem,) = made(raw).problems
    assert problem.message.isprintable()


def test_every_code_is_a_stable_word_in_the_table() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in integrity.CODES)


def faulty() -> dict[str, dict[str, Json]]:
    """A store with problems and hints of many kinds, in whichever order its records came."""
    raw = store()
    raw["actors"]["hezbollah"] |= {"founded": "1990", "dissolved": "1980"}
    raw["actors"]["a-later"] = {"kind": "party", "names": [{"text": "Later"}]}
    raw["claims"]["c-0"] = {
        **raw["claims"]["c-1"],
        "subject": "nobody",
        "citations": [
            {"source": "s-1", "quote": {"exact": "Iran fights Hezbollah", "text": SHA}},
            {"source": "s-2", "quote": {"exact": "Iran"}},
            {"source": "s-1", "quote": {"exact": "Iran"}},
        ],
    }
    raw["claims"]["c-1b"] = {**raw["claims"]["c-2"], "subject": "iran", "object": "hezbollah"}
    raw["events"]["e-1"] |= {"date": "yesterday"}
    raw["sources"]["s-0"] = {"title": "T", "publisher": "The  Daily", "copy_of": "s-0"}
    raw["sources"]["s-00"] = {"title": "T", "publisher": "The Daily"}
    raw["sources"]["s-01"] = {"title": "T", "publisher": "The Daily"}
    raw["notes"]["n-0"] = {**raw["notes"]["n-1"], "text": "[[later]] [[Laterr]]", "about": ["x"]}
    return raw


@pytest.mark.parametrize("only_quotes", [False, True])
@pytest.mark.parametrize("changed", [(), ("claims", "notes"), ("actors", "sources")])
def test_records_that_stay_on_the_disk_are_checked_as_those_in_memory(
    tmp_path: Path, changed: tuple[str, ...], only_quotes: bool
) -> None:
    raw = faulty()
    # Only sound shapes lie in a file; what came since lies over it.
    before = {table: dict(rows) for table, rows in raw.items()}
    before["events"]["e-1"] = {"title": "Talks"}
    for table in changed:
        for id_ in list(before[table])[::2]:
            del before[table][id_]
    rows = filed(before, tmp_path)
    assert rows is not None
    rows["events"]["e-1"] = raw["events"]["e-1"]
    for table in changed:
        for id_ in raw[table].keys() - before[table].keys():
            rows[table][id_] = raw[table][id_]
    expected, index = made(raw, only_quotes=only_quotes), Index.build(raw)
    assert expected.problems
    assert only_quotes or expected.hints
    on_disk = integrity.report(index, rows, TEXTS.get, only_quotes=only_quotes)
    assert on_disk == expected
