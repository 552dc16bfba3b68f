"""The characters of a text as words, names, quotes and values, each at its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORD = re.compile(r'(?:(?!!["“])[^\s;,:()\[\]"“”`|])+')
_TOKEN = re.compile(r"[^\s;,)]+")
_ID = re.compile(r"\[([A-Za-z0-9][A-Za-z0-9._:-]*)\]")
_ESCAPE = re.compile(r'\\(?:u\{([0-9a-fA-F]{1,6})\}|(["`\\nrt]))')
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_BLANK = " \t"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_GOES_ON = re.compile(r"\w")
_CLOSING = {'"': '"', "“": "”", "`": "`"}


class Place(NamedTuple):
    """Where something stands in a text: line and column, both from 1, in code points."""

    line: int
    column: int


class Fault(Exception):  # the field's word for what is wrong with a text
    """What is wrong at a place: what was read, what was expected, the nearest that fits."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


class Word(NamedTuple):
    """A word, name or value and where it begins; `quoted` if it stood in backticks."""

    text: str
    at: int
    quoted: bool = False


class Expected(NamedTuple):
    """What may stand somewhere: its kind (actor, verb, means, source, detail, word, …) and, where
    these are few, the words themselves; `since` is where a name begins that may go on here."""

    kind: str
    options: tuple[str, ...] = ()
    since: int = -1


