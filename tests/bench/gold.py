"""Reads the sentences annotated for `make bench-suggest`; suggestions/README.md says how they were.

A document is found by the hash of its text: among the bundled documents, or in a folder that is
named for those that may not be bundled. A document that is not there is left out.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from proxytui.reading.quotes import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).resolve().parent / "suggestions"
BUNDLED = FOLDER.parents[2] / "data" / "documents"
SPLITS = ("dev", "test")
LATER = ("more", "shut", "fresh", "sealed", "open5", "sealed5")
"""The halves of what was added later: each first one to develop on, each second one kept shut."""

ADDED = {
    "more": "more",
    "shut": "more",
    "fresh": "fresh",
    "sealed": "fresh",
    "open5": "open5",
    "sealed5": "sealed5",
}
"""The folder that holds each later half, its documents, actors and texts."""

DESCRIBED, PRONOUN = "desc:", "pronoun:"
UNREAL = frozenset({"denied", "hypothetical"})


class Known(NamedTuple):
    """An actor that an engine is told of: its id, its kind, and the names it may stand under."""

    id: str
    kind: str
    names: tuple[str, ...]


class Claim(NamedTuple):
    """A claim as annotated; `|` parts the alternatives, `^` before a type turns it round."""

    subject: str
    type: str
    object: str
    letters: frozenset[str] = frozenset()
    letters_allowed: frozenset[str] = frozenset()
    assertion: str = "asserted"
    stance: str = "asserts"
    hedge: bool | None = False
    speaker: str | None = None
    speaker_optional: bool = False
    optional: bool = False
    either_way: bool = False
    described: bool = False
    anaphora: bool = False

    @property
    def is_unreal(self) -> bool:
        """The sentence denies it or only supposes it."""
        return self.assertion in UNREAL

    @property
    def is_wanted(self) -> bool:
        """A claim between named actors that an engine has to find."""
        return not (self.optional or self.described or self.anaphora or self.is_unreal)


class Sentence(NamedTuple):
    """A range of a document's text with what it claims."""

    id: str
    start: int
    end: int
    claims: tuple[Claim, ...]

    @property
    def says_nothing(self) -> bool:
        """Nothing in it may be suggested as a claim."""
        return all(claim.is_unreal for claim in self.claims)


class Document(NamedTuple):
    """A document's text, its annotated sentences, and the actors that are known beforehand."""

    name: str
    split: str
    text: str
    sentences: tuple[Sentence, ...]
    known: tuple[Known, ...]


def listed() -> list[dict[str, Any]]:
    """Every annotated document, also those whose text is not here."""
    return [
        row
        for folder in (FOLDER, *(FOLDER / name for name in dict.fromkeys(ADDED.values())))
        for row in json.loads((folder / "documents.json").read_text("utf-8"))
    ]


def rows(name: str, split: str) -> list[dict[str, Any]]:
    """A document's annotated sentences as they stand in the file."""
    lines = (_place(split) / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def claim(fields: dict[str, Any]) -> Claim:
    """A claim from its fields in the file."""
    letters = {
        name: frozenset(fields[name]) for name in ("letters", "letters_allowed") if name in fields
    }
    return Claim(**{**fields, **letters})


def documents(split: str, folder: Path | None = None) -> Iterator[Document]:
    """The documents of a split whose text is here: bundled, or in the folder."""
    added = FOLDER / ADDED[split] if split in ADDED else None
    actors = json.loads(((added or FOLDER) / "actors.json").read_text("utf-8"))
    texts = _by_hash(folder) if folder else {}
    for row in listed():
        if row["split"] != split:
            continue
        name, sha = row["name"], row["sha256"]
        bundled = added / f"{name}.txt" if added else BUNDLED / sha
        text = kept(bundled.read_bytes()) if bundled.is_file() else texts.get(sha)
        if text is not None:
            known = _known(actors["actors"], actors["documents"][name])
            yield Document(name, split, text, tuple(_sentences(name, split)), known)


def _place(split: str) -> Path:
    return FOLDER / ADDED.get(split, split)


def _known(actors: dict[str, dict[str, Any]], ids: Iterable[str]) -> tuple[Known, ...]:
    return tuple(Known(key, actors[key]["kind"], tuple(actors[key]["names"])) for key in ids)


def _sentences(name: str, split: str) -> Iterator[Sentence]:
    for row in rows(name, split):
        claims = tuple(map(claim, row["claims"]))
        yield Sentence(row["id"], row["start"], row["end"], claims)


def _by_hash(folder: Path) -> dict[str, str]:
    texts = [kept(file.read_bytes()) for file in sorted(folder.rglob("*")) if _is_text(file)]
    return {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}


def _is_text(file: Path) -> bool:
    return file.is_file() and file.suffix in {".md", ".txt", ""}
