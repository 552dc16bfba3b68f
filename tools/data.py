"""Makes the bundled data set anew from its parts, or says with `--check` that it is out of date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dataset import build

DATA = Path(__file__).resolve().parent.parent / "data"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    try:
        made = build.make()
    except build.MakingFailed as error:
        print(error.title, file=sys.stderr)
        return 1
    wanted = {"store.json": made.store}
    wanted |= {f"documents/{name}": data for name, data in made.documents.items()}
    there = {
        path.relative_to(DATA).as_posix(): path
        for path in (DATA / "store.json", *(DATA / "documents").iterdir())
    }
    stale = [name for name in there if name not in wanted]
    stale += [n for n, data in wanted.items() if n not in there or there[n].read_bytes() != data]
    if check:
        for name in sorted(stale):
            print(f"out of date: data/{name} (make data)", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        if name in wanted:
            (DATA / name).write_bytes(wanted[name])
        else:
            there[name].unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
