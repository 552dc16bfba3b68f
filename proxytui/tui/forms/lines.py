"""A form as lines: fields with their values, and what is to be known of the one at the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import text as texts
from proxytui import wording
from proxytui.editing.days import days_of
from proxytui.editing.form import Entry
from proxytui.editing.form import shown as shown_value
from proxytui.model.dates import DateError
from proxytui.model.fields import Kind
from proxytui.model.records import Claim, Event, decode
from proxytui.views import notes
from proxytui.views.key_words import with_keys
from proxytui.views.lines import BLANK, Row, Span, cut, fit, foreign, paragraph, width
from proxytui.views.record_name import actor_name, claim_name
from proxytui.wording.phrases import RECORD_WORDS, plural, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proxytui.editing.form import Form, Path
    from proxytui.model.fields import Field
    from proxytui.model.records import Json
    from proxytui.views.lines import Line
    from proxytui.views.scene import Scene

LABELS = 22
"""Cells of the labels, with the blanks before and behind them."""
_LOOKED_AT = 600
"""Signs of a value that its line is made from: it may be a megabyte long."""
_VALUE_LINES = 12
DATES = (Kind.DATE, Kind.OPEN_DATE, Kind.DATES)
_DATE_HINT = (
    "1979, 2011-03, 2024-11-30; 1979~ about, 2012? uncertain; 2012/2015 between; ../1982 by"
)
_QUOTE_CELLS = 32
"""Cells of the words of a citation where there is little room."""
_HINTS = {
    Kind.DATE: _DATE_HINT,
    Kind.OPEN_DATE: f"{_DATE_HINT}; .. goes on",
    Kind.DATES: "one date, or two with a blank between them: 2012 2014-05",
    Kind.TEXTS_BY_KEY: "a scheme, a colon and what it calls it: wikidata: Q794",
}


class Shown(NamedTuple):
    """A form as it is drawn: the part of it that is open, and what is wrong by path."""

    form: Form
    at: Path
    faults: Mapping[Path, str]
    scene: Scene

    def fault(self, path: Path) -> str:
        """What is wrong with the value at a path; of a list or part also what is wrong inside."""
        inside = (words for way, words in self.faults.items() if way[: len(path)] == path)
        return self.faults.get(path, "") or next(inside, "")


def key_of(path: Path) -> str:
    """The key of the row of a path."""
    return "/".join(map(str, path))


def rows(shown: Shown, entries: Iterable[Entry], cells: int) -> list[Row]:
    """The lines of a form, related fields together."""
    rows: list[Row] = []
    before = ""
    for entry in entries:
        group = _group(entry)
        if rows and group != before and not entry.item:
            rows.append(BLANK)
        before = group
        rows.append(Row(key_of(entry.path), partial(_line, shown, entry, cells)))
    unknown = shown.form.unknown(shown.at)
    if unknown:
        words = f"kept as it is: {', '.join(map(texts.line, unknown))}"
        rows += [BLANK, Row("", (foreign(cut(words, cells), "dim"),), stop=False)]
    return rows


def _group(entry: Entry) -> str:
    """What a field stands together with: dates with their words, a list or part with itself."""
    if entry.depth:
        return ".".join(str(step) for step in entry.path[:-1] if isinstance(step, str))
    if (entry.is_list and entry.value) or entry.field.kind is Kind.PART:
        return ".".join(str(step) for step in entry.path if isinstance(step, str))
    dated = entry.field.kind in DATES or entry.field.name.endswith("_raw")
    return "dates" if dated or entry.field.name == "basis" else "others"


def _line(shown: Shown, entry: Entry, cells: int) -> Line:
    fault = shown.fault(entry.path)
    indent = "  " * entry.depth
    if entry.item:
        line: Line = (Span(f"{indent}  "), *_item(shown, entry, cells - len(indent) - 2))
    elif entry.is_list:
        count = _count(entry.value)
        label = fit(entry.field.label, LABELS)
        said = str(count) if count else with_keys("none; {part-add} adds", shown.scene.key)
        line = (Span(label, "heading"), Span(said, "dim"))
    elif entry.field.kind is Kind.PART:
        line = (Span(entry.field.label, "heading"),)
    else:
        label = fit(f"{indent}{entry.field.label}", LABELS)
        line = (Span(label, "dim"), *value_spans(shown, entry))
    own = shown.faults.get(entry.path, "") or (fault if entry.item or entry.is_list else "")
    if not own:
        return line
    # What is accepted stands beside the fields.
    words = texts.line(own).partition("; ")[0]
    room = max(16, cells - width(line) - 4)
    return (*line, Span("  ← ", "alert"), Span(cut(words, room), "alert"))


def _count(value: object) -> int:
    if isinstance(value, dict):
        return sum(len(texts) for texts in value.values() if isinstance(texts, list))
    return len(value) if isinstance(value, list) else 0


def value_spans(shown: Shown, entry: Entry) -> Line:
    """The value of a field, with what it means where that isn't plain; what it stands for where
    there is none."""
    field, value = entry.field, entry.value
    if value is None:
        # Of a part that isn't there nothing is required.
        if field.required and shown.form.value(entry.path[:-1]) is not None:
            return (Span("–  required", "caution"),)
        return (Span(field.default or "–", "dim"),)
    if field.kind is Kind.REF:
        return (_named(shown.scene, str(value)),)
    if field.kind is Kind.FLAG:
        return (Span("yes" if value else "no"),)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return _chosen(field, value, shown.form.options(entry.path))
    return (_words(value, field),)


def _chosen(field: Field, value: object, options: Mapping[str, str]) -> Line:
    codes = [str(code) for code in value] if isinstance(value, list) else [str(value)]
    meanings = [options[code] for code in codes if options.get(code) not in (None, "", code)]
    spans = (foreign(cut(", ".join(codes)[:_LOOKED_AT], _LOOKED_AT)),)
    return (*spans, Span(f"  {', '.join(meanings)}", "dim")) if meanings else spans


def _words(value: object, field: Field) -> Span:
    """A text on one line; only its beginning is looked at."""
    words = shown_value(field, value)
    line = foreign(words[:_LOOKED_AT])
    if not line.text:
        return Span("(nothing that can be seen)", "caution")
    return line if len(words) <= _LOOKED_AT else Span(f"{line.text} …", line.role)


def _named(scene: Scene, id_: str) -> Span:
    """A record by its name or title, a claim and a tie by their ends."""
    event = scene.index.events.get(id_)
    name = event.title if event is not None else notes.title(scene, id_)
    return foreign(name[:_LOOKED_AT] or id_)


def _item(shown: Shown, entry: Entry, cells: int = 0) -> Line:
    """An item of a list: a text, a record by its name, a part in a few words, or in as many as
    have room in so many cells."""
    field, value = entry.field, entry.value
    if field.kind in (Kind.REFS,):
        return (_named(shown.scene, str(value)),)
    if field.kind is Kind.TEXTS_BY_KEY:
        return (foreign(f"{entry.path[-2]}: ", "dim"), _words(value, field))
    if field.kind is not Kind.PARTS or not isinstance(value, dict):
        return (_words(value, field),)
    if field.part == "citation":
        return _citation(shown.scene, value, cells)
    return _PARTS.get(field.part, _any_part)(shown.scene, value)


def _name(scene: Scene, part: Json) -> Line:
    notes = [str(part[key]) for key in ("type", "lang", "script") if part.get(key)]
    dates = [f"{word} {part[key]}" for word, key in (("from", "since"), ("until", "until"))
             if part.get(key)]  # fmt: skip
    return (_text(part.get("text")), _beside(notes + dates))


def _citation(scene: Scene, part: Json, cells: int) -> Line:
    quote = part.get("quote")
    exact = quote.get("exact") if isinstance(quote, dict) else None
    words = Span("no words") if exact is None else _text(exact, "“", "”")
    source = part.get("source")
    notes = [] if source is None else [_named(scene, str(source)).text]
    notes += [str(part[key]) for key in ("stance", "credibility") if part.get(key)]
    origin = _beside(notes)
    # The origin is seen even where the words are long.
    room = max(_QUOTE_CELLS, cells - width((origin,)))
    return (Span(cut(words.text, room), "quote" if exact else "dim"), origin)


def _participant(scene: Scene, part: Json) -> Line:
    actor = part.get("actor")
    who = Span("nobody yet", "dim") if actor is None else _named(scene, str(actor))
    return (who, _beside([f"as {part['role']}"] if part.get("role") else []))


def _any_part(scene: Scene, part: Json) -> Line:
    return (_beside([str(value) for value in part.values()]),)


_PARTS = {"name": _name, "participant": _participant}


def _text(value: object, before: str = "", behind: str = "") -> Span:
    words = foreign(str(value)[:_LOOKED_AT]).text if value is not None else ""
    return Span(f"{before}{words}{behind}" if words else "–")


def _beside(notes: Sequence[str]) -> Span:
    words = " · ".join(texts.line(note[:_LOOKED_AT]) for note in notes)
    return Span(f"   {texts.closed(words)}" if words else "", "dim")


def summary(shown: Shown, field: Field, value: object, beside: object) -> list[str]:
    """A value in words, a line each; of a list only what the value beside it doesn't have."""
    if value is None:
        return ["nothing"]
    if isinstance(value, list) and field.kind is not Kind.DATES:
        other = beside if isinstance(beside, list) else []
        items = [item for item in value if item not in other]
        lines = [_item(shown, Entry((field.name, 0), field, item, item=True)) for item in items]
        return ["".join(span.text for span in line) for line in lines] or ["the rest of them"]
    if isinstance(value, dict):
        return [f"{key}: {item}" for key, item in value.items()] or ["nothing"]
    if field.kind is Kind.REF:
        return [_named(shown.scene, str(value)).text]
    return [_words(value, field).text]


