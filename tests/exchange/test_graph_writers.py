"""Graphs as other programs read them: networkx, Graphviz, the structure that Gephi asks for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.exchange import dot, gexf, graphml, markdown
from proxytui.exchange.losses import DROPPED
from proxytui.exchange.selection import Selection, select
from proxytui.graph.index import Index
from proxytui.model import dates
from proxytui.model.fields import FIELDS
from tests.exchange.keyed_rows import result
from tests.network_of import Tables, cite, claim, tables

if TYPE_CHECKING:
    from proxytui.model.records import Json

_GEXF = "{http://gexf.net/1.3}"


def chosen(stored: Tables, period: str = "") -> Selection:
    return select(Index.build(stored), stored, (), dates.period(period) if period else None)


def a_graph() -> Tables:
    quote = cite("s1", quote={"exact": "A <arms> \"B\" & 'C'\x1b[31m\ufffe"})
    return tables(
        claim("a backs b", since="2001", until="2003", terms=["W"], citations=[quote]),
        claim("a backs b", since="2007-05-01", until="2008", terms=["F"]),
        claim("a opposes b", since="", until=""),
        claim("b allied-with c", since="2010~", until="..", attested=["2012", "2013"]),
        claim("c leads a", status="refuted"),
    )


def test_networkx_reads_the_same_nodes_edges_and_attributes_from_graphml() -> None:
    graph = nx.parse_graphml("".join(graphml.write(chosen(a_graph()))))
    assert dict(graph.nodes(data="label")) == {"a": "A", "b": "B", "c": "C"}
    edges = {key: data for *_, key, data in graph.edges(keys=True, data=True)}
    assert edges.keys() == {
        "backs:a:b", "opposes:a:b", "allied-with:b:c", "leads:c:a"
    }  # fmt: skip
    backs = edges["backs:a:b"]
    assert (backs["publishers"], backs["terms"], backs["since"], backs["until"]) == (
        1, "weapons, funding", "2001", "2008"
    )  # fmt: skip
    assert "A backs B" in backs["words"]
    assert "A <arms> \"B\" & 'C'" in backs["quotes"]
    assert edges["allied-with:b:c"]["symmetric"] == "yes"
    assert edges["leads:c:a"]["status"] == "refuted"
    assert "refuted" in edges["leads:c:a"]["label"]


def test_gexf_is_what_gephis_timeline_reads() -> None:
    text = "".join(gexf.write(chosen(a_graph())))
    root = ElementTree.fromstring(text)
    graph = root.find(f"{_GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    spells = {
        edge.get("id"): [(s.get("start"), s.get("end")) for s in edge.iter(f"{_GEXF}spell")]
        for edge in graph.iter(f"{_GEXF}edge")
    }
    assert spells["backs:a:b"] == [("2001-12-31", "2003-01-01"), ("2007-05-01", "2008-01-01")]
    assert spells["opposes:a:b"] == []
    assert "leads:c:a" not in spells
    kinds = {edge.get("id"): edge.get("kind") for edge in graph.iter(f"{_GEXF}edge")}
    assert kinds["backs:a:b"] != kinds["opposes:a:b"]
    for kind in ("node", "edge"):
        declared = {
            item.get("id")
            for group in graph.iter(f"{_GEXF}attributes") if group.get("class") == kind
            for item in group
        }  # fmt: skip
        used = {
            v.get("for") for e in graph.iter(f"{_GEXF}{kind}") for v in e.iter(f"{_GEXF}attvalue")
        }
        assert used <= declared
    ids = {node.get("id") for node in graph.iter(f"{_GEXF}node")}
    for edge in graph.iter(f"{_GEXF}edge"):
        assert {edge.get("source"), edge.get("target")} <= ids
        for spell in edge.iter(f"{_GEXF}spell"):
            assert (spell.get("start") or "") <= (spell.get("end") or "9999")


def test_networkx_reads_gexf_once_all_edges_have_one_direction() -> None:
    text = "".join(gexf.write(chosen(a_graph()))).replace('"undirected"', '"directed"')
    import io

    graph = nx.read_gexf(io.BytesIO(text.replace("gexf.net/1.3", "www.gexf.net/1.2draft").encode()))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (3, 3)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz isn't here")
def test_graphviz_reads_dot_whatever_the_names() -> None:
    stored = a_graph()
    stored["actors"]["a"]["names"] = [{"text": 'Ünï "x" \\N <b>\n} -> {'}]
    text = "".join(dot.write(chosen(stored)))
    done = subprocess.run(["dot", "-Tplain"], input=text.encode(), capture_output=True, check=True)
    lines = done.stdout.decode().splitlines()
    assert sum(line.startswith("edge ") for line in lines) == 4
    assert sum(line.startswith("node ") for line in lines) == 3


def test_a_tie_of_dot_is_drawn_by_its_state() -> None:
    text = "".join(dot.write(chosen(tables(claim("a backs b"), claim("a opposes c", since="")))))
    assert re.search(r'"a" -> "b" .*style="solid"', text)
    assert re.search(r'"a" -> "c" .*style="solid"|"a" -> "c" .*style="dashed"', text)


@pytest.mark.parametrize("format_", [graphml, gexf])
def test_what_was_written_comes_in_again_as_the_same_records(format_) -> None:
    stored = a_graph()
    back = result(format_.read, "".join(format_.write(chosen(stored))).encode(), name="x")
    assert not back.aside
    assert all(row.carried for row in back.rows)
    assert back.tables["actors"] == stored["actors"]
    # Also those of a tie that is no edge of GEXF, as it counts at no date.
    claims = json.dumps(back.tables["claims"], sort_keys=True)
    assert claims == json.dumps(stored["claims"], sort_keys=True)
    assert back.tables["sources"] == stored["sources"]


def test_an_edge_that_somebody_added_comes_in_beside_what_was_written() -> None:
    text = "".join(graphml.write(chosen(a_graph())))
    added = '<edge id="mine" source="c" target="b"><data key="e_type">leads</data></edge></graph>'
    back = result(graphml.read, text.replace("</graph>", added).encode(), name="x.graphml")
    mine = back.tables["claims"]["mine"]
    assert (mine["subject"], mine["type"], mine["object"]) == ("c", "leads", "b")
    assert back.tables["sources"].keys() == {"s1", "[x.graphml]"}


# What is lost

_VALUES: dict[str, dict[str, object]] = {
    "claims": {
        "type": "opposes", "terms": ["W"], "role": "envoy", "against": ["b2"], "since": "2000",
        "since_raw": "then", "until": "2003", "until_raw": "then", "basis": "within",
        "attested": ["2002", "2002"], "flags": ["elements"], "status": "refuted",
        "rank": "deprecated", "reason": "why", "summary": "in short",
        "citations": [cite("s1", flags=["alleged"])], "subject": "b2", "object": "b2",
    },
    "actors": {
        "kind": "state", "names": [{"text": "Other"}], "described": True, "countries": ["IR"],
        "founded": "1990", "dissolved": "2010", "identifiers": {"ucdp": ["7"]}, "tags": ["x"],
        "summary": "in short", "citations": [cite("s1")],
    },
    "sources": {
        "title": "Other", "author": "x", "publisher": "x", "publisher_parent": "x",
        "published": "1999", "published_raw": "x", "accessed": "2020", "url": "http://x",
        "archive_url": "http://y", "licence": "CC0", "lang": "en", "reliability": "A",
        "status": "retracted", "reason": "why", "copy_of": "s2", "kind": "report", "short": "Oth",
        "documents": [{"text": "0" * 64, "added": "2026-01-01T00:00:00Z"}],
        "rejected": [f"{'0' * 64} 10-40 backs:a:b"],
    },
}  # fmt: skip


def _without_records(text: str) -> str:
    """What another program reads: all but the attribute of this one."""
    text = re.sub(r'\s*<data key="._x_proxytui">.*?</data>', "", text)
    text = re.sub(r'\s*<attvalue for="._x_proxytui".*?/>', "", text)
    return re.sub(r"(?m)^%% x_proxytui: .*$", "", text)


def _written(format_, period: str, table: str = "", field: str = "") -> str:
    record = claim("a backs b", since="2001", until="2002", attested=["2001", "2001"])
    actor = {"kind": "armed-group", "names": [{"text": "A"}]}
    source: Json = {"title": "s1"}
    changed = {"claims": record, "actors": actor, "sources": source}.get(table)
    if changed is not None:
        changed[field] = _VALUES[table][field]
    b2 = {"kind": "armed-group", "names": [{"text": "B2"}]}
    stored = tables(
        record, actors={"a": actor, "b2": b2}, sources={"s1": source, "s2": {"title": "s2"}}
    )
    if format_ is markdown:
        files = markdown.write_folder(chosen(stored, period))
        return _without_records("".join(f"{k}\n{''.join(v)}" for k, v in files.items()))
    return _without_records("".join(format_.write(chosen(stored, period))))


@pytest.mark.parametrize("format_", [graphml, gexf, dot, markdown])
@pytest.mark.parametrize(
    ("table", "field"), [(t, field.name) for t in _VALUES for field in FIELDS[t]]
)
def test_a_field_that_is_dropped_changes_nothing_for_others_and_any_other_does(
    format_, table: str, field: str
) -> None:
    changed = any(
        _written(format_, period, table, field) != _written(format_, period)
        for period in ("", "2002-01-01")
    )
    assert changed == (format_.LOSSES[f"{table}.{field}"] != DROPPED)


@pytest.mark.parametrize("format_", [graphml, gexf, dot, markdown])
def test_every_field_of_every_table_has_its_loss(format_) -> None:
    fields = {f"{t}.{field.name}" for t, fs in FIELDS.items() for field in fs}
    assert format_.LOSSES.keys() == fields


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_graph_is_written_as_xml_that_is_read_back(data: st.DataObject) -> None:
    year = st.sampled_from(["", "2000", "2001-05", "200X", "../2002", "2001/2003", "0001", "9999~"])
    claims = data.draw(
        st.lists(
            st.builds(
                lambda words, since, until, basis, status: claim(
                    words, since=since, until=until, basis=basis, status=status
                ),
                st.sampled_from(["a backs b", "b backs a", "a allied-with b", "b leads c"]),
                year, year, st.sampled_from(["throughout", "within", "each-year"]),
                st.sampled_from(["asserted", "refuted"]),
            ),
            min_size=1, max_size=4,
        )
    )  # fmt: skip
    stored = tables(*claims)
    stored["actors"]["a"] = {"kind": "state", "names": [{"text": data.draw(st.text()) + "x"}]}
    for format_ in (graphml, gexf):
        text = "".join(format_.write(chosen(stored)))
        assert text == "".join(format_.write(chosen(stored)))
        back = result(format_.read, text.encode(), name="x")
        assert back.tables["actors"] == stored["actors"]
        assert not back.aside
