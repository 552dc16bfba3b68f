"""Scores an engine that suggests claims on sentences annotated before any engine saw them.

`--engine MODULE:CALLABLE` names it, by default the program's own with a parser; it is called with a
document's text and the known actors, and gives suggestions (see `Suggestion` in suggest_scores.py).
`--documents FOLDER` is where the texts are that may not be bundled. The errors are listed for the
half to develop on, never for the test.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import gold
from suggest_scores import LEVELS, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suggest_scores import Engine, Score

OWN = "suggest_engine:parse"
SHARES = (
    ("letters right, of what is found", "letters: right", "letters: judged"),
    ("stance right, of what is found", "stance: right", "stance: judged"),
    ("hedge right, of what is found", "hedge: right", "hedge: judged"),
    ("speaker right, of what is found", "speaker: right", "speaker: judged"),
    ("denied or supposed that came out positive", "came out positive", "denied or supposed"),
    ("sentences without any claim that stay silent", "silent", "says nothing"),
    ("sentences without a wanted claim with nothing wrong", "nothing wrong", "nothing wanted"),
    ("with an end that is only described, as annotated", "described: right", "described"),
)


def lines(split: str, result: Score, absent: list[str]) -> Iterator[str]:
    """What is printed of one split: its figures, and the errors if it is not the test."""
    counts = result.counts
    yield f"{split}: {counts['sentences']} sentences, {counts['wanted']} claims wanted"
    if absent:
        yield f"  left out, their texts are not here: {', '.join(absent)}"
    for level in LEVELS:
        yield (
            f"  {level.label:<52} P {_figure(result.precision(level))}"
            f"  R {_figure(result.recall(level))}"
        )
    for label, right, of in SHARES:
        yield f"  {label:<52} {_figure(result.share(right, of))}  ({counts[right]} of {counts[of]})"
    if split in ("dev", "more", "fresh", "open5"):
        for error in result.errors:
            yield f"  {error.kind:<12} {error.sentence:<24} {error.what}"


def _figure(share: float | None) -> str:
    return "  – " if share is None else f"{share:.2f}"


def named(engine: str) -> Engine:
    """The callable that `MODULE:CALLABLE` names."""
    module, _, name = engine.partition(":")
    return getattr(importlib.import_module(module), name)


def report(engine: Engine, splits: list[str], folder: Path | None) -> Iterator[str]:
    """The lines of every split in turn."""
    for split in splits:
        here = list(gold.documents(split, folder))
        names = {document.name for document in here}
        absent = [
            row["name"]
            for row in gold.listed()
            if row["split"] == split and row["name"] not in names
        ]
        yield from lines(split, score(engine, here), absent)


def main(arguments: list[str]) -> None:
    """Runs the engine that is named and prints its figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--engine", default=OWN, metavar="MODULE:CALLABLE")
    parser.add_argument("--documents", type=Path, metavar="FOLDER")
    parser.add_argument("--split", choices=(*gold.SPLITS, *gold.LATER), action="append")
    asked = parser.parse_args(arguments)
    try:
        engine = named(asked.engine)
    except (ImportError, AttributeError, ValueError) as error:
        parser.error(f"no engine {asked.engine}: {error}; name it as MODULE:CALLABLE")
    for line in report(engine, asked.split or list(gold.SPLITS), asked.documents):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
