"""Rows of UCDP External Support for tests, and what a reader makes of a file."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from proxytui.exchange.rows import ReadOptions, ReadRow, RejectedRow
from proxytui.graph.index import Index
from proxytui.model import validation

if TYPE_CHECKING:
    from proxytui.exchange.rows import Read
    from proxytui.model.records import Json

LETTERS = "xpywmtfilou"
NAMES = {
    "114": "Government of Iran", "118": "Government of Syria", "119": "Government of Lebanon",
    "121": "Government of Israel", "57": "Government of Russia (Soviet Union)",
    "366": "Hezbollah", "209": "Hamas", "505": "ARS/UIC", "630": "Janjaweed ",
    "7907": "Emirati elements", "3822": "Government of Australia, Government of United Kingdom",
}  # fmt: skip

ACTOR_YEAR = [
    "id", "active", "year", "actor_id", "actor_name", "actor_nonstate", "oppo_id", "oppo_name",
    "dyad_id", "dyad_name", "civil", "conflict_id", "location", "ext_id", "ext_name",
    "ext_nonstate", "ext_coalition", "ext_coalition_name", "ext_elements", "ext_bothsides",
    "ext_sup", "ext_sup_s", "ext_sup_ns", "ext_count", "ext_count_s", "ext_count_ns",
    *(f"ext_{x}{end}" for x in LETTERS
      for end in ("", "_s", "_ns", "_count", "_count_s", "_count_ns")),
    "ext_sum",
]  # fmt: skip
TRIAD_YEAR = [
    "id", "active", "year", "actor_id", "actor_name", "actor_nonstate", "oppo_id", "oppo_name",
    "dyad_id", "dyad_name", "ext_id", "ext_name", "ext_nonstate", "ext_coalition", "ext_elements",
    "ext_bothsides", "ext_alleged", "ext_sup", *(f"ext_{x}" for x in LETTERS), "ext_sum",
]  # fmt: skip
DYAD_YEAR = [
    "id", "active", "year", "side_a_id", "side_a", "side_b_id", "side_b", "dyad_id", "dyad_name",
    "ext_id", "ext_name", "ext_nonstate", "ext_coalition", "ext_bothsides", "ext_sup",
    *(f"ext_{x}{end}" for x in LETTERS
      for end in ("", "_s", "_ns", "_count", "_count_s", "_count_ns")),
    "ext_sum",
]  # fmt: skip


def coded(
    year: int | str, supporters: str = "", states: str = "", others: str = "", **cells: object
) -> dict[str, object]:
    """A row on Hezbollah against Israel: supporters by id, and letters, each once for each of the
    states or others that gave it: `WWT` for two with weapons, one of whom trained too."""
    ids = [id_ for id_ in supporters.split(",") if id_]
    kinds = [NAMES[id_].startswith("Government") or NAMES[id_].endswith("elements") for id_ in ids]
    row: dict[str, object] = {
        "active": 1, "year": year, "actor_id": "366", "actor_name": "Hezbollah",
        "actor_nonstate": 1, "oppo_id": "121", "oppo_name": "Government of Israel",
        "side_a_id": "121", "side_a": "Government of Israel", "side_b_id": "366",
        "side_b": "Hezbollah", "dyad_id": 891, "dyad_name": "Government of Israel - Hezbollah",
        "ext_id": supporters, "ext_name": ",".join(NAMES[id_] for id_ in ids),
        "ext_sup": int(bool(ids)), "ext_count": len(ids), "ext_count_s": sum(kinds),
        "ext_count_ns": len(ids) - sum(kinds),
    }  # fmt: skip
    for letter in LETTERS:
        by_states, by_others = states.count(letter.upper()), others.count(letter.upper())
        counts = {"": by_states + by_others, "_s": by_states, "_ns": by_others}
        for end, number in counts.items():
            row[f"ext_{letter}{end}"] = int(number > 0)
            row[f"ext_{letter}_count{end}"] = number
    return row | cells


def written(rows: list[dict[str, object]], columns: list[str] = ACTOR_YEAR) -> bytes:
    """The rows as a file of these columns."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval=0, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


class Result(NamedTuple):
    """What a reader yields of a file: fields by key for each table, and the rows aside."""

    tables: dict[str, dict[str, Json]]
    aside: list[RejectedRow]
    rows: list[ReadRow]

    @property
    def claims(self) -> list[Json]:
        return list(self.tables["claims"].values())

    def ties(self, type_: str = "backs") -> list[Json]:
        return [claim for claim in self.claims if claim["type"] == type_]

    def index(self) -> Index:
        return Index.build(self.tables)


def result(read: Read, data: bytes, **options: Any) -> Result:
    """All that a reader yields of a file; every record is sound, and names only what is there."""
    tables: dict[str, dict[str, Json]] = defaultdict(dict)
    aside, rows = [], []
    for row in read(io.BytesIO(data), ReadOptions(**options)):
        if isinstance(row, RejectedRow):
            aside.append(row)
            continue
        assert row.key not in tables[row.table], f"{row.table} {row.key} twice"
        assert not validation.faults(row.table, "k", row.fields)
        tables[row.table][row.key] = row.fields
        rows.append(row)
    for claim in tables["claims"].values():
        ends = {claim["subject"], claim["object"], *claim.get("against", ())}
        assert ends <= tables["actors"].keys()
        assert {c["source"] for c in claim["citations"]} <= tables["sources"].keys()
    return Result(tables, aside, rows)
