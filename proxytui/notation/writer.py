"""Records in the one text that each of them has."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeGuard

from proxytui.model.vocabulary import CITATION_FLAGS, CLAIM_TYPES, EVENT_KINDS, FLAGS, KINDS, tie_id
from proxytui.notation.scanner import Fault, Scanner, escaped, printable
from proxytui.notation.words import (
    CITATION_WORDS,
    CLAIM_STOPS,
    DETAILS,
    KINDS_OF_RECORDS,
    VERBS,
    means_word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from proxytui.model.records import Json
    from proxytui.notation.names import Names
    from proxytui.notation.scanner import Word

ORDER = ("sources", "actors", "claims", "events", "identities", "notes", "views")
"""The tables in the order in which their records are written."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PLAIN_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_TOKEN = re.compile(r"[^\s;,)`]+")
_HEAD_FIELDS = {
    "sources": ("title",),
    "actors": ("names", "kind", "countries"),
    "claims": ("type", "subject", "object", "terms"),
    "events": ("date", "title", "kind"),
    "notes": ("about", "text"),
    "identities": ("judgement", "a", "b"),
    "views": ("name",),
}


def write(records: Iterable[tuple[str, str, Json]], names: Names) -> str:
    """The text of some records, given by table, id and fields: sources first, then actors, claims,
    events, decisions, notes, views, those of a table in the order in which they come.

    `names` has those of the actors that the text may name. A record that has fields of another
    shape than its table's is written all the same, as JSON behind the names of these fields.
    """
    tables: dict[str, list[tuple[str, str, Json]]] = {table: [] for table in ORDER}
    for row in records:
        tables[row[0]].append(row)
    return "".join(pieces((row for table in ORDER for row in tables[table]), names))


def pieces(records: Iterable[tuple[str, str, Json]], names: Names) -> Iterator[str]:
    """The text of records that come in the order in which it has them, piece by piece."""
    for place, (table, id_, record) in enumerate(records):
        yield ("\n" if place else "") + _Writer(names, table, id_, record).text()


def bare_name(text: str, stops: Collection[str]) -> str:
    """A name as it stands in a line: plain, or in backticks where it would be read otherwise."""
    sound = text[:1] not in ("`", "+", "-") and _reads(text, lambda s: s.name(stops))
    return text if sound else escaped(text, "`")