# What is to be known of a field


def about(shown: Shown, entry: Entry | None, typed: str | None, cells: int) -> list[Row]:
    """The help of a field, what is wrong with its value, the days of a date, a long text whole;
    below it the sentence that the record reads as. `typed` is what is typed into the field now."""
    lines: list[Line] = []
    if entry is not None:
        lines += paragraph(f"{upper_first(entry.field.label)}: {entry.field.help}.", cells)
        lines += _looked_at(shown, entry, cells) if typed is None else _typing(entry, typed, cells)
    sentence = _sentence(shown) if typed is None else ""
    if sentence:
        lines += [(), *paragraph(sentence, cells, "dim")]
    return [Row("", line, stop=False) for line in lines]


def _typing(entry: Entry, typed: str, cells: int) -> list[Line]:
    """What the words typed stand for, and how they are to be written."""
    days = _days(typed, cells) if entry.field.kind in DATES else []
    return [*days, *paragraph(_HINTS.get(entry.field.kind, ""), cells, "dim")]


def _looked_at(shown: Shown, entry: Entry, cells: int) -> list[Line]:
    """What is wrong with a value, or what it is in full."""
    fault = shown.fault(entry.path)
    if fault:
        return paragraph(texts.line(fault), cells, "alert")
    if entry.field.kind in DATES:
        return _days(shown_value(entry.field, entry.value), cells)
    if entry.item and isinstance(entry.value, dict):
        return _quoted(entry.value, cells)
    written = entry.field.kind in (Kind.TEXT, Kind.LINES, Kind.TEXTS) and not entry.is_list
    return _whole(entry, cells) if written else []


