"""The meaning of a table's columns, as a person writes it in TOML and as a reader takes it.

A mapping says what a row is, which column has which field, what is the same for every row, and
which words of the file stand for which of the vocabulary:

    rows = "ties"
    title = "Survey of sponsors, second edition"

    [columns]
    subject = "Sponsor"
    object = "Recipient"
    terms = ["Weapons", "Money"]

    [constants]
    type = "backs"
    licence = "CC BY 4.0"

    [words]
    "lends troops" = "troops"
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SOURCE_FIELDS: dict[str, str] = {
    "source": "the title of the source",
    "source_id": "its id, where the table has one",
    "author": "its author",
    "publisher": "its publisher",
    "publisher_parent": "who is behind the publisher",
    "published": "the day it was published",
    "url": "its address",
    "licence": "its licence",
    "lang": "its language, such as fa",
}
CITATION_FIELDS: dict[str, str] = {
    "quote": "the words of the source",
    "page": "the page they stand on",
    "paragraph": "the paragraph they stand in",
    "speaker": "who says so inside the source",
    "stance": "supports, disputes or mentions",
}
TIE_FIELDS: dict[str, str] = {
    "subject": "the actor that backs, opposes, leads …",
    "object": "the actor that is backed, opposed, led …",
    "type": "the type of claim, such as backs",
    "terms": "the means or other terms, as words, codes or letters",
    "since": "the first day, month or year",
    "until": "the last one",
    "date": "the day of a single act",
    "year": "the year that a row is coded for",
    "attested": "a date for which the source speaks of it as current",
    "basis": "throughout, within or each-year",
    "status": "asserted, disputed, refuted or retracted",
    "rank": "preferred, normal or deprecated",
    "reason": "why it has its rank or status",
    "role": "an office or a rank",
    "against": "against whom",
    "flags": "alleged, elements, passive, planned, inferred",
    "summary": "your own words on it",
    "id": "the id of the row, where the table has one",
    "subject_id": "the id of the subject in the table",
    "object_id": "the id of the object in the table",
    "against_id": "the ids of those against whom, as many as names",
    "subject_kind": "the kind of the subject, such as state",
    "object_kind": "the kind of the object",
}
ACTOR_FIELDS: dict[str, str] = {
    "name": "the name of the actor",
    "kind": "its kind, such as state or armed-group",
    "aliases": "other names of it",
    "acronyms": "its acronyms",
    "former": "names that it had before",
    "weak": "names that others have too",
    "countries": "its countries, as two letters each",
    "founded": "when it was founded",
    "dissolved": "when it was dissolved",
    "summary": "your own words on it",
    "tags": "tags of yours",
    "described": "yes where it is known by a description only",
    "id": "the id of the row, where the table has one",
}
_OF_ALL_YEARS = frozenset(("since", "until", "date", "attested", "basis", "id"))
FIELDS: dict[str, dict[str, str]] = {
    "ties": {**TIE_FIELDS, **CITATION_FIELDS, **SOURCE_FIELDS},
    "years": {
        name: words
        for name, words in {**TIE_FIELDS, **CITATION_FIELDS, **SOURCE_FIELDS}.items()
        if name not in _OF_ALL_YEARS
    },
    "actors": {**ACTOR_FIELDS, **CITATION_FIELDS, **SOURCE_FIELDS},
    "matrix": {
        name: words
        for name, words in {**TIE_FIELDS, **CITATION_FIELDS, **SOURCE_FIELDS}.items()
        if name not in ("subject", "object", "subject_id", "object_id", "id", "quote")
    },
}
"""What a row of each kind of table may have: the field, and what it is, in words."""
ROWS = {
    "ties": "is a tie",
    "years": "is a year of a tie",
    "actors": "is an actor",
    "matrix": "is an actor, and so is each column",
}
"""The kinds of tables, and what each row of one is."""
NEEDED = {
    "ties": ("subject", "object", "type"),
    "years": ("subject", "object", "type", "year"),
    "actors": ("name",),
    "matrix": ("type",),
}
_LISTS_OF_ACTORS = ("aliases", "acronyms", "former", "weak", "countries", "tags")
SEVERAL = frozenset(("terms", "against", "against_id", "flags", "attested", *_LISTS_OF_ACTORS))
"""The fields that have several values, in one cell or in several columns."""
SCHEMES = {
    "ties": ("subject_identifiers", "object_identifiers"),
    "years": ("subject_identifiers", "object_identifiers"),
    "actors": ("identifiers",),
    "matrix": (),
}
"""The groups of columns with identifiers, each column by its scheme, such as `wikidata`."""
ANY_FIELD = ""
"""Stands for the field of words that a mapping has for all fields."""
TRANSLATED = ("type", "terms", "flags", "kind", "stance")
"""The fields whose words in a file may be said to stand for others."""
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
_SETTINGS: dict[str, tuple[str, ...]] = {
    "rows": tuple(ROWS),
    "dates": (DAY_FIRST, MONTH_FIRST),
    "title": (),
    "separator": (),
    "sheet": (),
    "encoding": (),
    "delimiter": (),
}
_EPOCHS = (1900, 1904)
_LONGEST = 1_000_000


class TableMapping(NamedTuple):
    """What the columns of a table mean.

    `rows` is one of ROWS; `columns` has the columns of each field, `schemes` those of identifiers,
    by group and scheme; `constants` what every row has; `words` what words of the file stand for,
    by field, those of ANY_FIELD in all of them. `title` is what the table is cited by, `dates` the
    order of day and month, `epoch` the year from which a spreadsheet counts days, 0 where it isn't
    said. `header` are the columns by which the mapping is found again.
    """

    rows: str
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str]
    schemes: Mapping[str, Mapping[str, str]] = {}
    words: Mapping[str, Mapping[str, str]] = {}
    title: str = ""
    separator: str = ""
    dates: str = ""
    epoch: int = 0
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: tuple[str, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """The fields that a row needs and that have neither a column nor a constant."""
        there = {*self.columns, *self.constants}
        return tuple(field for field in NEEDED[self.rows] if field not in there)

    def used(self) -> set[str]:
        """The columns that are read."""
        columns = {name for names in self.columns.values() for name in names}
        return columns | {name for group in self.schemes.values() for name in group.values()}


def parse(words: str, name: str) -> TableMapping:
    """A mapping as it is written in a file of this name; raises UsageError for a faulty one."""
    import tomllib

    if len(words) > _LONGEST:
        raise UsageError(f"{text.line(name)} is too long for a mapping", "name another file")
    try:
        document = tomllib.loads(words)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = text.line(str(error)) or "nested too deeply"
        raise UsageError(f"{text.line(name)} is no TOML: {reason}", "mend it there") from None
    return read(document)


def read(document: Mapping[str, object]) -> TableMapping:
    """A mapping from plain data; raises UsageError that names the key and what to write."""
    known = (*_SETTINGS, "epoch", "header", "columns", "constants", "words")
    for key in document:
        if key not in known:
            raise _fault(key, "is no key of a mapping", f"use {_some(key, known)}")
    settings = {key: _setting(key, document) for key in _SETTINGS}
    rows = settings.pop("rows") or "ties"
    columns, schemes = _columns(rows, _table(document, "columns"))
    constants = {
        key: _constant(rows, key, value, settings["separator"])
        for key, value in _table(document, "constants").items()
    }
    mapping = TableMapping(
        rows,
        columns,
        constants,
        schemes,
        dict(_words(_table(document, "words"))),
        epoch=_epoch(document.get("epoch")),
        header=_names("header", document.get("header", [])),
        **settings,
    )
    if len(mapping.delimiter) > 1:
        raise _fault("delimiter", "is more than one sign", "write one, such as ;")
    for field in mapping.missing():
        others = (
            f"columns.{field}"
            if field in ("subject", "object", "name", "year")
            else (f"columns.{field} or constants.{field}")
        )
        raise UsageError(f"the mapping doesn't say which column is the {field}", f"write {others}")
    return mapping


def _setting(key: str, document: Mapping[str, object]) -> str:
    value, accepted = document.get(key, ""), _SETTINGS[key]
    if not isinstance(value, str):
        raise _fault(key, "is no text", f'write it in quotation marks: {key} = "…"')
    if accepted and value and value not in accepted:
        raise _fault(key, f"is “{text.line(value)}”", f"write {' or '.join(accepted)}")
    return value


def _epoch(value: object) -> int:
    if value in (None, 0):
        return 0
    if type(value) is int and value in _EPOCHS:
        return value
    raise _fault("epoch", "is no year from which spreadsheets count days", "write 1900 or 1904")


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = document.get(key, {})
    if not isinstance(value, dict):
        raise _fault(key, "is no table", f"write its keys under [{key}]")
    return value


def _columns(
    rows: str, table: Mapping[str, object]
) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, str]]]:
    columns: dict[str, tuple[str, ...]] = {}
    schemes: dict[str, dict[str, str]] = {}
    known = (*FIELDS[rows], *SCHEMES[rows])
    for field, value in table.items():
        if field not in known:
            raise _fault(f"columns.{field}", f"is no field of {rows}", f"use {_some(field, known)}")
        if field in SCHEMES[rows]:
            if not isinstance(value, dict):
                raise _fault(f"columns.{field}", "is no table", f'write {field}.wikidata = "…"')
            schemes[field] = {
                scheme: _names(f"columns.{field}.{scheme}", [name])[0]
                for scheme, name in value.items()
            }
        elif isinstance(value, list) and len(value) != 1 and field not in SEVERAL:
            raise _fault(f"columns.{field}", "takes one column", f'write {field} = "…"')
        else:
            columns[field] = _names(
                f"columns.{field}", value if isinstance(value, list) else [value]
            )
    return columns, schemes


def _names(key: str, value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    columns = tuple(text.line(name) for name in names if isinstance(name, str))
    if len(columns) < len(names) or not all(columns):
        raise _fault(key, "is no name of a column", "write the name as the header has it")
    return columns


def _constant(rows: str, key: str, value: object, separator: str) -> str:
    known = [field for field in FIELDS[rows] if not field.endswith("_id") and field != "id"]
    if key not in known:
        raise _fault(f"constants.{key}", f"is no field of {rows}", f"use {_some(key, known)}")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return (separator or ";").join(value)
    if isinstance(value, str):
        return value
    if type(value) is int or isinstance(value, date):
        return str(value)
    raise _fault(f"constants.{key}", "is no text", f'write {key} = "…"')


def _words(table: Mapping[str, object]) -> Iterator[tuple[str, dict[str, str]]]:
    of_all = {word: value for word, value in table.items() if isinstance(value, str)}
    if of_all:
        yield ANY_FIELD, of_all
    for field, words in table.items():
        if field in of_all:
            continue
        if field not in TRANSLATED:
            key = f"words.{field}"
            raise _fault(key, "is no field with words", f"use {', '.join(TRANSLATED)}")
        if not isinstance(words, dict) or not all(isinstance(w, str) for w in words.values()):
            raise _fault(f"words.{field}", "is no table of words", f"write [words.{field}]")
        yield field, words


def _fault(key: str, what: str, hint: str) -> UsageError:
    return UsageError(f"in the mapping “{text.line(key)}” {what}", hint)


def _some(word: str, known: Iterable[str]) -> str:
    """The nearest of the known words, else all of them."""
    from difflib import get_close_matches

    names = list(known)
    return ", ".join(get_close_matches(word, names, n=2, cutoff=0.7) or names)


def document(mapping: TableMapping) -> dict[str, object]:
    """The mapping as plain data, without what isn't said."""
    settings = {
        key: getattr(mapping, key) for key in ("rows", "title", "separator", "dates", "epoch")
    }
    settings |= {key: getattr(mapping, key) for key in ("sheet", "encoding", "delimiter")}
    columns: dict[str, object] = {
        field: names[0] if len(names) == 1 else list(names)
        for field, names in mapping.columns.items()
    }
    tables = {
        "header": list(mapping.header),
        "columns": columns | {group: dict(names) for group, names in mapping.schemes.items()},
        "constants": dict(mapping.constants),
        "words": {
            **mapping.words.get(ANY_FIELD, {}),
            **{field: dict(words) for field, words in mapping.words.items() if field},
        },
    }
    return {key: value for key, value in (settings | tables).items() if value}


def written(mapping: TableMapping) -> str:
    """The mapping as TOML."""
    plain = document(mapping)
    lines = [f"{key} = {_value(v)}" for key, v in plain.items() if not isinstance(v, dict)]
    for key in ("columns", "constants"):
        if table := plain.get(key):
            lines += ["", f"[{key}]", *_pairs(table)]
    if of_all := mapping.words.get(ANY_FIELD):
        lines += ["", "[words]", *_pairs(of_all)]
    for field, words in mapping.words.items():
        if field:
            lines += ["", f"[words.{field}]", *_pairs(words)]
    return "\n".join(lines) + "\n"


def _pairs(table: object) -> Iterator[str]:
    for key, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, dict):
            yield from (f"{_key(key)}.{_key(k)} = {_value(v)}" for k, v in value.items())
        else:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _value(key)


def _value(value: object) -> str:
    """A text, a number or a list as TOML; what JSON writes of them is TOML too."""
    import json

    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    # TOML wants DEL escaped, JSON doesn't.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
