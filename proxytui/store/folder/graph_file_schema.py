"""The SQLite file derived from a large snapshot: its tables, and when it fits a `store.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from proxytui.store.folder.journal_entries import Stamp

VERSION = 1

# Actors and sources have numbers, actors first and in the order of their ids. A block is a piece of
# the snapshot, by the id of its first record and by its first byte.
SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE blocks (section TEXT NOT NULL, id TEXT NOT NULL, start INTEGER NOT NULL);
CREATE TABLE ids (number INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE edges (
    actor INTEGER NOT NULL, type TEXT NOT NULL, inward INTEGER NOT NULL, other INTEGER NOT NULL,
    claim TEXT NOT NULL, PRIMARY KEY (actor, type, inward, other, claim)) WITHOUT ROWID;
CREATE TABLE degrees (actor INTEGER PRIMARY KEY, ties INTEGER NOT NULL);
CREATE TABLE unfit (claim TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE names (text TEXT NOT NULL, actor INTEGER NOT NULL, PRIMARY KEY (text, actor))
    WITHOUT ROWID;
CREATE TABLE cited (
    source INTEGER NOT NULL, section TEXT NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (source, section, id)) WITHOUT ROWID;
CREATE TABLE copies (source TEXT NOT NULL, copy TEXT NOT NULL, PRIMARY KEY (source, copy))
    WITHOUT ROWID;
CREATE TABLE events_at (actor TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (actor, event))
    WITHOUT ROWID;
CREATE TABLE events_about (claim TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (claim, event))
    WITHOUT ROWID;
"""

INDEXES = """
CREATE UNIQUE INDEX numbers ON ids (id);
CREATE INDEX busiest ON degrees (ties DESC, actor);
"""


class Fingerprint(NamedTuple):
    """The snapshot that a file was derived from, and the files in which that was found."""

    version: int
    checkpoint: str
    size: int
    stamps: tuple[Stamp, ...]

    @classmethod
    def of(cls, checkpoint: str, size: int, stamps: tuple[Stamp, ...]) -> Fingerprint:
        """The fingerprint of a snapshot of this checksum and size, in files with these stamps."""
        return cls(VERSION, checkpoint, size, stamps)

    def spelt(self) -> str:
        """The fingerprint as text."""
        return msgspec.json.encode(self).decode()
