"""The consolidated list of the United Nations Security Council: who is listed, since when.

Each entry is a designation by the Security Council for sanctions, with the committee's list
(`UN_LIST_TYPE`: Al-Qaida, Taliban, DPRK, …) as its role, since the day of the listing. The day on
which the file was made attests it: the list says who is on it then, and nothing of later days.

A person's names stand in the order in which they are read. An alias of low quality is a weak name,
one that is *formerly known as* a former name. An entity may be a company, a group or a part of a
state: its kind is unknown. Birth dates, places, papers and addresses come in only where they are
asked for, and then as words of the entry; a birth date that stands alone also as the actor's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from proxytui.exchange.formats import Head
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.model.records import Json

SOURCE = "un-security-council-list"
"""The key of the source: the list, whatever its edition."""
COUNCIL = "un-security-council"
"""The key of the actor that lists."""

_ROOT = "CONSOLIDATED_LIST"
_ENTRIES = ("INDIVIDUAL", "ENTITY")
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PERSONAL = ("DATE_OF_BIRTH", "PLACE_OF_BIRTH", "ADDRESS", "DOCUMENT")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?![\d-])")
_YEAR = re.compile(r"\d{4}")
# Entries lie two elements below the root, and have three levels themselves.
_DEEPEST = 30


def looks(head: Head) -> int:
    """How surely a file is of this format, by the name of its root."""
    return 95 if f"<{_ROOT}".encode() in head.data.replace(b"\0", b"") else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The source, the Security Council, and the entries with their designations."""
    entries = _entries(file)
    generated = next(entries, "")
    day = _day(generated) if isinstance(generated, str) else ""
    yield ReadRow("the list", "sources", SOURCE, _source(day))
    yield ReadRow("the list", "actors", COUNCIL, _council())
    keys: set[str] = set()
    for number, element in enumerate(entries, 1):
        if isinstance(element, str):
            continue
        entry = _Entry(number, element, day, personal=options.personal)
        reason = entry.unfit(keys)
        if reason:
            yield RejectedRow(entry.place, reason, entry.raw())
            continue
        keys.add(entry.key)
        yield from entry.read()


def _entries(file: BinaryIO) -> Iterator[Element | str]:
    """When the list was made, as it says, then its entries one at a time. Each is emptied when the
    next is asked for, so that a file of any length fits."""
    from xml.etree.ElementTree import ParseError

    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import iterparse
    except ImportError:
        raise UsageError("the UN list needs defusedxml", "install proxytui[exchange]") from None
    refused = "give the XML of the Security Council's consolidated list"
    open_elements: list[Element] = []
    try:
        file.seek(0)
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_elements.append(element)
                if len(open_elements) == 1:
                    if _tag(element) != _ROOT:
                        raise UsageError("the file is no list of the Security Council", refused)
                    yield element.get("dateGenerated", "")
                elif len(open_elements) > _DEEPEST:
                    raise UsageError("the file nests too deep to be a list", refused)
                continue
            open_elements.pop()
            if len(open_elements) in (1, 2) and _tag(element) in _ENTRIES:
                yield element
            if len(open_elements) <= 2:
                element.clear()
                if open_elements:
                    open_elements[-1].clear()
    except ParseError as error:
        raise UsageError(f"the list is damaged: {text.line(str(error))}", refused) from None
    except DefusedXmlException:
        raise UsageError("the list declares entities or a document type", refused) from None
    except (ValueError, LookupError):
        raise UsageError("the list is in an encoding that isn't known", refused) from None


