"""Store files and imports as no program of good will writes them, drawn by number."""

from __future__ import annotations

import copy
import json
import random
from typing import Any
from zlib import crc32

TIME = "2024-12-02T00:00:00Z"
DEEP = 10_000

RECORDS: dict[str, dict[str, dict[str, Any]]] = {
    "actors": {
        "north": {
            "kind": "state",
            "names": [{"text": "North"}, {"text": "Nord", "type": "alias", "lang": "de"}],
            "countries": ["LB"],
            "identifiers": {"ucdp": ["123"]},
            "founded": "1920",
        },
        "militia": {
            "kind": "armed-group",
            "names": [{"text": "Old Militia", "until": "2009"}, {"text": "Militia"}],
            "described": True,
            "tags": ["one"],
        },
        "chief": {"kind": "person", "names": [{"text": "The Chief"}]},
    },
    "claims": {
        "c-1": {
            "type": "backs",
            "subject": "north",
            "object": "militia",
            "terms": ["W", "M.fuel"],
            "since": "2011",
            "until": "..",
            "basis": "throughout",
            "attested": ["2011", "2024"],
            "citations": [
                {
                    "source": "s-1",
                    "quote": {"exact": "sent weapons", "prefix": "it ", "start": 3},
                    "speaker": {"actor": "chief", "text": "the chief"},
                    "locator": {"page": 3},
                }
            ],
        },
        "c-2": {
            "type": "leads",
            "subject": "chief",
            "object": "militia",
            "role": "chief",
            "against": ["north"],
            "flags": ["alleged"],
            "citations": [{"source": "s-1", "stance": "disputes"}],
        },
    },
    "events": {
        "e-1": {
            "title": "Agreement",
            "date": "2012-05",
            "participants": [{"actor": "militia", "role": "party"}],
            "claims": ["c-1"],
            "citations": [{"source": "s-1"}],
        }
    },
    "sources": {
        "s-1": {
            "title": "[one]",
            "publisher": "The Post",
            "published": "2020-01-01",
            "documents": [{"text": "0" * 64, "added": TIME}],
            "copy_of": "s-2",
        },
        "s-2": {"title": "[two]", "accessed": TIME},
    },
    "notes": {
        "n-1": {
            "about": ["north", "backs:north:militia"],
            "text": "See [[militia]].",
            "created": TIME,
            "modified": TIME,
        }
    },
    "identities": {"i-1": {"a": "north", "b": "militia", "judgement": "different"}},
    "views": {"v-1": {"name": "View", "centre": "north", "lens": {"a": 1}, "layout": {}}},
}
META: dict[str, Any] = {"schema": 1, "store": "hostile", "name": "hostile", "as_of": "2016"}


class Raw(str):
    """JSON text to put in as it is."""


_PATHS = ("../../outside", "/etc/passwd", "..", ".", "a/../../b", "\\\\host\\share", "~/outside")
_RAW = (
    Raw("NaN"),
    Raw("-Infinity"),
    Raw("1e400"),
    Raw("-0"),
    Raw("1" + "0" * 400),
    Raw("0.1" + "1" * 400),
    Raw('"\\ud800"'),
    Raw('"\\udc00\\ud800"'),
    Raw('"\\u0000"'),
    Raw('"\\u001b]0;owned\\u0007\\u009b31m\\u202e"'),
    Raw('{"a": 1, "a": 2}'),
    Raw("[" * DEEP + "]" * DEEP),
    Raw('{"a":' * DEEP + "1" + "}" * DEEP),
    Raw("[" * 300 + "]" * 300),
    Raw("'single'"),
    Raw(""),
    Raw("[1, 2,]"),
    Raw("9223372036854775808"),
    Raw("18446744073709551616"),
    Raw("123456789012345678901234567890"),
)
_WRONG: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    2**63,
    "",
    " ",
    "\u200b",
    "x",
    [],
    [[]],
    [None],
    {},
    {"": ""},
    [1, "a", None, {}],
    {"text": {"text": {"text": 1}}},
    "9999",
    "0000",
    "-0001",
    "2012-13",
    "2012-02-31",
    "../..",
    "9999-12-31/9999-12-31",
    "backs:north",
    "backs:a:b:c",
    "::",
    "\x1b[2J\x1b]52;c;YQ==\x07[bold]=1+1",
    "\r\nforged: line\n",
    "\ufeffä",
    *_PATHS,
)


