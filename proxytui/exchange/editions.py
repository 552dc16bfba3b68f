"""What an earlier edition of a source said and a new one doesn't say any more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.exchange.proposal import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Json

_IMPORTED = re.compile(r"c-[0-9a-f]{20}")


def gone(rows: tuple[Row, ...], graph: Graph, raw: Mapping[str, Mapping[str, Json]]) -> list[Row]:
    """The claims that came in from the sources of a file before and are not in it now.

    They stay: that a list says something no more is no word that it is over. Their quotes are from
    now on held against the edition that has them.
    """
    here = {row.id for row in rows if row.table == "claims"}
    kept: list[Row] = []
    for source in (row for row in rows if row.table == "sources" and not row.carried):
        documents = raw.get("sources", {}).get(source.id, {}).get("documents") or []
        for table, id_ in graph.citing(source.id) if documents else ():
            if table == "claims" and id_ not in here and _IMPORTED.fullmatch(id_):
                record = raw["claims"][id_]
                citations = list(_pinned(record, source.id, str(documents[-1]["text"])))
                kept.append(Row(source.row, "claims", id_, {**record, "citations": citations}))
    return kept


def _pinned(record: Json, source: str, sha: str) -> Iterator[Json]:
    for citation in record.get("citations", []):
        quote = citation.get("quote")
        if citation.get("source") == source and quote and "text" not in quote:
            citation = {**citation, "quote": {**quote, "text": sha}}
        yield citation
