"""A date on which only sources that were retracted speak of a claim attests nothing any more."""

from __future__ import annotations

from typing import Any

import pytest

from proxytui.graph.index import Index
from proxytui.model.changes import Change

ACTORS = {id_: {"kind": "state", "names": [{"text": id_.upper()}]} for id_ in ("a", "b")}


def tables(attested: list[str], *cited: str) -> dict[str, dict[str, Any]]:
    sources: dict[str, Any] = {
        "press": {"title": "Press", "published": "2024-12-02~"},
        "book": {"title": "Book", "published": "1990"},
        "wire": {"title": "Wire", "published": "2024-12"},
        "leaf": {"title": "Leaf"},
    }
    claim = {
        "type": "backs",
        "subject": "a",
        "object": "b",
        "attested": attested,
        "citations": [{"source": source} for source in cited],
    }
    return {"actors": dict(ACTORS), "sources": sources, "claims": {"c-1": claim}}


@pytest.mark.parametrize(
    ("attested", "cited", "left"),
    [
        (["2024-12-02~", "2024-12-02~"], ("press", "book"), None),
        (["1983-10", "2024-12-02~"], ("press", "book"), ("1983-10", "1983-10")),
        (["2024-12-02", "2024-12-02"], ("press", "wire"), ("2024-12-02", "2024-12-02")),
        (["1983", "1983"], ("press", "leaf"), ("1983", "1983")),
    ],
)
def test_what_only_a_retracted_source_attests_is_left_out(
    attested: list[str], cited: tuple[str, ...], left: tuple[str, str] | None
) -> None:
    records = tables(attested, *cited)
    index = Index.build(records)
    assert index.attested("c-1") == (attested[0], attested[1])
    before = records["sources"]["press"]
    after = {**before, "status": "retracted"}
    index.apply([Change("sources", "press", before, after)])
    assert index.attested("c-1") == left
    assert (
        Index.build({**records, "sources": {**records["sources"], "press": after}}).attested("c-1")
        == left
    )
    index.apply([Change("sources", "press", after, before)])
    assert index.attested("c-1") == (attested[0], attested[1])
