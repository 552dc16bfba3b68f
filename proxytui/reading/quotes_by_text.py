"""Quotes of many records, text by text, so that each text is read and folded only once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model.records import Citation
from proxytui.model.spilled_rows import SpilledRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.model.records import Source

_ORDER = 4
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Citation).decode


class CitedQuote(NamedTuple):
    """A citation with words: that of its `place` in a record, which is named as `table/id`."""

    record: str
    place: int
    citation: Citation


class QuotesByText:
    """Quotes that wait for their texts, on the disk where there are many; `source` looks a source
    up by its id."""

    def __init__(self, source: Callable[[str], Source | None]) -> None:
        self._source = source
        self._rows = SpilledRows(5)

    def __len__(self) -> int:
        return len(self._rows)

    def take(self, record: str, citations: Iterable[Citation]) -> Iterator[CitedQuote]:
        """Take in the quotes of a record; yields at once, and leaves out, those that no text can be
        here for."""
        for place, citation in enumerate(citations):
            quote = citation.quote
            if quote is None:
                continue
            if not quote.text and not self._has_text(citation.source):
                yield CitedQuote(record, place, citation)
                continue
            self._rows.add(citation.source, quote.text or "", record, place, _encode(citation))

    def _has_text(self, id_: str) -> bool:
        source = self._source(id_)
        return source is not None and bool(source.documents)

    def __iter__(self) -> Iterator[CitedQuote]:
        """The quotes that were taken in, those of one text together."""
        for _, _, record, place, encoded in self._rows.in_order(_ORDER):
            if isinstance(encoded, bytes):
                yield CitedQuote(str(record), int(place), _decode(encoded))
