"""Triples, nodes and links in JSON, as they are written in many ways."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import triples
from proxytui.exchange.formats import Head, named
from tests.exchange.keyed_rows import Result, result

TRIPLE = {"subject": "Iran", "predicate": "backs", "object": "Hezbollah", "since": 2006}


def read(data: object) -> Result:
    words = data if isinstance(data, (str, bytes)) else json.dumps(data)
    return result(
        triples.read, words if isinstance(words, bytes) else words.encode(), name="x.json"
    )


def ties(found: Result) -> list[tuple[str, ...]]:
    names = {key: a["names"][0]["text"] for key, a in found.tables["actors"].items()}
    return [
        (names[c["subject"]], c["type"], names[c["object"]], c.get("role", ""))
        for c in found.tables["claims"].values()
    ]


BACKS = [("Iran", "backs", "Hezbollah", "")]


@pytest.mark.parametrize(
    "data",
    [
        [TRIPLE],
        [["Iran", "backs", "Hezbollah"]],
        json.dumps(TRIPLE) + "\n" + json.dumps(TRIPLE | {"since": 2007}),
        '["Iran", "backs", "Hezbollah"]\n["Iran", "backs", "Hezbollah"]\n',
        [{"source": "Iran", "type": "backs", "target": "Hezbollah"}],
        [{"from": "Hezbollah", "label": "backed by", "to": "Iran"}],
        {"nodes": [{"id": "Iran"}, {"id": 2, "label": "Hezbollah"}],
         "links": [{"source": "Iran", "target": 2, "relation": "backs"}]},
        {"nodes": [{"name": "Iran"}, {"name": "Hezbollah"}],
         "links": [{"source": 0, "target": 1, "type": "backs"}]},
        {"elements": {"nodes": [{"data": {"id": "i", "name": "Iran"}},
                                {"data": {"id": "h", "name": "Hezbollah"}}],
                      "edges": [{"data": {"source": "i", "target": "h", "type": "backs"}}]}},
        {"links": [{"source": "Iran", "target": "Hezbollah", "type": "backs"}], "directed": True,
         "nodes": [{"name": "Iran", "id": 7}, {"name": "Hezbollah", "id": 8}]},
    ],
)  # fmt: skip
def test_each_shape_is_read_and_told_by_its_content(data: object) -> None:
    found = read(data)
    assert set(ties(found)) == set(BACKS)
    assert not found.aside
    words = data if isinstance(data, str) else json.dumps(data)
    assert named("triples").looks(Head("x", words.encode())) >= 50


def test_what_else_a_triple_says_is_its_quote_and_its_dates_are_taken() -> None:
    (claim,) = read([TRIPLE]).tables["claims"].values()
    assert claim["since"] == "2006"
    assert claim["citations"] == [
        {
            "source": "[x.json]",
            "quote": {
                "exact": "subject: Iran; predicate: backs; object: Hezbollah; since: 2006",
            },
            "locator": {"paragraph": 1},
        }
    ]


def test_an_undirected_graph_says_only_that_two_are_linked() -> None:
    graph = {"nodes": [{"id": "Iran"}, {"id": "Hezbollah"}], "directed": False,
             "links": [{"source": "Iran", "target": "Hezbollah", "type": "backs"}]}  # fmt: skip
    assert ties(read(graph)) == [("Iran", "linked-to", "Hezbollah", "backs")]


def test_bad_values_are_left_out_with_their_place() -> None:
    lines = [
        json.dumps(TRIPLE),
        "{",
        '{"subject": "a", "subject": "b", "object": "c"}',
        '{"subject": "a"}',
        '["a", "b"]',
        '{"subject": "\\ud800", "object": "b"}',
        "\x1a",
    ]
    found = read("\n".join(lines))
    assert [row.row for row in found.aside] == [f"line {n}" for n in range(2, 7)]
    assert ties(found) == BACKS


def test_links_to_no_node_are_left_out() -> None:
    found = read({"nodes": [{"id": "a"}], "links": [{"source": "a", "target": "b"}]})
    assert [row.reason for row in found.aside] == ["leads to “b”, which is no node here"]


def test_files_of_another_kind_are_refused_with_a_line() -> None:
    with pytest.raises(UsageError, match="line 3 of the file is no JSON"):
        read('[\n["a", "b", "c"],\n[nothing]]')
    for data in ("{}", "[]", "7", "words", '{"proxytui": 1}'):
        with pytest.raises(UsageError):
            read(data)
    with pytest.raises(UsageError, match="UTF-8"):
        read('[["a", "b", "c"]]'.encode("utf-16"))


def test_other_json_is_not_taken_for_triples() -> None:
    for data in (
        b'{"proxytui": 1, "actors": []}',
        b'{"type": "bundle", "objects": []}',
        b"[]",
        b'{"id": "x", "schema": "Person", "properties": {"name": ["a"]}}',
        b"\xff",
    ):
        assert not named("triples").looks(Head("x.json", data))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
    | st.sampled_from(["a", "b", "backs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["subject", "predicate", "object", "source", "target", "type", "id", "data",
                         "nodes", "links", "edges", "directed", "elements", "x_proxytui"]),
        inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(st.lists(_JSON, min_size=1, max_size=3), st.sampled_from(["list", "lines", "first"]))
@settings(max_examples=200, deadline=None)
def test_hostile_json_is_refused_or_read_and_never_crashes(values: list[object], how: str) -> None:
    written = [json.dumps(value) for value in values]
    data = {"list": json.dumps(values), "lines": "\n".join(written), "first": written[0]}[how]
    try:
        read(data)
    except UsageError:
        return


def test_depth_and_long_lines_are_no_danger() -> None:
    for data in ("[" * 100_000, '{"nodes":' * 5_000, "[" * 5_000 + "]" * 5_000, "[\x00", "[\xff"):
        with pytest.raises(UsageError):
            read(data)
