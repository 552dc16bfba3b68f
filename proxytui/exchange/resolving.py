"""The rows of a foreign file as records of a store: its keys become ids, its actors ours.

An actor of the file is one of the store by an identifier that both have, else, but for persons, by
a name that one actor of the store has and that isn't weak; otherwise it is a new one, and where a
name was shared by several, by a person, or by one that can't be the same, a decision *unsure*
stands between them. Ids are a hash of the format, the source and the file's own key, so that the
next edition meets its records.
"""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from proxytui import text
from proxytui.exchange.held_rows import HeldRow
from proxytui.exchange.proposal import ReadFile, Row
from proxytui.exchange.rejected_rows import RejectedRowsBuilder
from proxytui.exchange.rows import ReadRow, RejectedRow, WholeCopy
from proxytui.model.references import named_ids, tie_ends, with_ids
from proxytui.model.spilled_json import Spill
from proxytui.model.vocabulary import tie_id

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from proxytui.exchange.rows import Rows
    from proxytui.model.records import Actor, Json

_PREFIXES = {"claims": "c", "events": "e", "sources": "s", "notes": "n", "identities": "i"}
_NAME_OF_ACTOR = 48
_EXCLUSIVE = ("person", "state")
_ONE_ACTOR = "both its ends are one actor of the store"
_bytes = msgspec.json.Encoder(order="sorted").encode


class KnownActors(Protocol):
    """The actors of a store as a file is held against them."""

    def identified(self, scheme: str, value: str) -> Iterable[Actor]:
        """The actors with an identifier."""

    def called(self, name: str) -> Iterable[Actor]:
        """The actors with this very name, whatever its case and signs."""

    def record(self, id_: str) -> Json | None:
        """The record of an actor as it is stored, by its id."""


class MatchedActor(NamedTuple):
    """An actor of the file that is one of the store: the file's name for it, the id, and by what it
    was known."""

    name: str
    id: str
    by: str


class Resolved(NamedTuple):
    """The rows as records under the ids that they will have; and the actors that were known."""

    reading: ReadFile
    matched: tuple[MatchedActor, ...]


def collect(
    rows: Rows,
) -> tuple[dict[tuple[str, str], HeldRow], RejectedRowsBuilder, bool]:
    """The rows by table and key, those left out, and whether the file is a copy of all records of a
    store. Of unequal rows with one key the first stays."""
    aside = RejectedRowsBuilder()
    records: dict[tuple[str, str], HeldRow] = {}
    whole = False
    spill = Spill()
    for row in rows:
        if isinstance(row, WholeCopy):
            whole = True
        elif isinstance(row, RejectedRow):
            aside.append(row)
        else:
            held = HeldRow.of(row, spill)
            first = records.setdefault((row.table, row.key), held)
            if first is not held and not _same(first.fields, row.fields):
                aside.append(other_words(first.row, row))
    return records, aside, whole


def other_words(first: str, row: ReadRow) -> RejectedRow:
    """A row that is left out, for it is not what an earlier one said of the same thing."""
    words = f"says other things than {text.line(first)} of the same thing"
    return RejectedRow(row.row, words, {"record": row.fields})


def _same(a: Json, b: Json) -> bool:
    try:
        return a == b and _bytes(a) == _bytes(b)
    except (ValueError, TypeError, RecursionError):
        return False


