"""The words that a file's records are quoted from, as the kept text of their source.

Above the words that stand at a place of the file is a line with the place: `[17]` above
`name: Iran`. It is the quote's prefix, so that equal rows are told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.proposal import Row
    from proxytui.model.records import Json


def place_quotes(rows: list[Row]) -> dict[str, str]:
    """Place the quotes of the records that cite a source of the same file, and return the text of
    each source by its id.

    Sources that the file carries as they were stored, or only names, have none: the file hasn't
    their words. The rows are changed in their list, so that none is held twice.
    """
    sources = {row.id for row in rows if row.table == "sources" and not row.carried}
    lines: dict[str, dict[str, None]] = {source: {} for source in sources}
    for number, row in enumerate(rows):
        stored = row.record
        citations = stored.get("citations")
        if not isinstance(citations, list) or not citations:
            continue
        quoted = [_placed(citation, lines) for citation in citations]
        if any(new is not old for new, old in zip(quoted, citations, strict=True)):
            rows[number] = row.with_record({**stored, "citations": quoted})
    return {source: "\n".join(stated) + "\n" for source, stated in lines.items() if stated}


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
