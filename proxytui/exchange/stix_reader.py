"""Objects of STIX as records: who is tied to whom, and who says so.

The file is gone through twice: what an object is marked with, who made it and which reports are
about it may stand behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import json_items
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.exchange.sidecar import Carried, carried, overlaid
from proxytui.exchange.stix_objects import BadObject, Objects, texts
from proxytui.exchange.stix_terms import (
    ACTORS,
    NO_ACTORS,
    SIDE_CAR,
    credibility,
    is_doubted,
    kind,
)
from proxytui.exchange.stix_writer import actor_object, claim_object

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from proxytui.exchange.json_items import Item
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.model.records import Json

_LONGEST_QUOTE = 4000
_CELLS = {
    "relationship": (
        "description", "source_ref", "relationship_type", "target_ref", "start_time",
        "stop_time", "confidence", "labels", "revoked",
    ),
    "": (
        "name", "aliases", "identity_class", "sectors", "roles", "threat_actor_types", "labels",
        "first_seen", "last_seen", "confidence", "revoked", "description",
    ),
}  # fmt: skip
_SAID_ELSEWHERE = ("bundle", "marking-definition", "extension-definition", "location", "opinion")
_DOUBTS = {"alleged", "suspected", "probable", "possible", "unconfirmed"}
_STANCES = {
    "strongly-disagree": "disputes",
    "disagree": "disputes",
    "agree": "supports",
    "strongly-agree": "supports",
}


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The actors, ties and sources of the objects."""
    return _Reading(file, options.name).rows()


class _Remark(NamedTuple):
    """What a report, a note or an opinion says of an object."""

    stance: str
    words: str


