"""Graph files of other programs, with what they do in them, read as actors and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import gexf, graphml, triples
from proxytui.exchange.formats import Head, named
from tests.exchange.keyed_rows import Result, result

if TYPE_CHECKING:
    from proxytui.model.records import Json

GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="label" attr.type="string"/>
  <key id="d1" for="edge" attr.name="relation" attr.type="string"><default>backs</default></key>
  <graph edgedefault="directed">
    <node id="n0"><data key="d0">Iran</data><data key="kind">state</data></node>
    <node id="n1"><data key="d0"> Hezbollah
      </data></node>
    <edge source="n0" target="n1"/>
    <edge id="e1" source="n1" target="n0"><data key="d1">is backed by</data>
      <data key="since">1982~</data></edge>
    <edge id="e2" source="n0" target="n1"><data key="d1">hosts offices of</data></edge>
    <edge id="e3" source="n0" target="n1" directed="false"><data key="d1">backs</data></edge>
  </graph>
</graphml>
"""
GEXF = """<gexf xmlns="{namespace}" version="1.2"><meta lastmodifieddate="2012-03-01">
  <creator>Gephi 0.9</creator><description>Backers</description></meta>
  <graph mode="dynamic" defaultedgetype="directed" timeformat="date">
  <attributes class="edge"><attribute id="0" title="type" type="string"/></attributes>
  <nodes><node id="1" label="Iran"/><node id="2" label="Hezbollah"/><node id="3" label="Hamas"/>
  </nodes><edges>
  <edge id="0" source="1" target="2"><attvalues><attvalue for="0" value="backs"/></attvalues>
    <spells><spell start="1982-01-01" end="1989-12-31"/><spell start="2006-07-12"/></spells></edge>
  <edge id="1" source="1" target="3" start="1992" endopen="2012-01-01" label="Backs"/>
  <edge id="2" source="2" target="3" type="mutual" label="opposes"/>
  <edge id="3" source="2" target="3" type="undirected" label="allied with" weight="2"/>
  </edges></graph></gexf>"""


def graphml_of(body: str) -> Result:
    return result(graphml.read, f"<graphml>{body}</graphml>".encode(), name="x.graphml")


def gexf_of(body: str) -> Result:
    return result(gexf.read, f"<gexf><graph>{body}</graph></gexf>".encode(), name="x.gexf")


def ties(read: Result) -> list[tuple[str, str, str, str]]:
    return [
        (c["subject"], c["type"], c["object"], c.get("role", ""))
        for c in read.tables["claims"].values()
    ]


def quote(claim: Json) -> str:
    return claim["citations"][0]["quote"]["exact"]


def test_edges_of_graphml_are_claims_and_parallel_ones_stay_apart() -> None:
    read = result(graphml.read, GRAPHML.encode(), name="proxies.graphml")
    assert ties(read) == [
        ("n0", "backs", "n1", ""), ("n0", "backs", "n1", ""),
        ("n0", "linked-to", "n1", "hosts offices of"), ("n0", "linked-to", "n1", "backs"),
    ]  # fmt: skip
    actors = read.tables["actors"]
    assert [(a["kind"], a["names"][0]["text"]) for a in actors.values()] == [
        ("state", "Iran"), ("unknown", "Hezbollah")
    ]  # fmt: skip
    second = read.tables["claims"]["e1"]
    assert second["since"] == "1982~"
    assert quote(second) == "source: Hezbollah; target: Iran; relation: is backed by; since: 1982~"
    assert second["citations"][0]["locator"] == {"paragraph": 10}
    assert [s["title"] for s in read.tables["sources"].values()] == ["[proxies.graphml]"]


