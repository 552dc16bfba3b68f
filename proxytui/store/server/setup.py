"""The making of a store on a server, and what is unsafe about one."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import StoreError
from proxytui.jobs import told_progress
from proxytui.model import private_notes
from proxytui.model.packed_changes import as_held
from proxytui.store.folder.ledger import FolderLedger
from proxytui.store.folder.snapshot import SCHEMA
from proxytui.store.history import CLI
from proxytui.store.ordered_records import TOLD_EVERY, canonical, in_order
from proxytui.store.server import sql, steps
from proxytui.store.server.address import ServerAddress
from proxytui.store.server.link import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proxytui.store.server.address import Roles


_OWN_ROWS = "(login = (SESSION_USER)::text)"
"""The condition of the only policy of private rows, as PostgreSQL spells it."""


class NewStore(NamedTuple):
    """A store that was made: what is shown of it, its roles, and how many records it has.

    One made by an earlier version was `upgraded` instead, and its records were not counted.
    """

    shown: str
    roles: Roles
    records: int
    upgraded: bool = False


class Unsafe(NamedTuple):
    """Something unsafe about a store on a server, and what to do about it."""

    what: str
    remedy: str


def printed(words: str, name: str = "", as_of: str = "") -> str:
    """The statements that make an empty store, for whoever runs the database; raises StoreError."""
    address = ServerAddress.read(words)
    if not address.database:
        raise StoreError("the address names no database", "postgresql://HOST/DATABASE does")
    head = _head(address, name, as_of)
    return f"begin;\n{sql.statements(address, address.database)}{head}commit;\n"


def init(words: str, source: Path | None = None, name: str = "", as_of: str = "") -> NewStore:
    """Make a store: empty, or with the records, the history and the documents of a store in a
    folder; one that an earlier version made gets what it lacks. Raises StoreError; nothing is made
    then, but for roles nothing is."""
    address = ServerAddress.read(words)
    link = Link(address, CLI)
    folder = None if source is None else FolderLedger.to_copy(source, CLI)
    try:
        ((database, encoding),) = link.rows(
            "select current_database()::text, current_setting('server_encoding')"
        )
        if encoding != "UTF8":
            raise StoreError(
                f"the database {database} can't hold every letter: it is in {encoding}",
                "make one with encoding UTF8",
            )
        if link.rows("select 1 from pg_namespace where nspname = %s", [address.schema]):
            if folder is not None or not _is_earlier(link):
                raise StoreError(f"{address.shown} is there already", "add #NAME for another store")
            with link.transaction():
                link.rows(sql.upgrade(address, database))
            return NewStore(address.shown, address.roles(database), 0, upgraded=True)
        with link.transaction():
            link.rows(sql.statements(address, database))
            if folder is None:
                link.rows(_head(address, name, as_of))
                records = 0
            else:
                link.rows(f"set local role {sql.quoted(address.roles(database).owner)}")
                records = _fill(link, folder, name, as_of)
    finally:
        link.close()
        if folder is not None:
            folder.upkeep.stop()
    return NewStore(address.shown, address.roles(database), records)


def _is_earlier(link: Link) -> bool:
    """Whether an earlier version made the store, which kept no private notes."""
    journals = (f"{link.address.schema}.journal", f"{link.address.schema}.private_journal")
    ((there, private),) = link.rows("select to_regclass(%s), to_regclass(%s)", journals)
    return there is not None and private is None


def _head(address: ServerAddress, name: str, as_of: str) -> str:
    return sql.head(address, SCHEMA, str(uuid.uuid4()), name or address.place.name, as_of)


def _fill(link: Link, folder: FolderLedger, name: str, as_of: str) -> int:
    """Bring in a folder's store; returns how many records it has."""
    state, address, count = folder.state, link.address, 0
    if state.damage or state.set_aside or state.by_hand:
        raise StoreError(
            f"{folder.place.shown} has records that are not in its journal",
            "`proxytui check` and `proxytui repair` say which; mend it first",
        )
    history = folder.history()
    if any(private_notes.of_private(c) for step in history for c in as_held(step.changes)):
        raise StoreError(
            f"{folder.place.shown} has private notes, which all would read in its history",
            "`backup` without --private makes a copy that has none, from the server they are of",
        )
    meta = state.meta
    called = name or str(meta.get("name") or folder.place.name)
    store = str(meta.get("store") or uuid.uuid4())
    link.rows(sql.head(address, SCHEMA, store, called, as_of or str(meta.get("as_of") or "")))
    rows = (steps.row(number, step) for number, step in enumerate(history, 1))
    link.copy_in(f"{address.schema}.journal ({steps.FIELDS})", rows)
    total = sum(map(len, state.tables.values()))

    def records() -> Iterator[tuple[str, str, str]]:
        nonlocal count
        for table, rows in state.tables.items():
            for id_, raw in in_order(rows):
                if count % TOLD_EVERY == 0:
                    told_progress.tell(f"records brought in: {count:,} of {total:,}")
                count += 1
                yield table, id_, canonical(raw).decode()

    link.copy_in(f"{address.schema}.records (kind, id, body)", records())
    names = folder.documents.list()
    for number, sha in enumerate(names, 1):
        told_progress.tell(f"documents brought in: {number:,} of {len(names):,}")
        data = folder.documents.data(sha)
        if data is None:
            raise StoreError(f"document {sha} {folder.documents.fault(sha)}", "mend it first")
        link.rows(f"insert into {address.schema}.documents values (%s, %s)", [sha, data])
    if history.last:
        reached = [len(history), history.last]
        link.rows(f"update {address.schema}.head set seq = %s, last = %s", reached)
    return count