class Scanner:
    """Reads a piece of a text from left to right; a detail ends at a line's end or at `;`."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self.at = 0
        self.expected: tuple[int, Expected] | None = None
        """What may stand at an offset: the last place where something was looked for."""
        self._first_line = first_line

    def place(self, at: int | None = None) -> Place:
        """The place of an offset, or of where the reading is."""
        offset = self.at if at is None else at
        before = self.text[:offset]
        line = before.count("\n")
        return Place(self._first_line + line, offset - (before.rfind("\n") + 1) + 1)

    def fault(self, message: str, at: int | None = None) -> Fault:
        """A fault at an offset, or at where the reading is; its message is one line to be shown."""
        return Fault(self.place(at), texts.line(message))

    def expect(self, kind: str, options: Iterable[str] = (), since: int = -1) -> None:
        """Note what may stand here."""
        self.skip_blanks()
        self.expected = self.at, Expected(kind, tuple(options), since)

    def skip_blanks(self) -> None:
        """Pass over blanks, and over a comment behind one."""
        text, at = self.text, self.at
        while at < len(text) and text[at] in _BLANK:
            at += 1
        if at < len(text) and text[at] == "#" and (at == 0 or text[at - 1] in _BLANK + "\n;"):
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        self.at = at

    @property
    def next(self) -> str:
        """The next character that counts, or "" at the end of a detail."""
        self.skip_blanks()
        following = self.text[self.at : self.at + 1]
        return "" if following in ("\n", ";") else following

    @property
    def next_read(self) -> str:
        """What comes next, as a fault says it: the word or character in quotation marks, or
        “nothing”."""
        following = self.next and (self.peek() or self.next)
        if _CONTROL.match(following):
            return f"a character that can't be seen ({_code(following)})"
        return f"“{following}”" if following else "nothing"

    @property
    def ended(self) -> bool:
        """Whether the detail has nothing more."""
        return not self.next

    def next_detail(self) -> bool:
        """Go to the beginning of the next detail; False where there is none."""
        while True:
            self.skip_blanks()
            if self.at >= len(self.text):
                return False
            if self.text[self.at] not in "\n;":
                return True
            self.at += 1

    def skip_detail(self) -> None:
        """Pass over what is left of a detail."""
        while not self.ended:
            if self.next in _CLOSING:
                try:
                    self.delimited()
                except Fault:
                    end = self.text.find("\n", self.at)
                    self.at = len(self.text) if end < 0 else end
            else:
                self.at += 1

    def take(self, character: str) -> bool:
        """Pass over this character if it comes next."""
        if self.next == character:
            self.at += 1
            return True
        return False

    def peek(self) -> str:
        """The next word, or "" where none comes; nothing is passed over."""
        self.skip_blanks()
        match = _WORD.match(self.text, self.at)
        return match.group() if match else ""

    def word(self) -> Word | None:
        """The next word, a run of characters without blanks and punctuation."""
        self.skip_blanks()
        match = _WORD.match(self.text, self.at)
        return None if match is None else self._passed(match)

    def token(self) -> Word | None:
        """The next run of characters up to a blank, a comma or the end: a date, a page, an id."""
        if self.next == "`":
            return self.delimited()
        self.skip_blanks()
        match = _TOKEN.match(self.text, self.at)
        return None if match is None else self._passed(match)

    def _passed(self, match: re.Match[str]) -> Word:
        """A word, which is passed over."""
        self._refuse_controls(match.start(), match.end())
        self.at = match.end()
        return Word(match.group(), match.start())

    def _refuse_controls(self, begin: int, end: int) -> None:
        """Raise Fault at a character of a terminal or a file, such as a bell, that no eye sees."""
        match = _CONTROL.search(self.text, begin, end)
        if match is not None:
            raise self.fault(
                f"a character that can't be seen ({_code(match.group())}) stands here; take it out",
                match.start(),
            )

    def delimited(self) -> Word:
        """What stands in quotation marks or backticks, its escapes read; raises Fault where it
        isn't closed on its line."""
        begin = self.at
        closing = _CLOSING[self.text[begin]]
        parts: list[str] = []
        at = begin + 1
        while True:
            following = self.text[at : at + 1]
            if following in ("", "\n"):
                raise self.fault(f"{closing} is missing: what begins here is not closed", begin)
            if following == closing:
                self.at = at + 1
                return Word("".join(parts), begin, quoted=True)
            escape = _ESCAPE.match(self.text, at) if following == "\\" else None
            if escape is None:
                parts.append(following)
                at += 1
                continue
            code, letter = escape.groups()
            if code is not None:
                number = int(code, 16)
                if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
                    raise self.fault(f"{escape.group()} is no character", at)
                parts.append(chr(number))
            else:
                parts.append(_ESCAPED.get(letter, letter))
            at = escape.end()

    def name(self, stops: Collection[str] = ()) -> Word | None:
        """A name: in backticks, or words up to punctuation or to one of the words in `stops`."""
        if self.next == "`":
            return self.delimited()
        self.skip_blanks()
        begin = end = self.at
        while True:
            match = _WORD.match(self.text, self.at)
            if match is None or match.group() in stops:
                break
            end = self.at = match.end()
            self.skip_blanks()
        self.at = end
        self._refuse_controls(begin, end + 1)
        return Word(self.text[begin:end], begin) if end > begin else None

    def line(self) -> Word | None:
        """A value in backticks, or all that is left of the detail but a comment."""
        if self.next == "`":
            word = self.delimited()
            if self.ended:
                return word
            self.at = word.at
        self.skip_blanks()
        begin = end = self.at
        text = self.text
        while end < len(text) and text[end] not in "\n;":
            if text[end] == "#" and text[end - 1] in _BLANK:
                break
            end += 1
        self.at = end
        self._refuse_controls(begin, end)
        value = text[begin:end].rstrip(_BLANK)
        return Word(value, begin) if value else None

    def quoted_line(self) -> Word | None:
        """What stands in quotation marks where these hold all that is left of the detail, else as
        `line`."""
        begin = self.at if self.next in ('"', "“") else -1
        if begin >= 0:
            try:
                word = self.delimited()
            except Fault:
                word = None
            if word is not None and word.text and self.ended:
                return word
            self.at = begin
        return self.line()

    def phrase(self) -> Word | None:
        """A value in backticks, or what comes up to a parenthesis, a bracket or the end."""
        if self.next == "`":
            return self.delimited()
        self.skip_blanks()
        begin = end = self.at
        text = self.text
        while end < len(text) and text[end] not in "\n;([":
            if text[end] == "#" and end > begin and text[end - 1] in _BLANK:
                break
            end += 1
        self.at = end
        self._refuse_controls(begin, end)
        value = text[begin:end].rstrip(_BLANK)
        return Word(value, begin) if value else None

    def bars(self) -> Word | None:
        """Lines that begin with `|`, as one text with line feeds between them."""
        at = self.at
        lines: list[str] = []
        begin = -1
        while match := re.compile(r"[ \t\n]*\n?[ \t]*\|").match(self.text, at):
            begin = match.end() - 1 if begin < 0 else begin
            end = self.text.find("\n", match.end())
            end = len(self.text) if end < 0 else end
            line = self.text[match.end() : end]
            lines.append(line.removeprefix(" "))
            at = end
        if not lines:
            return None
        self.at = at
        return Word("\n".join(lines), begin)

    @property
    def id_follows(self) -> bool:
        """Whether an id in square brackets comes next, which no word goes on behind."""
        return self._next_id() is not None

    def _next_id(self) -> re.Match[str] | None:
        match = _ID.match(self.text, self.at)
        glued = match is not None and _GOES_ON.match(self.text, match.end())
        return None if glued else match

    def id(self) -> Word | None:
        """An id in square brackets, if one comes next."""
        if self.next != "[":
            return None
        match = self._next_id()
        if match is None:
            raise self.fault(
                "“[” begins an id such as [c-3k9]; a name with brackets stands in backticks"
            )
        word = Word(match.group(1), self.at)
        self.at = match.end()
        return word

    def value(self) -> object:
        """A value in JSON; raises Fault where it is none."""
        self.skip_blanks()
        try:
            value, end = json.JSONDecoder().raw_decode(self.text, self.at)
        except (ValueError, RecursionError) as error:
            at = getattr(error, "pos", self.at)
            raise self.fault("a value in JSON is expected here", at) from None
        self.at = end
        return value


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def escaped(text: str, closing: str) -> str:
    """A text between `closing` marks, with escapes for these, for line ends and for what can't be
    seen."""
    parts = []
    for character in text:
        if character in (closing, "\\"):
            parts.append("\\" + character)
        elif character == "\n":
            parts.append("\\n")
        elif character == " " or character.isprintable():
            parts.append(character)
        else:
            parts.append(f"\\u{{{ord(character):x}}}")
    return closing + "".join(parts) + closing


def id_at_end(text: str) -> str:
    """The id in square brackets that a text ends with, or ""."""
    match = re.search(rf"{_ID.pattern}\s*\Z", text)
    return match.group(1) if match else ""


def printable(text: str) -> bool:
    """Whether a text has nothing that can't be seen, and no other blank than a space."""
    return all(character == " " or character.isprintable() for character in text)
