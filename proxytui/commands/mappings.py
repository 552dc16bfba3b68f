"""The mapping of a table that is imported: named, found again by its header, guessed, or asked for.

What an import used is kept in the store's folder, in `mappings/`, and taken for the next table with
the same columns.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from proxytui import paths
from proxytui import text as texts
from proxytui.commands import output_file
from proxytui.errors import ProxyTUIError, UsageError
from proxytui.exchange import mapping as mappings
from proxytui.exchange import mapping_guess, own_tables
from proxytui.exchange.aside_file import REASON, ROW
from proxytui.exchange.formats import FORMATS
from proxytui.exchange.import_plan import KeptMapping
from proxytui.exchange.known_actors import StoredActors
from proxytui.exchange.mapping import TableMapping
from proxytui.exchange.mapping_choice import FewRows, few_rows
from proxytui.exchange.mapping_preview import preview
from proxytui.exchange.own_table_edits import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.commands.call import Call
    from proxytui.commands.foreign_file import ForeignFile
    from proxytui.exchange.formats import Format
    from proxytui.exchange.import_plan import ImportPlan
    from proxytui.exchange.own_tables import ReturnedTable
    from proxytui.exchange.table_columns import Table
    from proxytui.place import Place
    from proxytui.workspace import Workspace

FOLDER = "mappings"
_ENDING = ".toml"
_FAULT = "#! "
_MOST_KEPT = 1000
_LARGEST = 1_000_000


class Mapped(NamedTuple):
    """The mapping by which a table is read, the name that it is kept by, and what a person should
    know of it."""

    mapping: TableMapping
    name: str
    notes: tuple[str, ...]

    @property
    def document(self) -> dict[str, object]:
        """The mapping as the options of a reader have it."""
        return mappings.document(self.mapping)


def format_of(file: ForeignFile) -> Format | None:
    """The format of a file that is read by a mapping, if it is of one."""
    sure = [(item.looks(file.head), item) for item in FORMATS.values() if item.mapped]
    best = max(sure, key=lambda pair: pair[0])
    return best[1] if best[0] else None


def choose(call: Call, place: Place, file: ForeignFile, format_: Format) -> Mapped:
    """The mapping for a file of a format that needs one; `place` is the store's.

    Raises UsageError where nothing says what its columns are, or what is said doesn't fit.
    """
    named = call.text("mapping")
    own = _with_settings(call, _named(named, place)) if named else None
    table = _opened(format_, file, own or _with_settings(call, TableMapping("ties", {}, {})))
    alike = [pair for pair in _kept(place) if _alike(pair[1].header, table.header)]
    if own is not None:
        name = _name_of(named, place) or next((kept for kept, _ in alike), "")
        name = name or _free_name(place, _file_stem(file.name))
        return _mapped(table, own, name, f"the columns are taken by {texts.line(named)}")
    if alike:
        kept, mapping = alike[0]
        words = f"the columns are taken by the mapping {texts.line(kept)} of an earlier import"
        return _mapped(table, _with_settings(call, mapping), kept, words)
    name = _free_name(place, _file_stem(file.name))
    guess = mapping_guess.guess(table)
    if not guess.missing:
        words = "the columns are taken by their names"
        return _mapped(table, _with_settings(call, guess.mapping), name, words)
    if not call.asks:
        mapping_guess.sure(table)  # says what is missing
    answer = _with_settings(call, _asked(call, table))
    return _mapped(table, answer, name, "the columns are taken as you said")


def returned(
    call: Call, workspace: Workspace, file: ForeignFile, format_: Format
) -> ReturnedTable | None:
    """The table of a file that this store wrote itself, for which no mapping is named; None for any
    other. Raises UsageError."""
    if call.text("mapping"):
        return None
    table = _opened(format_, file, _with_settings(call, TableMapping("ties", {}, {})))
    if not own_tables.kind(table.header):
        return None
    raw = workspace.raw()
    actors = StoredActors(workspace.index, workspace.exact_names, raw.get("actors", {}))
    return own_tables.returned(table, Store(workspace.index, raw, actors, workspace.earlier))


class Unmapped(NamedTuple):
    """A table whose columns nobody has said anything of: its first rows, and what their names
    suggest."""

    table: FewRows
    mapping: TableMapping


def unmapped(call: Call, place: Place, file: ForeignFile, format_: Format) -> Unmapped | None:
    """The table of a file, where no mapping is named or kept for its columns. Raises UsageError."""
    if call.text("mapping"):
        return None
    settings = _with_settings(call, TableMapping("ties", {}, {}))
    table = _opened(format_, file, settings)
    # Our own columns are called as their fields are.
    is_known = own_tables.kind(table.header) or any(
        _alike(mapping.header, table.header) for _, mapping in _kept(place)
    )
    if is_known:
        return None
    return Unmapped(few_rows(table), _with_settings(call, mapping_guess.guess(table).mapping))


def keep_choice(place: Place, table: FewRows, mapping: TableMapping) -> None:
    """Keep what a person said of the columns of a table, for it and those like it."""
    name = _free_name(place, _file_stem(table.name))
    mapped = _mapped(table, mapping, name, "")
    keep(place, KeptMapping(name, mappings.written(mapped.mapping)))


def suggestion(call: Call, file: ForeignFile, format_: Format) -> str:
    """A mapping to begin with, for a file, as TOML."""
    settings = _with_settings(call, TableMapping("ties", {}, {}))
    return mapping_guess.suggestion(_opened(format_, file, settings))


def planned(plan: ImportPlan, workspace: Workspace, mapped: Mapped) -> ImportPlan:
    """The plan of an import with what its mapping says: how the first rows read, what to keep."""
    kept = KeptMapping(mapped.name, mappings.written(mapped.mapping))
    lines = tuple(preview(plan.proposal.changes, workspace.index))
    return plan._replace(notes=mapped.notes, preview=lines, mapping=kept)


def keep(place: Place, kept: KeptMapping) -> None:
    """Keep the mapping of an import beside a store's records, for the next table with its columns;
    one that can't be written is done without."""
    file = _folder(place) / f"{kept.name}{_ENDING}"
    try:
        if file.is_file() and file.read_text("utf-8") == kept.text:
            return
        file.parent.mkdir(mode=0o700, exist_ok=True)
        output_file.write(file, kept.text.encode())
    except (OSError, ValueError, ProxyTUIError):
        return


