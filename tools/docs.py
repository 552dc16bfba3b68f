"""Writes what is generated in the documentation, or says with `--check` what is out of date."""

from __future__ import annotations

import argparse
import ast
import re
import sys
from pathlib import Path

from proxytui.cli import man_page, manual
from proxytui.exchange import losses
from proxytui.exchange.formats import FORMATS
from proxytui.model import vocabulary
from proxytui.model.fields import FIELDS as RECORD_FIELDS
from proxytui.model.fields import PARTS, Field
from proxytui.search.query import FIELDS
from proxytui.tui import keymap
from proxytui.tui.actions import ACTIONS, BY_ID, Action
from proxytui.tui.key_presets import PRESETS
from proxytui.tui.view_kinds import VIEW_CONTEXTS
from proxytui.views.legend import SIGNS

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"<!-- made: (?P<name>[a-z-]+) -->\n.*?<!-- end -->", re.S)
_WRITTEN = re.compile(r'"[^"]*"|\S+')
_LEARN_FIRST = ("down", "centre", "words", "source", "note", "help")
_DEFAULT_KEYS = keymap.build({})
_CONTEXTS = {
    "any": "explorer",
    "actors": "actors pane",
    "ties": "ties pane",
    "detail": "detail pane",
    "notes": "Notes tab",
    "selected": "every pane, but for the Notes tab",
    "record": "the form of a record",
    "map": "a map",
    "claims": "ties and quotes",
    "reader": "a source's text",
    "deciding": "suggestions",
    "manual": "the manual",
    "view": "every view",
    **VIEW_CONTEXTS,
}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    cells = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in cells) + "\n"


def _code(word: str) -> str:
    return f"`{word}`"


def _keys(action: Action, keys: keymap.Keymap = _DEFAULT_KEYS) -> str:
    return ", ".join(_code(key.replace("|", "\\|")) for key in keys.labels(action.id))


def _presets() -> str:
    return _table(
        ("preset", "what it is like"),
        [(_code(name), preset.like) for name, preset in PRESETS.items()],
    )


def _signs() -> str:
    rows = [(_code(sign.text), sign.words) for sign in SIGNS]
    return _table(("on the screen", "means"), rows)


def keys_page() -> str:
    """docs/keys.md: every action by group, with its keys, where it works and its id."""
    parts = [
        "# Keys\n",
        "Made by `make docs` from the table of actions; `?` in the program shows the ones that"
        " work where you are. The id is the name for `[keys]` in your settings, see"
        " [its chapter](manual/own-keys.md).\n",
    ]
    for group in dict.fromkeys(action.group for action in ACTIONS):
        rows = [
            (
                _keys(action),
                action.help,
                ", ".join(_CONTEXTS[context] for context in action.where),
                _code(action.id),
            )
            for action in ACTIONS
            if action.group == group
        ]
        parts.append(f"## {group}\n")
        parts.append(_table(("keys", "what they do", "where", "id"), rows))
    for name, preset in PRESETS.items():
        if preset.keys:
            parts.append(f"## The preset `{name}`\n\n{preset.like[:1].upper()}{preset.like[1:]}.\n")
            changed = [
                (_keys(BY_ID[id_], keymap.build({}, name)) or "none", BY_ID[id_].help, _code(id_))
                for id_ in preset.keys
            ]
            parts.append(_table(("keys", "what they do", "id"), changed))
    return "\n".join(parts)


def _first_keys() -> str:
    rows = [(_keys(BY_ID[id_]), BY_ID[id_].help) for id_ in _LEARN_FIRST]
    return _table(("key", "what it does"), rows)


def _search() -> str:
    rows = [(" ".join(map(_code, _WRITTEN.findall(written))), means) for written, means in FIELDS]
    return _table(("written", "means"), rows)


def _marks() -> str:
    rows = [
        (_code(mark.glyph), mark.words, check.value)
        for check, mark in vocabulary.CHECK_MARKS.items()
    ]
    return _table(("mark", "on the screen", "in JSON"), rows)


def _types() -> str:
    rows = [
        (_code(kind.code), kind.heading, kind.inverse_heading, f"`{kind.line}` `{kind.faint}`")
        for kind in vocabulary.CLAIM_TYPES.values()
    ]
    return _table(("type", "the subject shows", "the object shows", "held, possibly"), rows)


def _support() -> str:
    rows = [(_code(one.code), one.word) for one in vocabulary.SUPPORT.values()]
    return _table(("code", "means"), rows)


def _flags() -> str:
    return _table(
        ("flag", "means"),
        [(_code(code), words) for code, words in vocabulary.CITATION_FLAGS.items()],
    )


_SHORT_LIST = 12
"""So many values of a field are listed with it."""


def fields_page() -> str:
    """Every field of every record and part: its word, what it is called, what it holds."""
    parts = [
        "# Fields of records\n",
        "The words of fields, as the notation, `edit ID FIELD=VALUE` and forms have them. Times and"
        " kept texts are set by the program.\n",
    ]
    for title, listed in [
        *RECORD_FIELDS.items(),
        *((f"{name}, a part", listed) for name, listed in PARTS.items()),
    ]:
        rows = [
            (_code(field.notation), field.label, f"{field.help}{_values(field)}")
            for field in listed
            if not field.automatic
        ]
        parts.append(f"## {title}\n\n{_table(('word', 'in forms', 'what it is'), rows)}")
    return "\n".join(parts)