def _tag(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _day(words: str) -> str:
    """The day that a time begins with, as EDTF; empty where it is none."""
    match = _DAY.match(words.strip())
    try:
        return match[1] if match and dates.parse(match[1]) else ""
    except ValueError:
        return ""


def _source(day: str) -> Json:
    record: Json = {
        "title": "United Nations Security Council Consolidated List",
        "author": "United Nations Security Council",
        "publisher": "United Nations Security Council",
        "publisher_parent": "United Nations",
        "url": "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
        "licence": "© United Nations; terms: https://www.un.org/en/about-us/terms-of-use",
        "lang": "en",
        "kind": "list",
    }
    return record | ({"published": day} if day else {})


def _council() -> Json:
    return {
        "kind": "igo",
        "names": [
            {"text": "United Nations Security Council"},
            {"text": "UN Security Council", "type": "alias"},
            {"text": "UNSC", "type": "acronym"},
        ],
    }


class _Alias(NamedTuple):
    """Another name with its type, and the words for it."""

    name: Json
    words: str


class _Entry:
    """An entry of the list; `made` is the day of the list."""

    def __init__(self, number: int, element: Element, generated: str, *, personal: bool) -> None:
        self._element = element
        self._number = number
        self._generated = generated
        self._personal = personal
        self._person = _tag(element) == "INDIVIDUAL"
        self.place = f"entry {number}"
        self.key = self._value("REFERENCE_NUMBER").rstrip(".") or self._value("DATAID")

        field = "REFERENCE_NUMBER" if self._value("REFERENCE_NUMBER") else "DATAID"
        self._numbered = f"{field}: {self.key}"

    def unfit(self, keys: set[str]) -> str:
        """The reason to leave the entry out; empty for none."""
        if not self._name():
            return "has no name"
        if not _KEY.fullmatch(self.key):
            return f"“{self.key[:60]}” is no reference number" if self.key else "has no number"
        return f"has the number {self.key} of an entry above" if self.key in keys else ""

    def raw(self) -> dict[str, object]:
        """The plain fields of the entry."""
        return {
            _tag(child): text.line(child.text or "") for child in self._element if len(child) == 0
        }

    def read(self) -> Iterator[ReadRow]:
        yield ReadRow(self.place, "actors", self.key, self._actor())
        list_ = self._value("UN_LIST_TYPE")
        claim: Json = {
            "type": "designates",
            "subject": COUNCIL,
            "object": self.key,
            "terms": ["sanctions"],
            "citations": [self._citation((*_NAMES, "UN_LIST_TYPE", "LISTED_ON"))],
        }
        if text.visible(list_):
            claim["role"] = list_
        words = self._value("LISTED_ON")
        if day := _day(words):
            claim["since"] = day
        if words and words != day:
            claim["since_raw"] = words
        if self._generated and claim.get("since", "") <= self._generated:
            claim["attested"] = [self._generated, self._generated]
        yield ReadRow(self.place, "claims", f"{self.key}:{list_}", claim)

    def _actor(self) -> Json:
        names: list[Json] = [{"text": self._name()}]
        original = self._value("NAME_ORIGINAL_SCRIPT")
        aliases = list(self._aliases())
        if text.visible(original):
            names.append({"text": original, "type": "alias"})
        known = {text.fold(name["text"]) for name in names}
        for alias in aliases:
            folded = text.fold(alias.name["text"])
            if folded not in known:
                known.add(folded)
                names.append(alias.name)
        record: Json = {
            "kind": "person" if self._person else "unknown",
            "names": names,
            "identifiers": {"un": [self.key]},
        }
        born = [day for child in self._parts("DATE_OF_BIRTH") if (day := _born(child))]
        if self._personal and len(born) == 1:
            record["founded"] = born[0]
        words = [alias.words for alias in aliases]
        if self._personal:
            words += (_all(child) for kind in _PERSONAL for child in self._parts(kind))
        columns = (*_NAMES, "NAME_ORIGINAL_SCRIPT", "TITLE", "DESIGNATION")
        record["citations"] = [self._citation(columns, [item for item in words if item])]
        return record

    def _aliases(self) -> Iterator[_Alias]:
        for child in self._parts("ALIAS"):
            name = _field(child, "ALIAS_NAME")
            quality = _field(child, "QUALITY")
            if text.visible(name):
                weak = quality.lower().startswith("low")
                type_ = "weak" if weak else "former" if quality.lower() == "f.k.a." else "alias"
                words = f"{_tag(child)}: {name}" + (f" ({quality})" if quality else "")
                yield _Alias({"text": name, "type": type_}, words)

    def _citation(self, columns: tuple[str, ...], words: list[str] | None = None) -> Json:
        values = [f"{column}: {value}" for column in columns if (value := self._value(column))]
        # The number stands last: so no quote of an entry is the beginning of another.
        parts = "; ".join([*values, *(words or ())])
        return {
            "source": SOURCE,
            "quote": {"exact": f"{parts}; {self._numbered}"},
            "locator": {"paragraph": self._number},
        }

    def _name(self) -> str:
        name = text.line(" ".join(filter(None, map(self._value, _NAMES))))
        return name if text.visible(name) else ""

    def _value(self, field: str) -> str:
        return _field(self._element, field)

    def _parts(self, kind: str) -> Iterator[Element]:
        """The parts of a kind, of whichever entry: INDIVIDUAL_ALIAS, ENTITY_ALIAS."""
        name = f"{_tag(self._element)}_{kind}"
        return (child for child in self._element if _tag(child) == name)


def _field(element: Element, name: str) -> str:
    """The words of a field, those of its values where it has several; without what pads them."""
    for child in element:
        if _tag(child) == name:
            values = [child.text, *(value.text for value in child)]
            return "; ".join(words for value in values if (words := text.line(value or "")))
    return ""


def _all(element: Element) -> str:
    """A part of an entry in its words."""
    fields = ((_tag(child), text.line(child.text or "")) for child in element)
    words = ", ".join(f"{name} {value}" for name, value in fields if value)
    return f"{_tag(element)}: {words}" if words else ""


def _born(element: Element) -> str:
    """A date of birth as EDTF; empty where it gives none."""
    about = "~" if _field(element, "TYPE_OF_DATE").lower().startswith("approx") else ""
    if day := _day(_field(element, "DATE")):
        return day + about
    year = _field(element, "YEAR")
    if _YEAR.fullmatch(year):
        return year + about
    first, last = _field(element, "FROM_YEAR"), _field(element, "TO_YEAR")
    both = _YEAR.fullmatch(first) and _YEAR.fullmatch(last) and first < last
    return f"{first}/{last}" if both else ""
