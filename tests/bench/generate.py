"""A store of any size, the same for the same seed: actors, claims with their quotes, kept texts.

`python tests/bench/generate.py FOLDER [--actors N] [--claims N] [--quotes N] [--seed N]`
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import invented
from drawn import TIME, VERSION, Json, Maker, Size, Text

from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED = "asked.json"
"""Beside the records: pairs of a name misspelt or transliterated and the id of its actor."""

_TYPE_WEIGHTS = dict(
    zip(CLAIM_TYPES, (38, 16, 9, 9, 6, 6, 3, 2, 3, 1, 3, 4), strict=True),
)
_encode = msgspec.json.Encoder(order="sorted").encode


def _pairs(maker: Maker, actors: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Claim types with two ends: few actors have very many ties, most a few."""
    chance = maker.chance
    order = chance.sample(actors, len(actors))
    weights = list(accumulate((rank + 1) ** -0.75 for rank in range(len(order))))
    people = [actor for actor in order if maker.kinds[actor] == "person"]
    types, shares = tuple(_TYPE_WEIGHTS), list(accumulate(_TYPE_WEIGHTS.values()))
    while True:
        wanted = maker.size.claims
        drawn = chance.choices(types, cum_weights=shares, k=wanted)
        ends = chance.choices(order, cum_weights=weights, k=2 * wanted)
        for number, type_ in enumerate(drawn):
            subject, object_ = ends[2 * number], ends[2 * number + 1]
            persons = CLAIM_TYPES[type_].persons
            if persons:
                subject = chance.choice(people)
                object_ = chance.choice(people) if persons == "both" else object_
            if subject != object_:
                yield type_, (subject, object_)


def tables(size: Size) -> tuple[dict[str, Json], list[Text], list[tuple[str, str]]]:
    """All records by table and id, the kept texts, and what a search may be asked for."""
    maker = Maker(size)
    made: dict[str, Json] = {"actors": {}, "claims": {}, "events": {}, "sources": {}}
    for _ in range(size.actors):
        id_, record = maker.actor()
        made["actors"][id_] = record
    actors = list(made["actors"])
    texts = [maker.text(actors) for _ in range(max(3, size.claims // 2500))]
    count = max(len(texts), size.claims // 160)
    for number in range(count):
        known = list(made["sources"]) if number < 900 else []
        kept = texts[number] if number < len(texts) else None
        id_, record = maker.source(number, known, kept)
        made["sources"][id_] = record
    sources = list(made["sources"])
    whole = [id_ for id_ in sources if id_ in maker.texts]
    left, pairs = size.quotes, _pairs(maker, actors)
    for number in range(size.claims):
        type_, ends = next(pairs)
        # Every quote wanted is given out; some claims have two of them and others none.
        even = left - (size.claims - number - 1)
        quoted = min(left, max(0, even)) if size.claims - number < 3 else _drawn(maker, left)
        left -= quoted
        cited = []
        for place in range(max(1, quoted)):
            source = maker.chance.choice(whole if maker.some(0.1) else sources)
            cited.append(maker.citation(source, ends[0], quoted=place < quoted))
        made["claims"][maker.id("c-")] = maker.claim(type_, ends, cited)
    claims = list(made["claims"])
    for _ in range(size.actors // 4):
        made["events"][maker.id("e-")] = maker.event(actors, claims, sources)
    _by_hand(maker, made, actors)
    return made, texts, _asked(maker, made["actors"])


def _drawn(maker: Maker, left: int) -> int:
    return min(left, maker.chance.choices((0, 1, 2), (15, 70, 15))[0])


def _by_hand(maker: Maker, made: dict[str, Json], actors: list[str]) -> None:
    """Notes, decisions and views, as people leave them."""
    notes, decisions, views = (made.setdefault(t, {}) for t in ("notes", "identities", "views"))
    for _ in range(max(3, len(actors) // 100)):
        about = maker.chance.choice(actors)
        text = f"Ask again about [[{about}]]. {maker.sentence('en', '')}"
        notes[maker.id("n-")] = {
            "about": [about],
            "text": text,
            "created": TIME,
            "modified": TIME,
        }
        a, b = maker.chance.sample(actors, 2)
        judged = maker.chance.choice(("different", "unsure"))
        decisions[maker.id("i-")] = {"a": a, "b": b, "judgement": judged, "made": TIME}
    for number in range(5):
        views[maker.id("v-")] = {"name": f"View {number}", "centre": maker.chance.choice(actors)}


def _asked(maker: Maker, actors: Json) -> list[tuple[str, str]]:
    """Forty names as people ask for them: half with a slip, half in another spelling or script."""
    named = [id_ for id_ in actors if maker.kinds[id_] != "unknown"]
    long = [id_ for id_ in named if len(maker.sounds[id_].written(0)) >= 9]
    asked = []
    for number, id_ in enumerate(maker.chance.sample(long, min(40, len(long)))):
        bare = maker.sounds[id_].written(0)
        if number % 4 < 2:
            asked.append((invented.slip(maker.chance, maker.latin[id_]), id_))
        elif number % 4 == 2:
            asked.append((invented.respelt(maker.chance, bare), id_))
        else:
            asked.append((maker.sounds[id_].written(maker.chance.choice((1, 2, 3))), id_))
    return asked


def write(folder: Path, size: Size) -> None:
    """Write a store's folder without history: `store.json`, its kept texts, and what to ask."""
    made, texts, asked = tables(size)
    (folder / "documents").mkdir(parents=True, mode=0o700)
    for text in texts:
        (folder / "documents" / text.sha).write_bytes(text.words.encode())
    meta = {
        "schema": 1,
        "store": f"generated-{size.seed}",
        "name": f"generated-{size.actors}",
        "as_of": "2016",
        "journal": {"file": "000001.jsonl", "offset": 0},
    }
    with (folder / "store.json").open("wb") as out:
        out.write(b'{"_meta": {\n"1": %b\n}' % _encode(meta))
        for table in ("actors", "claims", "events", "sources", "notes", "identities", "views"):
            rows = made[table]
            lines = (b'"%b": %b' % (id_.encode(), _encode(rows[id_])) for id_ in sorted(rows))
            out.write(b',\n"%b": {\n' % table.encode() + b",\n".join(lines) + b"\n}")
        out.write(b"}\n")
    (folder / ASKED).write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")


def cache() -> Path:
    """Where generated stores are kept: PROXYTUI_BENCH_CACHE, else the temporary folder."""
    named = os.environ.get("PROXYTUI_BENCH_CACHE")
    return Path(named) if named else Path(tempfile.gettempdir()) / "proxytui-bench"


def generated(size: Size) -> Path:
    """The folder of such a store, made at the first call; only to be read."""
    name = f"v{VERSION}-{size.actors}-{size.claims}-{size.quotes}-seed{size.seed}"
    folder = cache() / name
    if not (folder / ASKED).exists():
        cache().mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=cache()))
        try:
            write(beside, size)
            if folder.exists():
                shutil.rmtree(folder)
            beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return folder


def main() -> None:
    """Write a store where the call says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    for field, default in Size._field_defaults.items():
        parser.add_argument(f"--{field}", type=int, default=default)
    given = vars(parser.parse_args())
    write(given.pop("folder"), Size(**given))


if __name__ == "__main__":
    main()
