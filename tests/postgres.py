"""A real PostgreSQL for tests: a server of their own, or the one that a variable names."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMED = "PROXYTUI_TEST_SERVER"
"""The address of a server to test with, as a superuser; without it one is started."""
REQUIRED = "PROXYTUI_SERVER_REQUIRED"
"""Set where a missing server is a failure."""
MISSING = "no PostgreSQL is here: install it (on Debian: apt-get install postgresql)"

GUARDED = "guarded"
"""The login that needs a password; all others are trusted."""
_SECONDS = 30
_RULES = f"""\
local all all trust
host all {GUARDED} 127.0.0.1/32 scram-sha-256
host all all 127.0.0.0/8 trust
host replication all 127.0.0.1/32 trust
"""
_SETTINGS = """\
listen_addresses = '127.0.0.1'
fsync = on
max_connections = 60
"""


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, wherever PostgreSQL was installed."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        told = subprocess.run(
            ["pg_config", "--bindir"], check=True, capture_output=True, text=True
        ).stdout.strip()
        if (Path(told) / "initdb").exists():
            return Path(told)
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    return None


def programs_or_skip() -> Path:
    """The same folder; a test that needs it is skipped where there is none, or fails."""
    bin_ = programs()
    if bin_ is None:
        (pytest.fail if os.environ.get(REQUIRED) else pytest.skip)(MISSING)
    return bin_


class Postgres:
    """A server of its own: data folder, free port, loopback only; as the standby of another one it
    follows that until it is promoted."""

    def __init__(self, bin_: Path, primary: Postgres | None = None) -> None:
        self._bin = bin_
        self._home, self._as = _home("proxytui-pg-")
        self._data = self._home / "data"
        self.port = _free_port()
        if primary is None:
            self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                      "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        else:
            self._run("pg_basebackup", "-D", self._data, "-d", primary.address,
                      "--write-recovery-conf", "--checkpoint=fast", "--no-sync")  # fmt: skip
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(_SETTINGS)
            file.write(f"port = {self.port}\nunix_socket_directories = '{self._home}'\n")
        (self._data / "pg_hba.conf").write_text(_RULES)
        self.start()

    @property
    def address(self) -> str:
        """The address of its first database, for a superuser."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    @property
    def processes(self) -> int:
        """The number of the process that all of its others belong to."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", self._home / "log")

    def stop(self) -> None:
        """Stop it at once, as a loss of power does."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self._data)

    def offer_tls(self, name: str) -> Path:
        """Have it prove who it is with a certificate for a name or a number on the net; returns
        the root that this is from."""
        kind = "IP" if name[0].isdigit() else "DNS"
        certificate, key = self._home / "server.crt", self._home / "server.key"
        self._start("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", f"/CN={name}", "-addext", f"subjectAltName={kind}:{name}",
                    "-keyout", key, "-out", certificate)  # fmt: skip
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(f"ssl = on\nssl_cert_file = '{certificate}'\nssl_key_file = '{key}'\n")
        self._run("pg_ctl", "reload", "-D", self._data)
        return certificate

    def kill(self) -> None:
        """Kill the process that all others belong to; they end with it."""
        os.kill(self.processes, signal.SIGKILL)

    def standby(self) -> Postgres:
        """A standby that follows this server, and has what it had."""
        return Postgres(self._bin, self)

    def promote(self) -> None:
        """Make a standby a server that is written to, and wait until it is."""
        self._run("pg_ctl", "promote", "-w", "-D", self._data)

    def end(self) -> None:
        """Stop it, and leave nothing behind."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self._home, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        self._start(self._bin / program, *arguments)

    def _start(self, *words: object) -> None:
        command = [*self._as, *map(str, words)]
        # A server keeps its output open: a pipe would never end.
        with tempfile.TemporaryFile() as out:
            done = subprocess.run(
                command, stdout=out, stderr=out, cwd="/", timeout=_SECONDS, check=False
            )
            if done.returncode:
                out.seek(0)
                told = out.read().decode(errors="replace")
                raise subprocess.CalledProcessError(done.returncode, command, told, told)


class Pooler:
    """A pooler before a server, which gives each transaction whatever connection is free."""

    def __init__(self, program: str, server: Postgres) -> None:
        self.port = _free_port()
        self._home, as_user = _home("proxytui-pooler-")
        users, settings = self._home / "users", self._home / "settings"
        users.write_text('"postgres" ""\n')
        settings.write_text(
            f"[databases]\npostgres = host=127.0.0.1 port={server.port} pool_size=3\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\n"
            f"unix_socket_dir =\nauth_type = trust\nauth_file = {users}\n"
            f"pool_mode = transaction\nlogfile = {self._home / 'log'}\n"
        )
        quiet = subprocess.DEVNULL
        words = [*as_user, program, "--quiet", str(settings)]
        self._process = subprocess.Popen(words, stdout=quiet, stderr=quiet, cwd="/")
        until(self._listens)

    def _listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False

    def end(self) -> None:
        """Stop it, and leave nothing behind."""
        self._process.terminate()
        self._process.wait(_SECONDS)
        shutil.rmtree(self._home, ignore_errors=True)


def _home(prefix: str) -> tuple[Path, list[str]]:
    """A folder for a program, and the beginning of the command that runs it as its owner."""
    home = Path(tempfile.mkdtemp(prefix=prefix))
    if os.getuid() != 0:
        return home, []
    # No PostgreSQL runs as root.
    user = next(u for u in ("postgres", "nobody") if _is_user(u))
    shutil.chown(home, user)
    return home, ["runuser", "-u", user, "--"]


@contextlib.contextmanager
def running() -> Iterator[Postgres]:
    """A server of one's own for a while; without PostgreSQL here the test skips, or fails where it
    is required."""
    server = Postgres(programs_or_skip())
    try:
        yield server
    finally:
        server.end()


def _is_user(name: str) -> bool:
    with contextlib.suppress(KeyError):
        pwd.getpwnam(name)
        return True
    return False


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def until(holds, seconds: float = 10.0) -> None:
    """Wait until something holds; fails where it doesn't in time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError("it never came to hold")
        time.sleep(0.02)