def _values(field: Field) -> str:
    if not field.options or len(field.options) > _SHORT_LIST:
        return ""
    return f": {', '.join(map(_code, field.options))}"


def formats_page() -> str:
    """Every format, and what each that is written does to every field."""
    listed = [
        (
            _code(item.name),
            item.title,
            "yes" if item.reads else "no",
            "yes" if item.writes else "no",
        )
        for item in FORMATS.values()
    ]
    written = [item for item in FORMATS.values() if item.writes]
    tables = {item.name: losses.table(item) for item in written}
    rows = [
        (
            _code(f"{table}.{field.name}"),
            *(tables[item.name].get(f"{table}.{field.name}", losses.KEPT) for item in written),
        )
        for table, fields in RECORD_FIELDS.items()
        for field in fields
    ]
    parts = (
        "# Formats\n",
        "What `import` reads and `export` writes. Without `--format` a file is known by its"
        " content. The `store.json` of a store is read as `json`; what its journal has added since"
        " is not in it.\n",
        _table(("format", "what it is", "read", "written"), listed),
        "## What a format keeps of each field\n",
        "This is what other programs find, which read only the standard part of a format. This"
        " program reads more of its own files: from `stix` and `ftm` everything comes back, from"
        " `graphml`, `gexf` and `markdown` all of actors, claims and sources. `export` says on"
        " standard error what it left out of the records that it wrote. Tests hold this table.\n",
        _table(("field", *(_code(item.name) for item in written)), rows),
    )
    return "\n".join(parts)


# In the order in which a change travels, from the key to the disk.
_ROOMS = (
    "__main__.py",
    "cli",
    "tui",
    "tui/explorer",
    "tui/views",
    "tui/dialogs",
    "tui/forms",
    "tui/reading",
    "tui/jobs",
    "tui/widgets",
    "commands",
    "views",
    "editing",
    "workspace.py",
    "store_session.py",
    "server_stores.py",
    "store_follower.py",
    "exchange",
    "drawing",
    "questions",
    "reading",
    "reading/suggesting",
    "reading/formats",
    "asof",
    "search",
    "graph",
    "store",
    "store/folder",
    "store/server",
    "wording",
    "notation",
    "model",
    "collation.py",
    "jobs",
    "place.py",
    "text.py",
    "character_folding.py",
    "errors.py",
    "crash.py",
    "paths.py",
    "lazy.py",
    "late_pattern.py",
)


def _first_sentence(file: Path) -> str:
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0].rstrip(".")


def rooms() -> str:
    """Every folder and file of the program's top floor, with the sentence that it begins with.

    Raises LookupError where one is missing from the list, or is there no more.
    """
    here = ROOT / "proxytui"
    packages = {f.parent.relative_to(here).as_posix() for f in here.rglob("__init__.py")} - {"."}
    modules = {f.name for f in here.glob("*.py")} - {"__init__.py"}
    if missing := (packages | modules) ^ set(_ROOMS):
        raise LookupError(f"rooms without a place in the list, or gone: {sorted(missing)}")
    rows = []
    for room in _ROOMS:
        file = here / room if room.endswith(".py") else here / room / "__init__.py"
        rows.append((_code(f"proxytui/{room}"), _first_sentence(file)))
    return _table(("folder or file", "what it is for"), rows)


BLOCKS = {
    "rooms": rooms,
    "first-keys": _first_keys,
    "marks": _marks,
    "presets": _presets,
    "signs": _signs,
    "search": _search,
    "types": _types,
    "support": _support,
    "flags": _flags,
}


def filled(page: str) -> str:
    """A page with every `made:` block of it made anew; raises KeyError for an unknown block."""

    def made(match: re.Match[str]) -> str:
        name = match["name"]
        return f"<!-- made: {name} -->\n{BLOCKS[name]()}<!-- end -->"

    return _BLOCK.sub(made, page)


def pages() -> dict[Path, str]:
    """Every page with generated parts, as it should be."""
    made = {ROOT / "docs/keys.md": keys_page(), ROOT / "docs/commands.md": manual.render()}
    made[ROOT / "docs/proxytui.1"] = man_page.render()
    made[ROOT / "docs/fields.md"] = fields_page()
    made[ROOT / "docs/formats.md"] = formats_page()
    chapters = sorted((ROOT / "docs/manual").glob("*.md"))
    for path in (
        *map(ROOT.joinpath, ("README.md", "CONTRIBUTING.md", "docs/glossary.md")),
        *chapters,
    ):
        made[path] = filled(path.read_text(encoding="utf-8"))
    return made


def main() -> int:
    """Write or check; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if stale")
    check = parser.parse_args().check
    stale = []
    for path, wanted in pages().items():
        if path.exists() and path.read_text(encoding="utf-8") == wanted:
            continue
        stale.append(path.relative_to(ROOT))
        if not check:
            path.write_text(wanted, encoding="utf-8")
    for path in stale:
        print(f"{path} is out of date; run make docs" if check else f"wrote {path}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