class _Writer:
    """Writes one record; `left` are the fields that no word was found for yet."""

    def __init__(self, names: Names, table: str, id_: str, record: Json) -> None:
        self._called = names
        self._table = table
        self._id = id_
        self._left = dict(record)

    def text(self) -> str:
        """The record's lines, each with its end."""
        head: str = getattr(self, f"_{self._table}")()
        bars = self._note_text()
        lines = [*self._details()]
        lines += [f"{_field(field)}: {_json(value)}" for field, value in self._left.items()]
        return head + "\n" + "".join(f"  {line}\n" for line in lines) + bars

    def _take(self, field: str, kind: type) -> object:
        """The value of a field that has this type, which is then written; None else."""
        if isinstance(self._left.get(field), kind):
            return self._left.pop(field)
        return None

    def _take_text(self, field: str) -> str:
        value = self._take(field, str)
        return value if isinstance(value, str) else ""

    def _own_id(self) -> str:
        return f" [{self._id}]"

    # Names

    def _actor(self, id_: str, stops: Collection[str]) -> str:
        name, alone = self._called.name(id_)
        if not name:
            return f"[{id_}]"
        return bare_name(name, stops) + ("" if alone else f" [{id_}]")

    def _last_actor(self, id_: str, stops: Collection[str]) -> str:
        """An actor behind which the record's own id stands."""
        written = self._actor(id_, stops)
        if self._called.is_actor(self._id) and not written.endswith("]"):
            written += f" [{id_}]"
        return written

    # Heads

    def _sources(self) -> str:
        title = self._take_text("title")
        return f"source {self._id}  {_line(title)}"

    def _actors(self) -> str:
        names = self._left.get("names")
        first: Json = {}
        if _sound_names(names):
            first, *rest = names
            del self._left["names"]
            if rest:
                self._left["names"] = rest
        kind = self._left.get("kind")
        countries = self._left.get("countries")
        words = []
        if kind in KINDS:
            del self._left["kind"]
            if kind != "unknown":
                words.append(str(kind))
        if _sound_texts(countries) and all(re.fullmatch("[A-Z]{2}", c) for c in countries):
            words += self._left.pop("countries")
        words += _name_words(first)
        listed = f" ({', '.join(words)})" if words else ""
        return f"actor {_phrase(first.get('text', ''))}{listed}{self._own_id()}"

    def _claims(self) -> str:
        type_ = self._left.pop("type")
        subject, object_ = self._left.pop("subject"), self._left.pop("object")
        head = f"{self._claim_subject(subject)} {type_} "
        terms = self._left.get("terms")
        known = CLAIM_TYPES[type_].terms
        if isinstance(terms, list) and terms and all(code in known for code in terms):
            del self._left["terms"]
            head += self._actor(object_, CLAIM_STOPS)
            head += ": " + ", ".join(means_word(type_, code) for code in terms)
        else:
            head += self._last_actor(object_, CLAIM_STOPS)
        return head + self._own_id()

    def _claim_subject(self, id_: str) -> str:
        written = self._actor(id_, VERBS)
        first = written.partition(" ")[0]
        if first in KINDS_OF_RECORDS and not written.startswith("`"):
            name, alone = self._called.name(id_)
            return escaped(name, "`") + ("" if alone else f" [{id_}]")
        return written

    def _events(self) -> str:
        title = self._take_text("title")
        date = self._left.get("date")
        words = ["event"]
        if isinstance(date, str) and _TOKEN.fullmatch(date) and date[:1].isdigit():
            words.append(self._left.pop("date"))
            words.append("")
        elif isinstance(date, str) and date.startswith("..") and _TOKEN.fullmatch(date):
            words += [self._left.pop("date"), ""]
        written = _phrase(title)
        if len(words) == 1 and not written.startswith("`") and _may_be_date(title):
            written = escaped(title, "`")
        words.append(written)
        if self._left.get("kind") in EVENT_KINDS:
            words.append(f"({self._left.pop('kind')})")
        return " ".join(words) + self._own_id()

    def _notes(self) -> str:
        about = self._left.pop("about")
        targets = [self._target(id_, last=n == len(about) - 1) for n, id_ in enumerate(about)]
        return f"note {', '.join(targets) or '-'}{self._own_id()}"

    def _target(self, id_: str, *, last: bool) -> str:
        actor = self._last_actor if last else self._actor
        type_, *ends = id_.split(":")
        if len(ends) == 2 and type_ in CLAIM_TYPES and tie_id(type_, *ends) == id_:
            first, second = ends
            return f"{self._actor(first, VERBS)} {type_} {actor(second, ())}"
        if self._called.is_actor(id_):
            return actor(id_, VERBS)
        return f"[{id_}]"

    def _identities(self) -> str:
        judgement, a, b = (self._left.pop(field) for field in ("judgement", "a", "b"))
        return f"{judgement} {self._actor(a, ())}, {self._last_actor(b, ())}{self._own_id()}"

    def _views(self) -> str:
        return f"view {_phrase(self._take_text('name'))}{self._own_id()}"

    # Details

    def _details(self) -> Iterator[str]:
        if self._table == "actors":
            yield from self._names()
        flags = self._left.get("flags")
        words = {detail.field: (word, detail.kind) for word, detail in DETAILS[self._table].items()}
        for field, (word, kind) in words.items():
            if field in self._left:
                yield from self._detail(field, word, kind)
        if isinstance(flags, list) and flags and all(flag in FLAGS for flag in flags):
            yield "; ".join(self._left.pop("flags"))
        if self._table == "actors":
            yield from self._identifiers()
        if self._table == "events":
            yield from self._participants()
        citations = self._left.get("citations")
        if isinstance(citations, list) and citations and all(map(_sound_citation, citations)):
            for citation in self._left.pop("citations"):
                yield self._citation(citation)

    def _detail(self, field: str, word: str, kind: str) -> Iterator[str]:
        value = self._left[field]
        if kind in ("date", "word", "choice", "source"):
            if (
                isinstance(value, str)
                and _TOKEN.fullmatch(value)
                and (kind != "source" or _ID.fullmatch(value))
            ):
                del self._left[field]
                yield f"{word} {value}"
        elif kind == "dates":
            if _sound_texts(value) and len(value) == 2 and all(map(_TOKEN.fullmatch, value)):
                del self._left[field]
                first, last = value
                yield f"{word} {first}" if first == last else f"{word} {first} to {last}"
        elif kind == "flag":
            if value is True:
                del self._left[field]
                yield word
        elif kind == "text":
            if isinstance(value, str) and value:
                del self._left[field]
                yield self._lines(word, value)
        elif kind == "texts":
            if _sound_texts(value) and all(value):
                del self._left[field]
                yield from (self._lines(word, item) for item in value)
        elif kind == "actors":
            if _sound_texts(value):
                del self._left[field]
                yield f"{word} {', '.join(self._actor(id_, CLAIM_STOPS) for id_ in value)}"
        elif kind == "actor":
            if isinstance(value, str):
                del self._left[field]
                yield f"{word} {self._actor(value, ())}"
        elif kind == "ids" and _sound_texts(value) and all(map(_ID.fullmatch, value)):
            del self._left[field]
            yield f"{word} {', '.join(value)}"

    def _lines(self, word: str, value: str) -> str:
        if "\n" in value and _barred(value):
            lines = value.split("\n")
            return word + "".join(f"\n    | {line}" if line else "\n    |" for line in lines)
        return f"{word} {_line(value, Scanner.quoted_line)}"

    def _note_text(self) -> str:
        value = self._left.get("text")
        if self._table != "notes" or not isinstance(value, str) or not value or not _barred(value):
            return ""
        del self._left["text"]
        return "".join(f"  | {line}\n" if line else "  |\n" for line in value.split("\n"))

    def _names(self) -> Iterator[str]:
        names = self._left.get("names")
        if not _sound_names(names):
            return
        for name in self._left.pop("names"):
            words = _name_words(name)
            listed = f" ({', '.join(words)})" if words else ""
            yield f"name {_phrase(name['text'])}{listed}"

    def _identifiers(self) -> Iterator[str]:
        found = self._left.get("identifiers")
        if not isinstance(found, dict) or not found:
            return
        if all(_ID.fullmatch(scheme) and _sound_texts(ids) for scheme, ids in found.items()):
            del self._left["identifiers"]
            for scheme, ids in found.items():
                yield from (f"id {scheme} {_line(id_, Scanner.quoted_line)}" for id_ in ids)

    def _participants(self) -> Iterator[str]:
        parts = self._left.get("participants")
        if (
            not isinstance(parts, list)
            or not parts
            or not all(
                isinstance(part, dict) and isinstance(part.get("actor"), str) for part in parts
            )
        ):
            return
        for part in self._left.pop("participants"):
            actor = self._actor(part["actor"], ("as", "role"))
            rest = {k: v for k, v in part.items() if k not in ("actor", "role")}
            more = "".join(f", {_field(k)}: {_json(v)}" for k, v in rest.items())
            role = f" as {part['role']}" if part.get("role") else ""
            yield f"with {actor}{role}{more}"

    def _citation(self, citation: Json) -> str:
        left = dict(citation)
        words = []
        if left.get("stance", "supports") != "supports":
            words.append(left.pop("stance"))
        quote = dict(left.pop("quote", {}))
        exact = quote.pop("exact", None)
        words.append("from" if exact is None else escaped(exact, '"'))
        words.append(left.pop("source"))
        parts: list[str] = []
        locator = left.get("locator")
        if (
            isinstance(locator, dict)
            and set(locator) <= {"page", "paragraph"}
            and _sound_texts(list(locator.values()))
        ):
            del left["locator"]
            for mark, key in (("p. ", "page"), ("¶", "paragraph")):
                if key in locator:
                    words.append(mark + _token(locator[key]))
        speaker = left.get("speaker")
        if isinstance(speaker, dict) and speaker and set(speaker) <= {"actor", "text"}:
            del left["speaker"]
            said = ["said by"]
            if "actor" in speaker:
                said.append(self._actor(speaker["actor"], (*CLAIM_STOPS, *CITATION_WORDS)))
            if "text" in speaker:
                said.append(escaped(speaker["text"], '"'))
            parts.append(" ".join(said))
        if isinstance(grade := left.get("credibility"), str):
            del left["credibility"]
            parts.append(f"credibility {grade}")
        flags = left.get("flags")
        if _sound_texts(flags) and all(flag in CITATION_FLAGS for flag in flags):
            parts += left.pop("flags")
        if isinstance(lang := quote.get("lang"), str):
            del quote["lang"]
            parts.append(f"lang {lang}")
        if isinstance(translation := quote.get("translation"), str):
            del quote["translation"]
            parts.append(f"translated {escaped(translation, chr(34))}")
        if quote:
            left["quote"] = quote
        parts += [f"{_field(key)}: {_json(value)}" for key, value in left.items()]
        return ", ".join([" ".join(words), *parts])


