"""MISP galaxies of groups: their names, their suspected sponsors, and what is related to them.

- A sponsor that is *suspected* is a claim that is alleged, without means. Its words are the coded
  cells, and the sentence of the description that says so, where one does. *Unknown* is no sponsor.
- A synonym that several groups have is a weak name: it tells nobody apart.
- A group that is *similar* to another may be the same: a decision *unsure* for a person to make.
  `part-of` is a part; `linked-to`, `overlaps`, `uses` and the like are links of no stated kind.
  A relation with an estimate of its likelihood is alleged. One that leads out of the file names
  nobody, and is left out with the reason.
- A group may be a state's unit, a company or a mere campaign: its kind is unknown.
- The file has no date of its own, and so attests nothing.

The file is read three times: for what it says about itself, for names, and for the groups.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import country_names, sponsor_words
from proxytui.exchange.misp_clusters import Clusters, Fields, texts, word
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.model import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.formats import Head
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.model.records import Json

# Keys of one meaning; those of a galaxy are written by many hands.
_SPONSOR = re.compile(r"(?:cfr-)?(?:suspected-)?state-spons[eo]r")
_SYNONYMS = re.compile(r"synonyms?|aliases")
_REFS = re.compile(r"ref(?:erence)?s?")
_COUNTRY = re.compile(r"country")
_CONFIDENCE = re.compile(r"attribution-confidence")
_NOBODY = ("unknown", "none", "n/a")
_LINKS = ("linked-to", "overlaps", "related-to", "associated-with", "uses", "used-by")
_LIKELIHOOD = re.compile(r'estimative-language:likelihood-probability="([^"]+)"')
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")


def looks(head: Head) -> int:
    """How surely a file is of this format, by the fields it begins with."""
    begin = head.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    marks = (b'"values"', b'"value"', b'"uuid"', b'"meta"')
    return 85 if begin.startswith(b"{") and all(mark in begin for mark in marks) else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The source, the groups, their suspected sponsors, and what they are related to."""
    clusters = Clusters(file)
    about = clusters.about()
    kinds = f"{word(about, 'category')} {word(about, 'type')}".lower()
    if not any(part in kinds for part in ("actor", "group", "intrusion-set")):
        what = word(about, "name") or word(about, "type") or "things of no stated kind"
        raise UsageError(f"the galaxy has no groups, but {what}", "give one of threat actors")
    source = f"misp-galaxy-{text.slug(word(about, 'type'))}"
    yield ReadRow("the galaxy", "sources", source, _source(about))
    yield from _Groups(clusters, source, word(about, "name")).read()


def _source(about: Fields) -> Json:
    name = word(about, "name") or word(about, "type")
    version = word(about, "version")
    record: Json = {
        "title": f"MISP Galaxy, {name}" + (f", version {version}" if version else ""),
        "publisher": word(about, "source") or "MISP Project",
        "url": "https://github.com/MISP/misp-galaxy",
        "licence": "CC0 1.0",
        "lang": "en",
        "kind": "data set",
    }
    authors = ", ".join(texts(about.get("authors")))
    return record | ({"author": authors} if authors else {})


class _Cell(NamedTuple):
    """The words of a key, with the key as the file spells it."""

    key: str
    words: list[str]

    @property
    def quote(self) -> str:
        return f"{self.key}: {', '.join(self.words)}"


