"""Keys to actions: the default preset, the user's own keys, and the check for clashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.errors import ProxyTUIError
from proxytui.tui.actions import ACTIONS, BY_ID
from proxytui.tui.view_kinds import FORM, VIEW_CONTEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Legacy terminals send enter, tab, backspace, line feed and escape for these.
UNBINDABLE = frozenset({"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket"})

# Contexts that are in force together: the explorer's keys work in each of its panes.
_WITH = {
    "any": ("any", "actors", "ties", "detail", "notes", "map", "selected", "claims"),
    "actors": ("actors", "selected"),
    "ties": ("ties", "selected"),
    "detail": ("detail", "notes", "selected"),
    "map": ("map", "selected"),
    "selected": ("selected", "claims"),
    "claims": ("claims", "ties", "detail"),
    "view": ("view", *(context for context in VIEW_CONTEXTS if context != FORM)),
    "findings": ("findings", "difference"),
}


class Keymap(NamedTuple):
    """`single` maps a key to actions in the order of the table, `double` two keys in turn."""

    single: dict[str, tuple[str, ...]]
    double: dict[tuple[str, str], tuple[str, ...]]

    @property
    def prefixes(self) -> frozenset[str]:
        """Keys that wait for a second one."""
        return frozenset(first for first, _ in self.double)


def user_keys(file: Path) -> dict[str, tuple[str, ...]]:
    """The `[keys]` table of the user's settings: action id to a key or a list of keys.

    Raises ProxyTUIError that names what is wrong.
    """
    import tomllib

    try:
        settings = tomllib.loads(text.utf8(file.read_bytes()).decode())
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProxyTUIError(f"can't read {file}: {error}", "mend or remove the file") from None
    table = settings.get("keys", {})
    if not isinstance(table, dict):
        raise ProxyTUIError(f"[keys] in {file} is no table", "write lines like: search = 's'")
    keys: dict[str, tuple[str, ...]] = {}
    for action, value in table.items():
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            raise ProxyTUIError(f"[keys] {action} is neither a key nor a list of keys", str(file))
        keys[action] = tuple(listed)
    return keys


def build(own: Mapping[str, tuple[str, ...]]) -> Keymap:
    """The keymap with the user's own keys in place of the defaults.

    Raises ProxyTUIError for an unknown action, a key no terminal can tell apart, or a clash, and
    names both sides.
    """
    for named in own:
        if named not in BY_ID:
            raise ProxyTUIError(f"[keys] names an unknown action '{named}'", "see ? for the names")
    single: dict[str, list[str]] = {}
    double: dict[tuple[str, str], list[str]] = {}
    for action in ACTIONS:
        for key in own.get(action.id, action.keys):
            parts = tuple(key.split(" "))
            bad = UNBINDABLE.intersection(parts)
            if bad:
                raise ProxyTUIError(
                    f"[keys] {action.id} = '{key}': terminals can't tell {sorted(bad)[0]} apart",
                    "choose another key",
                )
            if len(parts) == 2:
                double.setdefault((parts[0], parts[1]), []).append(action.id)
            else:
                single.setdefault(key, []).append(action.id)
    for key, ids in [*single.items(), *((" ".join(k), v) for k, v in double.items())]:
        _clash(key, ids)
    for first, second in double:
        if first in single:
            raise ProxyTUIError(
                f"[keys] '{first} {second}' can't work while '{first}' is {single[first][0]}",
                "choose another key for one of them",
            )
    return Keymap(
        {key: tuple(ids) for key, ids in single.items()},
        {pair: tuple(ids) for pair, ids in double.items()},
    )


def _clash(key: str, ids: list[str]) -> None:
    """Raise ProxyTUIError where a key has two actions in one context."""
    taken: dict[str, str] = {}
    for id_ in ids:
        places = {place for context in BY_ID[id_].where for place in _WITH.get(context, (context,))}
        for place in sorted(places):
            if place in taken:
                raise ProxyTUIError(
                    f"[keys] '{key}' is both {taken[place]} and {id_}",
                    "choose another key for one of them",
                )
        taken |= dict.fromkeys(places, id_)
