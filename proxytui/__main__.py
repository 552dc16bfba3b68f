"""The program's entry: answers `--version` at once, then hands over to the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program; returns its exit code."""
    if sys.argv[1:2] == ["--version"]:
        from proxytui import __version__

        print(f"proxytui {__version__}")
        return 0
    try:
        from proxytui.cli.main import run
    except KeyboardInterrupt:
        return 130
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
