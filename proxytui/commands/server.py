"""Commands for a store on a server: make one, and name what is unsafe about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import paths, text
from proxytui.commands.call import Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.commands.transfer import Exported
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui import server_stores
    from proxytui.wording import phrases
else:
    phrases = LazyModule("proxytui.wording.phrases")
    server_stores = LazyModule("proxytui.server_stores")


class Safety(Exported, frozen=True):
    """A line for each thing that is unsafe about a store; its code is 1 where there is any."""

    unsafe: int

    @property
    def code(self) -> int:
        """1 where something is unsafe."""
        return 1 if self.unsafe else 0


def init(call: Call) -> Done | Exported:
    """Make a store on a server, empty or from a folder; or print the SQL that makes an empty
    one."""
    address, source, as_of = call.text("address"), call.text("from"), call.date("as_of")
    date = as_of.text if as_of else ""
    if call.flag("print_sql"):
        if source:
            raise UsageError("--print-sql makes an empty store", "leave out --from")
        return Exported(server_stores.statements(address, date).encode(), "")
    folder = paths.expanded(source) if source else None
    store = server_stores.create(address, folder, date)
    if store.upgraded:
        return Done(
            (),
            f"the store at {store.shown}, of an earlier version, keeps private notes from now on",
        )
    return Done(
        (),
        f"made a store of {phrases.plural(store.records, 'record')} at {store.shown}; "
        f"grant {store.roles.writer} to those who write, {store.roles.reader} to those who read",
    )


def check(call: Call) -> Safety:
    """Name what is unsafe about a store on a server, and about the login that asks."""
    address = call.text("address")
    unsafe = server_stores.unsafe(address)
    lines = "".join(text.line(f"{what}; {remedy}") + "\n" for what, remedy in unsafe)
    shown = server_stores.place_of(address).shown
    return Safety(lines.encode(), "" if unsafe else f"nothing unsafe at {shown}", len(unsafe))


_ADDRESS = Argument("ADDRESS", "postgresql://HOST/DATABASE, or with #NAME", Shape.REQUIRED)

COMMANDS = (
    Command(
        "server init",
        "make a store on a PostgreSQL server, with its roles",
        (
            _ADDRESS,
            Argument(
                "--from", "bring in the store in this folder", metavar="DIR", values=Values.FILES
            ),
            Argument("--as-of", "the date that its views start at", metavar="DATE"),
            Argument("--print-sql", "print what makes an empty one, and make none", Shape.FLAG),
        ),
        init,
    ),
    Command(
        "server check",
        "name what is unsafe about a store on a server",
        (_ADDRESS,),
        check,
    ),
)
