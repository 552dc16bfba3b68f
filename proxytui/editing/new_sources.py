"""What is asked about the sources that a line cites as new ones: title, publisher and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates
from proxytui.notation.scanner import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELDS = ("title", "publisher", "published")
_LABELS = {
    "title": "title of {}:",
    "publisher": "publisher of {}:",
    "published": "date of {}:",
}
_HINTS = {
    "title": "as the source has it; [a description] where it has none",
    "publisher": "whose word it is; enter alone leaves it open",
    "published": "when it was published: 2023, 2023-06, 2023-06-15; enter alone leaves it open",
}


class SourceQuestions:
    """The questions about some new sources, one after the other, each asked once.

    `text` is what the answers are in the notation once `done`.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._open = [(name, field) for name in names for field in _FIELDS]
        self._answers: dict[str, dict[str, str]] = {name: {} for name in names}

    @property
    def done(self) -> bool:
        """Whether nothing is left to be asked."""
        return not self._open

    @property
    def label(self) -> str:
        """The question, such as `title of memo-1:`."""
        name, field = self._open[0]
        return _LABELS[field].format(name)

    @property
    def hint(self) -> str:
        """What an answer may be."""
        return _HINTS[self._open[0][1]]

    def answer(self, value: str) -> str:
        """Take the answer to the question, and go on to the next; returns what is wrong with it,
        "" for nothing."""
        name, field = self._open[0]
        value = value.strip()
        if field == "title" and not value:
            return "a source needs a title; where it has none, a description in brackets"
        if field == "published" and value:
            try:
                dates.parse(value)
            except dates.DateError as error:
                return str(error)
        self._answers[name][field] = value
        del self._open[0]
        return ""

    @property
    def text(self) -> str:
        """The answers as records in the notation."""
        return "\n".join(_source(name, fields) for name, fields in self._answers.items())


def _source(name: str, fields: dict[str, str]) -> str:
    lines = [f"source {name}  {escaped(fields.get('title', ''), '`')}"]
    if fields.get("publisher"):
        lines.append(f"  publisher {escaped(fields['publisher'], '`')}")
    if fields.get("published"):
        lines.append(f"  published {fields['published']}")
    return "\n".join(lines)


class TypedRecords(NamedTuple):
    """A line as it was typed, and the records of its new sources."""

    line: str
    sources: str = ""

    @property
    def names(self) -> list[str]:
        """The ids of the new sources."""
        heads = (line.split() for line in self.sources.split("\n"))
        return [head[1] for head in heads if head[:1] == ["source"]]

    @property
    def text(self) -> str:
        """All of it in the notation."""
        return f"{self.sources}\n{self.line}" if self.sources else self.line
