"""Importing a file: read in a thread, its plan shown, written in one step where that is wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.jobs.priority import keys_first
from proxytui.lazy import LazyModule
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.jobs.file_names import FileNames
from proxytui.tui.widgets.prompt import PromptQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.commands.call import Call
    from proxytui.commands.mappings import Unmapped
    from proxytui.exchange import table_columns
    from proxytui.exchange.import_plan import ImportPlan
    from proxytui.exchange.mapping import TableMapping
    from proxytui.exchange.rows import ReadRow, RejectedRow, Rows, WholeCopy
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.changes import Transaction
    from proxytui.tui.desk import Desk
    from proxytui.views import import_plan
else:
    table_columns = LazyModule("proxytui.exchange.table_columns")
    import_plan = LazyModule("proxytui.views.import_plan")

_MOST_SHOWN = 200
"""Records that the plan shows one by one; the others are counted."""
_ROWS_AT_ONCE = 256


class Importing(Controller):
    """The action that imports a file, and the command that does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading = BackgroundWork["ImportPlan"](desk, "import")
        self._file_names = FileNames(desk)
        self.handlers = {"import": self.ask}

    def ask(self) -> None:
        """Ask for a file; while one is read, leave that."""
        if self._reading.working:
            self._reading.stop()
            self.say("Reading stopped; nothing was imported.")
            return
        question = PromptQuestion(
            "import which file:", self._asked, lasting=True, completed=self._file_names
        )
        self.desk.ask(question)

    def _asked(self, name: str) -> None:
        if name.strip():
            from proxytui.commands.call import Call

            workspace = self.workspace
            self.begin(Call({"file": name.strip()}, lambda *_: workspace, workspace.place, str))

    def begin(self, call: Call) -> None:
        """Look at the file of a call of `import`; of a table ask what its columns are, if nothing
        says so yet; then read it."""
        from proxytui.commands import transfer

        place = self.workspace.place

        def looked(unmapped: Unmapped | None) -> None:
            if unmapped is None:
                self._read(call)
            else:
                self._map(call, unmapped)

        threads = self.desk.host.threads
        threads.start(
            lambda _: transfer.unmapped(call, place), looked, partial(self._failed, call),
            name="import", word="reading the file",
        )  # fmt: skip

    def _choose_sheet(self, call: Call, several: table_columns.SeveralTables) -> None:
        """Ask which sheet of a workbook is meant, and go on with that."""

        def answered(sheet: str | None) -> None:
            if sheet:
                self.begin(call.with_text("sheet", sheet))
            else:
                self.say("Nothing was imported.")

        choices = [
            Choice(
                table.name,
                table.name,
                f"{table.rows} row{'s' * (table.rows != 1)}: {', '.join(table.header)}",
            )
            for table in several.tables
        ]
        screen = SelectOne("Which sheet is to be imported?", choices, self.desk.palette)
        self.desk.app.push_screen(screen, answered)

    def _map(self, call: Call, unmapped: Unmapped) -> None:
        from proxytui.commands import mappings
        from proxytui.tui.dialogs.map_columns import MapColumns

        place = self.workspace.place

        def answered(mapping: TableMapping | None) -> None:
            if mapping is None:
                self.say("Nothing was imported.")
                return
            threads = self.desk.host.threads
            threads.start(
                lambda _: mappings.keep_choice(place, unmapped.table, mapping),
                lambda _: self._read(call), partial(self._failed, call),
                name="import", word="keeping the mapping",
            )  # fmt: skip

        screen = MapColumns(
            unmapped.table, unmapped.mapping, self.workspace.index, self.desk.palette
        )
        self.desk.app.push_screen(screen, answered)

    def _read(self, call: Call) -> None:
        """Read the file of a call of `import` in a thread, and show what would change."""
        from proxytui.commands import transfer

        def work(checkpoint: Checkpoint) -> ImportPlan:
            with keys_first():
                other = self.workspace.beside()
                try:
                    return transfer.plan(call, other, partial(_paced, checkpoint))
                finally:
                    other.close()

        word = f"reading the file, {self.key('import')} stops it"
        self._reading.ask(work, self._planned, partial(self._failed, call), word)

    def _failed(self, call: Call, error: Exception) -> None:
        if isinstance(error, table_columns.SeveralTables):
            self._choose_sheet(call, error)
        else:
            self.say(str(error), severity="warning")

    def _planned(self, plan: ImportPlan) -> None:
        from proxytui.tui.dialogs.show_plan import ShowPlan
        from proxytui.views import plan as plans

        above = [import_plan.what_was_written(plan), *import_plan.sentences(plan), *_aside(plan)]
        changes = plan.proposal.changes
        if (more := len(changes) - _MOST_SHOWN) > 0:
            above.append(f"{_MOST_SHOWN} records are listed here; {more} more are not")
        planned = plans.plan(changes, self.desk.writing.directory, _MOST_SHOWN)

        def answered(write: bool | None) -> None:
            if write and changes:
                self._write(plan)
            elif changes:
                self.say("Nothing was imported.")

        title = f"Import {plan.title}?" if changes else f"{plan.title}: nothing to import"
        screen = ShowPlan(planned, self.desk.palette, title=title, above=above)
        self.desk.app.push_screen(screen, answered)

    def _write(self, plan: ImportPlan) -> None:
        from proxytui.commands import importing

        def done(transaction: Transaction) -> None:
            words = import_plan.what_was_written(plan)
            self.say(f"Imported {plan.title}: {words}; {self.key('undo')} takes it back.")

        self.write(partial(importing.carry_out, self.workspace, plan), done)


def _paced(checkpoint: Checkpoint, rows: Rows) -> Iterator[ReadRow | RejectedRow | WholeCopy]:
    """The rows as they pass, where the thread can be interrupted."""
    for number, row in enumerate(rows):
        if number % _ROWS_AT_ONCE == 0:
            checkpoint()
        yield row


def _aside(plan: ImportPlan) -> Iterator[str]:
    rows = plan.proposal.set_aside
    for row in rows[:8]:
        yield f"set aside {row.row}: {row.reason}"
    if (more := len(rows) - 8) > 0:
        yield f"set aside: {more} more"
