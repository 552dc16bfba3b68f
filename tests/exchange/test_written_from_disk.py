"""Exports of records that stay on the disk, byte for byte as of those in memory."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from proxytui.exchange.formats import FORMATS
from proxytui.exchange.selection import select
from proxytui.graph import filed_index
from proxytui.graph.index import Index
from tests.network_of import cite, claim, tables
from tests.on_disk import filed

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.records import Json

TEXTS = sorted(
    format_.name for format_ in FORMATS.values() if format_.writes and format_.write is not None
)


def store() -> dict[str, dict[str, Json]]:
    """Some claims of one tie and of others, cited from three sources, with a note on a tie."""
    words = ("a backs b", "a backs b", "c opposes a", "b allied-with c", "c leads b", "b opposes a")
    cited = [cite("s2"), cite("s1", quote={"exact": "so it is"})]
    claims = [
        claim(text, citations=cited[: 1 + number % 2], since=f"20{10 + number}")
        for number, text in enumerate(words)
    ]
    raw = {**tables(*claims)}
    raw["actors"] = {id_: copy.deepcopy(record) for id_, record in raw["actors"].items()}
    raw["actors"]["c"]["names"].append({"text": raw["actors"]["a"]["names"][0]["text"]})
    raw["notes"] = {
        "n-1": {
            "about": ["backs:a:b", "c"],
            "text": "hm",
            "created": "2024-12-02T00:00:00Z",
            "modified": "2024-12-02T00:00:00Z",
        }
    }
    return raw


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("named", [(), ("a",)])
def test_a_text_is_the_same_from_the_disk(
    name: str, named: tuple[str, ...], tmp_path: Path
) -> None:
    raw = store()
    write = FORMATS[name].write
    assert write is not None
    before = {table: dict(rows) for table, rows in raw.items()}
    changed = sorted(before["claims"])[1]
    del before["claims"][changed]
    rows = filed(before, tmp_path)
    assert rows is not None
    rows["claims"][changed] = raw["claims"][changed]
    in_memory = "".join(write(select(Index.build(raw), raw, named, notes=True)))
    on_disk = "".join(write(select(filed_index.build(rows), rows, named, notes=True)))
    assert on_disk == in_memory
    assert in_memory
