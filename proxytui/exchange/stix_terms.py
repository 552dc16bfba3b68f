"""What STIX and this program call the same things, and the dates that each can say."""

from __future__ import annotations

import hashlib
import re
import uuid
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.model.records import Json

SIDE_CAR = "x_proxytui"
ACTORS = ("identity", "threat-actor", "intrusion-set")
"""The types of objects that are actors."""

NO_ACTORS = ("class", "system")
"""Identity classes that are nobody: all of a sort, and machines."""

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "state": "organization",
        "state-body": "organization",
        "igo": "organization",
        "armed-group": "group",
        "party": "organization",
        "organisation": "organization",
        "coalition": "group",
        "person": "individual",
        "unknown": "unknown",
    }
)
"""The identity class that is written for a kind of actor."""

SECTORS: Mapping[str, str] = MappingProxyType(
    {"state": "government-national", "state-body": "government"}
)
"""The sector that is written for a kind of actor."""

_KINDS = {"individual": "person", "organization": "organisation"}


def kind(object_: Json) -> str:
    """The kind of an actor, as far as its object says it. A threat actor's type is a label that
    somebody gave it, and no kind; of a national government nothing tells the state from one of its
    bodies."""
    if object_.get("type") != "identity":
        return "unknown"
    sectors = object_.get("sectors")
    for sector in sectors if isinstance(sectors, list) else ():
        if isinstance(sector, str) and sector.startswith("government"):
            return "unknown" if sector == SECTORS["state"] else "state-body"
    return _KINDS.get(str(object_.get("identity_class")), "unknown")


class Relation(NamedTuple):
    """A type of claim for a type of relationship; with `turned` the target is its subject."""

    type: str
    turned: bool = False
    terms: tuple[str, ...] = ()
    role: str = ""


def _linked(name: str) -> Relation:
    return Relation("linked-to", role=name)


RELATIONS: Mapping[str, Relation] = MappingProxyType(
    {
        **{code: Relation(code) for code in CLAIM_TYPES},
        **{t.passive: Relation(t.code, turned=True) for t in CLAIM_TYPES.values() if t.passive},
        "related-to": Relation("linked-to"),
        "sponsors": Relation("backs"),
        "supports": Relation("backs"),
        "funds": Relation("backs", terms=("F",)),
        "sponsored-by": Relation("backs", turned=True),
        "supported-by": Relation("backs", turned=True),
        "funded-by": Relation("backs", turned=True, terms=("F",)),
        "state-sponsored-by": Relation("backs", turned=True),
        **{
            name: _linked(name)
            for name in (
                "attributed-to", "affiliated-with", "associated-with", "belongs-to", "controls",
                "cooperates-with", "employed-by", "employs", "owned-by", "owns", "works-with",
            )
        },
    }
)  # fmt: skip
"""What a relationship between two actors says, by its type. Where STIX's word says less than any
type of claim, the two are linked, with that word as the role."""

_NAMESPACE = uuid.UUID("6c0f1c0e-5d7e-5b57-9b2a-6f0c1f2b7d11")


def object_id(type_: str, *parts: str) -> str:
    """The id of an object for a record of ours: the same in every export."""
    return f"{type_}--{uuid.uuid5(_NAMESPACE, ':'.join(parts))}"


def object_id_of_all(type_: str, parts: Iterable[str]) -> str:
    """As `object_id`, of so many parts that they are never held together."""
    digest = hashlib.sha1(_NAMESPACE.bytes, usedforsecurity=False)
    for place, part in enumerate(parts):
        digest.update(f"{':' if place else ''}{part}".encode())
    return f"{type_}--{uuid.UUID(bytes=digest.digest()[:16], version=5)}"


def written_type(claim_type: str) -> str:
    """The type of relationship that is written for a type of claim."""
    return "related-to" if claim_type == "linked-to" else claim_type


def span(since: str | None, until: str | None) -> Json:
    """The first moment at which a claim may be true and the moment at which it can't be any more;
    nothing where its dates say nothing, or contradict each other."""
    bounds = dates.bounds(since, until, None)
    result = {}
    if dates.MIN_DAY < bounds.earliest_start < dates.MAX_DAY:
        result["start_time"] = _midnight(bounds.earliest_start)
    end = bounds.latest_end + 1
    if bounds.earliest_start < end < dates.MAX_DAY:
        result["stop_time"] = _midnight(end)
    return result


def _midnight(day: int) -> str:
    return f"{date.fromordinal(day).isoformat()}T00:00:00Z"


_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d{1,12})?(Z|[+-]00:00)"
)


class Moment(NamedTuple):
    """The day of a time, and whether it is the first moment of that day."""

    day: str
    midnight: bool


def moment(value: object) -> Moment | None:
    """A time as STIX has it; None where it is none."""
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        dates.parse(match[1])
    except dates.DateError:
        return None
    clock = "".join(match.group(2, 3, 4)) + (match[5] or "").strip(".")
    return Moment(match[1], not clock.strip("0"))


def last_day(stop: Moment, start: Moment | None) -> str:
    """The last day of what stops at a moment. The first moment of a day may be meant as that day,
    or as the end of the day before."""
    ordinal = dates.parse(stop.day).first
    if not stop.midnight or ordinal <= 1 or (start is not None and start.day >= stop.day):
        return stop.day
    return f"{date.fromordinal(ordinal - 1).isoformat()}/{stop.day}"


_DOUBTED = 60


def credibility(confidence: object) -> str:
    """The grade of credibility for a confidence of 0 to 100; empty for none."""
    if type(confidence) is not int or not 0 <= confidence <= 100:
        return ""
    return str(5 - min(confidence // 20, 4))


def is_doubted(confidence: object) -> bool:
    """Whether a confidence says that something is possible at most."""
    return bool(credibility(confidence)) and int(str(confidence)) < _DOUBTED


def confidence(grades: set[str]) -> int | None:
    """The confidence for grades of credibility, where they agree on one."""
    numbers = {str(grade): 110 - 20 * grade for grade in range(1, 6)}
    return numbers.get(grades.pop()) if len(grades) == 1 else None
