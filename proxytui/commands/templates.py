"""Templates for notes: Markdown files in the user's settings, with places to be filled."""

from __future__ import annotations

import re
from datetime import date

from proxytui import paths
from proxytui.commands import text_editor
from proxytui.errors import UsageError
from proxytui.text import line

_ENDING = ".md"
_PLACE = re.compile(r"\{\{\s*(name|date)\s*\}\}")


def names() -> list[str]:
    """The names of the templates that are there, in order."""
    folder = paths.templates_dir()
    try:
        files = [file for file in folder.iterdir() if file.suffix == _ENDING and file.is_file()]
    except OSError:
        return []
    return sorted(file.stem for file in files if not file.name.startswith("."))


def filled(template: str, name: str) -> str:
    """The text that a template begins a note with: `{{name}}` is what the note is about, `{{date}}`
    today's date. Raises UsageError where there is no such template, or it is no text."""
    known = names()
    if template not in known:
        listed = ", ".join(map(line, known)) or f"put one into {paths.templates_dir()}"
        hint = f"there are {listed}" if known else listed
        raise UsageError(f"there is no template {line(template)}", hint)
    file = paths.templates_dir() / f"{template}{_ENDING}"
    try:
        text = text_editor.decoded(file.read_bytes())
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"can't read {file} ({why})", "save it as UTF-8") from None
    values = {"name": name, "date": date.today().isoformat()}
    return _PLACE.sub(lambda place: values[place.group(1)], text).rstrip("\n")
