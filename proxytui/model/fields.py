"""Every field of every record and of its parts, once: its words, its kind, what it refers to."""

from __future__ import annotations

from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from proxytui.model.vocabulary import (
    BASES,
    CITATION_FLAGS,
    CLAIM_STATUSES,
    CLAIM_TYPES,
    COUNTRIES,
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
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(Enum):
    """The sort of value that stands in a field, which decides how a form asks for it."""

    TEXT = "a line of text"
    LINES = "text of several lines"
    TEXTS = "a list of texts"
    NUMBER = "a whole number from 0"
    FLAG = "true or false"
    DATE = "an EDTF date"
    OPEN_DATE = "an EDTF date, or `..` for what goes on"
    DATES = "two EDTF dates, the first and the last"
    TIME = "a time in UTC"
    CHOICE = "one of the options"
    CHOICES = "several of the options"
    REF = "the id of a record"
    REFS = "ids of records"
    PART = "a part with fields of its own"
    PARTS = "a list of such parts"
    TEXTS_BY_KEY = "lists of texts, each by a key"
    DATA = "plain data that is nobody else's"


class Merge(Enum):
    """The way in which a field is merged that two sides have changed."""

    REPLACE = "both changes are a conflict"
    NEWEST = "the later time holds"
    BY_IDENTITY = "a list's items are merged one by one, each known by its identity"
    UNION = "kept texts of two stores that are merged all stay, the newest last"


class When(msgspec.Struct, frozen=True):
    """Another field of the same record or part: it has one of `values`, or any value if none."""

    field: str
    values: tuple[str, ...] = ()


ANY = "any"
"""In `refers_to`: a record of any table, or a tie by its id."""

NO_OPTIONS: Mapping[str, str] = MappingProxyType({})


class Field(msgspec.Struct, frozen=True):
    """A field of a record or part: the name it is stored by, its label, its kind, its help.

    `help` is a clause, without a capital and a full stop, as in the tables of commands and actions.
    `options` has what is accepted, each with what it means, "" where it says so itself; they are
    those of every case, of which `when` and the claim's type may leave fewer. `default` is what a
    field that is left out stands for. `refers_to` is the table of the records that are named, or
    ANY; those of a field that `may_dangle` may be gone. `part` is the key in PARTS of what stands
    in it. `identity` are the paths into an item by which it is the same item; the item itself where
    it is empty. With `when` the field is asked for where one of these is so; a record may have it
    all the same. `automatic` fields are set by the program. `also` are other words for the field,
    of filters, of screens and of common tongue, divided by blanks.
    """

    name: str
    label: str
    kind: Kind
    help: str
    word: str = ""
    required: bool = False
    default: str = ""
    options: Mapping[str, str] = NO_OPTIONS
    refers_to: str = ""
    may_dangle: bool = False
    part: str = ""
    merge: Merge = Merge.REPLACE
    identity: tuple[tuple[str, ...], ...] = ()
    when: tuple[When, ...] = ()
    automatic: bool = False
    also: str = ""

    @property
    def notation(self) -> str:
        """The word that stands before it in notation: its own, else its name."""
        return self.word or self.name.replace("_", "-")


def _bare(codes: tuple[str, ...] | frozenset[str]) -> Mapping[str, str]:
    """Options that say themselves what they mean."""
    return dict.fromkeys(codes if isinstance(codes, tuple) else sorted(codes), "")


_KINDS = {code: kind.label for code, kind in KINDS.items()}
_TYPES = {code: kind.heading for code, kind in CLAIM_TYPES.items()}
_TERMS = {code: words for kind in CLAIM_TYPES.values() for code, words in kind.phrases.items()}
_WITH_TERMS = tuple(code for code, kind in CLAIM_TYPES.items() if kind.phrases)
_SIGNED = tuple(code for code, kind in CLAIM_TYPES.items() if kind.sign)
_STATUSES = _bare(CLAIM_STATUSES)

# A field that several records or parts have, with the words that mean it in each of them.
_SUMMARY = Field("summary", "summary", Kind.LINES, "what it is about, in the recorder's words",
                 also="description comment note notes about")  # fmt: skip
_TAGS = Field("tags", "tags", Kind.TEXTS, "words of your own to find it by", word="tag",
              merge=Merge.BY_IDENTITY)  # fmt: skip
_LANG = Field("lang", "language", Kind.TEXT, "its language, as a BCP 47 code: en, ar",
              also="language locale")  # fmt: skip
_CITATIONS = Field(
    "citations", "citations", Kind.PARTS, "which sources say so, each in its own words",
    word="citation", part="citation", merge=Merge.BY_IDENTITY,
    identity=(("source",), ("speaker",), ("quote", "exact")),
    also="sources source evidence references refs quotes",
)  # fmt: skip
_FLAGS = Field("flags", "flags", Kind.CHOICES, "how far the words go", options=FLAGS)
_STATUS = Field("status", "status", Kind.CHOICE, "how far it is contested",
                default="asserted", options=_STATUSES)  # fmt: skip
_SINCE = "start started begin begins began from start_date first_seen"
_UNTIL = "end ended ends to till stop end_date last_seen"
_ROLE = "part as function position office post"

PARTS: dict[str, tuple[Field, ...]] = {
    "name": (
        Field("text", "name", Kind.TEXT, "the name as it is written", required=True,
              also="name body content words"),
        Field("type", "type of name", Kind.CHOICE, "what sort of name it is", default="name",
              options=_bare(NAME_TYPES), also="kind relation category"),
        _LANG,
        Field("script", "script", Kind.TEXT, "its script, as an ISO 15924 code: Arab, Latn"),
        Field("since", "from", Kind.DATE, "the first day of the name", also=_SINCE),
        Field("until", "until", Kind.OPEN_DATE, "the last day of the name", also=_UNTIL),
    ),
    "speaker": (
        Field("actor", "actor", Kind.REF, "the recorded actor who says it inside the source",
              refers_to="actors", also="id who"),
        Field("text", "in words", Kind.TEXT, "how the source describes who says it",
              also="name body content words"),
    ),
    "quote": (
        Field("exact", "words", Kind.LINES, "the words as the source has them", required=True,
              also="text words quote body"),
        Field("prefix", "before it", Kind.TEXT, "what stands before the words in the source",
              automatic=True),
        Field("suffix", "after it", Kind.TEXT, "what stands after the words in the source",
              automatic=True),
        Field("start", "place", Kind.NUMBER, "how many code points come before the words",
              automatic=True),
        Field("text", "version", Kind.TEXT, "the sha256 of the kept text they were taken from",
              automatic=True, also="name body content words"),
        _LANG,
        Field("translation", "translation", Kind.LINES, "the words in your own language"),
    ),
    "locator": (
        Field("page", "page", Kind.TEXT, "the page, as the source numbers it"),
        Field("paragraph", "paragraph", Kind.TEXT, "the paragraph, as the source numbers it"),
    ),
    "citation": (
        Field("source", "source", Kind.REF, "where the words stand", required=True,
              refers_to="sources"),
        Field("quote", "quote", Kind.PART, "the words themselves", part="quote",
              also="text words exact quotation"),
        Field("locator", "place", Kind.PART, "where in the source they stand", word="at",
              part="locator"),
        Field("speaker", "speaker", Kind.PART, "who says it inside the source; its own voice if "
              "left out", word="said by", part="speaker", also="said_by who by"),
        Field("stance", "stance", Kind.CHOICE, "whether the source says so, or disputes it",
              default="supports", options=STANCES, also="supports disputes denies"),
        Field("credibility", "credibility", Kind.CHOICE, "how far these words are confirmed, by "
              "the Admiralty code", options=CREDIBILITY),
        Field("flags", "flags", Kind.CHOICES, "how far the words of this source go",
              options=CITATION_FLAGS),
    ),
    "participant": (
        Field("actor", "actor", Kind.REF, "who took part", required=True, refers_to="actors",
              also="id who"),
        Field("role", "part", Kind.CHOICE, "as what it took part", word="as",
              options=_bare(ROLES), also=_ROLE),
    ),
    "document": (
        Field("text", "text", Kind.TEXT, "the sha256 of the kept text", required=True,
              automatic=True, also="name body content words"),
        Field("added", "added", Kind.TIME, "when it was kept", required=True, automatic=True),
        Field("original", "original", Kind.TEXT, "the sha256 of the file the text was taken from",
              automatic=True),
        Field("extractor", "taken out by", Kind.TEXT, "what took the text out of the file, and its "
              "version", automatic=True),
    ),
}  # fmt: skip
"""The fields of what stands inside records, by the key that `part` names."""

FIELDS: dict[str, tuple[Field, ...]] = {
    "actors": (
        Field("kind", "kind", Kind.CHOICE, "what sort of actor it is", required=True,
              options=_KINDS, also="type category class"),
        Field("names", "names", Kind.PARTS, "its names, and when each was used", word="name",
              required=True, part="name", merge=Merge.BY_IDENTITY,
              identity=(("text",), ("lang",)), also="aliases alias aka label title"),
        Field("described", "only described", Kind.FLAG, "whether only a source's description "
              "names it; it is then never joined with another actor"),
        Field("countries", "countries", Kind.CHOICES, "the countries it belongs to, as ISO 3166-1 "
              "codes", options=_bare(COUNTRIES), also="nation nationality state"),
        Field("founded", "founded", Kind.DATE, "when it began, or was born",
              also="born established created founding start since"),
        Field("dissolved", "dissolved", Kind.DATE, "when it ended, or died",
              also="died disbanded defunct end until"),
        Field("identifiers", "identifiers", Kind.TEXTS_BY_KEY, "what other collections call it, by "
              "scheme: wikidata, ucdp, ofac"),
        _TAGS,
        _SUMMARY,
        _CITATIONS,
    ),
    "claims": (
        Field("type", "type of tie", Kind.CHOICE, "what the subject is said to do", required=True,
              options=_TYPES, also="kind relation category"),
        Field("subject", "subject", Kind.REF, "of whom it is said", required=True,
              refers_to="actors", also="backer who actor"),
        Field("object", "object", Kind.REF, "towards whom", required=True, refers_to="actors",
              also="backed whom target"),
        Field("terms", "means", Kind.CHOICES, "by what means, or of what sort, as far as the words "
              "say so", word="means", options=_TERMS, when=(When("type", _WITH_TERMS),),
              also="support supports means kind_of_support how"),
        Field("role", "office", Kind.TEXT, "the office, list or rank, as the source calls it",
              also=_ROLE),
        Field("against", "against", Kind.REFS, "in a conflict with whom", refers_to="actors",
              when=(When("type", _SIGNED),), also="enemy enemies conflict versus"),
        Field("since", "start", Kind.DATE, "the first day, or between which days it lies",
              also=_SINCE),
        Field("since_raw", "start in words", Kind.TEXT, "the source's own words for the start"),
        Field("until", "end", Kind.OPEN_DATE, "the last day, or between which days it lies; `..` "
              "if the source says that it goes on", also=_UNTIL),
        Field("until_raw", "end in words", Kind.TEXT, "the source's own words for the end"),
        Field("basis", "held", Kind.CHOICE, "on which days of its span it is true",
              default="throughout", options=BASES),
        Field("attested", "attested", Kind.DATES, "the first and the last date at which a source "
              "speaks of it as current"),
        _FLAGS,
        _STATUS,
        Field("rank", "rank", Kind.CHOICE, "whether it is preferred to others, or deprecated",
              default="normal", options=_bare(RANKS), also="priority"),
        Field("reason", "reason", Kind.TEXT, "why it has this status or rank",
              when=(When("status", ("disputed", "refuted", "retracted")),
                    When("rank", ("preferred", "deprecated")))),
        _SUMMARY,
        msgspec.structs.replace(_CITATIONS, required=True),
    ),
    "events": (
        Field("title", "title", Kind.TEXT, "what is said to have happened, in a few words",
              required=True, also="name headline heading"),
        Field("date", "date", Kind.DATE, "when it happened, or from when to when it lasted",
              also="when day on time at"),
        Field("date_raw", "date in words", Kind.TEXT, "the source's own words for the date"),
        Field("basis", "days", Kind.CHOICE, "whether it lasted all days of its date or came on "
              "one of them; told by its kind if left out", options=BASES, when=(When("date"),)),
        Field("kind", "kind", Kind.CHOICE, "what sort of event it is", options=_bare(EVENT_KINDS),
              also="type category class"),
        Field("place", "place", Kind.TEXT, "where, as the source calls it",
              also="location where site town"),
        Field("participants", "participants", Kind.PARTS, "who took part, and as what",
              word="participant", part="participant", also="actors parties who"),
        Field("claims", "claims", Kind.REFS, "the claims that it bears on", refers_to="claims"),
        _FLAGS,
        _STATUS,
        _SUMMARY,
        _CITATIONS,
    ),
    "sources": (
        Field("title", "title", Kind.TEXT, "its title, or a description of it in brackets",
              required=True, also="name headline heading"),
        Field("short", "short name", Kind.TEXT, "what rows and sentences call it, in a few words: "
              "9/11 Report; made of the title if left out", also="shorttitle abbreviation acronym"),
        Field("author", "author", Kind.TEXT, "who wrote it", also="by writer authors"),
        Field("publisher", "publisher", Kind.TEXT, "who published it",
              also="outlet newspaper organisation organization"),
        Field("publisher_parent", "belongs to", Kind.TEXT, "whom the publisher belongs to",
              when=(When("publisher"),)),
        Field("published", "published", Kind.DATE, "when, as an EDTF date: 2024-12-02~",
              also="date published_at day when"),
        Field("published_raw", "published, in words", Kind.TEXT,
              "the source's own words for that date"),
        Field("accessed", "read", Kind.DATE, "the day or time at which it was read",
              when=(When("url"), When("archive_url"))),
        Field("url", "address", Kind.TEXT, "where it was read", also="link href website address"),
        Field("archive_url", "archived", Kind.TEXT, "where an archive keeps it",
              when=(When("url"),)),
        Field("licence", "licence", Kind.TEXT, "the terms under which it may be used",
              also="license rights"),
        Field("lang", "language", Kind.TEXT, "its language: en, ar", also="language locale"),
        Field("kind", "kind", Kind.TEXT, "what it is: report, news", also="type category class"),
        Field("reliability", "reliability", Kind.CHOICE, "how far its publisher is relied on, by "
              "the Admiralty code", options=RELIABILITY),
        Field("status", "status", Kind.CHOICE, "whether its publisher stands by it",
              default="current", options=_bare(SOURCE_STATUSES)),
        Field("reason", "reason", Kind.TEXT, "why it has this status",
              when=(When("status", ("corrected", "retracted")),)),
        Field("copy_of", "copy of", Kind.REF, "the source whose text it repeats",
              refers_to="sources"),
        Field("documents", "texts", Kind.PARTS, "its kept texts, the newest last", word="file",
              part="document", merge=Merge.UNION, automatic=True),
        Field("rejected", "rejected", Kind.TEXTS, "suggestions for its text that were rejected: "
              "which version, from where to where, which tie", merge=Merge.BY_IDENTITY,
              automatic=True),
    ),
    "notes": (
        Field("about", "about", Kind.REFS, "the records and ties that it is about", required=True,
              refers_to=ANY, also="on subject records links"),
        Field("text", "text", Kind.LINES,
              "what you write; [[NAME]] links to the record of that name",
              required=True, also="name body content words"),
        _TAGS,
        Field("created", "made", Kind.TIME, "when it was made", required=True, automatic=True),
        Field("modified", "changed", Kind.TIME, "when it was last changed", required=True,
              merge=Merge.NEWEST, automatic=True),
    ),
    "identities": (
        Field("a", "the one", Kind.REF, "the one actor", required=True, refers_to="actors"),
        Field("b", "the other", Kind.REF, "the other actor", required=True, refers_to="actors"),
        Field("judgement", "judgement", Kind.CHOICE, "whether the two are the same", required=True,
              options=_bare(JUDGEMENTS), also="verdict decision same"),
        Field("reason", "reason", Kind.TEXT, "why that was decided"),
        Field("made", "decided", Kind.TIME, "when it was decided", automatic=True),
    ),
    "views": (
        Field("name", "name", Kind.TEXT, "what it is called", required=True),
        Field("centre", "centre", Kind.REF, "the actor in the middle", refers_to=ANY,
              may_dangle=True),
        Field("lens", "lens", Kind.DATA, "its filter and its date", automatic=True),
        Field("layout", "layout", Kind.DATA, "what of the screen is kept", automatic=True),
    ),
}  # fmt: skip
"""The fields of each table's records, in the order of a form."""


@cache
def by_name(table: str) -> Mapping[str, Field]:
    """The fields of a table by their names; none of a table of a newer version."""
    return {field.name: field for field in FIELDS.get(table, ())}


def every_field() -> tuple[Field, ...]:
    """The fields of all tables, then those of all parts."""
    return tuple(field for fields in (*FIELDS.values(), *PARTS.values()) for field in fields)
