"""What holds for every test: signals as at a terminal, a user with a name, no desktop near, garbage
let gather."""

from __future__ import annotations

import gc
import os
import signal

from hypothesis import settings

# A machine's run tries the same examples each time, so that red means a change and not a draw;
# every other run draws new ones.
settings.register_profile("machine", derandomize=True, database=None)
if "CI" in os.environ:
    settings.load_profile("machine")

# A run started in the background ignores some of them, and every program that it starts would too.
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTSTP):
    if signal.getsignal(number) is signal.SIG_IGN:
        default = signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL
        signal.signal(number, default)

# A journal names who made a step, and a picture shows it: the same on every machine.
for variable in ("LOGNAME", "USER"):
    os.environ[variable] = "tester"
# No test reaches the clipboard of the desktop that it runs on.
for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(variable, None)

# How many new objects the collector waits for. Each explorer that a test opens makes as many as
# the collector's own 700 a hundred times over: a quarter of all the time went there.
_NEW_OBJECTS = 10_000


def pytest_collection_finish() -> None:
    """Keep the collector from walking all modules and tests again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 10, 10)
