"""Notes as a folder of Markdown files, one a note, as Obsidian and the like open them.

The front matter has the note's id, what it is about, its tags and times, and under `proxytui` the
digest of what was written. By that a file that nobody touched is told from one that was edited.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.errors import ProxyTUIError
from proxytui.exchange import front_matter, note_files
from proxytui.exchange.proposal import ReadFile, Row
from proxytui.exchange.rows import RejectedRow
from proxytui.model import note_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from proxytui.exchange.front_matter import Property
    from proxytui.model.records import Json

    Notes = Mapping[str, Json]
    Files = Mapping[str, bytes]
    Find = Callable[[str], str]

_DIGEST = "proxytui"
_OWN = ("about", "tags", "created", "modified")
_RESERVED = frozenset(("id", _DIGEST))
_encode = msgspec.json.Encoder(order="sorted").encode
_HEADING = re.compile(r"^[#>\s*+-]+")
_EDITED_BOTH = (
    "was changed here and in the store since it was written; export into another folder to compare"
    " them, or take the id out to have it come in as another note"
)
_EDITED_AGAIN = (
    "came in before, and was changed here and in the store since; export into this folder"
    " gives it an id, by which it can be changed from then on"
)

_SAME_ID = "has the same id as {}; take its id: line out to have it come in as another note"


class WrittenNotes(NamedTuple):
    """Files to be written by their path in the folder; how many are as they should be; and files
    and notes that are left alone, each with the reason."""

    files: dict[str, bytes]
    unchanged: int
    left: tuple[RejectedRow, ...]


class NoteFile(NamedTuple):
    """A file as it was read: the note's id, "" without one; its fields; the digest it was written
    with, "" without one."""

    id: str
    record: Json
    digest: str


class NoteFolder(NamedTuple):
    """The Markdown files of a folder and of those inside, by their path with slashes; and the names
    of all that stands in the folder itself."""

    files: Files
    names: Iterable[str] = ()


def write(
    notes: Notes, called: Callable[[str], str], find: Find, folder: NoteFolder
) -> WrittenNotes:
    """The notes as files of a folder: a note that has a file there keeps it.

    `called` names what a note is about, `find` gives the id of what words name. A file that was
    edited since it was written stays as it is, and so does one that belongs to no note.
    """
    there = folder.files
    names = note_files.FileNames((*folder.names, *there))
    places, left = _places(notes, there)
    files: dict[str, bytes] = {}
    unchanged = 0
    for id_ in sorted(notes):
        note = notes[id_]
        if not _RESERVED.isdisjoint(note):
            left.append(RejectedRow(id_, "has a field that a file has another use for"))
            continue
        data = _written(id_, note, called)
        path = places.get(id_, "")
        if path and there[path] == data:
            unchanged += 1
        elif path and _is_edited(there[path], note, find):
            left.append(RejectedRow(path, "was changed since it was written; import it first"))
        else:
            files[path or names.fresh(_title(note, called), id_)] = data
    return WrittenNotes(files, unchanged, tuple(left))


def _places(notes: Notes, there: Files) -> tuple[dict[str, str], list[RejectedRow]]:
    """The file of each note, and files that belong to none, or to one that has another."""
    places: dict[str, str] = {}
    left: list[RejectedRow] = []
    for path in sorted(there):
        try:
            id_ = parse(there[path]).id or id_of(path)
        except ValueError as error:
            left.append(RejectedRow(path, str(error)))
            continue
        if id_ not in notes:
            left.append(RejectedRow(path, "is no note of this store"))
        elif id_ in places:
            left.append(RejectedRow(path, _SAME_ID.format(places[id_])))
        else:
            places[id_] = path
    return places, left


def _is_edited(data: bytes, note: Json, find: Find) -> bool:
    """Whether a file says something that neither was written into it nor is said by the note."""
    file = parse(data)
    try:
        return digest(_edited(file, note, find, "")) not in (file.digest, digest(note))
    except (ValueError, ProxyTUIError):
        return True


def _written(id_: str, note: Json, called: Callable[[str], str]) -> bytes:
    fields: dict[str, object] = {"id": id_}
    fields["about"] = [_subject(about, called(about)) for about in note.get("about", ())]
    fields |= {key: note[key] for key in ("tags", "created", "modified") if key in note}
    fields |= {key: note[key] for key in sorted(note) if key not in (*_OWN, "text")}
    fields[_DIGEST] = digest(note)
    return f"{front_matter.write(fields)}{note.get('text', '')}\n".encode()


def _subject(id_: str, name: str) -> str:
    return note_text.link_to(name, id_) if name != id_ else f"[[{id_}]]"


def digest(note: Json) -> str:
    """The digest of what a note says, whenever it was last changed."""
    content = {key: value for key, value in note.items() if key != "modified" and value != []}
    return hashlib.sha256(_encode(content)).hexdigest()[:16]


def _title(note: Json, called: Callable[[str], str]) -> str:
    """The first line of a note that has words, else what it is about."""
    lines = (_HEADING.sub("", line) for line in str(note.get("text", "")).split("\n"))
    about = (called(id_) for id_ in note.get("about", ()))
    return next((name for name in map(note_files.safe, (*lines, *about)) if name), "")


# Read


def id_of(path: str) -> str:
    """The id of the note that a file without one comes in as: the same each time."""
    name = path.removesuffix(note_files.ENDING)
    return f"n-{hashlib.sha256(name.encode()).hexdigest()[:20]}"


def parse(data: bytes) -> NoteFile:
    """A file's note; raises ValueError where it can't be read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("is no text in UTF-8") from None
    properties, body = front_matter.split(text)
    if "text" in properties:
        raise ValueError("has a property called text; the text of a note stands below them")
    id_ = _word(properties, "id")
    record: Json = {
        key: item.value
        for key, item in properties.items()
        if key not in (*_RESERVED, *_OWN) and (item.words or item.value is not None)
    }
    times = {key: _word(properties, key) for key in ("created", "modified")}
    record |= {key: time for key, time in times.items() if time}
    about = properties.get("about")
    if about is not None and about.value is not None:
        record["about"] = [_unlinked(words) for words in about.words]
    if tags := _tags(properties.get("tags")):
        record["tags"] = tags
    record["text"] = body.removesuffix("\n") if id_ else body.strip()
    return NoteFile(id_, record, _word(properties, _DIGEST))