def _name_words(name: Json) -> list[str]:
    """What stands in parentheses behind a name."""
    words = [name["type"]] if "type" in name else []
    words += [f"{key} {name[key]}" for key in ("lang", "script", "since", "until") if key in name]
    known = ("text", "type", "lang", "script", "since", "until")
    return [*words, *(f"{_field(k)}: {_json(v)}" for k, v in name.items() if k not in known)]


def _reads(text: str, read: Callable[[Scanner], Word | None]) -> bool:
    """Whether a text stands for itself in the middle of a line."""
    if not text or not printable(text):
        return False
    scanner = Scanner(f"x {text}")
    scanner.at = 2
    try:
        word = read(scanner)
    except Fault:
        return False
    return word is not None and word.text == text and scanner.at == len(scanner.text)


def _phrase(text: str) -> str:
    sound = text[:1] != "`" and _reads(text, Scanner.phrase)
    return text if sound else escaped(text, "`")


def _line(text: str, read: Callable[[Scanner], Word | None] = Scanner.line) -> str:
    sound = text[:1] not in ("`", "|") and _reads(text, read)
    return text if sound else escaped(text, "`")


def _token(text: str) -> str:
    sound = text[:1] != "`" and _reads(text, Scanner.token)
    return text if sound else escaped(text, "`")


def _barred(text: str) -> bool:
    """Whether the lines of a text can stand behind `|` as they are."""
    return printable(text.replace("\n", ""))


def _may_be_date(title: str) -> bool:
    first = title.split(" ", 1)[0]
    return first[:1].isdigit() or first.startswith("..")


def _field(name: str) -> str:
    return name if _PLAIN_FIELD.fullmatch(name) else escaped(name, "`")


def _json(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "".join(c if c == " " or c.isprintable() else _code_units(c) for c in written)


def _code_units(character: str) -> str:
    return json.dumps(character)[1:-1]


def _sound_texts(value: object) -> TypeGuard[list[str]]:
    """Whether this is a list of texts, none of them empty, and has any."""
    return isinstance(value, list) and bool(value) and all(isinstance(t, str) and t for t in value)


def _sound_names(value: object) -> TypeGuard[list[Json]]:
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(name, dict) and isinstance(name.get("text"), str) for name in value)


def _sound_citation(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("source"), str):
        return False
    quote = value.get("quote")
    return quote is None or (isinstance(quote, dict) and isinstance(quote.get("exact"), str))
