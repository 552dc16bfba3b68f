"""Records drawn by chance, the same for the same seed: actors, sources with kept texts, claims."""

from __future__ import annotations

import base64
import hashlib
import random
from typing import TYPE_CHECKING, Any, NamedTuple

import invented

from proxytui.model.vocabulary import CLAIM_TYPES, EVENT_KINDS, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
"""Another number where other records come of the same seed."""

TIME = "2024-12-02T00:00:00Z"
_KINDS = {
    "armed-group": ("Brigade", "Front", "Movement", "Battalion", "Army"),
    "state-body": ("Ministry", "Directorate", "Guard", "Service"),
    "organisation": ("Foundation", "Trading Company", "Charity", "Network"),
    "party": ("Party", "Bloc", "Union"),
    "coalition": ("Alliance", "Operations Room", "Council"),
    "igo": ("Commission", "League"),
    "state": ("Republic", "Kingdom"),
    "person": ("",),
    "unknown": ("",),
}
_KIND_WEIGHTS = dict(zip(_KINDS, (34, 9, 9, 5, 4, 1, 1, 33, 4), strict=True))
Json = dict[str, Any]


class Size(NamedTuple):
    """How many of what; the rest follows from these."""

    actors: int = 20_000
    claims: int = 100_000
    quotes: int = 100_000
    seed: int = 20


class Text(NamedTuple):
    """A kept text: its name, its words, and where each sentence begins."""

    sha: str
    words: str
    starts: tuple[int, ...]


