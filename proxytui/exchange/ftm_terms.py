"""What FollowTheMoney and this program call the same things, and the dates that each can say."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Json

SIDE_CAR = "proxytui"

SCHEMAS: Mapping[str, str] = MappingProxyType(
    {
        "state": "PublicBody",
        "state-body": "PublicBody",
        "igo": "Organization",
        "armed-group": "Organization",
        "party": "Organization",
        "organisation": "Organization",
        "coalition": "Organization",
        "person": "Person",
        "unknown": "LegalEntity",
    }
)
"""The schema that is written for a kind of actor."""

TOPICS: Mapping[str, str] = MappingProxyType(
    {"state": "gov.national", "igo": "gov.igo", "party": "pol.party"}
)
"""The topic that is written for a kind of actor."""

ORGANISATIONS = ("Organization", "PublicBody", "Company")
_KINDS = {
    "Person": "person", "PublicBody": "state-body", "Organization": "organisation",
    "Company": "organisation", "LegalEntity": "unknown", "Thing": "unknown",
}  # fmt: skip
_BY_TOPIC = {"gov.igo": "igo", "pol.party": "party"}


def kind(schema: object, topics: list[str]) -> str:
    """The kind of an actor by its schema and its topics; empty for a schema that is no actor's. Of
    a national government nothing tells the state from one of its bodies."""
    result = _KINDS.get(schema, "") if isinstance(schema, str) else ""
    if result == "state-body" and TOPICS["state"] in topics:
        return "unknown"
    if result == "organisation":
        return next((_BY_TOPIC[topic] for topic in topics if topic in _BY_TOPIC), result)
    return result


class Edge(NamedTuple):
    """A schema that ties two entities: the properties at the subject's and at the object's end, the
    type of the claim, and the property whose words are its role."""

    subject: str
    object: str
    type: str
    role: str = "role"
    terms: tuple[str, ...] = ()


EDGES: Mapping[str, Edge] = MappingProxyType(
    {
        "Membership": Edge("member", "organization", "member-of"),
        "Directorship": Edge("director", "organization", "leads"),
        "Representation": Edge("agent", "client", "represents"),
        "Succession": Edge("successor", "predecessor", "succeeds"),
        "Family": Edge("person", "relative", "related-to", "relationship", ("family",)),
        "Associate": Edge("person", "associate", "related-to", "relationship", ("associate",)),
        "UnknownLink": Edge("subject", "object", "linked-to"),
        "Ownership": Edge("owner", "asset", "linked-to"),
        "Employment": Edge("employee", "employer", "linked-to"),
    }
)
"""The schemas that are claims. An Ownership and an Employment say nothing that a type of claim
says: the two are linked, with the schema as the role."""

NAMED_ROLES: Mapping[str, str] = MappingProxyType({"Ownership": "owner", "Employment": "employee"})


def entity_id(table: str, id_: str) -> str:
    """The id of the entity for a record: FollowTheMoney takes no underscores, and no sign at the
    end."""
    if "_" in id_ or not id_[-1:].isalnum():
        code = hashlib.sha256(id_.encode()).hexdigest()[:8]
        return f"{table}.{id_.replace('_', '-')}.{code}"
    return f"{table}.{id_}"


_FIRST_YEAR = 1000


def prefix_date(text: str | None) -> str:
    """A date as FollowTheMoney has it, a year, month or day; empty where no single one of these
    contains all that is said."""
    if not text or dates.is_open(text):
        return ""
    read = dates.parse(text)
    if read.first <= dates.MIN_DAY or read.last >= dates.MAX_DAY:
        return ""
    first, last = (date.fromordinal(day).isoformat() for day in (read.first, read.last))
    if int(first[:4]) < _FIRST_YEAR:
        return ""
    return next((first[:width] for width in (10, 7, 4) if first[:width] == last[:width]), "")


_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


def told_date(values: list[str]) -> str:
    """The date that the values of a property give. One that only says less than another is left
    out; of those that differ, some day from the first to the last."""
    sound = {_sound(value) for value in values} - {""}
    exact = sorted(v for v in sound if not any(o != v and o.startswith(v) for o in sound))
    if len(exact) < 2:
        return "".join(exact)
    return f"{exact[0]}/{exact[-1]}"


@lru_cache(maxsize=4096)
def _sound(value: str) -> str:
    match = _DATE.fullmatch(value.strip())
    text = "-".join(part for part in match.groups() if part) if match else ""
    try:
        dates.parse(text)
    except dates.DateError:
        return ""
    return text


def interval(properties: Mapping[str, list[str]]) -> Json:
    """The dates and the summary of a claim, as an entity's properties give them."""
    result = {}
    for field, names in (("since", ("startDate", "listingDate")), ("until", ("endDate",))):
        for name in names:
            if told := told_date(properties.get(name, [])):
                result[field] = told
                break
    if summary := properties.get("summary"):
        result["summary"] = "\n".join(summary)
    return result
