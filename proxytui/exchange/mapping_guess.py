"""What the columns of a table mean, guessed from the words of its header."""

from __future__ import annotations

import re
import textwrap
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange.mapping import FIELDS, NEEDED, SCHEMES, TableMapping
from proxytui.exchange.table_columns import TableRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.exchange.table_columns import Table

_SHARED = {
    "quote": (
        "quote",
        "quotation",
        "exact words",
        "words",
        "wording",
        "excerpt",
        "text",
        "sentence",
        "evidence",
    ),
    "page": ("page", "pages", "p"),
    "paragraph": ("paragraph", "para", "paragraph number"),
    "speaker": ("speaker", "said by", "according to"),
    "stance": ("stance",),
    "source": ("source", "source title", "reference", "citation", "document", "article"),
    "source_id": ("source id", "document id"),
    "author": ("author", "authors", "source author"),
    "publisher": ("publisher", "outlet", "newspaper", "source publisher", "media"),
    "publisher_parent": ("publisher parent",),
    "published": ("published", "publication date", "date published", "source date"),
    "url": ("url", "link", "source url", "web address", "uri"),
    "licence": ("licence", "license"),
    "lang": ("lang", "language"),
    "summary": ("summary", "note", "notes", "comment", "comments", "description"),
    "id": ("id", "key", "uid"),
}
_BACKERS = (
    "backer",
    "supporter",
    "sponsor",
    "patron",
    "donor",
    "state sponsor",
    "external supporter",
)
_BACKED = ("backed", "recipient", "client", "proxy", "beneficiary", "supported", "supported group")
SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "ties": {
        "subject": ("subject", "subject name", "from", "actor 1", "actor1", "actor a", "side a",
                    "source name", "from name", "subject label", *_BACKERS),
        "object": ("object", "object name", "to", "target", "actor 2", "actor2", "actor b",
                   "side b", "target name", "to name", "object label", *_BACKED),
        "type": ("type", "relation", "relationship", "claim type", "tie", "tie type", "edge type",
                 "predicate", "relation type", "relationship type", "link type"),
        "terms": ("terms", "means", "support", "support type", "type of support", "support types",
                  "means of support", "with what", "what"),
        "since": ("since", "start", "start date", "from date", "begin", "beginning", "began",
                  "start year", "year start", "date start", "startdate", "startyear"),
        "until": ("until", "end", "end date", "to date", "ended", "end year", "year end",
                  "date end", "enddate", "endyear"),
        "date": ("date", "event date", "day"),
        "year": ("year",),
        "attested": ("attested", "attested from", "as of", "current on", "observed"),
        "basis": ("basis",), "status": ("status",), "rank": ("rank",), "reason": ("reason",),
        "role": ("role", "office", "position", "title of office"),
        "against": ("against", "opponent", "opponents"),
        "flags": ("flags", "flag"),
        "subject_id": ("subject id", "from id", "source actor id", "actor 1 id", "backer id",
                       "supporter id", "sponsor id"),
        "object_id": ("object id", "to id", "target id", "actor 2 id", "recipient id"),
        "against_id": ("against id",),
        "subject_kind": ("subject kind", "subject type", "from kind", "from type"),
        "object_kind": ("object kind", "object type", "to kind", "to type", "target type"),
        **_SHARED,
    },
    "actors": {
        "name": ("name", "actor", "actor name", "group", "group name", "organisation",
                 "organization", "label", "entity", "full name"),
        "kind": ("kind", "type", "actor type", "entity type", "category", "schema"),
        "aliases": ("aliases", "alias", "aka", "a k a", "other names", "also known as",
                    "alternative names", "alt names"),
        "acronyms": ("acronym", "acronyms", "abbreviation", "short name"),
        "former": ("former", "former names", "former name"), "weak": ("weak",),
        "countries": ("countries", "country", "country code", "iso2", "nationality"),
        "founded": ("founded", "founding date", "established", "formed", "born", "birth date",
                    "start year"),
        "dissolved": ("dissolved", "disbanded", "died", "death date", "defunct"),
        "tags": ("tags", "tag"),
        "described": ("described",),
        **_SHARED,
    },
}  # fmt: skip
"""The words of headers that stand for a field, in small letters and with blanks for other signs."""
SYNONYMS["years"] = {f: words for f, words in SYNONYMS["ties"].items() if f in FIELDS["years"]}
_SCHEMES = {
    "wikidata": ("wikidata", "wikidata id", "qid"), "ucdp": ("ucdp", "ucdp id"),
    "cow": ("cow", "cow code", "ccode"), "ofac": ("ofac", "ofac id"), "un": ("un id",),
}  # fmt: skip
_SIGNS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FEW = 40
_OF_TIES = ("ties", "years")
_OF_YEARS, _OF_SPANS = {"subject", "object", "year"}, {"since", "until", "date"}


class Guess(NamedTuple):
    """A mapping that a header suggests, and the fields that it needs and doesn't have."""

    mapping: TableMapping
    missing: tuple[str, ...]


def guess(table: Table) -> Guess:
    """The mapping that the columns of a table suggest; it may lack what a row needs."""
    result = guess_as(_kind(table), table.header)
    return guess_as("years", table.header) if _has_years(table, result.mapping) else result


def _kind(table: Table) -> str:
    """What the rows of a table are, by its columns."""
    if _is_matrix(table):
        return "matrix"
    ties = _columns("ties", table.header)
    if "subject" in ties or "object" in ties or "name" not in _columns("actors", table.header):
        return "ties"
    return "actors"


