"""What holds for every test: signals mean what they mean at a terminal."""

from __future__ import annotations

import signal

# A run started in the background ignores some of them, and every program that it starts would too.
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTSTP):
    if signal.getsignal(number) is signal.SIG_IGN:
        default = signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL
        signal.signal(number, default)
