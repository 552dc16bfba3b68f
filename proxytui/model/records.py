"""The values that run through the program: frozen Structs of the records, and the tie.

Field names are those of the stored records. A value is made with `decode`, which adds the id
and ignores fields of newer minor versions; the store keeps those in the raw record.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias, TypeVar

import msgspec

from proxytui.model.vocabulary import LASTING_EVENTS

Json: TypeAlias = dict[str, Any]
"""A record as it is stored: plain data, without its id."""

Attested: TypeAlias = tuple[str, str]


class Name(msgspec.Struct, frozen=True, omit_defaults=True):
    """One name of an actor; `since` and `until` are EDTF strings."""

    text: str
    type: str = "name"
    lang: str | None = None
    script: str | None = None
    since: str | None = None
    until: str | None = None


class Speaker(msgspec.Struct, frozen=True, omit_defaults=True):
    """The speaker inside a source: an actor, or words for one; empty for the source's own voice."""

    actor: str | None = None
    text: str | None = None


class Quote(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words of a source, in code points of the kept text `text` (a sha256)."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    text: str | None = None
    lang: str | None = None
    translation: str | None = None


class Locator(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place in the source: a page, a paragraph, as the source numbers them."""

    page: str | int | None = None
    paragraph: str | int | None = None


class Citation(msgspec.Struct, frozen=True, omit_defaults=True):
    """The words or content of one source in one place; `stance` is supports, disputes or
    mentions."""

    source: str
    quote: Quote | None = None
    speaker: Speaker | None = None
    locator: Locator | None = None
    stance: str = "supports"
    credibility: str | int | None = None
    flags: tuple[str, ...] = ()


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """A state, group, body, person …; `described` if known only by a source's description."""

    id: str
    kind: str
    names: tuple[Name, ...]
    described: bool = False
    summary: str | None = None
    countries: tuple[str, ...] = ()
    identifiers: dict[str, tuple[str, ...]] = {}
    founded: str | None = None
    dissolved: str | None = None
    tags: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """A tie between `subject` and `object` as sources report it."""

    id: str
    type: str
    subject: str
    object: str
    citations: tuple[Citation, ...]
    terms: tuple[str, ...] = ()
    role: str | None = None
    against: tuple[str, ...] = ()
    since: str | None = None
    since_raw: str | None = None
    until: str | None = None
    until_raw: str | None = None
    basis: str = "throughout"
    attested: Attested | None = None
    flags: tuple[str, ...] = ()
    rank: str = "normal"
    status: str = "asserted"
    reason: str | None = None
    summary: str | None = None


class Participant(msgspec.Struct, frozen=True, omit_defaults=True):
    """An actor's part in an event."""

    actor: str
    role: str | None = None


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event that is said to have happened.

    `date` is EDTF; `basis` says whether an interval there is how long the event lasted or contains
    some day of it; None leaves that to its kind.
    """

    id: str
    title: str
    date: str | None = None
    date_raw: str | None = None
    kind: str | None = None
    place: str | None = None
    summary: str | None = None
    participants: tuple[Participant, ...] = ()
    claims: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    status: str = "asserted"
    citations: tuple[Citation, ...] = ()
    basis: str | None = None

    @property
    def lasts(self) -> bool:
        """Whether its date is the time that it took, as far as that is an interval."""
        if self.basis is not None:
            return self.basis != "within"
        return self.kind in LASTING_EVENTS


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One kept version of a source: sha256 of the text, and of the file it was taken from;
    `extractor` is what took the text out of the file, with its version."""

    text: str
    added: str
    original: str | None = None
    extractor: str | None = None


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """The origin of words; `documents` are its kept versions, newest last."""

    id: str
    title: str
    author: str | None = None
    publisher: str | None = None
    publisher_parent: str | None = None
    published: str | None = None
    published_raw: str | None = None
    accessed: str | None = None
    url: str | None = None
    archive_url: str | None = None
    licence: str | None = None
    lang: str | None = None
    reliability: str | None = None
    status: str = "current"
    reason: str | None = None
    copy_of: str | None = None
    documents: tuple[Document, ...] = ()
    kind: str | None = None
    short: str | None = None
    rejected: tuple[str, ...] = ()


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """The user's words about records or ties; times are RFC 3339 UTC."""

    id: str
    about: tuple[str, ...]
    text: str
    created: str
    modified: str
    tags: tuple[str, ...] = ()


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """A decision on whether two actors are the same: same, different or unsure."""

    id: str
    a: str
    b: str
    judgement: str
    reason: str | None = None
    made: str | None = None


class View(msgspec.Struct, frozen=True, omit_defaults=True):
    """A saved lens, centre and layout."""

    id: str
    name: str
    lens: dict[str, Any] = {}
    centre: str | None = None
    layout: dict[str, Any] = {}


Record = TypeVar("Record", Actor, Claim, Event, Source, Note, Decision, View)

STRUCTS: dict[str, type[Actor | Claim | Event | Source | Note | Decision | View]] = {
    "actors": Actor,
    "claims": Claim,
    "events": Event,
    "sources": Source,
    "notes": Note,
    "identities": Decision,
    "views": View,
}


def decode(kind: type[Record], id_: str, record: Json) -> Record:
    """The value of a stored record; raises `msgspec.ValidationError` where its shape is wrong."""
    return msgspec.convert({**record, "id": id_}, kind)


def decode_packed(kind: type[Record], id_: str, raw: msgspec.Raw) -> Record:
    """The value of a stored record that is still JSON; raises as `decode` does."""
    fields = bytes(raw)[1:]
    comma = b"" if fields == b"}" else b","
    value: Record = _decoder(kind).decode(
        b'{"id":%b%b%b' % (msgspec.json.encode(id_), comma, fields)
    )
    return value


@cache
def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def encode(value: Actor | Claim | Event | Source | Note | Decision | View) -> Json:
    """The record to store for a value: plain data, no id, no defaults."""
    record: Json = msgspec.to_builtins(value)
    del record["id"]
    return record
