"""Small networks for tests: records written in a line each."""

from __future__ import annotations

from proxytui.asof.lens import Lens
from proxytui.graph.index import Index
from proxytui.model import dates
from proxytui.model.records import Json

Tables = dict[str, dict[str, Json]]


def at(period: str, **fields: object) -> Lens:
    return Lens(dates.period(period), **fields)  # type: ignore[arg-type]


def cite(source: str, **fields: object) -> Json:
    return {"source": source, **fields}


def claim(words: str, **fields: object) -> Json:
    """A claim from `subject type object`, with a citation of source s1 unless others are given."""
    subject, type_, object_ = words.split()
    made: Json = {"type": type_, "subject": subject, "object": object_, "since": "2000"}
    return {**made, "until": "2020", "citations": [cite("s1")], **fields}


def tables(*claims: Json | str, **others: dict[str, Json]) -> Tables:
    """Tables with claims c1, c2 … and actors and sources for whatever they name."""
    made = {f"c{n}": claim(c) if isinstance(c, str) else c for n, c in enumerate(claims, 1)}
    ends = [c[end] for c in made.values() for end in ("subject", "object")]
    cited = [one["source"] for c in made.values() for one in c["citations"]]
    actors = {id_: {"kind": "armed-group", "names": [{"text": id_.upper()}]} for id_ in ends}
    sources: dict[str, Json] = {id_: {"title": id_} for id_ in ["s1", *cited]}
    return {
        **others,
        "claims": made,
        "actors": {**actors, **others.get("actors", {})},
        "sources": {**sources, **others.get("sources", {})},
    }


def index_of(*claims: Json | str, **others: dict[str, Json]) -> Index:
    return Index.build(tables(*claims, **others))
