"""Keys to actions: a preset, the user's own keys in place of its, and the check for clashes."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.errors import ProxyTUIError
from proxytui.tui.actions import ACTIONS, BY_ID
from proxytui.tui.key_labels import is_key, key_label, key_name
from proxytui.tui.key_presets import DEFAULT, PRESETS
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
_PRESET, _BIND = "preset", "bind"


class UserKeys(NamedTuple):
    """The `[keys]` of the user's settings: a preset, and keys by action id in place of its."""

    preset: str = DEFAULT
    own: Mapping[str, tuple[str, ...]] = {}


class Keymap(NamedTuple):
    """`single` maps a key to actions in the order of the table, `double` two keys in turn, `keys`
    an action's id to its keys."""

    single: dict[str, tuple[str, ...]]
    double: dict[tuple[str, str], tuple[str, ...]]
    keys: dict[str, tuple[str, ...]]

    @property
    def prefixes(self) -> frozenset[str]:
        """Keys that wait for a second one."""
        return frozenset(first for first, _ in self.double)

    def label(self, id_: str) -> str:
        """The first key of an action as people write it, the menu's and its letter for a view; its
        name in the palette where it has no key."""
        return next(iter(self.labels(id_)), f"“{BY_ID[id_].title}” in the palette")

    def labels(self, id_: str) -> tuple[str, ...]:
        """All keys of an action as people write them; a view's letter stands behind the menu's."""
        listed = tuple(key_label(key) for key in self.keys[id_])
        menu, letter = self.keys["views"], BY_ID[id_].view
        return (*listed, key_label(f"{menu[0]} {letter}")) if letter and menu else listed


def user_keys(file: Path) -> UserKeys:
    """The `[keys]` table of the user's settings: a preset, and a key or a list of keys by action
    id, in the table itself or in `[keys.bind]`.

    Raises ProxyTUIError that names what is wrong.
    """
    try:
        written = text.utf8(file.read_bytes()).decode()
        import tomllib  # only where there is such a file

        settings = tomllib.loads(written)
    except FileNotFoundError:
        return UserKeys()
    except (OSError, ValueError, RecursionError) as error:
        raise ProxyTUIError(f"can't read {file}: {error}", "mend or remove the file") from None
    table = settings.get("keys", {})
    bound = table.get(_BIND, {}) if isinstance(table, dict) else None
    if not isinstance(table, dict) or not isinstance(bound, dict):
        raise ProxyTUIError(f"[keys] in {file} is no table", "write lines like: search = 's'")
    preset = table.get(_PRESET, DEFAULT)
    if not isinstance(preset, str) or preset not in PRESETS:
        raise ProxyTUIError(
            f"[keys] in {file} names an unknown preset '{preset}'", f"use {', '.join(PRESETS)}"
        )
    own: dict[str, tuple[str, ...]] = {}
    for action, value in {**table, **bound}.items():
        if action in (_PRESET, _BIND):
            continue
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            raise ProxyTUIError(f"[keys] {action} is neither a key nor a list of keys", str(file))
        own[action] = tuple(map(key_name, listed))
    return UserKeys(preset, own)


def of_settings(file: Path) -> tuple[Keymap, str]:
    """The keymap of the user's settings, and what is wrong with them, "" for nothing; then it is
    that of their preset."""
    keys = UserKeys()
    try:
        keys = user_keys(file)
        return build(keys.own, keys.preset), ""
    except ProxyTUIError as error:
        return build({}, keys.preset), f"{error}; the keys of the preset {keys.preset} are used"


def build(own: Mapping[str, tuple[str, ...]], preset: str = DEFAULT) -> Keymap:
    """The keymap of a preset, with the user's own keys in place of its.

    Raises ProxyTUIError for an unknown action, a key no terminal can tell apart, or a clash, and
    names both sides.
    """
    for named in own:
        if named not in BY_ID:
            near = get_close_matches(named.rpartition(".")[2], BY_ID, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else "see docs/keys.md for the ids"
            raise ProxyTUIError(f"[keys] names an unknown action '{named}'", hint)
    changed = {**PRESETS[preset].keys, **own}
    keys = {action.id: changed.get(action.id, action.keys) for action in ACTIONS}
    single: dict[str, list[str]] = {}
    double: dict[tuple[str, str], list[str]] = {}
    for id_, listed in keys.items():
        for key in listed:
            parts = tuple(key.split(" "))
            bad = UNBINDABLE.intersection(parts)
            if bad:
                raise ProxyTUIError(
                    f"[keys] {id_} = '{key}': terminals can't tell {sorted(bad)[0]} apart",
                    "choose another key",
                )
            if not all(map(is_key, parts)):
                raise ProxyTUIError(
                    f"[keys] {id_} = '{key}': there is no key of that name",
                    "write a letter, a sign, or a name such as pagedown or ctrl+s",
                )
            if len(parts) > 2:
                raise ProxyTUIError(
                    f"[keys] {id_} = '{key}': that is more than two keys", "choose one or two keys"
                )
            if len(parts) == 2:
                double.setdefault((parts[0], parts[1]), []).append(id_)
            else:
                single.setdefault(key, []).append(id_)
    for key, ids in [*single.items(), *((" ".join(k), v) for k, v in double.items())]:
        _clash(key, ids)
    for (first, second), ids in double.items():
        _clash_of_prefix(first, second, ids, single.get(first, ()))
    return Keymap(
        {key: tuple(ids) for key, ids in single.items()},
        {pair: tuple(ids) for pair, ids in double.items()},
        keys,
    )


def _places(id_: str) -> set[str]:
    """The contexts in which an action's key is taken."""
    return {place for context in BY_ID[id_].where for place in _WITH.get(context, (context,))}


def _clash(key: str, ids: list[str]) -> None:
    """Raise ProxyTUIError where a key has two actions in one context."""
    taken: dict[str, str] = {}
    for id_ in ids:
        places = _places(id_)
        for place in sorted(places):
            if place in taken:
                raise ProxyTUIError(
                    f"[keys] '{key_label(key)}' is both {taken[place]} and {id_}",
                    "choose another key for one of them",
                )
        taken |= dict.fromkeys(places, id_)


def _clash_of_prefix(
    first: str, second: str, ids: list[str], alone: tuple[str, ...] | list[str]
) -> None:
    """Raise ProxyTUIError where the first of two keys is an action's key in the same context."""
    places = {place for id_ in ids for place in _places(id_)}
    for id_ in alone:
        if places & _places(id_):
            raise ProxyTUIError(
                f"[keys] '{key_label(f'{first} {second}')}' ({ids[0]}) can't work while"
                f" '{key_label(first)}' is {id_}",
                "choose another key for one of them",
            )
