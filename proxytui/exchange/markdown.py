"""A folder of Markdown files with links: each file an actor, each link a tie.

The name of an actor is its file's, or the `title` in its front matter, which may also have aliases,
a kind and identifiers. A link says that two are linked; of which type, only a field in front of it
says (`backs:: [[Hamas]]`) or the property that it stands in. The line is the claim's quote. Several
links that say the same are one claim with several citations. A note that links lead to and that
isn't there is an actor by the words of the link.

The file is a folder that was packed by `pack`, or one Markdown file alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import front_matter, graph_rows, markdown_links, relations
from proxytui.exchange.markdown_text import LOSSES, OWN_BEGIN, OWN_END, write_folder
from proxytui.exchange.note_files import ENDING
from proxytui.exchange.rows import ReadRow, RejectedRow

__all__ = ["LOSSES", "looks", "pack", "read", "write_folder"]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.exchange.formats import Head
    from proxytui.exchange.front_matter import Property
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.model.records import Json

_MAGIC = b'{"packed": "markdown"}\n'
_AGAIN = "give the folder itself"
_ALIASES = ("aliases", "alias")
_NO_RELATION = frozenset((*_ALIASES, "title", "kind", "type", "tags", "id"))


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A folder as one file: its files by their paths, in their order."""
    lines = (
        json.dumps({"path": path, "text": data.decode(errors="surrogateescape")})
        for path, data in files
    )
    return _MAGIC + "".join(f"{line}\n" for line in lines).encode()