class Maker:
    """Draws records one after the other; each table from chances of its own."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.chance = random.Random(f"{size.seed}/{VERSION}")
        self.ids: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.latin: dict[str, str] = {}
        self.sounds: dict[str, invented.Sound] = {}
        self.texts: dict[str, Text] = {}

    def id(self, prefix: str) -> str:
        return prefix + base64.b32encode(self.chance.randbytes(10)).decode().lower()

    def some(self, share: float) -> bool:
        return self.chance.random() < share

    # Dates, in every form that the vocabulary knows

    def date(self, low: int, high: int) -> str:
        """A date of some form between two years."""
        year, form = self.chance.randint(low, high), self.chance.random()
        if form < 0.35:
            return f"{year}"
        if form < 0.55:
            return f"{year}-{self.chance.randint(1, 12):02d}"
        if form < 0.85:
            return f"{year}-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"
        if form < 0.88:
            return f"{year // 10 * 10:04d}"[:3] + "X"
        return f"{year}{self.chance.choice('~?%')}"

    def bound(self, low: int, high: int, *, end: bool) -> str:
        """A start or an end: a date, a range in which it lies, or one side of it only."""
        form = self.chance.random()
        if end and form < 0.25:
            return ".."
        if form < 0.86:
            return self.date(low, high)
        middle = self.chance.randint(low, high)
        if form < 0.93:
            return f"{low}/{middle}" if low < middle else f"{low}"
        return f"../{middle}" if form < 0.965 else f"{low}/.."

    # Actors

    def actor(self) -> tuple[str, Json]:
        kind = self.chance.choices(tuple(_KIND_WEIGHTS), tuple(_KIND_WEIGHTS.values()))[0]
        sound = invented.sound(self.chance)
        word = self.chance.choice(_KINDS[kind])
        bare = sound.written(0)
        latin = f"{bare} {word}".strip()
        record: Json = {"kind": kind, "names": []}
        if kind == "unknown" and self.some(0.8):
            latin = f"militias backed by {bare}"
            record["described"] = True
        names: list[Json] = [{"text": latin}]
        if kind != "unknown":
            names += self._aliases(sound, bare, latin)
        if len(names) == 1 and self.some(0.06) and kind not in ("person", "unknown"):
            turn = self.chance.randint(1985, 2015)
            names[0]["since"] = f"{turn}"
            names.append({"text": f"Old {latin}", "until": f"{turn - 1}"})
        record["names"] = names
        if self.some(0.5):
            record["countries"] = [self.chance.choice(("SY", "LB", "IQ", "IR", "YE", "AF", "LY"))]
        if self.some(0.4):
            record["summary"] = self.sentence("en", latin)
        if self.some(0.3):
            record["founded"] = self.date(1940, 2000)
            if self.some(0.2):
                record["dissolved"] = self.date(2010, 2023)
        if self.some(0.2):
            record["identifiers"] = {"wikidata": [f"Q{self.chance.randrange(10**6, 10**8)}"]}
        if self.some(0.1):
            record["tags"] = [self.chance.choice(("to read", "border", "1980s"))]
        id_ = self._slug(latin)
        self.kinds[id_], self.latin[id_], self.sounds[id_] = kind, latin, sound
        return id_, record

    def _aliases(self, sound: invented.Sound, bare: str, latin: str) -> Iterator[Json]:
        for place in range(1, len(invented.SCRIPTS)):
            if self.some((0, 0.45, 0.15, 0.1, 0.03, 0.03, 0.03)[place]):
                lang, script = invented.SCRIPTS[place]
                text = sound.written(place)
                yield {"text": text, "type": "alias", "lang": lang, "script": script}
        if self.some(0.15):
            yield {"text": invented.marked(bare), "type": "alias"}
        if self.some(0.04):
            yield {"text": invented.han(self.chance), "type": "weak", "lang": "zh"}
        if self.some(0.12) and len(latin.split()) > 2:
            short = "".join(word[0] for word in latin.split()).upper()
            yield {"text": short, "type": "acronym"}

    def _slug(self, name: str) -> str:
        base = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())[:56]
        made, number = base, 2
        while made in self.ids:
            made, number = f"{base}-{number}", number + 1
        self.ids.add(made)
        return made

    # Texts and sources

    def sentence(self, lang: str, name: str) -> str:
        return invented.sentence(self.chance, lang, name)

    def text(self, actors: list[str]) -> Text:
        """A kept text of forty paragraphs in which no sentence stands twice."""
        starts, parts, at = [], [], 0
        for number in range(160):
            name = self.latin[self.chance.choice(actors)]
            said = f"{self.sentence('en', name)[:-1]}, item {number}."
            starts.append(at)
            parts.append(said + ("\n\n" if number % 4 == 3 else " "))
            at += len(parts[-1])
        words = "".join(parts)
        return Text(hashlib.sha256(words.encode()).hexdigest(), words, (*starts, at))

    def source(self, number: int, known: list[str], kept: Text | None) -> tuple[str, Json]:
        house = number % 180
        paper = invented.WORDS["en"][house % len(invented.WORDS["en"])].title()
        record: Json = {
            "title": f"[{self.sentence('en', '')[:50].rstrip()}, {number}]",
            "publisher": f"The {paper} Post {house}",
            "kind": "article",
        }
        if house % 5 == 0:
            record["publisher_parent"] = f"House {house % 30}"
        if self.some(0.9):
            record["published"] = self.date(1975, 2024)
        if self.some(0.5):
            record["url"] = f"https://news.example/{number}"
            record["accessed"] = TIME
        if self.some(0.2):
            record["author"] = invented.sound(self.chance).written(0)
        if self.some(0.03):
            record["status"] = self.chance.choice(("corrected", "retracted"))
        if self.some(0.05) and known:
            record["copy_of"] = self.chance.choice(known)
        id_ = self.id("s-")
        if kept is not None:
            record["documents"] = [{"text": kept.sha, "added": TIME}]
            self.texts[id_] = kept
        return id_, record

    # Claims

    def citation(self, source: str, subject: str, *, quoted: bool) -> Json:
        made: Json = {"source": source}
        if quoted:
            made["quote"] = self._quote(source, subject)
            if self.some(0.2):
                made["locator"] = {"paragraph": self.chance.randint(1, 40)}
        form = self.chance.random()
        if form < 0.1:
            made["speaker"] = {"text": self.chance.choice(("officials", "residents", "a monitor"))}
        elif form < 0.14:
            made["speaker"] = {"actor": subject}
        if form > 0.95:
            made["stance"] = "disputes" if form > 0.975 else "mentions"
        if self.some(0.04):
            made["flags"] = ["alleged"]
        if self.some(0.03):
            made["credibility"] = self.chance.choice("123456")
        return made

    def _quote(self, source: str, subject: str) -> Json:
        kept = self.texts.get(source)
        if kept is None:
            lang = self.chance.choices(("en", "ar", "ru"), (14, 4, 2))[0]
            exact = self.sentence(lang, self.latin[subject] if lang == "en" else "")
            exact += " " + self.sentence(lang, "")
            made = {"exact": exact} | ({"lang": lang} if lang != "en" else {})
            if self.some(0.4):
                made["translation"] = self.sentence("en", self.latin[subject])
            return made | {"prefix": self.sentence("en", "")[:40], "suffix": "and so on"}
        number = self.chance.randrange(len(kept.starts) - 1)
        start = kept.starts[number]
        exact = kept.words[start : kept.starts[number + 1]].strip()
        end = start + len(exact)
        return {
            "exact": exact,
            "prefix": kept.words[max(0, start - 32) : start],
            "suffix": kept.words[end : end + 32],
            "start": start,
            "text": kept.sha,
        }

    def claim(self, type_: str, ends: tuple[str, str], cited: list[Json]) -> Json:
        record: Json = {
            "type": type_,
            "subject": ends[0],
            "object": ends[1],
            "citations": cited,
        }
        terms = CLAIM_TYPES[type_].terms
        if terms and self.some(0.7):
            record["terms"] = self.chance.sample(terms, min(len(terms), self.chance.randint(1, 3)))
        if type_ == "leads":
            record["role"] = self.chance.choice(("leader", "commander", "chair"))
        self._span(record)
        form = self.chance.random()
        if form < 0.08:
            record["flags"] = [self.chance.choice(("alleged", "elements", "passive", "inferred"))]
        elif form < 0.10:
            record["flags"] = ["planned"]
        elif form < 0.13:
            record["status"] = "disputed"
        elif form < 0.16:
            record["status"] = self.chance.choice(("refuted", "retracted"))
            record["reason"] = "Withdrawn by the paper."
        elif form < 0.17:
            record["rank"], record["reason"] = "deprecated", "Another actor of the same name."
        elif form < 0.18:
            record["rank"] = "preferred"
        return record

    def _span(self, record: Json) -> None:
        form = self.chance.random()
        first = self.chance.randint(1960, 2005)
        if form < 0.08:
            record["basis"] = "within"
            record["since"] = f"{first}"
            record["until"] = f"{first + self.chance.randint(0, 2)}"
            return
        if form < 0.14:
            record["basis"] = "each-year"
            record["since"] = f"{first}"
            record["until"] = f"{first + self.chance.randint(0, 6)}"
            return
        last = self.chance.randint(first + 10, 2015)
        if self.some(0.8):
            record["since"] = self.bound(first, first + 3, end=False)
            if self.some(0.1):
                record["since_raw"] = "since the early years"
        if self.some(0.55):
            # Ranges of ten years reach past the other end where it is too near.
            record["until"] = self.bound(last + 3, last + 9, end=True)
        elif self.some(0.5):
            years = first + 4, min(first + 9, 2024)
            record["attested"] = [f"{min(years)}", f"{max(years)}-06"]

    # The rest

    def event(self, actors: list[str], claims: list[str], sources: list[str]) -> Json:
        who = self.chance.sample(actors, 2)
        return {
            "title": self.sentence("en", self.latin[who[0]])[:70],
            "date": self.date(1975, 2024),
            "kind": self.chance.choice(EVENT_KINDS),
            "participants": [{"actor": one, "role": self.chance.choice(ROLES)} for one in who],
            "claims": [self.chance.choice(claims)],
            "citations": [{"source": self.chance.choice(sources)}],
        }
