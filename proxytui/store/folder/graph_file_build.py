"""The building of the file derived from a large snapshot, in one pass over its records."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from proxytui.jobs.collector import without_collector
from proxytui.model.vocabulary import BASES, CLAIM_TYPES
from proxytui.store.folder import derived_file, graph_file_schema
from proxytui.store.folder.snapshot_file import BLOCK_BYTES, PASS_BYTES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from proxytui.store.folder.graph_file_schema import Fingerprint
    from proxytui.store.folder.lazy_records import Section
    from proxytui.store.folder.snapshot_file import SnapshotFile

_SYMMETRIC = frozenset(code for code, kind in CLAIM_TYPES.items() if kind.symmetric)
_string = msgspec.json.Decoder(str).decode


class _Cited(msgspec.Struct, frozen=True, gc=False):
    source: str


class _Named(msgspec.Struct, frozen=True, gc=False):
    text: str


class _Actor(msgspec.Struct, frozen=True, gc=False):
    names: tuple[_Named, ...]
    citations: tuple[_Cited, ...] = ()


class _Claim(msgspec.Struct, frozen=True, gc=False):
    type: str
    subject: str
    object: str
    citations: tuple[_Cited, ...]
    basis: str = "throughout"


class _Part(msgspec.Struct, frozen=True, gc=False):
    actor: str


class _Event(msgspec.Struct, frozen=True, gc=False):
    participants: tuple[_Part, ...] = ()
    claims: tuple[str, ...] = ()
    citations: tuple[_Cited, ...] = ()


class _Source(msgspec.Struct, frozen=True, gc=False):
    copy_of: str | None = None


class Builder:
    """Builds the file of one snapshot; `told` is called with how far it is, and may raise to
    stop."""

    def __init__(
        self,
        snapshot: SnapshotFile,
        sections: Mapping[str, Section],
        base: sqlite3.Connection,
        told: Callable[[float], None],
    ) -> None:
        self._snapshot, self._sections, self._base, self._told = snapshot, sections, base, told
        self._numbers: dict[str, int] = {}
        self._actors = 0
        self._bytes = max(1, sum(at.end - at.start for at in sections.values()))
        self._passed = 0

    def build(self) -> None:
        """Fill the tables."""
        base = self._base
        base.executescript(graph_file_schema.SCHEMA)
        base.execute("BEGIN")
        self._actors_in()
        self._claims_in()
        self._events_in()
        self._sources_in()
        for section in self._sections.keys() - {"actors", "claims", "events", "sources"}:
            for _ in self._pieces(section):
                pass
        base.executemany(
            "INSERT INTO ids VALUES (?, ?)", ((n, id_) for id_, n in self._numbers.items())
        )
        base.execute(
            "INSERT INTO degrees SELECT actor, count(*) FROM"
            " (SELECT DISTINCT actor, type, inward, other FROM edges) GROUP BY actor"
        )
        base.execute("COMMIT")
        base.executescript(graph_file_schema.INDEXES)

    def _pieces(self, section: str) -> Iterator[bytes]:
        """The records of a table in pieces; the blocks in them are noted."""
        for start, piece in self._snapshot.lines(self._sections[section], PASS_BYTES):
            self._base.executemany(
                "INSERT INTO blocks VALUES (?, ?, ?)",
                ((section, id_, at) for id_, at in blocks(start, piece)),
            )
            yield piece
            self._passed += len(piece)
            self._told(min(1.0, self._passed / self._bytes))

    def _number(self, id_: str) -> int:
        return self._numbers.setdefault(id_, len(self._numbers))

    def _actors_in(self) -> None:
        decode = msgspec.json.Decoder(dict[str, _Actor]).decode
        for piece in self._pieces("actors"):
            actors = decode(b"{%b}" % piece)
            self._base.executemany(
                "INSERT OR IGNORE INTO names VALUES (?, ?)",
                [(n.text, self._number(id_)) for id_, actor in actors.items() for n in actor.names],
            )
            for id_ in actors:
                self._number(id_)
            self._cite("actors", ((id_, actor.citations) for id_, actor in actors.items()))
        self._actors = len(self._numbers)

    def _claims_in(self) -> None:
        base = self._base
        # Sorted once, which takes a third of the time of putting each row where it belongs.
        base.execute("CREATE TEMP TABLE unsorted (actor, type, inward, other, claim)")
        decode = msgspec.json.Decoder(dict[str, _Claim]).decode
        numbers, actors = self._numbers, self._actors
        types = {code: code for code in CLAIM_TYPES}
        for piece in self._pieces("claims"):
            claims = decode(b"{%b}" % piece)
            edges, unfit = [], []
            for id_, claim in claims.items():
                type_ = types.get(claim.type)
                first, second = numbers.get(claim.subject, -1), numbers.get(claim.object, -1)
                known = 0 <= first < actors and 0 <= second < actors and first != second
                if not known or type_ is None or claim.basis not in BASES:
                    unfit.append((id_,))
                    continue
                if type_ in _SYMMETRIC and claim.subject > claim.object:
                    first, second = second, first
                edges.append((first, type_, 0, second, id_))
                edges.append((second, type_, 1, first, id_))
            left_out = {id_ for (id_,) in unfit}
            base.executemany("INSERT INTO unsorted VALUES (?, ?, ?, ?, ?)", edges)
            base.executemany("INSERT INTO unfit VALUES (?)", unfit)
            self._cite("claims", ((i, c.citations) for i, c in claims.items() if i not in left_out))
        base.execute("INSERT INTO edges SELECT * FROM unsorted ORDER BY 1, 2, 3, 4, 5")
        base.execute("DROP TABLE unsorted")

    def _events_in(self) -> None:
        decode = msgspec.json.Decoder(dict[str, _Event]).decode
        for piece in self._pieces("events"):
            events = decode(b"{%b}" % piece)
            self._base.executemany(
                "INSERT OR IGNORE INTO events_at VALUES (?, ?)",
                [(part.actor, id_) for id_, event in events.items() for part in event.participants],
            )
            self._base.executemany(
                "INSERT OR IGNORE INTO events_about VALUES (?, ?)",
                [(claim, id_) for id_, event in events.items() for claim in event.claims],
            )
            self._cite("events", ((id_, event.citations) for id_, event in events.items()))

    def _sources_in(self) -> None:
        decode = msgspec.json.Decoder(dict[str, _Source]).decode
        for piece in self._pieces("sources"):
            copies = [(s.copy_of, id_) for id_, s in decode(b"{%b}" % piece).items() if s.copy_of]
            self._base.executemany("INSERT INTO copies VALUES (?, ?)", copies)

    def _cite(self, section: str, citing: Iterable[tuple[str, tuple[_Cited, ...]]]) -> None:
        self._base.executemany(
            "INSERT OR IGNORE INTO cited VALUES (?, ?, ?)",
            [(self._number(c.source), section, id_) for id_, cited in citing for c in cited],
        )


def blocks(start: int, piece: bytes) -> Iterator[tuple[str, int]]:
    """The blocks of a piece of a table that begins at `start`: (id of the first record, place of
    its first byte)."""
    at = 0
    while at >= 0:
        yield _string(piece[at : piece.find(b'": ', at) + 1]), start + at
        feed = piece.find(b"\n", at + BLOCK_BYTES)
        at = feed + 1 if feed >= 0 else -1


def build(
    path: Path,
    snapshot: SnapshotFile,
    sections: Mapping[str, Section],
    fingerprint: Fingerprint,
    told: Callable[[float], None],
) -> None:
    """Build the file beside its place and put it there, durable or not: it may be thrown away.

    Raises OSError or sqlite3.Error where it can't be written; nothing of it stays then.
    """

    def fill(base: sqlite3.Connection) -> None:
        with without_collector():
            Builder(snapshot, sections, base, told).build()

    derived_file.build(path, fingerprint.spelt(), fill)


def checkpoint_of(snapshot: SnapshotFile) -> str:
    """The checksum of a file as the journal spells it."""
    crc, size = 0, snapshot.stamp[1]
    for start in range(0, size, PASS_BYTES):
        crc = crc32(snapshot.read(start, min(start + PASS_BYTES, size)), crc)
    return f"{crc:08x}"