def resolve(
    format_: str,
    rows: Rows,
    known: KnownActors,
    stored: Mapping[str, Container[str]] = MappingProxyType({}),
) -> Resolved:
    """The rows of a file of a format as records for a store with these actors; `stored` has the ids
    of its records by table."""
    records, aside, whole = collect(rows)
    sources = [row.key for row in records.values() if row.table == "sources"]
    name_ids = _Ids(format_, sources[0] if sources else "")
    matched: list[MatchedActor] = []
    decisions: list[Row] = []
    ids, lacking = dict[tuple[str, str], str](), False
    taken: dict[str, HeldRow] = {}
    for place, row in records.items():
        if row.carried:
            ids[place] = row.key
            continue
        if row.table != "actors":
            ids[place] = _known_id(row, name_ids, stored.get(row.table, ()))
            continue
        fields = row.fields
        own = name_ids.of_actor(row.key, fields)
        match = _match(fields, own, known)
        other = taken.get(match.id)
        if match.id and other is not None and not _may_be_same(other.fields, fields):
            match = _Match("", "", (match.id,))
        ids[place] = id_ = match.id or own
        taken.setdefault(id_, row)
        if match.by:
            matched.append(MatchedActor(_first_name(fields), id_, match.by))
        decisions += (_unsure(id_, other_id, row) for other_id in match.doubtful)

    def id_of(table: str, key: str) -> str:
        nonlocal lacking
        if table:
            id_ = ids.get((table, key))
            lacking = lacking or id_ is None
            return key if id_ is None else id_
        ends = tie_ends(key)
        if ends:
            type_ = key.partition(":")[0]
            return tie_id(type_, *(ids.get(("actors", end), end) for end in ends))
        others = (ids[name, key] for name in _PREFIXES if (name, key) in ids)
        return ids.get(("actors", key)) or next(others, key)

    listed, spill = dict[tuple[str, str], Row](), Spill()
    for place in list(records):
        row = records.pop(place)
        table, id_, read = row.table, ids[place], row.fields
        lacking = False
        fields = with_ids(table, read, id_of)
        if lacking:
            aside.append(RejectedRow(row.row, _missing(table, read, ids), {"record": read}))
            continue
        record = known.record(id_) if table == "actors" and not row.carried else None
        if record is not None and (row.named or id_ != name_ids.of_actor(row.key, read)):
            fields = _joined(record, fields, others=False)
        if table == "claims" and fields.get("subject") == fields.get("object"):
            aside.append(RejectedRow(row.row, _ONE_ACTOR, {"record": read}))
            continue
        if (earlier := listed.get((table, id_))) is not None and table == "actors":
            fields = _joined(earlier.record, fields)
        kept = row.carried or row.named
        listed[table, id_] = Row.of(row.row, table, id_, fields, carried=kept, spill=spill)
    every = (
        *listed.values(),
        *(row for row in decisions if ("actors", str(row.record["a"])) in listed),
    )
    return Resolved(ReadFile(every, aside.rows(), whole), tuple(matched))


class _Ids:
    """The ids of imported records: a hash of format, source and key; of actors behind a name."""

    def __init__(self, format_: str, source: str) -> None:
        self._format, self._source = format_, source

    def of_actor(self, key: str, fields: Json) -> str:
        code = self._hash("", "actors", key)[:8]
        return f"{text.slug(_first_name(fields), _NAME_OF_ACTOR)}-{code}"

    def of(self, row: HeldRow, key: str) -> str:
        """The id of a row that is no actor, if this is its key."""
        source = key if row.table == "sources" else row.cited or self._source
        return f"{_PREFIXES.get(row.table, 'x')}-{self._hash(source, row.table, key)[:20]}"

    def _hash(self, *parts: str) -> str:
        words = "\0".join((self._format, *parts)).encode(errors="surrogatepass")
        return hashlib.sha256(words).hexdigest()


def _known_id(row: HeldRow, ids: _Ids, stored: Container[str]) -> str:
    """The id of a row that is no actor: that of its key, or of another by which it is known."""
    own = ids.of(row, row.key)
    if not row.also or own in stored:
        return own
    others = (ids.of(row, key) for key in row.also)
    return next((id_ for id_ in others if id_ in stored), own)


def _missing(table: str, fields: Json, there: Container[tuple[str, str]]) -> str:
    """The reason to leave out a row that names what the file hasn't; empty where it names none."""
    for item in named_ids(table, fields):
        if item.table and (item.table, item.id) not in there:
            return f"names {text.line(item.id)} as {item.field}, which isn't in the file"
    return ""


class _Match(NamedTuple):
    """The id of the actor of a store, by what it is known, and those that it may be."""

    id: str = ""
    by: str = ""
    doubtful: tuple[str, ...] = ()