class _Groups:
    """The groups of a galaxy, by its clusters; `source` is the key of the galaxy."""

    def __init__(self, clusters: Clusters, source: str, galaxy: str) -> None:
        self._clusters = clusters
        self._source = source
        self._galaxy = galaxy
        self._sponsors: dict[str, Json] = {}
        self._pairs: set[str] = set()
        self._ids: set[str] = set()
        self._shared: set[str] = set()
        self._note_names()

    def read(self) -> Rows:
        seen: set[str] = set()
        for number, cluster in enumerate(self._clusters.entries(), 1):
            group = _group(number, cluster)
            if isinstance(group, RejectedRow):
                yield group
            elif group.id in seen:
                yield RejectedRow(group.place, "has the uuid of an entry above", group.raw())
            else:
                seen.add(group.id)
                yield ReadRow(group.place, "actors", group.id, self._actor(group))
                yield from self._backing(group)
                yield from self._relations(group)
        for key, record in self._sponsors.items():
            yield ReadRow("the galaxy", "actors", key, record)

    def _note_names(self) -> None:
        """Keep which groups there are, and which names several of them have."""
        first: dict[str, str] = {}
        for number, cluster in enumerate(self._clusters.entries(), 1):
            group = _group(number, cluster)
            if isinstance(group, RejectedRow):
                continue
            self._ids.add(group.id)
            for name in (group.name, *group.cell(_SYNONYMS).words):
                folded = text.fold(name)
                if first.setdefault(folded, group.id) != group.id:
                    self._shared.add(folded)

    def _actor(self, group: _Group) -> Json:
        synonyms, country = group.cell(_SYNONYMS), group.cell(_COUNTRY)
        names: list[Json] = [{"text": group.name}]
        known = {text.fold(group.name)}
        for name in synonyms.words:
            folded = text.fold(name)
            if folded not in known and text.visible(name):
                known.add(folded)
                names.append({"text": name, "type": "weak" if folded in self._shared else "alias"})
        record: Json = {"kind": "unknown", "names": names}
        codes = dict.fromkeys(filter(None, map(vocabulary.country_code, country.words)))
        if codes:
            record["countries"] = [*codes]
        if group.has_uuid:
            record["identifiers"] = {"misp": [group.id]}
        cells = (synonyms, country, group.cell(_CONFIDENCE), group.cell(_REFS))
        record["citations"] = [self._citation(group, group.quote(*cells))]
        return record

    def _backing(self, group: _Group) -> Iterator[ReadRow]:
        cell = group.cell(_SPONSOR)
        for words in dict.fromkeys(cell.words):
            if words.lower() in _NOBODY or not text.visible(words):
                continue
            country = country_names.country(words)
            key = self._sponsor(words, country)
            coded = group.quote(cell, group.cell(_CONFIDENCE))
            citations = [self._citation(group, coded, "alleged")]
            stated = sponsor_words.sentence(group.description, country) if country else ""
            if stated:
                citations.append(self._citation(group, stated, "alleged"))
            claim: Json = {"type": "backs", "subject": key, "object": group.id}
            claim["citations"] = citations
            yield ReadRow(group.place, "claims", f"{group.id}:backed:{key}", claim)

    def _sponsor(self, words: str, country: country_names.Country | None) -> str:
        """The key of a sponsor, a state by whichever of its names, which it takes note of."""
        key = f"state-{country.code}" if country else f"named-{_hash(text.fold(words))}"
        if key not in self._sponsors:
            record: Json = {"kind": "state" if country else "unknown", "names": [{"text": words}]}
            if country:
                record |= {"names": [{"text": country.name}], "countries": [country.code]}
            self._sponsors[key] = record
        names = self._sponsors[key]["names"]
        if text.fold(words) not in {text.fold(name["text"]) for name in names}:
            names.append({"text": words, "type": "alias"})
        return key

    def _relations(self, group: _Group) -> Rows:
        outside: dict[str, int] = {}
        seen: set[str] = set()
        for relation in group.relations:
            type_, other = word(relation, "type"), word(relation, "dest-uuid")
            raw: dict[str, object] = {"value": group.name, "type": type_, "dest-uuid": other}
            if other not in self._ids:
                outside[type_] = outside.get(type_, 0) + 1
            elif other == group.id:
                yield RejectedRow(group.place, f"is {type_} to itself", raw)
            elif type_ == "similar":
                yield from self._similar(group, other, relation)
            elif type_ not in ("part-of", *_LINKS):
                yield RejectedRow(group.place, f"has a relation “{type_}” of no known kind", raw)
            elif f"{type_}:{other}" not in seen:
                seen.add(f"{type_}:{other}")
                yield self._tie(group, type_, other, relation)
        if outside:
            kinds = ", ".join(f"{count} {type_}" for type_, count in sorted(outside.items()))
            words = f"has relations to what isn't in the file: {kinds}"
            yield RejectedRow(group.place, words, {"value": group.name, "uuid": group.id})

    def _similar(self, group: _Group, other: str, relation: Fields) -> Iterator[ReadRow]:
        first, second = sorted((group.id, other))
        key = f"{first}--{second}"
        if key in self._pairs:
            return
        self._pairs.add(key)
        likely = _likelihood(relation)
        reason = f"the galaxy {self._galaxy} has them as similar" + (
            f", {likely}" if likely else ""
        )
        decision = {"a": first, "b": second, "judgement": "unsure", "reason": text.line(reason)}
        yield ReadRow(group.place, "identities", key, decision)

    def _tie(self, group: _Group, type_: str, other: str, relation: Fields) -> ReadRow:
        likely = _likelihood(relation)
        cells = [_Cell("related", [f"{type_} {other}"])]
        if likely:
            cells.append(_Cell("likelihood-probability", [likely]))
        flags = ("alleged",) if likely else ()
        claim: Json = {
            "type": "part-of" if type_ == "part-of" else "linked-to",
            "subject": group.id,
            "object": other,
            "citations": [self._citation(group, group.quote(*cells), *flags)],
        }
        return ReadRow(group.place, "claims", f"{group.id}:{type_}:{other}", claim)

    def _citation(self, group: _Group, words: str, *flags: str) -> Json:
        citation: Json = {
            "source": self._source,
            "quote": {"exact": words},
            "locator": {"paragraph": group.number},
        }
        return citation | ({"flags": [*flags]} if flags else {})


