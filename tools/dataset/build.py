"""The tables of the data set out of its parts: read, given ids, each quote set in its text."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dataset import texts
from proxytui.errors import ProxyTUIError
from proxytui.model.records import Quote
from proxytui.model.vocabulary import TABLES, Check
from proxytui.notation import reader
from proxytui.reading import quotes
from proxytui.store.folder import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.model.records import Json

PARTS = Path(__file__).parent / "parts"
META: Json = {
    "as_of": "2024-12-02",
    "name": "iran-syria-hezbollah-2024",
    "schema": snapshot.SCHEMA,
    "store": "5d0f6e0a-7c1b-4b52-9a36-2f8e41c7d913",
}
ADDED = "2026-11-28T00:00:00Z"
_STANDING = (Check.EXACT, Check.NORMALISED)
_LETTERS = {"claims": "c", "events": "e"}


class MakingFailed(ProxyTUIError):
    """Raised for parts that make no data set, with all that is wrong in them."""


class _NoNames:
    """The parts name nobody but their own actors."""

    def actors_called(self, name: str) -> Sequence[str]:
        return ()

    def sources_called(self, title: str) -> Sequence[str]:
        return ()

    def has(self, table: str, id_: str) -> bool:
        return False

    def label(self, actor: str) -> str:
        return actor

    def near(self, name: str) -> Sequence[str]:
        return ()


class DataSet(NamedTuple):
    """The bytes of `store.json` and the tables in it, and the files of `documents/` by name."""

    store: bytes
    tables: dict[str, dict[str, Json]]
    documents: dict[str, bytes]


def make() -> DataSet:
    """The data set out of its parts; raises MakingFailed with every fault of theirs."""
    _kept.cache_clear()
    tables = _read()
    documents: dict[str, bytes] = {}
    for id_, source in tables["sources"].items():
        kept = texts.read(id_)
        if kept is not None:
            documents.update(kept.files)
            source["documents"] = [_document(kept)]
    _set_quotes(tables)
    return DataSet(snapshot.encode(tables, META, snapshot.START), tables, documents)


def _document(kept: texts.KeptText) -> Json:
    document = {"added": ADDED, "text": texts.sha256(kept.text.encode())}
    if kept.original is not None:
        document["original"] = texts.sha256(kept.original)
    return document


def _read() -> dict[str, dict[str, Json]]:
    """The records of all parts, by table and id."""
    files = sorted(PARTS.glob("*.claims"))
    written = [file.read_text(encoding="utf-8") for file in files]
    reading = reader.read("\n".join(written), _NoNames(), _new_id)
    lines = [
        (file.name, number)
        for file, text in zip(files, written, strict=True)
        for number in range(1, text.count("\n") + 2)
    ]
    faults = [
        f"{name}:{line}: {fault.message}"
        for fault in reading.faults
        for name, line in [lines[fault.place.line - 1]]
    ]
    faults += [f"no record of the source {source.name}" for source in reading.lacking]
    tables: dict[str, dict[str, Json]] = {table: {} for table in TABLES}
    for proposed in () if faults else reading.records:
        if proposed.id in tables[proposed.table]:
            faults.append(f"{proposed.table} {proposed.id} stands twice")
        tables[proposed.table][proposed.id] = proposed.record
    if faults:
        raise MakingFailed("\n".join(faults), "mend the parts")
    return tables


def _new_id(table: str, record: Json) -> str:
    """An id for a record that the parts give none: the same as long as it says the same."""
    words = [citation.get("quote", {}).get("exact") for citation in record.get("citations", [])]
    kept = {key: record.get(key) for key in ("type", "subject", "object", "terms", "role", "title")}
    said = json.dumps([table, {k: str(v) for k, v in kept.items()}, words[:1]], sort_keys=True)
    digest = hashlib.sha256(said.encode()).digest()[:10]
    return f"{_LETTERS[table]}-{base64.b32encode(digest).decode().lower()}"


# Quotes


@cache
def _kept(source: str) -> tuple[str, str] | None:
    kept = texts.read(source)
    return None if kept is None else (kept.text, texts.sha256(kept.text.encode()))


def _citations(tables: dict[str, dict[str, Json]]) -> Iterator[tuple[str, Json]]:
    for table in ("actors", "claims", "events"):
        for id_, record in tables[table].items():
            for citation in record.get("citations", []):
                yield f"{table} {id_}", citation


def _set_quotes(tables: dict[str, dict[str, Json]]) -> None:
    """Give every quote its place in the kept text of its source."""
    faults = []
    for where, citation in _citations(tables):
        kept = _kept(str(citation["source"]))
        if kept is not None and "quote" in citation:
            try:
                citation["quote"] = _placed(citation["quote"], *kept)
            except ProxyTUIError as error:
                faults.append(f"{where}: {error.title}: {citation['quote']['exact']}")
    if faults:
        raise MakingFailed("\n".join(faults), "mend the parts")


def _placed(quote: Json, text: str, sha: str) -> Json:
    """A quote with the words around it, its start and the text it is in.

    Raises ProxyTUIError for words that don't stand there, or in several places that the recorded
    prefix doesn't tell apart.
    """
    exact, prefix = quote["exact"], quote.get("prefix", "")
    found = quotes.check(Quote(exact, prefix=prefix), text)
    if found.check not in _STANDING:
        raise ProxyTUIError(f"the words are {found.check.value}", "quote them as they stand there")
    place = quotes.anchor(text, exact, text[max(0, found.start - 40) : found.end])
    if place.start != found.start:
        raise ProxyTUIError("the words stand in several places", "give a longer prefix")
    prefix, suffix = place.prefix.rpartition("\n")[2], place.suffix.partition("\n")[0]
    if quotes.check(Quote(place.exact, prefix, suffix), text).check not in _STANDING:
        prefix, suffix = place.prefix, place.suffix
    around = {"prefix": prefix, "suffix": suffix}
    return {
        "exact": place.exact,
        **{key: value for key, value in around.items() if value},
        "start": place.start,
        "text": sha,
        **{key: value for key, value in quote.items() if key in ("lang", "translation")},
    }
