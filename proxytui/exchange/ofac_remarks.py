"""The remarks of an entry of a list of the Office of Foreign Assets Control, part by part.

Parts are parted by semicolons, and the last has a full stop behind it, which isn't doubled where
the part ends with one of its own: `S.A.` Other names in inverted commas are weak ones; those that
are firm stand in another file.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from proxytui import text
from proxytui.model import dates

_LINK = re.compile(r"Linked To: *(.+)", re.I)
_OTHER_NAME = re.compile(r"(?:alt\. )?([afn])\.k\.a\. *(.+)", re.I)
_BORN = re.compile(r"(alt\. )?DOB (.+)")
_FOUNDED = re.compile(r"(alt\. )?Organization Established Date (.+)")
_ORGANISATION = re.compile(r"(?:alt\. )?Organization (?:Type|Established Date)\b")
_ABBREVIATION = re.compile(r"\.\w$")
_DATE = re.compile(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]{2}) )?(\d{4})")
_RANGE = re.compile(r"(.+) to (.+)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class OtherName(NamedTuple):
    """Another name with its type; `words` are those of the remark."""

    text: str
    type: str
    words: str


class Link(NamedTuple):
    """The name of another entry; `words` are those of the remark."""

    name: str
    words: str


class Remarks(NamedTuple):
    """What remarks say: other names, links, whether they speak of an organisation, and the dates
    (EDTF, with the words) of a birth and of an establishment, where there is one alone."""

    names: tuple[OtherName, ...]
    links: tuple[Link, ...]
    organisation: str
    born: str
    founded: tuple[str, str]


def split(remarks: str) -> list[str]:
    """The parts of remarks, without what parts them."""
    parts = [part.strip() for part in remarks.split(";")]
    parts[-1] = _without_stop(parts[-1])
    return [part for part in parts if part]


def _without_stop(part: str) -> str:
    """The last part without its full stop, unless that belongs to an abbreviation: `S.A.`"""
    shorter = part.removesuffix(".")
    return part if _ABBREVIATION.search(shorter) else shorter


def parse(remarks: str, *, person: bool) -> Remarks:
    """What the remarks on a person or another entry say; remarks of no known kind are passed
    over."""
    names: dict[str, OtherName] = {}
    links: dict[str, Link] = {}
    organisation = ""
    born: list[str] = []
    founded: list[tuple[str, str]] = []
    for part in split(remarks):
        if match := _LINK.fullmatch(part):
            if text.visible(match[1]):
                links.setdefault(text.fold(match[1]), Link(match[1], part))
        elif match := _OTHER_NAME.fullmatch(part):
            if (name := _other_name(match[1], match[2], part, person=person)) is not None:
                names.setdefault(text.fold(name.text), name)
        elif match := _BORN.fullmatch(part):
            born.append(date(match[2]))
        elif _ORGANISATION.match(part):
            organisation = organisation or part
            if match := _FOUNDED.fullmatch(part):
                founded.append((date(match[2]), part))
    return Remarks(
        tuple(names.values()),
        tuple(links.values()),
        organisation,
        born[0] if len(born) == 1 else "",
        founded[0] if len(founded) == 1 else ("", ""),
    )


def _other_name(letter: str, words: str, part: str, *, person: bool) -> OtherName | None:
    weak = len(words) > 1 and words[0] == words[-1] and words[0] in "'\""
    if weak:
        # Inverted commas may stand around both parts of a name.
        words = words[1:-1].replace(f"{words[0]}, {words[0]}", ", ")
    name = reading_order(words) if person else words
    if not text.visible(name):
        return None
    return OtherName(name, "weak" if weak else "former" if letter in "fF" else "alias", part)


def reading_order(name: str) -> str:
    """A name of a person, listed as `SURNAME, Given`, as one reads it; others stay as they are."""
    surname, comma, given = name.partition(", ")
    return f"{given} {surname}" if comma and surname and given and "," not in given else name


def date(words: str) -> str:
    """A date such as `31 Aug 1960`, `circa 1956`, `1951 to 1953` as EDTF; empty where it is
    none."""
    words = words.strip()
    match = _RANGE.fullmatch(words)
    if match is None:
        return _known(_day(words))
    first, last = _day(match[1]), _day(match[2])
    return _known(f"{first}/{last}") if first and last else ""


def _known(day: str) -> str:
    """A date that is in the calendar; else nothing."""
    try:
        return day if day and dates.parse(day) else ""
    except ValueError:
        return ""


def _day(words: str) -> str:
    """A single date; empty where the words have not the shape of one."""
    about = words.removeprefix("circa ")
    match = _DATE.fullmatch(about)
    if match is None or (match[2] and match[2] not in _MONTHS) or (match[1] and not match[2]):
        return ""
    month = f"-{_MONTHS.index(match[2]) + 1:02}" if match[2] else ""
    day = f"-{int(match[1]):02}" if match[1] else ""
    return f"{match[3]}{month}{day}" + ("~" if about != words else "")
