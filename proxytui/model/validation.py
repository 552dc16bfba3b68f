"""The shape of the stored records, field by field: the only place that validates with pydantic."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)

from proxytui import text
from proxytui.errors import InvalidRecord
from proxytui.model import dates, vocabulary
from proxytui.model.plain_data import echo, unstorable
from proxytui.model.vocabulary import (
    BASES,
    CITATION_FLAGS,
    CLAIM_STATUSES,
    CLAIM_TYPES,
    CREDIBILITY,
    EVENT_KINDS,
    FLAGS,
    JUDGEMENTS,
    KINDS,
    NAME_TYPES,
    RANKS,
    RELIABILITY,
    ROLES,
    SOURCE_STATUSES,
    STANCES,
    TABLES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.model.records import Json

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


_remembered = lru_cache(maxsize=1 << 15)
"""For checks of what stands in many records alike: ids, dates, words of the vocabulary."""


def _one_of(words: Iterable[str]) -> AfterValidator:
    accepted = tuple(words)

    @_remembered
    def check(value: str) -> str:
        if value not in accepted:
            raise ValueError(f"{echo(value)} is not accepted; use {', '.join(accepted)}")
        return value

    return AfterValidator(check)


def _matching(pattern: str, accepted: str) -> AfterValidator:
    @_remembered
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"{echo(value)} is not accepted; use {accepted}")
        return value

    return AfterValidator(check)


def _date(*others: Callable[[str], bool]) -> AfterValidator:
    @_remembered
    def check(value: str) -> str:
        if not any(other(value) for other in others):
            dates.parse(value)
        return value

    return AfterValidator(check)


def _is_time(value: str) -> bool:
    # fromisoformat alone takes more forms than RFC 3339.
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00:00)", value):
        return False
    try:
        return datetime.fromisoformat(value).utcoffset() == timedelta(0)
    except ValueError:
        return False


def _check_time(value: str) -> str:
    if not _is_time(value):
        accepted = "a time in UTC such as 2024-12-02T15:04:05Z"
        raise ValueError(f"{echo(value)} is not accepted; use {accepted}")
    return value


def _check_visible(value: str) -> str:
    if not text.visible(value):
        raise ValueError(f"{ascii(value)[:60]} is not accepted; use text that can be seen")
    return value


def _check_country(value: str) -> str:
    if value not in vocabulary.COUNTRIES:
        known = vocabulary.country_code(value) or "two capital letters of ISO 3166-1 such as LB"
        raise ValueError(f"{echo(value)} is not accepted; use {known}")
    return value


def _check_about(value: str) -> str:
    kind, *ends = value.split(":")
    tie = kind in CLAIM_TYPES and len(ends) == 2 and all(map(_ID.fullmatch, ends))
    if not tie and not _ID.fullmatch(value):
        raise ValueError(f"{echo(value)} is not accepted; use the id of a record or of a tie")
    return value


def _as_text(value: object) -> object:
    # A page or a grade may be stored as a number; bool is an int to Python alone.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text: TypeAlias = StrictStr
Visible: TypeAlias = Annotated[StrictStr, AfterValidator(_check_visible)]
Id: TypeAlias = Annotated[
    StrictStr, _matching(_ID.pattern, "an id of letters, digits, dots, dashes, at most 100")
]
About: TypeAlias = Annotated[StrictStr, AfterValidator(_check_about)]
Edtf: TypeAlias = Annotated[StrictStr, _date()]
Until: TypeAlias = Annotated[StrictStr, _date(dates.is_open)]
Accessed: TypeAlias = Annotated[StrictStr, _date(_is_time)]
Time: TypeAlias = Annotated[StrictStr, AfterValidator(_check_time)]
Sha256: TypeAlias = Annotated[StrictStr, _matching("[0-9a-f]{64}", "a sha256 of 64 digits 0-9a-f")]
Lang: TypeAlias = Annotated[
    StrictStr, _matching("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "a BCP 47 code such as ar")
]
Script: TypeAlias = Annotated[
    StrictStr, _matching("[A-Z][a-z]{3}", "an ISO 15924 code such as Arab")
]
Country: TypeAlias = Annotated[StrictStr, AfterValidator(_check_country)]
Scheme: TypeAlias = Annotated[
    StrictStr, _matching("[A-Za-z0-9][A-Za-z0-9_.-]*", "a scheme of letters and digits")
]
Flag: TypeAlias = Annotated[StrictStr, _one_of(FLAGS)]
CitationFlag: TypeAlias = Annotated[StrictStr, _one_of(CITATION_FLAGS)]
Status: TypeAlias = Annotated[StrictStr, _one_of(CLAIM_STATUSES)]
Number: TypeAlias = Annotated[StrictStr, BeforeValidator(_as_text)]


class Shape(BaseModel):
    """A record, or a part of one; fields of newer minor versions are kept, so none is refused."""

    model_config = ConfigDict(extra="allow", frozen=True)


class NameShape(Shape):
    """A name of an actor."""

    text: Visible
    type: Annotated[StrictStr, _one_of(NAME_TYPES)] = "name"
    lang: Lang | None = None
    script: Script | None = None
    since: Edtf | None = None
    until: Until | None = None


class SpeakerShape(Shape):
    """The speaker of words inside a source."""

    actor: Id | None = None
    text: Text | None = None


class QuoteShape(Shape):
    """Words of a source."""

    exact: Visible
    prefix: Text = ""
    suffix: Text = ""
    start: Annotated[StrictInt, Field(ge=0)] | None = None
    text: Sha256 | None = None
    lang: Lang | None = None
    translation: Text | None = None


class LocatorShape(Shape):
    """A place in a source."""

    page: Number | None = None
    paragraph: Number | None = None


class CitationShape(Shape):
    """The words of one source in one place."""

    source: Id
    quote: QuoteShape | None = None
    speaker: SpeakerShape | None = None
    locator: LocatorShape | None = None
    stance: Annotated[StrictStr, _one_of(STANCES)] = "supports"
    credibility: Annotated[StrictStr, BeforeValidator(_as_text), _one_of(CREDIBILITY)] | None = None
    flags: tuple[CitationFlag, ...] = ()


class ActorShape(Shape):
    """A record of the table `actors`."""

    kind: Annotated[StrictStr, _one_of(KINDS)]
    names: Annotated[tuple[NameShape, ...], Field(min_length=1)]
    described: StrictBool = False
    summary: Text | None = None
    countries: tuple[Country, ...] = ()
    identifiers: dict[Scheme, tuple[Visible, ...]] = {}
    founded: Edtf | None = None
    dissolved: Edtf | None = None
    tags: tuple[Visible, ...] = ()
    citations: tuple[CitationShape, ...] = ()


class ClaimShape(Shape):
    """A record of the table `claims`."""

    type: Annotated[StrictStr, _one_of(CLAIM_TYPES)]
    subject: Id
    object: Id
    citations: Annotated[tuple[CitationShape, ...], Field(min_length=1)]
    terms: tuple[Text, ...] = ()
    role: Visible | None = None
    against: tuple[Id, ...] = ()
    since: Edtf | None = None
    since_raw: Text | None = None
    until: Until | None = None
    until_raw: Text | None = None
    basis: Annotated[StrictStr, _one_of(BASES)] = "throughout"
    attested: tuple[Edtf, Edtf] | None = None
    flags: tuple[Flag, ...] = ()
    rank: Annotated[StrictStr, _one_of(RANKS)] = "normal"
    status: Status = "asserted"
    reason: Text | None = None
    summary: Text | None = None

    @model_validator(mode="after")
    def _agree(self) -> ClaimShape:
        if self.subject == self.object:
            raise ValueError(f"object: {echo(self.object)} is the subject too; use another actor")
        accepted = CLAIM_TYPES[self.type].terms
        for code in self.terms:
            if code not in accepted:
                use = f"use {', '.join(accepted)}" if accepted else "it takes none"
                raise ValueError(f"terms: {echo(code)} is no term of {self.type}; {use}")
        if self.attested:
            first, last = map(dates.parse, self.attested)
            if first.first > last.last:
                raise ValueError("attested: the first is after the last; put the earlier first")
        return self


class ParticipantShape(Shape):
    """An actor's part in an event."""

    actor: Id
    role: Annotated[StrictStr, _one_of(ROLES)] | None = None


