"""The words that a file's records are quoted from, as the kept text of their source.

Above the words that stand at a place of the file is a line with the place: `[17]` above
`name: Iran`. It is the quote's prefix, so that equal rows are told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.proposal import Row
    from proxytui.model.records import Json


class KeptRows(NamedTuple):
    """The rows with their quotes placed, and the text of each source by its id."""

    rows: tuple[Row, ...]
    texts: dict[str, str]


def keep(rows: tuple[Row, ...]) -> KeptRows:
    """Place the quotes of the records that cite a source of the same file, but for sources that the
    file carries as they were stored, or only names: it hasn't their words."""
    sources = {row.id for row in rows if row.table == "sources" and not row.carried}
    lines: dict[str, dict[str, None]] = {source: {} for source in sources}
    placed = []
    for row in rows:
        stored = row.record
        citations = stored.get("citations")
        if not isinstance(citations, list) or not citations:
            placed.append(row)
            continue
        quoted = [_placed(citation, lines) for citation in citations]
        if all(new is old for new, old in zip(quoted, citations, strict=True)):
            placed.append(row)
            continue
        placed.append(row.with_record({**stored, "citations": quoted}))
    texts = {source: "\n".join(stated) + "\n" for source, stated in lines.items() if stated}
    return KeptRows(tuple(placed), texts)


def _placed(citation: Json, lines: dict[str, dict[str, None]]) -> Json:
    quote = citation.get("quote") if isinstance(citation, dict) else None
    if not isinstance(quote, dict) or citation.get("source") not in lines:
        return citation
    exact = quote.get("exact")
    if not isinstance(exact, str):
        return citation
    place = " ".join(f"[{word}]" for word in _places(citation.get("locator")))
    place = f"{place}\n" if place else ""
    lines[citation["source"]][f"{place}{exact}"] = None
    return {**citation, "quote": {**quote, "prefix": place}} if place else citation


def _places(locator: object) -> Iterator[str]:
    if not isinstance(locator, dict):
        return
    for field in ("page", "paragraph"):
        value = locator.get(field)
        if isinstance(value, (str, int)):
            yield str(value)


def with_document(record: Json, there: Json | None, document: Json) -> Json:
    """A source's record with a version behind those that the store has; the same text is no new
    one."""
    documents = list((there or {}).get("documents") or [])
    known = {item.get("text") for item in documents if isinstance(item, dict)}
    if document["text"] not in known:
        documents.append(document)
    return {**record, "documents": documents}