def _word(properties: Mapping[str, Property], key: str) -> str:
    item = properties.get(key)
    if item is None or item.value is None:
        return ""
    if isinstance(item.value, list | dict) or len(item.words) != 1:
        raise ValueError(f"has more than one value as its {key}")
    return item.words[0]


def _tags(item: Property | None) -> list[str]:
    if item is None or item.value is None:
        return []
    if isinstance(item.value, list):
        return list(item.words)
    return [tag.strip() for words in item.words for tag in words.split(",") if tag.strip()]


def _unlinked(words: str) -> str:
    """What a subject names: the id or name in `[[ID|NAME]]`, else all of it."""
    linked = note_text.links(words)
    alone = len(linked) == 1 and words == f"[[{linked[0]}]]"
    return note_text.meanings(linked[0])[-1] if alone else words


def read(files: Files, notes: Notes, find: Find, time: str) -> ReadFile:
    """The notes of a folder against those of a store.

    `find` gives the id of what words name; it raises ProxyTUIError. `time` stands on what was
    changed. A file is set aside that can't be read, that is about nothing known, and one that was
    changed here and in the store.
    """
    rows: dict[str, Row] = {}
    aside: list[RejectedRow] = []
    known: dict[str, str] = {}
    parsed: list[tuple[str, NoteFile]] = []
    for path in sorted(files):
        try:
            parsed.append((path, parse(files[path])))
        except ValueError as error:
            aside.append(RejectedRow(path, str(error)))
    # Those with an id first: one without may have come in before, and been written out since.
    for path, file in sorted(parsed, key=lambda pair: not pair[1].id):
        id_ = file.id or id_of(path)
        if id_ in known:
            aside.append(RejectedRow(path, _SAME_ID.format(known[id_])))
            continue
        known[id_] = path
        try:
            record = _merged(file, notes.get(id_), find, time)
        except (ValueError, ProxyTUIError) as error:
            aside.append(RejectedRow(path, str(error)))
            continue
        rows[id_] = Row(path, "notes", id_, record)
    return ReadFile(tuple(rows.values()), tuple(aside), whole=True)


def _merged(file: NoteFile, stored: Json | None, find: Find, time: str) -> Json:
    """The record that a file asks for; raises ValueError with the reason where it can't have it."""
    if stored is None:
        record = {**file.record, "about": _about(file, find)}
        record.setdefault("created", time)
        record.setdefault("modified", record["created"])
        return record
    edited = _edited(file, stored, find, time)
    if digest(edited) in (digest(stored), file.digest):
        return dict(stored)
    if file.digest:
        untouched = file.digest == digest(stored)
    elif file.id:
        untouched = file.record.get("modified") == stored.get("modified")
    else:
        untouched = stored.get("created") == stored.get("modified")
    if not untouched:
        raise ValueError(_EDITED_BOTH if file.id else _EDITED_AGAIN)
    return edited


def _edited(file: NoteFile, stored: Json, find: Find, time: str) -> Json:
    """The record of a note as a file has it; what the file leaves out stays as it is stored."""
    known = stored.get("about", [])
    record = {"about": known, "created": stored.get("created", time), **file.record}
    record["about"] = [words if words in known else find(words) for words in record["about"]]
    return {**record, "modified": time}


def _about(file: NoteFile, find: Find) -> list[str]:
    """What a new note is about: as its properties say, else what its first link leads to."""
    record = file.record
    if record.get("about") or (file.id and "about" in record):
        return [find(words) for words in record["about"]]
    for link in note_text.links(record["text"]):
        for words in note_text.meanings(link):
            with suppress(ProxyTUIError):
                return [find(words)]
    if not record["text"].strip():
        raise ValueError("is empty")
    raise ValueError("says nowhere what it is about: in about, or by a [[link]] to a record")
