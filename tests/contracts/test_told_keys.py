"""A key that can be bound anew is told by its action, never by the letter it has by default."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from proxytui.tui import keymap
from proxytui.tui.actions import ACTIONS, BY_ID
from proxytui.tui.key_presets import PRESETS
from proxytui.views import breadcrumb, empty_store, tie_tree
from proxytui.views.key_words import with_keys

if TYPE_CHECKING:
    from proxytui.views.lines import Row

ROOT = Path(__file__).resolve().parents[2]
_ROOMS = [ROOT / "proxytui" / room for room in ("tui", "views", "wording", "workspace.py")]
FILES = sorted(
    file
    for room in _ROOMS
    for file in (room.rglob("*.py") if room.is_dir() else [room])
    if file.name != "key_presets.py"
)
"""Those with words on the screen; the presets are the keys themselves."""
_VERBS = (
    "adds|answers|asks|bookmarks|brings|calls|changes|chooses|clears|closes|copies|does|edits|fills"
    "|filters|finds|folds|goes|jumps|judges|keeps|leads|leaves|links|lists|makes|marks|moves|opens"
    "|puts|quits|removes|renames|saves|searches|shows|sorts|steps|switches|takes|turns|undoes"
    "|unfolds|writes|zooms"
)
_SIGNS = r"""[a-zA-Z/;:,.<>=?#"'+_-]|ctrl\+[a-z]|[fF][0-9]{1,2}|V [a-z]"""
FIXED = re.compile(
    rf"""(?:^|[\s(“·])(?:{_SIGNS})(?:\ (?:and|or)\ (?:{_SIGNS}))?\ (?:again\ )?(?:{_VERBS})\b"""
    rf"""|\b[Pp]ress(?:es|ed)?\ (?:{_SIGNS})\b|\b[kK]eys?\ (?:{_SIGNS})\b""",
    re.VERBOSE,
)
OWN = {
    "claim_line.py": {"ctrl+u empties"},
    "edit_text.py": {"ctrl+s keeps"},
    "key_list.py": {"ctrl+c copies"},
}
"""Keys that a window, a field or Textual itself has, and that nobody binds anew."""
_KEYED = ("views", "explorer", "reading", "widgets")
"""Rooms whose screens take their keys from the table; windows over them have keys of their own."""
_OF_A_WINDOW = "Reading the journal … esc leaves."


def _texts(file: Path) -> list[tuple[int, str]]:
    """The strings of a file that are no docstrings, parts of f-strings too."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documenting = {
        id(part.value)
        for node in ast.walk(tree)
        if isinstance(node, documented)
        for part in node.body
        if isinstance(part, ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documenting
    ]


def _fixed(words: str, own: set[str]) -> list[str]:
    hits = (hit[0].strip() for hit in FIXED.finditer(words))
    return [hit for hit in hits if not any(known.startswith(hit) for known in own)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_words_on_the_screen_have_a_fixed_key_in_them(file: Path) -> None:
    own = OWN.get(file.name, set())
    told = {line: hits for line, words in _texts(file) if (hits := _fixed(words, own))}
    assert told == {}


@pytest.mark.parametrize(
    "words",
    [
        "Nothing is selected that has a record; a adds one.",
        "A shows what is not held;",
        "ctrl+s again keeps them",
        "F12 saves a picture",
        "Nothing yet. / filters, s searches.",
        "This compares no dates; V d does.",
        ", and . step to a change; n or N goes on",
    ],
)
def test_a_fixed_key_is_seen(words: str) -> None:
    assert _fixed(words, set())


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.parent.name in _KEYED], ids=lambda file: file.name
)
def test_no_screen_with_keys_of_the_table_words_the_key_that_closes_as_esc(file: Path) -> None:
    told = [words for _, words in _texts(file) if re.search(r"\besc [a-z]+s\b", words)]
    assert told == ([_OF_A_WINDOW] if file.name == "open_views.py" else [])


def test_a_key_in_braces_is_that_of_an_action() -> None:
    named = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
    for file in FILES:
        source = file.read_text(encoding="utf-8")
        if "with_keys" in source:
            ids = {id_ for _, words in _texts(file) for id_ in named.findall(words)}
            assert ids <= BY_ID.keys(), file


@pytest.mark.parametrize("preset", PRESETS)
def test_words_with_keys_name_those_of_the_preset_and_ones_own(preset: str) -> None:
    keys = keymap.build({"search": ("f6",), "add": (), "show-all": ("f7",)}, preset)
    assert with_keys("{search} searches", keys.label) == "F6 searches"
    assert with_keys("{notebook} finds", keys.label) == f"{keys.label('views')} n finds"
    words = _said(tie_tree.nothing(keys.label, filtered=False))
    assert "F7 shows what is not held" in words
    assert f"{keys.label('next-change')} step to a change" in words
    assert "“add” in the palette writes one" in _said(empty_store.ties(keys.label, 60))
    assert breadcrumb.store_date(keys.label) == f"{keys.label('newest')} store's date"


def _said(rows: list[Row]) -> str:
    lines = ("".join(span.text for span in row.line).strip() for row in rows)
    return " ".join(" ".join(lines).split())


def test_titles_and_help_of_actions_name_no_keys() -> None:
    for action in ACTIONS:
        assert _fixed(f"{action.title}. {action.help}", set()) == [], action.id