def _folder(place: Place) -> Path:
    """Where the mappings of a store are kept; those of the demo last as long as the program."""
    return Path(_demo_folder().name) if place.cache is None else place.cache / FOLDER


@cache
def _demo_folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="proxytui-mappings-")


def _opened(format_: Format, file: ForeignFile, mapping: TableMapping) -> Table:
    return format_.opened(file.file, file.name, mapping)


def _with_settings(call: Call, mapping: TableMapping) -> TableMapping:
    """The mapping with the encoding and the sheet of the call, where that names them."""
    return mapping._replace(
        encoding=call.text("encoding") or mapping.encoding,
        sheet=call.text("sheet") or mapping.sheet,
    )


def _mapped(table: Table, mapping: TableMapping, name: str, how: str) -> Mapped:
    """The mapping as it is kept: with the header it is known by, and the title it cites the table
    by, so that the next edition is the same source whatever its file is called."""
    title = mapping.constants.get("source") or mapping.title or PurePath(table.name).stem or "table"
    full = mapping._replace(header=tuple(table.header), title=title)
    return Mapped(full, name, tuple(_notes(table, full, how)))


def _notes(table: Table, mapping: TableMapping, how: str) -> Iterator[str]:
    if table.note:
        yield table.note
    if mapping.title != PurePath(table.name).stem:
        yield f"the table is cited as “{texts.line(mapping.title)}”"
    columns = [
        f"{field} {' and '.join(f'“{texts.line(name)}”' for name in names)}"
        for field, names in mapping.columns.items()
    ]
    yield f"{how}: {', '.join(columns)}" if columns else f"{how}: a table of actors by actors"
    unread = [f"“{texts.line(name)}”" for name in table.header if name not in mapping.used()]
    if unread and mapping.rows != "matrix":
        yield f"columns that aren't read: {', '.join(unread)}"


# Mappings that are kept


def _kept(place: Place) -> Iterator[tuple[str, TableMapping]]:
    """The mappings that are kept, the newest first; those that can't be read are left out."""
    files = []
    try:
        for file in list(_folder(place).glob(f"*{_ENDING}"))[:_MOST_KEPT]:
            files.append((-file.stat().st_mtime, file.name, file))
    except OSError:
        return
    for _, _, file in sorted(files):
        try:
            yield file.stem, mappings.parse(_text(file), file.name)
        except ProxyTUIError:
            continue


def _alike(header: tuple[str, ...], other: list[str]) -> bool:
    """Whether a table has these columns; rows that were set aside have two more."""
    a, b = ({texts.fold(name) for name in names} for names in (header, other))
    return bool(a) and a <= b and b - a <= {ROW, REASON}


def _named(name: str, place: Place) -> TableMapping:
    """The mapping of a file, or one that is kept, by its name."""
    kept = _name_of(name, place)
    file = _folder(place) / f"{kept}{_ENDING}" if kept else paths.expanded(name)
    if not file.is_file():
        names = ", ".join(kept for kept, _ in _kept(place)) or "none is kept yet"
        raise UsageError(
            f"there is no mapping {texts.line(name)}", f"name a file or one that is kept: {names}"
        )
    return mappings.parse(_text(file), file.name)


def _name_of(name: str, place: Place) -> str:
    """The name of a kept mapping where it is one; "" for a path."""
    stem = name.removesuffix(_ENDING)
    is_plain = stem == texts.file_name(stem)
    return stem if is_plain and (_folder(place) / f"{stem}{_ENDING}").is_file() else ""


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            raise UsageError(f"{file} is too large for a mapping", "name another file")
        return texts.utf8(file.read_bytes()).decode()
    except OSError as error:
        raise UsageError(f"can't read {file} ({error.strerror})", "check the path") from None
    except ValueError:
        raise UsageError(f"{file} is no UTF-8", "save it as UTF-8") from None


def _file_stem(name: str) -> str:
    return texts.file_name(PurePath(name).stem)


def _free_name(place: Place, name: str) -> str:
    """A name by which no mapping is kept yet."""
    free, count = name, 1
    while (_folder(place) / f"{free}{_ENDING}").exists():
        count += 1
        free = f"{name}-{count}"
    return free


def _asked(call: Call, table: Table) -> TableMapping:
    """The mapping that a person writes, who begins with what the header suggests."""
    words = call.prose(mapping_guess.suggestion(table))
    while True:
        try:
            return mappings.parse(words, "the mapping")
        except UsageError as error:
            again = call.prose_again(f"{_FAULT}{error}\n{words}")
            mended = _without_faults(again) if again is not None else words
            if mended.rstrip() == words.rstrip():
                raise
            words = mended


def _without_faults(words: str) -> str:
    """A mapping without the lines that told its writer what is wrong in it."""
    return "".join(line for line in words.splitlines(True) if not line.startswith(_FAULT))