def _days(text: str, cells: int) -> list[Line]:
    if not text.strip() or "T" in text:
        return []  # a time says its day itself
    try:
        return paragraph(days_of(text), cells, "date")
    except DateError as error:
        return paragraph(texts.line(str(error)).partition("; ")[0], cells, "caution")


def _whole(entry: Entry, cells: int) -> list[Line]:
    """A text that may not fit its line."""
    words = shown_value(entry.field, entry.value)
    if len(words) < cells // 2 and "\n" not in words:
        return []
    lines = paragraph(words[: cells * _VALUE_LINES], cells, "quote")
    return [(), *lines[:_VALUE_LINES]]


def _quoted(part: Json, cells: int) -> list[Line]:
    quote = part.get("quote")
    exact = quote.get("exact") if isinstance(quote, dict) else None
    if not isinstance(exact, str):
        return []
    lines = paragraph(f"“{texts.line(exact[: cells * _VALUE_LINES])}”", cells, "quote")
    return [(), *lines[:_VALUE_LINES]]


def _sentence(shown: Shown) -> str:
    """The sentence that a claim or event would read as; "" while it can't be one."""
    form, scene = shown.form, shown.scene
    try:
        if form.table == "claims":
            claim = decode(Claim, form.id, form.record)
            return wording.claim_words(claim, scene.name, scene.source) if claim.citations else ""
        if form.table == "events":
            event = decode(Event, form.id, form.record)
            return wording.event_words(event, scene.name, scene.source)
    except (msgspec.ValidationError, DateError, KeyError):
        return ""
    return ""


def _new_name(form: Form) -> str:
    """What a record that is not in the store yet is called by its fields."""
    called = form.value(("names", 0, "text")) if form.table == "actors" else form.value(("title",))
    return str(called or "")


def title(shown: Shown) -> tuple[str, ...]:
    """What the form is of: `claim`, `Iran › Hezbollah`, and the part that is open."""
    form = shown.form
    name = _named(shown.scene, form.id).text
    if form.is_new and form.table in ("actors", "sources", "events"):
        name = _new_name(form)
    elif form.table == "actors":
        name = actor_name(shown.scene, form.id)
    elif form.table == "claims":
        name = claim_name(shown.scene, form.record)
    elif form.table == "notes":
        about = form.record.get("about")
        first = str(about[0]) if isinstance(about, list) and about else ""
        name = f"on {notes.title(shown.scene, first)}" if first else form.id
    way = [RECORD_WORDS.get(form.table, form.table), texts.line(name[:_LOOKED_AT])]
    if shown.at:
        field = form.field(shown.at)
        place = shown.at[-1]
        label = field.part if field is not None else ""
        way.append(f"{label} {place + 1}" if isinstance(place, int) else label)
    return tuple(way)


def refusal(words: str, cells: int) -> list[Row]:
    """Why what was typed can't be taken, above the help."""
    lines = [*paragraph(texts.line(words), cells, "alert"), ()]
    return [Row("", line, stop=False) for line in lines]


def fault_words(faults: Mapping[Path, str]) -> str:
    """How many values are not right yet, in a word."""
    return f"{plural(len(faults), 'field')} not right yet"
