"""The address of a store on a server: what is connected to, and what is shown of it."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from proxytui import paths, text
from proxytui.errors import StoreError
from proxytui.place import SERVERS, Place

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
_MOST_BYTES = 63
"""A longer name of a role is cut by PostgreSQL."""
_HOSTS = re.compile(r"(([^][:,@]*|\[[^][,@]*\])(:\d{1,5})?(,|$))*")
"""One or several, a server and its standbys, each with or without its port."""
_PORT = re.compile(r":\d+(?=,|$)|[][]")
_LOOPBACK = re.compile(r"127(\.\d+){3}|::1|localhost|/.*|", re.I)
_EXAMPLE = "write it as postgresql://HOST/DATABASE, or postgresql://HOST/DATABASE#NAME"


class Roles(NamedTuple):
    """The names of the roles of a store: who may read it, write to it, and change its past."""

    reader: str
    writer: str
    owner: str


class ServerAddress(NamedTuple):
    """The address of a store on a server.

    `url` is connected to. `shown` is the same without options. `name` is the fragment, "" for the
    one store that needs no name; `database` may be "" where something else names it.
    """

    url: str
    shown: str
    database: str
    name: str
    sslmode: str | None

    @classmethod
    def read(cls, words: str) -> ServerAddress:
        """The address in words; raises StoreError, which never repeats a password."""
        bare, _, name = words.partition("#")
        if not bare.startswith(SERVERS):
            raise StoreError(f"{text.line(bare)} is no address of a server", _EXAMPLE)
        try:
            parts = urlsplit(bare)
        except ValueError:
            raise StoreError("this is no address of a server", _EXAMPLE) from None
        hosts = parts.netloc.rpartition("@")[2]
        if not _HOSTS.fullmatch(hosts):
            raise StoreError("this is no address of a server", _EXAMPLE)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.password is not None or {"password", "sslpassword"} & options.keys():
            raise StoreError(
                "an address holds no password: others on this machine could read it there",
                "put it into ~/.pgpass, or name a service of pg_service.conf",
            )
        if name and not _NAME.fullmatch(name):
            raise StoreError(
                f"a store on a server can't be called “{text.line(name)}”",
                "small letters, digits and _ make a name, up to 30",
            )
        database = unquote(parts.path.strip("/")) or options.get("dbname", "")
        shown = _shown(parts, hosts, database, name)
        names = unquote(_PORT.sub("", hosts)) or os.environ.get("PGHOST", "")
        return cls(bare, shown, database, name, _sslmode(options.get("host", names), options))

    @property
    def schema(self) -> str:
        """The schema that holds the store's tables."""
        return f"proxytui_{self.name}" if self.name else "proxytui"

    def roles(self, database: str) -> Roles:
        """The roles of the store in a database; roles belong to the whole server. Raises
        StoreError."""
        base = "_".join(filter(None, ("proxytui", database, self.name)))
        if len(f"{base}_reader".encode()) > _MOST_BYTES:
            raise StoreError(f"the name {text.line(base)} is too long for roles", "name it shorter")
        return Roles(f"{base}_reader", f"{base}_writer", f"{base}_owner")

    def session(self, origin: str) -> str:
        """The name of a connection, by which others see that a window is open."""
        return f"{self.schema} {origin}"

    @property
    def cache(self) -> Path:
        """The folder on this machine for what is known of the store, by this user's login."""
        known = hashlib.sha256(f"{self.url}#{self.name}".encode()).hexdigest()[:24]
        return paths.server_cache(known)

    @property
    def place(self) -> Place:
        """The place of the store."""
        name = self.name or self.database or "proxytui"
        return Place(f"{self.url}#{self.name}", self.shown, name, self.cache, None)


def _shown(parts: SplitResult, hosts: str, database: str, name: str) -> str:
    user = f"{unquote(parts.username)}@" if parts.username else ""
    shown = f"postgresql://{user}{hosts}/{database}"
    return text.line(f"{shown}#{name}" if name else shown)


def _sslmode(host: str, options: dict[str, str]) -> str | None:
    """The mode that is asked for where nobody else names one: beyond this machine, a server must
    prove who it is."""
    if "sslmode" in options or "service" in options:
        return None
    if os.environ.get("PGSSLMODE") or os.environ.get("PGSERVICE"):
        return None
    return None if all(map(_LOOPBACK.fullmatch, host.split(","))) else "verify-full"