def _match(fields: Json, own: str, known: KnownActors) -> _Match:
    """The actor of a store that an actor of a file is; `own` is the id it has from an earlier
    edition, if it came in then."""
    if known.record(own) is not None:
        return _Match(own)
    for scheme, values in _identifiers(fields):
        for value in values:
            actors = list(known.identified(scheme, value))
            if len(actors) == 1:
                return _Match(actors[0].id, f"{scheme}:{value}")
    same: dict[str, str] = {}
    doubtful: dict[str, None] = {}
    for name in _names(fields):
        actors = list(known.called(name))
        for actor in actors:
            weak = actor.described or fields.get("described") is True or _is_weak(actor, name)
            # Grandfather and grandson may have one name.
            weak = weak or "person" in (actor.kind, fields.get("kind"))
            if weak or not _may_be(actor, fields):
                doubtful[actor.id] = None
            else:
                same.setdefault(actor.id, name)
    if len(same) == 1:
        (id_, name), *_ = same.items()
        return _Match(id_, f"the name “{text.line(name)}”")
    return _Match(doubtful=(*same, *(id_ for id_ in doubtful if id_ not in same)))


def _is_weak(actor: Actor, name: str) -> bool:
    folded = text.fold(name)
    return all(item.type == "weak" for item in actor.names if text.fold(item.text) == folded)


def _may_be(actor: Actor, fields: Json) -> bool:
    """Whether an actor of the store may be one of a file, by kind and by identifiers."""
    if any((actor.kind == kind) != (fields.get("kind") == kind) for kind in _EXCLUSIVE) and (
        "unknown" not in (actor.kind, fields.get("kind"))
    ):
        return False
    return not any(
        actor.identifiers.get(scheme) and set(values).isdisjoint(actor.identifiers[scheme])
        for scheme, values in _identifiers(fields)
    )


def _may_be_same(a: Json, b: Json) -> bool:
    """Whether two actors of a file may be one: not where an identifier tells them apart."""
    first = dict(_identifiers(a))
    return not any(
        scheme in first and set(values).isdisjoint(first[scheme])
        for scheme, values in _identifiers(b)
    )


def _identifiers(fields: Json) -> Iterator[tuple[str, list[str]]]:
    schemes = fields.get("identifiers")
    for scheme, values in schemes.items() if isinstance(schemes, dict) else ():
        if isinstance(values, list):
            yield scheme, [value for value in values if isinstance(value, str)]


def _names(fields: Json) -> Iterator[str]:
    """The names by which an actor may be known: all but the weak ones."""
    for name in _list(fields, "names"):
        if not isinstance(name, dict) or name.get("type") == "weak":
            continue
        if isinstance(text_ := name.get("text"), str):
            yield text_


def _first_name(fields: Json) -> str:
    names = [n.get("text") for n in _list(fields, "names") if isinstance(n, dict)]
    return str(names[0]) if names else ""


def _list(fields: Json, field: str) -> Sequence[object]:
    value = fields.get(field)
    return value if isinstance(value, list) else ()


def _joined(record: Json, fields: Json, *, others: bool = True) -> Json:
    """A record of an actor with the names and identifiers of another; with `others` also fields
    that it hasn't."""
    result: Json = {**fields, **record} if others else dict(record)
    names = [dict(n) for n in _list(record, "names") if isinstance(n, dict)]
    known = {text.fold(str(name.get("text"))) for name in names}
    for name in _list(fields, "names"):
        if isinstance(name, dict) and text.fold(str(name.get("text"))) not in known:
            known.add(text.fold(str(name.get("text"))))
            names.append({**name, "type": name.get("type", "alias")})
    result["names"] = names
    schemes = {scheme: list(values) for scheme, values in (record.get("identifiers") or {}).items()}
    for scheme, values in _identifiers(fields):
        there = schemes.setdefault(scheme, [])
        there += [value for value in values if value not in there]
    return result | ({"identifiers": schemes} if schemes else {})


def _unsure(id_: str, other: str, row: HeldRow) -> Row:
    """The decision that an actor of the file may be one of the store."""
    words = hashlib.sha256(f"{id_}\0{other}".encode()).hexdigest()[:20]
    reason = f"the file calls it “{text.line(_first_name(row.fields))}”, as is this actor"
    record = {"a": id_, "b": other, "judgement": "unsure", "reason": reason}
    return Row(row.row, "identities", f"i-{words}", record)
