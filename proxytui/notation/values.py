"""The values of details as they are written: actors, dates, choices, texts, fields in JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates
from proxytui.notation.scanner import escaped
from proxytui.notation.words import CLAIM_STOPS, VERBS, choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proxytui.model.records import Json
    from proxytui.notation.scanner import Fault, Scanner, Word

_RAW = re.compile(r"([^\s;,:()\[\]\"“”`|]+):(?=[ \t]*[\[{\"\-\dtfn])")


class Reference(NamedTuple):
    """A record that is named; it stands in the place of an id until all of a text is read.

    `table` is `actors` or `sources`; `new` says that there may be none yet: an actor is made then,
    a source is to be asked for.
    """

    table: str
    name: str
    at: int
    id: str = ""
    new: bool = False


_TYPED = re.compile(r"[^\s;`]+")
_SIGNS = '[]()"“”„«»:;,'


class Values:
    """Reads single values of one record; raises Fault, with the reading where the fault is."""

    def __init__(
        self, scanner: Scanner, table: str, record: Json, has: Callable[[str, str], bool]
    ) -> None:
        self.scanner = scanner
        self.table = table
        self.record = record
        self.has = has
        """Whether there is a record, by its table and id."""
        self.quotes: list[Word] = []
        """The quotes of the record where they stand."""
        self.unchecked: list[str] = []
        """Quotes to be recorded even where their words are not in the kept text."""
        self.ids: list[Word] = []
        """The ids of other records where they stand."""
        self.own_id = ""
        """The id that the record has in its text."""

    def actor(self, stops: Iterable[str], expected: str) -> Reference:
        """An actor by its name, by its name and id, or by its id alone."""
        scanner = self.scanner
        scanner.expect("actor")
        if scanner.next == "[" and not scanner.id_follows:
            raise self.no_name(expected)
        alone = scanner.id() if scanner.next == "[" else None
        if alone is not None:
            self.ids.append(alone)
            return Reference("actors", "", alone.at, alone.text)
        at = scanner.at
        new = scanner.take("+")
        word = scanner.name(frozenset(stops))
        if word is None:
            raise self.no_name(expected, at)
        text = word.text
        if not new and not word.quoted and text.startswith("+"):
            new, text = True, text[1:].strip()
        return Reference("actors", text, word.at, new=new)

    def no_name(self, expected: str, at: int | None = None) -> Fault:
        """The fault of what is no name; where it may be one with a sign in it, as it is written."""
        scanner = self.scanner
        following, hint = scanner.next, ""
        if following and following in _SIGNS:
            match = _TYPED.match(scanner.text, scanner.at)
            typed = match.group() if match else following
            hint = f"; a name with such a sign stands in backticks: {escaped(typed, '`')}"
        return scanner.fault(f"{scanner.next_read}, expected {expected}{hint}", at)

    def with_id(self, reference: Reference) -> Reference:
        """The reference with the id behind it, where that is an actor's or another id follows."""
        scanner = self.scanner
        if reference.id or scanner.next != "[":
            return reference
        before = scanner.at
        word = scanner.id()
        goes_on = scanner.next in (":", "[", ",") or scanner.peek() in VERBS
        if word is None or not (goes_on or self.has("actors", word.text)):
            scanner.at = before
            return reference
        self.ids.append(word)
        return reference._replace(id=word.text)

    def id_behind(self, reference: Reference) -> Reference:
        """The reference with the id in brackets that follows it, if one does."""
        word = self.scanner.id() if self.scanner.next == "[" and not reference.id else None
        if word is None:
            return reference
        self.ids.append(word)
        return reference._replace(id=word.text)

    def date(self, raw: str = "") -> str:
        """A date in EDTF; raises Fault for what is none. `raw` is the word that a source's own
        words about the date stand behind."""
        scanner = self.scanner
        scanner.expect("date")
        word = scanner.token()
        if word is None:
            raise scanner.fault(
                f"{scanner.next_read}, expected a date such as 2023-06~ or 2012/2015"
            )
        try:
            if not dates.is_open(word.text):
                dates.parse(word.text)
        except dates.DateError as error:
            if not word.text[:1].isalpha():
                raise scanner.fault(str(error), word.at) from None
            scanner.at = word.at
            words = scanner.name(CLAIM_STOPS) or word
            hint = f"; the source's own words stand behind {raw}: {raw} {words.text}" if raw else ""
            raise scanner.fault(
                f"“{words.text}” is no date such as 2023, 2023-06~ or 2012/2015{hint}", word.at
            ) from None
        return word.text

    def choice(self, what: str, options: Iterable[str]) -> str:
        """One of some words; `what` says what they are."""
        return self._one_of(what, options, self.scanner.token)

    def choice_word(self, what: str, options: Iterable[str]) -> str:
        """One of some words in a list in parentheses; `what` says what they are."""
        return self._one_of(what, options, self.scanner.word)

    def _one_of(self, what: str, options: Iterable[str], read: Callable[[], Word | None]) -> str:
        scanner = self.scanner
        options = tuple(options)
        scanner.expect("word", options)
        word = read()
        if word is None or word.text not in options:
            following = f"“{word.text}”" if word else scanner.next_read
            listed = choices(word.text if word else "", options)
            at = word.at if word else None
            raise scanner.fault(f"{following}, expected {what}{listed}", at)
        return word.text

    def text(self, expected: str = "a text") -> str:
        """The rest of the detail, or the lines behind `|` that follow it."""
        scanner = self.scanner
        word = scanner.bars() if scanner.ended or scanner.next == "|" else scanner.quoted_line()
        if word is None:
            raise scanner.fault(f"nothing, expected {expected}")
        return word.text

    def raw(self, owner: Json) -> bool:
        """Read `field: JSON` into a record or a part of one; False where none stands here."""
        scanner = self.scanner
        before = scanner.at
        if scanner.next == "`":
            word = scanner.delimited()
            if not scanner.take(":"):
                scanner.at = before
                return False
            field = word.text
        else:
            match = _RAW.match(scanner.text, scanner.at)
            if match is None:
                return False
            field, scanner.at = match.group(1), match.end()
        value = scanner.value()
        known = owner.get(field)
        if isinstance(known, dict) and isinstance(value, dict):
            known.update(value)
        elif field in owner:
            raise scanner.fault(f"“{field}” stands twice in this record", before)
        else:
            owner[field] = value
        return True

    def matching(self, pattern: re.Pattern[str], expected: str) -> str:
        """The next word, which has to fit a pattern; `expected` says what fits."""
        scanner = self.scanner
        word: Word | None = scanner.word()
        if word is None or not pattern.fullmatch(word.text):
            read = f"“{word.text}”" if word else scanner.next_read
            raise scanner.fault(f"{read}, expected {expected}", word.at if word else None)
        return word.text