class EventShape(Shape):
    """A record of the table `events`."""

    title: Visible
    date: Edtf | None = None
    date_raw: Text | None = None
    kind: Annotated[StrictStr, _one_of(EVENT_KINDS)] | None = None
    place: Text | None = None
    summary: Text | None = None
    participants: tuple[ParticipantShape, ...] = ()
    claims: tuple[Id, ...] = ()
    flags: tuple[Flag, ...] = ()
    status: Status = "asserted"
    citations: tuple[CitationShape, ...] = ()
    basis: Annotated[StrictStr, _one_of(BASES)] | None = None


class DocumentShape(Shape):
    """A kept version of a source."""

    text: Sha256
    added: Time
    original: Sha256 | None = None
    extractor: Text | None = None


class SourceShape(Shape):
    """A record of the table `sources`."""

    title: Visible
    author: Text | None = None
    publisher: Text | None = None
    publisher_parent: Text | None = None
    published: Edtf | None = None
    published_raw: Text | None = None
    accessed: Accessed | None = None
    url: Text | None = None
    archive_url: Text | None = None
    licence: Text | None = None
    lang: Lang | None = None
    reliability: Annotated[StrictStr, _one_of(RELIABILITY)] | None = None
    status: Annotated[StrictStr, _one_of(SOURCE_STATUSES)] = "current"
    reason: Text | None = None
    copy_of: Id | None = None
    documents: tuple[DocumentShape, ...] = ()
    kind: Text | None = None
    short: Visible | None = None
    rejected: tuple[Visible, ...] = ()


