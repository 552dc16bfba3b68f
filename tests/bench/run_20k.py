"""Measure the program beside its floors and write the table: `make bench-20k`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

import large  # noqa: E402
from measure import table, write_section  # noqa: E402

from proxytui import __version__  # noqa: E402

ROWS = large.ROWS
RESULTS = HERE / "results.md"


def main() -> int:
    """Run the rows that are asked for; 1 where a goal is not met."""
    parser = argparse.ArgumentParser(prog="make bench-20k", description=(__doc__ or "").strip())
    sizes = sorted({row.size for row in ROWS})
    parser.add_argument("--size", choices=("demo", "20k"), help=f"rows of one size: {sizes}")
    names = [row.name for row in ROWS]
    parser.add_argument("--row", action="append", choices=names, help="only this row")
    wanted = parser.parse_args()
    rows = [
        row
        for row in ROWS
        if wanted.size in (None, row.size) and (not wanted.row or row.name in wanted.row)
    ]
    found = []
    try:
        for row in rows:
            print(f"{row.name} …", file=sys.stderr, flush=True)
            lines = row.run()
            print(table(lines), flush=True)
            found += lines
    finally:
        large.clean_up()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    about = (
        f"ProxyTUI {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"load over 1, 5 and 15 minutes at the end: {load}.\n"
    )
    if len(rows) == len(ROWS):
        write_section(RESULTS, "20k: 20,000 actors, 100,000 claims", f"{about}\n{table(found)}")
        print(f"wrote {RESULTS.relative_to(HERE.parents[1])}", file=sys.stderr)
    print(about, end="", file=sys.stderr)
    return 1 if any(one.met is False for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