def guess_as(rows: str, header: Sequence[str]) -> Guess:
    """The mapping that columns suggest for rows that are known to be of a kind, such as ties."""
    columns = _columns(rows, header) if rows in SYNONYMS else {}
    constants: dict[str, str] = {}
    if rows in _OF_TIES and "type" not in columns and _says_backing(header):
        constants["type"] = "backs"
    used = {name for names in columns.values() for name in names}
    group = SCHEMES[rows][0] if rows == "actors" else ""
    matches = _schemes(header, used) if group else {}
    schemes = {group: matches} if matches else {}
    mapping = TableMapping(rows, columns, constants, schemes, header=tuple(header))
    return Guess(mapping, mapping.missing())


def sure(table: Table) -> TableMapping:
    """The mapping that a header leaves no doubt about; raises UsageError, which names what is
    missing, where it does."""
    result = guess(table)
    if not result.missing:
        return result.mapping
    named = ", ".join(f"“{name}”" for name in table.header[:_FEW])
    fields = " and the ".join(result.missing)
    raise UsageError(
        f"the columns of {text.line(table.name)} don't say which is the {fields}: {named}",
        "write a mapping and name it with --mapping; --suggest-mapping prints its beginning",
    )


def suggestion(table: Table) -> str:
    """A mapping to begin with, in TOML: what the header suggests, and what else a column may be."""
    from proxytui.exchange import mapping as mappings

    result = guess(table)
    mapping = result.mapping
    unread = [name for name in table.header if name not in mapping.used()]
    lines = [f"# What the columns of {text.line(table.name)} mean.", mappings.written(mapping)]
    for field in result.missing:
        place = "[columns] or [constants]" if field == "type" else "[columns]"
        lines.append(f'# Needed under {place}: {field} = "…"  ({FIELDS[mapping.rows][field]})')
    if unread and mapping.rows != "matrix":
        lines += _comment(f"Columns that aren't read: {', '.join(unread)}")
    others = [field for field in FIELDS[mapping.rows] if field not in mapping.columns]
    lines += _comment(f"Fields that a column may have besides: {', '.join(others)}")
    return "\n".join(lines) + "\n"


def _comment(words: str) -> list[str]:
    return textwrap.wrap(words, 96, initial_indent="# ", subsequent_indent="#   ")


def words(name: str) -> str:
    """The name of a column as it is compared with synonyms."""
    return _SIGNS.sub(" ", text.fold(_CAMEL.sub(" ", name))).strip()


def _columns(rows: str, header: Sequence[str]) -> dict[str, tuple[str, ...]]:
    by_words: dict[str, str] = {}
    for name in header:
        by_words.setdefault(words(name), name)
    columns: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    synonyms = SYNONYMS[rows]
    # Edge lists call the subject the source; elsewhere a source is what is cited.
    if rows in _OF_TIES and "source" in by_words and "target" in by_words:
        columns["subject"] = (by_words["source"],)
        taken.add(by_words["source"])
    # Where the two ends have words of their own, from and to are dates.
    if rows in _OF_TIES:
        for end, field, word in (("subject", "since", "from"), ("object", "until", "to")):
            others = by_words.keys() & set(synonyms[end]) - {word}
            if word in by_words and (others or (word == "from" and "until" in by_words)):
                columns[field] = (by_words[word],)
                taken.add(by_words[word])
    for field in dict.fromkeys((*NEEDED[rows], *synonyms)):
        if field in columns:
            continue
        for word in synonyms[field]:
            column = by_words.get(word)
            if column is not None and column not in taken:
                columns[field] = (column,)
                taken.add(column)
                break
    if "attested" in columns and "attested to" in by_words:
        columns["attested"] = (*columns["attested"], by_words["attested to"])
    return {field: columns[field] for field in synonyms if field in columns}


def _says_backing(header: Iterable[str]) -> bool:
    there = {words(name) for name in header}
    return not there.isdisjoint((*_BACKERS, *_BACKED))


def _schemes(header: Sequence[str], used: set[str]) -> dict[str, str]:
    by_words = {words(name): name for name in header if name not in used}
    matches = {}
    for scheme, synonyms in _SCHEMES.items():
        column = next((by_words[word] for word in synonyms if word in by_words), "")
        if column:
            matches[scheme] = column
    marked = (name for name in header if name.startswith("id:") and name not in used)
    return matches | {name.removeprefix("id:"): name for name in marked}


def _has_years(table: Table, mapping: TableMapping) -> bool:
    """Whether a table has a year in each row, and several rows of the same two for it."""
    columns = mapping.columns
    if mapping.rows != "ties" or not columns.keys() >= _OF_YEARS or columns.keys() & _OF_SPANS:
        return False
    named = [*columns["subject"], *columns["object"], *columns.get("type", ())]
    ends = itemgetter(*(table.header.index(name) for name in named))
    year = table.header.index(columns["year"][0])
    first: dict[object, str] = {}
    rows = (row.cells for row in table.rows() if isinstance(row, TableRow))
    return any(first.setdefault(ends(cells), cells[year]) != cells[year] for cells in rows)


def _is_matrix(table: Table) -> bool:
    """Whether the columns of a table are called as its rows are."""
    if len(table.header) < 3:
        return False
    columns = {text.fold(name) for name in table.header[1:]}
    rows = []
    for row in table.rows():
        if isinstance(row, TableRow):
            rows.append(text.fold(row.cells[0]))
        if len(rows) >= _FEW:
            break
    same = sum(name in columns for name in rows)
    return bool(rows) and same * 2 > len(rows) and same > 1