class NoteShape(Shape):
    """A record of the table `notes`."""

    about: tuple[About, ...]
    text: Text
    created: Time
    modified: Time
    tags: tuple[Visible, ...] = ()


class DecisionShape(Shape):
    """A record of the table `identities`."""

    a: Id
    b: Id
    judgement: Annotated[StrictStr, _one_of(JUDGEMENTS)]
    reason: Text | None = None
    made: Time | None = None

    @model_validator(mode="after")
    def _differ(self) -> DecisionShape:
        if self.a == self.b:
            raise ValueError(f"b: {echo(self.b)} is a too; use another actor")
        return self


class ViewShape(Shape):
    """A record of the table `views`."""

    name: Visible
    lens: dict[StrictStr, Any] = {}
    centre: Id | None = None
    layout: dict[StrictStr, Any] = {}


MODELS: dict[str, type[Shape]] = {
    "actors": ActorShape,
    "claims": ClaimShape,
    "events": EventShape,
    "sources": SourceShape,
    "notes": NoteShape,
    "identities": DecisionShape,
    "views": ViewShape,
}

_WORDS = {
    "missing": "is missing",
    "string_type": "is not accepted; use text",
    "int_type": "is not accepted; use a whole number",
    "bool_type": "is not accepted; use true or false",
    "tuple_type": "is not accepted; use a list",
    "dict_type": "is not accepted; use an object",
    "model_type": "is not accepted; use an object",
    "too_short": "has too few items; use at least one",
    "too_long": "has too many items",
    "greater_than_equal": "is not accepted; use 0 or more",
}


def _messages(error: ValidationError) -> Iterator[str]:
    errors = error.errors(include_url=False)
    paths = [".".join(str(part) for part in entry["loc"] if part != "[key]") for entry in errors]
    for fault, path in zip(errors, paths, strict=True):
        if fault["type"] == "too_short" and any(other.startswith(f"{path}.") for other in paths):
            continue  # there are items, but none without a fault of its own
        reason = fault.get("ctx", {}).get("error")
        if isinstance(reason, ValueError):
            message = str(reason)
        elif fault["type"] in ("missing", "too_short", "too_long"):
            message = _WORDS[fault["type"]]
        else:
            message = f"{echo(fault['input'])} {_WORDS.get(fault['type'], fault['msg'])}"
        # The fault of a whole record names the field itself.
        yield f"{path}: {message}" if path else message


def faults(table: str, id_: str, record: Json, *, packed: bytes | None = None) -> tuple[str, ...]:
    """The faults of a record, one line each: `claims/c-1: since: … is no date; accepted are …`.

    `packed` is the JSON that the record was decoded from, where it was: it spares a look at every
    value.
    """
    model = MODELS.get(table)
    if model is None:
        where = text.line(f"{table}/{id_}")
        return (f"{where}: there is no such table; use {', '.join(TABLES)}",)
    lines = []
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        lines.append(f"{echo(id_)} is no id; use letters, digits, dots and dashes, at most 100")
    if not isinstance(record, dict):
        where = text.line(f"{table}/{id_}")
        return (*(f"{where}: {line}" for line in lines), f"{where}: is no object; use fields")
    if "id" in record:
        lines.append("id: the id is the key of the record; leave the field out")
    # What was JSON holds plain data of whole characters and numbers; `null` alone is left.
    plain = packed is not None and b"null" not in packed
    unfit = [] if plain else list(unstorable(record))
    lines += unfit
    try:
        model.model_validate(record)
    except ValidationError as error:
        fields = {line.partition(":")[0] for line in unfit}
        lines += (line for line in _messages(error) if line.partition(":")[0] not in fields)
    if not lines:
        return ()
    where = text.line(f"{table}/{id_}")
    return tuple(f"{where}: {text.line(line)}" for line in lines)


def validate(table: str, id_: str, record: Json) -> None:
    """Raise `InvalidRecord` with the first fault of a record; a sound one returns nothing."""
    lines = faults(table, id_, record)
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    if lines:
        raise InvalidRecord(f"{lines[0]}{more}", "nothing was written")
