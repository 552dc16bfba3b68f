"""Editing one line of a form: typed in place, chosen from a list, or named by a few letters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from proxytui import text as texts
from proxytui.editing.form import as_typed, read_pair
from proxytui.model.fields import ANY, Kind
from proxytui.tui.dialogs.choose_many import MultiSelect
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.forms.lines import LABELS, key_of
from proxytui.tui.forms.pick import RecordQuestion, pick, pick_code
from proxytui.wording.phrases import upper_first

if TYPE_CHECKING:
    from textual.app import App
    from textual.widgets import Input

    from proxytui.editing.form import Entry, Form, Path
    from proxytui.tui.desk import Desk
    from proxytui.tui.widgets.rows import Rows

_IN_LINE = 400
"""Letters that are edited in the line itself; a longer text has a window."""
_MOST = 200_000
_PICKED = (Kind.REF, Kind.REFS)


class EditedForm(Protocol):
    """The form on the screen, as far as its lines are edited."""

    form: Form
    at: Path
    rows: Rows

    @property
    def app(self) -> App[object]:
        """The application."""

    @property
    def field(self) -> Input:
        """The text field over the values."""

    @property
    def entry(self) -> Entry | None:
        """The line under the cursor."""

    def take_focus(self) -> None:
        """Give the keys to the fields."""

    def changed(self, at: str | None = None) -> None:
        """Check and draw the record."""

    def draw(self, at: str | None = None) -> None:
        """Draw the record."""

    def refuse(self, words: str) -> None:
        """Say why what was typed can't be taken."""

    def open(self, path: Path, at: str = "") -> None:
        """Open a part."""