def check(words: str) -> tuple[Unsafe, ...]:
    """All that is unsafe about a store and the login that asks; raises StoreError."""
    address = ServerAddress.read(words)
    link = Link(address, CLI)
    try:
        return tuple(_unsafe(link))
    finally:
        link.close()


def _unsafe(link: Link) -> Iterator[Unsafe]:
    schema = link.address.schema
    link.rows(f"select seq from {schema}.head")
    if not link.encrypted and not _local(link):
        yield Unsafe(
            "what is sent can be read on the way: the connection has no TLS",
            "set it up on the server, and ask for ?sslmode=verify-full",
        )
    ((login, super_, machines),) = link.rows(
        "select session_user::text, (select rolsuper from pg_roles where rolname = session_user), "
        "(select count(distinct client_addr) from pg_stat_activity where usename = session_user)"
    )
    if super_:
        yield Unsafe(
            f"{login} may do everything on the server: read private notes, and change the past of "
            "the store",
            "work with a login that has only the role for writing",
        )
    elif link.rows(
        "select 1 where has_table_privilege(session_user, %s, 'insert, update, delete')",
        [f"{schema}.journal"],
    ):
        yield Unsafe(
            f"{login} may change the past of the store",
            "leave the role of the owner to whoever looks after it",
        )
    yield from _not_private(link)
    if machines > 1:
        yield Unsafe(
            f"{login} is used on {machines} machines at once, so `log` can't tell who wrote what",
            "give everyone a login of their own",
        )
    if link.rows("select 1 where has_schema_privilege('public', %s, 'usage')", [schema]):
        yield Unsafe(
            "everyone with a login can read the store",
            f"revoke usage on schema {schema} from public",
        )
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        ((value,),) = link.rows("select current_setting(%s)", [setting])
        if value == "off":
            yield Unsafe(
                f"a loss of power can lose what was saved: {setting} is off", f"turn {setting} on"
            )


def _not_private(link: Link) -> Iterator[Unsafe]:
    """What lets others read private notes."""
    schema = link.address.schema
    if _is_earlier(link):
        return
    for table in ("private_journal", "private_notes"):
        ((on, forced),) = link.rows(
            "select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass",
            [f"{schema}.{table}"],
        )
        policies = link.rows(
            "select count(*), bool_and(polqual is not null and polpermissive and "
            "pg_get_expr(polqual, polrelid) = %s and pg_get_expr(polwithcheck, polrelid) = %s) "
            "from pg_policy where polrelid = %s::regclass",
            [_OWN_ROWS, _OWN_ROWS, f"{schema}.{table}"],
        )
        if not (on and forced) or policies != [(1, True)]:
            yield Unsafe(
                f"private notes can be read by others: the row security of {table} is not what "
                "`server init` made",
                "have whoever looks after the store force it again, with its only policy",
            )
    ((bypasses,),) = link.rows(
        "select rolbypassrls and not rolsuper from pg_roles where rolname = session_user"
    )
    if bypasses:
        yield Unsafe(
            "your login passes by row security, and can read the private notes of others",
            "have its `bypassrls` taken away",
        )


def _local(link: Link) -> bool:
    """Whether the server is on this machine."""
    ((address,),) = link.rows("select host(inet_server_addr())")
    return address is None or address.startswith("127.") or address == "::1"