def _text(value: Any) -> str:
    """JSON of a value in which raw text may stand."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        inside = (f"{_key(key)}: {_text(item)}" for key, item in value.items())
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return str(key) if isinstance(key, Raw) else json.dumps(key)


class Hostile:
    """The hostile file of a number: the same for the same number."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(f"hostile {number}")
        self.records: Any = copy.deepcopy(RECORDS)
        self.meta: Any = dict(META)

    def value(self) -> Any:
        """Something that does not belong where it stands."""
        form = self.chance.random()
        if form < 0.35:
            return self.chance.choice(_RAW)
        if form < 0.4:
            return self.chance.choice("aä\u202e[\U0001f480") * self.chance.choice(
                (5_000, 1_000_000)
            )
        return self.chance.choice(_WRONG)

    def spoil(self) -> None:
        """Put something hostile somewhere into the records, once or a few times."""
        for _ in range(self.chance.choice((1, 1, 2, 5))):
            table = self.chance.choice(tuple(RECORDS))
            rows = self.records.get(table)
            if not isinstance(rows, dict) or isinstance(rows, Raw) or not rows:
                continue
            form = self.chance.random()
            id_ = self.chance.choice(tuple(rows))
            if form < 0.05:
                self.records[table] = self.value()
            elif form < 0.1:
                rows[id_] = self.value()
            elif form < 0.2:
                rows[self._id()] = rows.pop(id_)
            elif form < 0.25:
                self.records[self._id()] = {id_: rows[id_]}
            else:
                self._within(rows[id_])

    def _id(self) -> str:
        ids = (*_PATHS, "", "x" * 1_000_000, "\x1b[2J", "a b", "NORTH", "é", "_meta", "c-1\n", "id")
        raw = (Raw('"\\ud800"'), Raw('"\\u0000"'), Raw('"a\\u202eb"'))
        return self.chance.choice((*ids, *raw))

    def _within(self, record: Any) -> None:
        """Somewhere in a record, at any depth."""
        at = record
        while True:
            if isinstance(at, dict) and at:
                key: Any = self.chance.choice(tuple(at))
            elif isinstance(at, list) and at:
                key = self.chance.randrange(len(at))
            else:
                return
            if isinstance(at[key], dict | list) and at[key] and self.chance.random() < 0.75:
                at = at[key]
                continue
            break
        form = self.chance.random()
        if form < 0.8 or isinstance(at, list):
            at[key] = self.value()
        elif form < 0.9:
            del at[key]
        else:
            at[Raw('"\\ud83d"') if form > 0.97 else self._id()] = at.pop(key)

    def bytes(self, text: str) -> bytes:
        """The text as bytes, seldom with damage of its own."""
        data = text.encode("utf-8", "surrogatepass")
        form = self.chance.random()
        at = self.chance.randrange(len(data)) if data else 0
        if form < 0.04:
            return data[:at]
        if form < 0.06:
            return data[:at] + self.chance.randbytes(3) + data[at:]
        if form < 0.07:
            return b"\xef\xbb\xbf" + data
        if form < 0.08:
            return data.decode("utf-8", "replace").encode("utf-16")
        if form < 0.09:
            return data[:at] + b"\0" * 4096
        return data

    def store_json(self) -> bytes:
        """A `store.json`, laid out by lines or not, whose journal is empty."""
        self.spoil()
        if self.chance.random() < 0.15:
            self.meta[self.chance.choice(("schema", "name", "as_of", "store", "journal"))] = (
                self.value()
            )
        tables = {"_meta": {"1": self.meta}, **self.records}
        if self.chance.random() < 0.3:
            return self.bytes(_text(tables))
        parts = []
        for table, rows in tables.items():
            if isinstance(rows, dict):
                lines = ",\n".join(f"{_key(i)}: {_text(record)}" for i, record in rows.items())
                parts.append(f"{_key(table)}: {{\n{lines}\n}}")
            else:
                parts.append(f"{_key(table)}: {_text(rows)}")
        return self.bytes("{" + ",\n".join(parts) + "}\n")

    def journal_line(self, last: str) -> bytes:
        """A line that proves itself, and whose transaction is hostile, after the one named."""
        self.spoil()
        change: dict[str, Any] = {
            "table": self.chance.choice((*RECORDS, "_meta", "no-table")),
            "id": self.chance.choice(("north", "c-1", "n-9", self._id())),
            "before": None,
        }
        found = [
            r for rows in self.records.values() if isinstance(rows, dict) for r in rows.values()
        ]
        change["after"] = self.chance.choice([*found, self.value(), None])
        line: dict[str, Any] = {
            "id": "t-9",
            "prev": last,
            "origin": "cli",
            "by": "somebody",
            "time": TIME,
            "label": "a change",
            "changes": [change],
        }
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            line[self.chance.choice((*line, "undoes"))] = self.value()
        if self.chance.random() < 0.1:
            line = {"checkpoint": "00000000", "size": 1, "last": last, "time": TIME, "sums": {}}
            line[self.chance.choice(tuple(line))] = self.value()
        body = self.bytes(_text(line)).replace(b"\n", b"")
        crc = crc32(body) if self.chance.random() < 0.95 else 0
        return b"%08x %b\n" % (crc, body)

    def import_file(self) -> bytes:
        """A document of the program's own format."""
        self.spoil()
        document: dict[str, Any] = {"proxytui": 1}
        if self.chance.random() < 0.05:
            document["proxytui"] = self.value()
        for table, rows in self.records.items():
            if isinstance(rows, dict):
                listed: Any = [
                    {**record, "id": id_} if isinstance(record, dict) else record
                    for id_, record in rows.items()
                ]
            else:
                listed = rows
            document[table] = listed
        if self.chance.random() < 0.05:
            return self.bytes(_text(self.value()))
        return self.bytes(_text(document))