class _Group:
    """A cluster as it is read: by its number in the file, its uuid or a hash of its name."""

    def __init__(self, number: int, cluster: Fields) -> None:
        self.number = number
        self.place = f"entry {number}"
        self.name = word(cluster, "value")
        self.description = word(cluster, "description")
        uuid = word(cluster, "uuid")
        self.has_uuid = bool(_ID.fullmatch(uuid))
        self.id = uuid if self.has_uuid else f"named-{_hash(text.fold(self.name))}"
        meta = cluster.get("meta")
        self._meta: Fields = meta if isinstance(meta, dict) else {}
        related = cluster.get("related")
        self.relations = [item for item in _list(related) if isinstance(item, dict)]

    def cell(self, keys: re.Pattern[str]) -> _Cell:
        """The words of the first key of a meaning that has any."""
        for key, value in self._meta.items():
            spelt = text.line(key).lower().replace("_", "-")
            if keys.fullmatch(spelt) and (words := texts(value)):
                return _Cell(text.line(key), words)
        return _Cell("", [])

    def quote(self, *cells: _Cell) -> str:
        """The cells on one line. The uuid stands last: so no quote of an entry is the beginning of
        another."""
        parts = [f"value: {self.name}", *(cell.quote for cell in cells if cell.words)]
        return "; ".join([*parts, f"uuid: {self.id}"] if self.has_uuid else parts)

    def raw(self) -> dict[str, object]:
        """The plain fields of the entry."""
        return {"value": self.name, "uuid": self.id, "description": self.description}


def _group(number: int, cluster: object) -> _Group | RejectedRow:
    if not isinstance(cluster, dict):
        return RejectedRow(f"entry {number}", "is no object")
    group = _Group(number, cluster)
    if not text.visible(group.name):
        return RejectedRow(group.place, "has no name", group.raw())
    return group


def _likelihood(relation: Fields) -> str:
    """The estimate of how likely a relation is; empty where there is none."""
    for tag in texts(relation.get("tags")):
        if match := _LIKELIHOOD.fullmatch(tag):
            return match[1]
    return ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16]
