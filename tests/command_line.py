"""Calls the program with words of a command line, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from proxytui.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class Ended(NamedTuple):
    """What a call left behind."""

    code: int
    raw: bytes
    complaints: bytes

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def err(self) -> str:
        return self.complaints.decode()

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def in_process(
    words: Sequence[str], *, folder: Path, env: Mapping[str, str], stdin: bytes = b""
) -> Ended:
    """The program called in here, a tenth of a second sooner than a process of its own ends.

    What a process would have of its own is lent to the call: its environment, its working folder,
    its words, the files behind 0, 1 and 2 with the streams over them, and its signal handlers.
    """
    with (
        tempfile.TemporaryFile() as typed,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        typed.write(stdin)
        typed.seek(0)
        with _lent(words, folder, env), _streams(typed.fileno(), out.fileno(), err.fileno()):
            code = main()
        out.seek(0)
        err.seek(0)
        return Ended(code, out.read(), err.read())


def python(
    words: Sequence[str], *, folder: Path, env: Mapping[str, str], stdin: bytes = b""
) -> Ended:
    """The interpreter called with these words, in a process of its own."""
    done = subprocess.run(
        [sys.executable, *words], input=stdin, capture_output=True, env=env, cwd=folder, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def process(
    words: Sequence[str], *, folder: Path, env: Mapping[str, str], stdin: bytes = b""
) -> Ended:
    """The program called in a process of its own."""
    return python(["-m", "proxytui", *words], folder=folder, env=env, stdin=stdin)


@contextmanager
def _lent(words: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ), os.getcwd(), sys.argv, signal.getsignal(signal.SIGTERM)
    try:
        os.environ.clear()
        os.environ.update(env)
        os.chdir(folder)
        sys.argv = ["proxytui", *words]
        yield
    finally:
        environment, place, sys.argv, handler = before
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(place)
        signal.signal(signal.SIGTERM, handler)


@contextmanager
def _streams(*files: int) -> Iterator[None]:
    """Standard input, output and error over these files, as the interpreter opens them."""
    streams = sys.stdin, sys.stdout, sys.stderr
    for stream in streams[1:]:
        stream.flush()
    kept = [os.dup(number) for number in range(3)]
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
        with (
            open(0, encoding="utf-8", errors="surrogateescape", closefd=False) as sys.stdin,
            open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False) as sys.stdout,
            open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False) as sys.stderr,
        ):
            yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        for number, file in enumerate(kept):
            os.dup2(file, number)
            os.close(file)
