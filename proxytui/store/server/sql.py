"""The statements that make a store on a server, for its database and its roles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxytui.store.server.address import ServerAddress

_PLACE = re.compile(r"(?<!:):('?)(schema|reader|writer|owner)\b'?")


def quoted(name: str) -> str:
    """A name as SQL spells it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def literal(words: str) -> str:
    """A text as SQL spells it."""
    doubled = words.replace("'", "''")
    return f"'{doubled}'"


def statements(address: ServerAddress, database: str) -> str:
    """All that makes the tables, the functions and the roles of a store; the head is still to be
    filled. Raises StoreError."""
    return _spelt(address, database, "schema.sql", "append.sql", "private.sql")


def upgrade(address: ServerAddress, database: str) -> str:
    """What a store made by an earlier version lacks: private notes. Raises StoreError."""
    owner = quoted(address.roles(database).owner)
    return f"set local role {owner};\n{_spelt(address, database, 'append.sql', 'private.sql')}"


def _spelt(address: ServerAddress, database: str, *files: str) -> str:
    names = {"schema": address.schema, **address.roles(database)._asdict()}

    def spelt(match: re.Match[str]) -> str:
        name = names[match[2]]
        return literal(name) if match[1] else quoted(name)

    folder = Path(__file__).parent
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in files)
    return _PLACE.sub(spelt, text)


def head(address: ServerAddress, schema: int, store: str, name: str, as_of: str) -> str:
    """The statement that fills the head of a new store."""
    texts = ", ".join(map(literal, (store, name, as_of)))
    return (
        f"insert into {quoted(address.schema)}.head (schema, store, name, as_of) "
        f"values ({schema}, {texts});\n"
    )