def looks(head: Head) -> int:
    """How surely a file is of this format: a packed folder, or a Markdown file with a link."""
    if head.data.startswith(_MAGIC):
        return 100
    return 30 if head.name.lower().endswith(ENDING) and b"[[" in head.data else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The actors and claims of the files. All are held until the last is read."""
    folder = _Folder(options.name)
    for path, data in _files(file, options.name):
        yield from folder.add(path, data)
    yield from folder.rows()


def _files(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    first = file.readline(len(_MAGIC))
    if first != _MAGIC:
        yield name or f"note{ENDING}", first + file.read()
        return
    for number, line in enumerate(file, 2):
        try:
            item = json.loads(line)
            yield text.line(item["path"]), item["text"].encode(errors="surrogateescape")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise UsageError(f"line {number} of the packed folder is damaged", _AGAIN) from None


class _Note(NamedTuple):
    """A file: its path without the ending, its name, its properties, its text and the line on which
    that begins. `own` are the records that this program wrote into it."""

    path: str
    name: str
    properties: Mapping[str, Property]
    body: str
    line: int
    own: tuple[tuple[str, str, Json], ...]

    @property
    def stem(self) -> str:
        """The name of the file, by which links lead to it."""
        return self.path.rpartition("/")[2]

    @property
    def key(self) -> str:
        """The key of its actor: the id of one that this program wrote, else its path; "" for a file
        of this program that is about no actor."""
        actors = [id_ for table, id_, _ in self.own if table == "actors"]
        return actors[0] if actors else "" if self.own else self.path


class _Folder:
    """The notes that were read, by path, and by name in small letters."""

    def __init__(self, name: str) -> None:
        self._title = f"[{text.line(name) or 'notes'}]"
        self._notes: dict[str, _Note] = {}
        self._stems: defaultdict[str, list[str]] = defaultdict(list)
        self._claims: dict[str, Json] = {}
        self._places: dict[str, str] = {}
        self._missing: dict[str, str] = {}
        self._spellings: dict[str, str] = {}

    def add(self, path: str, data: bytes) -> Iterator[RejectedRow]:
        """Take in a file."""
        try:
            words = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield RejectedRow(path, "is no text in UTF-8")
            return
        properties: Mapping[str, Property] = {}
        body = words = words.replace("\r\n", "\n")
        try:
            properties, body = front_matter.split(words)
        except ValueError as error:
            yield RejectedRow(path, f"its front matter is not read: {text.line(str(error))}")
            body = _without_front_matter(words)
        path = path.removesuffix(ENDING)
        title = _words(properties, "title")
        name = title[0] if title and text.visible(title[0]) else path.rpartition("/")[2]
        if not text.visible(name):
            yield RejectedRow(path, "has no name that can be seen")
            return
        line = words.count("\n") - body.count("\n") + 1
        own = tuple(graph_rows.carried(list(_own(body))))
        note = _Note(path, text.line(name), properties, body, line, own)
        self._notes[path.lower()] = note
        for stem in dict.fromkeys(map(str.lower, (note.stem, note.name, *_aliases(properties)))):
            self._stems[stem].append(path.lower())

    def rows(self) -> Rows:
        """The actors, the claims, and the folder as their source."""
        given: set[tuple[str, str]] = set()
        for note in self._notes.values():
            for table, id_, fields in note.own:
                if (table, id_) not in given:
                    given.add((table, id_))
                    yield ReadRow(note.path, table, id_, fields, carried=True)
            if not note.own:
                yield ReadRow(note.path, "actors", note.path, self._actor(note))
        for note in self._notes.values():
            if note.key:
                yield from self._links(note)
        for key, place in self._missing.items():
            name = {"text": key.rpartition("/")[2]}
            yield ReadRow(place, "actors", key, {"kind": "unknown", "names": [name]})
        for key, claim in self._claims.items():
            yield ReadRow(self._places[key], "claims", key, claim)
        if self._claims or any(not note.own for note in self._notes.values()):
            yield ReadRow(
                "the folder", "sources", self._title, {"title": self._title, "kind": "notes"}
            )

    def _actor(self, note: _Note) -> Json:
        names = [{"text": note.name}]
        for alias in _aliases(note.properties):
            if all(text.fold(alias) != text.fold(name["text"]) for name in names):
                names.append({"text": alias, "type": "alias"})
        kinds = (relations.kind(w) for k in ("kind", "type") for w in _words(note.properties, k))
        fields: Json = {"kind": next(filter(None, kinds), "unknown"), "names": names}
        told = tuple((key, " ".join(item.words)) for key, item in note.properties.items())
        identifiers = graph_rows.identifiers(told)
        if len(self._stems[note.stem.lower()]) > 1:
            identifiers["note"] = [note.path]  # two of one name are not one
        if identifiers:
            fields["identifiers"] = identifiers
        return fields

    def _links(self, note: _Note) -> Iterator[RejectedRow]:
        for key, item in note.properties.items():
            if key.lower() in _NO_RELATION:
                continue
            words = f"{key}: {', '.join(item.words)}"
            for target in markdown_links.in_property(" ".join(item.words)):
                yield from self._link(note, target, key, words, None)
        for link in markdown_links.links(note.body, note.line):
            yield from self._link(note, link.target, link.relation, link.words, link.line)

    def _link(
        self, note: _Note, target: str, field: str, words: str, line: int | None
    ) -> Iterator[RejectedRow]:
        place = f"{note.path}{ENDING}{f', line {line}' if line else ''}"
        paths = self._paths(note, target)
        if len(paths) > 1:
            shown = text.line(target)
            yield RejectedRow(place, f"leads to “{shown}”, as which several notes are known")
            return
        other = self._notes[paths[0]].key if paths else self._spelt(target)
        if not other or other == note.key or not text.visible(other):
            return
        if not paths:
            self._missing.setdefault(other, place)
        relation = relations.relation(field)
        ends = (other, note.key) if relation.inverse else (note.key, other)
        key = ":".join((*ends, relation.type, relation.role))
        locator = {"page": f"{note.path}{ENDING}", **({"paragraph": line} if line else {})}
        quote = {"exact": text.line(words)}
        citation = {"source": self._title, "quote": quote, "locator": locator}
        if key not in self._claims:
            claim: Json = {"type": relation.type, "subject": ends[0], "object": ends[1]}
            if relation.role:
                claim["role"] = relation.role
            self._claims[key] = {**claim, "citations": [citation]}
            self._places[key] = place
        elif citation not in self._claims[key]["citations"]:
            self._claims[key]["citations"].append(citation)

    def _spelt(self, target: str) -> str:
        """A note that isn't there, as the first link to it spells it."""
        return self._spellings.setdefault(text.fold(target), text.line(target))

    def _paths(self, note: _Note, target: str) -> list[str]:
        """The notes that a link may lead to: that of its path, else of its name, that in the same
        folder before others."""
        folded = target.lower().lstrip("/")
        beside = "/".join((*note.path.lower().split("/")[:-1], folded.removeprefix("./")))
        for path in (beside, folded):
            if path in self._notes:
                return [path]
        named = self._stems.get(folded.rpartition("/")[2], [])
        return list(
            dict.fromkeys(p for p in named if "/" not in folded or p.endswith(f"/{folded}"))
        )


def _without_front_matter(words: str) -> str:
    """The text below front matter that isn't read."""
    _, fence, body = words.removeprefix("---\n").partition("\n---\n")
    return body if fence else words


def _own(body: str) -> Iterator[str]:
    """The records in comments of this program."""
    for line in body.split("\n"):
        if line.startswith(OWN_BEGIN) and line.endswith(OWN_END):
            yield line[len(OWN_BEGIN) : -len(OWN_END)]


def _words(properties: Mapping[str, Property], key: str) -> tuple[str, ...]:
    item = properties.get(key)
    return item.words if item is not None else ()


def _aliases(properties: Mapping[str, Property]) -> list[str]:
    words = (text.line(word) for key in _ALIASES for word in _words(properties, key))
    return [word for word in words if text.visible(word)]
