"""Records as they read where several actors are judged the same; what is stored stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.references import named_ids, tie_ends
from proxytui.model.vocabulary import tie_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proxytui.model.records import Json

_UNKNOWN = "unknown"
_FIRST = ("founded", "dissolved")
_ALL = ("countries", "tags", "citations")


def renamed(table: str, record: Json, representative: Mapping[str, str]) -> Json | None:
    """A record with each id of an actor replaced by that of its representative; the record itself
    where it names none of them.

    None for a claim between two actors that are the same: a tie has two ends.
    """
    named = [
        reference
        for reference in named_ids(table, record)
        if reference.table in ("actors", "") and representing(reference.id, representative)
    ]
    if not named:
        return record
    result: Json = dict(record)
    for field, number, path, _, id_ in named:
        if path:
            result[field] = _with_part(result[field], number, path, representative[id_])
        elif isinstance(result[field], list):
            ids = (representing(str(item), representative) or item for item in result[field])
            result[field] = list(dict.fromkeys(ids))
        else:
            result[field] = representing(id_, representative)
    if table == "claims" and result.get("subject") == result.get("object"):
        return None if record.get("subject") != record.get("object") else record
    if "participants" in result:
        result["participants"] = _distinct(result["participants"])
    return result


def _with_part(items: list[object], number: int, path: str, id_: str) -> list[object]:
    """A list of parts with another id at a path in one of them; all else is the same."""
    part = [item for item in items if isinstance(item, dict)][number]
    step, _, inner = path.partition(".")
    changed = {**part, step: {**part[step], inner: id_} if inner else id_}
    return [changed if item is part else item for item in items]


def representing(id_: str, representative: Mapping[str, str]) -> str:
    """What an id of an actor or a tie reads as; "" where that is no other one.

    A tie between two actors that are the same reads as that actor.
    """
    if (actor := representative.get(id_)) is not None:
        return actor if actor != id_ else ""
    ends = tie_ends(id_)
    if not ends or representative.keys().isdisjoint(ends):
        return ""
    subject, object_ = (representative.get(end, end) for end in ends)
    if subject == object_:
        return subject
    tie = tie_id(id_.partition(":")[0], subject, object_)
    return tie if tie != id_ else ""


def joined(records: Sequence[Json]) -> Json:
    """One actor of the records of several, of which the first goes before the others: the names,
    countries, identifiers, tags and citations of all of them.

    A name that only describes stands behind those that name, in quotation marks, as a weak one.
    """
    described = [record for record in records if record.get("described") is True]
    naming = [record for record in records if record not in described] or list(records)
    result: Json = {**records[0]}
    if len(described) < len(records):
        result.pop("described", None)
    kinds = [record.get("kind") for record in naming]
    result["kind"] = next((kind for kind in kinds if kind != _UNKNOWN), kinds[0])
    names = [name for record in naming for name in _list(record, "names")]
    if len(naming) < len(records):
        names += [_quoted(name) for record in described for name in _list(record, "names")]
    result["names"] = _distinct(names)
    summaries = [text for record in records if isinstance(text := record.get("summary"), str)]
    if summaries:
        result["summary"] = " · ".join(dict.fromkeys(summaries))
    for field in _FIRST:
        values = [record[field] for record in naming if record.get(field)]
        result |= {field: values[0]} if values else {}
    for field in _ALL:
        values = _distinct([item for record in records for item in _list(record, field)])
        result |= {field: values} if values else {}
    schemes: dict[str, list[object]] = {}
    for record in records:
        identifiers = record.get("identifiers")
        for scheme, codes in identifiers.items() if isinstance(identifiers, dict) else ():
            known = schemes.setdefault(scheme, [])
            known += [code for code in codes if code not in known]
    return result | ({"identifiers": schemes} if schemes else {})


def _quoted(name: object) -> object:
    if not isinstance(name, dict) or not isinstance(name.get("text"), str):
        return name
    return {**name, "text": f"“{name['text'].strip('“”')}”", "type": "weak"}


def _list(record: Json, field: str) -> list[object]:
    value = record.get(field)
    return value if isinstance(value, list) else []


def _distinct(items: object) -> list[object]:
    """The items of a list, equal ones once."""
    distinct: list[object] = []
    for item in items if isinstance(items, list) else ():
        if item not in distinct:
            distinct.append(item)
    return distinct
