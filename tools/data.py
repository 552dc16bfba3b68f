"""Makes the bundled data set anew from its parts, or says with `--check` that it is out of date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dataset import build, readme, texts

DATA = Path(__file__).resolve().parent.parent / "data"


def _take_rows(file: Path, made: build.DataSet) -> None:
    """Write the part, the kept text and the extract that a file of UCDP's years makes."""
    from dataset import ucdp

    taken = ucdp.take(file.read_bytes(), made.tables["actors"])
    (build.PARTS / "ucdp.claims").write_text(taken.part, encoding="utf-8")
    (texts.FOLDER / f"{ucdp.SOURCE}.txt").write_text(taken.text, encoding="utf-8")
    (texts.FOLDER / f"{ucdp.SOURCE}.csv").write_text(taken.extract, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument(
        "--ucdp", type=Path, metavar="FILE", help="first take the rows about its actors from FILE"
    )
    arguments = parser.parse_args()
    try:
        made = build.make()
        if arguments.ucdp:
            _take_rows(arguments.ucdp, made)
            made = build.make()
    except build.MakingFailed as error:
        print(error.title, file=sys.stderr)
        return 1
    wanted = {"store.json": made.store}
    wanted |= {f"documents/{name}": data for name, data in made.documents.items()}
    about = (DATA / "README.md").read_text(encoding="utf-8")
    wanted["README.md"] = readme.filled(about, made.tables).encode()
    there = {
        path.relative_to(DATA).as_posix(): path
        for path in (DATA / "store.json", DATA / "README.md", *(DATA / "documents").iterdir())
    }
    stale = [name for name in there if name not in wanted]
    stale += [n for n, data in wanted.items() if n not in there or there[n].read_bytes() != data]
    if arguments.check:
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
