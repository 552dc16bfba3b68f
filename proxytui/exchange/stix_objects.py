"""What the objects of a bundle say, also of one another: which is newest, by whom, how marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange.stix_terms import ACTORS, RELATIONS, last_day, moment
from proxytui.model.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.json_items import Item
    from proxytui.model.records import Json

_SCHEME = re.compile(r"[^A-Za-z0-9_.-]+")
_LANG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class BadObject(ValueError):
    """An object that can't be read, with the reason in plain words."""


def texts(value: object) -> list[str]:
    """The texts of a list; nothing where it is none."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


class Objects:
    """The objects of a file, as far as others need them."""

    def __init__(self) -> None:
        self._newest: dict[str, tuple[str, str]] = {}
        self._names: dict[str, str] = {}
        self._markings: dict[str, str] = {}
        self._located: dict[str, list[str]] = {}
        self._countries: dict[str, str] = {}

    def add(self, item: Item) -> None:
        """Remember what others may need of an object."""
        object_ = item.value
        type_, id_ = object_.get("type"), object_.get("id")
        if not isinstance(id_, str):
            return
        time = _time(object_)
        earlier = self._newest.get(id_)
        if earlier is None or time >= earlier[0]:
            self._newest[id_] = (time, item.row)
        if type_ == "identity" and isinstance(object_.get("name"), str):
            self._names[id_] = text.line(object_["name"])
        elif type_ == "marking-definition":
            self._markings[id_] = _marking(object_)
        elif type_ == "location" and object_.get("country") in COUNTRIES:
            self._countries[id_] = object_["country"]
        elif type_ == "relationship" and object_.get("relationship_type") == "located-at":
            place = str(object_.get("target_ref"))
            self._located.setdefault(str(object_.get("source_ref")), []).append(place)

    def is_newest(self, item: Item) -> bool:
        """Whether an object is the newest version of itself; one without an id is."""
        id_ = item.value.get("id")
        return not isinstance(id_, str) or self._newest[id_][1] == item.row

    def countries(self, id_: str) -> list[str]:
        """The countries in which an actor is located."""
        places = self._located.get(id_, ())
        return list(dict.fromkeys(self._countries[p] for p in places if p in self._countries))

    def identifiers(self, object_: Json) -> dict[str, list[str]]:
        """The ids that an actor has elsewhere, and its own."""
        result: dict[str, list[str]] = {}
        for reference in _references(object_):
            name, id_ = reference.get("source_name"), reference.get("external_id")
            if isinstance(name, str) and isinstance(id_, str) and text.visible(id_):
                scheme = _SCHEME.sub("-", name).strip("-._")
                values = result.setdefault(scheme, []) if scheme else []
                if text.line(id_) not in values:
                    values.append(text.line(id_))
        return result

    def references(self, object_: Json) -> Iterator[tuple[str, Json]]:
        """The documents that an object refers to, each a source under its key, once."""
        seen = set()
        for reference in _references(object_):
            name, url = reference.get("source_name"), reference.get("url")
            title = text.line(name) if isinstance(name, str) else ""
            if not isinstance(url, str) or not text.visible(url):
                url = ""
            key = f"reference:{url.strip() or title}"
            is_document = url or isinstance(reference.get("description"), str)
            if not title or not is_document or key in seen:
                continue
            seen.add(key)
            yield key, {"title": title, **({"url": url.strip()} if url else {})}

    def origin(self, object_: Json, file: str) -> tuple[str, Json]:
        """The source that an object itself is of, under its key."""
        maker = object_.get("created_by_ref")
        marks = sorted(set(texts(object_.get("object_marking_refs"))))
        licence = "; ".join(dict.fromkeys(filter(None, map(self._marking, marks))))
        name = self._names.get(maker, "") if isinstance(maker, str) else ""
        title = f"objects of {name}" if name else f"objects of {text.line(file) or 'a bundle'}"
        record = {"title": f"[STIX {title}]", "kind": "data set"}
        if name:
            record |= {"author": name, "publisher": name}
        if licence:
            record["licence"] = licence
        return "|".join((str(maker or "bundle"), *marks)), record

    def source(self, object_: Json) -> Json:
        """A report, note or opinion as a source."""
        maker = self._names.get(str(object_.get("created_by_ref")), "")
        names = [text.line(name) for name in texts(object_.get("authors"))]
        title = object_.get("name") or object_.get("abstract")
        if not isinstance(title, str) or not text.visible(title):
            by = ", ".join(filter(None, names)) or maker
            title = f"[{object_['type']} {f'by {by}' if by else object_['id']}]"
        marks = filter(None, map(self._marking, texts(object_.get("object_marking_refs"))))
        published = moment(object_.get("published" if object_["type"] == "report" else "created"))
        urls = [r["url"] for r in _references(object_) if isinstance(r.get("url"), str)]
        lang = object_.get("lang")
        record = {
            "title": " ".join(title.split()),
            "author": ", ".join(filter(None, names)),
            "publisher": maker,
            "published": published.day if published else "",
            "url": urls[0].strip() if urls else "",
            "licence": "; ".join(dict.fromkeys(marks)),
            "lang": lang if isinstance(lang, str) and _LANG.fullmatch(lang) else "",
            "status": "retracted" if object_.get("revoked") is True else "",
        }
        return {field: value for field, value in record.items() if value}

    def _marking(self, id_: str) -> str:
        return self._markings.get(id_, "")

    def ends(self, object_: Json) -> tuple[str, str]:
        """The two actors of a relationship; raises BadObject where one is no actor."""
        ends = []
        for field in ("source_ref", "target_ref"):
            ref = object_.get(field)
            if not isinstance(ref, str) or "--" not in ref:
                raise BadObject(f"has no {field}")
            type_ = ref.partition("--")[0]
            if type_ not in ACTORS:
                raise BadObject(f"its {field} is no actor ({text.line(type_)[:60]})")
            ends.append(ref)
        return ends[0], ends[1]

    def claim(self, object_: Json) -> Json:
        """What a relationship says, by the ids of objects; raises BadObject where it is no tie."""
        name = object_.get("relationship_type")
        relation = RELATIONS.get(name) if isinstance(name, str) else None
        if relation is None:
            words = text.line(name)[:60] if isinstance(name, str) else "none"
            raise BadObject(f"its relationship_type is no tie between actors ({words})")
        subject, other = self.ends(object_)
        if relation.turned:
            subject, other = other, subject
        result: Json = {"type": relation.type, "subject": subject, "object": other}
        if relation.terms:
            result["terms"] = list(relation.terms)
        if relation.role:
            result["role"] = relation.role
        result |= _dates(object_)
        if object_.get("revoked") is True:
            result |= {"status": "retracted", "reason": "revoked in the file"}
        summary = object_.get("description")
        if isinstance(summary, str) and summary.strip():
            result["summary"] = summary.strip()
        return result


def _dates(object_: Json) -> Json:
    result: Json = {}
    times = {}
    for field in ("start_time", "stop_time"):
        value = object_.get(field)
        if value is not None:
            times[field] = moment(value)
            if times[field] is None:
                raise BadObject(f"its {field} is no time: {text.line(str(value))[:60]}")
    if start := times.get("start_time"):
        result |= {"since": start.day, "since_raw": object_["start_time"]}
    if stop := times.get("stop_time"):
        result |= {"until": last_day(stop, start), "until_raw": object_["stop_time"]}
    return result


def _time(object_: Json) -> str:
    """When an object was last changed, so that later is greater, whatever digits its seconds
    have."""
    value = object_.get("modified", object_.get("created"))
    return value.rstrip("Z") if isinstance(value, str) else ""


def _marking(object_: Json) -> str:
    definition = object_.get("definition")
    definition = definition if isinstance(definition, dict) else {}
    if isinstance(definition.get("statement"), str):
        return text.line(definition["statement"])
    if isinstance(definition.get("tlp"), str):
        return f"TLP:{text.line(definition['tlp']).upper()}"
    name = object_.get("name")
    return text.line(name) if isinstance(name, str) else ""


def _references(object_: Json) -> list[Json]:
    value = object_.get("external_references")
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
