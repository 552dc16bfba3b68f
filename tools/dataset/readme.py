"""The counts and tables of data/README.md, made from the records."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.model.records import Json

    Tables = Mapping[str, Mapping[str, Json]]

_BLOCK = re.compile(r"(<!-- made: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.S)
_SYMMETRIC = ("allied-with", "linked-to", "related-to")


def filled(text: str, tables: Tables) -> str:
    """The text of the README with its made blocks filled."""
    made = {"counts": _counts, "sources": _sources, "flags": _flags, "denials": _denials}
    return _BLOCK.sub(lambda m: f"{m[1]}{made[m['name']](tables)}{m[3]}", text)


def _citations(tables: Tables) -> Iterator[Json]:
    for table in ("actors", "claims", "events"):
        for record in tables[table].values():
            yield from record.get("citations", [])


def _counts(tables: Tables) -> str:
    described = sum(1 for actor in tables["actors"].values() if actor.get("described"))
    cited = list(_citations(tables))
    quoted = sum(1 for citation in cited if "quote" in citation)
    each = "each with a quote" if quoted == len(cited) else f"{quoted} of them with a quote"
    return (
        f"It has {len(tables['actors'])} actors ({described} of them known only by a description),"
        f" {len(tables['claims'])} claims, {len(tables['events'])} events,"
        f" {len(tables['sources'])} sources; {len(cited)} citations, {each}.\n"
    )


def _sources(tables: Tables) -> str:
    rows = [
        "| source | title | published | licence | kept here | claims | events |",
        "|---" * 7 + "|",
    ]
    for id_, source in sorted(tables["sources"].items()):
        published = source.get("published", "")
        raw = source.get("published_raw", "")
        kept = "no, quotes only"
        if documents := source.get("documents"):
            kept = "text and original" if "original" in documents[0] else "text"
        cells = (
            f"`{id_}`",
            source["title"],
            f"{published} ({raw})" if published and raw else published or raw,
            source.get("licence", "its publisher’s copyright; short quotes"),
            kept,
            str(_citing(tables, "claims", id_)),
            str(_citing(tables, "events", id_)),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _citing(tables: Tables, table: str, source: str) -> int:
    return sum(
        any(citation["source"] == source for citation in record.get("citations", []))
        for record in tables[table].values()
    )


def _flags(tables: Tables) -> str:
    flags: Counter[str] = Counter()
    for claim in tables["claims"].values():
        flags.update(
            {*claim.get("flags", []), *(f for c in claim["citations"] for f in c.get("flags", []))}
        )
    refuted = sum(claim.get("status") == "refuted" for claim in tables["claims"].values())
    names = [name for actor in tables["actors"].values() for name in actor["names"]]
    langs = Counter(name["lang"] for name in names if "lang" in name)
    return (
        f"Claims with a flag, on the claim or on a citation: {_listed(flags)}. Refuted: {refuted}."
        f"\n\nNames in other languages: {_listed(langs)}.\n"
    )


def _listed(counts: Counter[str]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{word} {number}" for word, number in ordered)


def _denials(tables: Tables) -> str:
    rows = []
    for claim in tables["claims"].values():
        for citation in claim["citations"]:
            if citation.get("stance") == "disputes":
                speaker = citation.get("speaker", {})
                who = speaker.get("actor") or speaker.get("text") or "its own voice"
                rows.append((_tie(claim), _means(claim), _time(claim), who, citation["source"]))
    lines = ["| tie | means | time | who | source |", "|---|---|---|---|---|"]
    lines += [f"| {a} | {b} | {c} | {d} | `{e}` |" for a, b, c, d, e in sorted(rows)]
    return "\n".join(lines) + "\n"


def _tie(claim: Json) -> str:
    arrow = "—" if claim["type"] in _SYMMETRIC else "→"
    return f"{claim['type']} {claim['subject']} {arrow} {claim['object']}"


def _means(claim: Json) -> str:
    return " ".join(claim.get("terms", [])) or "—"


def _time(claim: Json) -> str:
    days = [claim[key] for key in ("since", "until") if key in claim]
    return f"`{'` to `'.join(dict.fromkeys(days or claim.get('attested', [])))}`"
