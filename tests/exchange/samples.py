"""A small sound file of every format that is read, written for the tests."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from proxytui.exchange import markdown
from tests.exchange.ucdp_rows import coded, written

_OWN: dict[str, Any] = {
    "proxytui": 1,
    "actors": [
        {"id": "upper", "kind": "state", "names": [{"text": "Upper Land"}]},
        {"id": "lower", "kind": "party", "names": [{"text": "Lower Party"}]},
    ],
    "sources": [{"id": "s-1", "title": "A paper", "published": "2001-02-03"}],
    "claims": [
        {
            "id": "c-1",
            "type": "backs",
            "subject": "upper",
            "object": "lower",
            "since": "1999",
            "citations": [{"source": "s-1"}],
        }
    ],
}
_ACTORS = [
    ["ActorId", "NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NameChange", "Org",
     "Splinter", "NamePrev", "ActorIdPrev", "Location", "Version"],
    ["502", "USC/SSA", "CUS", "Congreso", "United Congress", "0", "1", "", "", "", "", "26.1"],
    ["503", "USC/SNA", "", "", "", "0", "1", "1", "USC/SSA", "502", "Somalia", "26.1"],
]  # fmt: skip
_TIES = [
    ["subject", "type", "object", "since", "until", "source", "quote"],
    ["Upper Land", "backs", "Lower Party", "1999", "2004-05", "A paper", "sent it arms"],
    ["Lower Party", "opposes", "Third Front", "2001", "", "A paper", "fought it"],
]
_SDN = (
    '36,"UPPER AIR","-0- ","CUBA","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ",'
    '"Linked To: LOWER PARTY."\r\n'
    '173,"LOWER PARTY","-0- ","SDGT] [IRGC","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ",'
    "\"a.k.a. 'LP'; Additional Sanctions Information.\"\r\n"
    '306,"BROWN, John","individual","SDGT","Leader","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ",'
    '"DOB circa 1970; POB Upper Land; Linked To: LOWER PARTY."\r\n'
)
_UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2024-05-06T00:00:00Z">
 <INDIVIDUALS><INDIVIDUAL>
  <DATAID>690001</DATAID><VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>John</FIRST_NAME><SECOND_NAME>Brown</SECOND_NAME>
  <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.001</REFERENCE_NUMBER>
  <LISTED_ON>2001-10-08</LISTED_ON>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jack Brown</ALIAS_NAME></INDIVIDUAL_ALIAS>
 </INDIVIDUAL></INDIVIDUALS>
 <ENTITIES><ENTITY>
  <DATAID>690002</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>LOWER PARTY</FIRST_NAME>
  <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDe.002</REFERENCE_NUMBER>
  <LISTED_ON>2002-03-04</LISTED_ON>
 </ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""
_MISP = {
    "name": "Threat Actor",
    "type": "threat-actor",
    "uuid": "7cdff317-a673-4474-84ec-4f1754947823",
    "authors": ["A. Writer"],
    "category": "actor",
    "description": "Groups.",
    "source": "MISP Project",
    "version": 3,
    "values": [
        {
            "value": "Lower Crew",
            "uuid": "11111111-1111-4111-8111-111111111111",
            "description": "A group.",
            "meta": {
                "country": "IR",
                "synonyms": ["LC"],
                "cfr-suspected-state-sponsor": "Iran (Islamic Republic of)",
                "attribution-confidence": "50",
            },
        }
    ],
}
_STIX = {
    "type": "bundle",
    "id": "bundle--11111111-1111-4111-8111-111111111111",
    "objects": [
        {
            "type": "identity",
            "spec_version": "2.1",
            "id": "identity--22222222-2222-4222-8222-222222222222",
            "created": "2020-01-02T00:00:00.000Z",
            "modified": "2020-01-02T00:00:00.000Z",
            "name": "Upper Land",
            "identity_class": "organization",
        },
        {
            "type": "intrusion-set",
            "spec_version": "2.1",
            "id": "intrusion-set--33333333-3333-4333-8333-333333333333",
            "created": "2020-01-02T00:00:00.000Z",
            "modified": "2020-01-02T00:00:00.000Z",
            "name": "Lower Crew",
        },
        {
            "type": "relationship",
            "spec_version": "2.1",
            "id": "relationship--44444444-4444-4444-8444-444444444444",
            "created": "2020-01-02T00:00:00.000Z",
            "modified": "2020-01-02T00:00:00.000Z",
            "relationship_type": "attributed-to",
            "source_ref": "intrusion-set--33333333-3333-4333-8333-333333333333",
            "target_ref": "identity--22222222-2222-4222-8222-222222222222",
            "start_time": "2019-01-01T00:00:00.000Z",
        },
    ],
}
_FTM = [
    {"id": "a", "schema": "Organization", "properties": {"name": ["Lower Party"]}},
    {"id": "b", "schema": "Person", "properties": {"name": ["John Brown"]}},
    {
        "id": "m",
        "schema": "Membership",
        "properties": {"member": ["b"], "organization": ["a"], "startDate": ["2001"]},
    },
]
_GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="l" for="node" attr.name="label" attr.type="string"/>
 <key id="t" for="edge" attr.name="type" attr.type="string"/>
 <graph edgedefault="directed">
  <node id="n1"><data key="l">Upper Land</data></node>
  <node id="n2"><data key="l">Lower Party</data></node>
  <edge source="n1" target="n2"><data key="t">backs</data></edge>
 </graph>
</graphml>
"""
_GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
 <graph defaultedgetype="directed" mode="dynamic" timeformat="date">
  <nodes><node id="1" label="Upper Land"/><node id="2" label="Lower Party"/></nodes>
  <edges>
   <edge id="e" source="1" target="2" label="backs" start="1999-01-01" end="2004-12-31"/>
  </edges>
 </graph>
</gexf>
"""
_TRIPLES = [
    {"subject": "Upper Land", "predicate": "backs", "object": "Lower Party"},
    {"subject": "Lower Party", "predicate": "opposes", "object": "Third Front"},
]

_NOTE = """---
aliases: [The North, "N"]
kind: state
---
backs:: [[South]] and `[[none]]`

| to | what |
| --- | --- |
| [[South\\|it]] | funds |
"""


def _table(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _sheet(rows: list[list[str]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SAMPLES: dict[str, bytes] = {
    "json": json.dumps(_OWN).encode(),
    "csv": _table(_TIES),
    "xlsx": _sheet(_TIES),
    "ucdp-esd": written([coded(year, "114,118", "WWT") for year in range(1990, 1994)]),
    "ucdp-actor": _table(_ACTORS),
    "ofac": _SDN.encode(),
    "un-list": _UN.encode(),
    "misp": json.dumps(_MISP).encode(),
    "stix": json.dumps(_STIX).encode(),
    "ftm": "".join(f"{json.dumps(entity)}\n" for entity in _FTM).encode(),
    "graphml": _GRAPHML.encode(),
    "gexf": _GEXF.encode(),
    "triples": json.dumps(_TRIPLES).encode(),
    "markdown": markdown.pack([("a/North.md", _NOTE.encode()), ("South.md", b"see [[North]]\n")]),
}
