"""The keys that work in a place as rows: what is special there first, then the rest by group."""

from __future__ import annotations

from string import ascii_letters
from typing import TYPE_CHECKING

from proxytui.collation import Typed
from proxytui.tui.actions import ACTIONS, valid
from proxytui.tui.view_kinds import VIEW_CONTEXTS
from proxytui.views import legend
from proxytui.views.lines import BLANK, Row, Span, cut, fit, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.tui.actions import Action
    from proxytui.tui.keymap import Keymap
    from proxytui.views.lines import Line

PLACES: dict[str, str] = {
    "any": "in the explorer",
    "actors": "in the actors",
    "ties": "in the ties",
    "detail": "in the detail pane",
    "notes": "on the Notes tab",
    "selected": "in each pane",
    "map": "in a map",
    "claims": "on ties and their quotes",
    "record": "in the form of a record",
    "reader": "in the text of a source",
    "deciding": "where suggestions are decided on",
    "manual": "in the manual",
    "view": "in every view",
    **{context: f"in {title}" for context, title in VIEW_CONTEXTS.items()},
}
"""The contexts of the table of actions in words."""
_COMMON = frozenset({"any", "selected", "view", "reader", "deciding", "form", "record", "manual"})
"""Contexts that hold for a whole screen; keys of any other are special to a place."""
_MOST_KEYS = 30
_LEAST_KEYS = 8


class KeyList:
    """The actions that are valid in some contexts, with their keys as people write them."""

    def __init__(self, keymap: Keymap, contexts: frozenset[str]) -> None:
        self._keymap = keymap
        self._contexts = contexts
        self._actions = valid(contexts)

    def widest(self) -> int:
        """The cells that the longest line takes without being wrapped."""
        lines = [cut_keys(self._keys(a), _MOST_KEYS) + "  " + a.help for a in self._actions]
        return max(width((Span(line),)) for line in lines) + 4

    def rows(self, typed: str, cells: int) -> list[Row]:
        """The keys that have the words typed in what they do, or are the key that was typed."""
        typed = typed.strip()
        if not typed:
            return self._all(cells)
        rows = self._of_key(typed, cells)
        if len(typed) > 1 and (worded := self._worded(typed, cells)):
            rows += [*([BLANK] if rows else []), *worded]
        return rows or _prose("No key here does that.", cells)

    def _all(self, cells: int) -> list[Row]:
        special = [a for a in self._actions if not _COMMON & self._contexts.intersection(a.where)]
        places = {c: None for a in special for c in a.where if c in self._contexts}
        where = ", ".join(PLACES[context] for context in places)
        rows = self._group(f"Special {where}", special, cells) if special else []
        others = [action for action in self._actions if action not in special]
        for group in dict.fromkeys(action.group for action in ACTIONS):
            listed = [action for action in others if action.group == group]
            rows += self._group(group, listed, cells) if listed else []
        rows += [*_heading("All other keys", cells), *_prose(self._other_keys(), cells)]
        return [*rows, *_heading("Numbers, signs and colours", cells), *legend.rows(cells)]

    def _worded(self, typed: str, cells: int) -> list[Row]:
        words = [Typed(word) for word in typed.split()]
        listed = [
            action
            for action in self._actions
            if all(word.within(f"{action.title} {action.help}") for word in words)
        ]
        return self._group(f"With “{typed}”", listed, cells) if listed else []

    def _of_key(self, typed: str, cells: int) -> list[Row]:
        """What the key that was typed does here; where nothing, where it does something."""
        here = [a for a in self._actions if typed in self._keymap.labels(a.id)]
        if here:
            return self._group(f"The key {typed}", here, cells)
        elsewhere = [a for a in ACTIONS if typed in self._keymap.labels(a.id)]
        if elsewhere:
            rows = _heading(f"The key {typed} does nothing here", cells)
            for action in elsewhere:
                where = ", ".join(dict.fromkeys(PLACES[context] for context in action.where))
                rows += _prose(f"{where}: {action.help}", cells)
            return rows
        return _prose(f"The key {typed} does nothing.", cells) if len(typed) == 1 else []

    def _group(self, title: str, actions: Iterable[Action], cells: int) -> list[Row]:
        rows = _heading(title, cells)
        column = self._column(cells)
        for action in actions:
            keys = cut_keys(self._keys(action), column)
            helped = wrap(action.help, max(8, cells - column - 4)) or [""]
            rows.append(Row(action.id, (Span(f"  {fit(keys, column)}  ", "key"), Span(helped[0]))))
            rows += [_text((Span(" " * (column + 4)), Span(line))) for line in helped[1:]]
        return rows

    def _column(self, cells: int) -> int:
        """The width of the column of keys: that of the longest ones, at most a quarter."""
        longest = max((width((Span(self._keys(a)),)) for a in self._actions), default=0)
        return max(_LEAST_KEYS, min(longest, _MOST_KEYS, cells // 4))

    def _keys(self, action: Action) -> str:
        return "  ".join(self._keymap.labels(action.id))

    def _other_keys(self) -> str:
        """What keys do that no action here has, and which letters are free."""
        taken = {key[:1] for a in self._actions for key in self._keymap.labels(a.id)}
        free = " ".join(letter for letter in ascii_letters if letter not in taken)
        words = "They do nothing, and say so. ctrl+c copies what is selected with the mouse."
        return f"{words} Free here: {free}" if free else words


def cut_keys(keys: str, cells: int) -> str:
    """The keys that fit, whole ones only."""
    while width((Span(keys),)) > cells and "  " in keys:
        keys = keys.rpartition("  ")[0]
    return cut(keys, cells)


def _heading(title: str, cells: int) -> list[Row]:
    return [_text((Span(line, "heading"),)) for line in wrap(title, cells)]


def _prose(words: str, cells: int) -> list[Row]:
    """Words as rows that the cursor passes over."""
    return [_text((Span(f"  {line}", "dim"),)) for line in wrap(words, max(8, cells - 2))]


def _text(line: Line) -> Row:
    return Row("", line, stop=False)