@pytest.mark.parametrize(
    "namespace",
    ["http://www.gexf.net/1.1draft", "http://www.gexf.net/1.2draft", "http://gexf.net/1.3",
     "http://www.gexf.net/1.0"],
)  # fmt: skip
def test_gexf_of_each_edition_has_spells_directions_and_its_description(namespace: str) -> None:
    read = result(gexf.read, GEXF.format(namespace=namespace).encode(), name="x.gexf")
    claims = read.tables["claims"]
    spans = [(c["type"], c.get("since"), c.get("until")) for c in claims.values()]
    assert spans == [
        ("backs", "1982-01-01", "1989-12-31"), ("backs", "2006-07-12", None),
        ("backs", "1992", "2011-12-31"), ("opposes", None, None), ("opposes", None, None),
        ("allied-with", None, None),
    ]  # fmt: skip
    both = [(c["subject"], c["object"]) for c in claims.values() if c["type"] == "opposes"]
    assert both == [("2", "3"), ("3", "2")]
    assert "start 1: 1982-01-01; end 1: 1989-12-31; start 2: 2006-07-12" in quote(claims["0"])
    assert read.tables["sources"] == {
        "Backers": {"title": "Backers", "kind": "graph", "author": "Gephi 0.9",
                    "published": "2012-03-01"}
    }  # fmt: skip


def test_times_that_are_no_dates_are_words_of_the_quote_alone() -> None:
    body = """<nodes><node id="a"/><node id="b"/></nodes><edges>
      <edge source="a" target="b" type="directed" label="leads" start="3.5" end="2006.0"/>
      </edges>"""
    (claim,) = gexf_of(body).tables["claims"].values()
    assert (claim.get("since"), claim["until"]) == (None, "2006")
    assert "start: 3.5" in quote(claim)


@pytest.mark.parametrize("words", ["2011-02-30", "01/02/2011", "spring of 2011"])
def test_words_that_are_no_date_stand_as_such_beside_the_claim(words: str) -> None:
    (claim,) = (
        graphml_of(
            f"""<node id="a"/><node id="b"/><edge source="a" target="b">
        <data key="since">{words}</data><data key="until">2012</data></edge>"""
        )
        .tables["claims"]
        .values()
    )
    assert (claim.get("since"), claim["since_raw"], claim["until"]) == (None, words, "2012")
    dated = GEXF.format(namespace="x").replace('start="1992"', f'start="{words}"')
    claims = result(gexf.read, dated.encode()).tables["claims"].values()
    assert [c["since_raw"] for c in claims if "since_raw" in c] == [words]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ('intervals="&lt;[1982,1989],[2006, 2012]&gt;"', [("1982", "1989"), ("2006", "2012")]),
        ('timestamps="&lt;[1982, 2006]&gt;"', [("1982", "1982"), ("2006", "2006")]),
        ('timestamp="1982"', [("1982", "1982")]),
        ('startopen="1982" endopen="1989"', [("1983", "1988")]),
        ('start="-INF" end="Infinity"', [(None, None)]),
    ],
)
def test_each_way_to_write_times_is_read(times: str, expected: list[tuple[str, str]]) -> None:
    read = gexf_of(
        f"""<nodes><node id="a"><nodes><node id="b"/></nodes></node></nodes><edges>
        <edge id="e" source="a" target="b" type="directed" label="leads" {times}/></edges>"""
    )
    claims = read.tables["claims"].values()
    assert [(c.get("since"), c.get("until")) for c in claims] == expected


def test_dangling_ends_loops_hyperedges_and_repeated_ids_are_left_out_with_their_line() -> None:
    read = graphml_of(
        """<graph edgedefault="directed"><node id="a"/><node id="b"/>
<node id="a"><data key="label">Other</data></node>
<edge source="a" target="nobody"/>
<edge source="a" target="a"/>
<hyperedge><endpoint node="a"/></hyperedge>
<edge source="a" target="b"/></graph>"""
    )
    assert sorted((row.row, row.reason) for row in read.aside) == [
        ("line 2", "has the id of “a”"),
        ("line 3", "leads to “nobody”, which is no node here"),
        ("line 4", "leads from “a” to itself"),
        ("line 5", "joins more than two nodes, which no tie does"),
    ]
    assert ties(read) == [("a", "linked-to", "b", "")]


def test_yed_labels_nested_graphs_and_edges_before_nodes_are_read() -> None:
    read = graphml_of(
        """<key id="g" for="node" yfiles.type="nodegraphics"/><graph edgedefault="directed">
        <edge source="a" target="a::b"><data key="e"><y:PolyLineEdge><y:EdgeLabel>part of
        </y:EdgeLabel></y:PolyLineEdge></data></edge>
        <node id="a"><data key="g"><y:Shape><y:NodeLabel>Force</y:NodeLabel></y:Shape></data>
        <graph id="a:"><node id="a::b"/></graph></node></graph>"""
    )
    assert ties(read) == [("a", "part-of", "a::b", "")]
    assert read.tables["actors"]["a"]["names"] == [{"text": "Force"}]


