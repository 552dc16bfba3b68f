"""The program's entry: answers `--version` at once, then hands over to the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program; returns its exit code."""
    if sys.argv[1:2] == ["--version"]:
        from proxytui import __version__

        print(f"proxytui {__version__}")
        return 0
    import gc

    # What is imported lasts: to walk it again and again takes an eighth of the imports.
    gc.disable()
    try:
        from proxytui.cli.main import run
    except KeyboardInterrupt:
        return 130
    gc.freeze()
    gc.enable()
    return run(sys.argv[1:])


def _leave_working_folder() -> None:
    """`python -m` looks for modules in the working folder first: a `json.py` or `calendar.py` that
    lies there is none of the program's, unless the program itself lies there."""
    import os

    first = sys.path[0] if sys.path and not sys.flags.safe_path else None
    here = os.path.realpath(first or os.curdir)
    if first is not None and os.path.dirname(os.path.dirname(os.path.realpath(__file__))) != here:
        del sys.path[0]


if __name__ == "__main__":
    _leave_working_folder()
    sys.exit(main())