class _Reading:
    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._objects = Objects()
        self._remarks: dict[str, dict[str, _Remark]] = {}
        self._carried: set[tuple[str, str]] = set()
        self._keys: dict[str, str] = {}
        self._sources: dict[str, Json] = {}

    def rows(self) -> Rows:
        self._look_through()
        for item in json_items.items(self._file, "objects"):
            if isinstance(item, RejectedRow):
                yield item
                continue
            try:
                if self._objects.is_newest(item):
                    yield from self._read(item)
            except BadObject as error:
                yield RejectedRow(item.row, str(error), _raw(item.value))

    def _look_through(self) -> None:
        known = 0
        for item in json_items.items(self._file, "objects"):
            if isinstance(item, RejectedRow):
                continue
            object_ = item.value
            known += isinstance(object_.get("type"), str) and isinstance(object_.get("id"), str)
            self._objects.add(item)
            record = carried(object_.get(SIDE_CAR))
            if record is not None:
                self._carried.add((record.table, record.id))
                if record.table == "actors":
                    self._keys[str(object_.get("id"))] = record.id
            elif object_.get("type") in ("report", "note", "opinion"):
                self._add_remark(item)
        if not known:
            raise UsageError(
                "the file has no objects of STIX", "give a bundle whose objects have type and id"
            )

    def _add_remark(self, item: Item) -> None:
        object_ = item.value
        id_ = object_.get("id")
        if not isinstance(id_, str):
            return
        stance, words = "supports", None
        if object_.get("type") == "note":
            stance, words = "mentions", object_.get("content")
        elif object_.get("type") == "opinion":
            stance = _STANCES.get(str(object_.get("opinion")), "mentions")
            words = object_.get("explanation")
        stated = _quoted(words) if isinstance(words, str) else ""
        for ref in texts(object_.get("object_refs")):
            self._remarks.setdefault(ref, {})[id_] = _Remark(stance, stated)

    def _read(self, item: Item) -> Iterator[ReadRow | RejectedRow]:
        object_ = item.value
        type_ = object_.get("type")
        if object_.get(SIDE_CAR) == {}:
            return
        if not isinstance(object_.get("id"), str):
            raise BadObject("has no id")
        record = carried(object_.get(SIDE_CAR))
        if record is not None and record.is_whole(self._carried):
            current = self._current(record, object_)
            yield ReadRow(item.row, record.table, record.id, current, carried=True)
        elif type_ in ACTORS:
            yield from self._actor(item)
        elif type_ == "relationship":
            yield from self._relationship(item)
        elif type_ in ("report", "note", "opinion"):
            yield from self._source(item)
        elif type_ not in _SAID_ELSEWHERE:
            words = text.line(str(type_))[:60] if isinstance(type_, str) else "without a type"
            yield RejectedRow(
                item.row, f"is no actor, tie or source ({words})", _raw(object_, short=True)
            )

    def _current(self, record: Carried, object_: Json) -> Json:
        """The record that an object carries, with what another program has changed beside it."""
        try:
            if record.table == "actors":
                ours = actor_object(record.id, record.record)
                return overlaid(
                    record.record, self._actor_fields(object_), self._actor_fields(ours)
                )
            if record.table == "claims":
                ours = claim_object(record.id, record.record, {})
                return overlaid(
                    record.record, self._claim_fields(object_), self._claim_fields(ours)
                )
        except (BadObject, KeyError, TypeError, ValueError, AttributeError):
            pass  # what is wrong with the record is told by the import
        return record.record

    # Actors

    def _actor(self, item: Item) -> Iterator[ReadRow]:
        object_ = item.value
        if object_.get("type") == "identity" and object_.get("identity_class") in NO_ACTORS:
            raise BadObject(f"is no actor: its identity class is {object_['identity_class']}")
        source = yield from self._said_in(item)
        fields = self._actor_fields(object_)
        identifiers = {**fields.get("identifiers", {}), "stix": [object_["id"]]}
        citations = [self._citation(item, source), *self._remarks_on(object_["id"])]
        for key, record in self._objects.references(object_):
            yield from self._new_source(item.row, key, record)
            citations.append({"source": key, "stance": "mentions"})
        fields |= {"identifiers": identifiers, "citations": citations}
        if countries := self._objects.countries(object_["id"]):
            fields["countries"] = countries
        yield ReadRow(item.row, "actors", self._key(object_["id"]), fields)

    def _actor_fields(self, object_: Json) -> Json:
        name = object_.get("name")
        if not isinstance(name, str) or not text.visible(name):
            raise BadObject("has no name")
        names = [{"text": _line(name)}]
        seen = {names[0]["text"]}
        for alias in texts(object_.get("aliases")):
            if text.visible(alias) and _line(alias) not in seen:
                seen.add(_line(alias))
                names.append({"text": _line(alias), "type": "alias"})
        result: Json = {"kind": kind(object_), "names": names}
        if isinstance(object_.get("description"), str) and object_["description"].strip():
            result["summary"] = object_["description"].strip()
        identifiers = self._objects.identifiers(object_)
        if identifiers:
            result["identifiers"] = identifiers
        return result

    def _key(self, ref: object) -> str:
        """The key of the actor that an id of an object stands for."""
        return self._keys.get(str(ref), str(ref))

    # Ties

    def _relationship(self, item: Item) -> Iterator[ReadRow]:
        object_ = item.value
        type_ = object_.get("relationship_type")
        if type_ == "located-at":
            return
        if type_ == "duplicate-of":
            yield self._duplicate(item)
            return
        fields = self._claim_fields(object_)
        source = yield from self._said_in(item)
        citations = [self._citation(item, source)]
        citations += self._remarks_on(str(object_["id"]))
        for key, record in self._objects.references(object_):
            yield from self._new_source(item.row, key, record)
            citations.append({"source": key, "stance": "mentions"})
        yield ReadRow(item.row, "claims", str(object_["id"]), {**fields, "citations": citations})

    def _remarks_on(self, id_: str) -> Iterator[Json]:
        for source, remark in self._remarks.get(id_, {}).items():
            citation: Json = {"source": source}
            if remark.stance != "supports":
                citation["stance"] = remark.stance
            if remark.words and text.visible(remark.words):
                citation |= {"quote": {"exact": remark.words}, "locator": {"paragraph": source}}
            yield citation

    def _claim_fields(self, object_: Json) -> Json:
        fields = self._objects.claim(object_)
        for end in ("subject", "object"):
            fields[end] = self._key(fields[end])
        if fields["subject"] == fields["object"]:
            raise BadObject("ties an object to itself")
        return fields

    def _duplicate(self, item: Item) -> ReadRow:
        a, b = (self._key(ref) for ref in self._objects.ends(item.value))
        reason = "the file says that one is a duplicate of the other"
        record = {"a": a, "b": b, "judgement": "unsure", "reason": reason}
        return ReadRow(item.row, "identities", str(item.value["id"]), record)

    # Sources

    def _citation(self, item: Item, source: str) -> Json:
        """A citation of the object's own words: its decisive properties, in one line."""
        object_ = item.value
        cells = _CELLS.get(str(object_.get("type")), _CELLS[""])
        stated = "; ".join(
            f"{name}: {_shown(object_[name])}" for name in cells if object_.get(name) is not None
        )
        result: Json = {
            "source": source,
            "quote": {"exact": _quoted(stated)},
            "locator": {"paragraph": str(object_["id"])[:200]},
        }
        grade = credibility(object_.get("confidence"))
        if grade:
            result["credibility"] = grade
        labels = {label.casefold() for label in texts(object_.get("labels"))}
        if is_doubted(object_.get("confidence")) or labels & _DOUBTS:
            result["flags"] = ["alleged"]
        return result

    def _said_in(self, item: Item) -> Generator[ReadRow, None, str]:
        """The key of the source that an object is of: whoever made it, under its markings."""
        key, record = self._objects.origin(item.value, self._name)
        yield from self._new_source(item.row, key, record)
        return key

    def _new_source(self, row: str, key: str, record: Json) -> Iterator[ReadRow]:
        if key not in self._sources:
            self._sources[key] = record
            yield ReadRow(row, "sources", key, record)

    def _source(self, item: Item) -> Iterator[ReadRow]:
        key = str(item.value["id"])
        yield from self._new_source(item.row, key, self._objects.source(item.value))


def _line(value: str) -> str:
    return " ".join(value.split())


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value if not isinstance(item, (list, dict)))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (str, int, float)) else ""


def _quoted(words: str) -> str:
    return _line(words)[:_LONGEST_QUOTE].strip()


def _raw(object_: Json, *, short: bool = False) -> Json:
    if short:
        return {key: object_[key] for key in ("type", "id", "name") if key in object_}
    return object_