class FieldEditor:
    """What the keys do to the line under the cursor."""

    def __init__(self, desk: Desk, screen: EditedForm) -> None:
        self._desk = desk
        self._screen = screen
        self._typing: Entry | None = None
        self._before = ""
        self._warned = False

    @property
    def form(self) -> Form:
        """The form that is edited."""
        return self._screen.form

    @property
    def typed(self) -> str | None:
        """What stands in the text field; None while it is closed."""
        return None if self._typing is None else self._screen.field.value

    @property
    def changed(self) -> bool:
        """Whether what is typed would be lost."""
        return self.typed is not None and self.typed != self._before

    # A line

    def edit(self) -> None:
        """Edit what stands in the line; the head of a list gets another item."""
        entry = self._screen.entry
        if entry is None:
            return
        kind = entry.field.kind
        if entry.is_list:
            self._add_to(entry)
        elif kind is Kind.PART:
            self._screen.rows.move(1)
        elif kind is Kind.PARTS:
            self._screen.open(entry.path)
        elif kind is Kind.FLAG:
            self._set(entry.path, not entry.value)
        elif kind in _PICKED:
            self._pick(entry, partial(self._set, entry.path))
        elif kind is Kind.CHOICE:
            self._choose_one(entry)
        elif kind is Kind.CHOICES and entry.item:
            self._pick_code(entry, partial(self._set, entry.path))
        elif kind is Kind.CHOICES:
            self._choose_many(entry)
        else:
            self._write(entry)

    def add(self) -> None:
        """Add an item to the list that the line belongs to; where it belongs to none, ask to which
        list."""
        entry = self._screen.entry
        heads = [line for line in self.form.entries(self._screen.at) if line.is_list]
        own = [head for head in heads if entry and entry.path[: len(head.path)] == head.path]
        if own or len(heads) == 1:
            self._add_to((own or heads)[0])
            return
        if not heads:
            self._say("Nothing here is a list that could have more; enter edits the line.")
            return
        choices = [Choice(key_of(head.path), head.field.label, head.field.help) for head in heads]

        def chosen(key: str | None) -> None:
            for head in heads:
                if key_of(head.path) == key:
                    self._screen.rows.go_to(key)
                    self._add_to(head)

        self._screen.app.push_screen(
            SelectOne("Add to which list?", choices, self._desk.palette), chosen
        )

    def remove(self) -> None:
        """Take the item or the value away."""
        entry = self._screen.entry
        if entry is None or entry.value is None:
            self._say("Nothing stands here that could be removed.")
        elif entry.is_list:
            self._say(f"{self._key('part-remove')} removes one of these; go to it first.")
        else:
            self.form.remove(entry.path)
            self._screen.changed()

    def move(self, step: int) -> None:
        """Move an item of a list down or up."""
        entry = self._screen.entry
        if entry is None or not entry.item:
            self._say("Only what stands in a list changes its place.")
            return
        self._screen.changed(key_of(self.form.move(entry.path, step)))

    def _set(self, path: Path, value: object) -> None:
        self.form.put(path, value)
        self._screen.changed(key_of(path))

    def _added(self, path: Path, value: object) -> None:
        self._screen.changed(key_of(self.form.add(path, value)))

    def _add_to(self, head: Entry) -> None:
        kind, path = head.field.kind, head.path
        if kind is Kind.PARTS:
            self._screen.open(self.form.add(path, {}))
            self._screen.changed()
            self.edit()
        elif kind is Kind.REFS:
            self._pick(head, partial(self._added, path))
        elif kind is Kind.CHOICES:
            self._pick_code(head, partial(self._added, path))
        else:
            self._screen.rows.go_to(key_of(path))
            self._type(head, "")

    # Lists to choose from

    def _choose_one(self, entry: Entry) -> None:
        options = self.form.options(entry.path)
        choices = [Choice(code, code, meaning) for code, meaning in options.items()]

        def chosen(code: str | None) -> None:
            if code:
                self._set(entry.path, code if str(entry.value) != code else entry.value)

        at = str(entry.value) if entry.value is not None else entry.field.default
        window = SelectOne(upper_first(entry.field.label), choices, self._desk.palette, at)
        self._screen.app.push_screen(window, chosen)

    def _choose_many(self, entry: Entry) -> None:
        options = self.form.options(entry.path)
        listed = [(c, f"{c} · {meaning}" if meaning else c) for c, meaning in options.items()]
        value = entry.value if isinstance(entry.value, list) else []

        def chosen(codes: frozenset[str] | None) -> None:
            if codes is not None:
                self.form.choose(entry.path, codes)
                self._screen.changed(key_of(entry.path))

        marked = frozenset(map(str, value))
        label = upper_first(entry.field.label)
        self._screen.app.push_screen(MultiSelect(label, listed, marked, self._desk.palette), chosen)

    def _pick_code(self, entry: Entry, answered: partial[None]) -> None:
        options = entry.field.options
        pick_code(self._desk, upper_first(entry.field.label), options, answered)

    def _pick(self, entry: Entry, answered: partial[None]) -> None:
        field = entry.field
        near = [self.form.record.get(name) for name in ("subject", "object")]
        for part in self.form.record.get("participants") or ():
            near.append(part.get("actor") if isinstance(part, dict) else None)
        actors = tuple(str(actor) for actor in near if actor in self._desk.workspace.index.actors)
        title = f"{upper_first(field.label)}: {field.help}"
        pick(self._desk, RecordQuestion(title, field.refers_to or ANY, actors), answered)

    # Text

    def _write(self, entry: Entry) -> None:
        """Edit a text in its line, a long one or one of several lines in a window."""
        text = as_typed(entry)
        if len(text) > _MOST:
            as_text = self._key("edit-records")
            self._say(
                f"This text is too long to be edited here; {as_text} edits the record as text."
            )
            return
        has_lines = entry.field.kind is Kind.LINES or "\n" in str(entry.value)
        if not has_lines and len(text) <= _IN_LINE:
            self._type(entry, text)
            return
        from proxytui.tui.dialogs.edit_text import EditText

        whole = texts.clean(str(entry.value)) if entry.value is not None else ""

        def edited(words: str | None) -> None:
            if words is not None and words != whole:
                self.form.put(entry.path, words if words.strip() else None)
                self._screen.changed(key_of(entry.path))

        in_note = self.form.table == "notes" and entry.field.name == "text"
        links = self._desk.note_links.source if in_note else None
        title = upper_first(entry.field.label)
        window = EditText(title, whole, self._desk.palette, links=links)
        self._screen.app.push_screen(window, edited)

    def _type(self, entry: Entry, text: str) -> None:
        self._typing, self._before, self._warned = entry, text, False
        field = self._screen.field
        field.value = text
        field.cursor_position = len(text)
        field.display = True
        self.place()
        self._desk.app.screen.set_focus(field)
        self._screen.draw()

    def place(self) -> None:
        """Lay the text field over the value in its line."""
        entry, rows = self._typing, self._screen.rows
        if entry is None:
            return
        area = rows.content_region
        indent = 2 * entry.depth + 2 if entry.item else LABELS
        field = self._screen.field
        field.styles.offset = (area.x + indent, area.y + rows.cursor - rows.scroll_offset.y)
        field.styles.width = max(8, rows.cells - indent)

    def take(self, step: int) -> bool:
        """Take what was typed, and go on to the next line or the one before; False where it can't
        be read."""
        entry, text = self._typing, self._screen.field.value
        if entry is None:
            return True
        path = entry.path
        if entry.is_list:
            value: object = text.strip()
            if value and entry.field.kind is Kind.TEXTS_BY_KEY:
                value = read_pair(text)
                if value is None:
                    self._screen.refuse("A scheme, a colon, and the text: wikidata: Q794")
                    return False
            if value:
                path = self.form.add(path, value)
        elif not self.form.enter(path, text):
            self._screen.refuse("A scheme, a colon, and the text: wikidata: Q794")
            return False
        self._close()
        self._screen.changed(key_of(path))
        if step:
            self._screen.rows.move(step)
        return True

    def leave(self) -> None:
        """Leave the value as it was; what was typed is only thrown away when asked a second
        time."""
        if self.changed and not self._warned:
            self._warned = True
            self._screen.refuse("Changed: enter takes it, esc again leaves it as it was.")
            return
        self._close()
        self._screen.draw()

    def _close(self) -> None:
        self._typing = None
        self._screen.field.display = False
        self._screen.take_focus()

    def _key(self, id_: str) -> str:
        """The key of an action as people write it."""
        return self._desk.keymap.label(id_)

    def _say(self, words: str) -> None:
        self._desk.host.say(words)
