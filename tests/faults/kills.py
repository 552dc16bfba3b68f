"""Processes that kill themselves at a chosen call to the file system."""

from __future__ import annotations

import os
import signal

from test_store_processes import child, finish, words

from proxytui.store.folder import disk

LONG = os.environ.get("FAULTS") == "long"

CALLS = (
    "open",
    "write",
    "fsync",
    "replace",
    "rename",
    "unlink",
    "remove",
    "mkdir",
    "rmdir",
    "link",
    "truncate",
    "ftruncate",
)
"""What a program can do to files; opening counts where it is for writing."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _guarded(at, where):
    """Count the calls, and die at one of them: before it, or in the middle of a write and behind
    any other call."""
    made = [0]

    def guard(name, real):
        def call(*args, **more):
            if name == "open" and not args[1] & _WRITES:
                return real(*args, **more)
            made[0] += 1
            if made[0] == at:
                if where == "middle":
                    if name == "write":
                        real(args[0], bytes(args[1])[: len(args[1]) // 2])
                    else:
                        real(*args, **more)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)

        return call

    for name in CALLS:
        setattr(os, name, guard(name, getattr(os, name)))
    disk._datasync = guard("fsync", disk._datasync)
    return made


def run(work, at=0, where="before"):
    """Run `work(say)` in a process that dies at its `at`-th call; what it said, and whether it
    came to its end. Without `at` it says last how many calls it made."""

    def guarded(say):
        real = os.write
        made = _guarded(at, where)

        def told(text):
            guard, os.write = os.write, real
            say(text)
            os.write = guard

        work(told)
        if not at:
            told(str(made[0]))

    with child(guarded) as (pid, said):
        heard = words(said)
        code = finish(pid)
    assert code in (0, -signal.SIGKILL), code
    return heard, code == 0


def moments(work, few=6):
    """At which calls to die, and how: at each of those that `work` makes in the long form, else
    at a few spread over them, the last one among them."""
    heard, ended = run(work)
    assert ended
    count = int(heard[-1])
    every = range(1, count + 1) if LONG else sorted({*range(1, count, -(-count // few)), count})
    return [(at, where) for at in every for where in ("before", "middle")]