def test_layout_is_no_word_of_a_quote_and_identifiers_are_kept() -> None:
    read = graphml_of(
        """<graph edgedefault="directed"><node id="a"><data key="x">0.5</data>
        <data key="wikidata">Q794</data></node></graph>"""
    )
    (actor,) = read.tables["actors"].values()
    assert actor["identifiers"] == {"wikidata": ["Q794"]}
    assert actor["citations"][0]["quote"]["exact"] == "label: a; wikidata: Q794"


def test_what_networkx_writes_comes_in_whole() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node(1, label="Iran", kind="state")
    graph.add_edge(1, "b", type="backs", since="2006")
    graph.add_edge(1, "b", type="opposes")
    for read, text in (
        (graphml.read, "\n".join(nx.generate_graphml(graph))),
        (gexf.read, "\n".join(nx.generate_gexf(graph))),
    ):
        found = result(read, text.encode(), name="x")
        assert not found.aside
        assert [t[1] for t in ties(found)] == ["backs", "opposes"]
        assert found.tables["actors"]["1"]["kind"] == "state"
    links = nx.node_link_data(graph, edges="links")
    import json

    found = result(triples.read, json.dumps(links).encode(), name="x")
    assert [t[1] for t in ties(found)] == ["backs", "opposes"]


def test_an_error_names_its_line() -> None:
    broken = GRAPHML.replace('<edge source="n0" target="n1"/>', '<edge source="n0" target=n1/>')
    with pytest.raises(UsageError, match="line 9, column"):
        result(graphml.read, broken.encode())
    with pytest.raises(UsageError, match="document type"):
        result(graphml.read, b'<!DOCTYPE g [<!ENTITY a "aa">]><graphml>&a;</graphml>')
    for read in (graphml.read, gexf.read):
        with pytest.raises(UsageError, match="begins otherwise"):
            result(read, b"<html></html>")


def test_formats_are_known_by_their_first_element() -> None:
    assert named("graphml").looks(Head("x", GRAPHML.encode())) == 95
    assert named("gexf").looks(Head("x.xml", GEXF.format(namespace="a").encode())) == 95
    for data in (b"", b"<html>", b"\0\xff", b"{}"):
        assert not named("graphml").looks(Head("x", data))
        assert not named("gexf").looks(Head("x", data))


_PIECES = st.sampled_from(
    ["<graphml>", "</graphml>", "<gexf>", "</gexf>", "<graph edgedefault='undirected'>", "</graph>",
     "<node id='a'>", "<node id='b' label='&#xD800;'/>", "</node>", "<edge source='a' target='b'",
     " start='2006' end='9999-99-99'", " startopen='9999'", " intervals='[a,b],[2001,'", ">", "/>",
     "</edge>", "<data key='d'>", "<data>", "</data>", "<key id='d' attr.name='x_proxytui'/>",
     '{"claims":{"c":[]}}', "\0",
     "<spell/>", "<attvalue for='1' value='x'/>", "<attvalue/>", "<default>", "<desc>", "\x1a", "é"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25), st.booleans())
@settings(max_examples=200, deadline=None)
def test_hostile_files_are_refused_or_read_and_never_crash(
    pieces: list[str], is_closed: bool
) -> None:
    for read, tag in ((graphml.read, "graphml"), (gexf.read, "gexf")):
        text = "".join(pieces)
        data = f"<{tag}>{text}</{tag}>" if is_closed else text
        try:
            result(read, data.encode(), name="x")
        except UsageError:
            continue


def test_depth_and_size_are_no_danger() -> None:
    deep = "<graphml>" + "<graph>" * 50_000 + "<node id='a'/>" + "</graph>" * 50_000 + "</graphml>"
    assert list(result(graphml.read, deep.encode()).tables["actors"]) == ["a"]
    with pytest.raises(UsageError, match="longer than"):
        result(gexf.read, b"<gexf><meta><creator>" + b"x" * 5_000_000 + b"</creator></meta></gexf>")
