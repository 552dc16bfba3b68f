"""Rows of the UCDP External Support Dataset as a part of the data set, read by the importer."""

from __future__ import annotations

import csv
import hashlib
import io
from base64 import b32encode
from typing import TYPE_CHECKING, NamedTuple

from proxytui.exchange import ucdp_support
from proxytui.exchange.rows import ReadOptions, ReadRow
from proxytui.notation import writer
from proxytui.notation.names import NamesOfRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.model.records import Json

SOURCE = "s-ucdp-esd"
LICENCE = "CC BY 4.0; to be cited as Meier, Karlén, Pettersson and Croicu (2023)"

# Who of the data set has which number there.
_ACTORS = {
    "3": "united-states",
    "28": "united-kingdom",
    "33": "france",
    "57": "russia",
    "108": "morocco",
    "112": "sudan",
    "114": "iran",
    "115": "turkey",
    "116": "iraq",
    "117": "egypt",
    "118": "syria",
    "119": "lebanon",
    "120": "jordan",
    "121": "israel",
    "122": "saudi-arabia",
    "123": "yemen",
    "124": "peoples-democratic-republic-of-yemen",
    "125": "kuwait",
    "126": "bahrain",
    "127": "qatar",
    "128": "united-arab-emirates",
    "164": "kurdistan-democratic-party-of-iran",
    "204": "palestine-liberation-organization",
    "205": "popular-front-for-the-liberation-of-palestine",
    "206": "pflp-general-command",
    "207": "fatah",
    "208": "palestinian-islamic-jihad",
    "209": "hamas",
    "210": "palestinian-authority",
    "231": "supreme-council-for-the-islamic-revolution-in-iraq",
    "233": "ansar-al-islam",
    "234": "islamic-state",
    "239": "amal-movement",
    "243": "lebanese-forces",
    "260": "kurdistan-democratic-party",
    "261": "patriotic-union-of-kurdistan",
    "269": "syrian-muslim-brotherhood",
    "308": "mujahedin-e-khalq",
    "309": "kurdistan-free-life-party",
    "312": "al-jamaa-al-salafiyya-al-muhtasiba",
    "323": "kurdistan-workers-party",
    "366": "hezbollah",
    "881": "al-qaida-in-the-arabian-peninsula",
    "1091": "ansar-allah",
    "4163": "democratic-union-party",
    "4456": "syrian-insurgents",
    "5659": "mahdi-army",
    "6254": "forces-of-hadi",
    "6288": "syrian-democratic-forces",
}
# What the dataset holds to be one actor and this set to be two: the last year of the earlier one,
# its number here, which is none of theirs, and its id.
_EARLIER = {
    "57": (1991, "1000057", "soviet-union"),
    "123": (1989, "1000123", "yemen-arab-republic"),
}
# From 2015 on the government of Yemen is the authority in Sanaa there, which is none here.
_YEMEN, _LAST_OF_YEMEN, _SANAA = "123", 2014, "2000123"
# Its name there is that of the group since 2014, also for the years before: its own fighting is
# taken, and no support.
_ONLY_AS_PARTY = {"234"}
# Wars of which another source gives both ends: runs of years, which give none, would add doubt.
_DATED_ELSEWHERE = ({"114", "116"}, {"116", "125"}, {"123", "1091"})


class TakenRows(NamedTuple):
    """The extract that the claims are read from, the kept text that they are quoted from, and the
    part that they make."""

    extract: str
    text: str
    part: str


def take(data: bytes, actors: dict[str, Json]) -> TakenRows:
    """What a file of years says of actors of the data set, who are given by id."""
    header, *rows = csv.reader(io.StringIO(data.decode()))
    rows = [row for row in rows if _is_taken(dict(zip(header, row, strict=True)))]
    renumbered = [_renumbered(header, row) for row in rows]
    file = io.BytesIO(_written(header, renumbered).encode())
    source: Json = {}
    claims = []
    for row in ucdp_support.read(file, ReadOptions("ucdp-esd-181.csv")):
        if isinstance(row, ReadRow) and row.table == "sources":
            source = {**row.fields, "licence": LICENCE}
        elif isinstance(row, ReadRow) and row.table == "claims" and _is_claim(row.fields):
            claims.append((_id(row.key), _of_the_set(row.fields)))
    quoted = dict.fromkeys(place for _, record in claims for place in _quoted(record))
    records = [("sources", SOURCE, source), *(("claims", id_, record) for id_, record in claims)]
    return TakenRows(
        _written(header, rows),
        "".join(f"[{row}]\n{words}\n" for row, words in sorted(quoted)),
        writer.write(records, NamesOfRecords(actors)),
    )


def _is_taken(row: dict[str, str]) -> bool:
    parties = {row["actor_id"], row["oppo_id"]}
    is_sanaa = row["actor_id"] == _YEMEN and int(row["year"]) > _LAST_OF_YEMEN
    return parties <= _ACTORS.keys() and not is_sanaa


def _renumbered(header: list[str], row: list[str]) -> list[str]:
    """A row in which earlier actors have numbers of their own."""
    cells = dict(zip(header, row, strict=True))
    for column in ("actor_id", "oppo_id", "ext_id"):
        ids = cells[column].split(",")
        for place, id_ in enumerate(ids):
            last, earlier, _ = _EARLIER.get(id_, (0, "", ""))
            if int(cells["year"]) <= last:
                ids[place] = earlier
            elif id_ == _YEMEN and int(cells["year"]) > _LAST_OF_YEMEN:
                ids[place] = _SANAA
        cells[column] = ",".join(ids)
    return list(cells.values())


def _written(header: list[str], rows: Iterable[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return file.getvalue()


def _known(id_: str) -> str:
    """The id here of an actor there; empty for one that is not of the set."""
    earlier = {number: actor for _, number, actor in _EARLIER.values()}
    return earlier.get(id_) or _ACTORS.get(id_, "")


def _is_claim(record: Json) -> bool:
    ends = {record["subject"], record["object"]}
    if record["type"] == "backs" and ends & _ONLY_AS_PARTY:
        return False
    if record["type"] == "opposes" and ends in _DATED_ELSEWHERE:
        return False
    return all(map(_known, ends))


def _of_the_set(record: Json) -> Json:
    """A claim with the ids of the set instead of the numbers there."""
    named = {**record, **{end: _known(record[end]) for end in ("subject", "object")}}
    if against := [known for id_ in record.get("against", ()) if (known := _known(id_))]:
        named["against"] = against
    else:
        named.pop("against", None)
    named["citations"] = [{**citation, "source": SOURCE} for citation in record["citations"]]
    for citation in named["citations"]:
        row = citation["locator"]["paragraph"]
        citation["quote"] = {**citation["quote"], "prefix": f"[{row}]\n"}
    return named


def _id(key: str) -> str:
    digest = hashlib.sha256(f"ucdp-esd:{key}".encode()).digest()[:10]
    return f"c-{b32encode(digest).decode().lower()}"


def _quoted(record: Json) -> Iterator[tuple[int, str]]:
    """The rows that a claim cites, with the words that are quoted of each."""
    for citation in record["citations"]:
        yield citation["locator"]["paragraph"], citation["quote"]["exact"]
